/* Filters and counts: a facet is a column of sets of values. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { store } = wanlixing;

  async function columns(wanted, signal) {
    const { facets } = await store.meta;
    const known = facets.filter(({ name }) => wanted.includes(name));
    const loaded = await Promise.all(known.map(({ name }) => store.column(name, signal)));
    return new Map(known.map((facet, i) => [facet.name, { facet, ...loaded[i] }]));
  }

  /** For each filtered facet, whether each of its sets passes: [[column, [true, …]], …]. */
  function gates(loaded, filters) {
    return Object.entries(filters).filter(([name, values]) => loaded.has(name) && values.length).map(([name, values]) => {
      const column = loaded.get(name);
      const chosen = new Set(values);
      const passes = column.sets.map((set) => set.some((value) => chosen.has(column.facet.values[value][0])));
      return { name, passes: (number) => passes[column.of(number)] };
    });
  }

  const pass = (closed, number, except) => closed.every((gate) => gate.name === except || gate.passes(number));

  function counted(name, loaded, closed, documents, filters, share) {
    const { facet, sets, of } = loaded.get(name);
    const often = new Array(sets.length).fill(0);
    for (const number of documents) if (pass(closed, number, name)) often[of(number)] += 1;
    const counts = new Array(facet.values.length).fill(0);
    sets.forEach((set, i) => set.forEach((value) => { counts[value] += often[i]; }));
    const about = (number) => (share === 1 ? number : Math.ceil(number * share));
    return facet.values.map(([value, label], i) => ({ value, label, count: about(counts[i]) }))
      .filter(({ value, count }) => count || (filters[name] || []).includes(value));
  }

  wanlixing.count = { columns, gates, pass, counted };
})();
