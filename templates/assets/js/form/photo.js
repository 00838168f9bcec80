// A picture is looked at here and written anew from its bare pixels: where and by whom it was taken stays behind.

"use strict";

wanlixing.photo = (() => {
  const limits = wanlixing.rules.pictures;
  const megabyte = 1024 * 1024;
  const position = [2, 4, 20, 22, 28];
  const persons = { 0x013b: "拍摄人的姓名", 0x9c9d: "拍摄人的姓名", 0xa430: "拍摄人的姓名", 0xa431: "设备编号", 0xa435: "设备编号" };

  class Refused extends Error {}

  const latin = (bytes) => new TextDecoder("latin1").decode(bytes);

  function sort(bytes) {
    const head = latin(bytes.subarray(0, 16));
    if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
    if (bytes[0] === 0x89 && head.slice(1, 4) === "PNG") return "png";
    return head.startsWith("RIFF") && head.slice(8, 12) === "WEBP" ? "webp" : "";
  }

  // The tags of one directory of TIFF, which is what EXIF is made of: number and value.
  function* tags(view, start, little) {
    if (start + 2 > view.byteLength) return;
    const count = view.getUint16(start, little);
    for (let number = 0; number < count; number += 1) {
      const at = start + 2 + number * 12;
      if (at + 12 > view.byteLength) return;
      yield [view.getUint16(at, little), view.getUint32(at + 8, little), view.getUint32(at + 4, little)];
    }
  }

  // What the metadata say of where and by whom the picture was taken.
  function metadata(bytes) {
    const text = latin(bytes);
    const found = { place: text.includes("GPSLatitude"), persons: new Set() };
    for (const mark of text.matchAll(/(?:II\*\0|MM\0\*)/g)) {
      const before = text.slice(Math.max(0, mark.index - 16), mark.index);
      if (!/Exif\0\0$|eXIf$|EXIF....(?:Exif\0\0)?$/s.test(before)) continue;
      const view = new DataView(bytes.buffer, bytes.byteOffset + mark.index, bytes.length - mark.index);
      const little = mark[0].startsWith("II");
      const first = [...tags(view, view.getUint32(4, little), little)];
      const inner = first.filter(([tag]) => tag === 0x8769).flatMap(([, at]) => [...tags(view, at, little)]);
      for (const [tag, , size] of [...first, ...inner]) if (persons[tag] && size > 1) found.persons.add(persons[tag]);
      for (const [, at] of first.filter(([tag]) => tag === 0x8825)) {
        if ([...tags(view, at, little)].some(([tag]) => position.includes(tag))) found.place = true;
      }
    }
    return { place: found.place, persons: [...found.persons] };
  }

  const moves = (bytes, kind) => (kind === "webp" && latin(bytes.subarray(0, 64)).includes("ANIM")) || (kind === "png" && latin(bytes.subarray(0, 4096)).includes("acTL"));

  function encoded(image, kind) {
    const scale = Math.min(1, limits.side / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const data = canvas.toDataURL(kind === "jpeg" ? "image/jpeg" : "image/png", 0.88);
    const bytes = Uint8Array.from(atob(data.split(",")[1]), (sign) => sign.charCodeAt(0));
    return { data, bytes, width: canvas.width, height: canvas.height };
  }

  // A name that is an address: of the file's own what may stay.
  function nameOf(file, kind, fallback) {
    const stem = file.name.replace(/\.[^.]*$/, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 50);
    return `${/[a-z]/.test(stem) ? stem : fallback}.${kind === "jpeg" ? "jpg" : "png"}`;
  }

  // The picture as it may go out: name, bytes, a small address to show it, and what was left behind.
  async function taken(file, fallback) {
    if (file.size > limits.bytes) throw new Refused(`这张图片有 ${(file.size / megabyte).toFixed(1)} MB，最多 ${limits.bytes / megabyte} MB。请用画图或看图软件把长边改成 ${limits.side} 像素左右，另存为 JPG 再选。`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const kind = sort(bytes);
    if (latin(bytes.subarray(4, 8)) === "ftyp") throw new Refused("这是 iPhone 的 HEIC 照片。请在手机的“设置→相机→格式”里选“兼容性最佳”再拍；已经拍好的，用看图软件另存为 JPG。");
    if (!kind) throw new Refused("打不开：这不是 JPG、PNG 或 WebP 图片。请用看图软件另存为 JPG 或 PNG；只改文件名的后缀没有用。");
    if (moves(bytes, kind)) throw new Refused("这是动图。请截取其中一帧，存成静止的 JPG 或 PNG。");
    const image = await createImageBitmap(file).catch(() => null);
    if (!image) throw new Refused("打不开：图片文件残缺或已损坏。请从相机、手机或原稿重新复制一份，先确认能正常打开。");
    if (image.width * image.height > limits.pixels) throw new Refused(`图片太大：长宽相乘超过 ${limits.pixels / 10000} 万像素。请缩小到长边 ${limits.side} 像素左右。`);
    const [long, narrow] = [Math.max(image.width, image.height), Math.min(image.width, image.height)];
    if (narrow >= 320 && (narrow * limits.side) / long < 320) throw new Refused("图片又长又窄，缩小后看不清上面的字。请截成几张，每张的长边不超过短边的 4 倍；整篇是文字的，请把文字写进正文。");
    const made = encoded(image, kind);
    image.close();
    const before = metadata(bytes);
    const after = metadata(made.bytes);
    if (after.place || after.persons.length) throw new Refused("去不掉图片里的拍摄位置，请用画图打开，另存为 PNG 再选。");
    const left = [...(before.place ? ["拍摄位置"] : []), ...before.persons];
    return { ...made, name: nameOf(file, kind, fallback), left };
  }

  return { taken, metadata, Refused };
})();
