// The button below a record, which few readers want: article and tools are fetched when it is pointed at or pressed.

"use strict";

(() => {
  const door = document.querySelector(".wechat-door");
  if (!door) return;
  const link = door.querySelector("a");
  const tools = new URL("wechat.js", document.currentScript.src).href;
  // A page opened from a folder may not read its neighbours: the link then simply leads there.
  const fetchPage = () => fetch(link.href).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
  const fetchTools = () => new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = tools;
    script.onload = () => resolve(true);
    script.onerror = () => resolve(false);
    document.head.append(script);
  });
  const fetchStyles = () => {
    const styles = document.createElement("link");
    styles.rel = "stylesheet";
    styles.href = new URL("../css/editor.css", tools).href;
    document.head.append(styles);
  };
  let coming = null;
  const fetchAll = () => (coming = coming || Promise.all([fetchPage(), fetchTools(), fetchStyles()]));
  const early = () => location.protocol !== "file:" && fetchAll();
  for (const event of ["pointerenter", "focus"]) link.addEventListener(event, early);
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || location.protocol === "file:") return;
    event.preventDefault();
    const [page, ready] = await fetchAll();
    const [, before, html] = page.match(/^([^]*)<div id="fragment">([^]*)<\/div>\s*<\/main>/) ?? [];
    const theirs = before && new DOMParser().parseFromString(before, "text/html").querySelector(".wechat-panel");
    if (!theirs || !ready) {
      location.href = link.href;
      return;
    }
    const panel = document.createElement("div");
    panel.className = "wechat-panel";
    door.after(panel);
    wanlixing.panel.build(panel, wanlixing.panel.read(theirs, html, link.href), null);
    link.textContent = "打开排版页，看看排好的样子";
    link.replaceWith(link.cloneNode(true));
    panel.querySelector("button").focus();
  });
})();
