/* When a term stands nowhere: its parts apart, one wrong character, pinyin. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { store, text, hits, terms } = wanlixing;
  const { PAIR, SKIP, SOUND, INITIALS } = store.SORTS;
  /** Titles that are looked at to see what a sound or a wrong character may have meant. */
  const LOOKED_AT = 8;
  const OFFERED = 4;
  /** As long as a title at most: each character of a phrase is tried against all others. */
  const LONGEST = 64;
  /** Characters on both sides that show where a word begins. */
  const LOOKED_AROUND = 8;
  const HAN = /\p{Script=Han}/u;
  const words = "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

  const rows = (documents, signal) => Promise.all(Array.from(documents.slice(0, LOOKED_AT), (n) => store.text(n, signal)));

  // --- words run together --------------------------------------------------------------------------
  const segments = (string) => (words ? Array.from(words.segment(string), (one) => one.segment) : []);

  function boundaries(string) {
    let at = 0;
    return new Set(segments(string).map((segment) => (at += segment.length)));
  }

  /** Where a phrase falls apart: at pairs much rarer than their neighbours, sooner where a word ends. */
  function cuts(string, counts) {
    const ends = boundaries(string);
    const found = [];
    for (let i = 1; i < counts.length - 1; i += 1) {
      const near = Math.min(counts[i - 1], counts[i + 1]);
      const rare = counts[i] < near && counts[i] <= near * (ends.has(i + 1) ? 0.7 : 0.5);
      if (rare && HAN.test(string[i]) && HAN.test(string[i + 1]) && found[found.length - 1] !== i - 1) found.push(i);
    }
    return found;
  }

  const mayFall = (term, bare) => !term.quoted && bare.length >= 4 && !bare.includes(text.APART);

  function divided(bare, places) {
    let from = 0;
    const found = places.map((cut) => bare.slice(from, (from = cut + 1)));
    return found.length ? [...found, bare.slice(from)] : [];
  }

  /** The parts of words run together, or [] if the phrase is one whole. */
  async function parts(term, signal) {
    const { bare } = terms.phrase(term.text);
    if (!mayFall(term, bare)) return [];
    const counts = (await hits.postings(hits.tokens(bare), signal)).map((set) => set.documents.length);
    return divided(bare, cuts(bare, counts));
  }

  /** The same by words alone, for phrases whose pairs are all common. */
  function wordsOf(term) {
    const { bare } = terms.phrase(term.text);
    if (!mayFall(term, bare)) return [];
    const ends = [...boundaries(bare)].filter((end) => end > 1 && end < bare.length - 1);
    return divided(bare, ends.map((end) => end - 1).filter((cut, i, all) => !i || cut - all[i - 1] > 1));
  }

  const ofParts = async (found, signal) => hits.all(await Promise.all(found.map((part) => hits.ofPhrase(part, signal, Infinity))));

  // --- one wrong character -------------------------------------------------------------------------
  /** What must be there if the character at `wrong` is the wrong one; skipping pairs are only of titles and summaries. */
  function around(bare, wrong, skipping) {
    const wanted = hits.tokens(bare).filter((_token, i) => i !== wrong && i !== wrong - 1);
    if (skipping && wrong > 0 && wrong < bare.length - 1) {
      wanted.push([SKIP, bare.charCodeAt(wrong - 1), bare.charCodeAt(wrong + 1)]);
    }
    return wanted;
  }

  async function corrected(bare, wrong, skipping, signal) {
    const wanted = around(bare, wrong, skipping);
    if (!wanted.length) return [];
    const found = hits.all(await hits.postings(wanted, signal));
    const best = Array.from(found.documents.keys()).sort((a, b) => found.places[a] - found.places[b] || a - b);
    const [before, after] = [bare.slice(0, wrong), bare.slice(wrong + 1)];
    return (await rows(best.slice(0, LOOKED_AT).map((i) => found.documents[i]), signal)).flatMap((row) =>
      [row.title, row.words, row.body].flatMap((string) => within(text.bare(string), before, after)));
  }

  /** Whether a word begins at a place: no repair begins inside one. */
  function begins(string, at) {
    const from = Math.max(0, at - LOOKED_AROUND);
    return !words || at <= 0 || boundaries(string.slice(from, at + LOOKED_AROUND)).has(at - from) || at === from;
  }

  /** Every `before?after` in a string. */
  function within(string, before, after) {
    const found = [];
    const known = before || after;
    for (let at = string.indexOf(known); at >= 0; at = string.indexOf(known, at + 1)) {
      const from = before ? at : at - 1;
      const whole = from < 0 ? "" : string.slice(from, from + before.length + 1 + after.length);
      if (whole.startsWith(before) && whole.endsWith(after) && !/[\n\u0001]/.test(whole)
        && whole.length === before.length + 1 + after.length && begins(string, from)) found.push(whole);
    }
    return found;
  }

  /** Figures are never repaired into others. */
  const figures = (string) => string.replace(/[^\d零一二三四五六七八九十百千万亿]/g, "");

  /** Phrases that differ in one character and do occur, the commonest first. */
  async function typos(bare, signal) {
    if (bare.length < 4 || bare.length > LONGEST || bare.includes(text.APART) || !HAN.test(bare)) return [];
    const every = Array.from(bare, (_char, i) => i);
    for (const skipping of bare.length < 7 ? [true, false] : [false]) {
      const found = (await Promise.all(every.map((i) => corrected(bare, i, skipping, signal)))).flat();
      const offered = [...new Set(found)].filter((other) => other !== bare && figures(other) === figures(bare)).slice(0, OFFERED);
      if (offered.length) return ranked(offered, signal);
    }
    return [];
  }

  async function ranked(phrases, signal) {
    const counts = await Promise.all(phrases.map(async (one) => (await hits.ofPhrase(one, signal)).documents.length));
    return phrases.map((one, i) => [one, counts[i]]).sort((a, b) => b[1] - a[1]);
  }

  // --- pinyin ---------------------------------------------------------------------------------------
  /** Phrases of a title that sound like the letters, or begin with them one by one. */
  function heard(row, letters, initials) {
    const sounds = row.sounds.split(" ");
    const chars = Array.from(row.title.normalize("NFKC")).filter((char) => /[㐀-鿿]|[0-9a-z]/i.test(char));
    if (chars.length !== sounds.length) return [];
    return sounds.flatMap((_sound, from) => {
      let said = "";
      for (let to = from; to < sounds.length && said.length < letters.length; to += 1) {
        said += initials ? sounds[to][0] : sounds[to];
        if (said.length >= letters.length && said.startsWith(letters) && to > from) return [chars.slice(from, to + 1).join("")];
      }
      return [];
    });
  }

  async function titled(letters, sort, signal) {
    const wanted = hits.pieces(letters, sort);
    if (!wanted.length) return [];
    const { documents } = hits.all(await hits.postings(wanted.slice(0, 8), signal));
    return (await rows(documents, signal)).flatMap((row) => heard(row, letters, sort === INITIALS));
  }

  /** Names and title phrases that letters may stand for, the likeliest first. */
  async function pinyin(word, signal) {
    const letters = text.fold(word).replace(/['’]/g, "").replace(/([ln])ue/g, "$1ve");
    if (!/^[a-z]{2,40}$/.test(letters)) return [];
    const names = (await store.names(signal)).filter(([, , sound, initials]) => sound === letters || initials === letters);
    const found = (await Promise.all([SOUND, INITIALS].map((sort) => titled(letters, sort, signal)))).flat();
    const often = new Map();
    for (const one of found) often.set(one, (often.get(one) || 0) + 1);
    const common = [...often].sort((a, b) => b[1] - a[1]).map(([one]) => one);
    return [...new Set([...names.map(([name]) => name), ...common])].slice(0, OFFERED);
  }

  // --- together -------------------------------------------------------------------------------------
  const changed = (type, term, to, others) => ({
    term: { ...term, choices: [terms.choice([to])] },
    note: { type, from: term.text, to, others },
  });

  const apart = (term, found) => ({
    term: { ...term, choices: [terms.choice([term.text], 0, true), terms.choice(found, terms.SPLIT)] },
    note: { type: "split", from: term.text, to: found, hidden: false },
  });

  /** The parts with one of them corrected: 南京质压融资. */
  async function partsCorrected(found, signal) {
    const mended = await Promise.all(found.map(async (part) => {
      if ((await hits.ofPhrase(part, signal)).documents.length) return part;
      return ((await typos(part, signal))[0] || [part])[0];
    }));
    return (await ofParts(mended, signal)).documents.length ? mended : [];
  }

  /** A term in letters with what it may sound like, behind what holds the letters themselves; or null. */
  async function sounded(term, signal) {
    if (term.quoted) return null;
    const [to, ...others] = (await pinyin(term.text, signal)).filter((one) => text.fold(one) !== text.fold(term.text));
    return to ? {
      term: { ...term, choices: [...term.choices, terms.choice([to], terms.ACROSS)] },
      note: { type: "pinyin", from: term.text, to, others },
    } : null;
  }

  async function sound(string, signal) {
    const all = segments(text.bare(string));
    if (!all.length || all.some((segment) => segment.length < 2)) return false;
    const counts = await Promise.all(all.map(async (segment) => (await hits.ofPhrase(segment, signal)).documents.length));
    return counts.every(Boolean);
  }

  /** A term that stands nowhere as `{term, note}` that may stand somewhere, or null. */
  async function mend(term, signal) {
    if (term.quoted) return null;
    const cut = await parts(term, signal);
    const found = cut.length ? cut : wordsOf(term);
    const together = found.length ? (await ofParts(found, signal)).documents.length : 0;
    const odd = segments(text.bare(term.text)).some((segment) => segment.length === 1);
    if (together && !odd) return apart(term, found);
    // Words that all stand somewhere are sound: none of them is taken for another.
    const better = (await sound(term.text, signal)) ? [] : await typos(text.bare(term.text), signal);
    if (better.length && better[0][1] > together) return changed("typo", term, better[0][0], better.slice(1).map(([one]) => one));
    if (together) return apart(term, found);
    const mended = found.length ? await partsCorrected(found, signal) : [];
    return mended.length ? apart(term, mended) : null;
  }

  wanlixing.mend = { mend, parts, sounded };
})();
