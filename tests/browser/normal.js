// Two renderings of a text side by side: elements with what matters of them, words as they are shown.
(() => {
  const holders = ["DIV", "UL", "OL", "LI", "BLOCKQUOTE", "TABLE", "THEAD", "TBODY", "TR"];

  function address(node) {
    try {
      return decodeURIComponent(new URL(node.getAttribute("href")).href);
    } catch {
      return node.getAttribute("href");
    }
  }

  function words(node, text) {
    if (holders.includes(node.nodeName)) return text.replace(/^\n+|\n+$/g, "");
    return node.nodeName === "CODE" && node.parentNode.nodeName === "PRE" ? text.replace(/\n+$/, "") : text;
  }

  function plain(node) {
    node.normalize();
    const inner = [...node.childNodes].map((one) => (one.nodeType === Node.TEXT_NODE ? words(node, one.data) : `<${one.localName}${one.getAttribute("start") ? ` start=${one.getAttribute("start")}` : ""}${one.hasAttribute("href") ? ` href=${address(one)}` : ""}>${plain(one)}</${one.localName}>`));
    return inner.join("");
  }

  window.compared = ([text, html, top]) => {
    const [ours, theirs] = [document.createElement("div"), document.createElement("div")];
    ours.append(...wanlixing.prose.preview(text, top));
    theirs.innerHTML = html;
    return [plain(ours), plain(theirs), wanlixing.prose.faults(text).map((one) => [one.line, one.code, one.message])];
  };
})();
