// A whole record against its kind: the same questions, in the same order, as `wanlixing check` asks.

"use strict";

wanlixing.record = (() => {
  const { say, quote, label, code, count } = wanlixing.say;
  const { fault, day, moment } = wanlixing.values;
  const { rules } = wanlixing;
  const { book } = rules;
  // Kinds name their fields by their places, as many share them.
  for (const kind of rules.kinds) kind.fields = kind.fields.map((place) => rules.fields[place]);
  const slug = wanlixing.pattern(`^(?:${book.forms.slug})$`, "u");
  const titles = { units: "单位", editions: "活动年度" };
  const foreign = ["sources", "coverage"];

  const taken = () => wanlixing.records ?? { ids: {}, pictures: {} };
  const kindNamed = (name) => rules.kinds.find((kind) => kind.name === name);
  const noMeasure = wanlixing.pattern(book.no_measure);
  const number = wanlixing.pattern(`^(?:${book.forms.amount})$`);
  const changes = wanlixing.pattern(book.changes);
  const isText = (value) => typeof value === "string";

  // Every text with the steps that lead to it, in the order of the file.
  function* texts(value, steps = []) {
    if (isText(value)) yield { steps, text: value };
    else if (value && typeof value === "object") {
      const inner = Array.isArray(value) ? value.entries() : Object.entries(value);
      for (const [key, one] of inner) yield* texts(one, [...steps, key]);
    }
  }

  // What people may write where a list is named.
  function names(list) {
    if (list === "units") return rules.units.map(([id]) => id);
    if (list === "editions") return rules.editions.map(({ id }) => id);
    return (rules.terms[list]?.items ?? []).map(([name]) => name);
  }

  // --- fields, one by one -------------------------------------------------------------------------
  function* shapes(all, fields, data, outer) {
    for (const name of Object.keys(data)) {
      if (fields.some((field) => field.name === name)) continue;
      const inside = outer.length ? `${label(all, outer)}里` : "";
      yield { steps: [...outer, name], ...say("no-such-field", { inside, value: quote(name), how: "请删去，或改用这里的字段。" }) };
    }
    for (const field of fields) {
      const steps = [...outer, field.name];
      const value = data[field.name];
      if (value === undefined || value === null) {
        if (field.required) yield { steps, missing: true, ...say("missing", { label: label(all, steps), how: field.how }) };
      } else if (field.many) yield* many(all, field, value, steps);
      else yield* one(all, field, value, steps, fields.some(({ name }) => name === "measure") ? { measure: "", ...data } : {});
    }
  }

  const named = (all, steps, found) => ({ steps, ...found, said: found.message, message: `${label(all, steps)}${found.between ?? ""}${found.message}` });

  function* many(all, field, value, steps) {
    if (!Array.isArray(value)) {
      yield named(all, steps, say("list-shape"));
      return;
    }
    const before = [];
    for (const [number, item] of value.entries()) before.push(...one(all, field, item, [...steps, number]));
    const { min = 0, max = Infinity } = field.many;
    if (value.length > max) yield named(all, steps, say("too-long", { most: max, unit: "项", now: value.length }));
    else if (value.length < min) yield named(all, steps, say("too-short", { least: min, unit: "项", now: value.length }));
    yield* before;
  }

  function* one(all, field, value, steps, beside = {}) {
    if (field.fields) {
      if (value && typeof value === "object" && !Array.isArray(value)) yield* shapes(all, field.fields, value, steps);
      else yield named(all, steps, say("group-shape"));
      return;
    }
    if (!isText(value)) {
      yield named(all, steps, say("text-shape"));
      return;
    }
    const found = fault(field, value.trim(), beside);
    // What a field type says itself stands behind a colon.
    if (found) yield named(all, steps, { ...found, between: ["too-long", "too-short", "bound", "choice"].some((name) => same(name, found)) ? "" : "：" });
  }

  const same = (name, found) => found.message.startsWith(book.messages[name][1].split("{")[0]) && found.code === book.messages[name][0];

  // --- what a record says as a whole ----------------------------------------------------------------
  // Thrown where a field is asked for that has a fault, which is reported already.
  const unsound = Symbol("unsound");

  // The data without its faulty fields: who asks for one of them stops there.
  function soundPart(data, faulty) {
    if (!faulty.length) return data;
    if (Array.isArray(data)) return data.map((item, number) => soundPart(item, inside(faulty, number)));
    return new Proxy(data, {
      get(given, name) {
        const within = inside(faulty, name);
        const value = given[name];
        const items = Array.isArray(value) ? value : [value];
        const whole = within.some((steps) => !steps.length) || !items.every((item) => item && typeof item === "object");
        if (within.length && whole) throw unsound;
        return soundPart(value, within);
      },
    });
  }
  const inside = (faulty, name) => faulty.filter(([first]) => first === name).map((steps) => steps.slice(1));

  // What a question finds before it asks for a faulty field.
  function* untilUnsound(found) {
    try {
      yield* found;
    } catch (error) {
      if (error !== unsound) throw error;
    }
  }

  // Whether a field has a fault itself.
  function isUnsound(data, name) {
    try {
      return !data || (data[name], false);
    } catch (error) {
      if (error !== unsound) throw error;
      return true;
    }
  }

  function* dates(kind, data, today) {
    const { date: published, text: publishedAt } = moment(data.publish_date);
    if (published > today) yield { steps: ["publish_date"], ...say("future", { published, today }) };
    const happened = !kind.ahead && data.event_date && day(data.event_date);
    if (happened && happened.first > published) yield { steps: ["event_date"], ...say("happened-later", { day: happened.text, published }) };
    const reviewed = data.reviewed_on && day(data.reviewed_on);
    if (reviewed && reviewed.first > published) yield { steps: ["reviewed_on"], ...say("reviewed-later", { day: reviewed.text, published }) };
    for (const [number, { date }] of (data.corrections ?? []).entries()) {
      const corrected = moment(date).text;
      if (corrected < publishedAt) yield { steps: ["corrections", number, "date"], ...say("corrected-earlier", { moment: corrected, published: publishedAt }) };
    }
  }

  function* dateWindow(kind, data) {
    const edition = rules.editions.find(({ id }) => id === data.edition);
    const happened = data.event_date && day(data.event_date);
    if (kind.event && edition && happened && !data.outside_window && !(edition.first <= happened.last && happened.first <= edition.last)) {
      yield { steps: ["event_date"], ...say("outside-window", { day: happened.text, edition: edition.id, window: edition.window }) };
    }
  }

  // A figure below nought says how something changed, or is a slip.
  function* negatives(data) {
    for (const [number, { name, value, measure }] of (data.values ?? []).entries()) {
      if (measure && !/^[0-9]/.test(value) && !changes.test(`${name} ${measure}`)) yield { steps: ["values", number, "value"], ...say("negative-value", { value: quote(value), name }) };
    }
  }

  function* pictures(data, context) {
    const there = new Set([...(taken().pictures[context.unit] ?? []), ...context.pictures]);
    const seen = new Set();
    const how = `请把图片文件放进 content/images/${context.unit}/。`;
    const images = isUnsound(data, "images") ? [] : data.images ?? [];
    for (const [number, image] of images.entries()) {
      if (isUnsound(image, "file")) continue;
      const { file } = image;
      const steps = ["images", number, "file"];
      if (seen.has(file)) yield { steps, ...say("picture-twice", { value: quote(file) }) };
      else if (!there.has(file)) yield { steps, ...say("no-picture", { value: quote(file), how }) };
      seen.add(file);
    }
    const cover = data.wechat?.cover;
    if (cover && !there.has(cover)) yield { steps: ["wechat", "cover"], ...say("no-picture", { value: quote(cover), how }) };
  }

  // Every value with a list or another record behind it.
  function* marked(fields, data, outer = []) {
    for (const field of fields) {
      const value = isUnsound(data, field.name) ? undefined : data[field.name];
      if (value === undefined) continue;
      const steps = [...outer, field.name];
      const items = field.many ? value.map((item, number) => [[...steps, number], item]) : [[steps, value]];
      for (const [at, item] of items) {
        if (field.fields) yield* marked(field.fields, item, at);
        else if (field.list || field.refers) yield { steps: at, field, value: item };
      }
    }
  }

  function nearest(list, value) {
    const term = (rules.terms[list]?.items ?? []).find(([, ...others]) => others.includes(value));
    if (term) return `请写“${term[0]}”。`;
    const unit = list === "units" && rules.units.find((one) => one.includes(value));
    if (unit) return `请写单位编号“${unit[0]}”。`;
    const all = names(list);
    return all.length ? `可选：${all.slice(0, 30).join("、")}${all.length > 30 ? "等" : ""}。` : "这份词表还是空的。";
  }

  function* references(kind, data, id) {
    for (const { steps, field, value } of marked(kind.fields, data)) {
      if (field.list && !names(field.list).includes(value)) {
        const list = titles[field.list] ?? rules.terms[field.list]?.name ?? field.list;
        yield { steps, ...say("unlisted", { label: label(kind.fields, steps), value: quote(value), list, how: nearest(field.list, value) }) };
      }
      if (!field.refers) continue;
      const kinds = field.refers === "*" ? Object.keys(taken().ids) : [field.refers];
      const known = (name) => Object.values(taken().ids[name] ?? {}).some((ids) => ids.some(([one]) => one === value));
      const there = kinds.some(known) || (value === id && kinds.includes(kind.name));
      const how = "请写对方的文件名（不带 .yml），并确认那个文件已经放好。";
      if (!there) yield { steps, ...say("no-record", { value: quote(value), kind: kindNamed(field.refers)?.label ?? "记录", how }) };
      else if (value === id && [kind.name, "*"].includes(field.refers) && kinds.every((name) => name === kind.name || !known(name))) yield { steps, ...say("itself", { value: quote(value) }) };
    }
  }

  function* collection(data) {
    const counted = (text) => Number(text.replaceAll(",", ""));
    const items = data.items ?? [];
    const total = counted(data.total);
    if (items.length > total) yield { steps: ["total"], ...say("items-over", { total, now: items.length }) };
    else if (items.length < total && !data.missing) yield { steps: ["total"], ...say("items-under", { total, now: items.length }) };
    let last = 0;
    const seen = new Set();
    for (const [at, item] of items.entries()) {
      const now = item.number ? counted(item.number) : last + 1;
      if (at && now <= last) yield { steps: ["items", at], ...say("items-order", { later: now, earlier: last }) };
      last = now;
      if (item.record && seen.has(item.record)) yield { steps: ["items", at, "record"], ...say("case-twice", { value: item.record }) };
      seen.add(item.record);
    }
  }

  const sections = (kind, data) => kind.fields.filter((field) => field.reads === "text" && !isUnsound(data, field.name) && data[field.name]).map((field) => [field.name, data[field.name].trim()]);

  function* prose(kind, data) {
    for (const [name, text] of sections(kind, data)) {
      for (const { line, ...found } of wanlixing.prose.faults(text)) yield { steps: [name], line, ...found };
    }
  }

  // Numbers of a case that were copied wrongly; one that no form knows stays as the source has it.
  function* miscopied(kind, data) {
    if (!kind.numbers) return;
    const steps = (data.proceedings ?? []).map((step, at) => [["proceedings", at, "number"], step.number ?? ""]);
    const numbered = steps.flatMap(([, text]) => text.split("、"));
    const places = [...steps, ...sections(kind, data).map(([name, text]) => [[name], text]), [["title"], data.title]];
    const all = [...numbered, [data.title, ...sections(kind, data).map(([, text]) => text)].join("\n")].flatMap((text) => [...wanlixing.persons.numbers(text)]);
    const seen = new Set();
    for (const { kind: sort, text, normal, verdict } of all) {
      if (seen.has(`${sort} ${normal}`) || Object.values(book.verdicts).includes(verdict)) continue;
      seen.add(`${sort} ${normal}`);
      const at = places.find(([, said]) => said.includes(text))?.[0] ?? ["title"];
      yield { steps: at, ...say("miscopied", { kind: sort, value: quote(text), verdict }) };
    }
  }

  // --- every text, sound or not -----------------------------------------------------------------------
  const lineOf = (text, position) => text.slice(0, position).split("\n").length - 1;

  // What stands twice, and fields that are filled with nothing.
  const said = (item) => {
    if (isText(item)) return item.trim();
    if (!item || typeof item !== "object") return item;
    return isText(item.url) && item.url ? item.url.trim() : JSON.stringify(Object.keys(item).sort().map((name) => [name, said(item[name])]));
  };
  function* saidOnce(data) {
    for (const name of ["tags", "related", "sources", "values", "editions"]) {
      const seen = new Set();
      for (const [at, item] of (Array.isArray(data[name]) ? data[name] : []).entries()) {
        const key = said(item);
        if (seen.has(key)) {
          yield { steps: [name, at], ...say("written-twice", { value: quote(isText(item) ? item : item.title || item.name) }) };
          break;
        }
        seen.add(key);
      }
    }
    for (const { steps, text } of texts(data)) if (book.fillers.includes(text.trim())) yield { steps, ...say("says-nothing", { value: quote(text) }) };
  }

  function* laterSources(data, today) {
    for (const [at, { date }] of (data.sources ?? []).entries()) {
      const known = date && day(date);
      if (known && known.first > today) yield { steps: ["sources", at, "date"], ...say("source-later", { day: date, today }) };
    }
  }

  // How a text is read: whether as Markdown, and whether as a title.
  const proseNames = new Set(rules.kinds.flatMap((kind) => kind.fields.filter((field) => field.reads === "text").map((field) => field.name)));
  const reading = (steps, text) => [(steps.length === 1 && proseNames.has(steps[0])) || text.includes("\n"), ["title", "wechat.title"].includes(steps.join("."))];

  function* pasted(data) {
    for (const { steps, text } of texts(data)) {
      const found = wanlixing.paste.repair(text, ...reading(steps, text));
      if (found.names.length && steps[0] !== "tags") {
        const [was, now] = [text.split("\n"), found.text.split("\n")];
        const differs = was.findIndex((line, at) => now[at] !== undefined && line !== now[at]);
        const first = differs < 0 ? Math.min(was.length, now.length) - 1 : differs;
        const right = !now[first] && now[first + 1] ? `空一行，再写${quote(now[first + 1], 60)}` : quote(now[first], 60);
        yield { steps, line: first, repaired: found.text, ...say("pasted", { names: found.names.join("、"), right }) };
      }
      const told = new Set();
      for (const [name, form] of wanlixing.paste.unsure) {
        if (name === "bare-host" && !(steps.length === 1 && proseNames.has(steps[0]))) continue;
        if (name === "lost-table" && found.text.search(form) < 0) continue;
        if (name === "emoji" && !reading(steps, text)[1]) continue;
        const own = ["sign-pair", "bare-host"].includes(name) ? wanlixing.paste.quoted(text) : text;
        for (const { 0: sign, index } of own.matchAll(form)) {
          const line = lineOf(text, index);
          if ((name === "private-sign" && told.has(line)) || (name === "sign-pair" && sign[0] === sign[1])) continue;
          told.add(line);
          if (name === "lost-table" && told.has(name)) break;
          told.add(name);
          yield { steps, line, ...say(name, name === "private-sign" ? { sign: code(sign) } : { value: quote(sign) }) };
        }
      }
    }
  }

  // A figure that has its measure beside it is no telephone number, however long it is.
  function isMeasured(data, steps, text) {
    const measure = steps.at(-1) === "value" ? steps.slice(0, -1).reduce((around, step) => around[step], data).measure : null;
    return isText(measure) && !noMeasure.test(measure) && number.test(text.trim());
  }

  function* persons(data) {
    for (const { steps, text } of texts(data)) {
      if (isMeasured(data, steps, text)) continue;
      for (const trace of wanlixing.persons.traces(text)) {
        const kind = { W606: "person-topic", W605: "person-home", W601: "person-doubt", E602: "person-phone" }[trace.code] ?? "person";
        const words = { code: trace.code, name: trace.name, masked: quote(trace.masked), plain: trace.masked };
        yield { steps, line: lineOf(text, trace.start), trace, ...say(kind, words) };
      }
    }
  }

  // Natural persons among the parties appear with their family name only.
  function* parties(kind, data) {
    for (const [number, { name }] of (data.parties ?? []).entries()) {
      const found = wanlixing.values.party(name);
      if (found) yield named(kind.fields, ["parties", number, "name"], { ...found, between: "：" });
    }
  }

  function* wording(data) {
    const on = wanlixing.values.oneForm(String(data.event_date ?? data.publish_date ?? ""));
    const wanted = book.wording.filter(({ since }) => !since || on >= since);
    for (const { steps, text } of texts(data)) {
      if (foreign.includes(steps[0]) || steps.at(-1) === "url") continue;
      const own = wanlixing.paste.quoted(text);
      for (const { right, wrong, note } of wanted) {
        for (const word of wrong.filter((one) => own.includes(one))) {
          const about = note ? `（${note.replace(/。+$/, "")}）` : "";
          yield { steps, line: lineOf(text, own.indexOf(word)), reword: [word, right], ...say("wording", { value: quote(word), right, note: about }) };
        }
      }
    }
  }

  const damaged = wanlixing.pattern(rules.book.forms.damaged, "gu");

  function* invisible(data) {
    for (const { steps, text } of texts(data)) {
      for (const found of text.matchAll(wanlixing.paste.forbidden)) yield { steps, line: lineOf(text, found.index), ...say("invisible", { sign: code(found[0]) }) };
      for (const found of text.matchAll(damaged)) yield { steps, line: lineOf(text, found.index), ...say(found[0] === "\ufffd" ? "lost" : "piled") };
    }
  }

  function* address(kind, context) {
    if (!context.id || !slug.test(context.id)) {
      yield { steps: ["id"], missing: !context.id, ...say("file-name", { value: quote(context.id ? `${context.id}.yml` : "") }) };
      return;
    }
    for (const [unit, ids] of Object.entries(taken().ids[kind.name] ?? {})) {
      if (unit === context.unit || !ids.some(([id]) => id === context.id)) continue;
      const other = `content/${kind.folder}/${unit}/${context.id}.yml`;
      yield { steps: ["id"], ...say("taken", { address: `${kind.folder}/${context.id}.html`, other }) };
    }
  }

  function* explained(kind, data) {
    for (const { name, when } of kind.fields) {
      if (when && data[when[0]] === when[1] && !data[name]) yield { steps: [when[0]], ...say("theme-note") };
    }
  }

  // Everything that is to be said, once each. `context`: unit, id, pictures that lie beside it, today.
  function faults(kind, data, context) {
    const hidden = [...invisible(data)];
    const own = [...address(kind, context)];
    if (hidden.length) return [...own, ...hidden.slice(0, 20)];
    const found = [...own, ...shapes(kind.fields, kind.fields, data, [])];
    const faulty = found.map(({ steps }) => steps).filter(([name]) => name !== "id");
    const sound = soundPart(data, faulty);
    const questions = [
      ...[dates(kind, sound, context.today), dateWindow(kind, sound), laterSources(sound, context.today), pictures(sound, context)],
      ...[references(kind, sound, context.id), explained(kind, sound), negatives(sound), parties(kind, sound)],
      ...[kind.lists && !faulty.length ? collection(data) : [], prose(kind, sound), miscopied(kind, sound)],
    ];
    for (const question of questions) found.push(...untilUnsound(question));
    found.push(...saidOnce(data), ...pasted(data), ...persons(data), ...wording(data));
    const seen = new Set();
    return found.filter((one) => {
      const key = JSON.stringify([one.steps, one.line ?? 0, one.code, one.message]);
      return !seen.has(key) && seen.add(key);
    });
  }

  // Whether a record of that kind, unit and id is public already.
  const exists = (kind, unit, id) => Boolean(taken().ids[kind]?.[unit]?.some(([known]) => known === id));

  return { faults, texts, reading, names, exists, kindNamed, count, moment };
})();
