// The panel of an editor: one button for each thing that a 公众号 asks for, counts beside the fields, an honest answer.

"use strict";

wanlixing.panel = (() => {
  function make(name, properties = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in node) node[key] = value;
      else node.setAttribute(key, value);
    }
    node.append(...children);
    return node;
  }

  // What the page knows of its article, whose HTML is `html`. Addresses are taken as seen from `base`.
  function read(holder, html, base) {
    const data = holder.dataset;
    const mail = holder.querySelector("template")?.innerHTML.trim() || "";
    const absolute = (path) => (path ? new URL(path, base).href : "");
    return {
      title: data.title,
      digest: data.digest,
      author: data.author,
      source: data.source,
      label: data.label,
      column: data.column,
      cover: absolute(data.cover),
      archive: absolute(data.archive),
      weibo: data.weibo || "",
      mail,
      // Without links, addresses are what leads to the pages.
      plain: plain(mail.replace(/<a href="([^"]*)"[^>]*>([^]*?)<\/a>/g, "$2 $1")),
      brief: JSON.parse(holder.querySelector("script").textContent),
      summary: data.summary,
      credit: data.credit,
      code: data.code || "",
      pictures: JSON.parse(data.pictures || "[]").map(([path, size]) => [absolute(path), size]),
      html: html.trim(),
      text: plain(html),
    };
  }

  // The words alone, a line a block, for editors that take nothing else. A page of the site allows no inline style,
  // so that styles are left out before anything is parsed.
  function plain(html) {
    const bare = html.replace(/ style="[^"]*"/g, "").replace(/<br>|<\/(p|h1|h2|h3|tr|section)>|<hr>/g, "$&\n");
    const text = new DOMParser().parseFromString(bare, "text/html").body.textContent;
    return text.replace(/\u00a0/g, " ").replace(/\n{2,}/g, "\n").trim();
  }

  // What writes documents, fetched when it is wanted.
  const here = document.currentScript.src;
  let writer = null;
  const briefs = () => (writer = writer || new Promise((resolve) => {
    const script = make("script", { src: new URL("docx.js", here).href, onload: () => resolve(true), onerror: () => resolve((writer = null)) });
    document.head.append(script);
  }));

  function save(blob, name) {
    const link = make("a", { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // A name that every system takes.
  const fileName = (title, ending) => `${title.replace(/[\\/:*?"<>|\s]+/g, " ").trim().slice(0, 40)}${ending}`;

  function dataAddress(address) {
    return fetch(address)
      .then((answer) => (answer.ok ? answer.blob() : Promise.reject(new Error(answer.statusText))))
      .then((blob) => new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result);
        reader.onerror = reject;
        reader.readAsDataURL(blob);
      }));
  }

  // The article with its pictures inside it, made ahead of the click that copies it. Pictures above the limit stay outside.
  async function withPictures(data, limit = 1024 * 1024) {
    const inside = await Promise.all(data.pictures.map(([address, size]) => (size > limit ? "" : dataAddress(address).catch(() => ""))));
    let number = 0;
    const html = data.html.replace(/(<img src=")[^"]*/g, (whole, start) => {
      const found = inside[number++];
      return found ? start + found : whole;
    });
    return { html, inside: inside.filter(Boolean).length };
  }

  // The words of a block of the brief: a paragraph, or its form and what it says.
  function lineOf(block) {
    if (typeof block === "string") return block;
    const [form, content] = block;
    return form === "table" ? content.map((row) => row.join("　").trimEnd()).join("\n\n") : content;
  }

  function build(holder, data, fragment) {
    const status = make("p", { className: "wechat-status", role: "status" });
    const say = (words, level = "fine") => {
      status.textContent = words;
      status.dataset.level = level;
    };
    const fields = { title: field("title", "标题", data, say), digest: field("digest", "摘要", data, say) };
    const button = (words, act, kind = "") => {
      const made = make("button", { type: "button", className: `wechat-button ${kind}`, textContent: words });
      made.addEventListener("click", () => act(made));
      return made;
    };

    async function body(made, html, words) {
      const done = await wanlixing.clipboard.copy(data.text, html);
      if (done) return say(words);
      if (!fragment) return say("浏览器不让网页复制。请打开排版页，按 Ctrl+A、Ctrl+C 手动复制。", "error");
      wanlixing.clipboard.select(fragment);
      return say("浏览器不让网页复制。正文已经选中，请按 Ctrl+C（苹果电脑按 ⌘C）。", "error");
    }

    let filled = null;
    const fill = () => (filled = filled || withPictures(data));
    async function full(made) {
      const known = await Promise.race([fill(), null]);
      if (!known) {
        // Waiting would use up the click; it is asked for once more.
        made.disabled = true;
        say("正在把图片放进正文……", "note");
        await fill();
        made.disabled = false;
        return say("图片已备好，请再点一次“复制（含图片）”。", "note");
      }
      if (!known.inside) return say("图片读不出来（从文件夹打开的网页不能读图片）。请用“复制正文”和图片包。", "error");
      const left = data.pictures.length - known.inside;
      return body(made, known.html, `已复制，内含 ${known.inside} 张图片${left ? `，另有 ${left} 张要手动上传` : ""}。请到公众号编辑器粘贴，保存后在手机上预览。`);
    }

    async function saveCover(form) {
      const { blob, from } = await wanlixing.cards.cover(form, { ...data, title: fields.title.value() || data.title });
      if (!blob) return say("封面画不出来，请换一个浏览器试试。", "error");
      save(blob, fileName(data.title, form === "wide" ? "-封面.jpg" : "-封面方图.jpg"));
      const words = { picture: "封面取自记录的图片", card: "这条记录没有图片，封面是标题卡", "card-instead": "从文件夹打开的网页不能裁图片，封面改用标题卡" };
      return say(`${words[from]}，已下载。`, from === "card-instead" ? "warning" : "fine");
    }

    const copies = make("div", { className: "wechat-buttons" },
      button("复制正文", (made) => body(made, data.html, "已复制正文。请到公众号编辑器粘贴，保存后在手机上预览。"), "primary"));
    if (data.pictures.length) {
      const full_ = button("复制（含图片）", full);
      for (const event of ["pointerenter", "focus"]) full_.addEventListener(event, fill);
      copies.append(full_);
    }
    const covers = make("div", { className: "wechat-buttons" },
      button("下载封面 900×383", () => saveCover("wide")), button("下载方图 1:1", () => saveCover("square")));
    if (data.archive) covers.append(make("a", { className: "wechat-button", href: data.archive, download: "", textContent: `下载全部图片（${data.pictures.length} 张，ZIP）` }));
    const warnings = wanlixing.limits.warnings(data);
    const everything = [data.title, ...data.brief.blocks.map(lineOf), `原文：${data.source}`].join("\n\n");
    const counted = (words, text) => `复制${words}文字（${wanlixing.limits.count(text.replace(/\s/g, ""))}字）`;
    const others = make("div", { className: "wechat-buttons" });
    if (data.weibo) {
      for (const [words, text] of [["微博", data.weibo], ["头条", everything]]) others.append(button(counted(words, text), () => copyLine(`${words}文字`, text, say)));
    }
    if (data.mail) others.append(button("复制邮件正文", () => copyMail(data, say)));
    if (data.plain) others.append(button(counted("纯", data.plain), () => copyLine("纯文字", data.plain, say)));
    others.append(button("下载信息专报", async () => {
      if (!(await briefs())) return say("写专报的程序没有取到，请检查网络，再点一次。", "error");
      save(wanlixing.docx.write(data.brief), fileName(data.title, ".docx"));
      return say("信息专报已下载。");
    }));
    const drawn = (words, draw) => button(`下载${words}`, async () => {
      save(await draw({ ...data, title: fields.title.value() || data.title }), fileName(data.title, `-${words}.png`));
      return say(`${words}已下载。`);
    });
    if (data.code) others.append(drawn("海报", wanlixing.cards.poster), drawn("二维码", wanlixing.cards.code));
    holder.replaceChildren(
      make("h2", { textContent: "公众号编辑工具" }),
      copies,
      status,
      fields.title.node,
      fields.digest.node,
      line("author", "作者", data, say),
      line("source", "阅读原文", data, say),
      covers,
      ...(others.children.length ? [make("h3", { textContent: "其他渠道" }), others] : []),
      make("p", { className: "wechat-size", textContent: `正文 HTML ${wanlixing.limits.count(data.html)} / 20000 字符，文字 ${wanlixing.limits.count(data.text.replace(/\s/g, ""))} 字，图片 ${data.pictures.length} 张` }),
    );
    if (warnings.length) {
      holder.append(make("ul", { className: "wechat-warnings" }, ...warnings.map(([level, words]) => make("li", { textContent: words, "data-level": level }))));
    }
    holder.hidden = false;
  }

  async function copyMail(data, say) {
    if (await wanlixing.clipboard.copy(data.plain, data.mail)) say(`已复制邮件正文，请粘贴到写信的窗口。主题：${data.title}`);
    else say("浏览器不让网页复制，请用命令 wanlixing digest --form 邮件。", "error");
  }

  async function copyLine(words, value, say) {
    const done = await wanlixing.clipboard.copy(value);
    if (done) say(`已复制${words}。`);
    else say(`浏览器不让网页复制，请选中${words}，按 Ctrl+C。`, "error");
    return done;
  }

  // A field that may be changed before it is copied, with its count.
  function field(name, words, data, say) {
    const input = make(name === "digest" ? "textarea" : "input", { value: data[name], id: `wechat-${name}` });
    if (name === "digest") input.rows = 4;
    const count = make("span", { className: "wechat-count", id: `wechat-${name}-count` });
    const advice = make("span", { className: "wechat-advice", id: `wechat-${name}-advice` });
    input.setAttribute("aria-describedby", `${count.id} ${advice.id}`);
    const show = () => {
      const found = wanlixing.limits.field(name, input.value);
      count.textContent = found.text;
      count.dataset.level = found.level;
      advice.textContent = found.advice;
      advice.dataset.level = found.level;
    };
    input.addEventListener("input", show);
    show();
    const copy = make("button", { type: "button", className: "wechat-button small", textContent: `复制${words}` });
    copy.addEventListener("click", async () => (await copyLine(words, input.value, say)) || input.select());
    const head = make("div", { className: "wechat-field-head" }, make("label", { htmlFor: input.id, textContent: words }), count, copy);
    return { node: make("div", { className: "wechat-field" }, head, input, advice), value: () => input.value };
  }

  // A value that only waits to be copied.
  function line(name, words, data, say) {
    const shown = make("span", { className: "wechat-value", textContent: data[name] });
    const copy = make("button", { type: "button", className: "wechat-button small", textContent: `复制${words}` });
    copy.addEventListener("click", async () => (await copyLine(words, data[name], say)) || wanlixing.clipboard.select(shown));
    return make("div", { className: "wechat-field" }, make("div", { className: "wechat-field-head" }, make("span", { textContent: words }), copy), shown);
  }

  return { read, build };
})();
