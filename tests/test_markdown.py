"""A record's Markdown: nothing active comes out, nothing vanishes in silence, faults have their line."""

import re

import html5lib
import pytest
from yardstick import within

from generator.text import markdown
from generator.text.markdown import ATTRIBUTES, TAGS, Rendered, may_have_faults, render, sound_link
from generator.text.markdown_syntax import CELLS, COLUMNS, NESTING

XHTML = "{http://www.w3.org/1999/xhtml}"


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    """Every element that a browser would make, with its attributes."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=True)
    return [(str(node.tag), dict(node.attrib)) for node in tree.iter() if node.tag != "DOCUMENT_FRAGMENT"]


def assert_harmless(rendered: Rendered) -> None:
    for tag, attributes in elements(rendered.html):
        name = tag.removeprefix(XHTML)
        assert name in TAGS, tag
        assert set(attributes) <= ATTRIBUTES.get(name, set()) | ({"rel"} if name == "a" else set())
        if "href" in attributes:
            assert re.match(r"https?://[^/@\\]+(/|$|\?|#)", attributes["href"], re.IGNORECASE), attributes
            assert attributes["rel"] == "noopener noreferrer"


def faults(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in render(text).faults]


RAW_HTML = [
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=//x>"),
    *("<a href='javascript:alert(1)'>x</a>", "<b>x</b>", "</p>", "<!-- x -->", "<!DOCTYPE html>", "<![CDATA[x]]>"),
    *("<style>*{display:none}", "<textarea>", "<math><mi xlink:href='x'>", "<x onclick=1>", "<base href=//x>"),
    *("<meta http-equiv=refresh content=0>", "<form><input></form>", "<p style='position:fixed'>", "<template>"),
    *("<scr<script>ipt>", "a <br> b", "- <b>x", "> <b>x", "# <b>x", "|<b>|\n|-|\n", "**<b>**", "[<b>](https://x.org)"),
    *("<https://example.org>", "<a@example.org>", "<javascript:alert(1)>"),
]
BAD_LINKS = [
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript&colon;alert(1)"),
    *(
        "javascript&#58;alert(1)",
        "java&Tab;script:alert(1)",
        "<java script:alert(1)>",
    ),
    *("javascript\\:alert(1)", "data:text/html;base64,PHNjcmlwdD4=", "vbscript:x", "blob:https://example.org/x"),
    *("file:///etc/passwd", "ftp://example.org", "mailto:a@example.org", "weixin://dl", "ms-word:x", "about:blank"),
    *("//evil.example/x", "/cases/x.html", "../x", "x.html", "#top", "", "?q", "https:", "https://", "https:///x"),
    *("https://user@example.org", "https://user:pw@example.org/", "https:example.org"),
    *(
        "https:\\\\\\\\evil.example",
        "https://example.org\\\\@evil.example",
        "<https://a b/>",
        "https://example.org:99999/",
    ),
    *("https://example.org:x/", "https://[::1", "https://exa%6dple.org/", "https://1.1.1.999/"),
    *("https://a&#60;b.org/", "https://a&quot;b.org/", "http://xn--a/"),
]
GOOD_LINKS = [
    *("https://example.org", "http://example.org/a?b=c&d=e#f", "HTTPS://Example.org/", "https://知识产权.中国/路径"),
    *("https://example.org:8443/", "https://[2001:db8::1]/", "https://example.org/it's", "<https://example.org/a b>"),
    *("https://example.org/%22", "https://example.org/a&amp;b", "https://example.org/@x", "https://example.org/(x)"),
]


@pytest.mark.parametrize("text", RAW_HTML)
def test_raw_html_is_shown_as_text_and_told(text: str) -> None:
    rendered = render(text)

    assert_harmless(rendered)
    assert (0, "E401") in faults(text)


@pytest.mark.parametrize("link", BAD_LINKS)
@pytest.mark.parametrize("form", ["[甲]({})", "**[甲]({} '标题')**", "- > [甲]({})", "|a|\n|-|\n|[甲]({})|"])
def test_a_link_that_a_reader_cannot_follow_is_no_link_and_is_told(link: str, form: str) -> None:
    rendered = render(form.format(link))

    assert_harmless(rendered)
    assert "href" not in rendered.html
    assert "甲" in rendered.plain
    assert [code for _line, code in faults(form.format(link))] == ["E402"]


@pytest.mark.parametrize("link", GOOD_LINKS)
def test_a_sound_link_stays(link: str) -> None:
    rendered = render(f"[甲]({link})")

    assert_harmless(rendered)
    assert rendered.faults == ()
    assert [name for name, attributes in elements(rendered.html) if "href" in attributes] == [f"{XHTML}a"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("![图](https://example.org/a.jpg)", "E401"), ("看![图](a.jpg)", "E402"), ("![图](javascript:x)", "E402")],
)
def test_a_picture_in_the_text_is_told(text: str, code: str) -> None:
    assert_harmless(render(text))
    assert "E401" in [fault.code for fault in render(text).faults]
    assert code in [fault.code for fault in render(text).faults]


@pytest.mark.parametrize(
    "text",
    [
        *("[甲][乙]\n\n[乙]: javascript:alert(1)", "[甲]: javascript:alert(1)\n[甲]", "![甲][乙]\n\n[乙]: x"),
        *(
            "javascript:alert(1)",
            "https://example.org",
            "www.example.org",
            "&lt;script&gt;",
            "&#60;b&#62;",
            "&amp;lt;b>",
        ),
        *("`<script>`", "```\n<script>\n```", "    <script>", "```html onload=x\n<b>\n```", '~~~ "><b>\nx\n~~~'),
        *(
            "{: onclick=x}",
            "# a {#id onclick=x}",
            "[^1]\n\n[^1]: x",
            "$$x$$",
            "~~x~~",
            "\\<b\\>",
            "&#0;",
            "&#xD800;",
            "\0",
        ),
        *("]]>", "--\\>", "&nosuch;", "\"'<>&"),
    ],
)
def test_everything_else_is_only_text(text: str) -> None:
    rendered = render(text)

    assert_harmless(rendered)
    assert "href" not in rendered.html


@pytest.mark.parametrize(
    "text",
    [
        *("A < B", "1<2", "x <= y", "甲<乙", "p<0.05", "<", "a <", "5 > 3", "`<b>`", "<-"),
        *("A<B", "若A<B，则B大", "C>A，A<B", "A<B\n\nC>D", "a</b", "<!", "**A<B**，C>D"),
    ],
)
def test_signs_of_order_are_not_html(text: str) -> None:
    assert faults(text) == []


BOMBS = [
    *("[", "![", "<![", "[a](", "](", "[](", "]", "- - -\n", "- ", "> ", "+ ", "1. ", "1) a\n\n   ", "#", "\\", "`"),
    *(
        "*",
        "_",
        "*a_",
        "**a",
        "*a **a ",
        "***a ",
        "_*",
        "[*",
        "*[",
        "**_",
        "a**b",
        "`a``b",
        "<",
        "</",
        "<a ",
        "&",
        "&#",
    ),
    *(
        "![a](b",
        "[a](http://x.org) ",
        "[a](<",
        "a\n",
        "a  \n",
        "\n",
        "\t",
        "  - a\n",
        "* *\n",
        "|",
        "|a|b|\n|-|-|\n|x|y|\n",
    ),
    *(
        "~",
        "```\n",
        "---\n",
        "===\na\n",
        "[a]: b\n",
        "[[]]",
        "((",
        "\u3000",
        "😀",
        "<!--",
        "<?",
        "x@y.z ",
        "http://x.org ",
    ),
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_of_text_is_rendered_within_a_moment(bomb: str) -> None:
    text = (bomb * 8_000)[:8_000]
    with within(200):
        rendered = render(text)

    assert_harmless(rendered)
    assert len(rendered.html) < 40 * len(text)


@pytest.mark.parametrize("opening", ["*a **b ", "**a *b ", "[*a ", "_a __b "])
def test_deep_emphasis_is_closed_in_order(opening: str) -> None:
    closing = {"*a **b ": "** * ", "**a *b ": "* ** ", "[*a ": "*](https://example.org) ", "_a __b ": "__ _ "}[opening]

    assert_harmless(render(opening * 300 + "x" + closing * 300))


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# 甲\n## 乙\n### 丙", ["h2", "h3", "h4"]),
        ("## 甲\n### 乙", ["h2", "h3"]),
        ("#### 甲", ["h2"]),
        ("# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6", ["h2", "h3", "h4", "h5", "h6", "h6"]),
        ("> # 甲", ["h2"]),
    ],
)
def test_headings_are_shifted_below_those_of_the_page(text: str, tags: list[str]) -> None:
    assert re.findall(r"<(h\d)>", render(text).html) == tags
    assert re.findall(r"</(h\d)>", render(text).html) == tags
    assert re.findall(r"<(h\d)>", render(text, 3).html) == [f"h{min(int(tag[1]) + 1, 6)}" for tag in tags]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("## 甲\n\n#### 乙", [2]),
        ("### 甲\n\n## 乙", [0]),
        ("# 甲\n### 乙\n## 丙\n#### 丁", [1, 3]),
        ("# 甲\n## 乙\n### 丙\n## 丁\n# 戊\n## 己", []),
        ("### 甲\n### 乙", []),
    ],
)
def test_a_heading_that_skips_a_level_is_told(text: str, lines: list[int]) -> None:
    assert faults(text) == [(line, "W401") for line in lines]


def test_cells_of_a_table_s_head_say_that_they_head_columns() -> None:
    html = render("|甲|乙|\n|:-|-:|\n|1|2|\n").html

    assert elements(html).count((f"{XHTML}th", {"scope": "col"})) == 2
    assert elements(html).count((f"{XHTML}td", {})) == 2
    assert "style" not in html


def test_plain_markdown_becomes_plain_html() -> None:
    text = "第一段，**重点**（*强调*）。\n\n- 甲\n- 乙\n\n3. 丙\n\n> 引文\n\n`码`\n\n---\n"

    assert render(text).html == (
        "<p>第一段，<strong>重点</strong>（<em>强调</em>）。</p>\n<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n"
        '<ol start="3">\n<li>丙</li>\n</ol>\n<blockquote>\n<p>引文</p>\n</blockquote>\n<p><code>码</code></p>\n<hr>\n'
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲\n乙\n<b>丙</b>\n丁", [(2, "E401")]),
        ("甲\n\n乙 [丙](x)", [(2, "E402")]),
        ("甲\n乙  \n[丙](x)", [(2, "E402")]),
        ("<b>\n\n甲\n\n<i>\n<u>", [(0, "E401"), (4, "E401"), (5, "E401")]),
        ("<b>甲</b> <i>乙</i>", [(0, "E401")]),
        ("- 甲\n- 乙\n  - [丙](x)\n", [(2, "E402")]),
        ("> 甲\n> <b>", [(1, "E401")]),
        ("|甲|乙|\n|-|-|\n|丙|[丁](x)|\n|<b>|戊|\n", [(2, "E402"), (3, "E401")]),
        ("## <b>\n\n[甲](x) [乙](y)", [(0, "E401"), (2, "E402"), (2, "E402")]),
        ("甲\n[乙](https://example.org)\n[丙](//x)", [(2, "E402")]),
        ("甲\n===\n\n[乙](x)", [(3, "E402")]),
        ("```\n<b>\n```\n<b>", [(3, "E401")]),
    ],
)
def test_a_fault_has_the_line_it_stands_in(text: str, found: list[tuple[int, str]]) -> None:
    assert faults(text) == found


@pytest.mark.parametrize(
    "text", ["> " * NESTING + "甲", "- " * (NESTING // 2) + "甲", "甲\n\n" + "> - " * NESTING + "乙"]
)
def test_what_is_nested_too_deep_to_be_shown_is_told(text: str) -> None:
    assert [code for _line, code in faults(text)] == ["E401"]
    assert "甲" not in render(text).plain or "乙" not in render(text).plain


@pytest.mark.parametrize("text", ["> " * (NESTING - 1) + "甲", "- " * (NESTING // 2 - 1) + "甲", "> " * 5 + "- 甲"])
def test_what_is_nested_less_deep_is_shown(text: str) -> None:
    assert faults(text) == []
    assert render(text).plain == "甲"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("甲 **乙** [丙](https://example.org)", "甲 乙 丙"),
        ("# 甲\n\n乙\n丙\n\n- 丁\n- 戊", "甲\n乙丙\n丁\n戊"),
        ("`码` &amp; \\*", "码 & *"),
        ("```\n甲\n乙\n```\n丙", "甲\n乙\n丙"),
        ("|甲|乙|\n|-|-|\n|丙|丁|", "甲\n乙\n丙\n丁"),
        ("", ""),
    ],
)
def test_the_plain_words_are_those_that_a_reader_sees(text: str, plain: str) -> None:
    assert render(text).plain == plain


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("知识产\n权", "知识产权", "知识产权"),
        ("知识产\r\n权", "知识产权", "知识产权"),
        ("举办，\n  三家", "举办，三家", "举办，三家"),
        ("叫做\n“万里行”\n的", "叫做“万里行”的", "叫做“万里行”的"),
        ("**知识**\n产权", "<strong>知识</strong>产权", "知识产权"),
        ("知识\n**产权**", "知识<strong>产权</strong>", "知识产权"),
        ("知识\n[产权](https://x.org)", '知识<a href="https://x.org" rel="noopener noreferrer">产权</a>', "知识产权"),
        ("𠮷\n𠮷", "𠮷𠮷", "𠮷𠮷"),
        ("知识\nIP", "知识\nIP", "知识 IP"),
        ("2020\n年", "2020年", "2020年"),
        ("截至\n2020年底，增长38%\n以上", "截至2020年底，增长38%以上", "截至2020年底，增长38%以上"),
        ("one\ntwo", "one\ntwo", "one two"),
        ("知识  \n产权", "知识<br>\n产权", "知识\n产权"),
        ("知识\\\n产权", "知识<br>\n产权", "知识\n产权"),
    ],
)
def test_a_line_break_inside_chinese_is_nothing(text: str, html: str, plain: str) -> None:
    rendered = render(text)

    assert rendered.html == f"<p>{html}</p>\n"
    assert (rendered.plain, rendered.faults) == (plain, ())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        *(
            (text, text)
            for text in ("服务时间为5*8小时，热线7*24小时值守", "3*4米、5*6米", "型号A*B与C*D", "5*（3+2）*4")
        ),
        *(
            (text, text)
            for text in ("2**3和4**5", "138****8000，139****9000", "苏A***45", "张***诉李***案", "a_b_c", "__甲__")
        ),
        *((text, text) for text in ("2024. 这一年", "1234) 甲", "甲 ===", "Q*Q、W*W")),
        ("    四个空格开头的一段", "四个空格开头的一段"),
        ("甲\n---", "甲"),
        ("**主要做法：**一是", "主要做法：一是"),
        ("推出**“苏知贷”**助力", "推出“苏知贷”助力"),
        ("增长**21.58%**以上", "增长21.58%以上"),
        ("PCT**申请**量", "PCT申请量"),
        *((f"甲**乙{sign}**丙", f"甲乙{sign}丙") for sign in "，。、；：？！”’）》】〉」』〕…％"),
        *((f"甲**{sign}乙**丙", f"甲{sign}乙丙") for sign in "“‘（《【〈「『〔"),
        ("**甲**乙**丙**", "甲乙丙"),
        ("**PC*乙**丙", "PC*乙丙"),
    ],
)
def test_nothing_that_an_author_types_disappears_but_the_stars_of_bold_words(text: str, plain: str) -> None:
    rendered = render(text)

    assert rendered.plain.replace("\n", "") == plain.replace("\n", "")
    assert ("<strong>" in rendered.html) == ("**" in text and "**" not in plain)
    # What stays as it is typed, though it looks like a mark, is reported.
    assert rendered.faults == () or "**" in plain or "__" in plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲** 乙**", [(0, "E401")]),
        ("甲\n**乙", [(1, "E401")]),
        ("2**3", [(0, "E401")]),
        ("＊＊甲＊＊", [(0, "E401")]),
        ("`**`甲", []),
        ("长*宽*高", [(0, "W402")]),
        ("1. 甲\n2. 乙\n4. 丙\n5. 丁", [(2, "W402"), (3, "W402")]),
        ("3. 甲\n4. 乙", []),
        ("1. 甲\n1. 乙", []),
        ("1. 甲\n   1. 乙\n   2. 丙\n2. 丁", []),
    ],
)
def test_stars_and_numbers_that_readers_see_otherwise_are_told(text: str, found: list[tuple[int, str]]) -> None:
    assert faults(text) == found
    assert not found or may_have_faults(text)


def row(columns: int) -> str:
    return "|" + "甲|" * columns


def table(columns: int) -> str:
    return f"{row(columns)}\n|{'-|' * columns}\n{row(columns)}\n"


@pytest.mark.parametrize(
    "text",
    [
        *(
            table(COLUMNS),
            "|".join("a" * COLUMNS) + "\n" + "|".join("-" * COLUMNS),
            "> " + table(COLUMNS).replace("\n", "\n> "),
        ),
        *("- " + table(COLUMNS).replace("\n", "\n  "), "12. " + table(COLUMNS).replace("\n", "\n    ")),
        *("\\|" * 20, f"```\n{row(20)}\n```", f"    {row(20)}", f"~~~\n{row(20)}\n~~~\n\n{table(2)}", "|", "||"),
    ],
)
def test_what_is_wide_enough_or_no_table_is_left_alone(text: str) -> None:
    assert faults(text) == []
    assert ("<table>" in render(text).html) == (text.count("-") >= 2)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (table(COLUMNS + 1), [0]),
        ("甲\n\n" + table(COLUMNS + 1) + "\n乙\n\n" + table(20), [2, 8]),
        (f"```\n{table(20)}\n```\n{table(20)}", [6]),
        (f"    {row(20)}\n{table(20)}", [1]),
    ],
)
def test_a_table_of_too_many_columns_is_told_and_is_no_table(text: str, lines: list[int]) -> None:
    assert faults(text) == [(line, "E401") for line in lines]
    assert "<table>" not in render(text).html


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (table(2) + row(3), [3]),
        (table(2) + row(3) + "\n" + row(4) + "\n" + row(2) + "\n" + row(COLUMNS + 1), [3, 6]),
        ("甲|乙\n-|-\n1|2|3", [2]),
        ("> " + (table(2) + row(3)).replace("\n", "\n> "), [3]),
        ("1. 甲\n\n   " + (table(2) + row(3)).replace("\n", "\n   "), [5]),
        (table(2) + "甲\\|乙|`丙\\|丁`|\n|甲|\n甲", []),
        ("|甲|乙|丙|\n|-|-|\n|1|2|3|", []),
    ],
)
def test_a_row_with_more_cells_than_the_header_is_told(text: str, lines: list[int]) -> None:
    assert faults(text) == [(line, "E401") for line in lines]


def long_table(columns: int, rows: int) -> str:
    return f"{row(columns)}\n|{'-|' * columns}\n" + "甲\n" * (rows - 1)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (long_table(10, CELLS // 10), []),
        (long_table(10, CELLS // 10) + "\n乙", []),
        (long_table(10, CELLS // 10 + 1), [CELLS // 10 + 1]),
        (long_table(10, CELLS // 10) + "\n" + table(1), [CELLS // 10 + 2]),
        (long_table(12, 9_900), [CELLS // 12 + 1]),
    ],
)
def test_the_tables_of_a_text_are_bounded(text: str, lines: list[int]) -> None:
    with within(200):
        assert faults(text) == [(line, "E401") for line in lines]
        assert render(text).html.count("<t") <= 2 * CELLS


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        *((text, []) for text in ("|" * 20_000, row(99) * 100, (row(13) + "\n") * 800, "| " * 10_000)),
        (table(1000) + "|\n" * 500, ["E401"]),
    ],
)
def test_a_wall_of_columns_costs_no_time(text: str, codes: list[str]) -> None:
    with within(20):
        rendered = render(text[:20_000])

    assert [fault.code for fault in rendered.faults] == codes


@pytest.mark.parametrize(
    "address", ["https://example.org/", "http://example.org:80", "https://[2606:2800::1]/", "https://例子.中国"]
)
def test_sound_addresses(address: str) -> None:
    assert sound_link(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:x",
        "//x.org",
        "https://a@b.org",
        "https://@b.org",
        "",
        "https://",
        "https://[",
        "https://x.org:0",
        "ftp://x.org",
        "https://[::1]/",
        "http://192.168.1.1/",
        "http://oa/",
    ],
)
def test_unsound_addresses(address: str) -> None:
    assert not sound_link(address)


def test_parser_and_cleaner_are_two_nets_each_whole() -> None:
    hostile = "".join(text for text in RAW_HTML if text.startswith("<")) + "<a href=javascript:x>x</a><a href=//x>x</a>"

    assert not markdown._PARSER.options["html"]
    assert "<" not in re.sub(r"</?(p|br|b)>", "", markdown._PARSER.render("<script>x</script> <b>x</b>\n\n<div>"))
    cleaned = markdown._CLEANER.clean(hostile)
    assert {tag.removeprefix(XHTML) for tag, _attributes in elements(cleaned)} <= TAGS
    assert not re.search(r"javascript:|on\w+=|style|href|<script|<iframe", cleaned)
