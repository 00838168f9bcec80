"""Every hostile case ends as the manifest says: refused where it stands, told, made harmless, or taken as it is."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile.case import Case
from hostile.corpus import FAMILIES, cases
from hostile.inert import faults
from hostile.measuring import measured, too_much
from hostile.running import make_root, problems_of_commit, problems_of_workbook, problems_together
from places import TESTS, TODAY
from repositories import commit

from generator.build.pipeline import render
from generator.diagnostics.printing import show
from generator.diagnostics.problems import CODES, Problem, errors

MANIFEST = TESTS / "hostile" / "manifest.tsv"
ALL = cases()

pytestmark = pytest.mark.xdist_group("hostile")


def line(case: Case) -> str:
    where = f"{case.code}\t{case.line}" if case.code else "\t"
    return f"{case.family}\t{case.name}\t{case.verdict}\t{where}"


def wrong(case: Case, problems: list[Problem]) -> list[str]:
    """What is not as the manifest says."""
    told = {(problem.code, problem.position.line) for problem in problems}
    refused = bool(errors(problems))
    as_expected = {
        "refuse": refused,
        "warn": bool(problems) and not refused,
        "neutralise": not refused,
        "accept": not problems,
        "bounded": True,
    }[case.verdict]
    if as_expected and (not case.code or (case.code, case.line) in told):
        return []
    return [f"{line(case)}: {[f'{p.position.line} {p.code} {p.message}' for p in problems[:3]]}"]


def test_the_manifest_is_the_corpus(bless: bool) -> None:
    text = "family\tcase\texpected\tcode\tline\n" + "".join(f"{line(case)}\n" for case in ALL)
    if bless:
        MANIFEST.write_text(text, encoding="utf-8")
    assert MANIFEST.read_text(encoding="utf-8") == text
    assert [name for name, count in Counter(case.name for case in ALL).items() if count > 1] == []


def test_the_corpus_is_large_and_a_good_part_of_it_is_honest() -> None:
    counts = Counter(case.verdict for case in ALL)
    assert len(ALL) >= 1_000
    assert counts["accept"] >= 100
    assert min(Counter(case.family for case in ALL).values()) >= 30
    assert {case.family for case in ALL} == set(FAMILIES)
    assert {case.code for case in ALL if case.code} <= set(CODES)


def test_cases_in_one_site_are_told_apart_and_as_expected(tmp_path: Path) -> None:
    together = [case for case in ALL if case.way == "site" and not case.alone]
    problems = problems_together(make_root(tmp_path / "root"), together)
    by_path: dict[str, list[Problem]] = {}
    for problem in problems:
        by_path.setdefault(problem.position.path, []).append(problem)
    assert [found for case in together for found in wrong(case, by_path.pop(case.path, []))] == []
    assert by_path == {}
    # Whatever the files are called, everything can be shown, one line each.
    assert [one for one in problems if len(show([one], "github").splitlines()) != 1] == []
    show(problems).encode()


@pytest.mark.parametrize("case", [case for case in ALL if case.alone], ids=lambda case: case.name)
def test_a_case_about_folders_ends_as_expected(case: Case, tmp_path: Path) -> None:
    problems = problems_together(make_root(tmp_path / "root"), [case])
    inside = {problem.position.path for problem in problems}
    assert wrong(case, problems) == []
    assert {path for path in inside if not path.startswith(case.path)} == set()


def test_workbooks_end_as_expected(tmp_path: Path) -> None:
    root = make_root(tmp_path / "root")
    books = [case for case in ALL if case.way == "workbook"]
    assert [found for case in books for found in wrong(case, problems_of_workbook(root, case))] == []


def test_commits_end_as_expected(tmp_path: Path) -> None:
    root = make_root(tmp_path / "root")
    base = commit(root, "base")
    commits = [case for case in ALL if case.way == "commit"]
    assert [found for case in commits for found in wrong(case, problems_of_commit(root, base, case))] == []


def built(folder: Path, chosen: Iterator[Case]) -> tuple[list[str], int]:
    """What is wrong with a site of these cases, and how many pages it has."""
    root = make_root(folder)
    problems = problems_together(root, chosen)
    assert errors(problems) == []
    made = render(root, TODAY)
    return list(faults(made.files)), sum(file.path.endswith(".html") for file in made.files)


@pytest.mark.slow
def test_what_is_not_refused_is_built_and_nothing_active_is_left(tmp_path: Path) -> None:
    harmless = (c for c in ALL if c.way == "site" and not c.alone and c.verdict in ("accept", "warn", "neutralise"))
    found, pages = built(tmp_path / "root", harmless)
    assert found == []
    assert pages > 400


@pytest.mark.slow
def test_heavy_submissions_cost_no_more_than_one_may(tmp_path: Path) -> None:
    """The families that are about cost, as many at a time as seldom cost too much; `make soak` measures each."""
    assert too_much(measured(tmp_path, 8, "sizes", "pictures", "slowness")) == []
