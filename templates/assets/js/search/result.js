/* What an answer looks like: rows, notes on what was done to the words, what to try when nothing was
   found. Words of records and readers only ever become text. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const MOST_PARTS = 8;
  const quoted = (words) => words.map((word) => "“" + word + "”").join("");

  /** An element with these properties or attributes, and what is in it. */
  function make(name, given, ...inside) {
    const element = document.createElement(name);
    for (const key of Object.keys(given)) {
      if (key in element) element[key] = given[key];
      else element.setAttribute(key, given[key]);
    }
    element.append(...inside);
    return element;
  }

  function marked(text, phrases) {
    const out = document.createDocumentFragment();
    let at = 0;
    for (const [from, to] of wanlixing.text.find(text, phrases)) {
      out.append(text.slice(at, from), make("mark", {}, text.slice(from, to)));
      at = to;
    }
    out.append(text.slice(at));
    return out;
  }

  /** Where a hit leads: to the record's page, which marks the same phrases; a hand-written page, which has no date, marks none. */
  function target({ address, published }, phrases) {
    const wanted = new URLSearchParams(phrases.slice(0, 12).map((phrase) => ["mark", phrase.slice(0, 60)]));
    return phrases.length && published ? address + "?" + wanted : address;
  }

  function row(item, phrases) {
    const facts = [item.unitName, item.date && "发生 " + item.date, item.published && "发布 " + item.published.slice(0, 10)];
    return make("li", { className: "row" },
      make("a", { className: "row-title", href: target(item, phrases) }, marked(item.title, phrases)),
      make("p", { className: "row-summary" }, marked(item.excerpt, phrases)),
      ...(item.facts.length ? [make("p", { className: "row-facts" }, ...item.facts.map((fact) => make("span", {}, marked(fact, phrases))))] : []),
      make("p", { className: "row-meta" }, make("span", { className: "badge" }, item.kindName),
        ...facts.filter(Boolean).map((fact) => make("span", {}, fact))));
  }

  /** The query with `from` in it replaced, or the new words alone. */
  function swapped(query, from, to) {
    const [hit] = wanlixing.text.find(query, [from]);
    return hit ? query.slice(0, hit[0]) + to + query.slice(hit[1]) : to;
  }

  const TELL = {
    typo: (note) => `没有${quoted([note.from])}，按${quoted([note.to])}查找。`,
    pinyin: (note) => `按拼音${quoted([note.from])}查找${quoted([note.to])}。`,
    names: (note) => `同时查找${quoted(note.to)}。`,
    cut: (note) => `同时查找分开写有${quoted(note.to)}的记录。`,
    range: (note) => `按金额查找${quoted([note.from])}的案例。`,
    about: (note) => `同时按金额查找${quoted([note.from])}上下的案例。`,
    question: (note) => `没有照原样写有${quoted([note.from])}的记录，按${quoted(note.to)}查找。`,
    variant: (note) => `按简体字${quoted(note.to)}查找。`,
    some: (note) => `没有同时写有这些词的记录，下面是写有${quoted(note.to)}的。`,
    split: (note) => (note.hidden ? "" : `没有连在一起的${quoted([note.from])}，按${quoted(note.to)}分开查找。`),
  };

  /** What was done to the words, with the other ways as links; `to` gives the address of a changed search. */
  function notes(answer, to) {
    return answer.notes.filter((note) => TELL[note.type]).map((note) => {
      const line = make("p", { className: "search-note" }, TELL[note.type](note));
      if (note.hidden) line.append(make("a", { href: to({ split: true }) }, `另有 ${note.count} 条分开写有${quoted(note.to)}`));
      const others = (note.others || []).map((other) => make("a", { href: to({ q: swapped(answer.query, note.from, other) }) }, other));
      if (others.length) line.append("也可以找：", ...others);
      return line;
    });
  }

  /** Lists and pages that the words name, and what a place has nothing of. */
  function ways({ pages, lacking }) {
    const links = pages.map(([title, address]) => make("a", { href: address, "data-way": "" }, title));
    const spaced = links.flatMap((link, i) => (i ? ["　", link] : [link]));
    return [
      ...(lacking ? [make("p", { className: "search-note" }, `${lacking[0]}还没有收录${quoted([lacking[1]])}。`)] : []),
      ...(links.length ? [make("p", { className: "search-note" }, "直达：", ...spaced)] : []),
    ];
  }

  /** How often each part of the words is found, when they are nowhere together. */
  function parts(answer, to) {
    const all = [...new Map(answer.parts.map((part) => [part.text, part])).values()].slice(0, MOST_PARTS);
    if (all.length < 2 && !all[0]?.count) return [];
    return [make("p", { className: "search-note" }, "分开来找：", ...all.map(({ text, count }) => {
      const told = `${quoted([text])} ${count} 条`;
      return count ? make("a", { href: to({ q: text }) }, told) : make("span", {}, told);
    }))];
  }

  wanlixing.result = { make, row, notes, parts, ways };
})();
