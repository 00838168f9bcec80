/* Fetches and unpacks index files (generator/search): scripts, so that they load from a folder as well. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const base = new URL(document.currentScript.getAttribute("data-index"), document.baseURI).href;
  const LOCAL = location.protocol === "file:";
  /** Sorts of tokens and bits of a posting, as in generator/outputs/search/tokens.py. */
  const SORTS = { PAIR: 0, SINGLE: 1, SKIP: 2, SOUND: 3, INITIALS: 4, BROKEN: 5, TRIPLE: 6, FACET: 7 };
  const PLACE_BITS = 2;
  const waiting = new Map(); // name -> resolve, for files loaded as scripts
  const files = new Map(); // name -> what is being fetched or was unpacked
  /** A file of the index that could not be fetched: the network's fault, not ours. */
  class Unreachable extends Error {}
  let meta = null; // how the index is cut: asked for once, and again after a failure

  /** What index files call. */
  function take(name, value) {
    waiting.get(name)?.(value);
  }

  function viaScript(name, address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      waiting.set(name, resolve);
      script.src = address;
      script.onload = () => script.remove();
      script.onerror = () => reject(new Unreachable(name));
      document.head.append(script);
    });
  }

  async function viaFetch(name, address, signal) {
    const answer = await fetch(address, { signal }).catch((error) => { throw signal?.aborted ? error : new Unreachable(name); });
    if (!answer.ok) throw new Unreachable(name);
    const text = await answer.text();
    return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")));
  }

  let unpacker = null;
  /** For browsers that can't unpack by themselves. */
  function inflater() {
    unpacker = unpacker || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("../assets/js/inflate.js", base).href;
      script.onload = () => resolve(wanlixing.inflate);
      script.onerror = () => { unpacker = null; reject(new Unreachable("inflate")); };
      document.head.append(script);
    });
    return unpacker;
  }

  async function unpacked(encoded) {
    const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
    if (!window.DecompressionStream) return (await inflater())(bytes).buffer;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).arrayBuffer();
  }

  /** One index file, unpacked by `decode`; asked for once, again after a failure, given up when nobody waits. */
  function load(name, decode, signal) {
    let file = files.get(name);
    if (!file) {
      file = { users: 0, controller: new AbortController() };
      file.value = fetched(name, file.controller.signal).then(unpacked).then(decode);
      files.set(name, file);
      file.value.then(() => { file.done = true; }, () => files.get(name) === file && files.delete(name));
    }
    file.users += 1;
    signal?.addEventListener("abort", () => {
      file.users -= 1;
      if (file.users || file.done) return;
      // At once: who asks a moment later must not get what is being given up.
      files.delete(name);
      file.controller.abort();
    }, { once: true });
    return file.value;
  }

  async function fetched(name, signal) {
    const { version } = await store.meta;
    return LOCAL ? viaScript(name, `${base}${name}.js`) : viaFetch(name, `${base}${name}.js?v=${version}`, signal);
  }

  const asJson = (buffer) => JSON.parse(new TextDecoder("utf-16le").decode(buffer));

  // --- postings ----------------------------------------------------------------------------------
  /** Two units as 32 bits, mixed; the upper bits say in which shard they are (generator/outputs/search/tokens.py). */
  const scattered = ([sort, first, second]) =>
    Math.imul(((first << 16) | second) ^ Math.imul(sort, 0x9e3779b1), 0x85ebca6b) >>> 0;

  /** Reads variable-length numbers, seven bits a byte, from `at` on. */
  function reader(bytes, at) {
    const next = () => {
      let value = 0, shift = 0, byte;
      do {
        byte = bytes[at++];
        value |= (byte & 127) << shift;
        shift += 7;
      } while (byte & 128);
      return value >>> 0;
    };
    return { next, at: () => at };
  }

  /** A shard as a map from token to where its postings lie; `begin` is the first token that could be in it. */
  function asShard(buffer, begin) {
    const bytes = new Uint8Array(buffer);
    const numbers = reader(bytes, 0);
    const count = numbers.next();
    const places = new Map();
    const tokens = [];
    let token = begin;
    for (let i = 0; i < count; i += 1) tokens.push((token += numbers.next()));
    const lengths = tokens.map(numbers.next);
    let at = numbers.at();
    tokens.forEach((one, i) => places.set(one, [at, (at += lengths[i])]));
    return { bytes, places, read: new Map() };
  }

  const NOTHING = { documents: new Uint32Array(0), places: new Uint8Array(0) };

  function decoded(bytes, from, to) {
    const documents = new Uint32Array(to - from);
    const places = new Uint8Array(to - from);
    const numbers = reader(bytes, from);
    let count = 0;
    for (let number = 0; numbers.at() < to; count += 1) {
      const value = numbers.next();
      documents[count] = number += value >>> PLACE_BITS;
      places[count] = value & 3;
    }
    return { documents: documents.subarray(0, count), places: places.subarray(0, count) };
  }

  /** Documents of a token, ascending, and for each where it stands: 0 title, 1 summary, 2 body. */
  async function postings(token, signal) {
    const { shards } = await store.meta;
    const key = scattered(token) * 8 + token[0];
    const width = 2 ** 35 / shards;
    const which = Math.floor(key / width);
    const shard = await load(`pair-${which}`, (buffer) => asShard(buffer, which * width), signal);
    const place = shard.places.get(key);
    if (!place) return NOTHING;
    if (!shard.read.has(key)) shard.read.set(key, decoded(shard.bytes, ...place));
    return shard.read.get(key);
  }

  // --- texts, columns, names ----------------------------------------------------------------------
  const FIELDS = ["address", "title", "kind", "unit", "date", "published", "words", "body", "sounds", "facts"];

  const asRow = (row, number) => Object.fromEntries([["number", number], ...FIELDS.map((field, i) => [field, row[i]])]);

  async function text(number, signal) {
    const { block } = await store.meta;
    const which = Math.floor(number / block);
    const decode = (buffer) => asJson(buffer).map((row, i) => asRow(row, which * block + i));
    return (await load(`text-${which}`, decode, signal))[number % block];
  }

  /** A facet: for each document a number into `sets`, lists of numbers into the facet's values. */
  async function column(name, signal) {
    const { documents } = await store.meta;
    return load(`facet-${name}`, (buffer) => {
      const length = new DataView(buffer).getUint32(0, true);
      const sets = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
      const bytes = new Uint8Array(buffer, 4 + length);
      return { sets, of: (number) => bytes[number] | (sets.length > 256 ? bytes[documents + number] << 8 : 0) };
    }, signal);
  }

  const names = (signal) => load("names", asJson, signal);
  /** Document, amount in 万元 and what it is, of those that name one. */
  const amounts = (signal) => load("amounts", asJson, signal);
  /** When what each document tells of happened, as a number that grows with time; 0 where nobody knows. */
  const dates = (signal) => load("dates", (buffer) => new Uint16Array(buffer), signal);
  /** Traditional characters and the simplified ones for which they stand. */
  const variants = (signal) => load("variants", (buffer) => new Map(asJson(buffer)), signal);

  const store = {
    Unreachable,
    get meta() {
      meta = meta || viaScript("meta", `${base}meta.js`).then(unpacked).then(asJson).catch((error) => { meta = null; throw error; });
      return meta;
    },
    take, postings, text, column, names, amounts, dates, variants, SORTS,
  };
  wanlixing.store = store;
})();
