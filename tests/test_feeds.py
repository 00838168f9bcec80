"""Feeds read back by an independent parser and compared with the records, field by field."""

import re
import warnings
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import etree
from places import TODAY, MakeSite

from generator.checking import check
from generator.outputs.feeds import feeds
from generator.site import Site

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    found, problems = check(make_site("complete"), TODAY)
    assert found is not None, problems
    return found


@pytest.fixture
def files(site: Site) -> Mapping[str, bytes]:
    return {file.path: file.content for file in feeds(site)}


def parsed(content: bytes) -> Any:
    result = feedparser.parse(content)
    assert not result.bozo, result.get("bozo_exception")
    return result


def test_there_is_a_feed_for_everything_each_dimension_and_the_editors(files: Mapping[str, bytes]) -> None:
    names = {Path(path).name.split(".")[0] for path in files if "/archive/" not in path}

    assert names == {
        *("all", "highlight", "case", "collection", "outlet", "policy", "figure"),
        *("unit-jiangsu", "unit-nanjing", "unit-suzhou", "unit-taizhou", "unit-shanghai"),
        *("region-jiangsu", "region-shanghai", "theme-training", "theme-finance", "theme-other"),
        *("edition-2020", "collection-top-three-2019", "wechat", "digest"),
    }
    assert all(f"feeds/{name}.{form}" in files for name in names for form in ("rss.xml", "atom.xml", "json"))


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
    entries = {entry.id: entry for entry in parsed(files["feeds/unit-nanjing.atom.xml"]).entries}
    corrected = entries["tag:test.example.org,2026:highlight/bank-fair-2020"]

    assert corrected.published.startswith("2020-06-20T09:30:00+08:00")
    assert corrected.updated.startswith("2020-07-01T10:00:00+08:00")
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
        if path.endswith(".atom.xml"):
            for entry in etree.fromstring(content).findall(f"{ATOM}entry"):
                links = entry.findall(f"{ATOM}link")

                assert [link.get("rel") for link in links] == ["alternate"]
                assert links[0].get("type") == "text/html"
                assert entry.find(f"{ATOM}content").get("type") == "html"  # type: ignore[union-attr]
                assert entry.find(f"{ATOM}author/{ATOM}name") is not None


def test_full_text_is_sound_html_with_absolute_addresses_only(files: Mapping[str, bytes]) -> None:
    """FEED-05 and FEED-06: nothing relative, nothing active."""
    seen = 0
    for path, content in files.items():
        if not path.endswith(".rss.xml"):
            continue
        for body in etree.fromstring(content).iter(CONTENT):
            parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
            fragment = parser.parseFragment(body.text or "")
            for element in fragment.iter():
                assert element.tag not in ("script", "iframe", "object", "embed", "form", "style")
                assert not [
                    name for name in element.attrib if name.startswith("on") or name in ("style", "class", "id")
                ]
                for name in ("href", "src"):
                    if name in element.attrib:
                        assert element.attrib[name].startswith(("https://", "http://"))
            seen += 1

    assert seen > 20


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
    files = {file.path: file.content for file in feeds(site)}

    assert set(files) == {"feeds/all.rss.xml", "feeds/all.atom.xml"}
    assert b"<lastBuildDate>Thu, 01 Jan 2026 00:00:00 +0800</lastBuildDate>" in files["feeds/all.rss.xml"]
