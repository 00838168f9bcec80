// What pasting does to a text, undone: the rules of generator/text/paste_cleanup.py, read as data.

"use strict";

wanlixing.paste = (() => {
  const { repair: book, forms } = wanlixing.rules.book;
  const rounds = 5;
  const prose = /[，。；！？、]/;
  const pairs = ["（$1）", "“$1”", "‘$1’"];
  const closed = wanlixing.pattern(book.protected, "gm");
  const closedLinks = wanlixing.pattern(book.protected_links, "gm");
  const unsure = [["private-sign", wanlixing.pattern(book.private, "g")], ["lost-sign", wanlixing.pattern(book.lost_sign, "g")], ["lost-table", wanlixing.pattern(book.lost_table, "gm")], ["sign-pair", wanlixing.pattern(book.sign_pair, "g")], ["bare-host", wanlixing.pattern(book.bare_host, "g")], ["emoji", wanlixing.pattern(book.emoji, "gu")]];
  const ends = book.title.map(([name, pattern]) => [name, wanlixing.pattern(pattern, "g")]);
  const rules = book.rules.map((rule) => ({ ...rule, form: wanlixing.pattern(rule.pattern, "gm") }));
  const breaks = book.breaks.map((rule) => ({ ...rule, form: wanlixing.pattern(rule.pattern, "gm") }));
  const [spaced, unspaced] = book.typeset.slice(0, 2).map((form) => wanlixing.pattern(form, "g"));
  const row = wanlixing.pattern(book.row);
  const [fewest, perNone] = book.typeset.slice(2);
  const forbidden = wanlixing.pattern(forms.forbidden, "gu");

  const makers = {
    "-spaces": (found) => found[0].replaceAll(" ", ""),
    "-same": (found) => found[0].normalize("NFKC"),
    "-wide": (found) => [...found[0]].map((sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).join(""),
  };
  const instead = (rule, found) => makers[rule.replacement]?.(found) ?? rule.replacement.replace(/\$([1-4])/g, (_whole, number) => found[Number(number)]);

  const spans = (text, form) => [...text.matchAll(form)].filter((found) => found[0]).map((found) => [found.index, found.index + found[0].length]);

  // The text with all that is not the author's own to change overwritten, sign by sign.
  const quoted = (text) => text.replace(closed, (found) => "\0".repeat(found.length));

  // What of a match becomes different: of brackets and quotation marks only they themselves.
  function changed(rule, found) {
    const end = found.index + found[0].length;
    return pairs.includes(rule.replacement) ? [[found.index, found.index + 1], [end - 1, end]] : [[found.index, end]];
  }

  function lineAround(text, position) {
    const end = text.indexOf("\n", position);
    return text.slice(text.lastIndexOf("\n", position - 1) + 1, end < 0 ? text.length : end);
  }

  function applied(rule, text, names) {
    const all = [...text.matchAll(rule.form)];
    if (!all.length) return text;
    const kept = spans(text, rule.links ? closedLinks : closed);
    let made = "";
    let end = 0;
    for (const found of all) {
      if (changed(rule, found).some(([from, to]) => kept.some(([start, stop]) => from < stop && start < to))) continue;
      if (rule.prose && !prose.test(lineAround(text, found.index))) continue;
      if (rule.typeset && row.test(lineAround(text, found.index))) continue;
      made += text.slice(end, found.index) + instead(rule, found);
      end = found.index + found[0].length;
    }
    if (!end) return text;
    names.add(rule.name);
    return made + text.slice(end);
  }

  // Whether a space stands at nearly every place between Chinese and all else.
  function isTypeset(text) {
    const spaces = (text.match(spaced) || []).length;
    return spaces >= fewest && (text.match(unspaced) || []).length * perNone <= spaces;
  }

  // The text as it should have been pasted; where Markdown is read (`lines`) also its breaks, lists and links.
  function repair(text, lines, title = false) {
    const names = new Set();
    const typeset = isTypeset(text);
    for (let round = 0; round < rounds; round += 1) {
      const before = text;
      text = wanlixing.layout.turnedQuotes(text, names);
      if (lines) text = wanlixing.layout.laidOut(text, names);
      for (const rule of lines ? breaks : []) {
        const now = text.replace(rule.form, rule.replacement);
        if (now !== text) names.add(rule.name);
        text = now;
      }
      for (const rule of rules) {
        if ((rule.links && !lines) || (rule.typeset && !typeset)) continue;
        if (!rule.signs || [...rule.signs].some((sign) => text.includes(sign))) text = applied(rule, text, names);
      }
      for (const [name, form] of title ? ends : []) {
        const now = text.replace(form, "");
        if (now && now !== text) names.add(name);
        text = now || text;
      }
      if (text === before) break;
    }
    return { text, names: [...names] };
  }

  // The same, and rid of what can't be seen: what programs write for a line break becomes one or a space.
  function mended(text, lines, title) {
    const clean = text
      .replace(/([一-龥，。、；：？！”）》])[\x0b\x0c\x85\u2028\u2029]+(?=[一-龥“（《])/g, "$1")
      .replace(/[\x0b\x0c\x85\u2028\u2029]/g, " ")
      .replace(forbidden, "");
    const made = repair(clean, lines, title);
    return clean === text ? made : { text: made.text, names: ["不可见的字符", ...made.names] };
  }

  return { repair, mended, quoted, forbidden, unsure };
})();
