"""公众号 articles: nothing outside the allow-lists whatever the Markdown, nothing lost, never too long."""

import io
import os
import random
import re
import zipfile
from html import escape, unescape
from typing import Any

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outputs_made import made_files
from places import REPOSITORY, TODAY, MakeSite
from wechat_rules import GUARD, faults

from generator.build.check import check
from generator.loading.validation import read_model
from generator.model.article_style import HouseStyle
from generator.outputs.wechat.article import article
from generator.site.look import look_at
from generator.site.site import Site
from generator.text import wechat_dark
from generator.text.chinese_numerals import in_chinese
from generator.text.markdown import render
from generator.text.wechat_allowlist import MAX_HTML, css_faults, declarations
from generator.text.wechat_html import Running, convert
from generator.yaml_source.reader import read_file

STYLES = sorted(path.stem for path in (REPOSITORY / "templates" / "wechat").glob("*.yml"))


def style(name: str) -> HouseStyle:
    source, problems = read_file(REPOSITORY / "templates" / "wechat" / f"{name}.yml", f"{name}.yml")
    assert source is not None, problems
    made, problems = read_model(HouseStyle, source)
    assert made is not None, problems
    return made


INK = style("ink")


def converted(markdown: str, house: HouseStyle = INK, top: int = 2) -> str:
    return convert(render(markdown, top).html, house.styles(), Running(house.ordinals))


def words(html: str) -> str:
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return re.sub(r"[\s\u00a0]+", "", "".join(root.itertext()))


# -- Markdown of every construct ---------------------------------------------------------------

TEXT = st.text(st.sampled_from("甲乙丙丁，。（）ab1 <>&\"'*_`#|-\\[]!~:"), min_size=1, max_size=12)
LINKS = st.sampled_from(
    ["https://example.com/a?b=1&c=2", "http://mp.weixin.qq.com/s/x", "https://mp.weixin.qq.com/s?a=1&b=2", "ftp://x.y"]
)


def _inline() -> st.SearchStrategy[str]:
    return st.recursive(
        TEXT,
        lambda inner: st.one_of(
            inner.map(lambda t: f"**{t}**"),
            inner.map(lambda t: f"*{t}*"),
            inner.map(lambda t: f"`{t}`"),
            st.tuples(inner, LINKS).map(lambda pair: f"[{pair[0]}]({pair[1]})"),
            st.tuples(inner, inner).map("  \n".join),
            st.tuples(inner, inner).map("\n".join),
        ),
        max_leaves=4,
    )


def _indented(text: str, by: str) -> str:
    return "\n".join(f"{by}{line}" for line in text.split("\n"))


def _table(cells: list[str], columns: int) -> str:
    flat = [cell.replace("|", "").replace("\n", " ") or "空" for cell in cells]
    head = " | ".join(flat[:1] * columns)
    rows = [" | ".join(flat[start : start + columns]) for start in range(0, len(flat), columns)]
    return "\n".join([f"| {head} |", "|" + " --- |" * columns, *(f"| {row} |" for row in rows)])


def _blocks() -> st.SearchStrategy[str]:
    return st.recursive(
        st.one_of(
            _inline(),
            st.tuples(st.integers(1, 6), TEXT).map(lambda pair: f"{'#' * pair[0]} {pair[1]}"),
            st.just("---"),
            TEXT.map(lambda t: f"```\n  {t}\n\t{t}\n```"),
            TEXT.map(lambda t: f"    {t}"),
            st.tuples(st.lists(_inline(), min_size=1, max_size=8), st.integers(1, 7)).map(lambda p: _table(*p)),
        ),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map("\n\n".join),
            st.lists(inner, min_size=1, max_size=3).map(
                lambda b: "\n".join("- " + _indented(x, "  ").lstrip() for x in b)
            ),
            st.tuples(st.integers(1, 998), st.lists(inner, min_size=1, max_size=3)).map(
                lambda p: "\n\n".join(f"{p[0] + n}. " + _indented(x, "     ").lstrip() for n, x in enumerate(p[1]))
            ),
            inner.map(lambda b: _indented(b, "> ")),
        ),
        max_leaves=8,
    )


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=_blocks(), name=st.sampled_from(STYLES))
def test_whatever_the_markdown_nothing_leaves_the_allow_lists_and_no_word_is_lost(text: str, name: str) -> None:
    house = style(name)
    rendered = render(text)
    html = convert(rendered.html, house.styles(), Running(house.ordinals))

    assert faults(html) == []
    plain = re.sub(r"[\s\u00a0]+", "", words(rendered.html))
    left = words(html)
    # Every character of the page, in its order; numbers, bullets and repeated table heads come on top.
    position = 0
    for char in plain if "|" not in text else "":
        position = left.find(char, position) + 1
        assert position, (char, plain, left)


def test_lists_become_paragraphs_with_marks_and_numbers_of_their_own() -> None:
    html = converted("3. 甲\n   - 乙\n     1. 丙\n4. 丁\n\n   第二段\n")

    assert re.findall(r">([^<]+)</p>", html) == ["3.&nbsp;甲", "•&nbsp;乙", "1.&nbsp;丙", "4.&nbsp;丁", "第二段"]
    assert "padding-left:1.5em;text-indent:-1.5em" in html
    assert "padding-left:3em;text-indent:-1.5em" in html
    assert "padding-left:4.5em;text-indent:-1.5em" in html
    # What follows within an item stands below its words, without a mark.
    assert re.search(r'padding-left:1.5em;text-indent:0">第二段', html)


def test_links_become_numbers_each_address_once_and_those_of_the_platform_stay() -> None:
    running = Running()
    text = "[甲](https://a.example/1)、[乙](https://b.example/?x=1&y=2)、[又甲](https://a.example/1)、[文](http://mp.weixin.qq.com/s/1)"
    html = convert(render(text).html, INK.styles(), running)

    assert re.findall(r"\[(\d)\]", html) == ["1", "2", "1"]
    assert running.links == {"https://a.example/1": "甲", "https://b.example/?x=1&y=2": "乙"}
    assert html.count("<a ") == 1
    assert 'href="https://mp.weixin.qq.com/s/1"' in html


def test_a_wide_table_becomes_paragraphs_and_a_narrow_one_stays() -> None:
    narrow = converted("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n")
    widest = converted("| 甲 | 乙 | 丙 | 丁 |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |\n")
    wide = converted("| 甲 | 乙 | 丙 | 丁 | 戊 |\n|---|---|---|---|---|\n| 1 | 2 | | 4 | **5** |\n")

    assert narrow.count("<td") == 2
    assert widest.count("<td") == 4
    assert "<table" not in wide
    assert words(wide) == "1乙：2；丁：4；戊：5"


def test_a_wide_table_has_headings_figures_side_by_side_and_long_cells_alone() -> None:
    note = "比上年同期有较大增长，位居全市前列"
    table = converted(f"| 序号 | 区 | 件 | 说明 | 元 |\n|---|---|---|---|---|\n| 1 | 玄武 | 2 | {note} | **4** |\n")

    lines = [words(line) for line in table.partition(">")[2].split("<br>")]
    assert lines == ["1玄武", "件：2", f"说明：{note}", "元：4"]
    assert words(re.findall(r"<strong[^>]*>(.*?)</strong>", table)[0]) == "1玄武"


def test_code_keeps_its_lines_and_spaces_without_line_breaks_of_html() -> None:
    assert "a&nbsp;=&nbsp;1<br>&nbsp;&nbsp;b</p>" in converted("```\na = 1\n  b\n```")


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")])
def test_chinese_ordinals(number: int, said: str) -> None:
    assert in_chinese(number) == said


def test_headings_are_numbered_as_the_style_says_through_all_texts() -> None:
    running = Running("一、")
    formal = style("formal").styles()
    html = "".join(convert(render(text).html, formal, running) for text in ("## 甲\n\n## 乙", "## 丙"))

    assert words(html) == "一、甲二、乙三、丙"
    assert words(converted("## 甲", style("seal"))) == "01甲"


# -- styles ------------------------------------------------------------------------------------


def _luminance(colour: str) -> float:
    def part(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (part(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", STYLES)
def test_every_style_can_be_read_and_keeps_the_rules_of_dark_mode(name: str) -> None:
    """Words stand out on white and on each panel; a background lies on containers alone (conventions B1)."""
    roles = style(name).styles()
    panels = {dict(declarations(css)).get("background-color", "#ffffff") for css in roles.values()}
    for role, css in roles.items():
        assert css_faults(css) == []
        found = dict(declarations(css))
        if "color" in found:
            assert all(contrast(found["color"], panel) >= 4.5 for panel in panels), (role, found["color"])
        if "background-color" in found:
            assert role in ("lead", "facts", "pre", "quote", "th", "notes"), role
        assert "font-family" not in css


@pytest.mark.parametrize("name", STYLES)
def test_every_style_can_be_read_in_dark_mode(name: str) -> None:
    """Panels are neutral, so that the platform turns them over; a tinted one stays light and glares."""
    styles = style(name).styles()
    # Lines of telephones are short: justified, they would tear.
    assert dict(declarations(styles["root"]))["text-align"] == "left"
    assert not [role for role, css in styles.items() if "justify" in css]
    for role, css in styles.items():
        found = dict(declarations(css))
        if "color" in found:
            assert contrast(wechat_dark.text(found["color"]), wechat_dark.PAGE) >= 4.5, role
        if "background-color" in found:
            assert contrast(wechat_dark.panel(found["background-color"]), wechat_dark.TEXT) >= 4.5, role


@pytest.mark.parametrize(
    ("colour", "text", "panel"),
    [
        ("#333333", "#a3a3a3", "#383838"),
        ("#17365f", "#77a3de", "#17365f"),
        ("#101820", "#98a5b3", "#25384b"),
        ("#6b6b6b", "#6b6b6b", "#adadad"),
        ("#b1301d", "#bd331f", "#b1301d"),
        ("#ffffff", "#ffffff", "#191919"),
        ("#f5f7fa", "#a2a3a5", "#bdbec1"),
        ("#f7f7f7", "#a3a3a3", "#212121"),
        ("rgb(51,51,51)", "#a3a3a3", "#383838"),
    ],
)
def test_dark_mode_recolours_as_the_platform_does(colour: str, text: str, panel: str) -> None:
    assert (wechat_dark.text(colour), wechat_dark.panel(colour)) == (text, panel)


def test_every_colour_of_a_style_has_its_rule_in_the_preview() -> None:
    styles = INK.styles()
    found = {selector for selectors, _css in wechat_dark.rules(styles.values()) for selector in selectors}
    for colour in re.findall(r"#[0-9a-f]{6}", " ".join(styles.values())):
        assert any(colour in selector for selector in found), colour


@pytest.mark.parametrize("name", STYLES)
def test_lean_styles_leave_out_only_what_is_inherited(name: str) -> None:
    full, lean = style(name).styles(), style(name).styles(lean=True)

    assert lean["root"] == full["root"]
    assert sum(map(len, lean.values())) < sum(map(len, full.values()))
    for role in full:
        gone = set(declarations(full[role])) - set(declarations(lean[role]))
        assert gone <= set(declarations(full["root"]))


# -- whole articles ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", STYLES)
def test_every_article_of_the_made_up_site_keeps_to_the_allow_lists(make_site: MakeSite, name: str) -> None:
    root = make_site("complete")
    config = root / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + f"wechat:\n  style: {name}\n", encoding="utf-8")
    site, problems = check(root, TODAY)
    assert site is not None, problems
    for record in site.catalogue.records:
        html = article(look_at(site), record).html
        assert faults(html) == [], record.id
        assert html.startswith(GUARD)
        assert html.endswith(GUARD)
        assert len(html) < MAX_HTML


def test_every_article_of_the_real_content_keeps_to_the_allow_lists(content_site: Site) -> None:
    assert len(content_site.catalogue) > 90
    for record in content_site.catalogue.records:
        html = article(look_at(content_site), record).html
        assert faults(html) == [], record.id
        assert len(html) < MAX_HTML, record.id


def _made_up(dice: random.Random, depth: int = 0) -> str:
    """Blocks of Markdown by dice: each construct that the column knows, lists and quotations inside each other."""
    inline = (
        "文字",
        "**重**点",
        "*强调*",
        "`码 <b>`",
        "[链](https://e.example/{n}?a=1&b=2)",
        "[文](https://mp.weixin.qq.com/s/{n})",
    )
    n = dice.randint(1, 9)
    words = "，".join(dice.choice(inline).replace("{n}", str(n)) for _ in range(dice.randint(1, 4)))
    columns = dice.randint(1, 7)
    rows = [
        "| " + " | ".join(dice.choice(("甲", "**乙**", "", "[丙](https://e.example/t)")) for _ in range(columns)) + " |"
    ] * 2
    simple = (
        words,
        f"{words}  \n{words}",
        f"{words}\n{words}",
        f"{'#' * dice.randint(1, 6)} {words}",
        "---",
        "```\n码 a\n  b\n```",
        "\n".join([f"| 头{' | 头' * (columns - 1)} |", "|" + " --- |" * columns, *rows]),
    )
    if depth > 3 or dice.random() < 0.6:
        return dice.choice(simple)
    inner = "\n\n".join(_made_up(dice, depth + 1) for _ in range(dice.randint(1, 3)))
    form = dice.choice(("- ", "1. ", "> ", ""))
    if form == "> ":
        return _indented(inner, "> ")
    return form + _indented(inner, " " * len(form)).lstrip() if form else inner


#: `make soak` draws ten thousand.
MADE_UP = int(os.environ.get("MADE_UP", "2500"))


@pytest.mark.slow
def test_made_up_records_keep_to_the_allow_lists(site: Site) -> None:
    """Every construct in every order that dice give; each shape of HTML is read once, html5lib being slow."""
    dice = random.Random("公众号")
    pattern = site.catalogue.get("highlight", "bank-fair-2020")
    assert pattern is not None
    shapes: dict[str, str] = {}
    for _ in range(MADE_UP):
        body = "\n\n".join(_made_up(dice) for _ in range(dice.randint(1, 4)))
        html = article(look_at(site), pattern.model_copy(update={"body": body})).html
        middle = html[html.index("任务：") : html.index("媒体报道")]
        shapes.setdefault(re.sub(r">[^<]+<", "><", middle), html)
    wrong = {fault for html in shapes.values() for fault in faults(html)}

    assert wrong == set()
    assert len(shapes) > 0.3 * MADE_UP


def test_an_article_says_all_that_its_record_says(site: Site) -> None:
    case = site.catalogue.get("case", "loan-guarantee")
    highlight = site.catalogue.get("highlight", "bank-fair-2020")
    assert case is not None
    assert highlight is not None
    text, other = words(article(look_at(site), case).html), words(article(look_at(site), highlight).html)

    for said in (
        "判赔金额：1.5亿元",
        "原告：甲公司",
        "（2019）苏民终2号",
        "编造的典型意义",
        "1.其一",
        "试验判决书",
    ):
        assert said in text
    for said in (
        "1200家",
        "1250.5万元",
        "试验会议中心",
        "活动通知[1]",
        "•第二项：银企对接",
        "2020-07-0110:00",
        "对接会现场",
    ):
        assert said in other
    assert "标记甲" not in other


def test_what_the_platform_shows_itself_is_not_in_the_text(site: Site) -> None:
    """Title, column and time stand above every article: an editor would have to delete them."""
    for record in site.catalogue.records:
        html = article(look_at(site), record).html
        blocks = [words(block) for block in re.findall(r"<p[^>]*>(.*?)</p>", html)][1:-1]
        assert blocks[0] == words(str(escape(record.summary))), record.id
        assert words(str(escape(record.article_title))) not in blocks, record.id
        assert not [block for block in blocks if block.startswith("发布：")]
        origin = [block.startswith("来源：") for block in blocks].index(True)
        # Behind it nothing but what it is made of, and where there is more.
        assert len(blocks) - origin == 2 + len(record.sources), record.id
        assert blocks[origin] == words(f"来源：{escape(record.origin)}")


def test_an_address_stands_where_its_words_do_not_lead_there(site: Site) -> None:
    """Sources are named by title, publisher and day, and 阅读原文 leads to them; a link in a text needs its number."""
    highlight = site.catalogue.get("highlight", "bank-fair-2020")
    assert highlight is not None
    assert [source.url for source in highlight.sources if source.url]
    html = article(look_at(site), highlight).html
    for source in highlight.sources:
        assert f"：{source.url}" not in html
    assert "活动通知</span><sup" in html

    running = Running()
    shown = convert(render("见 <https://a.example/1>，又见[通知](https://b.example/)").html, INK.styles(), running)
    assert running.links == {"https://b.example/": "通知"}
    assert shown.count("<sup") == 1


def test_pictures_have_whole_addresses_words_and_a_caption_that_stays_when_they_are_lost(site: Site) -> None:
    record = site.catalogue.get("highlight", "bank-fair-2020")
    assert record is not None
    made = article(look_at(site), record)
    images = re.findall(r'<img src="([^"]+)" alt="([^"]+)" style="width:[0-9]+(?:%|px)">', made.html)

    assert [source for source, _alt in images] == [site.url(file.path) for file in made.pictures]
    assert "对接会现场（试验市知识产权局供图）" in made.html
    assert made.cover == made.pictures[0]


#: 5,000 characters in paragraphs as people write them, and in very short ones.
@pytest.mark.parametrize("paragraph", [120, 40, 20])
@pytest.mark.parametrize("name", STYLES)
def test_a_case_of_five_thousand_characters_fits(make_site: MakeSite, name: str, paragraph: int) -> None:
    base = (REPOSITORY / "tests/sites/complete/content/cases/nanjing/loan-guarantee.yml").read_text(encoding="utf-8")
    text = "".join(f"  {'字' * (paragraph - 1)}。\n\n" for _ in range(5000 // paragraph))
    files = {
        "content/cases/nanjing/long.yml": base.replace("facts: |\n", f"facts: |\n{text}", 1),
        "site_config.yml": (REPOSITORY / "tests/sites/base/site_config.yml").read_text(encoding="utf-8")
        + f"wechat:\n  style: {name}\n",
    }
    site, problems = check(make_site(files=files), TODAY)
    assert site is not None
    record = site.catalogue.get("case", "long")
    assert record is not None, problems
    html = article(look_at(site), record).html

    assert len(html) < 20_000
    assert faults(html) == []


def test_pages_hold_the_article_and_pictures_come_as_one_file_of_the_same_bytes(site: Site) -> None:
    files = {file.path: file.content for file in made_files(site, "wechat_pages")}
    again = {file.path: file.content for file in made_files(site, "wechat_pages")}
    page = files["wechat/bank-fair-2020.html"].decode()
    record = site.catalogue.get("highlight", "bank-fair-2020")
    assert record is not None

    assert files == again
    assert f'<div id="fragment">{article(look_at(site), record).html}</div>' in page
    policy = unescape(page.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0])
    assert "script-src 'self'; style-src 'self';" in policy
    assert policy.endswith("style-src-attr 'unsafe-inline'")
    with zipfile.ZipFile(io.BytesIO(files["wechat/bank-fair-2020-pictures.zip"])) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["01-kaimu.jpg", "02-tubiao.png"]
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in archive.infolist())
    assert "wechat/loan-guarantee-pictures.zip" not in files


def test_a_style_with_what_the_editor_drops_is_refused(make_site: MakeSite) -> None:
    root = make_site("complete", templates=True)
    file = root / "templates" / "wechat" / "ink.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("margin:0 0 8px;", "position:fixed;", 1), encoding="utf-8")
    site, problems = check(root, TODAY)

    assert site is None
    assert [(p.code, p.position.path) for p in problems] == [("E211", "templates/wechat/ink.yml")]
    assert "position:fixed" in problems[0].message


def test_the_checker_of_these_tests_can_fail() -> None:
    bad: dict[str, Any] = {
        "<div>x</div>": "<div>",
        '<p class="a">x</p>': "<p class>",
        '<p style="position:fixed">x</p>': "p: position:fixed",
        '<p style="color:rgba(0,0,0,.5)">x</p>': "p: color:rgba(0,0,0,.5)",
        '<a href="https://example.com/">x</a>': "href https://example.com/",
        '<img src="/a.png" alt="x">': "src /a.png",
    }
    for html, fault in bad.items():
        assert fault in faults(html)
