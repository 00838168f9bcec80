/* Sets of documents: `documents` ascending, `places` beside it (lower is better). */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { store, text } = wanlixing;
  const { PAIR, SINGLE, BROKEN, TRIPLE } = store.SORTS;
  const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
  /** Pairs of one phrase that are asked for at first: they hold all its characters if it is not too long. */
  const ENOUGH = 6;
  const NOTHING = { documents: new Uint32Array(0), places: new Uint8Array(0) };

  function collect(size, fill) {
    const documents = new Uint32Array(size);
    const places = new Uint8Array(size);
    let count = 0;
    fill((document_, place) => {
      documents[count] = document_;
      places[count++] = place;
    });
    return { documents: documents.subarray(0, count), places: places.subarray(0, count) };
  }

  /** Walks two sets at once: `see(document, place in a or -1, place in b or -1)`. */
  function walk(a, b, see) {
    let i = 0, j = 0;
    while (i < a.documents.length || j < b.documents.length) {
      const x = i < a.documents.length ? a.documents[i] : Infinity;
      const y = j < b.documents.length ? b.documents[j] : Infinity;
      see(Math.min(x, y), x <= y ? a.places[i++] : -1, y <= x ? b.places[j++] : -1);
    }
  }

  const intersect = (a, b) => collect(Math.min(a.documents.length, b.documents.length), (add) =>
    walk(a, b, (number, x, y) => { if (x >= 0 && y >= 0) add(number, Math.max(x, y)); }));

  const unite = (a, b) => collect(a.documents.length + b.documents.length, (add) =>
    walk(a, b, (number, x, y) => add(number, x < 0 ? y : y < 0 ? x : Math.min(x, y))));

  /** Both are wanted: places add up, so that two words in the title come before one. */
  const combine = (a, b) => collect(Math.min(a.documents.length, b.documents.length), (add) =>
    walk(a, b, (number, x, y) => { if (x >= 0 && y >= 0) add(number, x + y); }));

  const all = (sets, join = intersect) => sets.length
    ? [...sets].sort((a, b) => a.documents.length - b.documents.length).reduce(join) : NOTHING;

  const later = (set, by) => ({ documents: set.documents, places: set.places.map((place) => place + by) });

  /** Three letters or digits each, as one unit (generator/outputs/search/tokens.py). */
  const pieces = (letters, sort) => Array.from({ length: Math.max(0, letters.length - 2) }, (_none, i) =>
    [sort, [0, 1, 2].reduce((sum, j) => sum * 36 + LETTERS.indexOf(letters[i + j]), 0), 0]);

  /** The tokens of a phrase: its pairs in order, or its only character. */
  function tokens(bare) {
    if (bare.length === 1) return [[SINGLE, bare.charCodeAt(0), 0]];
    const found = [];
    let sort = PAIR, before = -1;
    for (const char of bare.split("")) {
      if (char === text.APART) sort = BROKEN;
      else {
        if (before >= 0) found.push([sort, before, char.charCodeAt(0)]);
        [sort, before] = [PAIR, char.charCodeAt(0)];
      }
    }
    return found;
  }

  /** The same, with three letters or digits at a time in the place of their pairs. */
  function sharper(bare) {
    const runs = bare.match(/[0-9a-z]{3,}/g) || [];
    const ascii = (unit) => unit < 0x80;
    const pairs = tokens(bare).filter(([sort, a, b]) => !runs.length || sort !== PAIR || !ascii(a) || !ascii(b));
    return [...pairs, ...runs.flatMap((run) => pieces(run, TRIPLE))];
  }

  /** At most `count`, evenly spread, the first and the last among them. */
  const spread = (list, count) => (list.length <= count ? list
    : Array.from({ length: count }, (_none, i) => list[Math.round((i * (list.length - 1)) / (count - 1))]));

  const postings = (wanted, signal) => Promise.all(wanted.map((token) => store.postings(token, signal)));

  /** Documents that may hold the phrase (`bare`): none is missed, some may hold its pairs apart. */
  const ofPhrase = async (bare, signal, most = ENOUGH) => all(await postings(spread(sharper(bare), most), signal));

  wanlixing.hits = { NOTHING, ENOUGH, intersect, unite, combine, all, later, tokens, sharper, pieces, postings, ofPhrase };
})();
