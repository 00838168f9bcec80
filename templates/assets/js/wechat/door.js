// Where the panel goes: at once on an article's own page; on a record's page when its button is pressed.

"use strict";

(() => {
  const fragment = document.getElementById("fragment");
  const holder = document.querySelector(".wechat-panel");
  if (fragment && holder) {
    const data = wanlixing.panel.read(holder, fragment.innerHTML, document.baseURI);
    wanlixing.panel.build(holder, data, fragment);
    // In a preview the pictures lie beside the page and not yet where the article says; what is copied stays as it was.
    if (location.origin !== new URL(data.source).origin) {
      fragment.querySelectorAll("img").forEach((image, number) => (image.src = data.pictures[number]?.[0] ?? image.src));
    }
    return;
  }

  const door = document.querySelector(".wechat-door");
  if (!door) return;
  const link = door.querySelector("a");
  let coming = null;
  // A page opened from a folder may not read its neighbours: the link then simply leads there.
  const fetchPage = () => (coming = coming || fetch(link.href).then((answer) => (answer.ok ? answer.text() : "")).catch(() => ""));
  for (const event of ["pointerenter", "focus"]) link.addEventListener(event, fetchPage);
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || location.protocol === "file:") return;
    event.preventDefault();
    const [, before, html] = (await fetchPage()).match(/^([^]*)<div id="fragment">([^]*)<\/div>\s*<\/main>/) ?? [];
    const theirs = before && new DOMParser().parseFromString(before, "text/html").querySelector(".wechat-panel");
    if (!theirs) {
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
