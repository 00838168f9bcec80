"""A record for other channels: what each form says, that it can be read by its own programs, and its bounds."""

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from click.testing import CliRunner
from docx import Document
from lxml import html
from outputs_made import made_files
from PIL import Image
from places import TODAY, MakeSite

from generator.cli.main import cli
from generator.images import paint, qr
from generator.images.drawings import DRAWINGS, POSTER, Text
from generator.images.lettering import LINE, SANS, SERIF, balanced, broken, fitted, font
from generator.outputs.channels.brief import record_brief
from generator.outputs.channels.record_forms import counted, poster_words, toutiao_text, weibo_text
from generator.site.look import look_at
from generator.site.site import Site
from generator.text.plain_blocks import plain_blocks

TITLE = "试验市举办“一站通”银企对接会，促成质押融资3笔、1250.5万元（编造）"


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


def test_every_article_has_what_its_buttons_need(site: Site) -> None:
    files = {file.path: file.content for file in made_files(site, "wechat_pages")}
    for record in site.catalogue.records:
        path = f"wechat/{record.id}"
        panel = html.fromstring(files[f"{path}.html"].decode()).find(".//section")
        assert panel is not None
        assert panel.get("data-weibo", "").startswith(f"【{record.article_title}】")
        assert (panel.get("data-summary"), panel.get("data-credit")) == (record.summary, f"来源：{record.origin}")
        brief = json.loads(panel.findtext("script") or "")
        written = Document(io.BytesIO(record_brief(look_at(site), record)))
        said = [words if isinstance(words, str) else words[1] for words in brief["blocks"] if words[0] != "table"]
        assert said == [one.text for one in written.paragraphs[1:]]
        rows = qr.modules(site.url(record.address))
        bits = "".join(f"{byte:08b}" for byte in base64.b64decode(panel.get("data-code", "")))
        assert bits.startswith("".join("01"[module] for row in rows for module in row))
        assert int(len(bits) ** 0.5) == len(rows)


def test_what_is_drawn_says_every_word_inside_its_box(site: Site) -> None:
    for record in site.catalogue.records:
        words = poster_words(look_at(site), record)
        for drawing in DRAWINGS.values():
            for shape in (shape for shape in drawing.shapes if isinstance(shape, Text)):
                said = words.get(shape.says, shape.says)
                size, lines = fitted(said, shape.width, shape.height, shape.size, SERIF if shape.serif else SANS)
                assert "".join(lines) == said
                assert len(lines) * size * LINE <= shape.height, (record.id, said)
                assert shape.x + shape.width <= drawing.width
                assert shape.y + shape.height <= drawing.height
    address = site.url(record.address)
    assert paint.png(POSTER, words, address) == paint.png(POSTER, words, address)


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
    lists = "- 一\n  - 二\n- 三\n\n3. 丙\n   - 附\n4. 丁"
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
    assert made[1][1].items == ("• 一", "• 二", "• 三")
    assert made[2][1].items == ("3．丙", "• 附", "4．丁")
    assert made[4][1].text == "（引文）引"
    assert made[3][1].rows == (("甲", ""),)
