/* What a reader typed, as terms. A term has choices, a choice is phrases that must all occur, and a
   handicap that puts it behind better choices. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { store, text, hits } = wanlixing;
  /** Words that stand apart come after all that stand together; so do words across punctuation. */
  const ACROSS = 3, SPLIT = 6;
  const DATE = /^(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?$/;
  const MEASURE = /^[亿万千百元件家项笔号年月日次场人个户%％]/;

  const phrase = (string) => ({ literal: text.fold(string), bare: text.bare(string) });
  /** With `silent` the choice is looked for in texts, but the index is not asked for it. */
  const choice = (strings, handicap = 0, silent = false) => ({ phrases: strings.map(phrase), handicap, silent });

  /** 2020-6-4 as the records write it: 2020年6月4日. */
  function dated(word) {
    const [, year, month, day] = DATE.exec(word.normalize("NFKC")) || [];
    return year ? [`${year}年${Number(month)}月${day ? `${Number(day)}日` : ""}`] : [];
  }

  /** The word with a name replaced by its other names; those that hold the word, or lie in it, add nothing. */
  function renamed(word, names) {
    const folded = text.fold(word);
    const groups = names.map((group) => group.map(text.fold)).filter((group) => group.some((name) => folded.includes(name)));
    const exact = groups.filter((group) => group.includes(folded));
    return (exact.length ? exact : groups).flatMap((group) => {
      const used = group.filter((name) => folded.includes(name)).sort((a, b) => b.length - a.length)[0];
      return group.map((name) => folded.replace(used, name));
    }).filter((other) => !folded.includes(other) && !other.includes(folded));
  }

  /** A number and its measure belong together also where a space was typed: 15 亿元. */
  function glued(words) {
    return words.reduce((out, word) => {
      const before = out[out.length - 1];
      if (before && !before.quoted && !word.quoted && /^[\d.,]+$/.test(before.text) && MEASURE.test(word.text)) {
        before.text += word.text;
      } else out.push({ ...word });
      return out;
    }, []);
  }

  /** The query's terms, and the notes on what else is looked for. */
  async function read(query) {
    const { names } = await store.meta;
    const notes = [];
    const terms = glued(text.read(query)).map((word) => {
      const others = word.quoted ? [] : renamed(word.text, names).slice(0, 4);
      // Who typed the full name need not be told of the short ones.
      const full = names.some(([name]) => text.fold(word.text).includes(text.fold(name)));
      if (others.length && !full) notes.push({ type: "names", from: word.text, to: others });
      const same = word.quoted ? [] : dated(word.text);
      const choices = [...same.map((string) => choice([string])), ...others.map((string) => choice([string], ACROSS))];
      // The figures of a date stand apart in many records: those that write it out are asked for first.
      return { ...word, choices: [choice([word.text], same.length ? ACROSS : 0), ...choices] };
    });
    return { terms, notes };
  }

  /** Documents that may satisfy a term. */
  async function candidates(term, signal, most) {
    const asked = term.choices.filter(({ silent }) => !silent);
    const sets = await Promise.all(asked.map(async ({ phrases, handicap }) => {
      const found = hits.all(await Promise.all(phrases.map(({ bare }) => hits.ofPhrase(bare, signal, most))));
      return handicap ? hits.later(found, handicap) : found;
    }));
    return sets.reduce(hits.unite, hits.NOTHING);
  }

  /** A record's texts, folded once, in the order of places. */
  function folded(row) {
    if (!row.folded) {
      const texts = [row.title, row.words, row.body];
      row.folded = { literal: texts.map(text.fold), bare: texts.map(text.bare) };
    }
    return row.folded;
  }

  const placeIn = (texts, wanted) => texts.findIndex((one) => one.includes(wanted));

  /** Where a phrase stands in a record (0 title, 1 summary, 2 body; plus ACROSS if signs stand between), or Infinity. */
  function placeOf(row, { literal, bare }, quoted) {
    const { literal: literals, bare: bares } = folded(row);
    const at = placeIn(literals, literal);
    if (at >= 0) return at;
    const across = quoted || !bare ? -1 : placeIn(bares, bare);
    return across >= 0 ? across + ACROSS : Infinity;
  }

  /** How well a record satisfies a term; lower is better, Infinity is not at all. */
  function score(row, term) {
    return Math.min(...term.choices.map(({ phrases, handicap }) =>
      Math.max(...phrases.map((one) => placeOf(row, one, term.quoted))) + handicap));
  }

  /** Whether the index alone knows which documents hold the term. */
  const settled = (term) => !term.quoted && term.choices.every(({ phrases }) =>
    phrases.every(({ bare }) => hits.tokens(bare).length === 1 && bare.length < 3));

  wanlixing.terms = { read, candidates, score, settled, choice, placeOf, phrase, ACROSS, SPLIT };
})();
