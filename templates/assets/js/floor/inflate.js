/* Unpacks zlib data (RFC 1950, 1951) where the browser has no DecompressionStream (Safari before 16.4). */
(function () {
  "use strict";

  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  /** Lengths 3 to 258 and distances 1 to 32768: where each code begins, and how many further bits it has. */
  const LENGTHS = codes([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5], 3);
  LENGTHS.push([258, 0]);
  const DISTANCES = codes([0, 0, 0, 0, ...Array.from({ length: 26 }, (_none, i) => (i >> 1) + 1)], 1);

  function codes(bits, first) {
    return bits.map((extra) => { const code = [first, extra]; first += 1 << extra; return code; });
  }

  /** A canonical Huffman code: how many codes of each length there are, and the symbols in the order of their codes. */
  function tree(lengths) {
    const counts = new Uint16Array(16), symbols = [];
    for (let length = 1; length < 16; length += 1) {
      lengths.forEach((one, symbol) => { if (one === length) { counts[length] += 1; symbols.push(symbol); } });
    }
    return { counts, symbols };
  }

  const FIXED = [
    tree(Array.from({ length: 288 }, (_none, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))),
    tree(new Array(30).fill(5)),
  ];

  /** The bytes of a zlib stream. Throws RangeError where it is broken. */
  window.wanlixing.inflate = function (source) {
    let position = 2, held = 0, count = 0; // the two bytes of the head say nothing that we need
    let out = new Uint8Array(source.length * 6 + 1024), end = 0;

    function bits(wanted) {
      while (count < wanted) {
        if (position >= source.length) throw new RangeError("cut short");
        held |= source[position] << count;
        position += 1;
        count += 8;
      }
      const value = held & ((1 << wanted) - 1);
      held >>>= wanted;
      count -= wanted;
      return value;
    }

    function symbol({ counts, symbols }) {
      let code = 0, first = 0, index = 0;
      for (let length = 1; length < 16; length += 1) {
        code |= bits(1);
        const here = counts[length];
        if (code - here < first) return symbols[index + code - first];
        index += here;
        first = (first + here) << 1;
        code <<= 1;
      }
      throw new RangeError("no such code");
    }

    function room(more) {
      if (end + more <= out.length) return;
      const larger = new Uint8Array(Math.max(out.length * 2, end + more));
      larger.set(out);
      out = larger;
    }

    function stored() {
      held = count = 0;
      const length = source[position] | (source[position + 1] << 8);
      position += 4;
      if (position + length > source.length) throw new RangeError("cut short");
      room(length);
      out.set(source.subarray(position, position + length), end);
      position += length;
      end += length;
    }

    function trees() {
      const [literals, distances, given] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
      const small = new Array(19).fill(0);
      for (let i = 0; i < given; i += 1) small[ORDER[i]] = bits(3);
      const names = tree(small), lengths = [];
      while (lengths.length < literals + distances) {
        const one = symbol(names);
        const [value, times] = one < 16 ? [one, 1] : one === 16 ? [lengths[lengths.length - 1], 3 + bits(2)] : [0, one === 17 ? 3 + bits(3) : 11 + bits(7)];
        for (let i = 0; i < times; i += 1) lengths.push(value);
      }
      return [tree(lengths.slice(0, literals)), tree(lengths.slice(literals))];
    }

    function block([literals, distances]) {
      for (;;) {
        const one = symbol(literals);
        if (one === 256) return;
        if (one < 256) {
          room(1);
          out[end] = one;
          end += 1;
          continue;
        }
        const [length, more] = LENGTHS[one - 257];
        const size = length + bits(more);
        const [distance, further] = DISTANCES[symbol(distances)];
        const back = distance + bits(further);
        if (back > end) throw new RangeError("before the start");
        room(size);
        for (let i = 0; i < size; i += 1, end += 1) out[end] = out[end - back];
      }
    }

    for (let last = 0; !last;) {
      last = bits(1);
      const sort = bits(2);
      if (sort === 3) throw new RangeError("no such block");
      if (sort === 0) stored();
      else block(sort === 1 ? FIXED : trees());
    }
    return out.slice(0, end);
  };
})();
