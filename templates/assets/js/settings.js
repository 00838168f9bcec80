/* The reader's settings: light or dark, text size, contrast. In the head, so that nothing flashes or jumps. */
(function () {
  "use strict";
  var root = document.documentElement;
  var system = matchMedia("(prefers-color-scheme: dark)");

  function kept(name) {
    try { return localStorage.getItem("wanlixing." + name) || ""; } catch (error) { return ""; }
  }
  function keep(name, value) {
    try { localStorage.setItem("wanlixing." + name, value); } catch (error) { /* not kept, still applied */ }
  }
  function set(name, value) {
    if (value) root.setAttribute("data-" + name, value);
    else root.removeAttribute("data-" + name);
  }
  function show() {
    set("scheme", kept("scheme") || (system.matches ? "dark" : "light"));
    set("size", kept("size"));
    set("contrast", kept("contrast"));
  }
  function press() {
    // Another page may have changed them while this one is still being read.
    if (!document.getElementById("contrast")) return;
    document.querySelectorAll(".tools [data-size]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.size === (root.dataset.size || "")));
    });
    document.getElementById("scheme").setAttribute("aria-pressed", String(root.dataset.scheme === "dark"));
    document.getElementById("contrast").setAttribute("aria-pressed", String(root.dataset.contrast === "high"));
  }
  function choose(name, value) {
    keep(name, value);
    set(name, value);
    press();
  }

  root.setAttribute("data-script", "");
  // The search page keeps the room of the answer free.
  if (/[?&]q=[^&]/.test(location.search)) root.setAttribute("data-asked", "");
  // No answer comes where the search's own script did not run: the ways in are shown, and why.
  addEventListener("load", function () {
    var told = document.getElementById("search-status");
    if (!told || (window.wanlixing && window.wanlixing.search)) return;
    root.removeAttribute("data-asked");
    told.textContent = "搜索程序没有运行，可能是网络中断或浏览器太旧。请刷新或更新浏览器后再试，也可以按下面的栏目和地区查找。";
  });
  show();
  system.addEventListener("change", function () { show(); press(); });
  // Another tab of the column changed them.
  addEventListener("storage", function () { show(); press(); });
  document.addEventListener("DOMContentLoaded", function () {
    press();
    document.querySelectorAll(".tools [data-size]").forEach(function (button) {
      button.addEventListener("click", function () { choose("size", button.dataset.size); });
    });
    document.getElementById("scheme").addEventListener("click", function () {
      choose("scheme", root.dataset.scheme === "dark" ? "light" : "dark");
    });
    document.getElementById("contrast").addEventListener("click", function () {
      choose("contrast", root.dataset.contrast === "high" ? "" : "high");
    });
  });
})();
