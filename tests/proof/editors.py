"""What an editor of a 公众号 gets, measured on the column's own content.

    python tests/proof/editors.py [RECORD of a withdrawal ...]

Every article in a real Chromium as the platform shows it at 375 px, justified: blanks wider than 1.4 em, wider than the
telephone, paragraphs that an editor would delete. Then links in feeds where records have them, and notices of withdrawn
records (one of each kind if none is named) in every feed that had held them.
"""

import json
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from lxml import etree, html
from machine import find
from outputs_made import made_files
from places import REPOSITORY, content_day
from playwright.sync_api import sync_playwright

from generator.authoring.withdrawal import withdrawal
from generator.build.check import check
from generator.model.record import Record
from generator.rendering.templates import moment
from generator.site.site import Site
from generator.text.markdown import render

#: In em: what a reader sees as a hole in a line.
WIDEST = 1.4
#: The widest blank between two characters of a line, in em. How much wider a character stands from the next than it
#: does when nothing is justified is what justifying has added; a blank in the text counts with it.
_BLANKS = """() => {
  const fragment = document.getElementById("fragment");
  const characters = [];
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
    if (size) for (let at = 0; at < node.length; at += 1) characters.push([node, at, size]);
  }
  const range = document.createRange();
  const places = () => characters.map(([node, at]) => {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const { left, right, top } = range.getBoundingClientRect();
    return { left, right, top };
  });
  const justified = places();
  const sheet = document.head.appendChild(document.createElement("style"));
  sheet.textContent = "#fragment, #fragment * { text-align: left !important; }";
  const plain = places();
  let widest = 0;
  for (let i = 0; i + 1 < characters.length; i += 1) {
    const [one, next] = [justified[i], justified[i + 1]];
    if (Math.abs(one.top - next.top) > 2 || next.left < one.left) continue;
    const blank = /\\s/.test(characters[i][0].data[characters[i][1]]) ? plain[i].right - plain[i].left : 0;
    const added = next.left - one.left - (plain[i + 1].left - plain[i].left);
    if (Math.abs(plain[i].top - plain[i + 1].top) < 2) widest = Math.max(widest, (added + blank) / characters[i][2]);
  }
  return { widest, over: fragment.scrollWidth - fragment.clientWidth };
}"""
_FRAGMENT = re.compile(r'<div id="fragment">(.*)</div>\n</div>', re.DOTALL)


def by_chromium(articles: dict[str, str], style: str) -> list[str]:
    """Holes in lines, and what is wider than a telephone."""
    wrong, widest = [], 0.0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(windowless=True), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 375, "height": 800})
        for name, fragment in articles.items():
            page.set_content(
                f'<!doctype html><html lang="zh-CN"><style>{style}</style><main class="phone">'
                f'<div id="fragment">{fragment}</div></main>'
            )
            found = page.evaluate(_BLANKS)
            widest = max(widest, found["widest"])
            if found["widest"] > WIDEST:
                wrong.append(f"{name}: {found['widest']:.1f} em")
            if found["over"] > 0:
                wrong.append(f"{name}: {found['over']} px wider than the telephone")
        browser.close()
    sys.stdout.write(f"公众号文章：{len(articles)} 篇，375 像素两端对齐时最大的空隙 {widest:.2f} em\n")
    return wrong


def to_delete(site: Site, record: Record, fragment: str) -> Iterator[str]:
    """Paragraphs that repeat what the platform shows by itself, and a source that stands before the text."""
    said = [
        " ".join(block.text_content().split()) for block in html.fragment_fromstring(fragment, "div").iter("p", "h2")
    ]
    said = [words for words in said if words]
    unit = site.lists.units[record.unit]
    shown = {record.title, record.article_title, f"{record.kind.label}·{unit.short}"}
    # A part of the article may be headed by the same words.
    yield from (words for words in said[:1] if words == record.kind.label)
    shown |= {
        moment(record.publish_date),
        f"发布 {moment(record.publish_date)}",
        f"发布：{moment(record.publish_date)}",
    }
    yield from (words for words in said if words in shown)
    yield from (words for words in said[: len(said) // 2] if words.startswith("来源"))


def links_of(record: Record) -> set[str]:
    """The addresses to which it leads: of its text and of its sources."""
    texts = "".join(render(section.text, section.top).html for section in record.sections)
    found = {unescape(address) for address in re.findall(r'<a [^>]*href="([^"]*)"', texts)}
    return {address for address in found if address.startswith("http")} | {one.url for one in record.sources if one.url}


def entries(files: dict[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Of every RSS file that holds whole texts: its path, an entry's id and its content."""
    for path, content in files.items():
        if path.endswith(".rss.xml") and not re.search(r"wechat|digest|archive", path):
            for item in etree.fromstring(content).iter("item"):
                body = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or ""
                yield path, item.findtext("guid") or "", body


def by_links(site: Site, files: dict[str, bytes]) -> list[str]:
    """Entries without the links that their records have."""
    known = {record.id: links_of(record) for record in site.catalogue.records}
    wrong, count = [], 0
    for path, guid, content in entries(files):
        wanted = known.get(re.split(r"[/:]", guid)[-1].removesuffix(".html"), set())
        count += bool(wanted)
        if not wanted <= set(html.fragment_fromstring(content or "-", "div").xpath("//a/@href")):
            wrong.append(f"{path}: {guid} has lost a link")
    sys.stdout.write(f"有链接的条目：{count} 个，缺链接的 {len(wrong)} 个\n")
    return wrong


def withdrawn_root(folder: Path, site: Site, record: Record) -> Path:
    """The column without the record and without whoever names it, with what `withdraw` writes in its list."""
    root = folder / "root"
    shutil.copytree(REPOSITORY / "content", root / "content")
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    shutil.copy(REPOSITORY / "site_config.yml", root)
    listed = root / "content/lists/withdrawn.yml"
    text = withdrawal(site, record, datetime.now(UTC), "核对").partition("items:\n")[2]
    listed.write_text(f"{listed.read_text(encoding='utf-8').rstrip()}\n{text}", encoding="utf-8")
    for file in root.glob("content/*/*/*.yml"):
        lines = file.read_text(encoding="utf-8").split("\n")
        kept = [line for line in lines if line.strip() != f"- {record.id}"]
        if file.stem == record.id:
            file.unlink()
        elif kept != lines:
            file.write_text("\n".join(kept), encoding="utf-8")
    return root


def told_in(files: dict[str, bytes], record: Record) -> set[str]:
    """The feeds that hold a record or tell of its withdrawal."""
    ending = re.compile(rf"[:/]{record.kind.name}/{re.escape(record.id)}$")
    said = {path: json.loads(content) for path, content in files.items() if path.endswith(".json")}
    rows = {path: [*feed["items"], *feed.get("_withdrawn", [])] for path, feed in said.items()}
    return {path for path, found in rows.items() if any(ending.search(one["id"]) for one in found)}


def by_withdrawal(site: Site, before: dict[str, bytes], chosen: Iterable[Record]) -> list[str]:
    """Feeds that had held a record and do not tell that it was withdrawn."""
    wrong: list[str] = []
    for record in chosen:
        with tempfile.TemporaryDirectory(prefix="wanlixing-editors-") as name:
            after, problems = check(withdrawn_root(Path(name), site, record), content_day())
            if after is None:
                wrong.append(f"{record.id}: {problems[0]}")
                continue
            files = {file.path: file.content for file in made_files(after, "feeds")}
        had, now = told_in(before, record), told_in(files, record)
        sys.stdout.write(f"撤回{record.kind.label} {record.id}：{len(had)} 个源登过，{len(had & now)} 个源通知\n")
        wrong += [f"{path}: nothing of {record.id}" for path in sorted(had - now)]
    return wrong


def main() -> None:
    """Measure the column's own content."""
    site, problems = check(REPOSITORY, content_day())
    if site is None:
        raise SystemExit(str(problems[0]))
    pages = {file.path: file.content.decode() for file in made_files(site, "wechat_pages")}
    pages |= {file.path: file.content.decode() for file in made_files(site, "digest_pages")}
    articles = {path: found[1] for path, text in pages.items() if (found := _FRAGMENT.search(text))}
    wrong = by_chromium(articles, pages["wechat/page.css"])
    deleted = Counter[str]()
    for record in site.catalogue.records:
        deleted[record.id] = len(list(to_delete(site, record, articles[f"wechat/{record.id}.html"])))
    wrong += [f"{name}: {count} paragraphs to delete" for name, count in deleted.items() if count]
    sys.stdout.write(f"要删的段落：{deleted.total()} 个\n")
    files = {file.path: file.content for file in made_files(site, "feeds")}
    wrong += by_links(site, files)
    firsts = {record.kind.name: record for record in reversed(site.catalogue.records)}
    named = [record for record in site.catalogue.records if record.id in sys.argv[1:]]
    wrong += by_withdrawal(site, files, named or firsts.values())
    sys.stdout.write("".join(f"  {line}\n" for line in wrong[:40]))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
