/* A question in plain words that stands nowhere as it is: what only asks falls away, and names of kinds, places and
   years stand apart. What asks is listed in content/lists/question-words.yml. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { store, text, named } = wanlixing;
  const { stretches } = wanlixing.nothing;
  const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : null;
  const LEAST = 2, MOST = 10;
  const SIGNS = /[？?！!，,。；;、…~～]/g;

  const segments = (word) => (segmenter ? Array.from(segmenter.segment(word), ({ segment }) => segment) : [word]);

  /** A query without what only asks: longer words first, so that none is cut in two; single ones only where they are words. */
  async function asked(query) {
    const asking = (await store.meta).asking || [];
    const latin = new Set(asking.filter((word) => /^[a-z']+$/.test(word)));
    const short = new Set(asking.filter((word) => word.length < LEAST && !latin.has(word)));
    let rest = query.replace(SIGNS, " ").split(/\s+/).filter((word) => !latin.has(word.toLowerCase())).join(" ");
    for (const word of asking) if (word.length >= LEAST && !latin.has(word)) rest = rest.split(word).join(" ");
    const kept = rest.split(" ").flatMap((word) => segments(word).map((one) => (short.has(one) ? " " : one)).concat(" "));
    return kept.join("").split(/\s+/).filter((word) => text.bare(word));
  }

  /** The words of a phrase; characters that are none by themselves stand together: 预审. */
  function joined(word) {
    const found = [];
    let single = false;
    for (const one of segments(word)) {
      if (single && one.length === 1) found.push(found.pop() + one);
      else found.push(one);
      single = one.length === 1;
    }
    return found;
  }

  /** Characters that make no word of the browser's dictionary may hold one of the records: 防盗 in 盼盼防盗门. */
  const unknown = (word) => word.length > LEAST && segments(word).every((one) => one.length === 1);

  /** What stands in quotation marks is meant as it is. */
  const quoted = (query) => /[“”"「」『』]/.test(query);

  /** The words that a question means, or [] where nothing of it may fall away. */
  async function read(query) {
    const words = await asked(query);
    return words.join(" ") === query.trim().split(/\s+/).join(" ") ? [] : words;
  }

  /** The words of a question that may stand alone, those of several signs; and how long all of it is. */
  async function pieces(query, signal) {
    const given = (await asked(query)).filter((word) => /[\p{L}\p{N}]/u.test(word));
    const cut = (await Promise.all(given.map(async (word) => (await named.cutAtAll(word)).flatMap(joined)))).flat();
    const found = (await Promise.all(cut.slice(0, MOST).map((word) => (unknown(word) ? stretches(text.bare(word), signal) : [word])))).flat();
    const words = [...new Set(found.filter((word) => text.bare(word).length >= LEAST))].slice(0, MOST);
    return { words, length: given.join("").length };
  }

  wanlixing.question = { quoted, read, pieces };
})();
