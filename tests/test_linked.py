"""JSON-LD and Open Graph: what search engines and messengers read off a page."""

import json
from collections.abc import Mapping
from typing import Any

from lxml import html

from generator.rendering.templates import data_block

SITE = "https://test.example.org/zt/wlx/"


def graph(content: bytes) -> dict[str, Any]:
    blocks = html.fromstring(content).findall(".//script[@type='application/ld+json']")
    assert len(blocks) == 1
    return {thing["@type"]: thing for thing in json.loads(blocks[0].text or "")["@graph"]}


def properties(content: bytes) -> dict[str, str]:
    tags = html.fromstring(content).findall(".//meta[@property]")
    return {tag.get("property", ""): tag.get("content", "") for tag in tags}


def test_a_highlight_is_an_article_on_an_event_with_the_way_to_it(complete_files: Mapping[str, bytes]) -> None:
    found = graph(complete_files["highlights/bank-fair-2020.html"])

    assert found["Article"]["headline"] == properties(complete_files["highlights/bank-fair-2020.html"])["og:title"]
    assert found["Article"]["dateModified"] > found["Article"]["datePublished"]
    assert found["Event"]["startDate"] == "2020-06-18"
    assert [step.get("item") for step in found["BreadcrumbList"]["itemListElement"]] == [
        SITE,
        f"{SITE}highlights/index.html",
        f"{SITE}units/nanjing.html",
        None,
    ]


def test_places_are_organisations_and_outlets_offices(complete_files: Mapping[str, bytes]) -> None:
    assert graph(complete_files["units/nanjing.html"])["GovernmentOrganization"]["name"] == "南京市知识产权局"
    assert graph(complete_files["outlets/service-point.html"])["GovernmentOffice"]["telephone"] == "025-00000000"
    assert "Event" not in graph(complete_files["highlights/undated-work.html"])


def test_no_title_can_end_the_block(complete_files: Mapping[str, bytes]) -> None:
    found = graph(complete_files["highlights/hostile-title.html"])

    assert found["Article"]["headline"] == "试验</title><script>alert(1)</script>&amp;“引号”' onload=x"
    assert json.loads(data_block([{"name": "</script><!--\u2028&"}]))["@graph"] == [{"name": "</script><!--\u2028&"}]
    assert "<" not in data_block([{"name": "</script><!--"}])


def test_every_page_has_a_card_and_its_picture_is_there(complete_files: Mapping[str, bytes]) -> None:
    files = complete_files.items()
    own = {path: content for path, content in files if path.endswith(".html") and b"og:title" in content}
    assert len(own) > 50
    for path, content in own.items():
        found = properties(content)
        assert all(value.strip() for value in found.values()), path
        assert found["og:image"].removeprefix(SITE) in complete_files, path
    assert properties(complete_files["highlights/bank-fair-2020.html"])["og:image"] == f"{SITE}images/nanjing/kaimu.jpg"
    assert properties(complete_files["index.html"])["og:image"] == f"{SITE}assets/images/card.png"
