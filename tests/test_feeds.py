"""Feeds read back by an independent parser and compared with the records, field by field."""

import json
import re
import warnings
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import html5lib
import jsonschema
import pytest
from click.testing import CliRunner
from feed_facts import all_said
from feed_rules import findings
from lxml import etree
from outputs_made import made_files
from places import REPOSITORY, TESTS, TODAY, MakeSite
from wechat_rules import faults

from generator.authoring.withdrawal import withdrawal
from generator.build.check import check
from generator.cli.main import cli
from generator.model.dates import CHINA
from generator.model.kinds import KINDS
from generator.model.kinds.collection import COLLECTION
from generator.outputs.feeds.archives import archives
from generator.outputs.feeds.entries import Entry
from generator.outputs.feeds.feeds import MAX_BYTES, fitting
from generator.outputs.feeds.groups import feed_groups
from generator.outputs.feeds.opml import opml
from generator.outputs.pages.moved import moved_articles, moved_pages
from generator.outputs.pages.withdrawn import withdrawn_pages
from generator.site import facets
from generator.site.moved import gone
from generator.site.site import Site

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture(scope="module")
def files(site: Site) -> Mapping[str, bytes]:
    return {file.path: file.content for file in made_files(site, "feeds")}


def parsed(content: bytes) -> Any:
    # As it is: what feedparser takes out of HTML would hide what we wrote.
    result = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    assert not result.bozo, result.get("bozo_exception")
    return result


def test_there_is_a_feed_for_everything_each_dimension_and_the_editors(site: Site, files: Mapping[str, bytes]) -> None:
    names = {Path(path).name.split(".")[0] for path in files if "/archive/" not in path}

    groups = {
        "unit": {unit for record in site.catalogue.records for unit in facets.unit(record)},
        "theme": {term.id for term in site.lists.items("themes") if term.name in site.catalogue.by(facets.theme)},
        "edition": {edition for record in site.catalogue.records for edition in record.editions},
        "collection": {collection.id for collection in site.catalogue.of(COLLECTION)},
        # A region is named after the first of its units.
        "region": {"jiangsu", "shanghai"},
    }
    assert names == {
        *("all", *KINDS, "wechat", "digest"),
        *(f"{group}-{one}" for group, found in groups.items() for one in found),
    }
    assert all(f"feeds/{name}.{form}" in files for name in names for form in ("rss.xml", "atom.xml", "json"))


def test_every_feed_is_drawn_by_a_style_sheet_that_is_there(files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        if path.startswith("feeds/") and path.endswith(".xml"):
            (style,) = re.findall(rb'<\?xml-stylesheet type="text/css" href="([^"]+)"', content)
            sheet = normpath(join(dirname(path), style.decode()))
            assert (REPOSITORY / "templates" / sheet).is_file(), path


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_every_record_comes_back_as_it_was_newest_first(site: Site, files: Mapping[str, bytes], form: str) -> None:
    entries = parsed(files[f"feeds/all.{form}.xml"]).entries
    records = site.catalogue.records[: site.config.feeds.length]

    assert [entry.id for entry in entries] == [f"tag:test.example.org,2026:{r.kind.name}/{r.id}" for r in records]
    for entry, record in zip(entries, records, strict=True):
        assert entry.title == record.title
        assert entry.link == site.url(record.address)
        assert entry.summary == record.summary
        assert entry.published_parsed[:5] == record.publish_date.utctimetuple()[:5]
        assert record.origin in (entry.get("author"), entry.get("creator"))
        terms = {(tag.scheme, tag.label or tag.term) for tag in entry.tags}
        assert ("tag:test.example.org,2026:kind", record.kind.label) in terms
        assert ("tag:test.example.org,2026:unit", site.unit(record).short) in terms
    if form == "atom":
        assert entries[0].updated_parsed[:5] == records[0].updated.utctimetuple()[:5]


def test_a_correction_moves_updated_and_keeps_the_id(site: Site, files: Mapping[str, bytes]) -> None:
    entries = {entry.id: entry for entry in parsed(files["feeds/edition-2020.atom.xml"]).entries}
    corrected = entries["tag:test.example.org,2026:highlight/bank-fair-2020"]

    assert corrected.published.startswith("2020-06-20T09:30:00+08:00")
    assert corrected.updated.startswith("2020-07-01T10:00:00")
    assert site.catalogue.get("highlight", "bank-fair-2020") is not None


def test_rss_has_what_readers_ask_for(files: Mapping[str, bytes]) -> None:
    """FEED-02, 03, 08, 09, 10, 11, 21 of the conventions."""
    channel = etree.fromstring(files["feeds/case.rss.xml"])[0]
    item = channel.find("item")
    assert item is not None
    own = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    order = [etree.QName(child).localname for child in item]
    date = str(item.findtext("pubDate"))

    assert channel.findtext("link") == "https://test.example.org/zt/wlx/cases/index.html"
    assert [link.get("href") for link in own] == ["https://test.example.org/zt/wlx/feeds/case.rss.xml"]
    assert channel.findtext("language") == "zh-CN"
    assert order.index("description") < order.index("encoded")
    assert item.find("guid").get("isPermaLink") == "false"  # type: ignore[union-attr]
    assert item.find("author") is None
    assert re.fullmatch(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0800", date)
    assert parsedate_to_datetime(date).strftime("%a") == date[:3]


def test_atom_entries_have_one_full_alternate_link_and_html_content(files: Mapping[str, bytes]) -> None:
    """FEED-14, 20, 22 of the conventions."""
    for path, content in files.items():
        if path.endswith(".atom.xml") and "/archive/" not in path:
            for entry in etree.fromstring(content).findall(f"{ATOM}entry"):
                links = entry.findall(f"{ATOM}link")

                assert [link.get("rel") for link in links] in (["alternate"], ["alternate", "enclosure"])
                assert links[0].get("type") == "text/html"
                assert entry.find(f"{ATOM}content").get("type") == "html"  # type: ignore[union-attr]
                assert entry.find(f"{ATOM}author/{ATOM}name") is not None


def _bodies(files: Mapping[str, bytes], names: str) -> dict[str, str]:
    """The texts of the feeds whose names match, by the id of their entries."""
    return {
        str(item.findtext("guid")): str(item.findtext(CONTENT))
        for path, content in files.items()
        if path.endswith(".rss.xml") and re.search(names, path)
        for item in etree.fromstring(content).iter("item")
        if item.find(CONTENT) is not None
    }


def test_the_feed_for_editors_carries_the_article_and_nothing_else(files: Mapping[str, bytes]) -> None:
    """FEED-05, FEED-06, WX-11, WX-12: nothing relative, nothing active, nothing that an editor loses."""
    bodies = _bodies(files, "feeds/(wechat|digest)")

    assert len(bodies) > 10
    assert [fault for body in bodies.values() for fault in faults(body)] == []
    # A negative length makes validators take a style for an attack.
    assert not [body for body in bodies.values() if re.search(":-[0-9]", body)]


def test_readers_get_html_that_says_what_it_is_the_summary_first(site: Site, files: Mapping[str, bytes]) -> None:
    bodies = _bodies(files, "feeds/(?!wechat|digest|archive)")
    assert len(bodies) == len(site.catalogue)
    for record in site.catalogue.records:
        body = bodies[f"tag:test.example.org,2026:{record.kind.name}/{record.id}"]
        fragment = html5lib.parseFragment(body, namespaceHTMLElements=False)
        assert fragment[0].tag == "p", record.id
        assert fragment[0].text == record.summary
        # Every address that the record has can be followed, and nothing is drawn.
        wanted = {source.url for source in record.sources} | {report.url for report in record.event.coverage}
        assert {str(a.get("href")) for a in fragment.iter("a")} >= {url for url in wanted if url}, record.id
        assert not [e.tag for e in fragment.iter() if isinstance(e.tag, str) and e.get("style")]
        assert "阅读原文" not in body
        assert fragment.findall(".//li"), record.id
        assert not re.search("[•◦▪]&nbsp;|>[•◦▪]", body)


def test_lists_and_tables_stay_what_they_are(files: Mapping[str, bytes]) -> None:
    bodies = _bodies(files, "feeds/")
    case = bodies["tag:test.example.org,2026:case/loan-guarantee"]
    assert "<h2>办理经过</h2><ol><li><strong>" in case
    assert "<h2>当事人</h2><ul><li>原告：甲公司</li>" in case
    assert "<h2>媒体报道</h2><ul><li><a href=" in bodies["tag:test.example.org,2026:highlight/bank-fair-2020"]


def test_the_case_s_whole_text_is_in_its_feed(files: Mapping[str, bytes]) -> None:
    entries = {entry.title: entry for entry in parsed(files["feeds/case.rss.xml"]).entries}
    text = entries["甲公司诉乙公司侵害发明专利权纠纷案（编造）"].content[0].value

    for words in ("编造的基本案情。", "处理结果", "编造的典型意义", "编造的借鉴。", "（2019）苏民终2号", "试验判决书"):
        assert words in text


def test_an_internal_note_is_in_no_feed(files: Mapping[str, bytes]) -> None:
    assert not [path for path, content in files.items() if "标记甲".encode() in content]


def test_a_feed_without_entries_has_a_date_that_no_clock_gave(make_site: MakeSite) -> None:
    site, _problems = check(make_site("empty"), TODAY)
    assert site is not None
    files = {file.path: file.content for file in made_files(site, "feeds")}

    standing = ("all", "wechat", *KINDS)
    assert set(files) == {f"feeds/{name}.{form}" for name in standing for form in ("rss.xml", "atom.xml", "json")}
    assert b"<lastBuildDate>Thu, 01 Jan 2026 00:00:00 +0800</lastBuildDate>" in files["feeds/all.rss.xml"]


# -- every feed, every field, against outside rules and an outside parser -------------------------

RECORD_FEED = re.compile(r"feeds/(?!archive/|digest)")


def test_every_entry_of_every_feed_comes_back_field_by_field(site: Site, files: Mapping[str, bytes]) -> None:
    said = all_said(site)
    seen = 0
    for path, content in files.items():
        if not RECORD_FEED.match(path):
            continue
        for entry in json.loads(content)["items"] if path.endswith(".json") else parsed(content).entries:
            seen += 1
            expected = said[entry["id"]]
            if path.endswith(".json"):
                assert (entry["url"], entry["title"], entry["summary"]) == (
                    expected.link,
                    expected.title,
                    expected.summary,
                )
                assert entry["content_html"] == expected.content
                assert entry["date_published"] == expected.published.isoformat()
                assert datetime.fromisoformat(entry["date_modified"]).replace(microsecond=0) == expected.updated
                assert entry["authors"] == [{"name": expected.author}]
                assert tuple(entry["tags"]) == tuple(dict.fromkeys(expected.tags))
                assert entry.get("image", "") == expected.cover
                if expected.cover:
                    assert entry["attachments"][0]["size_in_bytes"] == expected.cover_bytes
                continue
            # Readers of RSS take what they get for HTML.
            title = entry.title.replace("&lt;", "<") if ".rss." in path else entry.title
            summary = unescape(entry.summary) if ".rss." in path else entry.summary
            assert (entry.link, title, summary) == (expected.link, expected.title, expected.summary)
            assert entry.content[0].value == expected.content
            assert entry.published_parsed[:6] == expected.published.utctimetuple()[:6]
            assert entry.author == expected.author
            assert tuple(tag.label or tag.term for tag in entry.tags) == expected.tags
            enclosures = [(item.href, int(item.length)) for item in entry.get("enclosures", [])]
            assert enclosures == ([(expected.cover, expected.cover_bytes)] if expected.cover else [])
            thumbnails = [item["url"] for item in entry.get("media_thumbnail", [])]
            assert thumbnails == ([expected.cover] if expected.cover else [])
            if path.endswith(".atom.xml"):
                assert entry.updated_parsed[:6] == expected.updated.utctimetuple()[:6]

    assert seen > 250


def test_every_atom_feed_keeps_to_the_grammar_of_its_standard(files: Mapping[str, bytes]) -> None:
    grammar = etree.RelaxNG(etree.parse(str(TESTS / "formats" / "atom.rng")))
    atom = {path: content for path, content in files.items() if path.endswith(".atom.xml")}
    assert len(atom) > 15
    for path, content in atom.items():
        assert grammar.validate(etree.fromstring(content)), (path, grammar.error_log.last_error)
    broken = files["feeds/all.atom.xml"].replace(b'rel="alternate"', b'rel="alternate" colour="red"', 1)
    assert not grammar.validate(etree.fromstring(broken))


def test_every_json_feed_keeps_to_its_schema(files: Mapping[str, bytes]) -> None:
    schema = json.loads((TESTS / "formats" / "json-feed.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    made = {path: json.loads(content) for path, content in files.items() if path.endswith(".json")}
    assert len(made) > 15
    for path, feed in made.items():
        assert [error.message for error in validator.iter_errors(feed)] == [], path
        assert feed["feed_url"].endswith(path)
        ids = [item["id"] for item in feed["items"]]
        assert len(ids) == len(set(ids))
    broken = {**made["feeds/all.json"], "language": "zh_CN"}
    assert not validator.is_valid(broken)


def test_what_the_validator_of_the_w3c_found_does_not_come_back(files: Mapping[str, bytes]) -> None:
    """Conventions C2: one self link, at most one enclosure, right weekdays, no author without an e-mail, unique ids."""
    for path, content in files.items():
        if not path.endswith(".rss.xml"):
            continue
        root = etree.fromstring(content)
        items = root.findall("channel/item")
        guids = [item.findtext("guid") for item in items]
        assert len(guids) == len(set(guids))
        assert len([link for link in root.findall(f"channel/{ATOM}link") if link.get("rel") == "self"]) == 1
        assert root.findtext("channel/language") == "zh-CN"
        assert not list(root.iter("author"))
        assert not list(root.iter("{http://search.yahoo.com/mrss/}group"))
        for item in items:
            names = [etree.QName(child).localname for child in item]
            assert names.count("enclosure") <= 1
            assert not {"description", "link", "guid", "pubDate", "title"} - set(names)
            assert "<" not in str(item.findtext("description")).replace("<img src=x onerror=alert(1)>", "").replace(
                "<!--@article-->", ""
            )
            date = str(item.findtext("pubDate"))
            assert parsedate_to_datetime(date).strftime("%a, %d %b %Y %H:%M:%S +0800") == date


# -- archives ------------------------------------------------------------------------------------


def test_archives_and_the_feed_hold_every_record_and_are_linked_both_ways(
    site: Site, files: Mapping[str, bytes]
) -> None:
    """RFC 5005: from the feed through `prev-archive` one comes to every record."""
    for form in ("rss", "atom"):
        path, seen = f"feeds/all.{form}.xml", set[str]()
        chain: list[str] = []
        while path:
            root = etree.fromstring(files[path])
            seen |= {
                str(e.findtext("guid") or e.findtext(f"{ATOM}id"))
                for e in (*root.iter("item"), *root.iter(f"{ATOM}entry"))
            }
            links = {link.get("rel"): str(link.get("href")) for link in root.iter(f"{ATOM}link") if link.get("rel")}
            if chain:
                assert root.find(".//{http://purl.org/syndication/history/1.0}archive") is not None
                assert links["current"].endswith(f"feeds/all.{form}.xml")
            if len(chain) > 1:
                assert links["next-archive"].endswith(chain[-1])
            chain.append(path)
            path = links.get("prev-archive", "").removeprefix(site.config.site_url)

        assert seen == {f"tag:test.example.org,2026:{r.kind.name}/{r.id}" for r in site.catalogue.records}
        assert len(chain) > 1


def test_every_feed_is_bounded_whatever_the_number_of_records(make_site: MakeSite, highlight: str) -> None:
    long = highlight.replace("第一段文字。", "字" * 9000)
    names = [f"content/highlights/nanjing/bianzao-{n}.yml" for n in range(30)]
    site, problems = check(make_site(files=dict.fromkeys(names, long)), TODAY)
    assert site is not None, problems
    made = {file.path: file.content for file in made_files(site, "feeds")}

    assert max(map(len, made.values())) <= 250_000
    assert 3 < len(parsed(made["feeds/highlight.rss.xml"]).entries) < 10
    counts = {len(parsed(made[f"feeds/highlight.{form}.xml"]).entries) for form in ("rss", "atom")}
    assert counts == {len(json.loads(made["feeds/highlight.json"])["items"])}


def test_the_newest_entry_is_in_its_feed_even_if_it_is_too_large() -> None:
    large, small = (Entry(b"x" * size, b"", b"", datetime.now(CHINA)) for size in (MAX_BYTES, 10))

    assert fitting([large, small]) == [large]
    assert fitting([small, large, small]) == [small]
    assert fitting([]) == []


@pytest.mark.parametrize(("shown", "years"), [(2, ["2026-1", "2025-1"]), (3, ["2025-1"])])
def test_this_year_has_an_archive_when_the_feed_can_not_hold_it(
    make_site: MakeSite, highlight: str, shown: int, years: list[str]
) -> None:
    def published(day: str) -> str:
        return highlight.replace("2020-06-20 09:30", f"{day} 09:30")

    days = {"a": "2026-01-01", "b": "2026-01-02", "c": "2026-01-03", "d": "2025-12-31"}
    files = {f"content/highlights/nanjing/{name}.yml": published(day) for name, day in days.items()}
    site, problems = check(make_site(files=files), TODAY)
    assert site is not None, problems

    assert [part.path.rpartition("/")[2] for part in archives(site, shown)] == years


# -- withdrawn records ---------------------------------------------------------------------------

WITHDRAWN = """\
name: 已撤回的记录
items:
  - id: bianzao-che
    kind: 活动亮点
    unit: nanjing
    date: 2026-11-20 10:00
    reason: 编造的原因：材料有误 <b> & 其他
"""


def test_a_withdrawn_record_leaves_a_tombstone_a_notice_and_a_page(make_site: MakeSite) -> None:
    root = make_site("complete", files={"content/lists/withdrawn.yml": WITHDRAWN})
    site, problems = check(root, TODAY)
    assert site is not None, problems
    made = {file.path: file.content for file in made_files(site, "feeds")}
    ref = "tag:test.example.org,2026:highlight/bianzao-che"
    grammar = etree.RelaxNG(etree.parse(str(TESTS / "formats" / "atom.rng")))
    for name in ("all", "highlight", "unit-nanjing", "region-jiangsu"):
        root_ = etree.fromstring(made[f"feeds/{name}.atom.xml"])
        assert grammar.validate(root_)
        deleted = root_.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
        assert [(e.get("ref"), e.get("when")) for e in deleted] == [(ref, "2026-11-20T10:00:00+08:00")]
        assert (root_.findtext(f"{ATOM}updated") or "") >= "2026-11-20T10:00:00+08:00"
        notice = parsed(made[f"feeds/{name}.rss.xml"]).entries[0]
        assert (notice.id, notice.title) == (ref, "（已撤回）活动亮点，南京")
        assert 'href="https://test.example.org/zt/wlx/highlights/bianzao-che.html"' in notice.content[0].value
        told = json.loads(made[f"feeds/{name}.json"])
        assert told["_withdrawn"][0]["id"] == ref
        assert (told["items"][0]["id"], told["items"][0]["title"]) == (ref, "（已撤回）活动亮点，南京")
    assert b"bianzao-che" not in made["feeds/case.atom.xml"]
    pages = {page.address: page for page in withdrawn_pages(site)}
    assert set(pages) == {"highlights/bianzao-che.html"}
    assert "材料有误 &lt;b&gt; &amp; 其他" in pages["highlights/bianzao-che.html"].article


def test_a_notice_says_when_the_record_came_and_stands_by_its_own_date(make_site: MakeSite, highlight: str) -> None:
    earlier = WITHDRAWN.replace("bianzao-che", "bianzao-er").replace("11-20", "11-10").partition("items:\n")[2]
    files = {
        "content/lists/withdrawn.yml": f"{WITHDRAWN}    published: 2026-11-18 09:00\n{earlier}",
        "content/highlights/nanjing/bianzao-xin.yml": highlight.replace("2020-06-20 09:30", "2026-11-15 09:30"),
    }
    site, problems = check(make_site(files=files), TODAY)
    assert site is not None, problems
    made = {file.path: file.content for file in made_files(site, "feeds")}

    read = [entry.title for entry in parsed(made["feeds/all.rss.xml"]).entries]
    assert read[0] == "（已撤回）活动亮点，南京，2026年11月18日发布"
    assert [title.startswith("（已撤回）") for title in read[:3]] == [True, False, True]
    assert [item["title"] for item in json.loads(made["feeds/all.json"])["items"]] == read


def _ids(content: bytes) -> set[str]:
    feed = json.loads(content)
    return {item["id"] for item in feed["items"]} | {item["id"] for item in feed.get("_withdrawn", [])}


@pytest.mark.parametrize(
    ("record_id", "feeds_at_least"), [("bank-fair-2020", 7), ("loan-guarantee", 7), ("top-three-2019", 5)]
)
@pytest.mark.parametrize("said", [True, False])
def test_a_withdrawal_is_told_wherever_the_record_had_been(
    make_site: MakeSite, record_id: str, feeds_at_least: int, said: bool
) -> None:
    """As `withdraw` writes it, and in short as people do: then it is told wherever it could have been."""
    root = make_site("complete")
    before, _problems = check(root, TODAY)
    assert before is not None
    record = before.catalogue.get("*", record_id)
    assert record is not None
    text = withdrawal(before, record, datetime.fromisoformat("2026-11-20T10:00+08:00"), "编造的原因")
    if not said:
        text = "".join(text.partition("reason: 编造的原因\n")[:2])
    (root / "content/lists/withdrawn.yml").write_text(f"name: 撤回\n{text}", encoding="utf-8")
    for file in root.glob("content/*/*/*.yml"):
        # Gone, and whoever names it names it no more, as the checks ask.
        lines = file.read_text(encoding="utf-8").split("\n")
        kept = "\n".join(line for line in lines if record_id not in line)
        file.unlink() if file.stem == record_id else file.write_text(kept, encoding="utf-8")
    after, problems = check(root, TODAY)
    assert after is not None, problems
    made = {file.path: file.content for name in ("feeds", "api") for file in made_files(after, name)}
    ids = {f"tag:test.example.org,2026:{way}{record.kind.name}/{record_id}" for way in ("", "wechat/")}
    held = {f"{group.link.path}.json" for group in feed_groups(before) if record in group.records}
    feeds = {path: _ids(content) for path, content in made.items() if re.match(r"feeds/.*\.json", path)}
    told = {path for path, found in feeds.items() if ids & found}

    assert len(held) >= feeds_at_least
    # What was there for its sake alone is gone, and nobody can guess it.
    assert held == told if said else held & feeds.keys() <= told
    for path in held & told:
        assert json.loads(made[path])["_withdrawn"][0]["id"] in ids
    articles = {file.path: file.content for file in made_files(after, "wechat_pages")}
    assert "编造的原因" in articles[f"wechat/{record_id}.html"].decode()
    assert record.title not in articles[f"wechat/{record_id}.html"].decode()
    listed = json.loads(made["api/v1/withdrawn.json"])["records"]
    assert [(item["kind"], item["id"], item["reason"]) for item in listed] == [
        (record.kind.name, record_id, "编造的原因")
    ]


def test_withdraw_says_what_to_write_and_changes_nothing(make_site: MakeSite) -> None:
    root = make_site("complete")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    options = ["--root", str(root), "--today", "2026-11-25", "--reason", "材料有误"]
    done = CliRunner().invoke(cli, ["withdraw", "bank-fair-2020", *options])
    assert done.exit_code == 0, done.output
    said = done.stdout.splitlines()
    assert said[1:7] == [
        "items:",
        "  - id: bank-fair-2020",
        "    kind: 活动亮点",
        "    unit: nanjing",
        "    date: 2026-11-25 00:00",
        "    reason: 材料有误",
    ]
    assert "content/highlights/nanjing/bank-fair-2020.yml" in done.stderr
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    assert CliRunner().invoke(cli, ["withdraw", "bu-cunzai", *options]).exit_code == 2
    assert "写明撤回原因" in CliRunner().invoke(cli, ["withdraw", "bank-fair-2020", *options[:-1], " "]).output


def test_withdraw_names_every_place_that_check_would_complain_of(make_site: MakeSite) -> None:
    root = make_site("complete")
    options = ["--root", str(root), "--today", TODAY.isoformat()]
    said = CliRunner().invoke(cli, ["withdraw", "bank-fair-2020", *options, "--reason", "材料有误"]).stderr
    (root / "content/highlights/nanjing/bank-fair-2020.yml").unlink()
    _site, problems = check(root, TODAY)

    complained = {str(problem.position) for problem in problems if "“bank-fair-2020”" in problem.message}
    assert complained == set(re.findall(r"^  (\S+:\d+:\d+)$", said, re.MULTILINE)) != set()


def test_a_record_that_moves_keeps_its_id_and_its_old_addresses_lead_on(make_site: MakeSite) -> None:
    moved = "name: 改了编号的记录\nitems:\n  - {id: first-name, kind: 活动亮点, to: second-name}\n"
    moved += "  - {id: second-name, kind: 活动亮点, to: bank-fair-2020}\n"
    block = re.sub(r"\{(.*)\}", lambda found: found[1].replace(", ", "\n    "), moved)
    after, problems = check(make_site("complete", files={"content/lists/moved.yml": block}), TODAY)
    assert after is not None, problems
    made = {file.path: file.content for name in ("feeds", "headers") for file in made_files(after, name)}
    made |= {file.path: file.content for file in (*moved_pages(after), *moved_articles(after))}
    entry = next(i for i in json.loads(made["feeds/theme-finance.json"])["items"] if "bank-fair" in i["url"])
    assert entry["id"] == "tag:test.example.org,2026:highlight/first-name"
    for folder in ("highlights", "wechat"):
        for old in ("first-name", "second-name"):
            page = made[f"{folder}/{old}.html"].decode()
            assert 'http-equiv="refresh" content="0; url=bank-fair-2020.html"' in page
            assert f'rel="canonical" href="{after.url(f"{folder}/bank-fair-2020.html")}"' in page
    lines = made["_redirects"].decode().splitlines()
    assert "/zt/wlx/highlights/first-name.html /zt/wlx/highlights/bank-fair-2020.html 301" in lines
    assert len(lines) == 4
    # Who still writes an old id is told the present one, not another record that sounds like it.
    assert (
        gone(after, "*", "first-name")
        == gone(after, "highlight", "second-name")
        == "编号已经改为“bank-fair-2020”，请写这个。"
    )
    assert gone(after, "case", "first-name") == gone(after, "*", "bank-fair-2020") == ""


def test_no_two_entries_changed_at_the_same_moment(site: Site, files: Mapping[str, bytes]) -> None:
    """The W3C's validator warns of it; records are published by the dozen in one minute."""
    assert len({record.updated for record in site.catalogue.records}) < len(site.catalogue)
    for path, content in files.items():
        if path.endswith(".atom.xml"):
            updated = [e.findtext(f"{ATOM}updated") for e in etree.fromstring(content).iter(f"{ATOM}entry")]
            assert len(updated) == len(set(updated)), path


def test_the_rules_of_the_w3c_s_validator_find_nothing(site: Site, files: Mapping[str, bytes]) -> None:
    feeds = {path: content for path, content in files.items() if path.endswith(".xml")}
    assert {path: list(findings(content, site.url(path))) for path, content in feeds.items()} == {
        path: [] for path in feeds
    }
    wechat = feeds["feeds/wechat.rss.xml"]
    hurt = wechat.replace(b"margin:0;", b"margin:0;text-indent:-1em;", 1).replace(
        b"<guid", b"<author>\xe5\xb1\x80</author><guid", 1
    )
    said = " ".join(findings(hurt, site.url("feeds/wechat.atom.xml")))
    assert [word in said for word in ("DangerousStyleAttr", "InvalidContact", "SelfDoesntMatchLocation")] == [True] * 3


def test_no_tag_stands_twice(files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        for item in json.loads(content)["items"] if path.endswith(".json") else ():
            assert len(item["tags"]) == len(set(item["tags"])), (path, item["id"])


def test_one_list_names_the_kinds_and_one_every_feed(site: Site, files: Mapping[str, bytes]) -> None:
    by_kind, everything = (etree.fromstring(file.content) for file in opml(site))
    kinds = {str(e.get("xmlUrl")) for e in by_kind.iter("outline") if e.get("xmlUrl")}
    assert kinds == {site.url(f"feeds/{kind.name}.rss.xml") for kind in KINDS.values() if site.catalogue.of(kind)}
    # Every record once: readers show an id in one feed alone, and would call the others empty.
    ids = [i for kind in KINDS for i in sorted(_ids(files.get(f"feeds/{kind}.json", b'{"items": []}')))]
    assert len(ids) == len(set(ids)) > 20
    root = everything
    listed = {str(e.get("xmlUrl")).removeprefix(site.config.site_url) for e in root.iter("outline") if e.get("xmlUrl")}

    assert root.get("version") == "2.0"
    assert listed == {path for path in files if path.endswith(".rss.xml") and "/archive/" not in path}
    assert all(e.get("type") == "rss" and e.get("htmlUrl") for e in root.iter("outline") if e.get("xmlUrl"))


def test_a_hub_is_named_only_when_the_settings_do(make_site: MakeSite, files: Mapping[str, bytes]) -> None:
    root = make_site("complete", name="hub")
    config = root / "site_config.yml"
    text = config.read_text(encoding="utf-8").replace("  length: 10", "  length: 10\n  hub: https://hub.example.org/")
    config.write_text(text, encoding="utf-8")
    site, problems = check(root, TODAY)
    assert site is not None, problems
    made = {file.path: file.content for file in made_files(site, "feeds")}

    assert b'rel="hub" href="https://hub.example.org/"' in made["feeds/case.atom.xml"]
    assert json.loads(made["feeds/case.json"])["hubs"] == [{"type": "WebSub", "url": "https://hub.example.org/"}]
    assert not [path for path, content in files.items() if b'"hub"' in content]


def test_made_twice_every_feed_has_the_same_bytes(site: Site, files: Mapping[str, bytes]) -> None:
    assert {file.path: file.content for file in made_files(site, "feeds")} == files
