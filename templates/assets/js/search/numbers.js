/* Figures as people write them and as records do: 一百万元 is 100万元, 1亿元 is 10000万元, 100万元以上 is a range. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const DIGITS = "零一二三四五六七八九", TENS = { 十: 10, 百: 100, 千: 1000 }, LARGE = { 万: 1, 亿: 10000 };
  const NUMERAL = /[一二两三四五六七八九十百千零〇]+(?=[万亿]?(?:元|块|件|家|项|笔|份|人|场|次|户|名|个|倍|号|[万亿]))/g;
  const AMOUNT = /(\d+(?:\.\d+)?)(万|亿)(?=元|$)/;
  const SORT = "(?:判赔|赔偿|赔|罚款|罚金|罚|融资|贷款|质押|案值|涉案|调解)(?:金额|额)?";
  const FIGURE = "(\\d+(?:\\.\\d+)?)(万|亿)(?:元|块钱?)?";
  const MORE = "超过|高于|大于|不低于|多于|不足|低于|小于|少于", BEHIND = "以上|以下|以内|起";
  const RANGE = new RegExp(`(${SORT})?(?:(${MORE})${FIGURE}(${BEHIND})?|${FIGURE}(${BEHIND}))(?:的?(${SORT}))?`);
  const ALONE = new RegExp(`^(${SORT})?${FIGURE}(?:的?(${SORT}))?$`);
  /** What an amount is called where the question names what it was for. */
  const SORTS = [[/赔/, "赔"], [/罚/, "罚"], [/贷|融资|质押/, "融资"], [/案值|涉案/, "案值"], [/调解/, "调解"]];
  const LESS = /不足|低于|小于|少于|以下|以内/;
  /** An amount that is named alone means about so much: from it up to so many times of it. */
  const ABOUT = 10;
  const YEAR = /(^|[^零〇一二三四五六七八九十百千万亿])([零〇一二三四五六七八九]{4})(?=年)/g;
  const AGO = { 今年: 0, 去年: 1, 前年: 2 };

  /** 五千 as 5000. */
  function number(chars) {
    let sum = 0, digit = 0;
    for (const char of chars.replace(/两/g, "二").replace(/〇/g, "零")) {
      if (TENS[char]) {
        sum += (digit || 1) * TENS[char];
        digit = 0;
      } else digit = DIGITS.indexOf(char);
    }
    return String(sum + digit);
  }

  const inDigits = (word) => word.normalize("NFKC").replace(NUMERAL, number);

  /** Figures, with what is left out in 过亿 and 百万以上, and the commas of grouped digits. */
  const figured = (word) => inDigits(word.replace(/(?:超过|过|上|逾|超)(?=[\d一二两三四五六七八九十百千]*[万亿])/, "超过"))
    .replace(/(^|[^\d.])(?=[亿万]元?(?:以上|起|$))/, "$11").replace(/,/g, "");

  /** Years as records write them: 二〇二一年, 去年. */
  const dated = (word) => word.replace(YEAR, (_all, before, digits) => before + Array.from(digits, (digit) => DIGITS.indexOf(digit.replace("〇", "零"))).join(""))
    .replace(/今年|去年|前年/g, (name) => `${new Date().getFullYear() - AGO[name]}年`);

  /** The same amount in the other unit: 1.5亿 as 15000万. */
  function converted(word) {
    const [, figure, large] = AMOUNT.exec(word) || [];
    if (!Number(figure)) return word;
    const wan = Number(figure) * LARGE[large];
    if (large === "亿") return word.replace(AMOUNT, `${wan}万`);
    return wan >= 1000 ? word.replace(AMOUNT, `${wan / LARGE.亿}亿`) : word;
  }

  /** 3倍 as 三倍. */
  const times = (word) => word.replace(/(^|[^\d.])([2-9])(?=倍)/g, (_all, before, digit) => before + DIGITS[digit]);

  /** Other ways to write the figures of a word. */
  function written(word) {
    const digits = inDigits(word);
    const about = digits.replace(/(\d[万亿])(?=元)/, "$1余");
    return [...new Set([digits, converted(digits), about, digits.replace(/(\d号)文件?$/, "$1"), times(digits)])].filter((other) => other !== word);
  }

  const inWan = (figure, large) => Number(figure) * LARGE[large];
  const sorted = (of) => SORTS.find(([asked]) => asked.test(of))?.[1] || "";

  /** From and to, in 万元, and the sort of amount, of 赔偿100万元以上; null where a word is no range. */
  function range(word) {
    const figures = figured(word);
    const [all, of, before, first, unit, after, other, unitOfOther, behind, last] = RANGE.exec(figures) || [];
    if (all === undefined || all !== figures) return null;
    const wan = inWan(first || other, unit || unitOfOther);
    const [low, high] = LESS.test((before || "") + (after || behind || "")) ? [0, wan] : [wan, Infinity];
    return { low, high, named: sorted(of || last || "") };
  }

  /** The same of an amount that is named alone: the amount itself, and what is of its size. */
  function about(word) {
    const [, of, figure, large, last] = ALONE.exec(figured(word)) || [];
    const wan = inWan(figure, large);
    return wan ? { low: wan, high: wan * ABOUT, named: sorted(of || last || "") } : null;
  }

  /** A word cut where it names a range: 500万以上 | 专利案. */
  function apart(word) {
    const figures = figured(word);
    const found = RANGE.exec(figures);
    if (!found || found[0] === figures) return [word];
    return [figures.slice(0, found.index), found[0], figures.slice(found.index + found[0].length).replace(/^的/, "")].filter(Boolean);
  }

  wanlixing.numbers = { written, range, about, apart, dated };
})();
