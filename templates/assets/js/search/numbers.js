/* Figures as people write them and as records do: 一百万元 is 100万元, 1亿元 is 10000万元, 100万元以上 is a range. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const DIGITS = "零一二三四五六七八九", TENS = { 十: 10, 百: 100, 千: 1000 }, LARGE = { 万: 1, 亿: 10000 };
  const NUMERAL = /[一二两三四五六七八九十百千零〇]+(?=[万亿]?(?:元|块|件|家|项|笔|份|人|场|次|户|名|个|倍|号|[万亿]))/g;
  const AMOUNT = /(\d+(?:\.\d+)?)(万|亿)(?=元|$)/;
  const RANGE = /^(\D{0,6}?)(超过|高于|大于|不低于|多于|不足|低于|小于|少于)?(\d+(?:\.\d+)?)(万|亿)(?:元|块钱?)?(以上|以下|以内|起)?$/;
  /** What an amount is called where the question names what it was for. */
  const SORTS = [[/赔/, "赔"], [/罚/, "罚"], [/贷|融资|质押/, "融资"], [/案值|涉案/, "案值"], [/调解/, "调解"]];
  const LESS = /不足|低于|小于|少于|以下|以内/;

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
    return [...new Set([digits, converted(digits), digits.replace(/(\d号)文件?$/, "$1"), times(digits)])].filter((other) => other !== word);
  }

  /** From and to, in 万元, and the sort of amount, of 赔偿100万元以上; null where a word is no range. */
  function range(word) {
    const [, of, before, figure, large, after] = RANGE.exec(inDigits(word).replace(/,/g, "")) || [];
    if (!before && !after) return null;
    const wan = Number(figure) * LARGE[large];
    const [low, high] = LESS.test(before || after) ? [0, wan] : [wan, Infinity];
    const [, named] = SORTS.find(([asked]) => asked.test(of)) || [];
    return { low, high, named: named || "" };
  }

  wanlixing.numbers = { written, range };
})();
