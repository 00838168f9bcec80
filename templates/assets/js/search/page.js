/* The search page: what is asked stands in the address, the answer in the list. Each question is an entry of
   the history, which keeps how much of the list was shown and where the reader stood in it. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { make, row, notes, parts, ways } = wanlixing.result;
  const at = (name) => document.getElementById(`search-${name}`);
  const FIRST = 10, MORE = 20; // few at first, because each hit costs a file
  const SORTS = ["date", "amount"]; // besides by relevance
  const OWN = ["q", "sort", "split"]; // names in the address that are no facet's
  const [field, list, more, side, sheet] = ["q", "results", "more", "side", "sheet"].map(at);
  wanlixing.dialog(sheet);
  const { title } = document;
  const wide = matchMedia("(min-width: 60em)");
  const panel = make("div", { className: "search-facets" });

  let state = null; // the question: words, filters, order, whether parts may stand apart
  let place = {}; // what history.state holds: the address, how much was shown, where, and whether still in the making
  let filters = null; // made when the facets are there
  let running = new AbortController(); // of the question on its way
  let shown = null; // what the list answers, as an address
  let chips = ""; // what the chosen filters are shown for
  const timers = {};
  const later = (name, wait, then) => { clearTimeout(timers[name]); timers[name] = setTimeout(then, wait); };

  // --- the address ------------------------------------------------------------------------------
  /** Half a character is none: it can be neither typed, found nor written into an address. */
  const clean = (text) => text.slice(0, 200).replace(/\p{Surrogate}/gu, "");

  function write({ q, filters: wanted, sort, split }) {
    const values = Object.entries(wanted).flatMap(([name, many]) => many.map((value) => [name, value]));
    const pairs = [["q", q.trim()], ...values, ["sort", sort], ["split", split && "1"]].filter(([, value]) => value);
    return pairs.length ? `?${new URLSearchParams(pairs)}` : "";
  }

  function read(search) {
    const given = new URLSearchParams(search);
    const names = [...new Set(given.keys())].filter((name) => !OWN.includes(name));
    const wanted = Object.fromEntries(names.map((name) => [name, [...new Set(given.getAll(name))]]));
    return { q: clean(given.get("q") || ""), filters: wanted, sort: SORTS.includes(given.get("sort")) ? given.get("sort") : "", split: given.has("split") };
  }

  /** Pages opened from a folder may not change their address: there the history alone keeps it. */
  function keep(push) {
    const change = (...address) => history[push ? "pushState" : "replaceState"](place, "", ...address);
    try { change(place.search || location.pathname); } catch (error) {
      try { change(); } catch (again) { /* too often in a row: the next time will do */ }
    }
    document.title = (state.q && `${state.q} - `) + title;
  }

  /** Remember where the reader stands; `done`: and that what stands there was meant. */
  function stay(done) { Object.assign(place, { scroll: Math.round(scrollY) }, done && { draft: "" }); keep(); }

  const to = (change) => write({ ...state, split: false, ...change }) || location.pathname;
  const asks = () => Boolean(state.q.trim() || Object.keys(state.filters).length);

  // --- asking -----------------------------------------------------------------------------------
  /** A new question. While the `draft` is the same (typing, filters on the phone) one entry of the history is enough. */
  function go(change, draft = "", done = !draft) {
    clearTimeout(timers.typing);
    state = { ...state, ...change };
    const search = write(state);
    const same = place.search === search;
    const push = place.search && !same && !(draft && place.draft === draft);
    if (!same) place = { search, shown: FIRST, scroll: 0, draft };
    if (done) place.draft = "";
    keep(push);
    if (search === shown) return;
    if (at("page").getBoundingClientRect().top < 0) at("page").scrollIntoView();
    run(done);
  }

  async function run(now, further) {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    shown = place.search;
    busy(asks());
    dress();
    try {
      await prepare();
      if (signal.aborted) return;
      if (asks()) show(await wanlixing.search(state.q, { ...question(), each: appender(further) }), now);
      else clear();
    } catch (error) {
      if (!signal.aborted) fail(error, now);
    }
  }

  /** The filters, and of those in the address only what they know. */
  async function prepare() {
    if (filters) return;
    const facets = await wanlixing.facets();
    if (filters) return;
    filters = wanlixing.filters(panel, facets, picked, count);
    state.filters = filters.choose(state.filters);
    place.search = shown = write(state);
    keep();
    dress();
  }

  const question = () => ({
    filters: state.filters, sort: state.sort || "relevance", split: state.split, signal: running.signal,
    size: asks() ? place.shown : 1, counts: wide.matches || sheet.open ? filters.open() : [],
  });

  /** Counts of the open groups, when nothing else is asked. */
  async function count() {
    if (!filters || !question().counts.length) return;
    try {
      const answer = await wanlixing.search(state.q, question());
      filters.count(answer.facets, answer.exact);
    } catch (error) { /* the list says what is wrong */ }
  }

  const picked = () => go({ filters: filters.chosen() }, sheet.open ? "sheet" : "");

  /** The button that was used is gone: on to the next, or to what is said of the new list. */
  function unpicked() {
    picked();
    (at("chosen").querySelector("button") || at("status")).focus();
  }

  // --- showing ----------------------------------------------------------------------------------
  function busy(yes) {
    list.setAttribute("aria-busy", String(yes));
    at("progress").hidden = true;
    later("slow", 400, () => { at("progress").hidden = !yes; });
    later("late", 6000, () => { if (yes) tell("网络较慢，还在取搜索数据……", [], true); });
  }

  /** Say it on the page now, and to screen readers when the typing has stopped. */
  function tell(text, lines, now) {
    at("status").textContent = text;
    at("notes").replaceChildren(...lines);
    later("said", now ? 50 : 1000, () => { at("said").textContent = at("status").textContent + at("notes").textContent; });
  }

  /** Rows are shown as they come; the old ones stay until the first new one is there. */
  function appender(further) {
    const { signal } = running;
    const words = phrases();
    let fresh = !further;
    return (item, index) => {
      if (signal.aborted) return;
      if (fresh) list.replaceChildren();
      fresh = false;
      if (index >= list.children.length) list.append(row(item, words));
    };
  }

  const phrases = () => wanlixing.text.read(state.q).map((word) => wanlixing.text.fold(word.text));

  function show(answer, now) {
    // What was shown on the way stays, unless the words were mended, and other ones are to be marked.
    const same = String(answer.phrases) === String(phrases()) && answer.total;
    const rest = same ? answer.items.slice(list.children.length) : answer.items;
    if (!same) list.replaceChildren();
    list.append(...rest.map((item) => row(item, answer.phrases)));
    busy(false);
    more.hidden = !answer.more;
    filters.count(answer.facets, answer.exact);
    tell(summary(answer), [...ways(answer.ways), ...notes(answer, to), ...parts(answer, to)], now);
    at("nearest").replaceChildren(...answer.nearest.map((item) => row(item, answer.phrases)));
    at("nothing").hidden = !answer.nearest.length;
    at("feeds").replaceChildren(...(answer.total ? wanlixing.filters.feed(filters.list()) : []));
    at("apply").textContent = answer.total ? `查看 ${answer.exact ? "" : "约 "}${answer.total} 条结果` : "没有结果";
    dress(answer.total);
  }

  function summary(answer) {
    if (answer.reason) return "请输入要找的字词。";
    if (!answer.total) return `${filters.list().length ? "在所选的筛选里" : ""}没有找到，请换个说法，或减少几个字再试。`;
    return `${answer.exact ? "共" : "约"} ${answer.total} 条${answer.more ? `，已显示 ${answer.items.length} 条` : ""}`;
  }

  function clear() {
    list.replaceChildren();
    at("feeds").replaceChildren();
    more.hidden = at("nothing").hidden = true;
    tell("", [], true);
    busy(false);
    dress();
    count();
  }

  /** The network's fault can be tried again; ours, or that of a very old browser, can be gone around. */
  function fail(error, now) {
    clear();
    shown = null;
    if (!(error instanceof wanlixing.store.Unreachable)) {
      tell("搜索程序在这个浏览器里出错了，请更新浏览器后再试，或从上方菜单的列表查找。", [], now);
      throw error;
    }
    tell("搜索数据没有取到，请检查网络后再试。", [make("button", { type: "button", className: "search-tool", onclick: () => run(true) }, "重试")], now);
  }

  /** What belongs to the question: tools, chosen filters; the ways in where there is no result. */
  function dress(total = 0) {
    const chosen = filters ? filters.list() : [];
    const still = list.getAttribute("aria-busy") === "true";
    side.hidden = !wide.matches || !(filters || still);
    at("filter").hidden = !filters || wide.matches;
    at("filter").textContent = chosen.length ? `筛选（${chosen.length}）` : "筛选";
    at("address").hidden = true;
    at("chosen").hidden = !chosen.length;
    const key = JSON.stringify(filters && state.filters);
    // Made anew only when they change, or the one that has the focus would lose it.
    if (key !== chips) at("chosen").replaceChildren(...(filters ? filters.chips(unpicked) : []));
    chips = key;
    at("sort").querySelector(`[value=${state.sort || "relevance"}]`).checked = true;
    at("browse").hidden = still || total > 0;
    if (still) return;
    at("copy").hidden = !total;
    at("sort").hidden = !total || !state.q.trim();
    at("status").classList.toggle("note", asks() && !total);
  }

  // --- the reader -------------------------------------------------------------------------------
  function typed() {
    wanlixing.warm(clean(field.value));
    later("typing", 120, () => go({ q: clean(field.value), split: false }, "typing"));
  }

  function submit() {
    if (box.composing()) return;
    const q = clean(field.value);
    box.close();
    box.remember(q);
    go({ q, split: q === state.q && state.split }, "typing", true);
  }

  async function further() {
    const first = list.children.length;
    place.shown = first + MORE;
    keep();
    await run(true, true);
    list.children[first]?.querySelector("a").focus();
  }

  async function restore(kept) {
    place = { search: location.search, shown: FIRST, scroll: 0, draft: "", ...kept };
    state = read(place.search);
    field.value = state.q;
    if (filters) state.filters = filters.choose(state.filters);
    place.search = write(state);
    keep();
    const { scroll } = place;
    await run(true);
    if (kept) scrollTo(0, scroll);
  }

  async function copy() {
    const address = new URL(place.search, location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      at("copy").textContent = at("said").textContent = "已复制";
      later("copied", 2000, () => { at("copy").textContent = "复制链接"; });
    } catch (error) { // refused, or a server without TLS: the reader copies
      Object.assign(at("address"), { value: address, hidden: false }).select();
    }
  }

  /** The panel stands beside the list, or in a sheet on the phone. */
  function settle() {
    if (wide.matches) side.append(panel);
    else sheet.lastElementChild.before(panel);
    if (wide.matches && sheet.open) sheet.close();
    side.hidden = !wide.matches;
    at("filter").hidden = !filters || wide.matches;
    count();
  }

  function follow(event) {
    const link = event.target.closest("a");
    if (link?.matches(".row-title")) { box.remember(state.q); stay(true); }
    if (!link?.matches(".search-note a:not([data-way])") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const wanted = read(link.search);
    field.value = wanted.q;
    go(wanted);
  }

  const box = wanlixing.combobox(field, at("options"), typed, submit);
  field.addEventListener("focus", () => wanlixing.prefetch(), { once: true });
  at("form").onsubmit = (event) => { event.preventDefault(); submit(); };
  at("sort").onchange = (event) => go({ sort: SORTS.includes(event.target.value) ? event.target.value : "" });
  at("copy").onclick = copy;
  more.onclick = further;
  at("page").onclick = follow;
  at("filter").onclick = () => { sheet.showModal(); count(); };
  sheet.onclick = ({ target }) => {
    if (target === sheet || target.value === "close") sheet.close();
    if (target.value === "clear") { filters.choose({}); picked(); }
  };
  sheet.onclose = () => stay(true);
  wide.onchange = settle;
  addEventListener("scroll", () => later("scroll", 200, () => stay()), { passive: true });
  addEventListener("popstate", ({ state: kept }) => { if (kept || !location.hash) restore(kept); });

  history.scrollRestoration = "manual";
  settle();
  restore(history.state);
})();
