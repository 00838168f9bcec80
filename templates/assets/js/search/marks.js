/* On a record's page: marks what the reader searched for (`?mark=`), and leads from one place to the next. */
(function () {
  "use strict";

  const phrases = new URLSearchParams(location.search).getAll("mark").slice(0, 12).map((text) => text.slice(0, 60).trim()).filter(Boolean);
  const article = document.querySelector(".record");
  if (!phrases.length || !article) return;

  const BLOCK = "p,li,dt,dd,td,th,h1,h2,h3,h4,h5,h6,pre,blockquote,figcaption,div,section";
  const MOST = 1000;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const places = []; // for each hit its <mark> elements
  let current = 0;

  /** Texts in runs that a reader sees as one line of words, whatever elements are in it. */
  function runs() {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const found = [];
    let block = null;
    while (walker.nextNode()) {
      const node = walker.currentNode, mine = node.parentElement.closest(BLOCK);
      if (node.parentElement.closest("nav, .chips, .related, .page-tools, .visually-hidden")) continue;
      if (mine !== block) found.push([]);
      block = mine;
      found[found.length - 1].push(node);
    }
    return found;
  }

  /** Wrap [from, to] of the joined texts; the last piece first, because wrapping cuts a text in two. */
  function wrap(nodes, from, to) {
    const pieces = [];
    let end = nodes.reduce((sum, node) => sum + node.length, 0);
    for (const node of [...nodes].reverse()) {
      const start = end - node.length;
      const [a, b] = [Math.max(from, start) - start, Math.min(to, end) - start];
      end = start;
      if (a >= b) continue;
      if (b < node.length) node.splitText(b);
      const piece = a ? node.splitText(a) : node;
      const mark = document.createElement("mark");
      piece.replaceWith(mark);
      mark.append(piece);
      pieces.unshift(mark);
    }
    return pieces;
  }

  function markAll() {
    for (const nodes of runs()) {
      const text = nodes.map((node) => node.data).join("");
      const found = window.wanlixing.text.find(text, phrases).slice(0, MOST - places.length);
      const here = found.reverse().map(([from, to]) => wrap(nodes, from, to));
      places.push(...here.reverse());
    }
  }

  function show(number, always) {
    places[current].forEach((mark) => mark.classList.remove("is-current"));
    current = number;
    places[current].forEach((mark) => mark.classList.add("is-current"));
    const { top, bottom } = places[current][0].getBoundingClientRect();
    if (always || top < 60 || bottom > innerHeight - 60) {
      places[current][0].scrollIntoView({ block: "center", behavior: always && !calm.matches ? "smooth" : "auto" });
    }
  }

  function make(name, given, ...inside) {
    const element = document.createElement(name);
    for (const key of Object.keys(given)) element.setAttribute(key, given[key]);
    element.append(...inside);
    return element;
  }

  /** The phrases that stand here: other names of what was asked for may not. */
  function standing() {
    const { bare } = window.wanlixing.text;
    const here = new Set(places.map((marks) => bare(marks.map((mark) => mark.textContent).join(""))));
    return phrases.filter((phrase) => here.has(bare(phrase)));
  }

  function bar() {
    const here = standing();
    const named = here.slice(0, 2).map((phrase) => `“${phrase}”`).join("") + (here.length > 2 ? "等" : "");
    const words = make("p", { role: "status" }, `标出了${named} ${places.length} 处`);
    const next = make("button", { type: "button" }, "下一处");
    const away = make("button", { type: "button" }, "清除");
    const element = make("div", { class: "marks-bar", role: "region", "aria-label": "标出的搜索词" }, words, next, away);
    next.hidden = places.length < 2;
    next.onclick = () => {
      show((current + 1) % places.length, true);
      words.textContent = `第 ${current + 1} 处，共 ${places.length} 处`;
    };
    away.onclick = () => clear(element);
    return element;
  }

  function clear(element) {
    places.flat().forEach((mark) => mark.replaceWith(...mark.childNodes));
    article.normalize();
    element.remove();
    document.getElementById("content").focus({ preventScroll: true });
    try { history.replaceState(history.state, "", location.pathname + location.hash); } catch (error) { /* opened from a folder */ }
  }

  function start() {
    markAll();
    if (!places.length) return;
    article.after(bar());
    const [entry] = performance.getEntriesByType("navigation");
    // On coming back the browser knows where the reader was.
    if (!location.hash && (!entry || entry.type === "navigate")) show(0, false);
  }

  const script = document.createElement("script");
  script.src = new URL("text.js", document.currentScript.src).href;
  script.onload = start;
  document.head.append(script);
})();
