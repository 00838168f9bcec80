"""The configuration of Decap CMS: off by default, complete, and free of other hosts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from places import TODAY, MakeSite

from generator.build.check import check
from generator.outputs import OUTPUTS
from generator.outputs.form.decap import admin
from generator.outputs.hosting.headers import headers
from generator.site.site import Site

ADMIN = (
    "\nadmin:\n  backend: gitlab\n  repo: shiyan/zhuanlan\n  kinds: [活动亮点, 典型案例]\n  units: [nanjing, suzhou]\n"
)


def with_admin(make_site: MakeSite, settings: str = ADMIN, program: bytes = b"// decap\n") -> Path:
    root = make_site("complete")
    with (root / "site_config.yml").open("a", encoding="utf-8") as file:
        file.write(settings)
    if program:
        (root / ".cms").mkdir()
        (root / ".cms" / "decap-cms.js").write_bytes(program)
    return root


def site_of(root: Path) -> Site:
    site, problems = check(root, TODAY)
    assert site, problems
    return site


def made(root: Path) -> dict[str, bytes]:
    return {file.path: file.content for file in admin(site_of(root))}


def test_it_is_off_by_default(make_site: MakeSite) -> None:
    site = site_of(make_site("complete"))

    assert "admin" in [output.name for output in OUTPUTS]
    assert list(admin(site)) == []
    assert all(b"/admin/" not in file.content for file in headers(site))


def test_every_kind_and_unit_has_a_collection_in_its_own_folder(make_site: MakeSite) -> None:
    told = json.loads(made(with_admin(make_site))["admin/config.yml"])

    assert {c["name"]: (c["folder"], c["media_folder"]) for c in told["collections"]} == {
        f"{kind}-{unit}": (f"content/{folder}/{unit}", f"/content/images/{unit}")
        for kind, folder in (("highlight", "highlights"), ("case", "cases"))
        for unit in ("nanjing", "suzhou")
    }
    assert told["backend"] == {"name": "gitlab", "repo": "shiyan/zhuanlan", "branch": "main"}
    assert not any(c["delete"] for c in told["collections"])


def test_fields_carry_the_rules_of_the_kinds(make_site: MakeSite) -> None:
    told = json.loads(made(with_admin(make_site))["admin/config.yml"])
    fields: dict[str, dict[str, Any]] = {field["name"]: field for field in told["collections"][0]["fields"]}

    assert {name for name, field in fields.items() if field["required"]} == {
        *("title", "summary", "theme", "publish_date", "sources")
    }
    assert "金融银企对接" in fields["theme"]["options"]
    assert re.search(fields["publish_date"]["pattern"][0], "2026-11-22 09:00")
    assert re.search(fields["event_date"]["pattern"][0], "2024-04")
    assert fields["body"]["widget"] == "text"
    assert [field["name"] for field in fields["images"]["fields"]] == ["file", "alt", "caption", "credit"]
    assert fields["images"]["fields"][0]["widget"] == "image"
    assert "corrections" not in fields


def test_the_page_asks_nothing_of_other_hosts(make_site: MakeSite) -> None:
    files = made(with_admin(make_site))

    assert files["admin/decap-cms.js"] == b"// decap\n"
    assert b"://" not in files["admin/index.html"]
    assert b'content="noindex"' in files["admin/index.html"]


def test_the_host_is_told_of_its_policy(make_site: MakeSite) -> None:
    (file,) = headers(site_of(with_admin(make_site)))

    assert b"/zt/wlx/admin/*\n  ! Content-Security-Policy\n" in file.content


@pytest.mark.parametrize(
    ("settings", "program", "code", "words"),
    [
        (ADMIN, b"", "E001", "make cms"),
        (ADMIN.replace("suzhou", "shuzou"), b"// decap\n", "E307", "没有“shuzou”这个单位"),
    ],
    ids=["no program", "no such unit"],
)
def test_what_is_missing_is_told_at_the_setting(
    make_site: MakeSite, settings: str, program: bytes, code: str, words: str
) -> None:
    _site, problems = check(with_admin(make_site, settings, program), TODAY)

    (problem,) = problems
    assert (problem.position.path, problem.code) == ("site_config.yml", code)
    assert words in problem.message + problem.hint
