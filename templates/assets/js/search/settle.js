/* Candidates of the index settled by their texts, window by window. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { store, terms, count } = wanlixing;
  /** A window is full with as many good results, and given up after as many texts. */
  const GOOD = 10, MOST = 20;
  /** So few candidates are all looked at, so that their number is exact. */
  const FEW = 12;
  /** Hand-written pages come before records that are as good, and before all where somebody asks how a thing is done. */
  const PAGE = 0.5, ANSWERS = 5, MOST_PAGES = 2;
  /** Texts that are looked at for a list of `size` at most: without any result the words are taken as absent. */
  const patience = (size) => 60 + 3 * size;

  /** What hand-written pages gain: those whose title has the words, and the best that answer a question. */
  function gains(found, asking, { documents, pages = 0 }) {
    const here = [...found.documents.keys()].filter((i) => found.documents[i] >= documents - pages);
    const best = here.filter((i) => asking || found.places[i] % terms.ACROSS < 1).sort((a, b) => found.places[a] - found.places[b]).slice(0, MOST_PAGES);
    return new Map(best.map((i) => [found.documents[i], asking ? ANSWERS : PAGE]));
  }

  /** Candidates in the order in which they are looked at. */
  function ordered(found, closed, order, gained) {
    const list = [...found.documents.keys()].filter((i) => count.pass(closed, found.documents[i]));
    const place = (i) => found.places[i] - (gained.get(found.documents[i]) || 0);
    const rank = order ? (i) => order(found.documents[i]) : place;
    return list.sort((a, b) => rank(a) - rank(b) || a - b).map((i) => [found.documents[i], place(i)]);
  }

  /** How good a record is for all terms, and that the query stands in it as it was typed. */
  function scored(row, wanted, joined, gained) {
    const total = wanted.reduce((sum, term) => sum + terms.score(row, term), 0);
    const best = total - (gained.get(row.number) || 0);
    if (wanted.length < 2 || total === Infinity) return best;
    return best - (terms.placeOf(row, joined, true) < Infinity ? 0.5 : 0);
  }

  /** The next texts of the list, scored: good ones (as good as the index promised), lesser ones, and those that do not fit. */
  async function looked(list, state, score, signal) {
    const from = state.seen;
    const good = [], lesser = [];
    while (state.seen < list.length && good.length < GOOD && state.seen - from < MOST) {
      const some = list.slice(state.seen, Math.min(state.seen + GOOD - good.length, from + MOST));
      state.seen += some.length;
      const rows = await Promise.all(some.map(([number]) => store.text(number, signal)));
      signal?.throwIfAborted();
      rows.forEach((row, i) => {
        const found = score(row);
        if (found === Infinity) state.dropped.add(row.number);
        else (found <= some[i][1] ? good : lesser).push([row, found]);
      });
    }
    return [good, lesser];
  }

  /** Looks at candidates window by window, so that a longer list begins like a shorter one. */
  async function settle(found, wanted, { size, order, closed, query, asking, signal, give }) {
    const gained = wanted.length ? gains(found, asking, await store.meta) : new Map();
    const list = ordered(found, closed, order, gained);
    const joined = terms.phrase(query);
    const score = (row) => (wanted.length ? scored(row, wanted, joined, gained) : 0);
    const rank = order ? ([row]) => order(row.number) : ([, place]) => place;
    const better = (a, b) => rank(a) - rank(b) || a[0].number - b[0].number;
    const state = { shown: 0, dropped: new Set(), seen: 0, total: list.length };
    let held = [];
    while (state.seen < list.length && (state.shown < size || list.length <= FEW)) {
      if (state.seen >= patience(state.shown || held.length ? size : 0)) break;
      const [good, lesser] = await looked(list, state, score, signal);
      // Lesser ones fill a window up; the rest waits, because better ones may come.
      const all = [...good, ...held, ...lesser].sort(better);
      const now = order || state.seen === list.length ? all.length : Math.max(good.length, GOOD);
      held = all.slice(now);
      for (const [row, place] of all.slice(0, now)) {
        state.shown += 1;
        if (state.shown <= size) await give(row, place);
      }
    }
    return state;
  }

  wanlixing.settle = { settle, MOST };
})();
