// The ways out: what is still wrong, what of persons has to be settled first, then file, archive, clipboard, forge.

"use strict";

wanlixing.ways = (() => {
  const { make, idOf } = wanlixing.fields;
  const { rules } = wanlixing;
  // Longer addresses are cut off by browsers and hosts.
  const longest = 6000;
  const isPerson = (fault) => /^[EW]60[1-7]$/.test(fault.code);
  const isError = (fault) => fault.code.startsWith("E");

  const path = (made) => `content/${made.kind.folder}/${made.unit}/${made.id}.yml`;
  const text = (made) => wanlixing.yaml.write(made.data, `# yaml-language-server: $schema=../../schema/${made.kind.name}.json`);

  function save(blob, name) {
    const link = make("a", { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // The forge's pages: for a new file, for the unit's pictures, and whether the first takes the content too and the second opens for a folder that is not there yet.
  function door(forge, made) {
    const base = forge.url.replace(/\/+$/, "");
    const branch = encodeURIComponent(forge.branch);
    const file = encodeURIComponent(path(made));
    const folder = path(made).split("/").slice(0, -1).map(encodeURIComponent).join("/");
    const images = `${branch}/content/images/${encodeURIComponent(made.unit)}`;
    const gitea = [`_new/${branch}/?filename=${file}`, `_upload/${images}`, true];
    const pages = {
      GitHub: [`new/${branch}?filename=${file}`, `upload/${images}`, true],
      Gitea: gitea,
      Forgejo: gitea,
      GitLab: [`-/new/${branch}?file_name=${file}`, `-/tree/${images}`],
      Gitee: [`new/${branch}/${folder}`, `tree/${images}`],
    }[forge.type];
    const alone = `${base}/${pages[0]}`;
    const whole = `${alone}&value=${encodeURIComponent(text(made))}`;
    const filled = pages.length > 2 && whole.length <= longest;
    return { address: filled ? whole : alone, filled, pictures: `${base}/${pages[1]}`, uploads: pages.length > 2 };
  }

  // The section at the end of the form. `desk.made()` is the record as it stands, `desk.faults()` what is wrong.
  function section(desk) {
    const list = make("div", { className: "summary", id: "summary", tabindex: "-1", "aria-labelledby": "summary-name" });
    const gate = make("div", { className: "gate" });
    const said = make("p", { className: "said", role: "status" });
    const doors = make("div", { className: "doors-out" });
    const node = make("section", { className: "part", id: "part-out" }, make("h2", { textContent: "送出" }), list, gate, doors, said);
    const kept = { anyway: false, seen: new Set() };
    const tell = (words, level = "fine") => {
      said.textContent = words;
      said.dataset.level = level;
    };

    const keyOf = (fault) => JSON.stringify([fault.code, fault.message]);
    const open = (faults) => faults.filter((fault) => isPerson(fault) && (isError(fault) || !kept.seen.has(keyOf(fault))));
    const wrong = (faults) => faults.filter((fault) => isError(fault) && !isPerson(fault));

    function line(fault) {
      const target = document.getElementById(desk.placeOf(fault.steps) ?? idOf(fault.steps));
      const link = make("a", { href: `#${target?.id ?? "form"}`, textContent: fault.message });
      link.addEventListener("click", (event) => {
        event.preventDefault();
        desk.goto(fault.steps);
      });
      return make("li", { className: isError(fault) ? "is-error" : "is-warning" }, make("a", { className: "code", href: `errors.html#${fault.code}`, target: "_blank", textContent: fault.code }), link);
    }

    function summary(faults) {
      const errors = wrong(faults);
      const warnings = faults.filter((fault) => !isError(fault) && !isPerson(fault));
      const heading = errors.length ? `还有 ${errors.length} 处要改` : warnings.length ? `没有错误，有 ${warnings.length} 处提醒` : "没有发现问题";
      list.replaceChildren(make("h3", { id: "summary-name", textContent: heading }));
      if (errors.length || warnings.length) list.append(make("ul", {}, ...[...errors, ...warnings].map(line)));
      const pasted = faults.filter((fault) => ["W422", "E003"].includes(fault.code));
      if (pasted.length > 1) {
        const all = make("button", { type: "button", className: "tool", textContent: `粘贴的痕迹全部照改（${pasted.length} 处）` });
        all.addEventListener("click", () => desk.repair());
        list.append(all);
      }
      if (errors.length) {
        const box = make("input", { type: "checkbox", id: "anyway", checked: kept.anyway });
        box.addEventListener("change", () => {
          kept.anyway = box.checked;
          show();
        });
        list.append(make("label", { className: "box", htmlFor: "anyway" }, box, make("span", { textContent: "还没写完，也先取走（例如交给同事接着写，或图片、相关记录另交）。检查通过以前不能发布。" })));
      }
    }

    function persons(faults) {
      const found = faults.filter(isPerson);
      gate.replaceChildren();
      if (!found.length) return;
      const item = (fault) => {
        const known = make("input", { type: "checkbox", checked: kept.seen.has(keyOf(fault)) });
        known.addEventListener("change", () => {
          if (known.checked) kept.seen.add(keyOf(fault));
          else kept.seen.delete(keyOf(fault));
          show();
        });
        const mask = make("button", { type: "button", className: "tool", textContent: `写成 ${fault.trace.masked}` });
        mask.addEventListener("click", () => desk.mask(fault.steps));
        const choice = fault.code === "W606" ? null : mask;
        const checked = isError(fault) ? null : make("label", { className: "box" }, known, make("span", { textContent: "核对过了，可以公开" }));
        const shown = line(fault);
        shown.append(make("div", { className: "choice" }, choice, checked));
        return shown;
      };
      const all = make("button", { type: "button", className: "tool", textContent: "全部遮住" });
      all.addEventListener("click", () => desk.mask(null));
      gate.append(make("h3", { textContent: `个人信息：${open(faults).length ? "先处理这些，才能下载或提交" : "都处理过了"}` }), make("ul", {}, ...found.map(item)));
      if (found.some((fault) => fault.code !== "W606")) gate.append(all);
    }

    // Whether it may leave; if not, the reason is shown and spoken.
    function may() {
      desk.check(true);
      const faults = desk.faults();
      if (open(faults).length) {
        tell("稿件里有个人信息，先遮住或核对，才能取走。", "error");
        gate.querySelector("button, input")?.focus();
        return false;
      }
      if (wrong(faults).length && !kept.anyway) {
        tell("还有错误没改。照上面的单子改好，或勾选“还没写完，也先取走”。", "error");
        list.focus();
        return false;
      }
      return true;
    }

    const way = (words, act, kind = "") => {
      const button = make("button", { type: "button", className: `way ${kind}`, textContent: words });
      button.addEventListener("click", () => may() && act(desk.made()));
      return button;
    };

    function photos(made) {
      const names = new Set([...(made.data.images ?? []).map((image) => image.file), made.data.wechat?.cover]);
      return [...desk.photos].filter(([name]) => names.has(name)).map(([name, photo]) => [`content/images/${made.unit}/${name}`, photo.bytes]);
    }

    function file(made) {
      save(new Blob([text(made)], { type: "application/yaml" }), `${made.id}.yml`);
      tell(`已下载 ${made.id}.yml。放在 ${path(made)}，或直接交给专栏编辑。${photos(made).length ? "图片不在里面，请另外下载压缩包。" : ""}`);
    }

    function archive(made) {
      const files = [[path(made), new TextEncoder().encode(text(made))], ...photos(made)];
      save(wanlixing.archive.zip(files), `${made.id}.zip`);
      tell(`已下载 ${made.id}.zip，里面有记录${files.length > 1 ? `和 ${files.length - 1} 张图片` : ""}，文件夹已经排好。交给专栏编辑即可。`);
    }

    async function copy(made) {
      const done = await wanlixing.clipboard.copy(text(made));
      tell(done ? `已复制全文。文件名是 ${path(made)}。` : "浏览器不让网页复制，请改用下载。", done ? "fine" : "error");
    }

    // What one page of the forge can't take goes by the archive first; then which page takes what.
    async function forge(made) {
      const { address, filled, pictures, uploads } = door(rules.forge, made);
      const names = photos(made).map(([name]) => name.split("/").pop());
      if (filled && !names.length) {
        tell(`已在新窗口打开${rules.forge.type}，文件名和内容都填好了，点提交即可。`);
        window.open(address, "_blank", "noopener");
        return;
      }
      archive(made);
      const done = filled || (await wanlixing.clipboard.copy(text(made)));
      const named = rules.forge.type === "Gitee" ? `文件名填 ${made.id}.yml，` : "";
      const content = filled ? "文件名和内容都填好了，点提交即可。" : `${named}${done ? "内容已复制，粘贴进去" : "把压缩包里记录文件的内容贴进去"}再提交。`;
      const step = (href, words, after) => make("li", {}, make("a", { className: "shown-link", href, target: "_blank", rel: "noopener", textContent: words }), `：${after}`);
      const steps = [step(address, `打开${rules.forge.type}的新建文件页`, content)];
      // Of a unit's first pictures there is no folder that could be opened.
      const missing = uploads ? "" : "这一页打不开，就是还没有这个文件夹，请把压缩包交给专栏编辑。";
      if (names.length) steps.push(step(pictures, "打开图片的文件夹", `换到刚才提交的分支，上传压缩包里 content/images/${made.unit}/ 的 ${names.join("、")}。${missing}`));
      tell(`${names.length ? "有图片" : "文字较长"}，先下载了压缩包 ${made.id}.zip，交给专栏编辑最省事。自己提交的，照下面做：`);
      said.append(make("ol", {}, ...steps));
    }

    function show() {
      const faults = desk.faults();
      summary(faults);
      persons(faults);
    }

    doors.append(way("下载压缩包", archive, "primary"), way("只下载记录文件", file), way("复制全文", copy));
    if (rules.forge) doors.append(way(`到 ${rules.forge.type} 提交`, forge));
    doors.after(make("p", { className: "hint", textContent: rules.forge ? "不会用代码平台的，下载压缩包交给专栏编辑。" : "把下载的压缩包交给专栏编辑；接收方式以主办单位的通知为准。" }));
    return { node, show, reset: () => { kept.anyway = false; kept.seen.clear(); tell(""); } };
  }

  return { section, door, path, text, isPerson, isError };
})();
