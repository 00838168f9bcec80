// Two texts side by side: what differs, with what goes and what comes marked.

"use strict";

wanlixing.difference = (() => {
  const { make } = wanlixing.fields;
  const { visible } = wanlixing.say;
  const around = 12;
  const longest = 1200;

  // The longest common subsequence of two lists, as runs: kept, gone, come.
  function subsequence(a, b) {
    const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i -= 1) {
      for (let j = b.length - 1; j >= 0; j -= 1) rows[i][j] = a[i] === b[j] ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1]);
    }
    const out = [];
    const add = (kind, sign) => (out.at(-1)?.[0] === kind ? (out.at(-1)[1] += sign) : out.push([kind, sign]));
    let [i, j] = [0, 0];
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) {
        add("kept", a[i]);
        i += 1;
        j += 1;
      } else if (i < a.length && (j >= b.length || rows[i + 1][j] >= rows[i][j + 1])) add("gone", a[i++]);
      else add("come", b[j++]);
    }
    return out;
  }

  // By signs; of long texts by what stands between two signs that end something, since few of these pieces change.
  function runs(was, now) {
    for (const parts of [(text) => [...text], (text) => text.match(/[^\n，。；|]*[\n，。；|]*/g)]) {
      const [a, b] = [parts(was), parts(now)];
      if (a.length * b.length <= longest * longest) return subsequence(a, b);
    }
    return [["gone", was], ["come", now]];
  }

  // What stays the same is shortened to its ends.
  function shortened(text, first, last) {
    const signs = [...text];
    if (signs.length <= around * 2 + 1) return text;
    if (first) return `…${signs.slice(-around).join("")}`;
    return last ? `${signs.slice(0, around).join("")}…` : `${signs.slice(0, around).join("")}…${signs.slice(-around).join("")}`;
  }

  const seen = (text) => visible(text.replaceAll("\n", "↵")).replace(/ /g, "␣");

  function lines(was, now) {
    const all = runs(was, now);
    const parts = all.map(([kind, text], at) => {
      if (kind === "kept") return shortened(text, at === 0, at === all.length - 1);
      return make(kind === "gone" ? "del" : "ins", { textContent: seen(text) });
    });
    return [make("p", { className: "difference" }, make("span", { className: "visually-hidden", textContent: "改动：" }), ...parts)];
  }

  return { lines };
})();
