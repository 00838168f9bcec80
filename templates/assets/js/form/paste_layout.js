// What pasting does to lines, undone: generator/text/paste_layout.py with its own patterns, read as data.

"use strict";

wanlixing.layout = (() => {
  const { layout } = wanlixing.rules.book.repair;
  const { columns } = wanlixing.rules.book.markdown;
  const [wide, short, fewest] = [15, 24, 3];
  const [fewestRows, fewestGaps] = [3, 2];
  const forms = Object.fromEntries(Object.entries(layout).map(([name, pattern]) => [name, new RegExp(pattern)]));
  const is = (name, line) => forms[name].test(line);
  const blank = (line) => line === undefined || !line.trim();
  const length = (line) => [...line].length;

  // Lines whose quotation marks all look the same way: every second one is turned.
  function turned(line) {
    const all = line.match(/[“”"]/g) || [];
    // Straight marks stand in for Chinese ones: in turn, all marks open and close.
    const isMixed = all.length % 2 === 0 && all.includes('"') && all.some((mark) => mark !== '"') && all.every((mark, at) => mark === '"' || mark === "“”"[at % 2]);
    let at = 0;
    if (isMixed) return line.replace(/[“”"]/g, () => "“”"[at++ % 2]);
    const marks = line.match(/[“”]/g) || [];
    if (new Set(marks).size !== 1 || marks.length % 2) return line;
    return line.replace(/[“”]/g, () => "“”"[at++ % 2]);
  }

  function turnedQuotes(text, names) {
    const made = text.split("\n").map(turned).join("\n");
    if (made !== text) names.add("引号的方向");
    return made;
  }

  // Which lines stand in a fence: they are left alone.
  function fenced(lines) {
    let inside = false;
    return lines.map((line) => {
      const fence = is("fence", line);
      const found = inside || fence;
      inside = inside !== fence;
      return found;
    });
  }

  // `— 2 —` between two lines of a PDF belongs to the paper, not to the text.
  function withoutPageNumbers(lines, names) {
    const code = fenced(lines);
    const isNumber = lines.map((line, at) => !code[at] && is("page_number", line));
    if (!isNumber.includes(true) || lines.every((line, at) => isNumber[at] || blank(line))) return lines;
    names.add("页码");
    const kept = [];
    let page = false;
    lines.forEach((line, at) => {
      page = page || isNumber[at];
      if (isNumber[at] || (page && blank(line))) return;
      if (page) while (kept.length && blank(kept[kept.length - 1])) kept.pop();
      if (page && kept.length && is("ends", kept[kept.length - 1])) kept.push("");
      page = false;
      kept.push(line);
    });
    return kept;
  }

  const beside = (lines, at) => !blank(lines[at - 1]) || !blank(lines[at + 1]);

  function signed(line, names, listed, near) {
    if (!listed && is("indent", line) && !line.trim().includes("\t")) {
      names.add("段首的空格");
      line = line.replace(/^[ \t\u3000]+/, "");
    }
    const hashes = line.match(forms.hash);
    const steps = [["列表的写法", "bullet", "- "], ["列表的写法", "dash", "$1- "], ["列表的写法", "number", "$1$2. "]];
    if (near) steps.push(["列表的写法", "comma_number", "$1$2. "]);
    if (hashes) steps.push(["标题的写法", "hash", `${"#".repeat(hashes[1].length)} `]);
    for (const [name, form, instead] of steps) {
      const now = line.replace(forms[form], instead);
      if (now === line) continue;
      names.add(name);
      return now;
    }
    return line;
  }

  // The line with a list's sign, if it and one beside it begin with the same that is none.
  function withBullet(lines, at, names) {
    const [sign, ...around] = [at, at - 1, at + 1].map((number) => forms.same_sign.exec(lines[number] || ""));
    if (!sign || is("item", lines[at]) || !around.some((other) => other && other[1] === sign[1])) return lines[at];
    names.add("列表的写法");
    return `- ${lines[at].slice(sign[0].length)}`;
  }

  function withSigns(lines, names, everywhere) {
    const code = fenced(lines);
    let listed = false;
    return lines.map((line, at) => {
      let now = line;
      if (!code[at] && !is("quote", line)) {
        now = signed(line, names, listed, everywhere || beside(lines, at));
        if (now === line) now = withBullet(lines, at, names);
      }
      listed = is("item", now) || (listed && (blank(now) || now.startsWith("  ")));
      return now;
    });
  }

  // Rows of a table that was copied from a PDF, where spaces part its columns, as a spreadsheet gives them.
  function withTabs(lines) {
    const code = fenced(lines);
    const rows = lines.map((line, at) => (is("loose_row", line) && !code[at] ? line.replace(new RegExp(forms.change, "g"), "$1") : ""));
    const gaps = (row) => row.split(" ").length - 1;
    const made = [...lines];
    for (let at = 0, end; at < rows.length; at = end) {
      end = at + 1;
      while (end < rows.length && gaps(rows[end]) === gaps(rows[at]) && gaps(rows[at]) >= fewestGaps && is("figure", rows[end])) end += 1;
      if (end - at >= fewestRows) for (let row = at; row < end; row += 1) made[row] = rows[row].replace(/ /g, "\t");
    }
    return made;
  }

  // Two lines or more with tabs, as spreadsheets and Word give them.
  function withTables(lines, names) {
    const code = fenced(lines);
    const made = [];
    for (let at = 0; at < lines.length; ) {
      let end = at;
      while (end < lines.length && lines[end].trim().includes("\t") && !code[end]) end += 1;
      const rows = lines.slice(at, end).map((line) => line.replace(/^[ \u3000]+|[ \u3000]+$/g, "").split("\t").map((cell) => cell.trim().replace(/\|/g, "\\|")));
      const width = Math.max(0, ...rows.map((row) => row.length));
      if (end - at > 1 && width <= columns) {
        names.add("制表符隔开的表格");
        for (const row of rows) while (row.length < width) row.push("");
        rows.splice(1, 0, Array(width).fill("---"));
        if (made.length && !blank(made[made.length - 1])) made.push("");
        made.push(...rows.map((row) => `| ${row.join(" | ")} |`));
        if (!blank(lines[end])) made.push("");
      } else {
        end = Math.max(end, at + 1);
        made.push(...lines.slice(at, end));
      }
      at = end;
    }
    return made;
  }

  // Rows between bars below which the line is missing that makes them a table.
  function withDividers(lines, names) {
    const code = fenced(lines);
    const made = [];
    for (let at = 0; at < lines.length; ) {
      let end = at;
      while (end < lines.length && is("closed_row", lines[end]) && !code[end]) end += 1;
      const run = lines.slice(at, end);
      const bars = new Set(run.map((row) => row.replace(/\\\|/g, "").split("|").length - 1));
      if (run.length > 1 && bars.size === 1 && !run.some((row) => is("divider", row))) {
        names.add("表格的写法");
        run.splice(1, 0, `|${" --- |".repeat([...bars][0] - 1)}`);
      }
      made.push(...(run.length ? run : lines.slice(at, at + 1)));
      at = Math.max(end, at + 1);
    }
    return made;
  }

  function withHeadings(lines, names, everywhere) {
    const code = fenced(lines);
    const chapters = lines.some((line) => is("chapter", line.replace(/^[# ]+/, "")));
    const made = [];
    lines.forEach((line, at) => {
      if (code[at] || !(everywhere || beside(lines, at)) || !(is("chapter", line) || is("section", line))) {
        made.push(line);
        return;
      }
      names.add("标题的写法");
      if (made.length && !blank(made[made.length - 1])) made.push("");
      made.push(`${chapters && is("section", line) ? "###" : "##"} ${line}`);
      if (!blank(lines[at + 1])) made.push("");
    });
    return made;
  }

  // How wide the lines up to the next blank one are, and whether a program broke them.
  function measured(lines, start) {
    let end = start;
    while (!blank(lines[end])) end += 1;
    const run = lines.slice(start, end);
    const width = Math.max(0, ...run.map(length));
    const apart = run.length >= fewest && run.every((one) => is("name", one));
    return { width, apart, wrapped: width > wide && run.slice(0, -1).some((one) => !is("ends", one) && length(one) * 4 > width * 3) };
  }

  function isMissing(before, line, { width, wrapped, apart }) {
    if (apart) return true;
    if (is("heading", line) || is("heading", before) || is("first_item", line)) return false;
    if (is("row", before)) return !line.includes("|");
    if (is("item", line)) return !is("item", before);
    if (is("goes_on", before) || line.includes("|") || line.startsWith("  ") || (is("quote", line) && is("quote", before))) return false;
    if (is("begins", line) || is("document", before) || (!wrapped && is("turns", line))) return true;
    if (is("ends", before)) return !wrapped || length(before) * 10 < width * 9;
    return length(before) <= short && length(before) * 10 < width * 7;
  }

  function withBreaks(lines, names) {
    const code = fenced(lines);
    const made = [];
    let measure = null;
    let listed = false;
    lines.forEach((line, at) => {
      if (blank(lines[at - 1])) {
        measure = measured(lines, at);
        listed = is("item", line);
      } else if (listed && is("item", line)) {
        // The item before it went on in lines of its own.
      } else if (!blank(line) && !code[at] && !code[at - 1] && isMissing(lines[at - 1], line, measure)) {
        names.add("段落之间的空行");
        made.push("");
        listed = is("item", line);
      }
      made.push(line);
    });
    return made;
  }

  // Items of one list follow each other without blank lines.
  function withCloseItems(lines) {
    return lines.filter((line, at) => !(blank(line) && is("item", lines[at - 1] || "") && is("item", lines[at + 1] || "")));
  }

  // The text with its paragraphs, headings, lists and tables; of what was just `pasted` all headings.
  function laidOut(text, names, pasted = false) {
    const lines = withDividers(withTables(withTabs(withSigns(withoutPageNumbers(text.split("\n"), names), names, pasted)), names), names);
    const made = withBreaks(withHeadings(lines, names, pasted), names);
    return (pasted ? withCloseItems(made) : made).join("\n");
  }

  return { turnedQuotes, laidOut };
})();
