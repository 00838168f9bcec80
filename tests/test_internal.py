"""Nothing internal goes out: marks planted in every internal field are looked for in every public byte.

And the other way round: the office's site is made where no public one lies, and can't be sent.
"""

import base64
import io
import re
import zipfile
import zlib
from decimal import Decimal
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

import pytest
from click.testing import CliRunner
from lxml.html import document_fromstring
from openpyxl import load_workbook
from PIL import Image
from places import SITES, TODAY, MakeSite

from generator.build.pipeline import render, render_office
from generator.cli.main import cli
from generator.publishing.deploy import host, send
from generator.publishing.versions import INTERNAL, PublishError
from generator.site.site import File

#: Each of these occurs in one internal field; a number tells which when one is found.
MARKS = [f"密标{number:02d}号" for number in range(40)]

RECORD = f"""\
title: 试验市举办银企对接会
summary: 试验市知识产权局举办一场银企对接会，三家银行到场。
edition: '2020'
further_editions: ['2021']
theme: 金融银企对接
event_date: 2020-06-18
outside_window: 也属于另一届
publish_date: 2020-06-20 09:30
images:
  - file: kaimu.jpg
    alt: 编造的图
    credit: 试验局
sources:
  - title: 试验消息
    publisher: 试验市知识产权局
enterprise_names: [{MARKS[0]}, {MARKS[1]}]
results:
  enterprises: 5
  loans: 2
  loan_amount_wan: 20000
reviewed_by: {MARKS[2]}
reviewed_on: 2020-06-20
note: {MARKS[3]}
"""
#: The other kinds have a note and a reviewer, too.
POLICY = f"""\
title: 编造的政策文件
summary: 编造的政策文件，只供测试。
issuers: [试验局]
status: 有效
publish_date: 2020-06-20 09:30
sources:
  - title: 试验消息
    publisher: 试验局
reviewed_by: {MARKS[4]}
reviewed_on: 2020-06-20
note: {MARKS[5]}
"""
OFFICE = {
    "contacts.yml": f"""\
items:
  - unit: nanjing
    name: {MARKS[6]}
    post: {MARKS[7]}
    telephone: {MARKS[8]}
    note: {MARKS[9]}
""",
    "received.yml": f"""\
items:
  - edition: '2020'
    unit: nanjing
    duty: summary
    received: 2020-10-19
    note: {MARKS[10]}
""",
    "matters.yml": f"""\
items:
  - id: matter
    unit: nanjing
    kind: 困难
    title: {MARKS[11]}
    told: 2020-08-01
    answered: 2020-08-03
    answer: {MARKS[12]}
    note: {MARKS[13]}
""",
    "declared/2020/nanjing.yml": f"""\
received: 2020-10-19
source: {MARKS[14]}
note: {MARKS[15]}
values:
  - column: loan-amount
    value: 76543.21亿元
""",
}
PLANTED = MARKS[:16]
#: What an edition says of its columns, its rules and its classes for the office alone.
EDITION = {
    "各场活动惠及企业数相加，同一家企业参加几场就计几次": MARKS[20],
    "文件没有写每项任务要办几场，这里按每项至少一场提醒，不作逾期": MARKS[21],
    "编造的依据": MARKS[22],
}
#: What the city declares is internal as well, in whatever form it might be written.
DECLARED = ("765432100", "76543.21", "765,432,100")


def picture() -> bytes:
    """A picture whose metadata hold a mark."""
    out = io.BytesIO()
    data = Image.Exif()
    data[0x010E] = MARKS[16]
    data[0x013B] = MARKS[17]
    Image.new("RGB", (800, 600), "navy").save(out, "JPEG", exif=data)
    return out.getvalue()


@pytest.fixture
def root(make_site: MakeSite) -> Path:
    files: dict[str, str | bytes] = {f"content/office/{name}": text for name, text in OFFICE.items()}
    files["content/highlights/nanjing/planted.yml"] = RECORD
    files["content/policies/nanjing/planted-policy.yml"] = POLICY
    files["content/images/nanjing/kaimu.jpg"] = picture()
    editions = (SITES / "office" / "content" / "lists" / "editions.yml").read_text(encoding="utf-8")
    for text, mark in EDITION.items():
        assert text in editions
        editions = editions.replace(text, mark)
    return make_site(files={**files, "content/lists/editions.yml": editions})


_PACKED = re.compile(rb'wanlixing\.store\.take\("[a-z0-9-]+","([A-Za-z0-9+/=]+)"\)')


def texts_of(file: File) -> bytes:
    """Everything that a file says: archives and the packed index unpacked."""
    if file.path.endswith((".xlsx", ".zip", ".docx")):
        with zipfile.ZipFile(io.BytesIO(file.content)) as packed:
            return b"\n".join(packed.read(name) for name in packed.namelist())
    return b"\n".join([file.content, *(zlib.decompress(base64.b64decode(p)) for p in _PACKED.findall(file.content))])


def found_in(files: list[File], marks: tuple[str, ...] | list[str]) -> list[tuple[str, str]]:
    spelt = {mark: (mark.encode(), mark.encode("utf-16-le"), _escaped(mark)) for mark in marks}
    return [
        (file.path, mark)
        for file in files
        for text in [texts_of(file)]
        for mark, forms in spelt.items()
        if any(form in text for form in forms)
    ]


def _escaped(mark: str) -> bytes:
    return "".join(sign if ord(sign) < 128 else f"\\u{ord(sign):04x}" for sign in mark).encode()


def test_no_planted_mark_reaches_a_public_file(root: Path) -> None:
    files = render(root, TODAY).files
    paths = {file.path for file in files}

    # The tree is whole: pages, feeds, JSON, index, pictures, workbooks of the very record that was planted.
    assert {
        *("highlights/planted.html", "feeds/all.rss.xml", "feeds/all.json", "api/v1/index.json"),
        *("results/2020.html", "results/2020.xlsx", "results/2020.csv", "results/2020.json"),
        *("images/nanjing/kaimu.jpg", "calendar/all.ics"),
    } <= paths
    assert any(path.startswith("search/") for path in paths)
    assert any(path.startswith("wechat/") and "planted" in path for path in paths)
    assert found_in(files, [*PLANTED, *EDITION.values(), MARKS[16], MARKS[17], *DECLARED]) == []
    # Nor as the pairs of signs that the search index is made of; what is public is found there.
    assert found_in(files, ["密标"]) == []
    assert any(path.startswith("search/") for path, _mark in found_in(files, ["银企"]))


def test_every_planted_mark_stands_on_a_page_of_the_office(root: Path) -> None:
    """So that the search above looks for what is really there."""
    files = render_office(root, TODAY).files

    there = [*PLANTED, *EDITION.values()]
    assert {mark for _path, mark in found_in(files, there)} == set(there)
    assert found_in(files, ["765,432,100"])


@pytest.fixture
def apart(make_site: MakeSite, tmp_path: Path) -> tuple[Path, Path]:
    """Two repositories: the one that bureaus share, without anything internal, and the office's own."""
    kept = f"enterprise_names: [{MARKS[0]}, {MARKS[1]}]\n", f"note: {MARKS[3]}\n"
    shared = RECORD.replace(kept[0], "").replace(kept[1], "")
    own = tmp_path / "office"
    told = f"items:\n  - record: planted\n    {kept[0]}    {kept[1]}"
    for name, text in {**OFFICE, "records/nanjing.yml": told}.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    files = {"content/highlights/nanjing/planted.yml": shared, "content/images/nanjing/kaimu.jpg": picture()}
    return make_site(files=files, name="shared"), own


def test_an_office_with_a_folder_of_its_own_leaves_nothing_in_the_shared_one(apart: tuple[Path, Path]) -> None:
    """No mark in any file of the shared repository or of the site made of both; each is on a page of the office."""
    root, own = apart
    kept = {mark for path in own.rglob("*.yml") for mark in PLANTED if mark in path.read_text(encoding="utf-8")}
    shared = [File(str(path), path.read_bytes()) for path in (root / "content").rglob("*") if path.is_file()]
    public = render(root, TODAY, office_root=own).files

    assert len(kept) > 10
    assert found_in(shared, sorted(kept)) == []
    assert found_in(public, [*sorted(kept), *DECLARED]) == []
    assert {mark for _path, mark in found_in(render_office(root, TODAY, office_root=own).files, sorted(kept))} == kept
    # What the office counts by the names that it keeps is in the public figures, the names are not.
    assert any(file.path == "results/2020.html" for file in public)
    # Without the office's folder the shared one is a site by itself.
    assert found_in(render(root, TODAY).files, sorted(kept)) == []


def test_every_page_of_the_office_says_so_and_is_kept_from_robots(root: Path) -> None:
    files = render_office(root, TODAY).files
    pages = [file.content.decode() for file in files if file.path.endswith(".html")]

    assert all('content="noindex' in page and "内部使用，不得公开" in page for page in pages)
    assert INTERNAL in {file.path for file in files}
    assert next(file.content for file in files if file.path == "robots.txt") == b"User-agent: *\nDisallow: /\n"
    # Nothing of the public site's machinery stands there.
    assert not [file.path for file in files if file.path.startswith(("feeds/", "search/", "api/", "sitemap"))]


def test_public_and_internal_sites_share_no_folder(root: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, ["build", "--root", str(root), "--today", "2020-12-01", *arguments])
        return done.exit_code, done.output + str(done.exception or "")

    assert "--out" in run("--office")[1]
    for place in (root / "site", root / "site" / "office", root / "site.versions" / "000001"):
        code, told = run("--office", "--out", str(place))
        assert (code, "公开网站的文件夹" in told) == (2, True)
    public, internal = tmp_path / "public", tmp_path / "internal"
    assert run("--out", str(public))[0] == 0
    assert run("--office", "--out", str(internal))[0] == 0
    assert "是公开的网站" in run("--office", "--out", str(public))[1]
    assert "是内部网站" in run("--out", str(internal))[1]
    with pytest.raises(PublishError, match="不能公开"):
        send(internal, host(str(tmp_path / "host")), lambda _name, _count: None)


def test_a_submission_makes_no_formula_anywhere(make_site: MakeSite, highlight: str) -> None:
    """Unit names and titles come from files; whatever they begin with, a cell holds text."""
    text = highlight.replace("theme: 金融", "edition: '2020'\ntheme: 金融")
    root = make_site(files={"content/highlights/nanjing/a.yml": text})
    units = root / "content" / "lists" / "units.yml"
    lines = units.read_text(encoding="utf-8")
    spelt = {"江苏": "=1", "南京": "+1", "苏州": "-1", "泰州": "@1"}
    for name, bad in spelt.items():
        lines = lines.replace(f"short: {name}", f"short: '{bad}'", 1)
    units.write_text(lines, encoding="utf-8")
    files = {file.path: file.content for file in render_office(root, TODAY).files}
    sheet = load_workbook(io.BytesIO(files["summary/2020.xlsx"])).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]

    # The host's own row says so behind its name.
    shown = {f"{bad}（本级）" if name == "江苏" else bad for name, bad in spelt.items()}
    assert {cell.value for cell in cells} >= shown
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    for bad in shown:
        assert f"\n'{bad}," in files["summary/2020.csv"].decode("utf-8-sig").replace("\r\n", "\n")


@pytest.mark.parametrize("publish", ["不公开", "合计", "分单位"])
def test_every_cell_leads_to_the_records_that_make_it(make_site: MakeSite, publish: str) -> None:
    """By the anchor in its link: as many records stand there as the cell counts, or what they add is its figure."""
    root = make_site("office", name=publish)
    editions = root / "content" / "lists" / "editions.yml"
    text = editions.read_text(encoding="utf-8")
    editions.write_text(text.replace("    remainder:", f"    publish: {publish}\n    remainder:"), encoding="utf-8")
    inside = {f.path: f.content.decode() for f in render_office(root, TODAY).files if f.path.endswith(".html")}
    outside = {f.path: f.content.decode() for f in render(root, TODAY).files if f.path.endswith(".html")}

    assert _cells(inside, "ledger/2020.html", ".//td/a", "ul[contains(@class, 'events')]/li") == 51
    assert _cells(inside, "summary/2020.html", ".//td[contains(@class, 'figure')]/a", ".//ul/li") > 60
    shown = {path for path in outside if path.startswith("results/")}
    assert ("results/2020.html" in shown) == (publish != "不公开")
    assert ("results/2020-nanjing.html" in shown) == (publish == "分单位")
    if publish != "不公开":
        assert _cells(outside, "results/2020.html", ".//td[@class='figure']/a", ".//ul/li") >= 12


def _cells(files: dict[str, str], path: str, links: str, records: str) -> int:
    """How many cells were followed."""
    pages: dict[str, Any] = {}
    found: Any = document_fromstring(files[path]).xpath(links)
    for link in found:
        page, _, anchor = str(link.get("href")).partition("#")
        target = f"{path.rpartition('/')[0]}/{page}"
        if target not in pages:
            pages[target] = document_fromstring(files[target])
        (section,) = pages[target].xpath(f"//*[@id='{anchor}']")
        lines = section.xpath(records)
        shown = str(link.text).replace(",", "")
        number = Decimal(re.sub(r"[^0-9.]", "", shown))
        adds = [line.xpath("string(.//*[@class='adds' or @class='n'])") for line in lines]
        if any(adds) and "不重复" not in section.text_content().split("\n")[0] + section.xpath("string(.//h3|.//h2)"):
            assert sum(Decimal(re.sub(r"[^0-9.]", "", text)) for text in adds) == number, (path, anchor)
        elif not any(adds) and "收到" not in section.text_content():
            assert len(lines) == number, (path, anchor)
        for line in lines:
            (record,) = line.xpath(".//a/@href")
            assert str(PurePosixPath(normpath(f"{target.rpartition('/')[0]}/{record}"))) in files
    return len(found)
