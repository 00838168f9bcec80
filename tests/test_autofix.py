"""Files are repaired on their own characters: order, comments, layout and everything sound stay."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from places import REPOSITORY, TODAY, MakeSite

from generator.authoring.autofix import fixed
from generator.cli.main import cli

#: Values as people write them, damaged and not, each fit to stand behind `key: `.
VALUES = st.sampled_from(
    [
        *("20206月4日,共 3 家，好。", "'20206月4日,共三家'", '"20206月4日,共三家"', '"他说\\"好,的\\""', "'它''好,的'"),
        *("'他说\"好的\"'", "知 识 产 权 局  # 注释,在此", "[苏知发（2020）63号, 甲,乙]", "{甲: 好,的}", "“原文,如此”"),
        *(
            "|\n    第一段,好。\n    　　第二段,好。\n",
            "|-\n    银行、\n\n    企业,好\n",
            ">\n    折叠,文字\n    第二行\n",
            "",
            "~",
        ),
        *(
            "苏知发[2020]63号",
            "多行,文字\n    第二,行",
            "http://a.cn/?x=20206月,一",
            "甲\u200b乙",
            "甲\u2028乙",
            "1200",
        ),
    ]
)
FILES = st.lists(VALUES, max_size=8).map(
    lambda values: "# 开头,注释\n" + "".join(f"k{n}: {v}\n" for n, v in enumerate(values))
)


def check(root: Path, *arguments: str) -> Result:
    words = ["check", "--root", str(root), "--today", TODAY.isoformat(), *arguments]
    return CliRunner().invoke(cli, words, catch_exceptions=False)


def comments(text: str) -> list[str]:
    return re.findall(r"(?m)(?:^|[ \t])#.*$", text)


@given(FILES, st.sampled_from(["\n", "\r\n"]))
def test_a_file_keeps_its_fields_comments_and_line_ends_and_stays_as_it_is(text: str, end: str) -> None:
    text = text.replace("\n", end)
    once = fixed(text, "a.yml").after

    assert fixed(once, "a.yml").after == once
    assert comments(once) == comments(text)
    assert ("\r" in once) == ("\r" in text)
    assert re.findall(r"(?m)^k\d:", once) == re.findall(r"(?m)^k\d:", text)
    visible = re.sub("[\u200b\u2028]", "", text)
    assert list(yaml.safe_load(once) or {}) == list(yaml.safe_load(visible) or {})


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("a: 好,的", "a: 好，的"),
        ("a: '好,的'", "a: '好，的'"),
        ('a: "好,的"', 'a: "好，的"'),
        ("a: [好,的, '知 识 产 权']", "a: [好, 的, '知识产权']".replace("好, 的", "好,的")),
        ("a: |\n  好,的\r\n", "a: |\n  好,的\r\n"),
        ("a: |\r\n  好,的\r\n", "a: |\r\n  好，的\r\n"),
        ("a: |2\n   好,的\n", "a: |2\n   好，的\n"),
        ("a:\n  - b: |\n      好,的\n\n    c: 好,的\n", "a:\n  - b: |\n      好，的\n\n    c: 好，的\n"),
        ("a: 甲\u200b乙\nb: 甲\u2028乙 A\u2028B", "a: 甲乙\nb: 甲乙 A B"),
        ("a: 甲\u200b乙\nb: '没有完", "a: 甲乙\nb: '没有完"),
        # A straight quotation mark that YAML needs is not one of the text's.
        ('a: "好的"', 'a: "好的"'),
        ('a: "他说\\"好的\\""', 'a: "他说\\"好的\\""'),
    ],
)
def test_the_way_a_value_is_written_stays(written: str, right: str) -> None:
    assert fixed(written, "a.yml").after == right


def test_check_alone_writes_nothing_and_fix_leaves_nothing_to_do(make_site: MakeSite) -> None:
    root = make_site("broken/pasted")
    files = sorted(root.glob("content/*/*/*.yml"))
    before = [file.read_bytes() for file in files]
    shown = check(root, "--diff")
    assert [file.read_bytes() for file in files] == before
    fixed = check(root, "--fix")

    assert shown.stderr.replace("可以改", "改好了") == fixed.stderr
    assert fixed.stdout.startswith("没有发现问题")
    assert check(root, "--fix").stderr == "没有可以自动改的地方。\n"
    text = files[1].read_text(encoding="utf-8")
    assert "# 这条注释要留着" in text
    assert "“20206月4日,原文如此”" in text
    assert 'url: "https://www.example.com/n?a=1,2&b=20206月"' in text


def test_only_what_was_asked_for_is_repaired_and_a_byte_order_mark_stays(make_site: MakeSite) -> None:
    root = make_site("broken/pasted")
    case = root / "content/cases/suzhou/bianzao.yml"
    case.write_bytes(b"\xef\xbb\xbf" + case.read_bytes())
    other = (root / "content/highlights/nanjing/bianzao.yml").read_bytes()
    check(root, "--fix", str(root / "content/cases"))

    assert case.read_bytes().startswith(b"\xef\xbb\xbftitle")
    assert "编造的案例，".encode() in case.read_bytes()
    assert (root / "content/highlights/nanjing/bianzao.yml").read_bytes() == other


def test_what_is_published_has_nothing_to_repair() -> None:
    files = sorted(REPOSITORY.glob("content/*/*/*.yml"))

    assert len(files) > 150
    assert [made.difference for f in files if (made := fixed(f.read_text("utf-8"), f.name)).names] == []
