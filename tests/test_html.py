"""What every finished page says about itself: titles, meta tags, links, dates; read with an HTML parser."""

import itertools
import re
import shutil
from collections.abc import Mapping

import pytest
from golden_joining import joined
from lxml import etree, html
from places import REPOSITORY, SITES, TODAY, MakeSite, samples

from generator.build.pipeline import render
from generator.diagnostics.problems import ProblemsFound
from generator.model.kinds import KINDS

COLUMN_TYPES = {"工作动态", "政策文件", "数据发布", "办事服务", "概况信息"}
SITE_TAGS = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN_TAGS = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE_TAGS = {"ArticleTitle", "PubDate", "ContentSource"}
RECORD = re.compile(rf"({'|'.join(kind.folder for kind in KINDS.values())})/(?!index|page-|by_)")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, html.HtmlElement]:
    """The pages of the made-up site, with a government's identifiers in its settings."""
    root = tmp_path_factory.mktemp("pages") / "root"
    shutil.copytree(SITES / "base", root)
    shutil.copytree(SITES / "complete", root, dirs_exist_ok=True)
    with (root / "site_config.yml").open("a", encoding="utf-8") as settings:
        settings.write(
            "government:\n  site_name: 试验省知识产权局\n  site_domain: test.example.org\n"
            "  site_id_code: '3200000000'\n  organiser: 试验省知识产权局\n  icp: 苏ICP备00000000号\n"
        )
    made = {f.path: html.fromstring(f.content) for f in render(root, TODAY).files if f.path.endswith(".html")}
    for page in made.values():
        # What stands in a template is text for scripts: it is neither shown nor run.
        etree.strip_elements(page, "template", with_tail=False)
    return made


def meta(page: html.HtmlElement) -> dict[str, str]:
    return {tag.get("name", ""): tag.get("content", "") for tag in page.iter("meta") if tag.get("name")}


def test_every_page_has_one_title_one_heading_and_its_language(pages: Mapping[str, html.HtmlElement]) -> None:
    for address, page in pages.items():
        assert page.get("lang") == "zh-CN", address
        assert len(page.findall("./head/title")) == 1, address
        assert len(page.findall(".//h1")) == 1, address
        assert meta(page).get("description"), address
    titles = [page.findtext(".//title") for page in pages.values()]

    assert len(titles) == len(set(titles))


SHEETS = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "templates/assets/css").glob("*.css"))
}
#: The class that a rule begins with: what the sheet is for.
LEADING = re.compile(r"^(?:#content |\.md-typeset )?\.([a-z][\w-]*)", re.MULTILINE)
SHARED = {name for stem, text in SHEETS.items() if stem[0].isdigit() for name in LEADING.findall(text)}


@pytest.mark.parametrize("sheet", ["home", "map", "search", "subscribe"])
def test_pages_load_the_sheets_that_style_them(pages: Mapping[str, html.HtmlElement], sheet: str) -> None:
    own = set(LEADING.findall(SHEETS[sheet])) - SHARED
    styled = {
        address
        for address, page in pages.items()
        if not address.startswith(("wechat/", "digest/")) and own & set(" ".join(page.xpath(".//@class")).split())
    }
    loading = {a for a, page in pages.items() if page.xpath(f"./head/link[contains(@href, 'assets/css/{sheet}.css')]")}

    assert styled
    assert styled <= loading


def test_no_meta_tag_is_empty_and_none_stands_twice(pages: Mapping[str, html.HtmlElement]) -> None:
    for address, page in pages.items():
        names = [tag.get("name") for tag in page.iter("meta") if tag.get("name")]

        assert len(names) == len(set(names)), address
        assert all(value.strip() for value in meta(page).values()), address


def test_articles_carry_the_ten_tags_of_a_government_site(pages: Mapping[str, html.HtmlElement]) -> None:
    """Annex of 国办发〔2017〕47号: three of the site, four of the column, three of the article."""
    articles = {address: page for address, page in pages.items() if RECORD.match(address)}
    assert len(articles) == len(samples())
    for address, page in articles.items():
        tags = meta(page)
        heading = page.find(".//h1")
        assert heading is not None
        assert tags["SiteName"] == "试验省知识产权局"
        assert {"SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords"} <= set(tags), address
        assert tags["ColumnType"] in COLUMN_TYPES
        assert tags["ArticleTitle"] == heading.text_content()
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", tags["PubDate"])
        assert f"来源：{tags['ContentSource']}" in page.text_content()
        assert tags["PubDate"] in page.text_content()


#: Articles to be copied: material for editors, not pages of the column.
BARE = ("wechat/", "digest/")


def test_every_page_carries_exactly_the_tags_of_its_sort(pages: Mapping[str, html.HtmlElement]) -> None:
    """Home: the site's three; lists and guides: seven; articles: ten (conventions GOV-13)."""
    known = SITE_TAGS | COLUMN_TAGS | ARTICLE_TAGS
    for address, page in pages.items():
        if address.startswith(BARE):
            continue
        tags = meta(page)
        expected = known if RECORD.match(address) else SITE_TAGS | COLUMN_TAGS
        expected = SITE_TAGS if address == "index.html" else expected

        assert known & set(tags) == expected, address
        assert tags.get("ColumnType", "工作动态") in COLUMN_TYPES, address
        assert all(tags[name].strip() for name in expected), address


def test_no_template_promises_what_is_not_there(pages: Mapping[str, html.HtmlElement]) -> None:
    for path in (REPOSITORY / "templates").rglob("*.html"):
        assert not re.search("建设中|开发中|敬请期待|暂无内容", path.read_text(encoding="utf-8")), path
    for address, page in pages.items():
        assert [
            e for e in page.xpath("//main//ul | //main//ol | //main//dl") if not len(e) and not e.get("id")
        ] == [], address


def test_every_picture_has_its_size_its_words_and_its_widths(pages: Mapping[str, html.HtmlElement]) -> None:
    pictures = [i for address, page in pages.items() if not address.startswith(BARE) for i in page.iter("img")]
    large = pages["highlights/bank-fair-2020.html"].find(".//img")
    assert large is not None

    assert all(picture.get("width") and picture.get("height") and picture.get("alt") for picture in pictures)
    assert large.get("srcset") == "../images/nanjing/kaimu.480.jpg 480w, ../images/nanjing/kaimu.jpg 640w"
    # The first is seen at once, the others wait.
    shown = pages["highlights/bank-fair-2020.html"].findall(".//img")
    assert [picture.get("loading") for picture in shown] == [None, "lazy"]


def test_every_list_row_shows_when_it_was_published(pages: Mapping[str, html.HtmlElement]) -> None:
    rows = [row for page in pages.values() for row in page.xpath("//li[@class='row'] | //ul[@class='news']/li")]

    assert len(rows) > 30
    assert all(re.search(r"发布 \d{4}-\d\d-\d\d \d\d:\d\d", row.text_content()) for row in rows)


def test_pages_name_their_own_feeds_and_their_permanent_address(pages: Mapping[str, html.HtmlElement]) -> None:
    for address, page in pages.items():
        canonical = page.xpath("//link[@rel='canonical']/@href")
        if meta(page).get("robots") != "noindex":
            expected = "" if address == "index.html" else address
            assert canonical == [f"https://test.example.org/zt/wlx/{expected}"], address
    feeds = pages["cases/loan-guarantee.html"].xpath("//link[@rel='alternate']/@href")

    assert feeds[0] == "../feeds/unit-nanjing.rss.xml"
    assert "../feeds/case.atom.xml" in feeds


def test_the_policy_allows_own_files_only_and_nothing_inline(pages: Mapping[str, html.HtmlElement]) -> None:
    for address, page in pages.items():
        first = page.find(".//head")[1]
        assert first.get("http-equiv") == "Content-Security-Policy", address
        policy, _, articles = first.get("content", "").partition("; style-src-attr ")
        assert "unsafe" not in policy
        # Articles for 公众号 are made of inline styles: on their own pages, in the article, and nowhere else.
        assert (articles == "'unsafe-inline'") == address.startswith(("wechat/", "digest/")), address
        styled = "[not(ancestor-or-self::*[@id='fragment'])]" if articles else ""
        inline = [script for script in page.iter("script") if not script.get("src")]
        # Data is no script: browsers do not run it, the policy does not concern it.
        data = ("application/ld+json", "application/json")
        assert [script for script in inline if script.get("type") not in data] == [], address
        assert page.xpath(f"//*[@style]{styled} | //style | //*[@onclick or @onload]") == [], address


def test_headings_never_skip_a_level(pages: Mapping[str, html.HtmlElement]) -> None:
    for address, page in pages.items():
        levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels)), address


def test_numbers_of_an_unfinished_list_stay_the_official_ones(pages: Mapping[str, html.HtmlElement]) -> None:
    items = pages["collections/top-three-2019.html"].xpath("//section[@class='items']//li/@value")
    case = pages["cases/mediation.html"].text_content()

    assert items == ["1", "3"]
    assert "2019年度试验三大案例（编造），第3件" in case


def test_an_event_leads_to_the_others_of_its_series(pages: Mapping[str, html.HtmlElement]) -> None:
    links = pages["highlights/bank-fair-2020.html"].xpath("//section[@class='series']//a/@href")

    assert links == ["../series/zhitongche.html", "../highlights/training-1.html"]


def test_the_sitemap_lists_every_page_that_may_be_kept_with_its_day(pages: Mapping[str, html.HtmlElement]) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    listed = {
        url.findtext(f"{space}loc", "").removeprefix("https://test.example.org/zt/wlx/") or "index.html": url.findtext(
            f"{space}lastmod"
        )
        for url in etree.fromstring(joined("complete")["sitemap.xml"])
    }
    kept = {address for address, page in pages.items() if meta(page).get("robots") != "noindex"}

    assert set(listed) == kept
    assert listed["highlights/bank-fair-2020.html"] == "2020-07-01"


def test_a_hand_written_page_gives_no_orders_to_mkdocs(make_site: MakeSite) -> None:
    head = "---\ntitle: 编造的一页\ntemplate: evil.html\nframe: true\nhide: [navigation]\n---\n"
    root = make_site(files={"content/pages/about.md": f"{head}一段话。\n"})
    page = next(file for file in render(root, TODAY).files if file.path == "about.html")
    text = html.fromstring(page.content)

    assert text.findtext(".//h1") == "编造的一页"
    assert "一段话。" in html.tostring(text, encoding="unicode")


def test_settings_that_nothing_encloses_are_refused(make_site: MakeSite) -> None:
    root = make_site(files={"content/pages/about.md": "title: 编造的一页\ntemplate: ../../evil.html\n\n一段话。\n"})
    with pytest.raises(ProblemsFound) as refused:
        render(root, TODAY)
    assert [(str(p.position), p.code) for p in refused.value.problems] == [("content/pages/about.md:1:1", "E404")]
