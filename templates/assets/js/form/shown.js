// What can be seen: pictures as they are chosen, and the record as a page and as a 公众号 article.

"use strict";

wanlixing.shown = (() => {
  const { make } = wanlixing.fields;
  const { rules } = wanlixing;

  // A button that takes pictures from the reader's machine and puts a row for each.
  function picker(desk, steps, change, items, most) {
    const input = make("input", { type: "file", id: "f-images-file", accept: "image/jpeg,image/png,image/webp", multiple: true, className: "visually-hidden", tabindex: "-1", "aria-hidden": "true" });
    const button = make("button", { type: "button", className: "add", id: "f-images-pick", textContent: "选图片" });
    const said = make("p", { className: "hint picked", role: "status" });
    button.addEventListener("click", () => input.click());
    input.addEventListener("change", async () => {
      const words = [];
      button.disabled = true;
      said.textContent = "正在处理图片……";
      for (const file of [...input.files].slice(0, most - items().length)) words.push(await take(file));
      input.value = "";
      button.disabled = false;
      change(items(), "f-images-pick");
      said.textContent = words.join("");
    });

    async function take(file) {
      try {
        const photo = await wanlixing.photo.taken(file, desk.stem(items().length + 1));
        const names = items().map((item) => item.file);
        const [stem, ending] = photo.name.split(".");
        let name = photo.name;
        for (let number = 2; names.includes(name); number += 1) name = `${stem}-${number}.${ending}`;
        desk.photos.set(name, photo);
        desk.set(steps, [...items(), { file: name }]);
        return `“${file.name}”放进来了，去掉了${photo.left.length ? photo.left.join("、") : "附带的信息"}。`;
      } catch (error) {
        if (!(error instanceof wanlixing.photo.Refused)) throw error;
        return `“${file.name}”没有放进来：${error.message}`;
      }
    }

    return make("div", { className: "picking" }, button, make("span", { className: "hint", textContent: "JPG、PNG 或 WebP，每张不超过 10 MB；放进来时去掉拍摄位置并缩小" }), input, said);
  }

  function thumbnail(desk, at) {
    const photo = desk.photos.get(desk.get([...at, "file"]));
    if (!photo) return make("p", { className: "hint", textContent: "这张图片不在浏览器里：要么已在本单位的图片文件夹里，要么请重新选一次。" });
    return make("img", { className: "thumbnail", src: photo.data, alt: "", width: String(photo.width), height: String(photo.height) });
  }

  const chinese = (text) => wanlixing.values.day(text)?.chinese ?? text;
  const shownUnit = (id) => rules.units.find(([one]) => one === id);

  // A value as readers would see it.
  function words(field, value) {
    if (Array.isArray(value)) return value.map((one) => (typeof one === "string" ? words({ ...field, many: undefined }, one) : "")).filter(Boolean).join("、");
    if (field.reads === "day") return chinese(value);
    if (field.list === "units") return shownUnit(value)?.[2] ?? value;
    if (field.list === "editions") return rules.editions.find(({ id }) => id === value)?.name ?? value;
    return value;
  }

  const left = ["title", "summary", "publish_date", "reviewed_by", "reviewed_on", "note", "tags", "related", "wechat", "corrections", "sources", "images"];

  function facts(kind, data) {
    const rows = kind.fields.filter((field) => !left.includes(field.name) && field.reads !== "text" && data[field.name] && !field.fields);
    return rows.map((field) => make("div", { className: "fact" }, make("dt", { textContent: field.title }), make("dd", { textContent: words(field, data[field.name]) })));
  }

  // Groups such as results or proceedings, each as a short list.
  function groups(kind, data) {
    return kind.fields.filter((field) => field.fields && !left.includes(field.name) && data[field.name]).flatMap((field) => {
      const filled = (item) => field.fields.filter((one) => item[one.name]);
      const rows = field.many
        ? data[field.name].map((item) => filled(item).map((one) => words(one, item[one.name])).join("，"))
        : filled(data[field.name]).map((one) => `${one.title}：${words(one, data[field.name][one.name])}`);
      return [make("h2", { textContent: field.title }), make("ul", {}, ...rows.map((row) => make("li", { textContent: row })))];
    });
  }

  const paragraphs = (kind, data) => kind.fields.filter((field) => field.reads === "text" && data[field.name]).flatMap((field) => {
    const own = field.name !== "body";
    return [own ? make("h2", { textContent: field.title }) : null, ...wanlixing.prose.preview(data[field.name], own ? 3 : 2)];
  }).filter(Boolean);

  const pictures = (data, photos) => (data.images ?? []).map((image) => {
    const photo = photos.get(image.file);
    const shown = photo ? make("img", { src: photo.data, alt: image.alt ?? "", width: String(photo.width), height: String(photo.height) }) : make("p", { className: "hint", textContent: `（图片 ${image.file ?? ""}）` });
    return make("figure", { className: "picture" }, shown, make("figcaption", { textContent: [image.caption, image.credit && `摄影或版权：${image.credit}`].filter(Boolean).join("　") }));
  });

  const source = (one) => [one.title, one.publisher, one.date && chinese(one.date)].filter(Boolean).join("，") + (one.extent === "摘录" ? "（据摘录整理）" : "");

  function page(kind, unit, data, photos) {
    const [first] = data.sources ?? [];
    return [
      make("header", { className: "record-head" },
        make("h1", { textContent: data.title ?? "（还没有标题）" }),
        make("p", { className: "record-meta" }, make("span", { textContent: `来源：${first?.publisher ?? ""}` }), make("span", { textContent: `发布时间：${data.publish_date ?? ""}` })),
        make("p", { className: "lead", textContent: data.summary ?? "" })),
      make("dl", { className: "facts" }, ...facts(kind, data), make("div", { className: "fact" }, make("dt", { textContent: "所属地区" }), make("dd", { textContent: shownUnit(unit)?.[2] ?? "" }))),
      ...groups(kind, data),
      ...pictures(data, photos),
      make("div", { className: "prose" }, ...paragraphs(kind, data)),
      make("h2", { textContent: "资料来源" }),
      make("ol", {}, ...(data.sources ?? []).map((one) => make("li", { textContent: source(one) }))),
    ];
  }

  // In its order and proportions, not in its house style: how it really looks is seen when the column is built.
  function article(kind, unit, data, photos) {
    const name = shownUnit(unit)?.[1] ?? "";
    return [
      make("h1", { textContent: data.wechat?.title ?? data.title ?? "（还没有标题）" }),
      make("p", { className: "account", textContent: `${name}　${data.publish_date?.slice(0, 10) ?? ""}` }),
      make("blockquote", {}, make("p", { textContent: data.wechat?.digest ?? data.summary ?? "" })),
      ...pictures(data, photos),
      ...paragraphs(kind, data),
      ...groups(kind, data),
      make("h2", { textContent: "资料来源" }),
      ...(data.sources ?? []).map((one, at) => make("p", { className: "small", textContent: `[${at + 1}] ${source(one)}` })),
    ];
  }

  // A window with both, one at a time.
  function preview(kind, unit, data, photos) {
    const body = make("div", { className: "preview-body", tabindex: "0", role: "region", "aria-label": "预览" });
    const close = make("button", { type: "button", className: "tool", textContent: "关闭" });
    const dialog = make("dialog", { className: "preview", "aria-labelledby": "preview-name" });
    const views = [["网页", page, "is-page"], ["公众号", article, "is-article"]];
    const show = ([label, view, look]) => {
      body.className = `preview-body ${look}`;
      body.replaceChildren(...view(kind, unit, data, photos));
      for (const one of choice.querySelectorAll("button")) one.setAttribute("aria-pressed", String(one.textContent === label));
    };
    const choice = make("div", { className: "preview-choice", role: "group", "aria-label": "看哪一种" }, ...views.map((view) => {
      const one = make("button", { type: "button", textContent: view[0] });
      one.addEventListener("click", () => show(view));
      return one;
    }));
    dialog.append(make("header", {}, make("h2", { id: "preview-name", textContent: "预览" }), choice, close), body,
      make("p", { className: "hint", textContent: "样子以正式生成的为准：链接、图表和公众号的排版样式在预览里从简。" }));
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    (document.getElementById("content") ?? document.body).append(dialog);
    show(views[0]);
    wanlixing.dialog(dialog).showModal();
  }

  return { picker, thumbnail, preview };
})();
