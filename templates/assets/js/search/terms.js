/* What a reader typed, as terms. A term has choices, a choice is phrases that must all occur, and a
   handicap that puts it behind better choices. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { store, text, hits, named, numbers } = wanlixing;
  /** Words that stand apart come after all that stand together; so do words across punctuation. */
  const ACROSS = 3, SPLIT = 6;
  /** A figure inside a longer one is another figure, and comes after all that stand whole in the same place. */
  const INSIDE = 0.9;
  /** Beside other words the name of a kind or a year is what is meant. */
  const MEANT = { kind: -0.5, year: 0 };
  const LONGEST_CUT = 12;
  const DATE = /^(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?$/;
  const LATIN = /[a-z]/;
  const MEASURE = /^[亿万千百元件家项笔号年月日次场人个户%％]/;

  const phrase = (string) => ({ literal: text.fold(string), bare: text.bare(string) });
  /** With `silent` the choice is looked for in texts, but the index is not asked for it. */
  const choice = (strings, handicap = 0, silent = false) => ({ phrases: strings.map(phrase), handicap, silent });

  /** A choice that no phrase decides: `find` gives its documents, which are then its members. */
  const membership = (find, handicap) => ({ phrases: [], handicap, silent: false, find, members: null });

  /** Values of facets that a word names, behind what holds the word itself; or before it, where a kind or a year is meant. */
  const choicesNamed = async (word, handicap, meant = {}) => (await named.of(word)).map(({ facet, token }) =>
    membership((signal) => store.postings(token, signal), facet in meant ? meant[facet] : handicap));

  const amountsIn = async ({ low, high, named: sort }, signal) =>
    (await store.amounts(signal)).filter(([, wan, label]) => (wan === low || (wan > low && wan < high)) && label.includes(sort));

  /** Records whose amount lies in a range. */
  const ofAmount = (range, handicap) => membership(async (signal) => {
    const found = await amountsIn(range, signal);
    return { documents: Uint32Array.from(found, ([number]) => number), places: new Uint8Array(found.length) };
  }, handicap);

  /** Records whose amount is in the range that a word names; of an amount alone those that have it, then those of its size. */
  async function choicesOfAmount(word, notes) {
    const [range, about] = [numbers.range(word), numbers.about(word)];
    if (range) notes.push({ type: "range", from: word, to: [] });
    else if (about && (await amountsIn(about)).length) notes.push({ type: "about", from: word, to: [] });
    if (range) return [ofAmount(range, 0)];
    return about ? [ofAmount({ ...about, high: about.low }, 0), ofAmount(about, SPLIT)] : [];
  }

  /** 2020-6-4 as the records write it: 2020年6月4日. */
  function dated(word) {
    const [, year, month, day] = DATE.exec(word.normalize("NFKC")) || [];
    return year ? [`${year}年${Number(month)}月${day ? `${Number(day)}日` : ""}`] : [];
  }

  /** A name of one character is one only alone: 抄. */
  const stands = (name, word) => (name.length > 1 ? word.includes(name) : word === name);

  /** The word with a name replaced by its other names; those that hold the word, or lie in it, add nothing. */
  function renamed(word, names) {
    const folded = text.fold(word);
    const groups = names.map((group) => group.map(text.fold)).filter((group) => group.some((name) => stands(name, folded)));
    const exact = groups.filter((group) => group.includes(folded));
    return (exact.length ? exact : groups).flatMap((group) => {
      const used = group.filter((name) => stands(name, folded)).sort((a, b) => b.length - a.length)[0];
      // Names in letters are for who types letters.
      return group.filter((name) => !LATIN.test(name) || LATIN.test(used)).map((name) => folded.replace(used, name));
    }).filter((other) => !folded.includes(other) && !other.includes(folded));
  }

  const MOST_NAMES = 4;
  const choicesRenamed = (word, names) => renamed(word, names).slice(0, MOST_NAMES).map((other) => choice([other], ACROSS));

  async function part(word) {
    const { names } = await store.meta;
    const choices = [choice([word]), ...choicesRenamed(word, names), ...await choicesNamed(word, ACROSS, MEANT)];
    return { text: word, quoted: false, choices };
  }

  /** A single word that stands in few records, as the name of a value and cut at the names in it. */
  async function widened(term) {
    if (term.quoted || term.text.length > LONGEST_CUT) return term;
    const named_ = await choicesNamed(term.text, SPLIT);
    const parts = await named.cut(term.text);
    const apart = parts.length ? [{ ...choice(parts, SPLIT), parts: await Promise.all(parts.map(part)) }] : [];
    const all = await Promise.all(parts.map(named.of));
    return { ...term, choices: [...term.choices, ...named_, ...apart], parts, named: all.every((values) => values.length) };
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

  /** Names of several words in letters, such as trade secret, as the first name of their group. */
  function inOneWord(query, names) {
    const spaced = names.flatMap(([first, ...others]) => others.filter((name) => name.includes(" ")).map((name) => [name, first]));
    return spaced.reduce((out, [name, first]) => {
      const at = out.toLowerCase().indexOf(name.toLowerCase());
      return at < 0 ? out : `${out.slice(0, at)} ${first} ${out.slice(at + name.length)}`;
    }, query);
  }

  /** The words of a query: years as records write them, ranges of amounts apart. */
  const wordsOf = (query, names, notes) => glued(text.read(inOneWord(query, names))).flatMap((word) => {
    if (word.quoted) return [word];
    const written = numbers.dated(word.text);
    if (written !== word.text) notes.push({ type: "names", from: word.text, to: [written] });
    return numbers.apart(written).map((one) => ({ ...word, text: one }));
  });

  /** The query's terms, and the notes on what else is looked for. */
  async function read(query) {
    const { names } = await store.meta;
    const notes = [];
    const words = wordsOf(query, names, notes);
    const terms = await Promise.all(words.map(async (word) => {
      const others = word.quoted ? [] : renamed(word.text, names).slice(0, MOST_NAMES);
      // Who typed the full name need not be told of the short ones.
      const full = names.some(([name]) => text.fold(word.text).includes(text.fold(name)));
      if (others.length && !full) notes.push({ type: "names", from: word.text, to: others });
      const same = word.quoted ? [] : dated(word.text);
      const further = word.quoted ? [] : [
        ...numbers.written(word.text).map((string) => choice([string], ACROSS)),
        ...await choicesOfAmount(word.text, notes), ...(words.length > 1 ? await choicesNamed(word.text, ACROSS, MEANT) : []),
      ];
      const choices = [...same.map((string) => choice([string])), ...others.map((string) => choice([string], ACROSS))];
      // The figures of a date stand apart in many records: those that write it out are asked for first.
      return { ...word, choices: [choice([word.text], same.length ? ACROSS : 0), ...choices, ...further] };
    }));
    return { terms, notes };
  }

  /** Documents that may satisfy a term. */
  async function candidates(term, signal, most) {
    const asked = term.choices.filter(({ silent }) => !silent);
    const sets = await Promise.all(asked.map(async (one) => {
      const found = await ofChoice(one, signal, most);
      if (one.find) one.members = new Set(found.documents);
      return one.handicap > 0 ? hits.later(found, one.handicap) : found;
    }));
    return sets.reduce(hits.unite, hits.NOTHING);
  }

  async function ofChoice({ find, parts, phrases }, signal, most) {
    if (find) return find(signal);
    if (parts) return hits.all(await Promise.all(parts.map((one) => candidates(one, signal, most))), hits.combine);
    return hits.all(await Promise.all(phrases.map(({ bare }) => hits.ofPhrase(bare, signal, most))));
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

  /** Whether a phrase that begins with a figure stands in a text only as the end of a longer one: 2亿元 in 3.92亿元. */
  function cutOff(string, wanted) {
    if (!/^\d./.test(wanted)) return false;
    let at = string.indexOf(wanted);
    while (at > 0 && /[\d.]/.test(string[at - 1])) at = string.indexOf(wanted, at + 1);
    return at < 0;
  }

  /** Where a phrase stands in a record (0 title, 1 summary, 2 body; plus ACROSS if signs stand between), or Infinity. */
  function placeOf(row, { literal, bare }, quoted) {
    const { literal: literals, bare: bares } = folded(row);
    const at = placeIn(literals, literal);
    if (at >= 0) return at + (cutOff(literals[at], literal) ? INSIDE : 0);
    const across = quoted || !bare ? -1 : placeIn(bares, bare);
    return across >= 0 ? across + ACROSS : Infinity;
  }

  /** How well a record satisfies a term; lower is better, Infinity is not at all. */
  function score(row, term) {
    return Math.min(...term.choices.map(({ phrases, handicap, find, members, parts }) => {
      if (find) return members?.has(row.number) ? handicap : Infinity;
      if (parts) return parts.reduce((sum, one) => sum + score(row, one), handicap);
      return Math.max(...phrases.map((one) => placeOf(row, one, term.quoted))) + handicap;
    }));
  }

  /** Whether the index alone knows which documents hold the term. */
  const settled = (term) => !term.quoted && term.choices.every(({ phrases }) =>
    phrases.every(({ bare }) => hits.tokens(bare).length === 1 && bare.length < 3));

  wanlixing.terms = { read, widened, candidates, score, settled, choice, placeOf, phrase, ACROSS, SPLIT };
})();
