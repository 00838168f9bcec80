// The Markdown of a record, as generator/text/markdown_syntax.py has it: the library's rules for blocks, and its own for the rest.

"use strict";

wanlixing.markdown = (() => {
  const { columns: mostColumns, cells: mostCells, nesting, link: linkForm } = wanlixing.rules.book.markdown;
  const { say } = wanlixing.say;
  const link = new RegExp(linkForm, "y");
  const rule = /^([-*_])(?: *\1){2,} *$/;
  const fence = /^(`{3,})([^`]*)$|^(~{3,})(.*)$/;
  const numbered = /^([0-9]{1,9})[.)](?= |$)/;
  const bulleted = /^[-*+](?= |$)/;
  const heading = /^(#{1,6})(?: |$)/;
  const divider = /^(?:[|:]|-[-:|])[-:| ]+$/;
  const word = /[\p{L}\p{M}\p{N}]/u;

  // --- blocks: lines with the place where each begins, its indentation, and how deep the block around lies ------
  class Blocks {
    constructor(text, faults) {
      const lines = text.replace(/\r\n?/g, "\n").replace(/\0/g, "\ufffd").replace(/\t/g, "    ").split("\n");
      while (lines.length && !lines[lines.length - 1].trim().length && /^ *$/.test(lines[lines.length - 1])) lines.pop();
      Object.assign(this, { lines, faults, tokens: [], level: 0, cellsLeft: mostCells, inner: 0, listIndent: -1, tight: false, around: "", end: lines.length });
      this.from = lines.map(() => 0);
      this.shift = lines.map((line) => line.match(/^ */)[0].length);
      this.indent = [...this.shift];
      this.parse(0, lines.length);
    }

    rest(at) {
      return this.lines[at].slice(this.from[at] + this.shift[at]);
    }

    empty(at) {
      return at >= this.lines.length || this.from[at] + this.shift[at] >= this.lines[at].length;
    }

    push(type, tag, nesting, more = {}) {
      if (nesting < 0) this.level -= 1;
      this.tokens.push({ type, tag, nesting, level: this.level, ...more });
      if (nesting > 0) this.level += 1;
      return this.tokens[this.tokens.length - 1];
    }

    leaf(tag, text, line, more = {}) {
      const open = this.push(`${tag[0] === "h" ? "heading" : "paragraph"}_open`, tag, 1, { line, ...more });
      this.push("inline", "", 0, { text, line });
      this.push(open.type.replace("open", "close"), tag, -1);
    }

    // The lines from `start` on without `indent` blanks.
    cut(start, end, indent) {
      return this.lines.slice(start, end).map((line, number) => {
        const from = this.from[start + number];
        let at = from;
        while (at < line.length && at - from < indent && (line[at] === " " || at - from < this.shift[start + number])) at += 1;
        return line.slice(at);
      });
    }

    parse(start, end) {
      let gap = false;
      for (this.line = start; this.line < end; ) {
        while (this.line < this.lines.length && this.empty(this.line)) this.line += 1;
        if (this.line >= end || this.indent[this.line] < this.inner) break;
        if (this.level >= nesting) {
          this.line = end;
          break;
        }
        for (const name of ["table", "fence", "quote", "hr", "list", "heading", "paragraph"]) if (this[name](this.line, end, false)) break;
        this.tight = !gap;
        if (this.line - 1 < end && this.empty(this.line - 1)) gap = true;
        if (this.line < end && this.empty(this.line)) {
          gap = true;
          this.line += 1;
        }
      }
    }

    // Whether one of the blocks begins here that end another.
    ends(at, end, names) {
      return names.some((name) => this[name](at, end, true));
    }

    fence(at, end, silent) {
      const found = this.rest(at).match(fence);
      if (!found || silent) return Boolean(found);
      const marks = found[1] || found[3];
      let next = at + 1;
      let closed = false;
      for (; next < end; next += 1) {
        const text = this.rest(next);
        if (text && this.indent[next] < this.inner) break;
        const run = text.match(marks[0] === "~" ? /^~*/ : /^`*/)[0];
        if (run.length >= marks.length && !text.slice(run.length).trim()) {
          closed = true;
          break;
        }
      }
      this.push("code", "", 0, { text: this.cut(at + 1, next, this.indent[at]).map((line) => `${line}\n`).join("") });
      this.line = next + (closed ? 1 : 0);
      return true;
    }

    hr(at, _end, silent) {
      if (!rule.test(this.rest(at))) return false;
      if (!silent) {
        this.line = at + 1;
        this.push("hr", "hr", 0);
      }
      return true;
    }

    heading(at, _end, silent) {
      const text = this.rest(at);
      const found = text.match(heading);
      if (!found || silent) return Boolean(found);
      this.line = at + 1;
      let words = text.slice(found[1].length).replace(/ +$/, "");
      words = words.replace(/(^| )#+$/, "$1");
      this.leaf(`h${found[1].length}`, words.trim(), at, { depth: found[1].length });
      return true;
    }

    paragraph(start) {
      const around = this.around;
      this.around = "paragraph";
      let at = start + 1;
      for (; at < this.end && !this.empty(at); at += 1) {
        if (this.indent[at] - this.inner > 3 || this.indent[at] < 0) continue;
        if (this.ends(at, this.end, ["table", "fence", "quote", "hr", "list", "heading"])) break;
      }
      this.around = around;
      this.line = at;
      this.leaf("p", this.cut(start, at, this.inner).join("\n").trim(), start);
      return true;
    }

    // The place behind `>` and one blank; what is left of the line moves with it.
    enter(at) {
      const text = this.lines[at];
      let from = this.from[at] + this.shift[at] + 1;
      if (text[from] === " ") from += 1;
      this.from[at] = from;
      this.shift[at] = text.slice(from).match(/^ */)[0].length;
      this.indent[at] = this.shift[at];
      return from + this.shift[at] >= text.length;
    }

    quote(start, end, silent) {
      if (this.rest(start)[0] !== ">") return false;
      if (silent) return true;
      const kept = [];
      const keep = (at) => kept.push([at, this.from[at], this.shift[at], this.indent[at]]);
      const { around, inner, end: last } = this;
      this.around = "quote";
      keep(start);
      let blank = this.enter(start);
      let at = start + 1;
      for (; at < end; at += 1) {
        const text = this.rest(at);
        if (!text) break;
        if (text[0] === ">" && this.indent[at] >= this.inner) {
          keep(at);
          blank = this.enter(at);
          continue;
        }
        if (blank) break;
        if (this.ends(at, end, ["fence", "quote", "hr", "list", "heading"])) {
          this.end = at;
          if (this.inner) {
            keep(at);
            this.indent[at] -= this.inner;
          }
          break;
        }
        keep(at);
        this.indent[at] = -1;
      }
      this.inner = 0;
      this.push("quote_open", "blockquote", 1, { line: start });
      this.parse(start, at);
      this.push("quote_close", "blockquote", -1);
      Object.assign(this, { around, inner, end: last });
      for (const [line, from, shift, indent] of kept) [this.from[line], this.shift[line], this.indent[line]] = [from, shift, indent];
      return true;
    }

    list(start, end, silent) {
      if (/^[0-9]{4,9}[.)](?: |$)/.test(this.rest(start))) return false;
      if (this.listIndent >= 0 && this.indent[start] - this.listIndent >= 4 && this.indent[start] < this.inner) return false;
      const breaks = silent && this.around === "paragraph" && this.indent[start] >= this.inner;
      let found = this.rest(start).match(numbered);
      const ordered = Boolean(found);
      if (!found) found = this.rest(start).match(bulleted);
      if (!found) return false;
      if (breaks && ((ordered && Number(found[1]) !== 1) || !this.rest(start).slice(found[0].length).trim())) return false;
      if (silent) return true;
      const mark = found[0][found[0].length - 1];
      const first = this.tokens.length;
      this.push("list_open", ordered ? "ol" : "ul", 1, { start: ordered ? Number(found[1]) : 1 });
      const around = this.around;
      this.around = "list";
      let tight = true;
      let emptyEnd = false;
      for (let at = start; ; ) {
        const text = this.lines[at];
        const before = [this.shift[at], this.indent[at], this.tight, this.listIndent, this.inner];
        const behind = this.from[at] + this.shift[at] + found[0].length;
        const blanks = text.slice(behind).match(/^ */)[0].length;
        const bare = behind + blanks >= text.length;
        const initial = this.indent[at] + found[0].length;
        this.push("item_open", "li", 1, { line: at, number: ordered ? Number(found[1]) : 0 });
        this.listIndent = this.inner;
        this.inner = initial + (bare || blanks > 4 ? 1 : blanks);
        this.tight = true;
        this.shift[at] = behind + blanks - this.from[at];
        this.indent[at] = initial + blanks;
        if (bare && this.empty(at + 1)) this.line = Math.min(at + 2, end);
        else this.parse(at, end);
        if (!this.tight || emptyEnd) tight = false;
        emptyEnd = this.line - at > 1 && this.empty(this.line - 1);
        [this.shift[at], this.indent[at], this.tight, this.listIndent, this.inner] = before;
        this.push("item_close", "li", -1);
        at = this.line;
        if (at >= end || this.indent[at] < this.inner || this.ends(at, end, ["fence", "quote", "hr"])) break;
        found = this.rest(at).match(ordered ? numbered : bulleted);
        if (!found || found[0][found[0].length - 1] !== mark) break;
      }
      this.push("list_close", ordered ? "ol" : "ul", -1);
      this.around = around;
      if (tight) {
        const level = this.level + 2;
        for (const token of this.tokens.slice(first)) if (token.level === level && token.tag === "p") token.hidden = true;
      }
      return true;
    }

    row(at) {
      return this.cut(at, at + 1, this.inner)[0].trim();
    }

    table(start, end, silent) {
      if (start + 2 > end || this.indent[start + 1] < this.inner) return false;
      const line = this.rest(start + 1);
      if (!divider.test(line)) return false;
      const marks = this.cut(start + 1, start + 2, this.inner)[0].split("|").map((one) => one.trim());
      const rules = marks.filter((one, at) => one || (at && at < marks.length - 1));
      if (!rules.every((one) => /^:?-+:?$/.test(one)) || !this.row(start).includes("|")) return false;
      const head = cellsOf(this.row(start));
      if (!head.length || head.length !== rules.length) return false;
      if (silent) return true;
      const fault = (at, name, words) => this.faults.push({ line: at, ...say(name, words) });
      const width = head.length;
      const room = Math.floor(this.cellsLeft / width);
      if (width > mostColumns || !room) {
        if (width > mostColumns) fault(start, "wide-table", { most: mostColumns, now: width });
        else fault(start, "large-table", { most: mostCells });
        return false;
      }
      const rows = [];
      const last = Math.min(end, start + 1 + room);
      const around = this.around;
      this.around = "table";
      let at = start + 2;
      let before = width;
      for (; at < last && this.indent[at] >= this.inner && !this.ends(at, last, ["fence", "quote", "hr", "list", "heading"]); at += 1) {
        if (!this.row(at)) break;
        const row = cellsOf(this.row(at));
        if (row.length > width && before <= width) fault(at, "long-row", { now: row.length, most: width });
        before = row.length;
        rows.push(row.slice(0, width).concat(Array(Math.max(0, width - row.length)).fill("")));
      }
      this.around = around;
      this.line = at;
      this.cellsLeft -= width * (at - start - 1);
      if (at === last && at < end && this.row(at)) fault(at, "large-table", { most: mostCells });
      this.push("table", "", 0, { head, rows, line: start });
      return true;
    }
  }

  // Cells of a row; an escaped bar is part of the words.
  function cellsOf(row) {
    const found = [""];
    for (let at = 0; at < row.length; at += 1) {
      if (row[at] === "|" && row[at - 1] === "\\") found[found.length - 1] = `${found[found.length - 1].slice(0, -1)}|`;
      else if (row[at] === "|") found.push("");
      else found[found.length - 1] += row[at];
    }
    if (found[0] === "") found.shift();
    if (found.length && found[found.length - 1] === "") found.pop();
    return found.map((cell) => cell.trim());
  }

  // --- words inside a block ----------------------------------------------------------------------------------
  const entity = /&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/y;
  const decoder = document.createElement("textarea");
  const noSign = (code) => code > 0x10ffff || code < 9 || code === 11 || (code > 13 && code < 32) || (code > 126 && code < 160) || (code >= 0xd800 && code < 0xe000) || (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;

  // What an entity stands for, or "" if there is none of that name; what is no sign is shown as a lost one.
  function decoded(found) {
    if (found[1] === "#") {
      const code = Number(found.slice(2, -1).replace(/^x/i, "0x"));
      return noSign(code) ? "\ufffd" : String.fromCodePoint(code);
    }
    decoder.innerHTML = found;
    return decoder.value.endsWith(";") && decoder.value.length > 1 ? "" : decoder.value;
  }

  function unescaped(text) {
    return text.replace(/\\([!-/:-@[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g, (whole, sign) => sign || decoded(whole) || whole);
  }

  const isSpace = (sign) => /^\s$/.test(sign);
  const isWord = (sign) => word.test(sign);
  const isLatin = (sign) => sign < "\u2e80" && isWord(sign);
  const mayOpen = (outside, inside) => !isSpace(inside) && (inside > "~" || isWord(inside) || outside > "~" || !isWord(outside));
  const signAt = (text, at) => (at < text.length ? String.fromCodePoint(text.codePointAt(at)) : " ");
  const signBefore = (text, at) => (at ? [...text.slice(Math.max(0, at - 2), at)].pop() : " ");

  class Inline {
    constructor(text) {
      Object.assign(this, { text, tokens: [], words: "", special: 0, runs: new Map() });
      for (const { 0: run, index } of text.matchAll(/`+/g)) this.runs.set(run.length, index);
      this.read(0, text.length, false);
    }

    flush() {
      if (this.words) this.tokens.push({ type: "text", text: this.words });
      this.words = "";
      this.special = 0;
    }

    push(token) {
      this.flush();
      this.tokens.push(token);
      return token;
    }

    read(at, end, inLink) {
      const stars = [];
      while (at < end) {
        const sign = this.text[at];
        const step = { "\\": "escape", "\n": "newline", "`": "code", "*": "star", "[": "link", "&": "entity" }[sign];
        const next = step && this[step](at, end, stars, inLink);
        if (next) at = next;
        else {
          this.words += sign;
          at += 1;
        }
      }
      this.flush();
      pair(stars);
    }

    escape(at, end) {
      const sign = this.text[at + 1];
      if (at + 1 >= end) return 0;
      if (sign === "\n") {
        this.push({ type: "hardbreak" });
        return at + 2 + this.text.slice(at + 2, end).match(/^ */)[0].length;
      }
      this.words += /[!-/:-@[-`{-~]/.test(sign) ? sign : `\\${sign}`;
      this.special = this.words.length;
      return at + 2;
    }

    newline(at, end) {
      // Blanks that were written out, not those of an entity or behind a backslash, make a hard break.
      const written = this.words.slice(this.special).match(/ *$/)[0].length;
      if (written) this.words = this.words.slice(0, -written);
      this.push({ type: written > 1 ? "hardbreak" : "softbreak" });
      return at + 1 + this.text.slice(at + 1, end).match(/^ */)[0].length;
    }

    code(at, end) {
      const run = this.text.slice(at, end).match(/^`+/)[0];
      if (this.runs.get(run.length) >= at + run.length) {
        const ticks = /`+/g;
        ticks.lastIndex = at + run.length;
        for (let found; (found = ticks.exec(this.text)) && found.index + found[0].length <= end; ) {
          if (found[0].length !== run.length) continue;
          const text = this.text.slice(at + run.length, found.index).replace(/\n/g, " ");
          this.push({ type: "code", text: /^ .*[^ ].* $/.test(text) ? text.slice(1, -1) : text });
          return found.index + run.length;
        }
      }
      this.words += run;
      return at + run.length;
    }

    // One star or two may be emphasis; three and more hide a number or a name.
    star(at, end, stars) {
      const run = this.text.slice(at, end).match(/^\*+/)[0];
      if (run.length > 2) {
        this.words += run;
        return at + run.length;
      }
      const [before, after] = [signBefore(this.text, at), at + run.length < end ? signAt(this.text, at + run.length) : " "];
      let [opens, closes] = [!isSpace(after) && !isWord(before), !isSpace(before) && !isWord(after)];
      if (run.length === 2) [opens, closes] = isLatin(before) && isLatin(after) ? [false, false] : [mayOpen(before, after), mayOpen(after, before)];
      stars.push({ length: run.length, opens, closes, token: this.push({ type: "text", text: run }) });
      return at + run.length;
    }

    link(at, end, _stars, inLink) {
      if (inLink) return 0;
      link.lastIndex = at;
      const found = link.exec(this.text);
      if (!found || at + found[0].length > end) return 0;
      this.push({ type: "link_open", tag: "a", address: unescaped(found[2] || found[3] || "") });
      this.read(at + 1, at + 1 + found[1].length, true);
      this.push({ type: "link_close", tag: "a" });
      return at + found[0].length;
    }

    entity(at, end) {
      entity.lastIndex = at;
      const found = entity.exec(this.text);
      const sign = found && at + found[0].length <= end && decoded(found[0]);
      this.words += sign || "";
      if (sign) this.special = this.words.length;
      return sign ? at + found[0].length : 0;
    }
  }

  // The nearest opening stars of the same number; what stands between them unpaired stays text.
  function pair(stars) {
    const waiting = [];
    const left = { 1: 0, 2: 0 };
    for (const one of stars) {
      if (one.closes && left[one.length]) {
        let opener = waiting.pop();
        for (; opener.length !== one.length; opener = waiting.pop()) left[opener.length] -= 1;
        left[one.length] -= 1;
        const tag = one.length === 1 ? "em" : "strong";
        Object.assign(opener.token, { type: `${tag}_open`, tag, text: "" });
        Object.assign(one.token, { type: `${tag}_close`, tag, text: "" });
      } else if (one.opens) {
        waiting.push(one);
        left[one.length] += 1;
      }
    }
  }

  // Tokens of a text, words that touch joined to one.
  function inline(text) {
    const made = [];
    for (const token of new Inline(text).tokens) {
      const last = made[made.length - 1];
      if (token.type === "text" && last && last.type === "text") last.text += token.text;
      else made.push(token);
    }
    return made;
  }

  // Blocks in reading order: opening and closing ones, `inline`, `code`, `hr`, `table`.
  const blocks = (text, faults = []) => new Blocks(text, faults).tokens;

  return { blocks, inline };
})();
