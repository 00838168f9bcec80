// Only in the preview: shows what is wrong, and loads the page anew when something changed.
"use strict";
(() => {
  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text || "";
    return made;
  };

  function row(problem) {
    const item = element("li", `preview-${problem.severity}`);
    item.append(
      element("strong", "preview-message", `${problem.severity === "error" ? "错误" : "提醒"} ${problem.code}　${problem.message}`),
      element("span", "preview-hint", problem.hint),
      element("code", "preview-place", `${problem.path}:${problem.line}:${problem.column}`),
    );
    return item;
  }

  function panel(state) {
    const wrong = state.problems.filter((problem) => problem.severity === "error").length;
    const stale = wrong || state.fault;
    const made = element("details", "preview-panel");
    made.open = Boolean(stale);
    const words = state.fault ? "模板或程序有误" : [wrong && `${wrong} 个错误`, state.problems.length - wrong && `${state.problems.length - wrong} 个提醒`].filter(Boolean).join("，");
    made.append(element("summary", "preview-head", stale ? `${words}，页面没有更新` : words));
    if (state.fault) made.append(element("p", "preview-fault", state.fault));
    const list = element("ul", "preview-list");
    list.append(...state.problems.map(row));
    made.append(list);
    return made;
  }

  function tell(state) {
    document.querySelector(".preview-shelf")?.remove();
    if (!state.problems.length && !state.fault) return;
    const shelf = element("aside", "preview-shelf");
    shelf.setAttribute("aria-label", "内容检查");
    shelf.setAttribute("role", "status");
    shelf.append(panel(state));
    document.body.append(shelf);
  }

  let shown = null;
  new EventSource("/-/news").addEventListener("message", (event) => {
    const state = JSON.parse(event.data);
    const stale = state.fault || state.problems.some((problem) => problem.severity === "error");
    if (shown !== null && shown !== state.version && !stale) {
      location.reload();
      return;
    }
    shown = state.version;
    tell(state);
  });
})();
