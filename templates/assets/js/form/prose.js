// What can't stay in the Markdown of a record, as generator/text/markdown.py says, and a preview of the rest.

"use strict";

wanlixing.prose = (() => {
  const { say, quote } = wanlixing.say;
  const { soundHost, hostOf } = wanlixing.values;
  const { blocks, inline } = wanlixing.markdown;
  const { nesting } = wanlixing.rules.book.markdown;
  const tag = /<\/?[A-Za-z][A-Za-z0-9:-]*(?:[\s/]+[A-Za-z_:@*][^<>]*|[\s/]*)>|<[A-Za-z][A-Za-z0-9+.-]*[:@][^<>\s]*>|<![-A-Za-z[][^>]*>|<\?[A-Za-z][^>]*>/g;
  const unseen = wanlixing.pattern(`${wanlixing.rules.book.forms.forbidden}|\ufffd`, "u");
  const wide = "[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}“”‘’…—]";
  // Between two Chinese characters, or one and a figure, a line break is nothing.
  const touching = new RegExp(`^(?:${wide}(?:${wide}|[0-9])|[0-9%‰℃]${wide})$`, "u");

  const markLeft = /(?:^|[^_~=])((__|~~|==)[^\s_~=][^_~=\n]{0,60}\2)(?![_~=])|(?:^|[^0-9A-Za-z一-龥*）])(\*[^\s*][^*\n]{0,60}[，。、；：！？”》]\*)(?!\*)|(\[\^[^\[\]\s]{1,20}\])/;

  const isBreak = (token) => token.type.endsWith("break");

  // What HTML takes for a tag or Markdown for an address; A<B and x<y,y>z are none. Told once a line.
  function* tags(tokens, first) {
    const words = tokens.map((token) => (token.type === "text" ? token.text : isBreak(token) ? "\n" : "\0")).join("");
    let told = -1;
    for (const found of words.matchAll(tag)) {
      const line = first + words.slice(0, found.index).split("\n").length - 1;
      if (line !== told) yield { line, ...say("html", { value: quote(found[0]) }) };
      told = line;
    }
  }

  // Stars that readers would see.
  function* starsLeft(tokens, line) {
    let told = false;
    for (const token of tokens) {
      if (isBreak(token)) line += 1;
      else if (token.type !== "text") continue;
      else if (/(?:^|[^*])\*\*(?!\*)|＊＊/.test(token.text)) yield { line, ...say("bold-left") };
      else if (!told && /[一-龥]\*(?=[一-龥])/.test(token.text)) {
        told = true;
        yield { line, ...say("star-left") };
      } else if (!told && markLeft.test(token.text)) {
        told = true;
        const found = markLeft.exec(token.text);
        yield { line, ...say("mark-left", { value: quote(found[1] || found[3] || found[4]) }) };
      }
    }
  }

  // The host that a link's text names, if the link leads to another.
  const plainHost = (host) => new URL(`http://${host}`).hostname.replace(/^www\./, "");
  function otherSite(text, address) {
    const found = text.match(/^\s*(?:https?:\/\/|(?=www\.))([\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+)/iu);
    try {
      const [said, host] = [`.${plainHost(found[1])}`, `.${plainHost(hostOf(address))}`];
      return host.endsWith(said) || said.endsWith(host) ? "" : found[1];
    } catch {
      return "";
    }
  }

  function* inlineFaults(text, line) {
    const tokens = inline(text);
    yield* tags(tokens, line);
    yield* starsLeft(tokens, line);
    let before = "";
    let opened = "";
    for (const token of tokens) {
      const words = token.type === "text" ? token.text : "";
      if (isBreak(token)) line += 1;
      if (token.type === "link_open" && before.endsWith("!")) yield { line, ...say("image") };
      const found = text.includes("&") && words.match(unseen);
      if (found) yield { line, ...say("entity", { sign: found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0") }) };
      const shown = words && opened && otherSite(words, opened);
      if (shown) yield { line, ...say("link-text", { shown: quote(shown), host: quote(hostOf(opened)) }) };
      opened = token.type === "link_open" && soundHost(token.address) ? token.address : "";
      before = words;
      if (token.type === "link_open" && !opened) yield { line, ...say("dead-link", { value: quote(token.address) }) };
    }
  }

  // Items whose number readers don't see: lists count on from their first. Who writes 1 each time means that.
  function* miscounted(tokens) {
    const lists = [];
    for (const { type, number, line } of tokens) {
      if (type === "list_open") lists.push([0, 0]);
      else if (type === "list_close") lists.pop();
      else if (type === "item_open" && number !== 0) {
        const [first, before] = lists[lists.length - 1];
        if (before && number !== before + 1 && number !== first) yield { line, ...say("list-number", { number, shown: before + 1 }) };
        lists[lists.length - 1] = before ? [first, before + 1] : [number, number];
      }
    }
  }

  function* settled(tokens) {
    let allowed = Math.min(...tokens.map((token) => token.depth || 7));
    yield* miscounted(tokens);
    for (const token of tokens) {
      if (token.depth) {
        if (token.depth > allowed) yield { line: token.line, ...say("heading", { signs: "#".repeat(allowed) }) };
        allowed = token.depth + 1;
      } else if (token.type === "inline") yield* inlineFaults(token.text, token.line);
      else if (token.type === "table") {
        for (const [at, row] of [token.head, ...token.rows].entries()) for (const cell of row) yield* inlineFaults(cell, token.line + (at && at + 1));
      } else if (token.level >= nesting - 1 && ["quote_open", "item_open"].includes(token.type)) yield { line: token.line, ...say("deep") };
    }
  }

  // What can't stay: its line (from 0), code, message, hint.
  function faults(text) {
    const made = [];
    const tokens = blocks(text, made);
    return [...made, ...settled(tokens)];
  }

  const element = (name, ...children) => {
    const node = document.createElement(name);
    node.append(...children);
    return node;
  };

  // Whether the line break at a place is nothing.
  function joined(tokens) {
    const texts = tokens.map((token) => token.text || "");
    return (at) => {
      const before = texts.slice(0, at).reverse().find((text, back) => text || isBreak(tokens[at - 1 - back])) || "";
      const after = texts.slice(at + 1).find((text, on) => text || isBreak(tokens[at + 1 + on])) || "";
      return touching.test(([...before].pop() || "") + ([...after][0] || ""));
    };
  }

  function words(text) {
    const tokens = inline(text);
    const isJoined = joined(tokens);
    const stack = [document.createDocumentFragment()];
    tokens.forEach((token, at) => {
      const top = stack[stack.length - 1];
      if (token.type === "text") top.append(token.text);
      else if (token.type === "code") top.append(element("code", token.text));
      else if (token.type === "hardbreak") top.append(element("br"), "\n");
      else if (token.type === "softbreak") top.append(isJoined(at) ? "" : "\n");
      else if (token.type.endsWith("_close")) stack.pop();
      else {
        const node = element(token.tag);
        if (token.tag === "a" && soundHost(token.address)) Object.assign(node, { href: token.address, rel: "noopener noreferrer", target: "_blank" });
        top.append(node);
        stack.push(node);
      }
    });
    return stack[0];
  }

  function table({ head, rows }) {
    const row = (cell, line) => element("tr", ...line.map((one) => element(cell, words(one))));
    const made = element("table", element("thead", row("th", head)));
    if (rows.length) made.append(element("tbody", ...rows.map((line) => row("td", line))));
    return made;
  }

  // The text as nodes; its highest heading is `h<top>`.
  function preview(text, top) {
    const tokens = blocks(text);
    const highest = Math.min(...tokens.map((token) => token.depth || 7));
    const stack = [document.createElement("div")];
    for (const token of tokens) {
      const holder = stack[stack.length - 1];
      if (token.type === "inline") holder.append(words(token.text));
      else if (token.type === "code") holder.append(element("pre", element("code", token.text)));
      else if (token.type === "table") holder.append(table(token));
      else if (token.type === "hr") holder.append(element("hr"));
      else if (token.hidden) continue;
      else if (token.nesting < 0) stack.pop();
      else {
        const node = element(token.depth ? `h${Math.min(token.depth - highest + top, 6)}` : token.tag);
        if (token.start > 1 || token.start === 0) node.start = token.start;
        holder.append(node);
        stack.push(node);
      }
    }
    return [...stack[0].childNodes];
  }

  return { faults, preview };
})();
