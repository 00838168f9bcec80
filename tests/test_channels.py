"""A record for other channels: what each form says, that it can be read by its own programs, and its bounds."""

import io
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from click.testing import CliRunner
from docx import Document
from lxml import etree
from outputs_made import made_files
from PIL import Image
from places import TODAY, MakeSite

from generator.build.check import check
from generator.cli.main import cli
from generator.images import poster
from generator.images.lettering import SANS, balanced, broken, fitted, font
from generator.outputs.channels.record_forms import counted, poster_words, toutiao_text, weibo_text
from generator.site.look import look_at
from generator.site.site import Site
from generator.text.plain_blocks import plain_blocks

TITLE = "试验市举办“一站通”银企对接会，促成质押融资3笔、1250.5万元（编造）"


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    found, problems = check(make_site("complete"), TODAY)
    assert found is not None, problems
    return found


def share(root: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["share", "--root", str(root), "--today", TODAY.isoformat(), *words])
    return done.exit_code, done.output


def test_every_form_is_made_by_one_command(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site("complete")
    for form, name in (
        ("专报", "a.docx"),
        ("海报", "b.png"),
        ("二维码", "c.png"),
        ("微博", "d.txt"),
        ("头条", "e.txt"),
    ):
        assert share(root, "loan-guarantee", "--form", form, "--out", str(tmp_path / name))[0] == 0
    paragraphs = [paragraph.text for paragraph in Document(str(tmp_path / "a.docx")).paragraphs]
    assert paragraphs[0].startswith("甲公司诉乙公司")
    assert "一、基本案情" in paragraphs
    assert paragraphs[-2] == "南京市知识产权局"
    address = "https://test.example.org/zt/wlx/cases/loan-guarantee.html"
    for name in ("b.png", "c.png"):
        picture = Image.open(io.BytesIO((tmp_path / name).read_bytes()))
        (code,) = zxingcpp.read_barcodes(picture.convert("L"))
        assert code.text == address
        assert picture.size == (1080, 1440) or name == "c.png"
    assert address in (tmp_path / "d.txt").read_text(encoding="utf-8")
    assert "编造的典型意义" in (tmp_path / "e.txt").read_text(encoding="utf-8")
    again = share(root, "loan-guarantee", "--form", "海报", "--out", str(tmp_path / "b.png"))
    assert (again[0], "已经存在" in again[1]) == (2, True)
    assert share(root, "bu-cunzai", "--form", "微博")[0] == 2
    assert "字；超过140字" in share(root, "loan-guarantee", "--form", "微博")[1]


def test_the_newest_records_have_them_beside_their_article(site: Site) -> None:
    files = {file.path: file.content for file in made_files(site, "wechat_pages")}
    named = [path for path in files if path.endswith("-poster.svg")]
    assert 0 < len(named) <= site.config.feeds.length
    for path in named:
        name = path.removesuffix("-poster.svg")
        svg = etree.fromstring(files[path])
        words = "".join(map(str, svg.itertext()))
        page = files[f"{name}.html"].decode()
        assert f'data-files="../{name}"' in page
        assert words.count("扫码看全文") == 1
        assert Document(io.BytesIO(files[f"{name}.docx"])).paragraphs
        (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(files[f"{name}-qr.png"])).convert("L"))
        assert code.text.startswith("https://test.example.org/zt/wlx/")
    assert all("data-weibo=" in content.decode() for path, content in files.items() if path.endswith(".html"))


def test_a_poster_says_every_word_inside_its_bounds(site: Site) -> None:
    for record in site.catalogue.records:
        words = poster_words(look_at(site), record)
        lines = [shape for shape in poster.shapes(words) if isinstance(shape, poster.Lines)]
        said = "".join("".join(shape.lines) for shape in lines)
        assert words.title in said
        assert words.summary in said
        for shape in lines:
            for line in shape.lines:
                # With the program's own font, which is not what it was laid out by.
                assert shape.x + font(shape.hand.name, shape.hand.size).getlength(line) <= poster.WIDTH - 40, line
        svg = etree.fromstring(poster.svg(words))
        assert words.column in [e.text for e in svg.iter("{*}text")]
    assert poster.png(words) == poster.png(words)


@pytest.mark.parametrize("width", [160, 200, 240, 280, 320])
def test_lines_break_as_chinese_does(width: int) -> None:
    measure = font(SANS, 40).getlength
    for lines in (broken(TITLE, width, measure), balanced(TITLE, width, measure)):
        assert "".join(lines) == TITLE
        assert not [line for line in lines if line[0] in "，。、；：？！）》」”" or line[-1] in "（《「“"]
        assert sum("1250.5万" in line for line in lines) == 1


def test_words_become_smaller_until_they_fit() -> None:
    large, small = fitted("短", 400, 200, 90)[0], fitted("长" * 200, 400, 200, 90)[0]
    assert large > 60 > small >= 18


def test_short_texts_say_what_whence_and_where(site: Site) -> None:
    record = site.catalogue.get("case", "loan-guarantee")
    assert record is not None
    text = weibo_text(look_at(site), record)
    assert text.startswith(f"【{record.title}】{record.summary}（来源：试验法院）")
    assert text.endswith(f"#试验专栏# {site.url(record.address)}")
    assert counted("字 字\n字", 3) == "3字"
    assert counted("字字字字", 3) == "4字，超过3字，请删减"
    whole = toutiao_text(look_at(site), record)
    assert all(
        section.text.split("\n")[0][:4] in whole for section in record.sections if section.text[0] not in "-1|#*"
    )


def test_markdown_becomes_blocks_without_marks() -> None:
    lists = "- 一\n  - 二\n- 三\n\n3. 丙"
    text = f"甲**重**乙\n\n{lists}\n\n| 名 | 值 |\n| --- | --- |\n| 甲 | |\n\n> 引\n\n```\n码\n```\n\n### 题"
    made: list[tuple[str, Any]] = [(type(block).__name__, block) for block in plain_blocks(text)]
    assert [name for name, _block in made] == [
        "Paragraph",
        "Items",
        "Items",
        "Grid",
        "Paragraph",
        "Paragraph",
        "Heading",
    ]
    assert made[0][1].text == "甲重乙"
    assert made[1][1].items == ("一", "二", "三")
    assert made[3][1].rows == (("甲", ""),)
