/* Finds substrings in the column's own index (generator/outputs/search.py). No dependency, no other
   host; index files are scripts, so the page also works when it is opened from a folder. */
(function () {
  "use strict";

  var me = document.currentScript;
  var base = new URL(me.getAttribute("data-index"), document.baseURI).href;
  var waiting = {}; // "pair/3" -> resolve functions
  var loaded = {}; // "pair/3" -> promise of the value
  var PAGE = 20;
  var BRACKETS = { "〔": "(", "[": "(", "【": "(", "{": "(", "〈": "(", "〕": ")", "]": ")", "】": ")", "}": ")", "〉": ")" };
  var WORD = /[\p{L}\p{N}]/u;

  window.wanlixing = function (what, number, value) {
    var resolve = waiting[what + "/" + number];
    if (resolve) resolve(value);
  };

  function load(what, number) {
    var key = what + "/" + number;
    if (!loaded[key]) {
      loaded[key] = new Promise(function (resolve, reject) {
        waiting[key] = resolve;
        var script = document.createElement("script");
        script.src = base + (what === "meta" ? "meta" : what + "-" + number) + ".js";
        script.onerror = function () {
          delete loaded[key];
          reject(new Error(key));
        };
        document.head.appendChild(script);
      });
    }
    return loaded[key];
  }

  // --- the query -------------------------------------------------------------------------------
  function fold(text) {
    return text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[〔[【{〈〕\]】}〉]/g, function (c) { return BRACKETS[c]; })
      .replace(/\s+/g, "");
  }

  /** The query as words that must all occur; quoted phrases keep their spaces out. */
  function words(query) {
    var found = query.slice(0, 200).match(/[“"]([^”"]+)[”"]|[^\s“”"]+/g) || [];
    return found.map(function (word) { return fold(word.replace(/["“”]/g, "")); }).filter(function (word) { return WORD.test(word); });
  }

  /** Pairs of neighbouring letters, digits and Han characters of the basic plane. */
  function pairs(word) {
    var out = [];
    for (var i = 0; i + 1 < word.length; i += 1) {
      if (WORD.test(word[i]) && WORD.test(word[i + 1])) out.push(word[i] + word[i + 1]);
    }
    return out;
  }

  function shardOf(pair, count) {
    var mixed = Math.imul(pair.charCodeAt(0), 0x9e3779b1) ^ Math.imul(pair.charCodeAt(1), 0x85ebca6b);
    return (mixed >>> 7) % count;
  }

  // --- the index -------------------------------------------------------------------------------
  /** Documents of a pair: Map of number -> 1 if the pair is in the title else 0. */
  function postings(shard, pair) {
    var found = new Map();
    var names = shard[0];
    var bytes = shard.bytes || (shard.bytes = atob(shard[2]));
    var at = 0;
    for (var i = 0; i < shard[1].length; i += 1) {
      var mine = names[2 * i] === pair[0] && names[2 * i + 1] === pair[1];
      var document_ = 0;
      for (var n = shard[1][i]; n > 0; n -= 1) {
        var value = 0, shift = 0, byte;
        do {
          byte = bytes.charCodeAt(at++);
          value |= (byte & 127) << shift;
          shift += 7;
        } while (byte & 128);
        document_ += value >> 1;
        if (mine) found.set(document_, value & 1 ? 0 : 1);
      }
      if (mine) break;
    }
    return found;
  }

  /** Candidates that hold every pair, title hits first, then newest (the lowest number). */
  function candidates(meta, wanted) {
    var shards = {};
    wanted.forEach(function (pair) { shards[shardOf(pair, meta.shards)] = true; });
    return Promise.all(Object.keys(shards).map(function (number) {
      return load("pair", number).then(function (shard) { shards[number] = shard; });
    })).then(function () {
      var score = null;
      wanted.forEach(function (pair) {
        var found = postings(shards[shardOf(pair, meta.shards)], pair);
        if (!score) { score = found; return; }
        var both = new Map();
        found.forEach(function (title, number) {
          if (score.has(number)) both.set(number, score.get(number) + title);
        });
        score = both;
      });
      return Array.from(score || []).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; })
        .map(function (pair) { return pair[0]; });
    });
  }

  function row(meta, number) {
    return load("text", Math.floor(number / meta.block)).then(function (rows) { return rows[number % meta.block]; });
  }

  // --- the page --------------------------------------------------------------------------------
  var form = document.getElementById("search-form");
  var input = document.getElementById("search-q");
  var status = document.getElementById("search-status");
  var list = document.getElementById("search-results");
  var more = document.getElementById("search-more");
  var browse = document.getElementById("search-browse");
  var turn = 0;

  function marked(text, found) {
    var out = document.createDocumentFragment();
    var pattern = found.map(function (word) {
      return Array.from(word).map(function (c) { return c.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); }).join("\\s*");
    }).join("|");
    var at = 0;
    if (pattern) {
      var finder = new RegExp(pattern, "giu"), hit;
      while ((hit = finder.exec(text)) && hit[0]) {
        out.append(text.slice(at, hit.index));
        var mark = document.createElement("mark");
        mark.textContent = hit[0];
        out.append(mark);
        at = hit.index + hit[0].length;
      }
    }
    out.append(text.slice(at));
    return out;
  }

  function excerpt(data, found) {
    var text = data[6];
    if (found.some(function (word) { return fold(text).indexOf(word) < 0; })) {
      var body = data[7].replace(/\n+/g, " ");
      var missing = found.filter(function (word) { return fold(text).indexOf(word) < 0; })[0];
      var at = body.toLowerCase().indexOf(missing);
      if (at < 0) at = fold(body).indexOf(missing) < 0 ? -1 : 0;
      if (at >= 0) {
        var from = Math.max(0, at - 30);
        text = (from ? "……" : "") + body.slice(from, from + 110) + (from + 110 < body.length ? "……" : "");
      }
    }
    return text;
  }

  function item(data, found) {
    var li = document.createElement("li");
    li.className = "row";
    var link = document.createElement("a");
    link.className = "row-title";
    link.href = data[0];
    link.append(marked(data[1], found));
    var summary = document.createElement("p");
    summary.className = "row-summary";
    summary.append(marked(excerpt(data, found), found));
    var meta = document.createElement("p");
    meta.className = "row-meta";
    [data[2], data[3], data[4], "发布 " + data[5]].forEach(function (text, i) {
      if (!text) return;
      var span = document.createElement("span");
      if (i === 0) span.className = "badge";
      span.textContent = text;
      meta.append(span);
    });
    li.append(link, summary, meta);
    return li;
  }

  function holds(data, found) {
    var text = [data[1], data[6], data[7], data[8]].join("\n").split("\n").map(fold).join("\n");
    return found.every(function (word) { return text.indexOf(word) >= 0; });
  }

  /** Show up to a page of hits from `numbers`, checking each against its text. */
  function show(meta, numbers, found, mine, shown) {
    var at = 0, added = 0;
    function step() {
      if (mine !== turn) return Promise.resolve();
      if (added >= PAGE || at >= numbers.length) return Promise.resolve(finish());
      var batch = numbers.slice(at, at + PAGE - added);
      at += batch.length;
      return Promise.all(batch.map(function (number) { return row(meta, number); })).then(function (rows) {
        if (mine !== turn) return undefined;
        rows.forEach(function (data) {
          if (holds(data, found)) { list.append(item(data, found)); added += 1; }
        });
        return step();
      });
    }
    function finish() {
      var total = shown + added;
      var rest = numbers.slice(at);
      more.hidden = !rest.length;
      browse.hidden = total > 0;
      list.setAttribute("aria-busy", "false");
      status.textContent = !total && !rest.length ? "没有找到，请换个说法，或减少几个字再试。"
        : rest.length ? "约 " + (total + rest.length) + " 条，已显示 " + total + " 条" : "共 " + total + " 条";
      more.onclick = function () {
        list.setAttribute("aria-busy", "true");
        show(meta, rest, found, mine, total);
      };
    }
    return step();
  }

  function search() {
    var mine = (turn += 1);
    var found = words(input.value);
    var wanted = Array.from(new Set(found.flatMap(pairs)));
    list.textContent = "";
    list.setAttribute("aria-busy", "true");
    more.hidden = true;
    browse.hidden = found.length > 0;
    if (!wanted.length) {
      status.textContent = found.length ? "请输入两个字以上。" : "";
      list.setAttribute("aria-busy", "false");
      return;
    }
    status.textContent = "正在搜索……";
    load("meta", 0)
      .then(function (meta) {
        return candidates(meta, wanted).then(function (numbers) {
          return mine === turn ? show(meta, numbers, found, mine, 0) : undefined;
        });
      })
      .catch(function () {
        if (mine !== turn) return;
        status.textContent = "搜索数据没有取到，请检查网络后再试。";
        list.setAttribute("aria-busy", "false");
      });
  }

  var timer = 0;

  /** Search now; what was typed before is not searched once more a moment later. */
  function now() {
    clearTimeout(timer);
    var query = input.value.replace(/\p{Surrogate}/gu, "");
    try {
      history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname);
    } catch (error) {
      /* Pages opened from a folder may not change their address; the search works all the same. */
    }
    search();
  }

  input.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(now, 150);
  });
  input.addEventListener("focus", function () { load("meta", 0).catch(function () {}); }, { once: true });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    now();
  });
  input.value = new URLSearchParams(location.search).get("q") || "";
  search();
})();
