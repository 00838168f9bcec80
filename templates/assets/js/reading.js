/* Reading aloud by the browser's own voice, copying, printing, passing on, and a word before a link leaves. Without it nothing is missing but these. */
(function () {
  "use strict";
  var content = document.getElementById("content");
  if (!content) return;

  function make(tag, name, text) {
    var made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    if (tag === "button") made.type = "button";
    return made;
  }

  /* --- what happened, told to everyone --- */
  var status = make("p", "visually-hidden");
  status.setAttribute("role", "status");
  document.body.append(status);

  /* --- copying --- */
  function today() {
    var now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (n) { return String(n).padStart(2, "0"); }).join("-");
  }
  function copyByHand(text) {
    var area = make("textarea", "visually-hidden");
    area.value = text;
    document.body.append(area);
    area.select();
    var done = false;
    try { done = document.execCommand("copy"); } catch (error) { /* told below */ }
    area.remove();
    return done;
  }
  function copy(text) {
    if (!navigator.clipboard) return Promise.resolve(copyByHand(text));
    return navigator.clipboard.writeText(text).then(function () { return true; }, function () { return copyByHand(text); });
  }
  content.addEventListener("click", function (event) {
    var button = event.target.closest(".copy");
    if (!button || button.dataset.told) return;
    var text = button.dataset.copy;
    // GB/T 7714 puts the day of reading behind the day of publishing.
    if ("dated" in button.dataset) text = text.replace(/\((\d{4}-\d\d-\d\d)\)/, "($1)[" + today() + "]");
    copy(text).then(function (done) {
      var label = button.textContent;
      button.dataset.told = done ? "yes" : "no";
      button.textContent = done ? "已复制" : "未能复制";
      status.textContent = done ? "已复制：" + text : "浏览器不让复制，请选中文字自行复制。";
      setTimeout(function () { button.textContent = label; delete button.dataset.told; }, 2000);
    });
  });

  /* --- printing and passing on --- */
  function share(button) {
    navigator.share({ title: button.dataset.title, url: button.dataset.url }).catch(function (error) {
      // Who closes the sheet has changed their mind; anything else is told.
      if (error.name !== "AbortError") status.textContent = "浏览器没能打开分享，请用“复制链接”。";
    });
  }
  content.addEventListener("click", function (event) {
    var button = event.target.closest("[data-do]");
    if (!button) return;
    if (button.dataset.do === "print") window.print();
    else if (navigator.share) share(button);
  });
  if (navigator.share) content.querySelectorAll("[data-tool][hidden]").forEach(function (item) { item.hidden = false; });

  /* --- what is wrong on this page: lists share the frame of their section, which does not know where it is --- */
  var report = document.querySelector("[data-report]");
  if (report && location.protocol !== "file:") {
    report.href = report.getAttribute("href").replace(encodeURIComponent(report.dataset.report), encodeURIComponent(location.href));
  }

  /* --- leaving: other government sites are no foreign ground --- */
  function leaves(link) {
    return /^https?:$/.test(link.protocol) && link.host !== location.host && !/(^|\.)gov\.cn$/.test(link.hostname);
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.closest("dialog") || !leaves(link)) return;
    var box = make("dialog", "leaving");
    if (!box.showModal) return;
    event.preventDefault();
    var name = make("h2", "", "您将离开本专栏");
    name.id = "leaving-name";
    box.setAttribute("aria-labelledby", name.id);
    var on = make("a", "leaving-on", "继续访问");
    on.href = link.href;
    on.rel = "noopener noreferrer";
    var back = make("button", "leaving-back", "返回");
    back.addEventListener("click", function () { box.close(); });
    box.addEventListener("close", function () { box.remove(); });
    var doors = make("p", "leaving-doors");
    doors.append(on, back);
    box.append(name, make("p", "", "下面的网站不是政府网站，内容由对方负责："), make("p", "leaving-host", link.hostname), doors);
    content.append(box);
    box.showModal();
  });

  /* --- reading aloud --- */
  var start = document.getElementById("aloud");
  var voice = window.speechSynthesis;
  if (!start || !voice || !window.SpeechSynthesisUtterance) {
    if (start) start.hidden = true;
    return;
  }
  var BLOCKS = "h1,h2,h3,h4,p,li,dt,dd,figcaption,th,td";
  var SILENT = "nav,form,button,.chips,.visually-hidden,.feeds,.cite,.crumbs,.page-tools,[aria-hidden=true]";
  var calm = matchMedia("(prefers-reduced-motion: reduce)");
  var sentences = [], at = 0, turn = 0, bar = null, pause = null, told = null;

  /* A block's sentences as ranges, so that the page itself is not touched. */
  function split(block) {
    var walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), nodes = [], text = "", node;
    while ((node = walker.nextNode())) {
      if (node.parentElement.closest(SILENT) || node.parentElement.closest(BLOCKS) !== block) continue;
      nodes.push({ node: node, from: text.length });
      text += node.data;
    }
    function point(offset) {
      var found = nodes[0];
      nodes.forEach(function (candidate) { if (candidate.from <= offset) found = candidate; });
      return [found.node, offset - found.from];
    }
    var pattern = /[^。！？；!?]+[。！？；!?”’）]*/g, match;
    while ((match = pattern.exec(text))) {
      if (!/[\u4e00-\u9fffA-Za-z0-9]/.test(match[0])) continue;
      var range = document.createRange();
      range.setStart.apply(range, point(match.index));
      var end = point(match.index + match[0].length - 1);
      range.setEnd(end[0], end[1] + 1);
      sentences.push({ block: block, range: range, text: match[0].replace(/\s+/g, " ").trim() });
    }
  }
  function mark(sentence) {
    content.querySelectorAll(".aloud-block").forEach(function (block) { block.classList.remove("aloud-block"); });
    if (window.CSS && CSS.highlights) {
      if (sentence) CSS.highlights.set("aloud", new Highlight(sentence.range));
      else CSS.highlights.delete("aloud");
    }
    if (!sentence) return;
    sentence.block.classList.add("aloud-block");
    var box = sentence.range.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 120) {
      sentence.block.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  }
  function chinese() {
    var voices = voice.getVoices().filter(function (v) { return /^(zh|cmn)/i.test(v.lang); });
    return voices.filter(function (v) { return /CN|Hans/i.test(v.lang); })[0] || voices[0];
  }
  function speak() {
    if (at >= sentences.length) { stop(); return; }
    var mine = ++turn, sentence = sentences[at], words = new SpeechSynthesisUtterance(sentence.text);
    words.lang = "zh-CN";
    if (chinese()) words.voice = chinese();
    words.onend = function () { if (mine === turn) { at += 1; speak(); } };
    words.onerror = function (event) {
      if (mine === turn && event.error !== "canceled" && event.error !== "interrupted") fail();
    };
    mark(sentence);
    voice.speak(words);
  }
  function fail() {
    turn += 1;
    mark(null);
    told.textContent = "这台设备没有可用的中文语音，读不出来。";
    bar.querySelectorAll("button").forEach(function (door) { door.hidden = door.textContent !== "停止"; });
    bar.lastChild.focus();
  }
  function press(on) { start.setAttribute("aria-pressed", String(on)); }
  function stop() {
    turn += 1;
    voice.cancel();
    mark(null);
    press(false);
    if (bar) { bar.remove(); bar = null; start.focus(); }
  }
  function hold() {
    var held = pause.textContent === "暂停";
    pause.textContent = held ? "继续" : "暂停";
    // A sentence is begun again: browsers on telephones do not pause inside one.
    if (held) { turn += 1; voice.cancel(); } else speak();
  }
  function move(steps) {
    turn += 1;
    voice.cancel();
    at = Math.max(0, Math.min(sentences.length - 1, at + steps));
    pause.textContent = "暂停";
    speak();
  }
  function open() {
    bar = make("section", "reader");
    bar.setAttribute("aria-label", "朗读");
    told = make("p", "reader-told", "正在朗读本页");
    told.setAttribute("role", "status");
    pause = make("button", "", "暂停");
    pause.addEventListener("click", hold);
    var doors = [["上一句", -1], ["下一句", 1]].map(function (pair) {
      var door = make("button", "", pair[0]);
      door.addEventListener("click", function () { move(pair[1]); });
      return door;
    });
    var end = make("button", "", "停止");
    end.addEventListener("click", stop);
    bar.append(told, doors[0], pause, doors[1], end);
    document.body.append(bar);
    pause.focus();
  }
  start.addEventListener("click", function () {
    if (bar) { stop(); return; }
    sentences = [];
    at = 0;
    content.querySelectorAll(BLOCKS).forEach(function (block) {
      if (block.getClientRects().length && !block.closest(SILENT)) split(block);
    });
    press(true);
    open();
    speak();
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape" && bar) stop(); });
  addEventListener("pagehide", function () { voice.cancel(); });
})();
