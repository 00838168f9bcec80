/* Words that name values of facets: 网点 is a kind, 南京 a place, 商标 a right, 2023年 a year. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { store, text } = wanlixing;
  const { FACET } = store.SORTS;
  const LEAST = 2;
  const COMMON = ["theme", "industry", "case-type"];
  let known = null; // [meta, its names]: made once for each index

  /** Each name with the facets and values that it stands for: `{facet, token}`. */
  function names(meta) {
    const found = new Map();
    const add = (name, facet, token) => {
      const folded = text.fold(name);
      if (folded.length >= LEAST) found.set(folded, [...(found.get(folded) || []), { facet, token }]);
    };
    meta.facets.forEach(({ name, values, words }, i) => {
      if (!words) return;
      values.forEach(([, label], j) => add(label, name, [FACET, i, j]));
      for (const other of Object.keys(words)) add(other, name, [FACET, i, words[other]]);
      if (name === "year") values.forEach(([year, label], j) => [year, `${label}度`].forEach((other) => add(other, name, [FACET, i, j])));
    });
    for (const group of meta.names) {
      const named = group.map(text.fold).find((one) => found.has(one));
      if (named) group.map(text.fold).forEach((one) => found.has(one) || found.set(one, found.get(named)));
    }
    return found;
  }

  async function all() {
    const meta = await store.meta;
    if (!known || known[0] !== meta) known = [meta, names(meta)];
    return known[1];
  }

  /** The values that a word names; none for most words. */
  const of = async (word) => (await all()).get(text.fold(word)) || [];

  /** Whether the lists know a word, as a name of a value or as another name of something. */
  async function listed(word) {
    const folded = text.fold(word);
    return (await of(word)).length > 0 || (await store.meta).names.some((group) => group.some((name) => text.fold(name) === folded));
  }

  /** A word cut at the names in it, the longest first: 2023年南京 is a year and a place. [] where it is one whole. */
  async function cut(word) {
    const known = await all();
    const found = at(word, cutting(known), known.has(text.fold(word)));
    // What is left beside a name has to be a word itself: 银 of 南京银 is none.
    return found.length > 1 && found.every((part) => part.length >= LEAST) ? found : [];
  }

  /** A word cut at all that the lists know. */
  async function cutAtAll(word) {
    const others = (await store.meta).names.flat().map(text.fold);
    return at(word, [...new Set([...cutting(await all()), ...others])].sort((a, b) => b.length - a.length), false);
  }

  function at(word, names_, whole_) {
    let parts = [{ part: text.fold(word), whole: whole_ }];
    for (const name of names_) {
      parts = parts.flatMap(({ part, whole }) => (whole || !part.includes(name) ? [{ part, whole }] : apart(part, name)));
    }
    return parts.map(({ part }) => part);
  }

  const apart = (part, name) => part.split(name)
    .flatMap((rest, i) => (i ? [{ part: name, whole: true }, { part: rest, whole: false }] : [{ part: rest, whole: false }]))
    .filter((one) => one.part);

  /** The names at which words are cut: those of tasks, trades and sorts of cases are too common. */
  const cutting = (known) => [...known].filter(([, values]) => values.some(({ facet }) => !COMMON.includes(facet)))
    .map(([name]) => name).sort((a, b) => b.length - a.length);

  wanlixing.named = { of, cut, cutAtAll, listed };
})();
