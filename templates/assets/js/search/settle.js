/* Candidates of the index settled by their texts, window by window. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { store, terms, count } = wanlixing;
  /** A window is full with as many good results, and given up after as many texts. */
  const GOOD = 10, MOST = 20;
  /** So few candidates are all looked at, so that their number is exact. */
  const FEW = 12;
  /** Without any result after so many texts the words are taken as absent. */
  const GIVEN_UP = 60;

  /** Candidates in the order in which they are looked at. */
  function ordered(found, closed, byDate) {
    const order = [...found.documents.keys()].filter((i) => count.pass(closed, found.documents[i]));
    if (!byDate) order.sort((a, b) => found.places[a] - found.places[b] || a - b);
    return order.map((i) => [found.documents[i], found.places[i]]);
  }

  /** How good a record is for all terms, and that the query stands in it as it was typed. */
  function scored(row, wanted, joined) {
    const total = wanted.reduce((sum, term) => sum + terms.score(row, term), 0);
    if (wanted.length < 2 || total === Infinity) return total;
    return total - (terms.placeOf(row, joined, true) < Infinity ? 0.5 : 0);
  }

  /** Looks at candidates window by window, so that a longer list begins like a shorter one. */
  async function settle(found, wanted, { size, byDate, closed, query, signal, give }) {
    const list = ordered(found, closed, byDate);
    const joined = terms.phrase(query);
    const state = { rows: [], dropped: new Set(), seen: 0, total: list.length };
    while (state.seen < list.length && (state.rows.length < size || list.length <= FEW)) {
      if (!state.rows.length && state.seen >= GIVEN_UP) break;
      const window_ = [];
      let good = 0;
      const from = state.seen;
      while (state.seen < list.length && good < GOOD && state.seen - from < MOST) {
        const some = list.slice(state.seen, state.seen + Math.min(GOOD - good, MOST - state.seen + from));
        state.seen += some.length;
        const rows = await Promise.all(some.map(([number]) => store.text(number, signal)));
        signal?.throwIfAborted();
        rows.forEach((row, i) => {
          const score = wanted.length ? scored(row, wanted, joined) : 0;
          if (score === Infinity) state.dropped.add(row.number);
          else window_.push([row, score]);
          if (score <= some[i][1]) good += 1;
        });
      }
      if (!byDate) window_.sort((a, b) => a[1] - b[1] || a[0].number - b[0].number);
      for (const [row, score] of window_) {
        state.rows.push([row, score]);
        if (state.rows.length <= size) await give(row, score);
      }
    }
    return state;
  }

  wanlixing.settle = { settle, MOST };
})();
