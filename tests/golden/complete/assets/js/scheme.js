/* Light or dark: the reader's choice, else the system's. In the head, so that nothing flashes. */
(function () {
  "use strict";
  var KEY = "wanlixing.scheme";
  var system = matchMedia("(prefers-color-scheme: dark)");

  function kept() {
    try { return localStorage.getItem(KEY); } catch (error) { return null; }
  }
  function apply() {
    var dark = kept() ? kept() === "dark" : system.matches;
    document.documentElement.setAttribute("data-scheme", dark ? "dark" : "light");
    return dark;
  }

  apply();
  system.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.getElementById("scheme");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var dark = document.documentElement.getAttribute("data-scheme") === "dark";
      try { localStorage.setItem(KEY, dark ? "light" : "dark"); } catch (error) { /* not kept, still applied */ }
      document.documentElement.setAttribute("data-scheme", dark ? "light" : "dark");
    });
  });
})();
