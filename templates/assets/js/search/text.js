/* Folding, reading a query, finding phrases: the same folding as generator/text/search_folding.py. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const BRACKETS = { "〔": "(", "[": "(", "【": "(", "{": "(", "〈": "(", "〕": ")", "]": ")", "】": ")", "}": ")", "〉": ")" };
  const BRACKET = /[〔[【{〈〕\]】}〉]/g;
  const WORD = /[\p{L}\p{N}\u{10000}-\u{10FFFF}]/u;
  const ASCII = /[0-9a-z]/;
  const LONGEST_QUERY = 200;
  const MOST_WORDS = 12;
  /** Stands between two letters or digits that a sign keeps apart: 15.6 is not 156. */
  const APART = "\u0001";

  /** Compatible forms as one, lower case, Latin letters without accents: Café is cafe. */
  const settled = (text) => text.normalize("NFKC").toLowerCase().replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, (letter) => letter.normalize("NFD")[0]);

  /** NFKC, lower case, no accents, one style of bracket, no white space (line ends stay), no commas inside numbers. */
  function fold(text) {
    return settled(text).replace(BRACKET, (sign) => BRACKETS[sign]).replace(/[^\S\n]+/g, "").replace(/(\d),(?=\d)/g, "$1");
  }

  /** The words alone: signs are passed over, as the index does. */
  function bare(text) {
    return settled(text)
      .replace(/(\d),(?=\d)/g, "$1")
      .replace(/[^\p{L}\p{N}\n\u{10000}-\u{10FFFF}]+/gu, APART)
      .replace(/\u0001/g, (_sign, at, all) => (ASCII.test(all[at - 1] || "") && ASCII.test(all[at + 1] || "") ? APART : ""));
  }

  /** Of C++ the signs are what is looked for. */
  const signed = (text) => /^[a-z][^\p{L}\p{N}]+$/u.test(settled(text));

  /** The words of a query: those in quotation marks are to be found as they stand. */
  function read(query) {
    const found = [];
    const clean = query.slice(0, LONGEST_QUERY).replace(/\p{Surrogate}/gu, "");
    for (const match of clean.matchAll(/[“"「『]([^”"」』]+)[”"」』]|[^\s“”"「」『』]+/g)) {
      const text = (match[1] || match[0]).trim();
      if (WORD.test(settled(text))) found.push({ text, quoted: Boolean(match[1]) || signed(text) });
    }
    return found.slice(0, MOST_WORDS);
  }

  /** A text's folded units, each with the range of the original that it came from. */
  function trace(text) {
    const units = [];
    for (const match of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
      const folded = settled(match[0]).replace(BRACKET, (sign) => BRACKETS[sign]);
      for (let i = 0; i < folded.length; i += 1) units.push([folded[i], match.index, match.index + match[0].length]);
    }
    return units;
  }

  function ranges(units, phrase, out) {
    const text = units.map((unit) => unit[0]).join("");
    for (let at = text.indexOf(phrase); phrase && at >= 0; at = text.indexOf(phrase, at + phrase.length)) {
      out.push([units[at][1], units[at + phrase.length - 1][2]]);
    }
  }

  const inNumber = (units, i) => units[i][0] === "," && /\d/.test(units[i - 1]?.[0]) && /\d/.test(units[i + 1]?.[0]);

  /** Units without white space and grouping commas; `words` keeps only letters, digits and Han. */
  function kept(units, words) {
    const out = [];
    let gap = false;
    units.forEach((unit, i) => {
      const isWord = WORD.test(unit[0]) || /[\uD800-\uDFFF]/.test(unit[0]);
      if (inNumber(units, i)) return;
      if (words && !isWord && unit[0] !== "\n") gap = true;
      else if (words || /\S|\n/.test(unit[0])) {
        const before = out[out.length - 1];
        if (words && gap && before && ASCII.test(before[0]) && ASCII.test(unit[0])) out.push([APART, before[2], unit[1]]);
        out.push(unit);
        gap = false;
      }
    });
    return out;
  }

  /** UTF-16 ranges of the text in which any of the phrases stands; sorted, none inside another. */
  function find(text, phrases) {
    const found = [];
    const units = trace(text);
    const literal = kept(units, false);
    const words = kept(units, true);
    for (const phrase of phrases) {
      const before = found.length;
      ranges(literal, fold(phrase), found);
      if (found.length === before) ranges(words, bare(phrase), found);
    }
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return found.filter(([, to], i) => !found.slice(0, i).some((earlier) => earlier[1] >= to))
      .map(([from, to], i, all) => [i && all[i - 1][1] > from ? all[i - 1][1] : from, to]);
  }

  wanlixing.text = { fold, bare, read, find, APART };
})();
