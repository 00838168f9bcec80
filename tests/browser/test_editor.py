"""The editor's tools in a real Chromium: what is copied is read back from the clipboard; the ways out are walked."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from browser.served import Served, open_context
from docx import Document
from PIL import Image
from places import TODAY
from playwright.sync_api import Browser, Page, expect
from wechat_rules import faults

from generator.build.check import check
from generator.documents.docx import Grid, Heading, Items, Paragraph, Signature, as_document
from generator.documents.docx_script import as_data
from generator.outputs.channels.brief import record_brief
from generator.outputs.channels.record_forms import toutiao_text
from generator.site.look import look_at

pytestmark = pytest.mark.browser

READ = """async (type) => {
  const [item] = await navigator.clipboard.read();
  return item.types.includes(type) ? await (await item.getType(type)).text() : "";
}"""


@pytest.fixture
def editor(browser: Browser, complete_site: Served) -> Iterator[Page]:
    """A page whose reader lets the site write and the test read the clipboard; it ends without an error said."""
    context = open_context(browser, viewport={"width": 1280, "height": 900}, locale="zh-CN", accept_downloads=True)
    origin = complete_site.url.split("/zt/")[0]
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    # Served from elsewhere than its address says, a page may not ask that address for pictures, and shows its own.
    # Chromium looks through what is copied by the page's own policy and speaks of each style; it keeps them.
    harmless = ("Loading the image 'https://test.example.org/", "Applying inline style violates")
    assert [words for words in said if not words.startswith(harmless)] == []


def parts_of(document: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(document)) as found:
        return {name: found.read(name).decode().replace("<w:t></w:t>", "") for name in found.namelist()}


def fragment(site: Served, name: str) -> str:
    html = (site.folder / f"wechat/{name}.html").read_text(encoding="utf-8")
    found = re.search(r'<div id="fragment">(.*)</div>\n</div>', html, re.DOTALL)
    assert found
    return found[1]


def bare(html: str) -> str:
    """Without what the browser adds around a copied fragment, and with quotes and spaces in one form."""
    inner = re.sub(
        r"^.*<!--StartFragment-->|<!--EndFragment-->.*$|<meta[^>]*>|</?(html|head|body)>", "", html, flags=re.DOTALL
    )
    return inner.replace("&nbsp;", "\u00a0").replace("&quot;", '"').strip()


def normal(page: Page, html: str) -> str:
    """HTML as the browser writes it, styles one by one: Chromium adds spaces to them on the way."""
    written: str = page.evaluate(
        """(html) => {
          const doc = new DOMParser().parseFromString(html.replace(/ style="/g, ' data-style="'), "text/html");
          for (const node of doc.querySelectorAll("[data-style]"))
            node.dataset.style = node.dataset.style.split(";").map((part) => part.split(":").map((word) => word.trim()))
              .filter((pair) => pair[0]).map((pair) => pair.join(":")).join(";");
          return doc.body.innerHTML;
        }""",
        html,
    )
    return written


@pytest.mark.parametrize("name", ["bank-fair-2020", "loan-guarantee", "hostile-title"])
def test_what_is_copied_is_the_article_and_nothing_else(editor: Page, complete_site: Served, name: str) -> None:
    editor.goto(f"{complete_site.url}wechat/{name}.html")
    editor.get_by_role("button", name="复制正文").click()
    expect(editor.get_by_role("status")).to_contain_text("已复制正文")
    copied = bare(editor.evaluate(READ, "text/html"))

    assert normal(editor, copied) == normal(editor, fragment(complete_site, name))
    assert faults(copied.replace("\u00a0", "&nbsp;")) == []
    text = editor.evaluate(READ, "text/plain")
    assert "来源：" in text
    assert "<" not in text.replace("<script>", "").replace("</script>", "") or name == "hostile-title"


def test_the_panel_of_a_record_copies_the_same(editor: Page, complete_site: Served) -> None:
    editor.goto(f"{complete_site.url}highlights/bank-fair-2020.html")
    editor.locator(".wechat-door a").click()
    editor.get_by_role("button", name="复制正文").click()
    expect(editor.locator(".wechat-status")).to_contain_text("已复制正文")
    copied = bare(editor.evaluate(READ, "text/html"))

    assert normal(editor, copied) == normal(editor, fragment(complete_site, "bank-fair-2020"))


@pytest.mark.parametrize("trouble", ["no secure context", "refused"])
def test_without_a_clipboard_the_old_command_copies_the_same(editor: Page, complete_site: Served, trouble: str) -> None:
    """Loopback counts as secure, so the browser is told otherwise (WX-33)."""
    editor.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', { value: false });"
        if trouble == "no secure context"
        else "navigator.clipboard.write = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"
    )
    editor.goto(f"{complete_site.url}wechat/loan-guarantee.html")
    editor.get_by_role("button", name="复制正文").click()
    expect(editor.get_by_role("status")).to_contain_text("已复制正文")
    copied = bare(editor.evaluate(READ, "text/html"))

    assert normal(editor, copied) == normal(editor, fragment(complete_site, "loan-guarantee"))


def test_when_nothing_can_be_copied_it_says_so_and_selects_the_article(editor: Page, complete_site: Served) -> None:
    editor.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', { value: false }); document.execCommand = () => false;"
    )
    editor.goto(f"{complete_site.url}wechat/loan-guarantee.html")
    editor.get_by_role("button", name="复制正文").click()
    expect(editor.get_by_role("status")).to_contain_text("浏览器不让网页复制。正文已经选中，请按 Ctrl+C")

    assert "编造的基本案情" in editor.evaluate("getSelection().toString()")


def test_copied_with_pictures_they_are_inside(editor: Page, complete_site: Served) -> None:
    editor.goto(f"{complete_site.url}wechat/bank-fair-2020.html")
    button = editor.get_by_role("button", name="复制（含图片）")
    button.hover()
    editor.wait_for_load_state("networkidle")
    button.click()
    status = editor.get_by_role("status")
    if "再点一次" in status.inner_text():
        button.click()
    expect(status).to_contain_text("内含 2 张图片")
    copied = bare(editor.evaluate(READ, "text/html"))
    sources = re.findall(r'<img src="([^"]{0,30})', copied)

    assert [source.split(",")[0] for source in sources] == ["data:image/jpeg;base64", "data:image/png;base64"]


def test_title_digest_and_address_are_copied_as_plain_text(editor: Page, complete_site: Served) -> None:
    editor.goto(f"{complete_site.url}wechat/bank-fair-2020.html")
    expected = {
        "复制标题": "试验市银企对接会",
        "复制摘要": "编造的记录：试验市知识产权局举办银企对接会，现场促成质押融资3笔。",
        "复制作者": "南京市知识产权局",
        "复制阅读原文": "https://test.example.org/zt/wlx/highlights/bank-fair-2020.html",
    }
    for name, text in expected.items():
        editor.get_by_role("button", name=name).click()
        expect(editor.get_by_role("status")).to_contain_text("已复制")
        assert editor.evaluate("navigator.clipboard.readText()") == text


def test_counts_follow_what_is_typed_and_say_when_it_is_too_long(editor: Page, complete_site: Served) -> None:
    editor.goto(f"{complete_site.url}wechat/bank-fair-2020.html")
    title, digest = editor.get_by_label("标题"), editor.get_by_label("摘要")
    title.fill("字" * 33)
    expect(editor.locator("#wechat-title-count")).to_contain_text("33 字，手工粘贴最多 64 字")
    expect(editor.locator("#wechat-title-advice")).to_contain_text("推送最多 32 字")
    title.fill("𠮷" * 65)
    expect(editor.locator("#wechat-title-advice")).to_contain_text("超过 64 字")
    digest.fill("字" * 121)
    expect(editor.locator("#wechat-digest-advice")).to_contain_text("最多 120 字")
    digest.fill("字" * 120)
    expect(editor.locator("#wechat-digest-advice")).to_have_text("")
    expect(editor.locator(".wechat-warnings")).to_contain_text("逐张确认图片显示")


@pytest.mark.parametrize(
    ("name", "button", "size"),
    [
        ("bank-fair-2020", "下载封面 900×383", (900, 383)),
        ("bank-fair-2020", "下载方图 1:1", (600, 600)),
        ("loan-guarantee", "下载封面 900×383", (900, 383)),
        ("loan-guarantee", "下载方图 1:1", (600, 600)),
    ],
)
def test_covers_have_the_sizes_that_the_platform_asks_for(
    editor: Page, complete_site: Served, name: str, button: str, size: tuple[int, int]
) -> None:
    editor.goto(f"{complete_site.url}wechat/{name}.html")
    with editor.expect_download() as download:
        editor.get_by_role("button", name=button).click()
    image = Image.open(Path(download.value.path()))
    image.load()

    assert (image.format, image.size) == ("JPEG", size)
    expect(editor.get_by_role("status")).to_contain_text("标题卡" if name == "loan-guarantee" else "取自记录的图片")


def test_poster_and_code_are_drawn_and_texts_are_copied(editor: Page, complete_site: Served) -> None:
    editor.goto(f"{complete_site.url}wechat/loan-guarantee.html")
    for button, sizes in (("下载海报", {(1080, 1440)}), ("下载二维码", {(size, size) for size in range(540, 601)})):
        with editor.expect_download() as download:
            editor.get_by_role("button", name=button).click()
        picture = Image.open(io.BytesIO(Path(download.value.path()).read_bytes()))
        (code,) = zxingcpp.read_barcodes(picture.convert("L"))
        assert code.text.rpartition("/")[2] == "loan-guarantee.html"
        assert picture.size in sizes
    editor.get_by_role("button", name="复制微博文字").click()
    expect(editor.get_by_role("status")).to_contain_text("已复制微博文字")
    assert editor.evaluate("navigator.clipboard.readText()").startswith("【")


def test_a_digest_goes_into_a_mail_by_a_button(editor: Page, complete_site: Served) -> None:
    name = max(path.name for path in (complete_site.folder / "digest").glob("*.html"))
    editor.goto(f"{complete_site.url}digest/{name}")
    editor.get_by_role("button", name="复制邮件正文").click()
    expect(editor.get_by_role("status")).to_contain_text("主题：")
    html = editor.evaluate(READ, "text/html")
    assert "<table" in html
    assert "border-top:4px solid" in re.sub(": ", ":", html)
    assert editor.evaluate("navigator.clipboard.readText()").startswith("试验专栏一周速递")
    with editor.expect_download() as download:
        editor.get_by_role("button", name="下载信息专报").click()
    assert Document(str(download.value.path())).paragraphs[0].text.startswith("试验专栏一周速递")


@pytest.mark.parametrize("name", ["bank-fair-2020", "loan-guarantee"])
def test_a_brief_of_any_record_is_the_one_that_the_program_writes(
    editor: Page, complete_site: Served, name: str
) -> None:
    site, _problems = check(complete_site.folder.parents[2] / "root", TODAY)
    assert site
    record = site.catalogue.get("*", name)
    assert record
    # From the record's own page: what writes it is asked for from there, too.
    editor.goto(complete_site.url + record.address)
    editor.locator(".wechat-door a").click()
    with editor.expect_download() as download:
        editor.get_by_role("button", name="下载信息专报").click()
    expect(editor.locator(".wechat-status")).to_contain_text("信息专报已下载")
    assert download.value.suggested_filename.endswith(".docx")
    assert parts_of(Path(download.value.path()).read_bytes()) == parts_of(record_brief(look_at(site), record))
    editor.get_by_role("button", name="复制头条文字").click()
    expect(editor.locator(".wechat-status")).to_contain_text("已复制头条文字")
    assert editor.evaluate("navigator.clipboard.readText()") == toutiao_text(look_at(site), record).rstrip()


def test_every_block_is_written_by_both_alike(editor: Page, complete_site: Served) -> None:
    blocks = (
        *(
            Heading("一、<甲>&“乙”"),
            Heading("（一）", 2),
            Paragraph("{title}{text}"),
            Items(("一", "二")),
            Items(("独",)),
        ),
        *(Grid(("名", "值", "注"), (("甲<", "", "1"), ("乙", "2", "{cell}"))), Paragraph("末"), Signature("局", "日")),
    )
    editor.goto(f"{complete_site.url}wechat/loan-guarantee.html")
    editor.add_script_tag(url=f"{complete_site.url}assets/js/docx.js")
    said = {"title": "{body}<题>", "author": "局&", "mark": "试<", "blocks": as_data(blocks)}
    written = editor.evaluate(
        "async (said) => [...new Uint8Array(await wanlixing.docx.write(said).arrayBuffer())]", said
    )
    assert parts_of(bytes(written)) == parts_of(as_document("{body}<题>", blocks, "局&", mark="试<"))


def test_lines_of_a_title_card_break_as_chinese_does(editor: Page, complete_site: Served) -> None:
    editor.goto(f"{complete_site.url}wechat/loan-guarantee.html")
    lines: list[str] = editor.evaluate(
        """(title) => {
          const context = document.createElement("canvas").getContext("2d");
          context.font = "40px sans-serif";
          return [160, 200, 240, 280, 320].map((width) => wanlixing.cards.balanced(context, title, width));
        }""",
        "试验市举办“一站通”银企对接会，促成质押融资3笔、1250.5万元（编造）",
    )
    for found in lines:
        assert "".join(found) == "试验市举办“一站通”银企对接会，促成质押融资3笔、1250.5万元（编造）"
        for line in found:
            assert not re.match("[，。、；：？！）》」”]", line), found
            assert not re.search("[（《「“]$", line), found
        assert sum(bool(re.search("1250.5", line)) for line in found) == 1


#: The widest space between two characters of a line, in em of their own size, and where it is.
GAP = """() => {
  let found = [0, ""];
  const walker = document.createTreeWalker(document.querySelector("#fragment"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
    const boxes = [...node.textContent].map((char, index) => {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, Math.min(index + 1, node.length));
      return range.getBoundingClientRect();
    });
    boxes.forEach((box, index) => {
      if (size && node.textContent[index] === " " && box.width / size > found[0])
        found = [box.width / size, node.textContent.slice(index - 8, index + 8)];
    });
  }
  return found;
}"""


def test_no_line_is_torn_where_the_platform_justifies(editor: Page, complete_site: Served) -> None:
    """The preview has the platform's own rules at 375 px; a word that can't be broken shows what they do to a line."""
    editor.goto(f"{complete_site.url}wechat/loan-guarantee.html")
    paragraph = editor.locator("#fragment section > p").nth(1)
    paragraph.evaluate(
        "node => node.textContent = '见 Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwww 和 Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww'"
    )
    assert editor.locator("#fragment").evaluate("node => node.clientWidth") == 343
    assert editor.evaluate(GAP)[0] < 1.4
    editor.evaluate("document.querySelector('#fragment > section').style.textAlign = ''")
    assert editor.evaluate(GAP)[0] > 1.4


def test_dark_mode_is_shown_and_not_copied(editor: Page, complete_site: Served) -> None:
    editor.goto(f"{complete_site.url}wechat/loan-guarantee.html")
    colour = "node => [getComputedStyle(node).color, getComputedStyle(node.parentElement).backgroundColor]"
    lead = editor.locator("#fragment section > p").first
    light = lead.evaluate(colour)
    editor.get_by_label("深色模式").check(force=True)
    dark = lead.evaluate(colour)
    assert light == ["rgb(58, 63, 71)", "rgb(247, 247, 247)"]
    assert dark == ["rgb(156, 163, 174)", "rgb(33, 33, 33)"]
    editor.get_by_role("button", name="复制正文").click()
    expect(editor.get_by_role("status")).to_contain_text("已复制正文")
    copied = bare(editor.evaluate(READ, "text/html"))

    assert normal(editor, copied) == normal(editor, fragment(complete_site, "loan-guarantee"))


def test_a_preview_shows_its_own_pictures(editor: Page, complete_site: Served) -> None:
    editor.goto(f"{complete_site.url}wechat/bank-fair-2020.html")
    shown = editor.locator("#fragment img").first
    expect(shown).to_have_js_property("complete", True)

    assert shown.evaluate("(image) => image.src") == f"{complete_site.url}images/nanjing/kaimu.jpg"
    assert shown.evaluate("(image) => image.naturalWidth") > 0


def test_all_pictures_come_as_one_file(editor: Page, complete_site: Served) -> None:
    editor.goto(f"{complete_site.url}wechat/bank-fair-2020.html")
    with editor.expect_download() as download:
        editor.get_by_role("link", name="下载全部图片").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        assert archive.namelist() == ["01-kaimu.jpg", "02-tubiao.png"]


def test_from_a_folder_the_door_leads_to_the_page_of_the_article(browser: Browser, complete_site: Served) -> None:
    context = open_context(browser, locale="zh-CN")
    page = context.new_page()
    page.goto((complete_site.folder / "cases/loan-guarantee.html").as_uri())
    page.locator(".wechat-door a").click()
    page.wait_for_url("**/wechat/loan-guarantee.html")
    page.get_by_role("button", name="复制正文").click()
    expect(page.get_by_role("status")).to_contain_text(re.compile("已复制正文|正文已经选中"))
    context.close()


@pytest.mark.parametrize("path", ["wechat/bank-fair-2020.html", "feeds/index.html", "highlights/bank-fair-2020.html"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_window(editor: Page, complete_site: Served, path: str, width: int) -> None:
    editor.set_viewport_size({"width": width, "height": 900})
    editor.goto(f"{complete_site.url}{path}")
    if path.startswith("highlights"):
        editor.locator(".wechat-door a").click()
        editor.wait_for_selector(".wechat-panel h2")

    assert editor.evaluate("document.documentElement.scrollWidth") <= width
