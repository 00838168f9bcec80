/* A question in plain words that stands nowhere as it is: what only asks falls away, figures are written as
   records write them, names of kinds, places and years are filters. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { store, text } = wanlixing;
  const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : null;
  const LEAST = 2, MOST = 8;
  /** What asks and names nothing; longer ones first, so that none is cut in two. */
  const ASKING = [
    "有没有类似的", "发生了什么", "应该怎么", "需要准备什么", "可以参考", "一般多少钱", "是什么意思", "怎么办理", "如何办理", "在哪里办",
    "怎么办", "怎么做", "怎么样", "为什么", "有没有", "有哪些", "在哪里", "多少钱", "是什么", "什么时候", "什么样", "能不能", "可不可以",
    "最近的", "附近的", "请问", "怎么", "怎样", "如何", "什么", "哪里", "哪些", "哪个", "多少", "是否", "应该", "需要", "办理", "我要", "我想",
    "公司被", "被人", "以上", "以下", "关于", "类似", "被", "我", "吗", "呢", "的",
  ];
  const ENGLISH = /\b(?:how|what|where|when|why|who|which|do|does|did|can|could|should|is|are|was|to|the|an?|of|in|for|i|my|me|we|you|please)\b/gi;
  const DIGITS = "零一二三四五六七八九", UNITS = { 十: 10, 百: 100, 千: 1000 };
  const NUMERAL = /[一二两三四五六七八九十百千零〇]+(?=[万亿]?(?:元|件|家|项|笔|份|人|场|次|户|名|[万亿]))/g;

  /** 五千 as 5000; nothing where it is no number. */
  function number(chars) {
    let sum = 0, digit = 0;
    for (const char of chars.replace(/两/g, "二").replace(/〇/g, "零")) {
      if (UNITS[char]) {
        sum += (digit || 1) * UNITS[char];
        digit = 0;
      } else digit = DIGITS.indexOf(char);
    }
    return String(sum + digit);
  }

  /** The words that are left when what only asks is taken away. */
  function asked(query) {
    let rest = query.replace(ENGLISH, " ").replace(/[？?！!，,。；;、]/g, " ");
    for (const word of ASKING) rest = rest.split(word).join(" ");
    return rest.replace(NUMERAL, number).split(/\s+/).filter((word) => text.bare(word));
  }

  /** The names of values: of facets as they are shown, and their other names from the lists. */
  function known({ facets, names }) {
    const found = new Map();
    for (const { name, values } of facets) {
      if (!["kind", "unit", "region", "year"].includes(name)) continue;
      for (const [id, label] of values) if (!found.has(label)) found.set(label, [name, id]);
    }
    for (const group of names) {
      const named = group.find((one) => found.has(one));
      if (named) group.forEach((one) => found.has(one) || found.set(one, found.get(named)));
    }
    return found;
  }

  /** A word as filters and what is left of it: 2023年南京 is a year and a place. */
  function split(word, labels) {
    const filters = [];
    let rest = word;
    for (const [label, [facet, id]] of [...labels].sort((a, b) => b[0].length - a[0].length)) {
      if (!rest.includes(label) || filters.some(([name]) => name === facet)) continue;
      filters.push([facet, id, label]);
      rest = rest.split(label).join(" ");
    }
    return { filters, rest: rest.trim().split(/\s+/).filter(Boolean) };
  }

  /** What stands in quotation marks is meant as it is. */
  const quoted = (query) => /[“”"「」『』]/.test(query);

  /** What a question means: `{words, filters, labels}`, or null where nothing of it may fall away. */
  async function read(query) {
    const labels = known(await store.meta);
    const words = [], filters = {}, said = [];
    for (const word of asked(query)) {
      const taken = split(word, labels);
      // A name inside a longer word may belong to it: 南京银行 is no place.
      const whole = taken.filters.length && taken.rest.every((part) => part.length >= LEAST);
      if (!whole && !(taken.filters.length && !taken.rest.length)) {
        words.push(word);
        continue;
      }
      words.push(...taken.rest);
      for (const [facet, id, label] of taken.filters) {
        filters[facet] = [...(filters[facet] || []), id];
        said.push(label);
      }
    }
    const same = words.join(" ") === query.trim().split(/\s+/).join(" ");
    return same || !(words.length || said.length) ? null : { words, filters, labels: said };
  }

  /** The words of a question that may stand alone, those of several signs; and how long all of it is. */
  function pieces(query) {
    const given = asked(query).filter((word) => /[\p{L}\p{N}]/u.test(word));
    const cut = given.flatMap((word) => (segmenter ? Array.from(segmenter.segment(word), ({ segment }) => segment) : [word]));
    const words = [...new Set(cut.filter((word) => text.bare(word).length >= LEAST))].slice(0, MOST);
    return { words, length: given.join("").length };
  }

  wanlixing.question = { quoted, read, pieces };
})();
