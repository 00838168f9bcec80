// How single values are read: the same forms and the same order of questions as generator/model/field_types.py.

"use strict";

wanlixing.values = (() => {
  const { say, quote, count } = wanlixing.say;
  const { forms, persons } = wanlixing.rules.book;
  const whole = (pattern) => wanlixing.pattern(`^(?:${pattern})$`, "u");
  const form = Object.fromEntries(["day", "moment", "count", "amount", "figure", "document", "near-document"].map((name) => [name, whole(forms[name])]));
  const { scales, traces: { looks } } = wanlixing.rules.book;
  const alike = wanlixing.pattern(`[${Object.keys(looks).join("")}]`, "gu");
  const spaced = wanlixing.pattern(forms.spaced, "g");
  const years = (year) => year >= 1949 && year < 2100;
  const yuan = ["元", "人民币", "元人民币", "块"];
  const inexact = "；“约”“余”等约数请写在正文里";

  const lastOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
  const two = (number) => String(number).padStart(2, "0");

  const plainSigns = (text) => text.replace(alike, (sign) => looks[sign]);
  const [weekday, hanDate, hanTens] = ["weekday", "han-date", "han-tens"].map((name) => wanlixing.pattern(forms[name], name === "han-tens" ? "gu" : "u"));
  // Without the spaces that mean nothing and the day of the week, in plain figures.
  function bare(text) {
    const plain = plainSigns(text).replace(weekday, "").trim().replace(spaced, "$1");
    if (!hanDate.test(plain)) return plain;
    return plain.replace(hanTens, (_all, tens, ones) => `${tens || "一"}${ones || "〇"}`).replace(/[〇○零]/g, "0").replace(/[一二三四五六七八九]/g, (sign) => "一二三四五六七八九".indexOf(sign) + 1);
  }
  const weekdays = "日一二三四五六";
  const weekdayOf = (first) => weekdays[new Date(`${first}T00:00:00Z`).getUTCDay()];
  // Whether a text names no other day of the week.
  const isWeekday = (first, text) => (text.match(weekday)?.[1] ?? weekdayOf(first)).replace("天", "日") === weekdayOf(first);
  // The groups that are filled: year, month, day, hour, minute.
  const parts = (found) => found.slice(1).filter((part) => part !== undefined).map(Number);

  // A day that may be known only to the month or the year; null if it is none.
  function day(text) {
    const found = typeof text === "string" ? bare(text).match(form.day) : null;
    if (!found) return null;
    const [year, month = null, date = null] = parts(found);
    if (!years(year) || month === 0 || month > 12 || date === 0 || (date && date > lastOf(year, month))) return null;
    if (!isWeekday(`${year}-${two(month ?? 1)}-${two(date ?? 1)}`, text)) return null;
    const end = month ?? 12;
    return {
      text: [String(year).padStart(4, "0"), ...[month, date].filter((part) => part !== null).map(two)].join("-"),
      first: `${year}-${two(month ?? 1)}-${two(date ?? 1)}`,
      last: `${year}-${two(end)}-${two(date ?? lastOf(year, end))}`,
      chinese: `${year}年${month ? `${month}月` : ""}${date ? `${date}日` : ""}`,
    };
  }

  function moment(text) {
    const found = typeof text === "string" ? bare(text).match(form.moment) : null;
    if (!found) return null;
    const [year, month, date, hour, minute] = parts(found);
    const sound = years(year) && month >= 1 && month <= 12 && date >= 1 && date <= lastOf(year, month) && hour < 24 && minute < 60;
    if (!sound) return null;
    const written = `${year}-${two(month)}-${two(date)}`;
    if (!isWeekday(written, text)) return null;
    return { date: written, text: `${written} ${two(hour)}:${two(minute)}` };
  }

  // A date or time in the one form in which it is written; what can't be read stays as it is.
  const oneForm = (text) => (day(text) ?? moment(text))?.text ?? text;

  // What to write instead of something that is no date: the author's own, never another.
  function dayAdvice(text) {
    const written = bare(text);
    const other = form.day.test(written) && day(text.replace(weekday, ""));
    if (other) return `${other.text}是星期${weekdayOf(other.first)}，请核对。`;
    if (form.day.test(written)) return "没有这一天，请核对年、月、日。";
    if (/^[0-9]{5}$/.test(written) && Number(written) > 20000 && Number(written) < 60000) {
      const meant = new Date(Date.UTC(1899, 11, 30 + Number(written))).toISOString().slice(0, 10);
      return `像是表格软件里日期的序号，合 ${meant}；请核对后写 ${meant}。`;
    }
    const timed = day(written.match(/^(.{8,11}?)[ T]*[0-9]{1,2}(?::|：|时|点).*$/)?.[1] ?? "");
    if (timed?.text.length === 10) return `这里只写日期，不写时间：${timed.text}。`;
    return "请按“年-月-日”写一个日期，例如 2024-04-26；只知道年月或年份的，写到月或年。";
  }

  // A figure taken apart as it was written, or null: of two numbers nobody knows which is meant.
  function figureOf(text) {
    const found = plainSigns(text).replaceAll("，", ",").trim().match(form.figure);
    if (!found) return null;
    const [lead, number, scale, more, unit, limit] = found.slice(1).map((part) => part ?? "");
    const about = Boolean(more || limit) || !["", "-", "达", "共", "共计"].includes(lead);
    return { lead, number: number.replaceAll(",", ""), scale, unit, about, value: shifted(number.replaceAll(",", ""), scales[scale] ?? 0) };
  }

  // The author's own number, if it is sure; words such as 约 belong into the text.
  function noNumber(kind, text) {
    const figure = figureOf(text);
    if (!figure) return say(kind, { value: quote(text), number: "" });
    if (figure.lead === "-") return say("negative", { value: quote(text) });
    if (kind === "count" && figure.value.includes(".")) return say(kind, { value: quote(text), number: "，不带小数" });
    return say(kind, { value: quote(text), number: `，这里写 ${figure.value}${figure.about ? inexact : ""}` });
  }

  // What to write where the measure has a field of its own: 3000万 of 元 is 3000 and 万元.
  function measuredAdvice(figure, measure) {
    const { number, scale } = figure;
    const about = figure.about ? "；“约”“多”等写在约数用语里" : "";
    const unit = figure.unit || measure;
    if (scale && !figure.unit && unit.startsWith(scale)) return `数值写 ${number}，单位写 ${unit}${about}。`;
    if (scale && unit[0] in scales) return "数值和单位里都有“万”“亿”这样的数量级，请只写一处，核对后再交。";
    if (scale && !unit) return `数值写 ${number}，“${scale}”写在单位里${about}。`;
    return unit ? `数值写 ${number}，单位写 ${scale}${unit}${about}。` : `数值写 ${number}${about}。`;
  }

  // A decimal with its point moved, without noughts that say nothing.
  function shifted(number, places) {
    const [units, parts = ""] = number.split(".");
    const digits = (units + parts).padStart(units.length + parts.length + Math.max(0, -places - units.length + 1), "0");
    const point = digits.length - parts.length + places;
    const all = digits.padEnd(Math.max(digits.length, point), "0");
    const left = all.slice(0, point).replace(/^0+(?=.)/, "") || "0";
    const right = all.slice(point).replace(/0+$/, "");
    return right ? `${left}.${right}` : left;
  }

  const amount = (text) => (form.amount.test(text) ? null : noNumber("amount", text));

  // A number that may be below nought, as a change may be.
  const signed = (text) => (plainSigns(text.slice(0, 1)) === "-" && form.amount.test(text.slice(1)) ? null : amount(text));

  function wan(text) {
    const figure = form.amount.test(text) ? null : figureOf(text);
    if (!figure || figure.lead === "-" || !(figure.scale || figure.unit)) return amount(text);
    if (figure.unit && !yuan.includes(figure.unit)) return say("not-yuan", { value: quote(text) });
    return say("money", { value: quote(text), wan: shifted(figure.value, -4) + (figure.about ? inexact : "") });
  }

  const ideas = /^(https?):\/\/([^/?#]*)/i;

  // Web addresses only: no script, no login, no white space, always with a host.
  const soundLink = (text) => hostOf(text) && !/[\s\x00-\x1f\x7f-\x9f\\<>"'`{}|^]/.test(text);

  // An address in Markdown: what may not stand behind the host is written as %20 and the like.
  const soundHost = (text) => isPublic(hostOf(text));

  function hostOf(text) {
    const found = text.match(ideas);
    if (!found || found[2].includes("@")) return "";
    const [, host, port] = found[2].match(/^(\[[^\]]*\]|[^:]*)(?::(.*))?$/) ?? [];
    if (!host || (port && !(/^\d+$/.test(port) && Number(port) > 0 && Number(port) < 65536))) return "";
    const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
    return /^[\p{L}\p{N}\p{M}_.:-]+$/u.test(bare) ? bare : "";
  }

  // A machine that everybody reaches, and no name that pretends to be another.
  function isPublic(host) {
    if (/^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(host)) {
      const [a, b, c, d] = host.split(".").map(Number);
      const inside = [0, 10, 127].includes(a) || a > 223 || (a === 100 && b > 63 && b < 128) || (a === 169 && b === 254) || (a === 172 && b > 15 && b < 32) || (a === 192 && b === 168);
      return !inside && Math.max(b, c, d) < 256;
    }
    if (host.includes(":")) return !/^(::|f[cd]|fe[89ab]|ff|64:ff9b:|2002:)/.test(host);
    if (host.normalize("NFKC") !== host) return false;
    const labels = host.replace(/\.$/, "").split(".");
    if (/^[\x00-\x7f]*$/.test(labels.at(-1)) && labels.some((label) => /[^\x00-\x7f]/.test(label) && whole(forms.twins).test(label))) return false;
    const named = labels.length > 1 || /[^\x00-\x7f]/.test(host) || host.startsWith("xn--");
    const sound = labels.every((label) => /^(?!-)[\p{L}\p{N}\p{M}_-]{1,63}$/u.test(label) && !label.endsWith("-") && !(/[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff]/.test(label) && /[a-z]/.test(label)));
    return named && host.length <= 253 && sound && !/^(\d+|0x[0-9a-f]*)$/.test(labels.at(-1)) && !namesInside.includes(labels.at(-1));
  }
  const namesInside = ["local", "localhost", "localdomain", "internal", "intranet", "lan", "corp", "home"];

  function documentNumber(text) {
    if (form.document.test(text)) return null;
    const near = text.replace(/\s/g, "").match(form["near-document"]);
    if (near?.[2].length === 4) return say("near-document", { value: quote(text), right: `${near[1]}〔${near[2]}〕${Number(near[3])}号` });
    return say("document", { value: quote(text) });
  }

  const organisation = wanlixing.pattern(persons.organisation, "u");
  const double = (name) => persons.double.some((family) => name.startsWith(family));
  const familyName = (name) => [...name].slice(0, double(name) ? 2 : 1).join("");

  const [family, common] = [new Set(persons.family), new Set(persons.common)];

  // Whether a party's name looks like the full name of a natural person; the column lists brands that do.
  function isPerson(name) {
    if (persons.brands.includes(name) || organisation.test(name)) return false;
    const signs = [...name];
    if (double(name) && [3, 4].includes(signs.length)) return true;
    return name.includes("·") || (family.has(signs[0]) && [2, 3].includes(signs.length));
  }

  // The same in the middle of a sentence, where most signs that may be family names are other words.
  const isPersonForSure = (name) => isPerson(name) && (common.has([...name][0]) || double(name));

  // A space behind a single sign stands inside a name.
  const parted = (pieces) => (pieces.some((piece) => [...piece].length === 1) ? [pieces.join("")] : pieces);

  // What is told of a party that is called by the full name of a person.
  function party(text) {
    const parts = text.replace(/[（(][^（()）]*[）)]/g, "").split(/[、，,;；\n]/);
    const found = parts.flatMap((part) => parted(part.split(/\s+/).filter(Boolean))).find(isPerson);
    return found ? say("full-name", { value: quote(found), family: familyName(found) }) : null;
  }

  const tail = wanlixing.pattern(`^(?:${forms["link-tail"]})$`, "s");
  function linkTail(text) {
    const found = tail.exec(text);
    return found && say(found[2].includes("://") ? "two-links" : "link-tail", { value: quote(text), right: found[1] });
  }

  const [separators, wordsApart, inBrackets] = [new RegExp(forms.separators, "g"), new RegExp(forms["words-apart"]), new RegExp(forms["in-brackets"], "g")];
  function one(text) {
    const masked = text.replace(inBrackets, (found) => "\0".repeat(found.length));
    const ends = [...masked.matchAll(separators)].map((found) => found.index);
    return several(text, [...ends, text.length].map((end, at) => text.slice(at ? ends[at - 1] + 1 : 0, end)));
  }
  function several(text, given) {
    const parts = given.map((part) => part.trim());
    return parts.length > 1 ? say("several", { value: quote(text), items: parts.filter(Boolean).map((part) => `“${part}”`).join(" ") }) : null;
  }

  const readers = {
    plain: () => null,
    text: () => null,
    line: (text) => (/[\n\r]/.test(text) ? say("one-line") : null),
    party: (text) => readers.line(text),
    document: (text) => readers.line(text) ?? documentNumber(text),
    day: (text) => (day(text) ? null : say("day", { value: quote(text), how: dayAdvice(text) })),
    moment: (text) => (moment(text) ? null : say(day(text) ? "moment-no-time" : "moment", { value: quote(text) })),
    count: (text) => (form.count.test(text) ? null : noNumber("count", text)),
    amount,
    signed,
    wan,
    flag: (text) => (["是", "否"].includes(text) ? null : say("flag", { value: quote(text) })),
    name: (text) => readers.line(text) ?? one(text),
    tag: (text) => readers.line(text) ?? (wordsApart.test(text) ? several(text, text.split(wanlixing.pattern(forms.apart, "u"))) : one(text)),
    link: (text) => linkTail(text) ?? (!soundLink(text) ? say("link", { value: quote(text) }) : isPublic(hostOf(text)) ? null : say("inner-link", { value: quote(text) })),
    form: (text, field) => (whole(field.pattern).test(text) ? null : say("form", { value: quote(text), advice: field.advice })),
    choice: (text, field) => (field.choices.includes(text) ? null : say("choice", { value: quote(text), choices: field.choices.join("、") })),
  };
  // These ask for the length before they ask for the form.
  const lengthFirst = ["link", "form", "document"];

  function length(text, field) {
    const now = count(text);
    if (now > (field.max ?? Infinity)) return say("too-long", { most: field.max, unit: "个字", now });
    if (now < (field.min ?? 0)) return say("too-short", { least: field.min, unit: "个字", now });
    return null;
  }

  function bound(text, field) {
    const number = Number(text.replaceAll(",", ""));
    const words = number < (field.ge ?? -Infinity) ? `不小于 ${field.ge}` : number > (field.le ?? Infinity) ? `不大于 ${field.le}` : "";
    return words ? say("bound", { bound: words, value: quote(number) }) : null;
  }

  // What is wrong with a value, or null. `beside` is the group it stands in.
  function fault(field, text, beside = {}) {
    const found = ownFault(field, text);
    const figure = found && ["amount", "signed"].includes(field.reads) && "measure" in beside ? figureOf(text) : null;
    if (!figure || figure.lead === "-") return found;
    return { ...found, hint: measuredAdvice(figure, (beside.measure ?? "").trim()) };
  }

  function ownFault(field, text) {
    if (field.also?.includes(text)) return null;
    const read = readers[field.reads] ?? readers.plain;
    const asked = lengthFirst.includes(field.reads) ? [length, (value) => read(value, field)] : [(value) => read(value, field), length];
    for (const ask of [...asked, bound]) {
      const found = ask(text, field);
      if (found) return found;
    }
    return null;
  }

  return { fault, day, moment, oneForm, figureOf, party, isPersonForSure, soundHost, hostOf, isPerson, familyName, shifted, years };
})();
