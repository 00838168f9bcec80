"""The inspection: fails when a column is too old or a link is dead, says all the rest, and the nightly job hears it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import REPOSITORY, TODAY, MakeSite

from generator.authoring.sheets.yaml_writer import written
from generator.build.check import check
from generator.checks.production import LIMITS, OTHER_LIMIT
from generator.loading.validation import read_model
from generator.model.kinds import KINDS
from generator.model.office.inspections import LinkRun
from generator.office_site.inspection import SORTS, Inspection, as_json, as_markdown, inspect
from generator.office_site.link_check_import import LinkReportError, link_run
from generator.site.site import Site
from generator.yaml_source.reader import read_text

WANLIXING = Path(sys.executable).with_name("wanlixing")
#: What lychee writes (`--format json`).
REPORT = {
    "total": 12,
    "errors": 2,
    "error_map": {
        "preview/b.html": [{"url": "https://gone.example.com/a", "status": {"text": "404 Not Found", "code": 404}}],
        "preview/a.html": [
            {"url": "https://gone.example.com/a", "status": {"text": "404 Not Found", "code": 404}},
            {"url": "https://slow.example.com/b'c", "status": {"text": "Timeout"}},
            {"url": "mailto:someone@example.com", "status": {"text": "no"}},
        ],
    },
}


def of(found: Inspection, sort: str) -> list[tuple[str, str]]:
    return [(finding.level, finding.message) for finding in found.findings if finding.sort == sort]


def test_a_column_fails_the_day_after_its_limit(site: Site) -> None:
    newest = max(r.publish_date.date() for r in site.catalogue.of(KINDS["highlight"]))
    for days, level in ((10, None), (11, "提醒"), (14, "提醒"), (15, "不合格")):
        found = inspect(replace(site, today=newest + timedelta(days=days)), ())
        mine = [finding_level for finding_level, words in of(found, "栏目更新") if "活动亮点" in words]
        assert mine == ([level] if level else [])
    assert LIMITS["工作动态"] == 14
    assert OTHER_LIMIT == 183


def test_columns_are_those_of_the_site_and_empty_ones_are_named(base_site: Site, site: Site) -> None:
    assert [column.label for column in inspect(site, ()).columns] == [kind.label for kind in KINDS.values()]
    assert len(of(inspect(base_site, ()), "空栏目")) == len(KINDS)
    assert not inspect(base_site, ()).failed


def test_dead_links_fail_and_excused_ones_do_not(site: Site) -> None:
    assert of(inspect(site, ()), "失效链接") == [("不合格", "https://gone.example.com/a：404 Not Found。")]
    late = inspect(replace(site, today=TODAY + timedelta(days=29)), ())
    assert any("已过31天" in words for _level, words in of(late, "失效链接"))


def test_warnings_of_the_checks_old_reviews_and_undated_records_are_there(make_site: MakeSite, highlight: str) -> None:
    pasted = {
        "content/highlights/nanjing/zhantie.yml": highlight.replace("试验市知识产权局举办", "试验市知 识产权局举办")
    }
    site, problems = check(make_site("complete", files=pasted), TODAY)
    assert site
    found = inspect(site, problems)

    (warning,) = of(found, "用语提醒")
    assert warning[1].startswith("W422 ")
    assert {words[:2] for level, words in of(found, "到期未复核")} <= {"名称", "试验"}
    assert len(of(found, "到期未复核")) == 2  # Both outlets; policies are not in the rules of this site.
    undated = [record for record in site.catalogue.records if record.event_date is None]
    assert len(of(found, "没有发生日期")) == len(undated)
    assert list(found.counts) == list(SORTS)
    assert sum(found.counts.values()) == len(found.findings)


def test_the_json_says_the_same_and_the_markdown_is_bounded(site: Site) -> None:
    found = inspect(site, ())
    data = json.loads(as_json(found))

    assert data["failed"] is True
    assert data["counts"] == found.counts
    assert [f["message"] for f in data["findings"]] == [f.message for f in found.findings]
    assert {c["label"]: c["days"] for c in data["columns"]} == {c.label: c.days for c in found.columns}
    assert "不合格" in as_markdown(found).splitlines()[0]
    assert "https://gone.example.com/a" in as_markdown(found)


def test_page_and_json_are_part_of_the_office_site(office_files: Mapping[str, bytes]) -> None:
    assert json.loads(office_files["inspection/inspection.json"])["day"] == TODAY.isoformat()
    assert "gone.example.com" in office_files["inspection/index.html"].decode()


def run(root: Path, *words: str, today: date = TODAY) -> subprocess.CompletedProcess[str]:
    command = [str(WANLIXING), *words, "--root", str(root), "--today", today.isoformat()]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_the_command_fails_loudly(make_site: MakeSite) -> None:
    fresh = make_site(name="fresh")
    assert run(fresh, "inspect").returncode == 0
    assert "0 项不合格" in run(fresh, "inspect").stdout

    stale = run(make_site("complete", name="stale"), "inspect", "--format", "json")
    assert stale.returncode == 1
    assert json.loads(stale.stdout)["failed"] is True


def test_a_broken_record_fails_the_inspection(make_site: MakeSite, highlight: str) -> None:
    root = make_site(files={"content/highlights/nanjing/huai.yml": highlight.replace("theme:", "them:")})
    done = run(root, "inspect", today=date(2020, 6, 21))

    assert done.returncode == 1
    assert "E201" in done.stdout


def test_a_link_report_becomes_the_file_that_the_inspection_reads(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site()
    report = tmp_path / "links.json"
    report.write_text(json.dumps(REPORT), encoding="utf-8")
    done = run(root, "links", str(report))
    site, problems = check(root, TODAY)

    assert done.returncode == 0, done.stderr
    assert problems == []
    assert site
    assert of(inspect(site, ()), "失效链接") == [
        ("不合格", "https://gone.example.com/a：404 Not Found。"),
        ("不合格", "https://slow.example.com/b%27c：Timeout。"),
    ]
    (link, _other) = inspect(site, ()).links.dead  # type: ignore[union-attr]
    assert link.pages == ("preview/a.html", "preview/b.html")
    report.write_text(json.dumps({"total": 3, "fail_map": {}}), encoding="utf-8")
    assert run(root, "links", str(report)).returncode == 0
    assert not inspect(check(root, TODAY)[0] or site, ()).failed


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"total": 1}', b'{"total": 1, "error_map": {"a": [1]}}', b"\xff"])
def test_what_is_no_link_report_is_refused(raw: bytes) -> None:
    with pytest.raises(LinkReportError):
        link_run(raw, TODAY)


#: An address without the tail of a sentence, which would be refused.
ADDRESSES = st.from_regex(r"[a-z0-9/?=&%]{0,30}[a-z]", fullmatch=True).map("https://h.example.com/".__add__)


@given(
    st.dictionaries(
        st.text(max_size=30),
        st.lists(
            st.fixed_dictionaries(
                {
                    "url": st.from_regex(r"[a-z0-9/?=&%]{0,30}[a-z]", fullmatch=True).map(
                        "https://h.example.com/".__add__
                    ),
                    "status": st.text(),
                }
            )
        ),
        max_size=4,
    )
)
def test_whatever_the_report_holds_can_be_read_back(failed: dict[str, Any]) -> None:
    made = link_run(json.dumps({"total": 1, "error_map": failed}).encode(), TODAY)
    source, problems = read_text(written(made, "#"), "links.yml")
    assert source
    run_, told = read_model(LinkRun, source)

    assert (problems, told) == ([], [])
    assert run_
    assert len(run_.dead) == len({link["url"] for links in failed.values() for link in links}) or run_.dead


def test_the_nightly_script_writes_what_it_found_and_fails(make_site: MakeSite) -> None:
    root = make_site("complete")
    shutil.copytree(REPOSITORY / ".ci", root / ".ci")
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "bin" / "wanlixing").symlink_to(WANLIXING)
    (root / "told").mkdir()
    (root / "told" / "links.json").write_text(json.dumps(REPORT), encoding="utf-8")
    done = subprocess.run([".ci/inspect", "told"], cwd=root, capture_output=True, check=False, env={**os.environ})

    assert done.returncode == 1, done.stderr
    assert json.loads((root / "told" / "inspection.json").read_text(encoding="utf-8"))["failed"] is True
    assert "slow.example.com" in (root / "told" / "inspection.md").read_text(encoding="utf-8")


def test_a_link_report_that_counts_more_than_it_lists_is_refused() -> None:
    with pytest.raises(LinkReportError, match="却只列出 0 个"):
        link_run(b'{"total": 9, "errors": 5, "timeouts": 2, "error_map": {}}', TODAY)
