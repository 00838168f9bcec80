"""Pages of places and things: units, regions, maps, outlets, policies, figures."""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import html
from places import TODAY, MakeSite, samples

from generator.build.pipeline import render
from generator.outputs.pages.charts import bars, comparable
from generator.rendering.templates import is_phone


def files(root: Path) -> dict[str, bytes]:
    return {file.path: file.content for file in render(root, TODAY).files}


def text_of(content: bytes, path: str) -> list[str]:
    return ["".join("".join(map(str, e.itertext())).split()) for e in html.fromstring(content).findall(path)]


def test_a_map_shows_counts_and_leads_to_units_that_have_something(complete_files: Mapping[str, bytes]) -> None:
    tiles = html.fromstring(complete_files["units/index.html"]).findall(".//ul[@class='map map-cities']/li")
    found = {tile.findtext(".//span[@class='map-name']"): tile for tile in tiles}

    assert list(found) == ["泰州", "南京", "苏州"]
    assert found["泰州"].get("class") == "map-row-1 map-column-2"
    assert found["泰州"].find("a") is not None
    assert found["泰州"].find("a").get("href") == "../units/taizhou.html"  # type: ignore[union-attr]


def test_a_place_without_records_stands_on_the_map_without_a_link(make_site: MakeSite, highlight: str) -> None:
    complete_files = files(make_site(files={"content/highlights/nanjing/a.yml": highlight}))
    tiles = html.fromstring(complete_files["units/index.html"]).findall(".//ul[@class='map map-cities']/li")

    assert [(tile.find("a") is not None) for tile in tiles] == [False, True, False]
    assert "regions/shanghai.html" not in complete_files


def test_a_region_counts_a_joint_event_once(complete_files: Mapping[str, bytes]) -> None:
    jiangsu, shanghai = (
        int(re.findall(r"共(\d+)条", text_of(complete_files[f"regions/{region}.html"], ".//p[@class='count']")[0])[0])
        for region in ("jiangsu", "shanghai")
    )
    everything = json.loads(complete_files["api/v1/index.json"])["records"]

    assert shanghai == 2
    # Two cities of Jiangsu held one event together.
    assert jiangsu + shanghai == everything == len(samples())


def test_the_first_page_of_a_unit_says_what_the_place_has_to_offer(complete_files: Mapping[str, bytes]) -> None:
    first, second = (complete_files[f"units/{name}.html"].decode() for name in ("nanjing", "nanjing-page-2"))

    for part in ("submit.html", "feeds/unit-nanjing.rss.xml", "calendar/unit-nanjing.ics", "服务网点"):
        assert part in first
    assert "calendar/unit-nanjing.ics" not in second
    assert "即将举办" in complete_files["units/taizhou.html"].decode()


def test_outlets_are_found_by_city_level_type_and_service(complete_files: Mapping[str, bytes]) -> None:
    assert text_of(complete_files["outlets/index.html"], ".//section/h2") == ["南京", "泰州"]
    assert text_of(complete_files["outlets-by/level.html"], ".//section/h2") == ["国家级1个", "市级1个"]
    assert text_of(complete_files["outlets-by/service.html"], ".//section/h2")[0] == "信息检索2个"
    assert any("还没有收到苏州1个设区市" in text for text in text_of(complete_files["outlets/index.html"], ".//p"))


@pytest.mark.parametrize(
    ("number", "callable_"), [("025-83279999", True), ("12345", True), ("025-83279999转8000", False), ("", False)]
)
def test_only_a_plain_number_is_offered_for_calling(number: str, callable_: bool) -> None:
    assert is_phone(number) is callable_


def test_a_policy_leads_to_its_ground_and_back_by_number_alone(complete_files: Mapping[str, bytes]) -> None:
    above, below = (
        complete_files["policies/plan-2020.html"].decode(),
        complete_files["policies/city-2021.html"].decode(),
    )

    assert 'href="../policies/plan-2020.html"' in below
    assert "据此制定" in above
    assert 'href="../policies/city-2021.html"' in above


def test_the_library_shows_number_and_standing_of_each_document(complete_files: Mapping[str, bytes]) -> None:
    page = html.fromstring(complete_files["policies/index.html"])

    assert [p.text for p in page.findall(".//p[@class='library-number']")] == [
        "试知发〔2020〕1号",
        "试市知〔2021〕3号",
        "试知函〔2020〕9号",
    ]
    assert {"已废止", "有效", "有效性待核实"} <= set(text_of(complete_files["policies/index.html"], ".//span"))


def test_figures_go_out_as_table_for_spreadsheets_and_as_json(complete_files: Mapping[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(complete_files["figures/figures.csv"].decode("utf-8-sig"))))

    assert complete_files["figures/figures.csv"].startswith(b"\xef\xbb\xbf")
    assert rows == json.loads(complete_files["figures/figures.json"])
    assert (rows[0]["指标"], rows[0]["数值"], rows[0]["计量单位"]) == ("质押融资金额", "37.38", "亿元")


def test_a_spreadsheet_takes_no_value_for_a_formula(make_site: MakeSite) -> None:
    figure = (make_site("complete", name="source") / "content/figures/jiangsu/loans-2019.yml").read_text("utf-8")
    text = figure.replace("name: 服务企业", 'name: "=HYPERLINK(1)"')
    complete_files = files(make_site(files={"content/figures/jiangsu/a.yml": text}))

    assert ",'=HYPERLINK(1)," in complete_files["figures/figures.csv"].decode("utf-8-sig")


def test_a_chart_holds_bars_and_names_and_nothing_that_the_policy_forbids() -> None:
    svg = bars((("甲<b>&　3件", 3.0), ("乙　1件", 1.0)))
    root = ET.fromstring(svg)  # noqa: S314  # made two lines above
    rects = [e for e in root.iter() if e.get("class") == "rect"]

    assert [e.text for e in root.iter() if e.tag.endswith("text")] == ["乙　1件", "甲<b>&　3件"]
    assert float(rects[1].get("width", "")) == pytest.approx(3 * float(rects[0].get("width", "")), rel=0.1)
    assert not {"style", "script", "defs"} & {e.tag.rsplit("}")[-1] for e in root.iter()}
    assert not any(name in e.attrib for e in root.iter() for name in ("style", "id", "onload"))
    assert "2026" not in svg
    assert root.get("aria-hidden") == "true"


def test_nothing_is_drawn_of_one_value_or_of_none() -> None:
    assert comparable([("甲", 1.0)]) == ()
    assert comparable([("甲", 0.0), ("乙", 0.0)]) == ()
    assert comparable([("甲", 0.0), ("乙", 2.0)]) == (("甲", 0.0), ("乙", 2.0))


def test_a_joint_release_names_who_stands_for_each_region(complete_files: Mapping[str, bytes]) -> None:
    page = complete_files["collections/joint-2021.html"]

    assert text_of(page, ".//section[@class='items']/h3") == ["江苏2件", "上海"]
    assert [li.get("value") for li in html.fromstring(page).findall(".//section[@class='items']/ol/li")] == [
        "11",
        "12",
        "20",
    ]
    assert 'class="numbered"' in page.decode()
