/* What browsers of the floor (Chrome 80, Safari 14: docs/browsers.md) lack of what our scripts call. Nothing is replaced that is there. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});

  function add(prototype, name, value) {
    if (prototype && !(name in prototype)) Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  }

  function replaceChildren(...nodes) {
    while (this.firstChild) this.firstChild.remove();
    this.append(...nodes);
  }
  for (const owner of [Element, Document, DocumentFragment]) add(owner.prototype, "replaceChildren", replaceChildren);

  function at(index) {
    const whole = Math.trunc(index) || 0;
    return this[whole < 0 ? this.length + whole : whole];
  }
  for (const owner of [Array, String, Object.getPrototypeOf(Uint8Array)]) add(owner.prototype, "at", at);

  add(Array.prototype, "findLast", function (test) { return this.slice().reverse().find((item) => test(item)); });

  add(String.prototype, "replaceAll", function (found, into) {
    if (found instanceof RegExp) return this.replace(found, into);
    return this.split(found).join(typeof into === "function" ? into(found) : into);
  });

  add(window.AbortSignal && AbortSignal.prototype, "throwIfAborted", function () {
    if (this.aborted) throw new DOMException("aborted", "AbortError");
  });

  // Our data are trees of plain values.
  if (!window.structuredClone) window.structuredClone = (value) => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

  /* A rule from the generator; one that looks back is left to the check after submission where the browser can't (Safari < 16.4). */
  wanlixing.pattern = function (source, flags) {
    try {
      return new RegExp(source, flags);
    } catch (error) {
      wanlixing.lenient = true;
      return new RegExp("(?!)", flags);
    }
  };

  /* A `dialog` that the browser does not know opens in the page; styles keep it above everything. */
  wanlixing.dialog = function (element) {
    if (element.showModal) return element;
    let before = null;
    Object.defineProperty(element, "open", { get: () => element.hasAttribute("open") });
    element.setAttribute("role", "dialog");
    element.setAttribute("aria-modal", "true");
    element.showModal = function () {
      before = document.activeElement;
      element.setAttribute("open", "");
      const first = element.querySelector("button, input, a[href]");
      if (first) first.focus();
    };
    element.close = function () {
      if (!element.open) return;
      element.removeAttribute("open");
      if (before) before.focus();
      element.dispatchEvent(new Event("close"));
    };
    element.addEventListener("close", () => element.onclose && element.onclose());
    element.addEventListener("keydown", (event) => event.key === "Escape" && element.close());
    return element;
  };
})();
