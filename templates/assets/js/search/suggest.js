/* The search field as a combobox (WAI-ARIA: editable, list autocomplete): recent searches and suggestions.
   While a word is being composed nothing happens. What was searched stays in this browser. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { make } = wanlixing.result;
  const KEY = "wanlixing.recent";
  const MOST = 8;
  const TYPES = { unit: "单位", theme: "任务", kind: "栏目", name: "名称" };

  /** Searches that were made before, newest first; none where the browser keeps nothing. */
  const recent = {
    all() {
      try {
        const kept = JSON.parse(localStorage.getItem(KEY));
        return kept.filter((text) => typeof text === "string" && text.trim() && text.length <= 200).slice(0, MOST);
      } catch (error) {
        return [];
      }
    },
    keep(texts) {
      try {
        if (texts.length) localStorage.setItem(KEY, JSON.stringify(texts.slice(0, MOST)));
        else localStorage.removeItem(KEY);
      } catch (error) { /* refused: then nothing is kept */ }
    },
    add(text) {
      if (text.trim()) recent.keep([text.trim(), ...recent.all().filter((other) => other !== text.trim())]);
    },
    remove(text) {
      recent.keep(recent.all().filter((other) => other !== text));
    },
  };

  /** `typed()` after each change of the words, `chosen()` when an option was taken. */
  wanlixing.combobox = function (field, list, typed, chosen) {
    let options = []; // {text, type, element}; type "recent", "clear" or the engine's
    let active = -1;
    let composing = false;
    let turn = 0; // answers that come too late are dropped

    function point(index) {
      options.forEach((option, i) => option.element.setAttribute("aria-selected", String(i === index)));
      active = index;
      if (index < 0) {
        field.removeAttribute("aria-activedescendant");
        return;
      }
      field.setAttribute("aria-activedescendant", options[index].element.id);
      options[index].element.scrollIntoView({ block: "nearest" });
    }

    function close() {
      turn += 1;
      render([]);
    }

    function render(found) {
      options = found;
      options.forEach((option, i) => { option.element = line(option, i); });
      list.replaceChildren(...options.map((option) => option.element));
      list.hidden = !options.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
      point(-1);
    }

    function line(option, number) {
      const old = option.type === "recent";
      const element = make("li", { role: "option", id: "search-option-" + number, className: "search-option is-" + option.type },
        make("span", { className: "search-option-text" }, option.label || option.text));
      if (TYPES[option.type] || old) element.append(make("span", { className: "n" }, old ? "最近" : TYPES[option.type]));
      if (old) element.append(make("span", { className: "search-forget", title: "删除", "aria-hidden": "true" }, "×"));
      element.onclick = (event) => {
        if (event.target.className === "search-forget") forget(option);
        else take(option);
      };
      return element;
    }

    /** Recent searches at once; with some words typed, the engine's suggestions too. */
    async function offer() {
      const mine = (turn += 1);
      const text = field.value.trim();
      const fold = wanlixing.text.fold;
      const past = recent.all().filter((old) => old !== text && fold(old).includes(fold(text)))
        .slice(0, text ? 3 : MOST).map((old) => ({ text: old, type: "recent" }));
      const found = text ? await wanlixing.suggest(text).catch(() => []) : [];
      if (mine !== turn || document.activeElement !== field) return;
      const known = new Set([text, ...past.map((old) => old.text)]);
      const more = past.length && !text ? [{ text: "清除全部最近搜索", type: "clear" }] : [];
      render([...past, ...found.filter((one) => !known.has(one.text)), ...more]);
    }

    function forget(option) {
      if (option.type === "clear") recent.keep([]);
      else recent.remove(option.text);
      offer();
    }

    function take(option) {
      if (option.type === "clear") {
        forget(option);
        return;
      }
      field.value = option.text;
      close();
      chosen();
    }

    function move(step) {
      const count = options.length;
      point(active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count);
    }

    async function arrow(event) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (event.altKey && step < 0) {
        close();
        return;
      }
      if (list.hidden) await offer();
      if (!event.altKey && options.length) move(step);
    }

    const KEYS = {
      ArrowDown: (event) => { arrow(event); return true; },
      ArrowUp: (event) => { arrow(event); return true; },
      Enter: () => active >= 0 && (take(options[active]), true),
      Escape: () => !list.hidden && (close(), true),
      Delete: () => active >= 0 && ["recent", "clear"].includes(options[active].type) && (forget(options[active]), true),
      Home: () => { point(-1); },
      End: () => { point(-1); },
      ArrowLeft: () => { point(-1); },
      ArrowRight: () => { point(-1); },
    };

    function changed() {
      if (composing) return;
      offer();
      typed();
    }

    field.addEventListener("compositionstart", () => { composing = true; });
    field.addEventListener("compositionend", () => { composing = false; changed(); });
    field.addEventListener("input", changed);
    field.addEventListener("keydown", (event) => {
      // 229 is a key that the input method has taken, also where isComposing ends a moment too early.
      if (composing || event.isComposing || event.keyCode === 229) return;
      if (KEYS[event.key] && KEYS[event.key](event)) event.preventDefault();
    });
    field.addEventListener("focus", () => { if (!field.value) offer(); });
    field.addEventListener("click", () => { if (list.hidden) offer(); });
    field.addEventListener("blur", close);
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus

    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id],
      ["aria-expanded", "false"], ["aria-haspopup", "listbox"], ["aria-describedby", "search-hint"]]) field.setAttribute(name, value);

    return { close, remember: recent.add, composing: () => composing };
  };
})();
