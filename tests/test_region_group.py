"""The page of a group of regions: what it takes for a meeting, a release, an agreement; and when there is none."""

from dataclasses import replace

from places import TODAY, MakeSite

from generator.build.pipeline import render
from generator.model.config import RegionGroup
from generator.outputs.pages.region_group import group_records, region_group_page, section
from generator.site.site import Site

GROUP = RegionGroup(
    name="试验区",
    title="试验区协作",
    lead="试验用的简介，够长的一句话。",
    regions=("江苏", "上海"),
    tag="没有这个标签",
    notice="没有名单。",
)


def test_a_column_without_a_group_has_neither_page_nor_menu_entry(make_site: MakeSite) -> None:
    made = {file.path: file.content.decode() for file in render(make_site("base"), TODAY).files if ".html" in file.path}

    assert "cooperation/index.html" not in made
    assert "cooperation/" not in made["index.html"]


def test_a_group_of_which_nothing_is_known_has_no_page(site: Site) -> None:
    empty = replace(
        site,
        config=site.config.model_copy(update={"region_group": GROUP.model_copy(update={"regions": ("江苏", "安徽")})}),
    )

    assert group_records(empty) == []
    assert section(empty) is None
    assert list(region_group_page(empty)) == []


def test_the_page_is_named_as_the_settings_say(site: Site) -> None:
    tag = next(tag for record in site.catalogue.records for tag in record.tags)
    group = GROUP.model_copy(update={"tag": tag})
    named = replace(site, config=site.config.model_copy(update={"region_group": group}))
    (page,) = region_group_page(named)

    assert "试验区协作" in page.article
    assert "长三角" not in page.article.replace("cooperation", "")
    for unit in site.lists.regions["江苏"]:
        assert unit.short in page.article
