// What a text gives away of persons, and the numbers that only look alike: generator/text/pii.py as data.

"use strict";

wanlixing.persons = (() => {
  const { isPerson, isPersonForSure, familyName } = wanlixing.values;
  const { privacy, traces: given, identifiers: kinds, birthday, verdicts } = wanlixing.rules.book;
  const address = wanlixing.pattern(given.address, "g");
  const alike = wanlixing.pattern(`[${Object.keys(given.looks).join("")}]`, "gu");
  const row = wanlixing.pattern(given.han_row, "g");
  const detectors = privacy.map((one) => ({ ...one, form: wanlixing.pattern(one.pattern, "gm"), beside: one.near && wanlixing.pattern(one.near), never: one.unless ? wanlixing.pattern(one.unless) : null }));
  const recognisers = kinds.map((one) => ({ ...one, form: wanlixing.pattern(one.pattern, "g"), any: one.signs.split("|") }));
  const born = wanlixing.pattern(`^(?:${birthday})`);
  const credit = "统一社会信用代码";
  const weights = { patent: [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5], credit: [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] };
  const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const wrapped = wanlixing.pattern(given.wrapped, "g");
  const [measured, figure] = [wanlixing.pattern(given.measured), wanlixing.pattern(`^(?:${given.plain_figure})$`)];
  const bare = (said) => said.replace(/[ .·()（）/_+-]/g, "");
  const fills = (found) => "\0".repeat(found.length);
  const sum = (values, by) => values.reduce((all, value, at) => all + value * (by[at] ?? 0), 0);

  function patent(found) {
    const rest = sum([...found[1]].map(Number), weights.patent) % 11;
    const lead = found[0].startsWith("ZL") ? "ZL" : "";
    const last = found[2].toUpperCase();
    return [`${lead}${found[1]}.${last}`, (rest === 10 ? "X" : String(rest)) === last ? verdicts.checked : "校验位不符"];
  }

  function company(found) {
    const total = sum([...found[0].slice(0, 17)].map((sign) => signs.indexOf(sign)), weights.credit);
    const fits = /^\d{8}/.test(found[0]) && signs[(31 - (total % 31)) % 31] === found[0][17];
    return [found[0], fits ? verdicts.checked : "校验位不符"];
  }

  const court = (found) => [found[0].replaceAll("(", "（").replaceAll(")", "）"), verdicts.formed];
  const readers = {
    patent,
    credit: company,
    court,
    old_court: (found) => [court(found)[0], Number(found[1]) < 2016 ? verdicts.formed : "2016年起不用这种写法"],
    mark: (found) => [`第${found[1] ?? found[2]}号`, verdicts.formed],
    plain: (found) => [found[0].replace(/\s/g, ""), verdicts.formed],
  };

  // Every number of a case, a patent, a document or a company, with what can be said of it.
  function* numbers(text) {
    for (const one of recognisers) {
      if (!one.any.some((sign) => text.includes(sign))) continue;
      for (const found of text.matchAll(one.form)) {
        const [normal, verdict] = readers[one.reads](found);
        if (verdict === verdicts.checked || one.kind !== credit || !born.test(found[0])) {
          yield { kind: one.kind, text: found[0], normal, verdict, start: found.index };
        }
      }
    }
  }

  function withoutNumbers(text) {
    for (const { kind, verdict, start, text: said } of [...numbers(text)]) {
      if (kind !== credit || verdict === verdicts.checked) text = text.slice(0, start) + fills(said) + text.slice(start + said.length);
    }
    return text;
  }

  // The text without the figures in those columns of its tables that hold money or things.
  function withoutTableFigures(text) {
    if (!text.includes("|")) return text;
    let columns = null;
    return text.split("\n").map((line) => {
      const cells = line.split("|");
      if (cells.length < 3) columns = null;
      else if (!columns) columns = cells.map((cell) => measured.test(cell));
      else return cells.map((cell, at) => (columns[at] && figure.test(cell) ? fills(cell) : cell)).join("|");
      return line;
    }).join("\n");
  }

  function isBorn(said) {
    const number = bare(said);
    const [year, month, date] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
    return month >= 1 && month <= 12 && date >= 1 && date <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  }

  function isIdentity(said) {
    const number = bare(said).toUpperCase();
    const rest = [...number.slice(0, 17)].reduce((all, digit, at) => all + Number(digit) * 2 ** (17 - at), 0) % 11;
    // In three places or between all figures: a row of numbers has its gaps elsewhere.
    return [0, 1, 2, 3, 17].includes(said.length - number.length) && isBorn(said) && "10X98765432"[rest] === number[17];
  }

  function isCard(said) {
    const digits = [...bare(said)].reverse().map(Number);
    const total = digits.reduce((all, digit, at) => all + (at % 2 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit), 0);
    return total % 10 === 0 && !bare(said).endsWith("000000");
  }

  const checks = {
    identity: isIdentity,
    "identity-date": isBorn,
    luhn: isCard,
    figures: (said) => (said.match(/\d/g) ?? []).length >= 2,
    mobile: (said) => said.replace(/[^0-9]/g, "").replace(/^0/, "")[1] >= "3",
    person: isPerson,
    "person-sure": isPersonForSure,
  };

  function masked(detector, said) {
    if (detector.code === "W607") return `${familyName(said)}某`;
    if (detector.code === "W606") return said;
    if (said.includes("@")) return `${said[0]}***@${said.split("@")[1].trim()}`;
    const kept = bare(said);
    const [first, last] = detector.mask;
    return kept.slice(0, first) + "*".repeat(kept.length - first - last) + kept.slice(kept.length - last);
  }

  function* found(detector, text) {
    for (const one of text.matchAll(detector.form)) {
      const before = text.slice(Math.max(0, one.index - given.near), one.index);
      if ((detector.beside && !detector.beside.test(before)) || detector.never?.test(before)) continue;
      const name = one.groups?.name;
      const said = name || one[0];
      if (detector.check && !checks[detector.check](said)) continue;
      const start = name ? one.index + one[0].lastIndexOf(name) : one.index;
      yield { start, end: one.index + one[0].length, length: said.length, code: detector.code, name: detector.name, masked: masked(detector, said) };
    }
  }

  // What of persons stands in a text, in its order; one thing is told once, by the gravest name.
  function traces(text) {
    const narrow = text.replace(alike, (sign) => given.looks[sign]);
    const figures = narrow.replace(wrapped, " ").replace(row, (signs) => signs.replace(/./g, (sign) => given.han[sign] ?? sign));
    const plain = figures.replace(address, fills);
    const without = withoutTableFigures(withoutNumbers(plain));
    const all = detectors.flatMap((detector, at) => [...found(detector, at ? without : plain)]);
    const kept = [];
    for (const one of all) {
      if (kept.every(({ start, end }) => one.end <= start || end <= one.start)) kept.push(one);
    }
    return kept.sort((a, b) => a.start - b.start);
  }

  // The text with everything masked that can be: a word such as 病历 stays, an address too.
  function hidden(text) {
    // Figures that JavaScript counts as two signs.
    text = text.replace(/[\u{10000}-\u{1fbff}]/gu, (sign) => given.looks[sign] ?? sign);
    for (const trace of traces(text).reverse()) {
      if (trace.code !== "W606") text = text.slice(0, trace.start) + trace.masked + text.slice(trace.start + trace.length);
    }
    return text;
  }

  return { traces, hidden, numbers };
})();
