// The Markdown of a record: what can't stay in it, as generator/text/markdown.py says, and a plain preview of the rest.

"use strict";

wanlixing.prose = (() => {
  const { say, quote } = wanlixing.say;
  const { soundHost, hostOf } = wanlixing.values;
  const { columns: mostColumns, nesting } = wanlixing.rules.book.markdown;

  const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/;
  const rule = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
  const fence = /^ {0,3}(`{3,}|~{3,})[^`]*$/;
  const quotation = /^ {0,3}> ?/;
  const bullet = /^( {0,3})([-*+]|\d{1,9}[.)])( +|$)/;
  const underline = /^ {0,3}(=+|-+)[ \t]*$/;
  const divider = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
  const blank = (line) => !line.trim();

  // Cells of a row; an escaped bar is part of the words.
  function cells(line) {
    const found = line.trim().replace(/\\\|/g, "\0").split("|").map((cell) => cell.replaceAll("\0", "|").trim());
    if (found[0] === "") found.shift();
    if (found.length && found.at(-1) === "") found.pop();
    return found;
  }

  const interrupts = (line) => heading.test(line) || rule.test(line) || fence.test(line) || quotation.test(line) || /^ {0,3}(?:[-*+]|1[.)]) +\S/.test(line);
  const tableAt = (lines, at) => lines[at].text.includes("|") && at + 1 < lines.length && lines[at + 1].text.includes("-") && divider.test(lines[at + 1].text) && cells(lines[at].text).length === cells(lines[at + 1].text).length;

  // Whether a line may go on lazily, without the sign of its quotation or list: only words of a paragraph do.
  function goesOn(line) {
    let bare = line;
    for (let before = ""; before !== bare; ) {
      before = bare;
      bare = bare.replace(quotation, "").replace(bullet, "");
    }
    return !blank(bare) && !heading.test(bare) && !fence.test(bare) && !rule.test(bare);
  }

  // Blocks of lines ({text, line}); `faults` takes what was noticed on the way.
  function blocks(lines, level, faults) {
    const made = [];
    let at = 0;
    while (at < lines.length) {
      const { text, line } = lines[at];
      const start = at;
      let found;
      if (blank(text)) {
        at += 1;
      } else if (/^( {4}|\t)/.test(text)) {
        while (at < lines.length && (/^( {4}|\t)/.test(lines[at].text) || blank(lines[at].text))) at += 1;
        made.push({ type: "code", text: lines.slice(start, at).map((one) => one.text.replace(/^( {4}|\t)/, "")).join("\n").trimEnd() });
      } else if ((found = text.match(fence))) {
        at += 1;
        while (at < lines.length && !new RegExp(`^ {0,3}${found[1][0]}{${found[1].length},}\\s*$`).test(lines[at].text)) at += 1;
        made.push({ type: "code", text: lines.slice(start + 1, at).map((one) => one.text).join("\n") });
        at += 1;
      } else if ((found = text.match(heading))) {
        made.push({ type: "heading", level: found[1].length, text: found[2] ?? "", line });
        at += 1;
      } else if (rule.test(text)) {
        made.push({ type: "rule" });
        at += 1;
      } else if (quotation.test(text)) {
        const inner = [];
        for (; at < lines.length && (quotation.test(lines[at].text) || (!blank(lines[at].text) && !interrupts(lines[at].text) && goesOn(lines[at - 1].text))); at += 1) {
          inner.push({ text: lines[at].text.replace(quotation, ""), line: lines[at].line });
        }
        if (level >= nesting - 1) faults.push({ line, ...say("deep") });
        made.push({ type: "quote", inner: level < nesting ? blocks(inner, level + 1, faults) : [] });
      } else if (bullet.test(text)) {
        at = list(lines, at, level, faults, made);
      } else if (tableAt(lines, at)) {
        at = table(lines, at, faults, made);
      } else {
        at = paragraph(lines, at, made);
      }
    }
    return made;
  }

  function list(lines, at, level, faults, made) {
    const [, , mark] = lines[at].text.match(bullet);
    const items = [];
    const kind = mark.at(-1);
    while (at < lines.length) {
      const found = lines[at].text.match(bullet);
      if (!found || found[2].at(-1) !== kind || rule.test(lines[at].text)) break;
      const width = found[1].length + found[2].length + (found[3].length > 4 ? 1 : Math.max(found[3].length, 1));
      const inner = [{ text: lines[at].text.slice(width), line: lines[at].line }];
      if (level + 1 >= nesting - 1) faults.push({ line: lines[at].line, ...say("deep") });
      at += 1;
      let gap = false;
      for (; at < lines.length; at += 1) {
        const { text, line } = lines[at];
        const inside = text.match(/^ */)[0].length >= width;
        if (blank(text)) gap = true;
        else if (!inside && (gap || interrupts(text) || bullet.test(text) || !goesOn(lines[at - 1].text))) break;
        else gap = false;
        inner.push({ text: inside ? text.slice(width) : text.trimStart(), line });
      }
      items.push(level + 2 <= nesting ? blocks(inner, level + 2, faults) : []);
    }
    made.push({ type: "list", ordered: /[.)]/.test(kind), start: Number.parseInt(mark, 10) || 1, items });
    return at;
  }

  function table(lines, at, faults, made) {
    const start = at;
    const head = cells(lines[at].text);
    const wide = head.length > mostColumns;
    if (wide) faults.push({ line: lines[at].line, ...say("wide-table", { most: mostColumns, now: head.length }) });
    const rows = [];
    let before = head.length;
    for (at += 2; at < lines.length && !blank(lines[at].text) && !interrupts(lines[at].text); at += 1) {
      const row = cells(lines[at].text);
      if (!wide && row.length > head.length && before <= head.length) faults.push({ line: lines[at].line, ...say("long-row", { now: row.length, most: head.length }) });
      before = row.length;
      rows.push(row.slice(0, head.length));
    }
    made.push({ type: "table", head, rows, line: lines[start].line });
    return at;
  }

  function paragraph(lines, at, made) {
    const start = at;
    const words = [];
    for (; at < lines.length; at += 1) {
      const { text } = lines[at];
      if (at > start && underline.test(text)) {
        made.push({ type: "heading", level: text.includes("=") ? 1 : 2, text: words.join("\n"), line: lines[start].line });
        return at + 1;
      }
      if (blank(text) || (at > start && (interrupts(text) || tableAt(lines, at)))) break;
      words.push(text.trim() === text.trimEnd() ? text : text.trimStart());
    }
    made.push({ type: "paragraph", text: words.map((line) => line.trimStart()).join("\n").trimEnd(), line: lines[start].line });
    return at;
  }

  const named = { lt: "<", gt: ">", amp: "&", quot: '"', nbsp: "\u00a0", shy: "\u00ad", zwj: "\u200d", zwnj: "\u200c", lrm: "\u200e", rlm: "\u200f" };

  // A link's address behind `](`, and where it ends.
  function target(text, at) {
    const found = /^\(\s*(?:<([^<>\n]*)>|(?!<)((?:[^\s()\\]|\\.|\([^\s()]*\))*))(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/.exec(text.slice(at));
    return found ? { address: found[1] ?? found[2], end: at + found[0].length } : null;
  }

  function closing(text, at) {
    let open = 0;
    for (let i = at; i < text.length; i += 1) {
      if (text[i] === "\\") i += 1;
      else if (text[i] === "[") open += 1;
      else if (text[i] === "]" && (open -= 1) === 0) return i;
    }
    return -1;
  }

  // Words, code, links and emphasis of a text, as tokens in reading order.
  function inline(text, inLink = false) {
    const tokens = [];
    let words = "";
    const flush = () => {
      if (words) tokens.push({ type: "text", text: words });
      words = "";
    };
    const push = (...made) => {
      flush();
      tokens.push(...made);
    };
    for (let i = 0; i < text.length; ) {
      const rest = text.slice(i);
      let found;
      if ((found = rest.match(/^\\([!-/:-@[-`{-~])/))) {
        words += found[1];
        i += 2;
      } else if ((found = rest.match(/^(?: *\n|\\\n) */))) {
        push({ type: found[0].startsWith("  ") || found[0].startsWith("\\") ? "hardbreak" : "softbreak" });
        i += found[0].length;
      } else if ((found = rest.match(/^(`+)(?!`)([^]*?[^`])\1(?!`)/))) {
        push({ type: "code", text: found[2].replaceAll("\n", " ").replace(/^ (.*[^ ].*) $/, "$1") });
        i += found[0].length;
      } else if ((found = rest.match(/^`+/))) {
        words += found[0];
        i += found[0].length;
      } else if ((found = rest.match(/^&(lt|gt|amp|quot|nbsp|shy|zwj|zwnj|lrm|rlm|#\d{1,7}|#[xX][\da-fA-F]{1,6});/))) {
        words += named[found[1]] ?? signOf(Number(found[1].slice(1).replace(/^x/i, "0x")));
        i += found[0].length;
      } else if (rest[0] === "[" && !inLink && (found = closing(text, i)) > 0 && target(text, found + 1)) {
        const { address, end } = target(text, found + 1);
        push({ type: "link_open", address }, ...inline(text.slice(i + 1, found), true), { type: "link_close" });
        i = end;
      } else if ((found = rest.match(/^(\*\*|__)(?=\S)([^]*?\S)\1/) ?? rest.match(/^(\*)(?=[^\s*])([^]*?[^\s*])\1(?!\*)/))) {
        push({ type: "strong_open" }, ...inline(found[2], inLink), { type: "strong_close" });
        i += found[0].length;
      } else {
        words += text[i];
        i += 1;
      }
    }
    flush();
    return tokens;
  }

  // What HTML takes for a tag or Markdown for an address; A<B and x<y,y>z are none. Told once a line.
  const tag = /<\/?[A-Za-z][A-Za-z0-9:-]*(?:[\s/]+[A-Za-z_:@*][^<>]*|[\s/]*)>|<[A-Za-z][A-Za-z0-9+.-]*[:@][^<>\s]*>|<![-A-Za-z[][^>]*>|<\?[A-Za-z][^>]*>/g;
  function* tags(tokens, first) {
    const words = tokens.map((token) => (token.type === "text" ? token.text : token.type.endsWith("break") ? "\n" : "\0")).join("");
    let told = -1;
    for (const found of words.matchAll(tag)) {
      const line = first + words.slice(0, found.index).split("\n").length - 1;
      if (line !== told) yield { line, ...say("html", { value: quote(found[0]) }) };
      told = line;
    }
  }

  // What a number stands for; what is no sign is shown as one that was lost.
  const signOf = (number) => (number === 0 || number > 0x10ffff || (number >= 0xd800 && number < 0xe000) ? "\ufffd" : String.fromCodePoint(number));

  // The host that a link's text names, if the link leads to another.
  const plainHost = (host) => new URL(`http://${host}`).hostname.replace(/^www\./, "");
  function otherSite(text, address) {
    const shown = text.match(/^\s*(?:https?:\/\/|(?=www\.))([\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+)/iu)?.[1];
    if (!shown || !URL.canParse(`http://${shown}`)) return "";
    const [said, host] = [`.${plainHost(shown)}`, `.${plainHost(hostOf(address))}`];
    return host.endsWith(said) || said.endsWith(host) ? "" : shown;
  }

  const unseen = new RegExp(`${wanlixing.pasted.forbidden.source}|\ufffd`, "u");

  function* inlineFaults(text, line) {
    let before = "";
    let opened = "";
    const tokens = inline(text);
    yield* tags(tokens, line);
    for (const token of tokens) {
      if (token.type.endsWith("break")) line += 1;
      if (token.type === "link_open" && before.endsWith("!")) yield { line, ...say("image") };
      const found = token.type === "text" && text.includes("&") && token.text.match(unseen);
      if (found) yield { line, ...say("entity", { sign: found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0") }) };
      const shown = token.type === "text" && opened && otherSite(token.text, opened);
      if (shown) yield { line, ...say("link-text", { shown: quote(shown), host: quote(hostOf(opened)) }) };
      opened = token.type === "link_open" && soundHost(token.address) ? token.address : "";
      before = token.type === "text" ? token.text : "";
      if (token.type === "link_open" && !soundHost(token.address)) yield { line, ...say("dead-link", { value: quote(token.address) }) };
    }
  }

  function* texts(nodes) {
    for (const node of nodes) {
      if (node.type === "quote") yield* texts(node.inner);
      else if (node.type === "list") for (const one of node.items) yield* texts(one);
      else if (node.type === "table") for (const [at, row] of [node.head, ...node.rows].entries()) for (const cell of row) yield { text: cell, line: node.line + (at && at + 1) };
      else if (node.text !== undefined && node.type !== "code") yield node;
    }
  }

  const parse = (text, faults = []) => blocks(text.split("\n").map((one, line) => ({ text: one, line })), 0, faults);

  // What can't stay: its line (from 0), code, message, hint.
  function faults(text) {
    const made = [];
    const all = [...texts(parse(text, made))];
    const heads = all.filter((node) => node.type === "heading");
    let allowed = Math.min(...heads.map((node) => node.level));
    for (const { level, line } of heads) {
      if (level > allowed) made.push({ line, ...say("heading", { signs: "#".repeat(allowed) }) });
      allowed = level + 1;
    }
    return [...made, ...all.flatMap((node) => [...inlineFaults(node.text, node.line)])];
  }

  const element = (name, ...children) => {
    const node = document.createElement(name);
    node.append(...children);
    return node;
  };

  function words(text) {
    const root = document.createDocumentFragment();
    const stack = [root];
    for (const token of inline(text)) {
      const top = stack.at(-1);
      if (token.type === "text") top.append(token.text);
      else if (token.type === "code") top.append(element("code", token.text));
      else if (token.type === "hardbreak") top.append(element("br"));
      else if (token.type === "softbreak") top.append(/[ -~]$/.test(top.textContent) ? " " : "");
      else if (token.type.endsWith("_close")) stack.pop();
      else {
        const node = element(token.type === "strong_open" ? "strong" : "span");
        if (token.type === "link_open") node.className = "shown-link";
        top.append(node);
        stack.push(node);
      }
    }
    return root;
  }

  function shown(nodes, top, highest) {
    return nodes.map((node) => {
      if (node.type === "heading") return element(`h${Math.min(node.level - highest + top, 6)}`, words(node.text));
      if (node.type === "paragraph") return element("p", words(node.text));
      if (node.type === "rule") return element("hr");
      if (node.type === "code") return element("pre", element("code", node.text));
      if (node.type === "quote") return element("blockquote", ...shown(node.inner, top, highest));
      if (node.type === "list") return element(node.ordered ? "ol" : "ul", ...node.items.map((one) => element("li", ...shown(one, top, highest))));
      const row = (cell, line) => element("tr", ...line.map((one) => element(cell, words(one))));
      return element("table", element("thead", row("th", node.head)), element("tbody", ...node.rows.map((line) => row("td", line))));
    });
  }

  // The text as nodes; its highest heading is `h<top>`.
  function preview(text, top) {
    const nodes = parse(text);
    const levels = [...texts(nodes)].filter((node) => node.type === "heading").map((node) => node.level);
    return shown(nodes, top, Math.min(...levels));
  }

  return { faults, preview };
})();
