// The words for a mistake: the same templates as on the command line (generator/diagnostics/messages.py), filled in.

"use strict";

var wanlixing = (window.wanlixing = window.wanlixing || {});

wanlixing.say = (() => {
  const { messages, forms } = wanlixing.rules.book;
  const unseen = wanlixing.pattern(forms.unseen, "gu");
  const code = (sign) => sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

  // The text on one line, with what can't be seen spelt out.
  const visible = (text) => text.replace(unseen, (sign) => ("\t\n\r".includes(sign) ? " " : `〔U+${code(sign)}〕`));

  // A piece of what somebody wrote: one line, bounded. People count characters, not units of UTF-16.
  function quote(value, limit = 30) {
    if (value === null || value === undefined || value === "") return "（空白）";
    if (typeof value === "object") return Array.isArray(value) ? "一个列表" : "一组字段";
    const signs = [...visible(String(value))];
    return signs.length > limit ? `“${signs.slice(0, limit).join("")}…”` : `“${signs.join("")}”`;
  }

  const filled = (template, words) => template.replace(/\{(\w+)\}/g, (_whole, name) => words[name]);

  function say(name, words = {}) {
    const [own, message, hint] = messages[name];
    return { code: words.code ?? own, message: filled(message, words), hint: filled(hint, words) };
  }

  // What people call the field at some steps: 来源第 2 项的网址（url）.
  function label(fields, steps) {
    let words = "";
    let field = { fields };
    for (const step of steps) {
      if (typeof step === "number") {
        words += `第 ${step + 1} 项`;
      } else {
        field = (field?.fields ?? []).find((one) => one.name === step);
        words += (words ? "的" : "") + (field?.title || quote(step));
      }
    }
    const last = steps.findLast((step) => typeof step === "string");
    return field?.title ? `${words}（${last}）` : words || "内容";
  }

  return { say, quote, visible, label, code, count: (text) => [...text].length };
})();
