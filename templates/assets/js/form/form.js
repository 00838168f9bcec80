// The form as a whole: choosing, filling in, checking while people type, drafts, records taken up again.

"use strict";

(() => {
  const root = document.getElementById("form");
  if (!root || !wanlixing.rules) return;
  const { make, idOf } = wanlixing.fields;
  const { rules, drafts, record } = wanlixing;
  const pause = 250;
  const wait = 600;

  const state = { kind: null, unit: "", id: "", idOwn: false, data: {}, key: "", opened: false, asked: false };
  const visited = new Set();
  let places = new Map();
  let found = [];
  let origins = new Map();
  let ways = null;
  let timers = {};

  const now = () => new Date(Date.now() + 8 * 3600 * 1000).toISOString();
  const today = () => now().slice(0, 10);
  const keyOf = (steps) => steps.join(".");

  // --- the data ------------------------------------------------------------------------------------
  const at = (steps) => steps.reduce((value, step) => value?.[step], state.data);

  function put(steps, value) {
    let around = state.data;
    steps.slice(0, -1).forEach((step, depth) => {
      around[step] = around[step] ?? (typeof steps[depth + 1] === "number" ? [] : {});
      around = around[step];
    });
    around[steps.at(-1)] = value;
  }

  // What is filled in, in the order of the fields; rows left empty are passed over, and where each came from is kept.
  function tidy(fields, data, steps = []) {
    const made = {};
    for (const field of fields) {
      const value = data[field.name];
      const clean = field.many ? tidyList(field, value, [...steps, field.name]) : tidyOne(field, value, [...steps, field.name]);
      if (clean !== null) made[field.name] = clean;
    }
    return made;
  }

  const isDate = (field) => ["day", "moment"].includes(field.reads);

  function tidyOne(field, value, steps) {
    if (field.fields) {
      const inner = value && typeof value === "object" && !Array.isArray(value) ? tidy(field.fields, value, steps) : {};
      return Object.keys(inner).length ? inner : null;
    }
    const text = String(value ?? "").replace(/\r\n?/g, "\n").replace(/^[ \t]+$/gm, "").trim();
    return (isDate(field) ? wanlixing.values.oneForm(text) : text) || null;
  }

  function tidyList(field, value, steps) {
    const kept = [];
    const from = [];
    (Array.isArray(value) ? value : []).forEach((one, number) => {
      const clean = tidyOne(field, one, [...steps, number]);
      if (clean === null) return;
      kept.push(clean);
      from.push(number);
    });
    origins.set(keyOf(steps), from);
    return kept.length ? kept : null;
  }

  // Steps of the clean record as steps of the rows on the screen.
  function onScreen(steps) {
    const out = [];
    for (const step of steps) out.push(typeof step === "number" ? (origins.get(keyOf(out))?.[step] ?? step) : step);
    return out;
  }

  function made() {
    origins = new Map();
    return { kind: state.kind, unit: state.unit, id: state.id.trim(), data: tidy(state.kind.fields, state.data) };
  }

  // --- the desk, which fields and rows speak to ------------------------------------------------------
  const desk = {
    photos: new Map(),
    get: at,
    set(steps, value, quiet = false) {
      if (steps[0] === "images" && steps[2] === "file") rename(at(steps), value);
      put(steps, value);
      if (!quiet) changed();
    },
    visited(steps) {
      visited.add(keyOf(steps));
      tellSoon();
    },
    register: (steps, place) => places.set(keyOf(steps), place),
    forget(steps) {
      const before = keyOf(steps);
      places = new Map([...places].filter(([key]) => key !== before && !key.startsWith(`${before}.`)));
    },
    removed: (field, item) => field.name === "images" && desk.photos.delete(item?.file),
    stem: (number) => `${state.id.trim() || state.unit || "tupian"}-${number}`,
    made,
    faults: () => found,
    check(asked) {
      state.asked = state.asked || asked;
      tell();
    },
    placeOf(steps) {
      const place = placeFor(onScreen(steps));
      return place?.node.id;
    },
    goto(steps) {
      const node = placeFor(onScreen(steps))?.node;
      if (!node) return;
      node.closest("details")?.setAttribute("open", "");
      const target = node.matches("fieldset") ? node.querySelector("input, select, textarea, button") ?? node : node;
      target.focus({ preventScroll: true });
      (node.closest(".field") ?? node).scrollIntoView({ block: "center" });
    },
    // Puts right what pasting did, in all texts.
    repair() {
      for (const { steps, text } of record.texts(made().data)) change(onScreen(steps), wanlixing.paste.mended(text, ...record.reading(steps, text)).text);
      desk.check(false);
    },
    // Hides what is of persons in one text or, without steps, in all.
    mask(steps) {
      const texts = [...record.texts(made().data)].filter((one) => !steps || keyOf(one.steps) === keyOf(steps));
      for (const one of texts) change(onScreen(one.steps), wanlixing.persons.hidden(one.text));
      desk.check(false);
    },
  };

  // A picture goes by the name that is written for it.
  function rename(was, now) {
    const photo = desk.photos.get(was);
    if (!photo || desk.photos.has(now)) return;
    desk.photos.delete(was);
    desk.photos.set(now, photo);
  }

  function change(steps, text) {
    if (at(steps) === text) return;
    const place = places.get(keyOf(steps));
    if (place?.fill) place.fill(text);
    else desk.set(steps, text);
  }

  // The place of a fault: its own, or the nearest around it.
  function placeFor(steps) {
    for (let end = steps.length; end > 0; end -= 1) {
      const place = places.get(keyOf(steps.slice(0, end)));
      if (place) return place;
    }
    return null;
  }

  // --- telling what is wrong -----------------------------------------------------------------------
  function changed() {
    suggestId();
    tellSoon();
    clearTimeout(timers.save);
    timers.save = setTimeout(keep, wait);
  }

  function tellSoon() {
    clearTimeout(timers.tell);
    timers.tell = setTimeout(tell, pause);
  }

  const isShown = (fault) => !fault.missing || state.asked || visited.has(keyOf(onScreen(fault.steps)));

  function tell() {
    clearTimeout(timers.tell);
    if (!state.kind) return;
    const whole = made();
    const context = { unit: state.unit, id: whole.id, pictures: desk.photos.keys(), today: today() };
    found = record.faults(state.kind, whole.data, context);
    if (!state.unit) found.unshift({ steps: ["unit"], missing: true, code: "E202", message: "缺少单位。", hint: "请在上面选单位。" });
    const byPlace = new Map();
    for (const fault of found.filter(isShown)) {
      const place = placeFor(onScreen(fault.steps));
      if (place) byPlace.set(place, [...(byPlace.get(place) ?? []), fault]);
    }
    for (const { name, when } of state.kind.fields.filter((field) => field.when)) {
      places.get(name).node.closest(".field").hidden = whole.data[when[0]] !== when[1] && !whole.data[name];
    }
    for (const place of places.values()) show(place, byPlace.get(place) ?? []);
    ways?.show();
    progress(whole.data);
  }

  const sameWords = (faults) => JSON.stringify(faults.map((fault) => [fault.code, fault.message, fault.repaired]));

  function show(place, faults) {
    const words = sameWords(faults);
    if (place.shown === words) return;
    place.shown = words;
    const wrong = faults.some(wanlixing.ways.isError);
    if (place.node.matches("input, select, textarea")) {
      if (wrong) place.node.setAttribute("aria-invalid", "true");
      else place.node.removeAttribute("aria-invalid");
    }
    place.node.closest(".field, .field-list, .field-group")?.classList.toggle("is-wrong", wrong);
    place.told.replaceChildren(...faults.map((fault) => fault_(fault)));
  }

  function fault_(fault) {
    const error = wanlixing.ways.isError(fault);
    const node = make("div", { className: error ? "fault is-error" : "fault is-warning" });
    const code = make("a", { className: "code", href: `errors.html#${fault.code}`, target: "_blank", "aria-label": `${error ? "错误" : "提醒"} ${fault.code}，看说明`, textContent: fault.code });
    node.append(make("p", {}, code, make("span", { textContent: fault.message })));
    const steps = onScreen(fault.steps);
    const text = at(steps);
    if (["W422", "E003"].includes(fault.code) && typeof text === "string" && isRepairable(steps, text)) node.append(difference(steps, text));
    else if (fault.trace && fault.code !== "W606") node.append(make("div", { className: "choice" }, button(`写成 ${fault.trace.masked}`, () => desk.mask(fault.steps))));
    else if (fault.reword) node.append(make("p", { className: "how", textContent: fault.hint }), make("div", { className: "choice" }, button(`写成${fault.reword[1]}`, () => reword(steps, ...fault.reword))));
    else if (fault.hint && !fault.missing) node.append(make("p", { className: "how", textContent: fault.hint }));
    return node;
  }

  function button(words, act, kind = "tool") {
    const one = make("button", { type: "button", className: kind, textContent: words });
    one.addEventListener("click", act);
    return one;
  }

  // A word put right wherever it is the author's own.
  function reword(steps, wrong, right) {
    let text = at(steps);
    const own = wanlixing.paste.quoted(text);
    for (let start = own.lastIndexOf(wrong); start >= 0; start = start ? own.lastIndexOf(wrong, start - 1) : -1) {
      text = text.slice(0, start) + right + text.slice(start + wrong.length);
    }
    change(steps, text);
    places.get(keyOf(steps))?.node.focus();
    tell();
  }

  // What a repair would change, and the button that changes it.
  function repaired(steps, text) {
    const own = text.replace(/\r\n?/g, "\n").trim();
    return wanlixing.paste.mended(own, ...record.reading(steps, own)).text;
  }

  const isRepairable = (steps, text) => repaired(steps, text) !== text.replace(/\r\n?/g, "\n").trim();

  function difference(steps, text) {
    const clean = repaired(steps, text);
    const lines = wanlixing.difference.lines(text.trim(), clean);
    return make("div", { className: "repair" }, ...lines, make("div", { className: "choice" }, button("照改", () => {
      change(steps, clean);
      places.get(keyOf(steps))?.node.focus();
      tell();
    })));
  }

  // --- how far it is --------------------------------------------------------------------------------
  function progress(whole) {
    const needed = found.filter((fault) => fault.missing);
    const wrong = found.filter((fault) => wanlixing.ways.isError(fault) && !fault.missing);
    const persons = found.filter((fault) => wanlixing.ways.isPerson(fault) && !wanlixing.ways.isError(fault));
    const words = [needed.length && `还差 ${needed.length} 项必填`, wrong.length && `${wrong.length} 处要改`, persons.length && `${persons.length} 处个人信息要核对`].filter(Boolean);
    const status = document.getElementById("bar-status");
    const said = words.length ? words.join("，") : "都填好了，可以送出";
    if (status.textContent !== said) status.textContent = said;
    document.getElementById("bar").dataset.level = words.length ? "open" : "done";
    const next = document.getElementById("bar-next");
    next.hidden = !(needed.length + wrong.length);
    const total = state.kind.fields.filter((field) => field.required).length + 2;
    const meter = document.getElementById("bar-meter");
    meter.max = total;
    meter.value = Math.max(0, total - new Set(needed.map((fault) => fault.steps[0])).size);
    for (const link of document.querySelectorAll(".part-list a")) {
      const part = link.dataset.part;
      const mine = found.filter((fault) => partOf(fault.steps[0]) === part);
      const filled = state.kind.fields.some((field) => field.part === part && whole[field.name] !== undefined);
      const level = mine.some((fault) => !fault.missing && wanlixing.ways.isError(fault)) ? "wrong" : mine.some((fault) => fault.missing) ? "open" : filled ? "done" : "none";
      link.dataset.level = level;
      link.querySelector(".part-state").textContent = { wrong: "有错误", open: "没填完", done: "好了", none: "可以不写" }[level];
    }
  }

  const partOf = (name) => (["id", "unit"].includes(name) ? "words" : state.kind.fields.find((field) => field.name === name)?.part);

  function goNext() {
    state.asked = true;
    tell();
    const fault = found.find((one) => one.missing && one.steps[0] !== "id") ?? found.find((one) => wanlixing.ways.isError(one));
    const order = [...places.keys()];
    const all = found.filter(wanlixing.ways.isError).sort((a, b) => order.indexOf(keyOf(onScreen(a.steps))) - order.indexOf(keyOf(onScreen(b.steps))));
    desk.goto((all[0] ?? fault).steps);
  }

  // --- drafts ---------------------------------------------------------------------------------------
  function keep() {
    clearTimeout(timers.save);
    if (!state.kind || !state.key) return;
    const { unit, id, idOwn, data, opened } = state;
    const done = drafts.save(state.key, { kind: state.kind.name, unit, id, idOwn, data, opened });
    const photos = desk.photos.size ? "（图片不在草稿里）" : "";
    document.getElementById("bar-kept").textContent = done ? `草稿已存在本机 ${now().slice(11, 16)}${photos}` : "浏览器不让存草稿，请及时下载";
    listDrafts();
  }

  const when = (saved) => new Date(saved + 8 * 3600 * 1000).toISOString().slice(0, 16).replace("T", " ");

  function listDrafts() {
    const holder = document.getElementById("drafts");
    const all = drafts.all().filter(({ key }) => key !== state.key);
    holder.hidden = !all.length;
    const line = (draft) => {
      const title = draft.data.title || "（还没有标题）";
      const open = button(title, () => take(draft), "draft-open");
      const gone = button("删去", () => {
        drafts.remove(draft.key);
        listDrafts();
        document.getElementById("start-name").focus();
      });
      gone.setAttribute("aria-label", `删去草稿：${title}`);
      return make("li", {}, open, make("span", { className: "hint", textContent: `${record.kindNamed(draft.kind)?.label ?? draft.kind}，${when(draft.saved)}` }), gone);
    };
    holder.querySelector("ul").replaceChildren(...all.map(line));
  }

  function take(draft) {
    const kind = record.kindNamed(draft.kind);
    if (!kind) return;
    keep();
    start(kind, { ...draft, key: draft.key });
    document.querySelector(".part h2")?.focus();
  }

  // --- starting, opening ------------------------------------------------------------------------------
  function start(kind, given = {}) {
    Object.assign(state, { kind, unit: given.unit || state.unit, id: given.id ?? "", idOwn: given.idOwn ?? Boolean(given.id), data: structuredClone(given.data ?? {}), key: given.key ?? drafts.create(), opened: given.opened ?? false, asked: false });
    if (!given.data) Object.assign(state.data, { publish_date: now().slice(0, 16).replace("T", " "), reviewed_on: today() });
    visited.clear();
    if (!given.sameRecord) desk.photos.clear();
    document.getElementById("unit").value = state.unit;
    for (const box of document.querySelectorAll("[name=kind]")) box.checked = box.value === kind.name;
    draw();
    suggestId();
    tell();
    listDrafts();
  }

  function suggestId() {
    const field = document.getElementById("f-id");
    if (!field || state.idOwn || !state.unit) return;
    const term = (list, name) => (rules.terms[list]?.items ?? []).find(([word]) => word === name)?.[1];
    const topic = term("themes", state.data.theme) ?? term("case-types", state.data.type) ?? term("outlet-types", state.data.type) ?? state.kind.name;
    const day = /^\d{4}(-\d{2}){0,2}$/.test(state.data.event_date ?? "") ? state.data.event_date : (state.data.publish_date ?? today()).slice(0, 10);
    const stem = `${state.unit}-${topic}-${day}`.slice(0, 76);
    const free = (id) => !rules.units.some(([unit]) => record.exists(state.kind.name, unit, id));
    state.id = [stem, ...Array.from({ length: 50 }, (_none, number) => `${stem}-${number + 2}`)].find(free) ?? stem;
    field.value = state.id;
    place_();
  }

  function place_() {
    const hint = document.getElementById("f-id-hint");
    const address = `${state.kind.folder}/${state.id.trim() || "…"}.html`;
    const there = !state.opened && record.exists(state.kind.name, state.unit, state.id.trim());
    hint.textContent = there ? "这个编号已有记录，交上去会替换它；要更正它，请用“打开已有稿件”。" : `网页地址就是 ${address}，发布以后不再改。小写字母、数字和短横线`;
    hint.classList.toggle("is-alarm", there);
  }

  function identity() {
    const told = make("div", { className: "told", id: "f-id-told" });
    const node = make("input", { type: "text", id: "f-id", value: state.id, "aria-describedby": "f-id-hint f-id-told", "aria-required": "true", autocomplete: "off", spellcheck: "false", autocapitalize: "off" });
    node.addEventListener("input", () => {
      state.id = node.value;
      state.idOwn = Boolean(node.value);
      place_();
      changed();
    });
    node.addEventListener("blur", () => desk.visited(["id"]));
    desk.register(["id"], { node, told });
    return make("div", { className: "field is-wide" }, make("div", { className: "field-head" }, make("label", { htmlFor: "f-id" }, "编号", make("span", { className: "needed", textContent: "必填" }))), make("p", { className: "hint", id: "f-id-hint" }), node, told);
  }

  const partWords = ([name, words]) => (name === "kind" ? `${state.kind.label}的要点` : words);

  function part(one) {
    const [name] = one;
    const fields = state.kind.fields.filter((field) => field.part === name);
    if (!fields.length) return null;
    const needed = [...fields.filter((field) => field.required), ...fields.filter((field) => !field.required)];
    const inner = make("div", { className: "grid-fields" }, ...needed.map((field) => wanlixing.rows.any(field, [field.name], desk)));
    const heading = make("h2", { tabindex: "-1", textContent: partWords(one) });
    // A part of one field is named once.
    if (fields.length === 1 && fields[0].title === partWords(one)) inner.querySelector("legend, label").classList.add("visually-hidden");
    if (name === "words") inner.append(identity());
    if (name !== "more") return make("section", { className: "part", id: `part-${name}` }, heading, inner);
    const filled = fields.some((field) => state.data[field.name]);
    return make("section", { className: "part", id: `part-${name}` }, make("details", { open: filled }, make("summary", {}, heading), inner));
  }

  function draw() {
    places = new Map();
    desk.register(["unit"], { node: document.getElementById("unit"), told: document.getElementById("unit-told") });
    ways = wanlixing.ways.section(desk);
    const parts = rules.parts.map(part).filter(Boolean);
    root.querySelector("#parts").replaceChildren(...parts, ways.node);
    const links = rules.parts.filter(([name]) => parts.some(({ id }) => id === `part-${name}`)).map((one) => make("li", {}, make("a", { href: `#part-${one[0]}`, "data-part": one[0] }, partWords(one), make("span", { className: "part-state" }))));
    root.querySelector(".part-list ol").replaceChildren(...links);
    root.querySelector(".part-list").hidden = false;
    document.getElementById("bar").hidden = false;
    place_();
  }

  function chooseKind(name) {
    const kind = record.kindNamed(name);
    if (state.kind === kind) return;
    // What both kinds have goes along; what only the old one has stays in its draft.
    const data = state.kind && Object.keys(state.data).length ? Object.fromEntries(Object.entries(state.data).filter(([field]) => kind.fields.some((one) => one.name === field))) : undefined;
    if (state.kind) keep();
    const same = state.kind && !state.data.title;
    start(kind, { data, key: same ? state.key : undefined, sameRecord: true });
  }

  // What of a file's data has a place here; the rest was told.
  function fitting(fields, data) {
    const kept = {};
    const fits = (field, value) => (field.fields ? value && typeof value === "object" && !Array.isArray(value) : typeof value === "string");
    const one = (field, value) => (field.fields ? fitting(field.fields, value) : value);
    for (const field of fields) {
      const value = data[field.name];
      if (field.many && Array.isArray(value)) kept[field.name] = value.filter((item) => fits(field, item)).map((item) => one(field, item));
      else if (!field.many && fits(field, value)) kept[field.name] = one(field, value);
    }
    return kept;
  }

  function opened(text, name = "") {
    const said = document.getElementById("open-said");
    const { data, why } = wanlixing.yaml.read(text);
    const schema = /schema\/([a-z]+)\.json/.exec(text)?.[1];
    const kind = record.kindNamed(schema) ?? state.kind ?? (data && rules.kinds.find((one) => Object.keys(data).every((key) => one.fields.some((field) => field.name === key))));
    if (why || !kind) {
      said.textContent = why ? `读不了：${why}。请改好再打开，或复制一份让编辑帮忙。` : "看不出是哪种记录，请先在上面选种类，再打开。";
      said.dataset.level = "error";
      return;
    }
    const strange = record.faults(kind, data, { unit: state.unit, id: "x", pictures: [], today: today() }).filter((fault) => ["E201", "E203"].includes(fault.code) && fault.steps[0] !== "id");
    const id = name.replace(/\.ya?ml$/i, "") || state.id;
    const unit = rules.units.map(([one]) => one).find((one) => record.exists(kind.name, one, id));
    keep();
    start(kind, { data: fitting(kind.fields, data), id, unit, opened: true });
    state.asked = true;
    tell();
    const comments = /^\s*#(?!\s*yaml-language-server)/m.test(text) ? "文件里的注释不会保留。" : "";
    said.textContent = strange.length ? `打开了，但有 ${strange.length} 处没有放进表单：${strange.map((fault) => fault.message).join("")}${comments}` : `已打开${name ? ` ${name}` : ""}。改完再送出；已经发布的，请在“更正”里写明。${comments}`;
    said.dataset.level = strange.length ? "error" : "fine";
    document.getElementById("open-text").value = "";
    said.closest(".part").querySelector(".opening").open = false;
    said.focus();
    keep();
  }

  function welcome() {
    const kinds = document.getElementById("kinds");
    kinds.append(...rules.kinds.map((kind) => {
      const box = make("input", { type: "radio", name: "kind", value: kind.name, id: `kind-${kind.name}` });
      box.addEventListener("change", () => chooseKind(kind.name));
      return make("label", { className: "kind" }, box, make("span", { className: "kind-name", textContent: kind.label }), make("span", { className: "kind-about", textContent: kind.about }));
    }));
    const unit = document.getElementById("unit");
    const groups = new Map();
    for (const [id, name, , region] of rules.units) {
      if (!groups.has(region)) groups.set(region, unit.appendChild(make("optgroup", { label: region })));
      groups.get(region).append(make("option", { value: id, textContent: name }));
    }
    unit.addEventListener("change", () => {
      state.unit = unit.value;
      if (state.kind) {
        place_();
        changed();
      }
    });
    const asked = new URLSearchParams(location.search);
    state.unit = rules.units.some(([id]) => id === asked.get("unit")) ? asked.get("unit") : "";
    unit.value = state.unit;
    const file = document.getElementById("open-file");
    file.addEventListener("change", async () => {
      if (file.files[0]) opened(await file.files[0].text(), file.files[0].name);
      file.value = "";
    });
    document.getElementById("open-pick").addEventListener("click", () => file.click());
    document.getElementById("open-read").addEventListener("click", () => opened(document.getElementById("open-text").value));
    document.getElementById("bar-next").addEventListener("click", goNext);
    document.getElementById("bar-preview").addEventListener("click", () => {
      const whole = made();
      wanlixing.shown.preview(whole.kind, whole.unit, whole.data, desk.photos);
    });
    document.getElementById("bar-out").addEventListener("click", () => {
      desk.check(true);
      const heading = document.querySelector("#part-out h2");
      heading.tabIndex = -1;
      heading.focus();
      heading.scrollIntoView({ block: "start" });
    });
    window.addEventListener("pagehide", keep);
    window.addEventListener("beforeunload", (event) => desk.photos.size && event.preventDefault());
    listDrafts();
    root.hidden = false;
    const kind = record.kindNamed(asked.get("kind"));
    if (kind) start(kind);
  }

  welcome();
})();
