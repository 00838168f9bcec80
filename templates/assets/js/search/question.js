/* A question in plain words that stands nowhere as it is: what only asks falls away, and names of kinds, places and
   years stand apart. What asks is listed in content/lists/question-words.yml. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { store, text, named } = wanlixing;
  const { ofPhrase, postings, intersect } = wanlixing.hits;
  const { stretches } = wanlixing.nothing;
  const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : null;
  const LEAST = 2, MOST = 10;
  const HAN = /\p{Script=Han}/u;
  /** Who names one of these looks for records, and not for how a thing is done. */
  const LED_TO = ["kind", "place"];
  const LOOKED_FOR = ["kind", "place", "region", "year"];
  const SIGNS = /[？?！!，,。；;、…~～]/g;

  const segments = (word) => (segmenter ? Array.from(segmenter.segment(word), ({ segment }) => segment) : [word]);

  /** Whether a single character only asks there: not where it ends a word of the records, as in 展会. */
  async function falls(one, before) {
    if (before.length !== 1 || !HAN.test(before)) return true;
    return !(await ofPhrase(before + one)).documents.length;
  }

  /** The words that only ask, without those that are inside a name: 最高 of 最高院. */
  function without(query, words, names) {
    const guarded = names.filter((name) => query.includes(name) && words.some((word) => name !== word && name.includes(word)));
    const cut = (rest, [word, ...others]) => (word === undefined ? [rest]
      : rest.split(word).map((one) => cut(one, others)).reduce((all, one) => [...all, " ", ...one]));
    const cutAt = (rest, [name, ...others]) => (name === undefined ? cut(rest, words).join("")
      : rest.split(name).map((one) => cutAt(one, others)).join(name));
    return cutAt(query, guarded);
  }

  /** A query without what only asks: longer words first, so that none is cut in two; single ones only where they are words. */
  async function asked(query) {
    const { asking = [], names } = await store.meta;
    const latin = new Set(asking.filter((word) => /^[a-z']+$/.test(word)));
    const short = new Set(asking.filter((word) => word.length < LEAST && !latin.has(word)));
    const plain = query.replace(SIGNS, " ").split(/\s+/).filter((word) => !latin.has(word.toLowerCase())).join(" ");
    const rest = without(plain, asking.filter((word) => word.length >= LEAST && !latin.has(word)), names.flat());
    const kept = await Promise.all(rest.split(" ").map(async (word) => {
      const all = segments(word);
      return (await Promise.all(all.map(async (one, i) =>
        (short.has(one) && await falls(one, all[i - 1] || "") ? " " : one)))).join("");
    }));
    return kept.join(" ").split(/\s+/).filter((word) => text.bare(word));
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

  /** Parts of a query without what only asks, each with the values that it names. */
  async function valued(query) {
    const parts = (await Promise.all((await asked(query)).map(named.cutAtAll))).flat();
    return Promise.all(parts.map(async (part) => ({ part, values: await named.of(part) })));
  }

  /** Whether a query asks how a thing is done. */
  async function asksHow(query) {
    if ((await asked(query)).join("") === query.replace(/\s+/g, "")) return false;
    return !(await valued(query)).some(({ values }) => values.some(({ facet }) => LOOKED_FOR.includes(facet)));
  }

  /** Whether a query asks for what is new; of places that people visit it asks for what is near. */
  async function asksForNewest(query) {
    if (!/最近|最新|近期/.test(query)) return false;
    const { facets, near = [] } = await store.meta;
    const visited = ({ facet, token: [, i, j] }) => facet === "kind" && near.includes(facets[i].values[j][0]);
    return !(await valued(query)).some(({ values }) => values.some(visited));
  }

  /** The pages that a word names: the one of that title, or the only one whose title holds it. */
  function pagesOf(word, { ways: known = [], names }) {
    const all = [word, ...names.filter((group) => group.some((name) => text.fold(name) === text.fold(word))).flat()].map(text.fold);
    const same = known.filter(([title]) => all.includes(text.fold(title)));
    const holding = known.filter(([title]) => all.some((one) => text.fold(title).includes(one)));
    return same.length || holding.length !== 1 ? same : holding;
  }

  /** Where a query that names lists and pages leads at once; and of which kind a place has nothing: `{pages, lacking}`. */
  async function ways(query, signal) {
    const meta = await store.meta;
    const parts = await valued(query);
    const label = ({ token: [, i, j] }) => meta.facets[i].values[j][1];
    const values = parts.flatMap((one) => one.values);
    const words = [...parts.map(({ part }) => part), ...values.filter(({ facet }) => LED_TO.includes(facet)).map(label)];
    const pages = [...new Set(words.filter((word) => text.bare(word).length >= LEAST).flatMap((word) => pagesOf(word, meta)))];
    const [kind, place] = LED_TO.map((name) => values.find(({ facet }) => facet === name));
    if (!kind || !place) return { pages, lacking: null };
    const sets = await postings([kind.token, place.token], signal);
    return { pages, lacking: intersect(...sets).documents.length ? null : [label(place), label(kind)] };
  }

  /** The words of a question that may stand alone, those of several signs; and how long all of it is. */
  async function pieces(query, signal) {
    const given = (await asked(query)).filter((word) => /[\p{L}\p{N}]/u.test(word));
    const cut = (await Promise.all(given.map(async (word) => (await named.cutAtAll(word)).flatMap(joined)))).flat();
    const found = (await Promise.all(cut.slice(0, MOST).map((word) => (unknown(word) ? stretches(text.bare(word), signal) : [word])))).flat();
    const words = [...new Set(found.filter((word) => text.bare(word).length >= LEAST))].slice(0, MOST);
    return { words, length: given.join("").length };
  }

  wanlixing.question = { quoted, read, pieces, asksHow, asksForNewest, ways };
})();
