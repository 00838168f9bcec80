/* From a query to an answer: candidates from the index, settled by their texts, newest and best first. */
(function () {
  "use strict";

  const wanlixing = (window.wanlixing = window.wanlixing || {});
  const { store, text, hits, terms, mend, count, question, named } = wanlixing;
  const { settle, MOST } = wanlixing.settle;
  const { partsOf, nearest } = wanlixing.nothing;
  const EXCERPT = 110, LEAD = 30;
  /** So much of a question has to stand in one record: of a single word more, because one alone may mean anything. */
  const ENOUGH = 0.4, ENOUGH_OF_MANY = 0.3;
  const LONGEST_QUESTION = 80;
  /** What the lists name says more of a question than any other word, and where most of all. */
  const KNOWN = 3, PLACE = 9;
  const HAN = /[\u3400-\u9fff]/;
  /** What is longer and stands somewhere is one phrase, not words run together. */
  const LONGEST_JOINED = 8;

  // --- items -----------------------------------------------------------------------------------------
  /** Words around the first phrase that title and summary do not hold: from the body, or the line that names it. */
  function excerpt(row, phrases) {
    const [summary, ...lines] = row.words.split("\n");
    const missing = phrases.filter((one) => !text.find(`${row.title}\n${summary}`, [one]).length);
    const body = row.body.replace(/\n+/g, "　");
    const [hit] = missing.length ? text.find(body, missing) : [];
    if (!hit) return lines.find((line) => missing.length && text.find(line, missing).length) || summary;
    const from = Math.max(0, hit[0] - LEAD);
    return `${from ? "……" : ""}${body.slice(from, from + EXCERPT)}${from + EXCERPT < body.length ? "……" : ""}`;
  }

  async function item(row, phrases, place = 0) {
    const { facets } = await store.meta;
    const label = (facet, value) => facets.find(({ name }) => name === facet).values.find(([id]) => id === value)?.[1] || "";
    const { number, address, title, kind, unit, date, published } = row;
    const summary = row.words.split("\n", 1)[0];
    return {
      number, address, title, kind, unit, date, published, summary,
      // A hand-written page says its group there.
      kindName: label("kind", kind) || kind, unitName: label("unit", unit),
      facts: row.facts ? row.facts.split("\n") : [], excerpt: excerpt(row, phrases), where: ["title", "summary", "body"][place % 3] || "body",
    };
  }

  // --- finding ---------------------------------------------------------------------------------------
  async function everything() {
    const { documents } = await store.meta;
    return { documents: Uint32Array.from({ length: documents }, (_none, i) => i), places: new Uint8Array(documents) };
  }

  async function candidates(wanted, signal) {
    if (!wanted.length) return everything();
    const sets = await Promise.all(wanted.map((term) => terms.candidates(term, signal)));
    return hits.all(sets, hits.combine);
  }

  // --- together --------------------------------------------------------------------------------------
  /** Parts apart are added behind many exact hits, offered beside few, and all there is where there are none. */
  async function withParts(wanted, found, notes, split, signal) {
    if (wanted.length !== 1 || !found.documents.length || wanted[0].choices.length > 1) return found;
    if (terms.phrase(wanted[0].text).bare.length > LONGEST_JOINED) return found;
    const parts = await mend.parts(wanted[0], signal);
    if (!parts.length) return found;
    const wider = { ...wanted[0], choices: [...wanted[0].choices, terms.choice(parts, terms.SPLIT)] };
    const all = await terms.candidates(wider, signal);
    const further = all.documents.length - found.documents.length;
    if (!further) return found;
    const hidden = !split && found.documents.length < MOST;
    notes.push({ type: "split", from: wanted[0].text, to: parts, hidden, count: further });
    if (hidden) return found;
    wanted[0] = wider;
    return all;
  }

  /** A word that few records hold may name what they are, or hold such names. */
  async function withNames(wanted, first, notes, signal) {
    if (wanted.length !== 1 || first.documents.length >= MOST) return first;
    const wider = await terms.widened(wanted[0]);
    if (wider.choices.length === wanted[0].choices.length) return first;
    const all = await candidates([wider], signal);
    if (all.documents.length === first.documents.length) return first;
    const { text: from, parts: to, named: known } = wider;
    if (to.length) notes.push({ type: first.documents.length ? "cut" : "split", from, to, hidden: false, known });
    wanted[0] = wider;
    return all;
  }

  /** Letters may be pinyin where few records hold them as letters. */
  async function withSounds(wanted, first, notes, signal) {
    if (first.documents.length >= MOST) return first;
    return (await replaced(wanted, wanted.map((term) => mend.sounded(term, signal)), notes)) ? candidates(wanted, signal) : first;
  }

  /** Puts better terms in the place of others; whether there were any. */
  async function replaced(wanted, better, notes) {
    const found = await Promise.all(better);
    found.forEach((one, i) => {
      if (!one) return;
      wanted[i] = one.term;
      // What was said of the same words before holds no longer.
      notes.splice(0, notes.length, ...notes.filter(({ from }) => from !== one.note.from), one.note);
    });
    return found.some(Boolean);
  }

  /** Of several words only those that stand nowhere are changed. */
  const mended = (wanted, notes, signal) => replaced(wanted, wanted.map(async (term) => {
    const here = wanted.length > 1 && (await terms.candidates(term, signal)).documents.length;
    return here ? null : mend.mend(term, signal);
  }), notes);

  const marks = (wanted) => [...new Set(wanted.flatMap((term) =>
    term.choices.flatMap(({ phrases }) => phrases.map(({ literal }) => literal))))];

  const blank = (query, notes) => ({
    query, total: 0, exact: true, items: [], more: false, facets: {}, phrases: [], notes, parts: [], nearest: [], reason: "",
  });

  /** How results are put in order, if not by relevance. */
  async function sorting(sort, signal) {
    if (sort === "date") {
      const dates = await store.dates(signal);
      return (number) => -(dates[number] || 0);
    }
    if (sort !== "amount") return null;
    const amounts = new Map(await store.amounts(signal));
    return (number) => -(amounts.get(number) || 0);
  }

  /** Fills the answer's list; gives how far it went and what was found. */
  async function list(answer, wanted, closed, { sort, size, each, split, asking, signal }) {
    const give = async (row, score) => {
      answer.items.push(await item(row, marks(wanted), Math.max(0, Math.floor(score))));
      each?.(answer.items[answer.items.length - 1], answer.items.length - 1);
    };
    const settled = async (found) => settle(found, wanted, { size, order: await sorting(sort, signal), closed, query: answer.query, asking, signal, give });
    const first = await withNames(wanted, await withSounds(wanted, await candidates(wanted, signal), answer.notes, signal), answer.notes, signal);
    const found = await withParts(wanted, first, answer.notes, split, signal);
    const state = await settled(found);
    if (state.shown || !wanted.length || !(await mended(wanted, answer.notes, signal))) return [state, found];
    const again = await candidates(wanted, signal);
    return [await settled(again), again];
  }

  function summed(answer, wanted, state) {
    // As many of those that were not looked at will fit as of those that were.
    const fit = state.seen ? (state.seen - state.dropped.size) / state.seen : 1;
    answer.total = state.shown ? Math.max(answer.items.length, Math.round(state.total * fit)) : 0;
    answer.exact = !answer.total || state.seen >= state.total || wanted.every(terms.settled);
    answer.more = state.shown > answer.items.length || (state.shown > 0 && state.seen < state.total);
    answer.phrases = marks(wanted);
  }

  /** What of the query is found, and what comes nearest to it. */
  async function consoled(answer, { filters = {}, signal }) {
    const { terms: wanted } = await terms.read(answer.query);
    const closed = count.gates(await count.columns(Object.keys(filters), signal), filters);
    const [parts, near] = await Promise.all([partsOf(wanted, signal), nearest(wanted, closed, signal)]);
    answer.phrases = parts.filter((part) => part.count).map((part) => text.fold(part.text));
    answer.parts = parts;
    answer.nearest = await Promise.all(near.map((row) => item(row, answer.phrases)));
    return answer;
  }

  /** What stands nowhere as it was typed is asked once more, as a question; then for as many of its words as stand together. */
  async function search(query, options = {}) {
    const [answer, ways] = await Promise.all([found(query, options), question.ways(query, options.signal)]);
    return { ...answer, ways };
  }

  async function found(query, options) {
    const exact = await once(query, options);
    if (exact.reason || question.quoted(query) || !doubtful(exact)) return exact;
    const plain = exact.total ? query : await simplified(query, options.signal);
    const further = query.length > LONGEST_QUESTION ? [] : await question.read(plain);
    const meant = further.length ? further : [plain].filter((other) => other !== query);
    const type = further.length ? "question" : "variant";
    const other = meant.length && (await again(exact, meant, { type, to: meant }, options));
    // Within chosen filters nothing is an answer, too.
    const narrowed = Object.values(options.filters || {}).some((values) => values.length);
    if (other) return exact.total && guided(exact) ? led(exact, other) : other;
    if (exact.total) return exact;
    return (!narrowed && (await some(exact, plain, options))) || consoled(exact, options);
  }

  /** Whether there is nothing, or only what was typed in another way; names apart are what was meant. */
  const doubtful = (answer) => !answer.total || guided(answer)
    || answer.notes.some(({ type, hidden, known }) => type === "typo" || (type === "split" && !hidden && !known));

  /** Whether hand-written pages alone, which have no date, answer: records may follow. */
  const guided = ({ items }) => items.length > 0 && items.every(({ published }) => !published);

  /** The records that were found, behind the pages that answer the question as it was typed. */
  function led({ items }, found) {
    const first = new Set(items.map(({ number }) => number));
    const others = found.items.filter(({ number }) => !first.has(number));
    return { ...found, items: [...items, ...others].slice(0, Math.max(items.length, found.items.length)) };
  }

  /** A query in simplified characters. */
  async function simplified(query, signal) {
    if (!HAN.test(query)) return query;
    const variants = await store.variants(signal);
    return Array.from(query, (char) => variants.get(char) || char).join("");
  }

  /** The answer to other words, as one to what was typed; or null. */
  async function again(exact, words, note, options) {
    const [asking, newest] = await Promise.all([question.asksHow(exact.query), question.asksForNewest(exact.query)]);
    const sort = newest && (options.sort || "relevance") === "relevance" ? "date" : options.sort;
    const found = await once(words.join(" "), { ...options, asking, sort: sort || "relevance" });
    const { query } = exact;
    return found.total ? { ...found, query, notes: [{ from: query, ...note }, ...found.notes], parts: [] } : null;
  }

  /** A word of a question with the documents that hold it, how much it says, and whether it stands in a title. */
  async function weighed(word, signal) {
    const { documents } = await store.meta;
    const { terms: wanted } = await terms.read(word);
    const found = wanted.length ? await candidates(wanted, signal) : hits.NOTHING;
    const listed = await named.listed(word);
    const placed = (await named.of(word)).some(({ facet }) => facet === "place");
    const weight = (placed ? PLACE : listed ? KNOWN : 1) * Math.log(1 + documents / (found.documents.length || 1));
    return { word, listed, weight, held: new Set(found.documents), titled: found.places.some((place) => !place) };
  }

  /** The words that one record holds together, what they say choosing the record; [] where they are too little of it. */
  async function together({ words, length }, signal) {
    const all = await Promise.all(words.map((word) => weighed(word, signal)));
    const sums = new Map();
    for (const { held, weight } of all) for (const number of held) sums.set(number, (sums.get(number) || 0) + weight);
    const [best] = [...sums].reduce((one, other) => (other[1] > one[1] ? other : one), [-1, 0]);
    const kept = all.filter(({ held }) => held.has(best));
    const listed = kept.filter((one) => one.listed);
    if (listed.length) return (listed.length > 1 ? listed : kept).map(({ word }) => word);
    const share = kept.reduce((sum, { word }) => sum + word.length, 0) / length;
    return share >= (kept.length > 1 ? ENOUGH_OF_MANY : ENOUGH) && kept.some(({ titled }) => titled) ? kept.map(({ word }) => word) : [];
  }

  /** Records with the most of the words; or null. */
  async function some(exact, query, options) {
    const kept = await together(await question.pieces(query, options.signal), options.signal);
    return kept.length ? again(exact, kept, { type: "some", to: kept }, options) : null;
  }

  /** What it takes and gives: docs/search.md. */
  async function once(query, options) {
    const asked = { filters: {}, sort: "relevance", counts: [], split: false, ...options, size: Math.max(1, options.size || 10) };
    const { filters, counts, signal } = asked;
    const { terms: wanted, notes } = await terms.read(query);
    const answer = blank(query, notes);
    if (!wanted.length && query.trim()) return { ...answer, reason: "empty" };
    const chosen = Object.keys(filters).filter((name) => filters[name].length);
    const loading = count.columns([...new Set([...chosen, ...counts])], signal);
    if (wanted.length) candidates(wanted, signal).catch(() => {}); // on its way while columns are
    const loaded = await loading;
    const closed = count.gates(loaded, filters);
    const [state, found] = await list(answer, wanted, closed, asked);
    signal?.throwIfAborted();
    summed(answer, wanted, state);
    const share = answer.exact ? 1 : answer.total / state.total;
    const documents = answer.total ? found.documents.filter((number) => !state.dropped.has(number)) : [];
    for (const name of counts) if (loaded.has(name)) answer.facets[name] = count.counted(name, loaded, closed, documents, filters, share);
    return answer;
  }

  // --- while typing ----------------------------------------------------------------------------------
  async function suggest(typed) {
    const wanted = text.fold(typed);
    if (!wanted) return [];
    const begins = (string) => string.startsWith(wanted);
    return (await store.names()).filter(([name, , sound, initials]) =>
      text.fold(name).includes(wanted) || begins(sound) || begins(initials))
      .sort((a, b) => Number(begins(text.fold(b[0]))) - Number(begins(text.fold(a[0])))).slice(0, 6)
      .map(([name, type]) => ({ text: name, label: name, type }));
  }

  /** The facets, and of each whether no record has a value of it, so that it is not offered. */
  async function facets() {
    const { facets: all, unheld = [] } = await store.meta;
    return all.map((facet) => ({ ...facet, unheld: unheld.includes(facet.name) }));
  }

  const quietly = (promise) => promise.catch(() => {});
  const prefetch = () => quietly(store.names());
  const warm = (typed) => quietly(terms.read(typed).then(({ terms: wanted }) => candidates(wanted)));

  Object.assign(wanlixing, { search, suggest, prefetch, warm, facets });
})();
