/* The filters of the search page: a group a facet, counted only while it is open, because counts cost a file. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { make } = wanlixing.result;
  const FIRST = 8;

  const visible = ({ boxes }) => [...boxes.values()].filter((box) => !box.line.hidden);
  const ticked = ({ boxes }) => [...boxes].filter(([, box]) => box.input.checked).map(([value]) => value);

  function box(facet, value, label) {
    const input = make("input", { type: "checkbox", name: facet.name, value });
    const count = make("span", { className: "n" });
    return { input, count, label, number: 0, line: make("label", { hidden: true }, input, make("span", {}, label), count) };
  }

  /** A facet's group: its boxes are made once and then only changed, so that the focus stays. */
  function group(facet, opened) {
    const boxes = new Map(facet.values.map(([value, label]) => [value, box(facet, value, label)]));
    const often = make("span", { className: "n" });
    const all = make("button", { type: "button", className: "facet-all", hidden: true, onclick: () => showAll(mine) });
    const inside = make("div", { role: "group", "aria-label": facet.label, className: "facet-values" },
      ...[...boxes.values()].map((one) => one.line));
    const details = make("details", { className: "facet", open: facet.name === "kind", hidden: facet.unheld },
      make("summary", { onclick: () => setTimeout(() => details.open && opened()) }, facet.label, often), inside, all);
    const mine = { facet, details, boxes, often, all, inside, whole: false };
    return mine;
  }

  function showAll(mine) {
    const before = visible(mine).length;
    mine.whole = true;
    settle(mine);
    visible(mine)[before]?.input.focus();
  }

  /** Show the first values that have records, and always those that are chosen or have the focus. */
  function settle(mine) {
    let found = 0;
    for (const one of mine.boxes.values()) {
      if (one.number) found += 1;
      const held = one.input.checked || one.input === document.activeElement;
      one.line.hidden = !held && (!one.number || (found > FIRST && !mine.whole));
    }
    mine.all.hidden = mine.whole || found <= FIRST;
    mine.all.textContent = `显示全部 ${found} 项`;
    mine.often.textContent = ticked(mine).length || "";
  }

  /** The panel for `facets`; `changed` when a box is ticked, `opened` when counts of one more group are wanted. */
  wanlixing.filters = function (panel, facets, changed, opened) {
    const groups = facets.map((facet) => group(facet, opened));
    panel.append(...groups.map((mine) => mine.details));
    panel.onchange = changed;

    /** The ticked values by facet, as the engine wants them. */
    const chosen = () => Object.fromEntries(groups.map((mine) => [mine.facet.name, ticked(mine)]).filter(([, values]) => values.length));

    /** Tick exactly these; names and values that nobody knows are passed over. */
    function choose(wanted) {
      for (const mine of groups) {
        const values = wanted[mine.facet.name] || [];
        for (const [value, one] of mine.boxes) one.input.checked = values.includes(value);
        if (ticked(mine).length) mine.details.open = true;
        settle(mine);
      }
      return chosen();
    }

    /** What is ticked as `{facet, value, label}`, in the order of the panel. */
    const list = () => groups.flatMap((mine) => ticked(mine).map((value) => ({ facet: mine.facet, value, label: mine.boxes.get(value).label })));

    /** A button for each chosen value, which takes it away, and one for all if there are several. */
    function chips(removed) {
      const chip = (className, label, name, left) => make("li", {},
        make("button", { type: "button", className, "aria-label": name, onclick: () => { left(); removed(); } }, label));
      const all = list().map(({ facet, value, label }) => chip("", label, `去掉筛选：${label}`, () => {
        choose({ ...chosen(), [facet.name]: chosen()[facet.name].filter((other) => other !== value) });
      }));
      return all.length > 1 ? [...all, chip("search-reset", "清除筛选", "清除筛选", () => choose({}))] : all;
    }

    function count(counted, exact) {
      for (const mine of groups.filter(({ facet }) => counted[facet.name])) {
        const numbers = new Map(counted[mine.facet.name].map((entry) => [entry.value, entry.count]));
        for (const [value, one] of mine.boxes) {
          one.number = numbers.get(value) || 0;
          one.count.textContent = (exact ? "" : "约 ") + one.number;
        }
        mine.inside.classList.toggle("is-empty", !numbers.size);
        settle(mine);
      }
    }

    return { chosen, choose, list, chips, count, open: () => groups.filter((mine) => mine.details.open).map((mine) => mine.facet.name) };
  };

  /** Links to the feed of the only chosen value, if it has one. */
  wanlixing.filters.feed = function (list) {
    if (list.length !== 1 || !list[0].facet.feed) return [];
    const [{ facet, value, label }] = list;
    const name = facet.name === "kind" ? value : `${facet.name}-${value}`;
    return [make("a", { href: `feeds/index.html#${name}` }, `订阅“${label}”的更新`)];
  };
})();
