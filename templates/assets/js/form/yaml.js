// A record's data to YAML, byte for byte as generator/authoring/sheets/yaml_writer.py writes it; and a strict reader of such files.

"use strict";

wanlixing.yaml = (() => {
  const indicators = "-?:,[]{}#&*!|>'\"%@`= ";
  const inner = /: |:$| #|[\t[\]{}]|, /;

  function scalar(text, indent) {
    if (text.includes("\n")) return block(text, indent);
    const odd = !text || indicators.includes(text[0]) || text !== text.trim() || inner.test(text);
    return odd ? JSON.stringify(text) : text;
  }

  // Several lines after `|`, which is how people write them; what that can't hold is quoted.
  function block(text, indent) {
    const lines = text.split("\n");
    if (!lines[0] || lines[0] !== lines[0].trimStart() || !lines.at(-1) || lines.some((line) => line && !line.trim())) return JSON.stringify(text);
    return ["|-", ...lines.map((line) => (line.trim() ? indent + line : ""))].join("\n");
  }

  function item(value, indent) {
    if (typeof value === "string") return [`${indent}- ${scalar(value, `${indent}  `)}`];
    const [first, ...rest] = mapping(value, `${indent}  `);
    return [`${indent}- ${first.trimStart()}`, ...rest];
  }

  function mapping(data, indent) {
    return Object.entries(data).flatMap(([key, value]) => {
      if (Array.isArray(value)) return [`${indent}${key}:`, ...value.flatMap((one) => item(one, `${indent}  `))];
      if (typeof value === "object") return [`${indent}${key}:`, ...mapping(value, `${indent}  `)];
      return [`${indent}${key}: ${scalar(value, `${indent}  `)}`];
    });
  }

  const write = (data, head) => `${[head, ...mapping(data, "")].join("\n")}\n`;

  class Refused extends Error {}

  // A reader for what people write by our templates: `|` texts, quoted values on one line, [a, b], comments.
  // What it does not know it refuses with the line, so that nothing is read otherwise than the checks read it.
  class Reader {
    constructor(text) {
      this.lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
      this.at = 0;
    }

    refuse(why) {
      throw new Refused(`第 ${this.at + 1} 行${why}`);
    }

    skip() {
      while (this.at < this.lines.length && /^\s*(#.*)?$/.test(this.lines[this.at])) this.at += 1;
    }

    indent() {
      return this.lines[this.at].match(/^ */)[0].length;
    }

    done() {
      this.skip();
      return this.at >= this.lines.length;
    }

    document() {
      if (!this.done() && this.lines[this.at].trim() === "---") this.at += 1;
      if (this.done()) this.refuse("没有内容");
      const data = this.mapping(this.indent());
      if (!this.done()) this.refuse("的缩进与前面不同");
      return data;
    }

    mapping(indent) {
      const data = {};
      while (!this.done() && this.indent() === indent && !/^ *- /.test(this.lines[this.at])) {
        const found = this.lines[this.at].slice(indent).match(/^([A-Za-z_][\w-]*):(?: +(.*)|\s*)$/);
        if (!found) this.refuse("不是“字段: 值”的形式");
        if (found[1] in data) this.refuse(`的字段“${found[1]}”写了两次`);
        data[found[1]] = this.value(found[2] ?? "", indent);
        if (data[found[1]] === null) delete data[found[1]];
      }
      return data;
    }

    value(rest, indent) {
      if (/^[|>]/.test(rest)) return this.text(rest, indent);
      if (rest && !rest.startsWith("#")) {
        const value = this.inline(rest);
        this.at += 1;
        if (!this.done() && this.indent() > indent) this.refuse("接着上一行，请改用“|”或写在一行里");
        return value;
      }
      this.at += 1;
      if (this.done() || this.indent() < indent) return null;
      if (/^ *-(?: |$)/.test(this.lines[this.at])) return this.list(this.indent());
      return this.indent() > indent ? this.mapping(this.indent()) : null;
    }

    list(indent) {
      const items = [];
      while (!this.done() && this.indent() === indent && /^ *-(?: |$)/.test(this.lines[this.at])) {
        const line = this.lines[this.at];
        const rest = line.slice(indent + 1).trimStart();
        if (/^[A-Za-z_][\w-]*:(?: |$)/.test(rest)) {
          const inside = line.length - rest.length;
          this.lines[this.at] = " ".repeat(inside) + rest;
          items.push(this.mapping(inside));
        } else {
          items.push(this.value(rest, indent));
        }
      }
      return items;
    }

    text(head, indent) {
      const found = head.match(/^\|([+-]?)\s*(#.*)?$/);
      if (!found) this.refuse("用了“>”等写法，请改用“|”");
      const lines = [];
      this.at += 1;
      let own = -1;
      for (; this.at < this.lines.length; this.at += 1) {
        const line = this.lines[this.at];
        const inside = line.match(/^ */)[0].length;
        if (line.trim() && own < 0) own = inside;
        if (line.trim() && inside < Math.max(own, indent + 1)) break;
        lines.push(line.slice(own < 0 ? line.length : own));
      }
      while (lines.length && !lines.at(-1).trim()) lines.pop();
      while (lines.length && !lines[0].trim()) lines.shift();
      return lines.join("\n") || null;
    }

    inline(rest) {
      const [value, left] = this.piece(rest, false);
      if (left.trim() && !/^\s+#/.test(left)) this.refuse("的引号或括号后面多了文字");
      return value;
    }

    // One value and what stands behind it; inside brackets it ends at a comma.
    piece(rest, inside) {
      if (rest[0] === '"' || rest[0] === "'") return this.quoted(rest);
      if (rest[0] === "[") return this.flow(rest.slice(1).trimStart());
      if (/^[{&*!%@`>|]/.test(rest) || /^\? /.test(rest)) this.refuse("用了这里读不了的写法");
      const end = inside ? rest.search(/\s*[,\]]|\s#/) : rest.search(/\s#/);
      const value = (end < 0 ? rest : rest.slice(0, end)).trim();
      if (/:(?: |$)/.test(value)) this.refuse("的值里有英文冒号，请给整个值加引号");
      if (inside && /[[{}]/.test(value)) this.refuse("的括号里还有括号");
      return [value, end < 0 ? "" : rest.slice(end)];
    }

    quoted(rest) {
      const found = rest[0] === '"' ? rest.match(/^"((?:[^"\\]|\\.)*)"/) : rest.match(/^'((?:[^']|'')*)'/);
      if (!found) this.refuse("的引号没有在同一行里成对");
      const left = rest.slice(found[0].length);
      if (rest[0] === "'") return [found[1].replaceAll("''", "'"), left];
      try {
        return [JSON.parse(found[0]), left];
      } catch {
        return this.refuse("的双引号里用了这里读不了的反斜杠");
      }
    }

    flow(rest) {
      const items = [];
      while (rest && rest[0] !== "]") {
        const [value, left] = this.piece(rest, true);
        items.push(value);
        rest = left.trimStart();
        if (rest[0] === ",") rest = rest.slice(1).trimStart();
        else if (rest[0] !== "]") this.refuse("的方括号没有写完整");
      }
      if (!rest) this.refuse("的方括号没有在同一行里成对");
      return [items, rest.slice(1)];
    }
  }

  // Data, or why the text could not be read.
  function read(text) {
    try {
      return { data: new Reader(text).document() };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { why: error.message };
    }
  }

  return { write, read };
})();
