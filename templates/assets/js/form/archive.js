// A ZIP without compression: pictures are compressed already, and the rest is small.

"use strict";

wanlixing.archive = (() => {
  const table = Uint32Array.from({ length: 256 }, (_none, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });

  function checksum(bytes) {
    let value = 0xffffffff;
    for (const byte of bytes) value = table[(value ^ byte) & 0xff] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  }

  // Numbers as ZIP writes them: two bytes or, with an L, four; the lowest first.
  function packed(...numbers) {
    const out = new DataView(new ArrayBuffer(numbers.reduce((size, [, bytes]) => size + bytes, 0)));
    let at = 0;
    for (const [value, bytes] of numbers) {
      if (bytes === 2) out.setUint16(at, value, true);
      else out.setUint32(at, value, true);
      at += bytes;
    }
    return new Uint8Array(out.buffer);
  }

  // Names are UTF-8 (flag 0x800); the day is ZIP's first, so that the same files give the same bytes.
  const common = (bytes, name) => [[0x800, 2], [0, 2], [0, 2], [0x21, 2], [checksum(bytes), 4], [bytes.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]];

  // `files`: pairs of a path and bytes.
  function zip(files) {
    const parts = [];
    const entries = [];
    let offset = 0;
    for (const [path, bytes] of files) {
      const name = new TextEncoder().encode(path);
      const head = packed([0x04034b50, 4], [20, 2], ...common(bytes, name));
      entries.push(packed([0x02014b50, 4], [20, 2], [20, 2], ...common(bytes, name), [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name);
      parts.push(head, name, bytes);
      offset += head.length + name.length + bytes.length;
    }
    const size = entries.reduce((all, part) => all + part.length, 0);
    const end = packed([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [offset, 4], [0, 2]);
    return new Blob([...parts, ...entries, end], { type: "application/zip" });
  }

  return { zip };
})();
