// Copying, and saying truthfully whether it worked.

"use strict";

var wanlixing = (window.wanlixing = window.wanlixing || {});

wanlixing.clipboard = (() => {
  // A page on plain http has no clipboard of its own: the old command, with a listener that puts in what we want.
  function byCommand(html, text) {
    let given = false;
    function give(event) {
      if (html) event.clipboardData.setData("text/html", html);
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      given = true;
    }
    document.addEventListener("copy", give, { once: true });
    let said = false;
    try {
      said = document.execCommand("copy");
    } catch {
      said = false;
    }
    document.removeEventListener("copy", give);
    return said && given;
  }

  async function byClipboard(html, text) {
    if (!window.isSecureContext || !navigator.clipboard) return false;
    try {
      if (!html) {
        await navigator.clipboard.writeText(text);
      } else {
        const parts = { "text/html": html, "text/plain": text };
        const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      }
      return true;
    } catch {
      return false;
    }
  }

  // Whether it is on the clipboard now. Everything is at hand when this is called: a browser that waits for anything
  // else in between no longer takes it for the reader's own wish.
  async function copy(text, html = "") {
    return (await byClipboard(html, text)) || byCommand(html, text);
  }

  // The last way out: the article is selected, so that the reader's own Ctrl+C copies it.
  function select(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  return { copy, select };
})();
