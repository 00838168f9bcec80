"""Parts of lists and records that resemble each other: what a chip says is what it leads to."""

import re

from outputs_made import made

from generator.model.kinds.case import CASE
from generator.outputs.pages.narrowing import narrowing
from generator.outputs.questions import similar
from generator.outputs.similar import SHOWN
from generator.site import facets
from generator.site.catalogue import key_of
from generator.site.site import Page, Site


def test_every_chip_leads_to_as_many_records_as_it_says(content_site: Site) -> None:
    pages = {page.address: page for page in made(content_site, "narrowed_kind_listings") if isinstance(page, Page)}
    names = ("unit", "year", "right", "authority", "procedure", "amount")
    parts = narrowing(
        content_site, content_site.catalogue.of(CASE), folder="cases", stem="", asked={"kind": "case"}, names=names
    ).parts

    assert {part.facet for part in parts} == {"单位", "年份", "权利类型", "审理或办理机关", "程序", "金额"}
    for part in parts:
        count = re.search(r"共 (\d+) 条", pages[part.address].article)
        assert count
        assert int(count[1]) == len(part.records)
        assert f"search.html?{part.query.replace('&', '&amp;')}" in pages[part.address].article


def test_a_case_says_right_cause_authority_and_amount_in_lists(content_site: Site) -> None:
    [page] = [
        page
        for page in made(content_site, "kind_listings")
        if isinstance(page, Page) and page.address == "cases/index.html"
    ]
    facts = re.findall(r'<p class="row-facts">(.*?)</p>', page.article)

    assert any("商标" in fact and "纠纷" in fact and "人民法院" in fact and "万元" in fact for fact in facts)


def test_similar_records_share_right_cause_or_place(content_site: Site) -> None:
    record = content_site.catalogue.find(CASE, "panpan-door-trademark")
    assert record is not None
    found = [content_site.catalogue.get(card.kind, card.id) for card in similar(content_site, *key_of(record))]

    assert 0 < len(found) <= SHOWN
    for other in found:
        assert other is not None
        assert other is not record
        assert other.id not in record.related
        assert set(facets.declared("right", other)) & set(record.rights)


def test_the_map_of_the_site_leads_to_what_no_menu_has(content_site: Site) -> None:
    [page] = [page for page in made(content_site, "site_map") if isinstance(page, Page)]

    for address in (
        "calendar/index.html",
        "regions/jiangsu.html",
        "cooperation/index.html",
        "years/2023.html",
        "about.html",
    ):
        assert f'href="{address}"' in page.article
