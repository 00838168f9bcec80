"""From the form to a merged record, and what a person meets on the way: keyboard, drafts, pictures, the gate."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.axe import violations
from browser.served import Served, open_context
from click.testing import CliRunner
from forge_runs import checked, clone, commented, forge, main, submit
from forge_server import Forge
from PIL import ExifTags, Image
from places import SITES, TODAY
from playwright.sync_api import Browser, BrowserContext, Page, expect
from repositories import SURROUNDINGS, git

from generator.build.pipeline import build
from generator.cli.main import cli

__all__ = ["forge", "main"]
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FORGE = "forge:\n  type: GitHub\n  url: https://forge.test.example.org/bureau/column\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A column with a forge in its settings, built into a folder that no server serves."""
    root = tmp_path_factory.mktemp("forged") / "root"
    shutil.copytree(SITES / "base", root)
    shutil.copytree(SITES / "complete", root, dirs_exist_ok=True)
    with (root / "site_config.yml").open("a", encoding="utf-8") as settings:
        settings.write(FORGE)
    build(root, root / "site", TODAY)
    return root / "site"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = open_context(browser, viewport={"width": 1280, "height": 900}, locale="zh-CN", accept_downloads=True)
    yield made
    made.close()


@pytest.fixture
def form(context: BrowserContext, folder: Path) -> Iterator[Page]:
    """The form from the folder; it complains of nothing and asks nobody for anything."""
    page = context.new_page()
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(f"file://{folder}/submit.html?kind=highlight&unit=nanjing")
    page.locator("#f-title").wait_for()
    page.on("request", lambda request: heard.append(request.url) if not request.url.startswith("data:") else None)
    yield page
    asked = [words for words in heard if not words.startswith(("blob:", "file:", "https://forge.test.example.org/"))]
    assert asked == []


def photo(*, placed: bool = True) -> bytes:
    """A picture as a telephone takes it, with where it was taken and by whom."""
    exif = Image.Exif()
    if placed:
        exif[ExifTags.IFD.GPSInfo] = {2: (32.0, 3.0, 0.0), 4: (118.0, 46.0, 0.0)}
        exif[ExifTags.Base.Artist] = "测试员"
    out = io.BytesIO()
    Image.radial_gradient("L").resize((2000, 1200)).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        field = page.locator(f"#f-{name.replace('__', '-')}")
        if field.evaluate("(node) => node.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def sound(page: Page) -> None:
    """What a highlight must have."""
    fill(page, title="试验市举办银企对接会", summary="试验市知识产权局举办一场银企对接会，三家银行到场。")
    fill(page, theme="金融银企对接", sources__0__title="试验消息", sources__0__publisher="试验市知识产权局")
    fill(page, reviewed_by="测试员", body="第一段文字。\n\n- 要点一\n- 要点二")


def downloaded(page: Page, button: str) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    path: Path = download.value.path()
    return path.rename(path.with_name(download.value.suggested_filename))


def test_a_record_goes_from_the_form_to_a_fork_through_the_workflow_and_is_merged(
    form: Page, main: Path, tmp_path: Path, forge: Forge
) -> None:
    """Everything as the officer, the runner and the maintainer do it; no file is touched by hand."""
    sound(form)
    fill(form, id="biaodan-yinqi", event_date="2020-06-18", edition="2020", results__participants="120")
    fill(form, body="请致电13800138000报名,三家银行到场。")
    form.set_input_files("#f-images-file", {"name": "会场 1.JPG", "mimeType": "image/jpeg", "buffer": photo()})
    expect(form.locator(".picked")).to_contain_text("拍摄位置、拍摄人的姓名")
    fill(
        form, images__0__file="huichang-1.jpg", images__0__alt="会场里的企业代表", images__0__credit="试验市知识产权局"
    )
    form.locator("[data-steps=body] .repair").get_by_role("button", name="照改").click()
    form.get_by_role("button", name="送出", exact=True).click()
    form.get_by_role("button", name="下载压缩包").click()
    expect(form.locator("#part-out .said")).to_contain_text("稿件里有个人信息")
    form.get_by_role("button", name="全部遮住").click()
    archive = zipfile.ZipFile(downloaded(form, "下载压缩包"))
    files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}

    record = "content/highlights/nanjing/biaodan-yinqi.yml"
    assert list(files) == [record, "content/images/nanjing/huichang-1.jpg"]
    text = archive.read(record).decode()
    assert "138****8000报名，三家银行到场" in text

    head = submit(main, tmp_path, files)
    forge.pulls = [{"number": 7, "head": {"sha": head}}]
    runner, done = checked(main, tmp_path, forge)
    assert [step.returncode for step in done] == [0, 0], done[-1].stdout
    assert json.loads((runner / "report" / "problems.json").read_text("utf-8")) == []
    said = commented(main, tmp_path, forge, head, runner / "report")
    assert "检查通过" in said
    assert {one["state"] for one in forge.statuses} == {"success"}

    maintainer = clone(main, tmp_path / "maintainer")
    git(maintainer, "fetch", "-q", "origin", "refs/pull/7/head")
    git(maintainer, "merge", "-q", "--no-ff", "-m", "合并投稿", "FETCH_HEAD")
    git(maintainer, "push", "-q", "origin", "HEAD:main")
    assert (maintainer / record).read_text("utf-8") == text
    words = [str(Path(sys.executable).with_name("wanlixing")), "build"]
    built = subprocess.run(words, cwd=maintainer, capture_output=True, encoding="utf-8", check=False, env=SURROUNDINGS)
    assert built.returncode == 0, built.stdout
    page = (maintainer / "site" / "highlights" / "biaodan-yinqi.html").read_text("utf-8")
    assert "138****8000" in page
    assert "会场里的企业代表" in page


def tab_to(page: Page, target: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(150):
        if page.evaluate("(target) => document.activeElement.matches(target)", target):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is out of reach of the keyboard")


#: What is pressed where, in the order of the page; words are typed.
STROKES = (
    ("#unit", "ArrowDown"),
    ("[name=kind]", "Space"),
    ("#f-title", "试验市举办银企对接会"),
    ("#f-summary", "试验市知识产权局举办一场银企对接会，三家银行到场。"),
    ("#f-theme", "ArrowDown"),
    ("#f-sources-0-title", "试验消息"),
    ("#f-sources-0-publisher", "试验市知识产权局"),
    ("#f-sources-add", "Enter"),
    ("#f-sources-1-title", "又一条消息"),
    # Whoever does not see the page is led to what is missing.
    ("#bar-next", "Enter"),
    ("#f-sources-1-publisher:focus", "试验日报"),
    ("#bar-preview", "Enter"),
    ("dialog[open] .preview-body", "Escape"),
    ("#bar-out", "Enter"),
)


def test_the_keyboard_alone_finishes_a_record(context: BrowserContext, folder: Path, tmp_path: Path) -> None:
    page = context.new_page()
    page.goto(f"file://{folder}/submit.html")
    page.locator("#form").wait_for()
    for target, stroke in STROKES:
        tab_to(page, target)
        if stroke.isascii():
            page.keyboard.press(stroke)
        else:
            page.keyboard.type(stroke)
    expect(page.locator("#bar-status")).to_have_text("都填好了，可以送出")
    tab_to(page, "#part-out .way:nth-child(2)")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    root = tmp_path / "root"
    shutil.copytree(folder.parent, root, ignore=shutil.ignore_patterns("site", "site.versions"))
    unit = page.locator("#unit").input_value()
    target_file = root / "content" / "highlights" / unit / download.value.suggested_filename
    target_file.parent.mkdir(exist_ok=True)
    shutil.copy(download.value.path(), target_file)
    result = CliRunner().invoke(cli, ["check", "--root", str(root), str(target_file)], catch_exceptions=False)

    assert (result.exit_code, result.stdout) == (0, "没有发现问题，共检查 1 条记录。\n")


def states(page: Page) -> Iterator[str]:
    """Every state of the form, one after another."""
    yield "empty"
    page.locator("#bar-out").click()
    yield "asked for what is missing"
    sound(page)
    fill(page, title="江 苏 省 知 识 产 权 局 举办", body="请致电13800138000，有未成年人。", event_date="2020年")
    expect(page.locator(".repair").first).to_be_visible()
    expect(page.locator(".gate li").first).to_be_visible()
    yield "faults, repair and gate"
    page.set_input_files("#f-images-file", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo(placed=False)})
    expect(page.locator(".thumbnail")).to_be_visible()
    page.locator("#f-coverage-add").click()
    page.locator("#part-more summary").click()
    page.locator("#f-tags-add").click()
    yield "rows and pictures"
    page.locator("#bar-preview").click()
    yield "preview of the page"
    page.get_by_role("button", name="公众号").click()
    yield "preview of the article"
    page.keyboard.press("Escape")
    for kind in ("case", "collection", "outlet", "policy", "figure"):
        page.locator(".kind", has=page.locator(f"#kind-{kind}")).click()
        yield kind
    page.locator(".opening summary").click()
    page.locator("#open-text").fill("title: 甲\n - 乙")
    page.locator("#open-read").click()
    expect(page.locator("#drafts")).to_be_visible()
    yield "a file that can't be read, and drafts"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_in_any_state(browser: Browser, complete_site: Served, width: int, scheme: Any) -> None:
    context = open_context(browser, viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{complete_site.url}submit.html?kind=highlight&unit=nanjing")
    page.locator("#f-title").wait_for()
    found = []
    for state in states(page):
        found += [f"{state}: {fault}" for fault in violations(page)]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
    context.close()

    assert found == []


def test_drafts_are_kept_taken_up_and_deleted(form: Page) -> None:
    sound(form)
    expect(form.locator("#bar-kept")).to_contain_text("草稿已存在本机")
    form.reload()
    form.locator("#f-title").wait_for()
    form.get_by_role("button", name="试验市举办银企对接会", exact=True).click()
    expect(form.locator("#f-summary")).to_have_value("试验市知识产权局举办一场银企对接会，三家银行到场。")
    expect(form.locator("#f-sources-0-title")).to_have_value("试验消息")
    form.reload()
    form.locator("#f-title").wait_for()
    form.get_by_role("button", name="删去草稿：试验市举办银企对接会").click()

    kept = "JSON.stringify(Object.entries(localStorage))"
    assert "银企对接会" not in form.evaluate(kept)


def test_a_browser_that_keeps_nothing_says_so(form: Page) -> None:
    form.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };")
    form.reload()
    fill(form, title="试验市举办银企对接会")

    expect(form.locator("#bar-kept")).to_contain_text("不让存草稿")


def test_what_is_of_persons_does_not_leave_until_it_is_settled(form: Page) -> None:
    sound(form)
    fill(form, body="请致电13800138000，车牌苏A12345，有未成年人参加。")
    expect(form.locator(".gate li")).to_have_count(3)
    for button in ("下载压缩包", "只下载记录文件", "复制全文", "到 GitHub 提交"):
        form.get_by_role("button", name=button).click()
        expect(form.locator("#part-out .said")).to_contain_text("先遮住或核对")
    form.locator(".gate").get_by_role("button", name="写成 138****8000").click()
    expect(form.locator("#f-body")).to_have_value("请致电138****8000，车牌苏A***45，有未成年人参加。")
    form.get_by_role("button", name="复制全文").click()
    expect(form.locator("#part-out .said")).to_contain_text("先遮住或核对")
    form.locator(".gate").get_by_label("核对过了，可以公开").check()
    text = downloaded(form, "只下载记录文件").read_text("utf-8")

    assert "138****8000" in text
    assert "13800138000" not in text


def test_errors_keep_a_record_back_unless_its_author_wants_it_unfinished(form: Page) -> None:
    fill(form, title="试验市举办银企对接会")
    form.get_by_role("button", name="下载压缩包").click()
    expect(form.locator("#part-out .said")).to_contain_text("还有错误没改")
    assert form.evaluate("document.activeElement.id") == "summary"
    form.get_by_label("还没写完，也先取走").check()

    assert "试验市举办银企对接会" in downloaded(form, "只下载记录文件").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.jpg", b"GIF89a" + b"\0" * 50, "不是 JPG、PNG 或 WebP"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 50, "残缺或已损坏"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * (10 * 1024 * 1024), "最多 10 MB"),
    ],
)
def test_what_is_no_picture_is_refused(form: Page, name: str, content: bytes, words: str) -> None:
    form.set_input_files("#f-images-file", {"name": name, "mimeType": "image/jpeg", "buffer": content})

    expect(form.locator(".picked")).to_contain_text(words)
    expect(form.locator("#f-images .form-row")).to_have_count(0)


@pytest.mark.parametrize("ending", ["JPEG", "PNG", "WEBP"])
def test_no_picture_takes_its_position_along(form: Page, ending: str) -> None:
    out = io.BytesIO()
    given = Image.open(io.BytesIO(photo()))
    given.save(out, ending, exif=given.getexif())
    sound(form)
    form.set_input_files("#f-images-file", {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()})
    expect(form.locator(".picked")).to_contain_text("拍摄位置")
    fill(form, images__0__alt="会场", images__0__credit="试验局")
    archive = zipfile.ZipFile(downloaded(form, "下载压缩包"))
    picture = Image.open(io.BytesIO(archive.read(archive.namelist()[1])))

    assert archive.testzip() is None
    assert dict(picture.getexif()) == {}
    assert max(picture.size) == 1600
    assert b"GPS" not in archive.read(archive.namelist()[1])[:4000]


def test_a_fault_is_told_at_its_own_row_though_rows_before_are_empty(form: Page) -> None:
    sound(form)
    form.locator("#f-coverage-add").click()
    form.locator("#f-coverage-add").click()
    fill(form, coverage__1__title="一篇报道", coverage__1__publisher="试验日报", coverage__1__url="www")

    expect(form.locator("[data-steps='coverage.1.url'] .fault")).to_contain_text("E208")
    expect(form.locator("#f-coverage-1-url")).to_have_attribute("aria-invalid", "true")
    assert form.locator("[data-steps='coverage.0.url'] .fault").count() == 0


def test_an_existing_record_is_opened_corrected_and_keeps_its_address(form: Page) -> None:
    file = SITES / "complete" / "content" / "highlights" / "nanjing" / "bank-fair-2020.yml"
    form.set_input_files("#open-file", file)
    expect(form.locator("#open-said")).to_contain_text("已打开 bank-fair-2020.yml")
    expect(form.locator("#f-id")).to_have_value("bank-fair-2020")
    fill(form, place="试验会议中心二楼")
    text = downloaded(form, "只下载记录文件").read_text("utf-8")

    assert "place: 试验会议中心二楼\n" in text
    assert "内部备注不得公开-标记甲" in text


#: Where each forge takes pictures, or shows the folder with its button for it.
PICTURES = {
    "GitHub": "upload/main",
    "Gitea": "_upload/main",
    "Forgejo": "_upload/main",
    "GitLab": "-/tree/main",
    "Gitee": "tree/main",
}


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("GitHub", "https://f.test/a/b/new/main?filename=content%2Fhighlights%2Fnanjing%2Fx.yml&value="),
        ("Gitea", "https://f.test/a/b/_new/main/?filename=content%2Fhighlights%2Fnanjing%2Fx.yml&value="),
        ("Forgejo", "https://f.test/a/b/_new/main/?filename=content%2Fhighlights%2Fnanjing%2Fx.yml&value="),
        ("GitLab", "https://f.test/a/b/-/new/main?file_name=content%2Fhighlights%2Fnanjing%2Fx.yml"),
        ("Gitee", "https://f.test/a/b/new/main/content/highlights/nanjing"),
    ],
)
def test_every_forge_is_asked_in_its_own_way(form: Page, kind: str, start: str) -> None:
    script = """([type, body]) => wanlixing.ways.door({ type, url: "https://f.test/a/b/", branch: "main" },
      { kind: wanlixing.rules.kinds[0], unit: "nanjing", id: "x", data: { title: "甲", body } })"""
    short, long = (form.evaluate(script, [kind, body]) for body in ("乙", "乙" * 5000))

    assert short["address"].startswith(start)
    assert short["filled"] == ("value=" in start)
    assert not long["filled"]
    assert len(long["address"]) < 200
    assert short["pictures"] == f"https://f.test/a/b/{PICTURES[kind]}/content/images/nanjing"
    assert short["uploads"] == ("upload/" in PICTURES[kind])


def test_the_forge_is_opened_with_everything_filled_in(form: Page, context: BrowserContext) -> None:
    sound(form)
    context.route("https://forge.test.example.org/**", lambda route: route.fulfill(body="forge"))
    with context.expect_page() as new:
        form.get_by_role("button", name="到 GitHub 提交").click()

    assert new.value.url.startswith("https://forge.test.example.org/bureau/column/new/main?filename=content%2F")
    assert new.value.evaluate("window.opener") is None


def test_what_one_page_of_the_forge_can_not_take_goes_by_the_archive_first(form: Page) -> None:
    sound(form)
    fill(form, body="第一段文字。" * 1000)
    with zipfile.ZipFile(downloaded(form, "到 GitHub 提交")) as archive:
        assert len(archive.namelist()) == 1
    said = form.locator("#part-out .said")
    expect(said).to_contain_text("文字较长，先下载了压缩包")
    expect(said.get_by_role("link")).to_have_count(1)

    fill(form, body="第一段文字。")
    form.set_input_files("#f-images-file", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo(placed=False)})
    fill(
        form, images__0__file="huichang-1.jpg", images__0__alt="会场里的企业代表", images__0__credit="试验市知识产权局"
    )
    with zipfile.ZipFile(downloaded(form, "到 GitHub 提交")) as archive:
        assert archive.namelist()[1:] == ["content/images/nanjing/huichang-1.jpg"]
    expect(said).to_contain_text("上传压缩包里 content/images/nanjing/ 的 huichang-1.jpg")
    record, pictures = (link.get_attribute("href") or "" for link in said.get_by_role("link").all())
    assert record.startswith("https://forge.test.example.org/bureau/column/new/main?filename=content%2F")
    assert "&value=" in record
    assert pictures == "https://forge.test.example.org/bureau/column/upload/main/content/images/nanjing"
    if os.environ.get("SHOTS"):
        for width in (390, 1280):
            form.set_viewport_size({"width": width, "height": 800})
            said.scroll_into_view_if_needed()
            form.screenshot(path=f"{os.environ['SHOTS']}/form-{width}.png")


def test_without_script_the_page_says_what_to_do(browser: Browser, folder: Path) -> None:
    context = open_context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{folder}/submit.html")
    expect(page.get_by_text("没有脚本也能投稿")).to_be_visible()
    expect(page.locator("#form")).to_be_hidden()
    context.close()


def test_what_pasting_did_is_shown_and_put_right_on_request_only(form: Page) -> None:
    sound(form)
    fill(
        form, title="江 苏 省 知 识 产 权 局 举办", body="国知局于20206月4日举办,参加企业多。题为“国 知 局 在,行 动”。"
    )
    told = form.locator("[data-steps=title] .repair")
    expect(told.locator("del").first).to_have_text("␣")
    expect(form.locator("#f-title")).to_have_value("江 苏 省 知 识 产 权 局 举办")
    form.get_by_role("button", name="粘贴的痕迹全部照改").click()
    expect(form.locator("#f-title")).to_have_value("江苏省知识产权局 举办")
    form.locator("[data-steps=body]").get_by_role("button", name="写成国家知识产权局").click()

    expected = "国家知识产权局于2020年6月4日举办，参加企业多。题为“国 知 局 在,行 动”。"
    expect(form.locator("#f-body")).to_have_value(expected)
    expect(form.locator(".fault")).to_have_count(0)
