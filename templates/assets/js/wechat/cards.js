// Covers: cut from the record's picture, or a title card drawn with the reader's own Chinese fonts.

"use strict";

wanlixing.cards = (() => {
  const sizes = { wide: [900, 383], square: [600, 600] };
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

  // The largest type in which the title fits.
  function fitted(context, text, width, height, largest) {
    for (let size = largest; size > 18; size -= 2) {
      context.font = `700 ${size}px ${serif}`;
      const found = balanced(context, text, width);
      if (found.length * size * 1.42 <= height && found.every((line) => context.measureText(line).width <= width + size)) {
        return { size, found };
      }
    }
    context.font = `700 18px ${serif}`;
    return { size: 18, found: lines(context, text, width) };
  }

  function canvasOf([width, height]) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    return canvas;
  }

  // Ink, a red edge, rings as of water: the column's own look.
  function card(form, data) {
    const canvas = canvasOf(sizes[form]);
    const { width, height } = canvas;
    const context = canvas.getContext("2d");
    const wide = form === "wide";
    context.fillStyle = "#17365f";
    context.fillRect(0, 0, width, height);
    context.strokeStyle = "rgb(255 255 255 / 7%)";
    context.lineWidth = 1.5;
    for (let radius = 40; radius < width * 0.75; radius += 26) {
      context.beginPath();
      context.arc(width, height, radius, Math.PI, Math.PI * 1.5);
      context.stroke();
    }
    context.fillStyle = "#b1301d";
    context.fillRect(0, height - 10, width, 10);
    // A wide cover is cut to its middle square in lists and when it is shared: the words stay inside it.
    const inner = wide ? height - 20 : width - 2 * 56;
    const left = wide ? width / 2 : 56;
    context.textAlign = wide ? "center" : "left";
    context.textBaseline = "middle";
    context.fillStyle = "#f0c878";
    context.font = `500 ${wide ? 20 : 24}px ${sans}`;
    context.fillText(data.label, left, wide ? 50 : 84);
    context.fillRect(wide ? left - 22 : left, wide ? 72 : 112, 44, 3);
    const top = wide ? 88 : 140;
    const room = height - top - (wide ? 68 : 116);
    const { size, found } = fitted(context, data.title, inner, room, wide ? 46 : 58);
    context.font = `700 ${size}px ${serif}`;
    context.fillStyle = "#ffffff";
    const start = top + (room - found.length * size * 1.42) / 2 + size * 0.71;
    found.forEach((line, number) => {
      // The sign that opens a line is white on its left half: it hangs out, so that the words stand in one line.
      const hang = !wide && notLast.test(line[0]) ? size / 2 : 0;
      context.fillText(line, left - hang, start + number * size * 1.42);
    });
    context.fillStyle = "#d3dcea";
    context.font = `400 ${wide ? 18 : 22}px ${sans}`;
    context.fillText(data.column, left, height - (wide ? 38 : 62));
    return canvas;
  }

  // The largest part of the picture of that shape; a little above the middle, where faces are.
  function cut(form, image) {
    const canvas = canvasOf(sizes[form]);
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

  // A picture of lines and words as a PNG of its own size, drawn with the reader's fonts.
  async function picture(address) {
    const answer = await fetch(address);
    // The page's policy takes pictures from here and from within, not from blobs.
    const image = await loaded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(await answer.text())}`);
    const canvas = canvasOf([image.naturalWidth, image.naturalHeight]);
    canvas.getContext("2d").drawImage(image, 0, 0);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  return { cover, card, lines, balanced, picture };
})();
