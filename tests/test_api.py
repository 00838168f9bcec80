"""The JSON that other programs read: its schemas, its bounds, and nothing that is not public."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from places import TODAY, MakeSite, samples

from generator.build.pipeline import render
from generator.model.kinds import KINDS
from generator.model.record import Record
from generator.outputs.api.api import LENGTH
from generator.outputs.api.schemas import DETAILS, RecordOut

#: Fields of a record that stay inside, or go out under another name.
INSIDE = {"enterprise_names", "reviewed_by", "reviewed_on", "note", "wechat", "outside_window"}
RENAMED = {"publish_date", "images", "embargo_until"} | {name for kind in KINDS.values() for name in kind.prose}


def files(root: Path) -> dict[str, Any]:
    found = render(root, TODAY).files
    return {file.path: json.loads(file.content) for file in found if file.path.startswith("api/")}


@pytest.fixture
def api(complete_files: Mapping[str, bytes]) -> dict[str, Any]:
    """The API of the made-up site, by path."""
    return {path: json.loads(content) for path, content in complete_files.items() if path.startswith("api/")}


def test_every_file_obeys_the_schema_that_is_published_with_it(api: dict[str, Any]) -> None:
    schemas = api["api/v1/schemas.json"]
    for path, value in api.items():
        if path.endswith("schemas.json"):
            continue
        name = "records" if "page-" in path else Path(path).stem
        Draft202012Validator.check_schema(schemas[name])
        assert list(Draft202012Validator(schemas[name]).iter_errors(value)) == [], path


def test_the_index_leads_to_every_record(api: dict[str, Any]) -> None:
    index, seen = api["api/v1/index.json"], 0
    for kind in index["kinds"]:
        address: str | None = kind["first"]
        while address:
            page = api[address.removeprefix("https://test.example.org/zt/wlx/")]
            seen += len(page["records"])
            address = page["next"]

    assert seen == index["records"] == len(samples())


def test_long_lists_are_cut_into_files_of_bounded_size(make_site: MakeSite, highlight: str) -> None:
    count = LENGTH + 1
    made = {f"content/highlights/nanjing/a-{n:03}.yml": highlight for n in range(count)}
    found = files(make_site(files=made))
    first, second = found["api/v1/highlights/page-1.json"], found["api/v1/highlights/page-2.json"]

    assert (len(first["records"]), len(second["records"])) == (LENGTH, 1)
    assert first["next"].endswith("page-2.json")
    assert (second["previous"][-11:], second["next"]) == ("page-1.json", None)


def test_internal_fields_never_go_out(make_site: MakeSite, highlight: str) -> None:
    words = "内部备注甲乙"
    text = f"{highlight.replace('测试员', words)}note: {words}\n"
    found = render(make_site(files={"content/highlights/nanjing/a.yml": text}), TODAY).files

    # Not in the API, and nowhere else either.
    assert [file.path for file in found if words.encode() in file.content] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_field_of_a_record_is_either_given_or_known_to_stay_inside(kind: str) -> None:
    """Whoever adds a field decides here whether it goes out."""
    model: type[Record] = KINDS[kind].model
    given = {*RecordOut.model_fields, *DETAILS[kind].model_fields}

    assert sorted(set(model.model_fields) - given - INSIDE - RENAMED) == []


def test_an_empty_site_has_an_empty_api(make_site: MakeSite) -> None:
    index = files(make_site("empty"))["api/v1/index.json"]

    assert (index["records"], index["kinds"], index["updated"]) == (0, [], None)


def test_opml_lists_every_feed_that_has_entries(complete_files: Mapping[str, bytes]) -> None:
    found = complete_files
    listed = re.findall(r'xmlUrl="https://test.example.org/zt/wlx/([^"]+)"', found["feeds-all.opml"].decode())

    assert sorted(listed) == sorted(path for path in found if path.endswith(".rss.xml") and "/archive/" not in path)
    assert 'htmlUrl="https://test.example.org/zt/wlx/units/nanjing.html"' in found["feeds-all.opml"].decode()
