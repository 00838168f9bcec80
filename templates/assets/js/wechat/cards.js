// Covers: cut from the record's picture, or drawn as a title card; posters and codes. What stands where on them is said
// by generator/images/drawings.py, which the program draws by as well; here the reader's own Chinese fonts are used.

"use strict";

wanlixing.cards = (() => {
  const lineHeight = 1.42;
  // Of a code: modules of white around it, pixels a side.
  const quiet = 4;
  const pixels = 600;
  const serif = '"Songti SC", "STZhongsong", "Source Han Serif SC", "Noto Serif CJK SC", "SimSun", serif';
  const sans = '"PingFang SC", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC", sans-serif';
  // What may not begin and what may not end a line (GB/T 15834).
  const notFirst = /^[，。、；：？！）》」』】〉”’…—·,.;:?!)\]}%‰℃]/u;
  const notLast = /[（《「『【〈“‘([{]$/u;

  // What stays whole: words as the browser knows them, runs of Latin letters and digits; else single characters.
  const segmenter = window.Intl?.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;
  const runs = (text) => text.match(/[A-Za-z0-9.,%+/-]+|——|……|./gu) ?? [];

  function pieces(text) {
    if (!segmenter) return runs(text);
    const found = [];
    for (const { segment } of segmenter.segment(text)) {
      const last = found.length - 1;
      // 2018 + 年, A + - + B: the segmenter parts what belongs together.
      if (last >= 0 && /[A-Za-z0-9.,%+/-]$/.test(found[last]) && /^[A-Za-z0-9.,%+/-]|^[年月日届件家次个项万亿]/.test(segment)) found[last] += segment;
      else found.push(segment);
    }
    return found;
  }

  // Lines no wider than `width`; a break between any two pieces that may stand at the ends of lines.
  function lines(context, text, width) {
    const found = [];
    let line = "";
    for (const piece of pieces(text)) {
      if (line && context.measureText(line + piece).width > width && !notFirst.test(piece)) {
        let carried = "";
        while (notLast.test(line)) {
          carried = line.slice(-1) + carried;
          line = line.slice(0, -1);
        }
        found.push(line);
        line = carried + piece;
      } else {
        line += piece;
      }
    }
    return [...found, line];
  }

  // Lines of about the same length, so that no single character stands alone in the last one.
  function balanced(context, text, width) {
    const needed = lines(context, text, width).length;
    let low = context.measureText(text).width / needed;
    while (low < width && lines(context, text, low).length > needed) low += width / 40;
    return lines(context, text, Math.min(low, width));
  }

  // The largest type in which words fit into a box, and their lines.
  function fitted(context, text, shape) {
    const fontOf = (size) => (shape.serif ? `700 ${size}px ${serif}` : `400 ${size}px ${sans}`);
    for (let size = shape.size; size > 18; size -= 2) {
      context.font = fontOf(size);
      const found = balanced(context, text, shape.width);
      if (found.length * size * lineHeight <= shape.height && found.every((line) => context.measureText(line).width <= shape.width + size / 2)) {
        return { size, found };
      }
    }
    context.font = fontOf(18);
    return { size: 18, found: lines(context, text, shape.width) };
  }

  function canvasOf([width, height]) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    return canvas;
  }

  // The modules of a code, row by row, from its packed bits.
  function modules(packed) {
    const bits = [...atob(packed)].map((byte) => byte.charCodeAt(0).toString(2).padStart(8, "0")).join("");
    const side = Math.floor(Math.sqrt(bits.length));
    return Array.from({ length: side }, (_none, row) => bits.slice(row * side, (row + 1) * side));
  }

  const forms = {
    Box(context, shape) {
      context.fillStyle = shape.ink;
      context.fillRect(shape.x, shape.y, shape.width, shape.height);
    },
    Rings(context, shape) {
      const { width, height } = context.canvas;
      context.strokeStyle = shape.ink;
      context.lineWidth = shape.line;
      for (let radius = shape.first; radius < width * 0.75; radius += shape.step) {
        context.beginPath();
        context.arc(width, height, radius, Math.PI, Math.PI * 1.5);
        context.stroke();
      }
    },
    Text(context, shape, words) {
      const { size, found } = fitted(context, words[shape.says] ?? shape.says, shape);
      const above = shape.top ? 0 : (shape.height - found.length * size * lineHeight) / 2;
      const left = shape.centred ? shape.x + shape.width / 2 : shape.x;
      context.textAlign = shape.centred ? "center" : "left";
      context.textBaseline = "middle";
      context.fillStyle = shape.ink;
      found.forEach((line, number) => {
        // The sign that opens a line is white on its left half: it hangs out, so that the words stand below each other.
        const hang = !shape.centred && notLast.test(line[0]) ? size / 2 : 0;
        context.fillText(line, left - hang, shape.y + above + (number + 0.5) * size * lineHeight);
      });
    },
    Code(context, shape, words) {
      const rows = modules(words.code);
      const scale = Math.floor(shape.side / (rows.length + 2 * quiet));
      const left = shape.x + shape.side - scale * (rows.length + 2 * quiet);
      context.fillStyle = "#000000";
      rows.forEach((row, y) => [...row].forEach((module, x) => {
        if (module === "1") context.fillRect(left + (x + quiet) * scale, shape.y + (y + quiet) * scale, scale, scale);
      }));
    },
  };

  function drawn({ size, shapes }, words) {
    const canvas = canvasOf(size);
    const context = canvas.getContext("2d");
    for (const shape of shapes) forms[shape.form](context, shape, words);
    return canvas;
  }

  const card = (form, data) => drawn(wanlixing.drawings[form], data);

  // The largest part of the picture of that shape; a little above the middle, where faces are.
  function cut(form, image) {
    const canvas = canvasOf(wanlixing.drawings[form].size);
    const scale = Math.max(canvas.width / image.naturalWidth, canvas.height / image.naturalHeight);
    const width = canvas.width / scale;
    const height = canvas.height / scale;
    const x = (image.naturalWidth - width) / 2;
    const y = (image.naturalHeight - height) * 0.4;
    const context = canvas.getContext("2d");
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, x, y, width, height, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  function loaded(address) {
    return new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve(image);
      image.onerror = () => resolve(null);
      image.src = address;
    });
  }

  const jpeg = (canvas) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));

  // The cover as a JPEG and how it was made; a page opened from a folder may not read its own pictures.
  async function cover(form, data) {
    const image = data.cover ? await loaded(data.cover) : null;
    if (image) {
      try {
        return { blob: await jpeg(cut(form, image)), from: "picture" };
      } catch {
        return { blob: await jpeg(card(form, data)), from: "card-instead" };
      }
    }
    return { blob: await jpeg(card(form, data)), from: "card" };
  }

  const png = (canvas) => new Promise((resolve) => canvas.toBlob(resolve, "image/png"));

  const poster = (data) => png(drawn(wanlixing.drawings.poster, { ...data, source: data.credit }));

  // The code alone: every module has the same number of pixels.
  function code(data) {
    const modulesAside = modules(data.code).length + 2 * quiet;
    const side = Math.floor(pixels / modulesAside) * modulesAside;
    const ground = { form: "Box", x: 0, y: 0, width: side, height: side, ink: "#ffffff" };
    return png(drawn({ size: [side, side], shapes: [ground, { form: "Code", x: 0, y: 0, side }] }, data));
  }

  return { cover, card, poster, code, lines, balanced };
})();
