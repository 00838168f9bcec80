// The panel beside an article on the article's own page, at once.

"use strict";

(() => {
  const fragment = document.getElementById("fragment");
  const holder = document.querySelector(".wechat-panel");
  if (!fragment || !holder) return;
  const data = wanlixing.panel.read(holder, fragment.innerHTML, document.baseURI);
  wanlixing.panel.build(holder, data, fragment);
  // In a preview the pictures lie beside the page and not yet where the article says; what is copied stays as it was.
  if (location.origin !== new URL(data.source).origin) {
    fragment.querySelectorAll("img").forEach((image, number) => (image.src = data.pictures[number]?.[0] ?? image.src));
  }
})();
