// What the platform takes (WX-20), and what to say of a count.

"use strict";

wanlixing.limits = (() => {
  const kilobyte = 1024;
  // `warn` is what the interface for drafts takes, `most` what the editor does.
  const most = { title: { warn: 32, most: 64 }, author: { warn: 16, most: 16 }, digest: { warn: 120, most: 128 } };
  const html = { warn: 18000, most: 19999 };
  const picture = 1024 * kilobyte;
  const source = kilobyte;

  // People count characters, not units of UTF-16.
  const count = (text) => [...text].length;
  const bytes = (text) => new TextEncoder().encode(text).length;

  function field(name, text) {
    const limit = most[name];
    const length = count(text);
    const words = {
      title: ["手工粘贴可以；用命令推送最多 32 字，请改短或加 --title", "超过 64 字，编辑器也不收，请改短"],
      author: ["", "作者最多 16 字，请改短"],
      digest: ["编辑器最多 120 字，请改短", "超过 128 字，接口也不收，请改短"],
    }[name];
    const level = length > limit.most ? "error" : length > limit.warn ? "warning" : "fine";
    const empty = name === "title" && !length ? "请填写标题" : "";
    const advice = empty || (level === "error" ? words[1] : level === "warning" ? words[0] : "");
    const allowed = name === "title" ? "手工粘贴最多 64 字" : `最多 ${limit.warn} 字`;
    return { text: `${length} 字，${allowed}`, level: empty ? "error" : level, advice };
  }

  // What the editor has to look after before sending.
  function warnings(data) {
    const found = [];
    const length = count(data.html);
    if (length > html.most) found.push(["error", `正文 HTML 有 ${length} 个字符，超过 20000，接口会退回；请拆成两篇。`]);
    else if (length > html.warn) found.push(["warning", `正文 HTML 有 ${length} 个字符，接近 20000 的上限，改动后请留意。`]);
    if (bytes(data.html) >= 1024 * kilobyte) found.push(["error", "正文超过 1 MB，请拆成两篇。"]);
    if (bytes(data.source) > source) found.push(["error", "阅读原文的网址超过 1 KB，平台不收。"]);
    data.pictures.forEach(([path, size], number) => {
      if (size > picture) found.push(["warning", `第 ${number + 1} 张图片有 ${(size / picture).toFixed(1)} MB，超过 1 MB，请压缩后上传。`]);
    });
    if (data.pictures.length) found.push(["note", "粘贴后请逐张确认图片显示；没有显示的，从图片包里取出重新上传。"]);
    if (data.pictures.length && !data.source.startsWith("https:")) found.push(["warning", "本站不是 https，编辑器可能取不到图片，请用“复制（含图片）”或图片包。"]);
    return found;
  }

  return { field, warnings, count };
})();
