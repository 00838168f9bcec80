// What Word, WPS, a web page or an article puts on the clipboard as HTML, as Markdown: headings, lists, tables, bold,
// links and quotations; colours, sizes and pictures fall away. The HTML is parsed in a document that runs and loads nothing.

"use strict";

wanlixing.pasteHtml = (() => {
  const { soundHost } = wanlixing.values;
  const { inline } = wanlixing.markdown;
  const mostCells = 20000;
  const none = "script, style, title, noscript, template, svg, canvas, iframe, object, video, audio, button, input, select, textarea, rt, rp, xml, [hidden]";
  const blocks = new Set("ADDRESS ARTICLE ASIDE BODY CENTER DD DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER LI MAIN OL P PRE SECTION UL".split(" "));
  const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]/;
  const word = /[\p{L}\p{N}]/u;
  const heavy = /(?:^|;)\s*font-weight\s*:\s*(bold|[6-9]00|normal|lighter|[1-5]00)/i;
  const hidden = /(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*comment)/i;
  const listed = /(?:^|;)\s*mso-list\s*:\s*l\d+\s+level(\d)/i;
  const raised = { sup: "⁰¹²³⁴⁵⁶⁷⁸⁹", sub: "₀₁₂₃₄₅₆₇₈₉" };
  const styleOf = (node) => node.getAttribute("data-style") || "";
  const wordOf = (node) => (node.textContent || "").replace(/\s/g, "");

  // One reading of a clipboard: its blocks so far, and the words of the one that is being read.
  class Reader {
    constructor(atSpaces) {
      Object.assign(this, { atSpaces, blocks: [], pieces: [], names: new Set(), pictures: 0, deleted: false, levels: [] });
    }

    // --- words: pieces of text that are bold or not, in a link or not ---------------------------------
    // A line break of the file (`\r`) between two Chinese signs is nothing, as Word writes them anywhere; others break
    // lines at spaces alone.
    settled() {
      const whole = this.pieces.map(({ text }) => text).join("");
      let before = "\n";
      const signs = [...whole.split("").keys()].map((at) => {
        let sign = whole[at];
        if (sign === "\r") sign = !this.atSpaces && wide.test(before) && wide.test(whole[at + 1] || "") ? "" : " ";
        if (sign === " " && (before === " " || before === "\n" || whole[at + 1] === "\n")) sign = "";
        before = sign || before;
        return sign;
      });
      let from = 0;
      const made = [];
      for (const { text, bold, href } of this.pieces) {
        const clean = signs.slice(from, from + text.length).join("");
        from += text.length;
        const last = made[made.length - 1];
        if (last && last.bold === bold && last.href === href) last.text += clean;
        else if (clean) made.push({ text: clean, bold, href });
      }
      return made;
    }

    // The words as Markdown, line by line.
    words(plain) {
      const pieces = this.settled();
      this.pieces = [];
      const marked = pieces.map(({ text, bold, href }) => text.split("\n").map((line) => this.marked(line, bold && !plain, href)).join("\n"));
      return marked.join("").replace(/^[ \t\u3000]+|[ \t\u3000]+$/gm, "").replace(/\n{2,}/g, "\n\n").trim();
    }

    marked(text, bold, href) {
      const [, lead, inner, tail] = /^(\s*)([^]*?)(\s*)$/.exec(text);
      if (!word.test(inner)) return text;
      // A star that stands in a text is one; in Markdown two of them would be the beginning and end of something.
      const literal = !/\*\*/.test(inner) && inline(inner).some((token) => token.tag === "em") ? inner.replace(/\*/g, "\\*") : inner;
      if (href) {
        this.names.add("链接");
        return `${lead}[${literal.replace(/[[\]]/g, "\\$&")}](${href})${tail}`;
      }
      if (!bold) return lead + literal + tail;
      this.names.add("加粗");
      return `${lead}**${literal}**${tail}`;
    }

    // --- blocks ----------------------------------------------------------------------------------------
    flush(around) {
      if (!this.pieces.length) return;
      const heading = around.depth > 0;
      let text = this.words(heading);
      const bare = text.replace(/^\*\*([^*]+)\*\*$/, "$1");
      // A heading that is written as a bold line is one by its number (一、…), which the layout sees.
      if (bare !== text && /^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。；，：！？\n]{1,28}$/.test(bare)) text = bare;
      if (!text) return;
      const { marker } = around;
      const opens = Boolean(marker) && !marker.used;
      const first = opens ? marker.prefix + marker.text : around.prefix;
      if (marker) marker.used = true;
      if (!around.item) this.levels = [];
      this.put({ text: heading ? text.replace(/\n+/g, " ") : text, depth: around.depth, item: around.item, opens, first, prefix: around.prefix });
    }

    put(block) {
      if (block.depth) this.names.add("标题");
      if (block.item) this.names.add("列表");
      this.blocks.push({ depth: 0, item: false, first: "", prefix: "", ...block });
    }

    text(node, around) {
      const words = node.data.replace(/[\u00a0\u2002\u2003]/g, " ");
      const text = around.pre ? words.replace(/\r\n?/g, "\n") : words.replace(/[ \t\f]*[\r\n][ \t\f\r\n]*/g, "\r").replace(/[ \t\f]+/g, " ");
      if (text) this.pieces.push({ text, bold: around.bold, href: around.href });
    }

    read(node, around) {
      for (const child of node.childNodes) {
        if (child.nodeType === 3) this.text(child, around);
        else if (child.nodeType === 1) this.element(child, around);
      }
    }

    element(node, around) {
      const style = styleOf(node);
      const { tagName } = node;
      if (node.matches(none) || hidden.test(style)) return;
      if (tagName === "DEL" || /MsoCommentReference/.test(node.className)) this.deleted = this.deleted || tagName === "DEL";
      else if (tagName === "IMG") this.pictures += Number(node.getAttribute("width") || 9) > 2 ? 1 : 0;
      else if (tagName === "BR") this.pieces.push({ text: "\n", bold: around.bold, href: around.href });
      else if (tagName === "SUP" || tagName === "SUB") this.raised(node, around);
      else if (/mso-tab-count/i.test(style)) this.pieces.push({ text: "\t", bold: around.bold, href: around.href });
      else if (tagName === "TABLE") this.table(node, around);
      else this.inner(node, this.styled(node, style, around));
    }

    styled(node, style, around) {
      const now = { ...around };
      if (node.tagName === "B" || node.tagName === "STRONG") now.bold = true;
      const weight = heavy.exec(style);
      if (weight) now.bold = /bold|[6-9]00/i.test(weight[1]);
      if (node.tagName === "PRE" || /white-space\s*:\s*(?:pre|break-spaces)/i.test(style)) now.pre = true;
      else if (/white-space\s*:\s*(?:normal|nowrap)/i.test(style)) now.pre = false;
      const href = node.tagName === "A" ? (node.getAttribute("href") || "").trim() : "";
      if (/^https?:\/\//i.test(href) && soundHost(href)) now.href = href.replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
      return now;
    }

    inner(node, around) {
      const heading = /^H([1-6])$/.exec(node.tagName);
      const mso = listed.exec(styleOf(node));
      const isBlock = blocks.has(node.tagName) || heading || node.tagName === "BLOCKQUOTE";
      if (!isBlock) return this.read(node, around);
      // What stands before a block inside another is a block of its own.
      this.flush(around);
      let now = around;
      if (heading) now = { ...around, depth: Number(heading[1]), bold: false };
      else if (node.tagName === "BLOCKQUOTE") now = { ...around, prefix: `${around.prefix}> ` };
      else if (node.tagName === "UL" || node.tagName === "OL") now = { ...around, list: { ordered: node.tagName === "OL", next: Number(node.getAttribute("start") || 1), prefix: around.prefix } };
      else if (node.tagName === "LI") now = this.item(around);
      if (mso) now = this.wordItem(node, Number(mso[1]), now);
      this.read(node, now);
      return this.flush(now);
    }

    item(around) {
      const list = around.list || { ordered: false, prefix: around.prefix };
      const text = list.ordered ? `${list.next++}. ` : "- ";
      return { ...around, item: true, marker: { text, prefix: list.prefix, used: false }, prefix: list.prefix + " ".repeat(text.length) };
    }

    // An item of Word's or WPS's: its number or sign stands in a span that HTML is told to ignore.
    wordItem(node, level, around) {
      const sign = [...node.querySelectorAll("[data-style]")].find((one) => /mso-list\s*:\s*ignore/i.test(styleOf(one)));
      if (!sign) return around;
      const mark = wordOf(sign);
      sign.remove();
      const number = /^(\d{1,3})[.．、)）]$/.exec(mark);
      if (around.depth || (!number && /[\p{L}\p{N}]/u.test(mark) && !/^[a-z]$|^[\ue000-\uf8ff]$/.test(mark))) {
        this.pieces.push({ text: /[A-Za-z0-9.]$/.test(mark) ? `${mark} ` : mark, bold: false, href: "" });
        return around;
      }
      const text = number ? `${Number(number[1])}. ` : "- ";
      this.levels = [...this.levels.slice(0, level - 1), text.length];
      const prefix = around.prefix + " ".repeat(this.levels.slice(0, -1).reduce((sum, one) => sum + one, 0));
      return { ...around, item: true, marker: { text, prefix, used: false }, prefix: prefix + " ".repeat(text.length) };
    }

    // 10⁴ is not 104.
    raised(node, around) {
      const digits = raised[node.tagName.toLowerCase()];
      const text = wordOf(node);
      if (/^[0-9]+$/.test(text)) this.pieces.push({ text: text.replace(/[0-9]/g, (digit) => digits[digit]), bold: around.bold, href: around.href });
      else this.read(node, around);
    }

    // --- tables ----------------------------------------------------------------------------------------
    table(node, around) {
      this.flush(around);
      const rows = [...node.rows].map((row) => [...row.cells]);
      const width = Math.max(0, ...rows.map((cells) => cells.reduce((sum, cell) => sum + Math.min(cell.colSpan, 50), 0)));
      // One column, or tables in a table: they only arrange texts.
      if (width < 2 || rows.length < 2 || rows.length * width > mostCells || node.querySelector("table")) {
        for (const cell of [...(node.caption ? [node.caption] : []), ...rows.reduce((all, cells) => [...all, ...cells], [])]) {
          this.read(cell, around);
          this.flush(around);
        }
        return;
      }
      if (node.caption) this.read(node.caption, around);
      this.flush(around);
      this.names.add("表格");
      this.grid(rows, width, around);
    }

    // Merged cells say in each of their places what they say once; a line over the whole width is a paragraph.
    grid(rows, width, around) {
      const made = rows.map(() => []);
      const across = [];
      rows.forEach((cells, at) => {
        let column = 0;
        for (const cell of cells) {
          while (made[at][column] !== undefined) column += 1;
          const text = this.cell(cell, at);
          if (cell.colSpan >= width && cells.length === 1) across[at] = text;
          for (let down = 0; down < Math.max(1, cell.rowSpan) && at + down < rows.length; down += 1) {
            for (let right = 0; right < cell.colSpan && column + right < width; right += 1) made[at + down][column + right] = text;
          }
          column += cell.colSpan;
        }
      });
      let lines = [];
      const put = () => {
        const [head, ...rest] = lines;
        if (head) this.put({ text: [head, head.map(() => "---"), ...rest].map((row) => `| ${row.join(" | ")} |`).join("\n"), prefix: around.prefix, first: around.prefix });
        lines = [];
      };
      made.forEach((row, at) => {
        const whole = Array.from({ length: width }, (_none, column) => row[column] || "");
        if (across[at] !== undefined) {
          if (!across[at]) return;
          if (lines.length) put();
          this.put({ text: across[at], prefix: around.prefix, first: around.prefix });
        } else if (whole.some(Boolean)) lines.push(whole);
      });
      put();
    }

    // The text of one cell; a heading's bold is the table's own.
    cell(node, at) {
      const inside = new Reader(this.atSpaces);
      const around = { bold: false, href: "", pre: false, depth: 0, item: false, prefix: "" };
      inside.read(node, around);
      inside.flush(at || node.tagName === "TD" ? around : { ...around, depth: 1 });
      this.pictures += inside.pictures;
      this.deleted = this.deleted || inside.deleted;
      const texts = inside.blocks.map(({ text }) => text.replace(/\n+/g, "；"));
      const text = texts.join("；").replace(/([，。；：、！？])；/g, "$1").replace(/\|/g, "\\|");
      return at ? text : text.replace(/\*\*/g, "");
    }

    // --- the whole -------------------------------------------------------------------------------------
    whole() {
      const depths = [...new Set(this.blocks.map(({ depth }) => depth).filter(Boolean))].sort();
      let before = null;
      let text = "";
      for (const block of this.blocks) {
        const sign = block.depth ? `${"#".repeat(Math.min(depths.indexOf(block.depth) + 2, 6))} ` : "";
        const lines = block.text.split("\n").map((line, at) => `${at ? block.prefix : block.first + sign}${line}`.replace(/ +$/, ""));
        const tight = before && ((before.item && block.opens) || (before.text.includes("\t") && block.text.includes("\t")));
        const quote = before ? /^(?:> )*/.exec(commonStart(before.prefix, block.prefix))[0].trimEnd() : "";
        text += before ? (tight ? "\n" : `\n${quote}\n`) : "";
        text += lines.join("\n");
        before = block;
      }
      return text;
    }
  }

  function commonStart(one, other) {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    return one.slice(0, at);
  }

  // The Markdown, what was made, how many pictures stayed behind, and whether text that a reviser deleted did.
  function read(html) {
    // Styles are read and never applied, handlers never heard: the page's policy would complain of each.
    const inert = html.replace(/<(\/?)style\b/gi, "<$1xml").replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/([\s"'/])(style|on[a-z]+)(?=\s*=)/gi, "$1data-$2"));
    const page = new DOMParser().parseFromString(inert, "text/html");
    const reader = new Reader(/<meta[^>]*content=["']?LibreOffice/i.test(html));
    const around = { bold: false, href: "", pre: false, depth: 0, item: false, prefix: "" };
    reader.read(page.body, around);
    reader.flush(around);
    return { text: reader.whole(), names: [...reader.names], pictures: reader.pictures, deleted: reader.deleted };
  }

  return { read };
})();
