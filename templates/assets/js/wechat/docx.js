// A document of the word processor from its blocks. How each is written is said by generator/documents/docx_script.py,
// from a document that the program wrote; so both write the same.

"use strict";

wanlixing.docx = (() => {
  const { parts, forms, table, width, twip } = wanlixing.docxParts;
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  const escaped = (text) => text.replace(/[&<>]/g, (sign) => signs[sign]);
  const filled = (form, words) => form.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole);
  const written = (form, text) => filled(forms[form], { text: escaped(text) });

  function grid(rows) {
    const words = { width: String(Math.floor(Math.floor(width / rows[0].length) / twip)) };
    const isNumber = new RegExp(table.is_number);
    const cell = (text) => filled(isNumber.test(text) ? table.number : table.cell, { ...words, text: escaped(text) });
    const cells = (row) => row.map(cell).join("");
    const [head, ...others] = rows;
    const columns = filled(table.column, words).repeat(head.length);
    return table.start + columns + table.head + [head, ...others].map(cells).join(table.row) + table.end;
  }

  // A signature never stands alone on a page: the paragraph before it comes along.
  const kept = (paragraph) => paragraph.replace(/<w:p>(?:<w:pPr>(<w:pStyle [^>]*>)?)?/, (start) => `${start}<w:keepNext/>`);

  function block(said) {
    if (typeof said === "string") return written("paragraph", said);
    const [form, content] = said;
    return form === "table" ? grid(content) : written(form, content);
  }

  function body({ title, blocks }) {
    const found = blocks.map(block);
    const sender = blocks.findIndex((said) => said[0] === "sender");
    if (sender > 0) found[sender - 1] = kept(found[sender - 1]);
    return filled(forms.title, { title: escaped(title) }) + found.join("");
  }

  // `brief`: its title, author, mark at the head of the pages, blocks.
  function write(brief) {
    const words = { title: escaped(brief.title), author: escaped(brief.author), mark: escaped(brief.mark), body: body(brief) };
    const files = Object.entries(parts).map(([path, xml]) => [path, new TextEncoder().encode(filled(xml, words))]);
    return new Blob([wanlixing.archive.zip(files)], { type });
  }

  return { write };
})();
