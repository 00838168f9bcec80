// Fields that hold fields, and fields of which there are several: rows that can be added, moved away and filled in.

"use strict";

wanlixing.rows = (() => {
  const { make, single, boxes, isBoxes, legend, about, idOf } = wanlixing.fields;

  function any(field, steps, desk) {
    if (isBoxes(field)) return boxes(field, steps, desk);
    if (field.many) return list(field, steps, desk);
    if (field.fields) return group(field, steps, desk);
    return single(field, steps, desk);
  }

  // A group that is there once, such as the results of an event.
  function group(field, steps, desk) {
    const told = make("div", { className: "told", id: `${idOf(steps)}-told` });
    const inner = field.fields.map((one) => any({ ...one, required: false }, [...steps, one.name], desk));
    const made = make("fieldset", { className: "field-group is-wide", "aria-describedby": told.id }, legend(field), about(field) ? make("p", { className: "hint", textContent: about(field) }) : null, make("div", { className: "grid-fields" }, ...inner), told);
    desk.register(steps, { node: made, told });
    return made;
  }

  function list(field, steps, desk) {
    const id = idOf(steps);
    const told = make("div", { className: "told", id: `${id}-told` });
    const holder = make("div", { className: field.fields ? "row-list" : "row-list is-plain" });
    const add = make("button", { type: "button", className: "add", id: `${id}-add`, textContent: `添加${field.title}` });
    const made = make("fieldset", { className: "field-list is-wide", id, "aria-describedby": told.id }, legend(field), about(field) ? make("p", { className: "hint", textContent: about(field) }) : null, holder, told, add);
    const items = () => desk.get(steps) ?? [];
    const most = field.many.max ?? Infinity;

    const tool = (words, hint, act) => {
      const button = make("button", { type: "button", className: "tool", textContent: words, "aria-label": hint });
      button.addEventListener("click", act);
      return button;
    };

    function change(now, focus) {
      desk.forget(steps);
      desk.register(steps, { node: made, told });
      desk.set(steps, now);
      draw();
      document.getElementById(focus)?.focus();
    }

    function remove(number) {
      desk.removed(field, items()[number]);
      change(items().filter((_one, at) => at !== number), add.id);
    }

    function up(number) {
      const now = [...items()];
      [now[number - 1], now[number]] = [now[number], now[number - 1]];
      change(now, firstOf(number - 1));
    }

    const firstOf = (number) => idOf(field.fields ? [...steps, number, field.fields[0].name] : [...steps, number]);

    function row(_item, number) {
      const name = `${field.title} ${number + 1}`;
      const tools = make("div", { className: "tools-row" }, number ? tool("上移", `上移${name}`, () => up(number)) : null, tool("删去", `删去${name}`, () => remove(number)));
      const at = [...steps, number];
      if (!field.fields) {
        const one = single({ ...field, many: undefined, required: false, about: "", example: undefined }, at, desk, name);
        one.querySelector("label").className = "visually-hidden";
        one.append(tools);
        return one;
      }
      const inner = field.fields.map((one) => any(one, [...at, one.name], desk));
      const extra = field.name === "images" ? wanlixing.shown.thumbnail(desk, at) : null;
      return make("fieldset", { className: "form-row" }, make("legend", { textContent: name }), tools, extra, make("div", { className: "grid-fields" }, ...inner));
    }

    function draw() {
      holder.replaceChildren(...items().map(row));
      add.hidden = items().length >= most || field.name === "images";
    }

    add.addEventListener("click", () => change([...items(), field.fields ? {} : ""], firstOf(items().length)));
    desk.register(steps, { node: made, told });
    // One row to begin with, where one is needed.
    if (field.required && !items().length) desk.set(steps, [field.fields ? {} : ""], true);
    draw();
    if (field.name === "images") made.insertBefore(wanlixing.shown.picker(desk, steps, change, items, most), add);
    return made;
  }

  return { any };
})();
