// Drafts in the reader's own browser: saved while people type, listed, taken up again, deleted. Pictures are too large.

"use strict";

wanlixing.drafts = (() => {
  const prefix = "wanlixing.draft.";

  function store() {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  }

  function read(key) {
    try {
      const made = JSON.parse(store().getItem(prefix + key));
      return made && typeof made.kind === "string" && typeof made.data === "object" ? { ...made, key } : null;
    } catch {
      return null;
    }
  }

  // The newest first.
  function all() {
    const kept = store();
    if (!kept) return [];
    const keys = Array.from({ length: kept.length }, (_none, at) => kept.key(at)).filter((key) => key.startsWith(prefix));
    return keys.map((key) => read(key.slice(prefix.length))).filter(Boolean).sort((a, b) => b.saved - a.saved);
  }

  const create = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 7)}`;

  // Whether it was kept; a browser may be full or not allow it.
  function save(key, draft) {
    try {
      store().setItem(prefix + key, JSON.stringify({ ...draft, saved: Date.now() }));
      return true;
    } catch {
      return false;
    }
  }

  function remove(key) {
    store()?.removeItem(prefix + key);
  }

  return { all, read, save, remove, create };
})();
