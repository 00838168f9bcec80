// Pasting into the form: what the clipboard holds is put in as it will be read, shown as a difference, undone by one click.

"use strict";

wanlixing.pasting = (() => {
  const { make } = wanlixing.fields;
  const longest = 3000000;
  const signs = /[\p{L}\p{N}]/gu;
  const count = (text) => (text.match(signs) || []).length;
  const wide = "[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef“”‘’…—]";
  const brokenWord = new RegExp(`(${wide})[ \\t]*\\n\\s*(?=${wide})`, "g");

  // The HTML counts where it says all that the plain text says; what is shown as code is taken as it is.
  function read(html, plain) {
    const isCode = /<(?:pre|code)\b/i.test(html) && !/<(?:p|h[1-6]|table|li)\b/i.test(html);
    if (!html || html.length > longest || isCode) return null;
    const found = wanlixing.pasteHtml.read(html);
    return count(found.text) >= 0.9 * count(plain) ? found : null;
  }

  // A text with paragraphs, as it should have been pasted.
  function text(html, plain) {
    const found = read(html, plain);
    const laid = new Set();
    const clean = wanlixing.paste.mended(found ? found.text : plain, true);
    const made = wanlixing.paste.mended(wanlixing.layout.laidOut(clean.text, laid, true), true);
    const names = [...new Set([...clean.names, ...laid, ...made.names])];
    return { text: made.text.trim(), kept: found ? found.names : [], names, pictures: found ? found.pictures : 0, deleted: Boolean(found && found.deleted) };
  }

  // A line: its breaks were made by a page that was too narrow.
  function line(plain) {
    return { text: plain.trim().replace(brokenWord, "$1").replace(/\s*\n\s*/g, " "), kept: [], names: ["断行"], pictures: 0, deleted: false };
  }

  // Blocks stand by themselves: blank lines around them, as far as there are none.
  function withRoom(made, before, after) {
    if (!/\n|^(?:#{1,6}|[-*>|]|\d+\.) /.test(made)) return made;
    const lead = before.trim() ? "\n".repeat(Math.max(0, 2 - /\n*$/.exec(before)[0].length)) : "";
    const tail = after.trim() ? "\n".repeat(Math.max(0, 2 - /^\n*/.exec(after)[0].length)) : "";
    return lead + made + tail;
  }

  // Put in at the cursor, so that the browser's own undoing knows of it.
  function insert(node, made) {
    if (document.execCommand("insertText", false, made)) return;
    node.setRangeText(made, node.selectionStart, node.selectionEnd, "end");
    node.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function said({ kept, names, pictures, deleted }) {
    const did = [kept.length && `保留了${kept.join("、")}`, names.length && `整理了${names.join("、")}`].filter(Boolean);
    const words = did.length ? [`粘贴时${did.join("，")}，请核对。`] : [];
    if (pictures) words.push(`${pictures} 张图片没有贴进来，请在“图片”里添加。`);
    if (deleted) words.push("修订中已删去的文字没有贴进来。");
    return words.join("");
  }

  function button(words, act) {
    const one = make("button", { type: "button", className: "tool", textContent: words });
    one.addEventListener("click", act);
    return one;
  }

  // What was changed, below the field, until it is undone, put away or edited over.
  function show(node, plain, put, made) {
    const note = make("div", { className: "pasted", role: "status" });
    const end = () => {
      note.remove();
      node.focus();
    };
    const undo = () => {
      const at = node.value.indexOf(put);
      node.focus();
      node.setSelectionRange(at, at + put.length);
      insert(node, plain);
      end();
    };
    const given = plain.trim();
    const lines = given === put.trim() ? [] : wanlixing.difference.lines(given, put.trim());
    for (const one of lines) one.tabIndex = 0;
    const choice = lines.length ? [button("照原样粘贴", undo)] : [];
    note.append(make("p", { textContent: said(made) }), ...lines, make("div", { className: "choice" }, ...choice, button("知道了", end)));
    const old = node.parentNode.querySelector(".pasted");
    if (old) old.remove();
    node.after(note);
    node.addEventListener("input", () => node.value.includes(put) || note.remove());
  }

  function pasted(event, node, prose) {
    const data = event.clipboardData;
    const plain = data ? data.getData("text/plain").replace(/\r\n?/g, "\n") : "";
    const html = data && prose ? data.getData("text/html") : "";
    if (!plain.trim() || (!prose && !plain.trim().includes("\n"))) return;
    const made = prose ? text(html, plain) : line(plain);
    if (made.text === plain.trim() && !made.pictures && !made.deleted) return;
    event.preventDefault();
    const put = prose ? withRoom(made.text, node.value.slice(0, node.selectionStart), node.value.slice(node.selectionEnd)) : made.text;
    insert(node, put);
    show(node, plain, put, made);
  }

  return { pasted, text };
})();
