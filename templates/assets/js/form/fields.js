// One field: its label, its control, what is advised, how much room is left, what is wrong with it.

"use strict";

wanlixing.fields = (() => {
  const { rules } = wanlixing;
  const { count } = wanlixing.say;
  const examples = { day: "2024-04-26", moment: "2026-11-22 09:00", link: "https://", flag: "" };
  const advice = { day: "如 2024-04-26 或 2024年4月26日，只知道年月写 2024-04", text: "分段写，段落之间空一行；要点每行以“- ”开头" };
  const fewest = 14;

  function make(name, properties = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (value === null || value === undefined || value === false) continue;
      if (key in node && typeof value !== "string") node[key] = value;
      else if (["className", "textContent", "htmlFor", "value", "type"].includes(key)) node[key] = value;
      else node.setAttribute(key, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }

  const idOf = (steps) => `f-${steps.join("-")}`;

  // The words to choose from: what is written, and how it is shown.
  function options(field) {
    if (field.choices) return field.choices.map((word) => [word, word]);
    if (field.reads === "flag") return [["是", "是"], ["否", "否"]];
    if (field.list === "units") return rules.units.map(([id, name, short, region]) => [id, name, region, short]);
    if (field.list === "editions") return rules.editions.map(({ id, name }) => [id, name]);
    return wanlixing.record.names(field.list).map((name) => [name, name]);
  }

  function select(field, value) {
    const node = make("select", {}, make("option", { value: "", textContent: field.required ? "请选择" : "不写" }));
    const groups = new Map();
    for (const [word, shown, group] of options(field)) {
      const holder = group ? groups.get(group) ?? node.appendChild(make("optgroup", { label: group })) : node;
      if (group) groups.set(group, holder);
      holder.append(make("option", { value: word, textContent: shown }));
    }
    if (value && !options(field).some(([word]) => word === value)) node.append(make("option", { value, textContent: `${value}（不在词表内）` }));
    node.value = value;
    return node;
  }

  function known(refers) {
    const id = `known-${refers === "*" ? "all" : refers}`;
    if (!document.getElementById(id)) {
      const ids = wanlixing.records?.ids ?? {};
      const kinds = refers === "*" ? Object.keys(ids) : [refers];
      const all = kinds.flatMap((kind) => Object.values(ids[kind] ?? {}).flat());
      document.body.append(make("datalist", { id }, ...all.map(([name, title]) => make("option", { value: name, label: title }))));
    }
    return id;
  }

  const isLong = (field) => field.reads === "line" && field.max >= 100 && !field.list;

  function control(field, value) {
    if (field.choices || field.reads === "flag" || field.list) return select(field, value);
    if (field.reads === "text") return make("textarea", { rows: 8, value, spellcheck: "false" });
    if (isLong(field)) return make("textarea", { rows: field.part === "words" ? 2 : 1, value, className: "is-line", spellcheck: "false" });
    const numeric = { count: "numeric", amount: "decimal", wan: "decimal", day: "numeric", moment: "numeric", link: "url" }[field.reads];
    return make("input", { type: "text", value, inputmode: numeric, placeholder: examples[field.reads], list: field.refers ? known(field.refers) : null, autocomplete: "off", spellcheck: "false" });
  }

  // Markdown is for the file; here people just write.
  const about = (field) => {
    const words = field.reads === "text" ? "" : field.about;
    const also = field.also ? `也可以写${field.also.join("、")}` : "";
    const example = field.example && field.reads !== "moment" ? `例如 ${field.example}` : "";
    return [words, advice[field.reads], field.about ? "" : also, example]
      .filter(Boolean)
      .map((part) => part.replace(/。+$/, ""))
      .join("；");
  };

  function describe(node, ...ids) {
    node.setAttribute("aria-describedby", ids.filter(Boolean).join(" "));
  }

  // A single value at some steps. `desk` knows the data and is told of every change.
  function single(field, steps, desk, words = field.title) {
    const id = idOf(steps);
    const node = control(field, desk.get(steps) ?? "");
    node.id = id;
    node.name = id;
    const told = make("div", { className: "told", id: `${id}-told` });
    const hint = about(field) ? make("p", { className: "hint", id: `${id}-hint`, textContent: about(field) }) : null;
    const counter = field.max && node.tagName !== "SELECT" && ["line", "text", "party", "tag"].includes(field.reads) ? make("span", { className: "counter", id: `${id}-count` }) : null;
    const tally = () => {
      if (!counter) return;
      const now = count(node.value.trim());
      counter.textContent = `${now} / ${field.max}`;
      counter.classList.toggle("is-over", now > field.max);
      counter.hidden = field.max > 300 && now < field.max * 0.8;
    };
    describe(node, hint && hint.id, counter && counter.id, told.id);
    if (field.required) node.setAttribute("aria-required", "true");
    const change = () => {
      desk.set(steps, node.value);
      tally();
    };
    node.addEventListener("input", change);
    node.addEventListener("blur", () => desk.visited(steps));
    if (["day", "moment"].includes(field.reads)) node.addEventListener("change", () => {
      const written = wanlixing.values.oneForm(node.value);
      if (written === node.value) return;
      node.value = written;
      change();
    });
    if (node.tagName === "TEXTAREA" && node.classList.contains("is-line")) {
      node.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && event.preventDefault());
    }
    if (node.tagName !== "SELECT") node.addEventListener("paste", (event) => wanlixing.pasting.pasted(event, node, field.reads === "text"));
    tally();
    desk.register(steps, { node, told, fill: (value) => { node.value = value; change(); } });
    const head = make("div", { className: "field-head" }, make("label", { htmlFor: id }, words, field.required ? make("span", { className: "needed", textContent: "必填" }) : null), counter);
    return make("div", { className: `field reads-${field.reads}${isLong(field) || field.reads === "text" || field.part === "words" ? " is-wide" : ""}`, "data-steps": steps.join(".") }, head, hint, node, told);
  }

  // Several of a short list: boxes to tick.
  function boxes(field, steps, desk) {
    const id = idOf(steps);
    const told = make("div", { className: "told", id: `${id}-told` });
    const chosen = () => desk.get(steps) ?? [];
    const box = ([word, shown], number) => {
      const input = make("input", { type: "checkbox", id: `${id}-${number}`, value: word, checked: chosen().includes(word) });
      input.addEventListener("change", () => {
        const all = options(field).map(([one]) => one);
        const others = chosen().filter((one) => one !== word);
        desk.set(steps, [...others, ...(input.checked ? [word] : [])].sort((a, b) => all.indexOf(a) - all.indexOf(b)));
        desk.visited(steps);
      });
      return make("label", { className: "box" }, input, make("span", { textContent: shown }));
    };
    const strange = chosen().filter((word) => !options(field).some(([one]) => one === word));
    const all = [...options(field), ...strange.map((word) => [word, `${word}（不在词表内）`])];
    const group = make("fieldset", { className: "field boxes is-wide", "aria-describedby": told.id }, legend(field), make("div", { className: "box-list" }, ...all.map(box)), about(field) ? make("p", { className: "hint", textContent: about(field) }) : null, told);
    desk.register(steps, { node: group, told });
    return group;
  }

  const legend = (field, words = field.title) => make("legend", {}, words, field.required ? make("span", { className: "needed", textContent: "必填" }) : null);
  const isBoxes = (field) => field.many && field.list && options(field).length <= fewest;

  return { make, single, boxes, isBoxes, legend, about, idOf, options };
})();
