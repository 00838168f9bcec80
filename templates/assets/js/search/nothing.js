/* When nothing is found: what of it is, and what comes nearest. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { store, hits, terms, count } = wanlixing;
  const NEAREST = 5;

  /** Each stretch of a phrase that is found at all. */
  async function stretches(bare, signal) {
    const tokens = hits.tokens(bare);
    const sets = await hits.postings(tokens, signal);
    const runs = [];
    tokens.forEach(([, a, b], i) => {
      if (!sets[i].documents.length) return;
      const chars = String.fromCharCode(a, ...(b ? [b] : []));
      const last = runs[runs.length - 1];
      if (last && last.end === i - 1 && last.text.endsWith(chars[0])) Object.assign(last, { text: last.text + chars[1], end: i });
      else runs.push({ text: chars, end: i });
    });
    return [...new Set(runs.map((run) => run.text))];
  }

  /** How often each word is found; of a single phrase, each stretch of it that is found at all. */
  async function partsOf(wanted, signal) {
    if (wanted.length > 1) {
      return Promise.all(wanted.map(async (term) => ({ text: term.text, count: (await terms.candidates(term, signal)).documents.length })));
    }
    const found = await stretches(terms.phrase(wanted[0].text).bare, signal);
    return Promise.all(found.map(async (one) => ({ text: one, count: (await hits.ofPhrase(one, signal)).documents.length })));
  }

  /** Documents that hold most of what was asked for, rare pairs counting more. */
  async function nearest(wanted, closed, signal) {
    const { documents } = await store.meta;
    const weight = new Map();
    let most = 0;
    for (const term of wanted) {
      for (const set of await hits.postings(hits.sharper(terms.phrase(term.text).bare), signal)) {
        const rarity = set.documents.length ? Math.log(1 + documents / set.documents.length) : 0;
        most += rarity;
        for (const number of set.documents) weight.set(number, (weight.get(number) || 0) + rarity);
      }
    }
    const best = [...weight].filter(([number, sum]) => sum >= most * 0.3 && count.pass(closed, number));
    best.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const rows = await Promise.all(best.slice(0, NEAREST).map(([number]) => store.text(number, signal)));
    return rows;
  }

  wanlixing.nothing = { stretches, partsOf, nearest };
})();
