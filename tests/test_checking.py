"""A check gives the same answer whatever the number of processes, and for a part what it says of that part."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SITES, TODAY, MakeSite

from generator.build.check import check
from generator.checks import CHECKS
from generator.cli.path_scope import PathScope
from generator.diagnostics.problems import Problem
from generator.loading import spilled_records
from generator.loading.loader import load, reader
from generator.loading.sound_parts import until_unsound
from generator.runtime.spill_file import SpillFile
from generator.text.confusables import FORBIDDEN
from generator.text.markdown import may_have_faults, render
from generator.yaml_source.reader import PackedSource, read_text
from generator.yaml_source.syntax_errors import forbidden

BROKEN = sorted(
    folder.name for folder in (SITES / "broken").iterdir() if not folder.name.startswith(("policy", "workbook"))
)
SOME = BROKEN[::6]


@pytest.mark.parametrize("jobs", [2, 5])
@pytest.mark.parametrize("site", ["complete", *(f"broken/{name}" for name in SOME)])
def test_the_number_of_processes_changes_nothing(site: str, jobs: int, make_site: MakeSite) -> None:
    root = make_site(site)
    alone, told = check(root, TODAY)
    together, told_together = check(root, TODAY, jobs=jobs)

    assert told_together == told
    assert (together is None) == (alone is None)
    if alone and together:
        assert [entry.record for entry in together.catalogue.entries] == [e.record for e in alone.catalogue.entries]
        assert together.pictures == alone.pictures
        assert together.loaded.invalid == alone.loaded.invalid


@pytest.mark.parametrize("site", ["complete", *(f"broken/{name}" for name in BROKEN)])
def test_an_answer_for_one_file_is_that_part_of_the_whole_answer(site: str, make_site: MakeSite) -> None:
    root = make_site(site)
    own = [root / path.relative_to(SITES / site) for path in sorted((SITES / site / "content").rglob("*"))]
    _site, whole = check(root, TODAY)
    # The lists that all these sites share say of each of them the same, so once is enough.
    for file in [root / "content/lists", *(path for path in own if path.is_file())]:
        scope = PathScope.of((file,), root)
        _part, told = check(root, TODAY, select=scope.select)
        assert concerning(scope, told) == concerning(scope, whole), file


#: That nothing names a picture can be said only where everything was read.
OF_THE_WHOLE = "W305"


def concerning(scope: PathScope, problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if scope.concerns(problem) and problem.code != OF_THE_WHOLE]


#: Ways to write one title in YAML.
SPELLINGS = (
    "title: 试验市举办银企对接会",
    "title:  试验市 举办银企对接会   # 说明",
    'title: "试验市举办\\u94f6企对接会"',
    "title: '试验市举办银企对接会'",
    "title: >-\n  试验市举办银企对接会",
    "title:\n  试验市举办\n  银企对接会",
    '"title": 试验市举办银企对接会',
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_other_file_of_one_event_is_found_however_it_writes_the_title(
    spelling: str, make_site: MakeSite, highlight: str
) -> None:
    first, later = "content/highlights/jiangsu/jiangsu-hui.yml", "content/highlights/nanjing/nanjing-hui.yml"
    other = highlight.replace("title: 试验市举办银企对接会", spelling, 1)
    root = make_site(files={first: other, later: highlight})
    _part, told = check(root, TODAY, select=PathScope.of((root / later,), root).select)

    assert [(one.code, one.position.path) for one in told] == [("W310", later)]
    assert first in told[0].message


@pytest.mark.parametrize("site", ["complete", *(f"broken/{name}" for name in BROKEN)])
def test_checks_of_single_records_need_no_other_record(site: str, make_site: MakeSite) -> None:
    """What runs where a record is read says the same of it as over the whole site."""
    root = make_site(site)
    loaded, problems = load(root, TODAY)
    if loaded is None:
        return
    over_all = {*problems, *(problem for one in CHECKS for problem in one.problems(loaded))}
    for entry in loaded.loaded.sound_parts:
        alone = replace(loaded, catalogue=loaded.catalogue.looking_at(entry))
        over_all.update(
            problem for one in CHECKS if one.of_record or one.looks_up for problem in until_unsound(one.problems(alone))
        )

    assert check(root, TODAY)[1] == sorted(over_all)
    assert 0 < sum(one.of_record for one in CHECKS) < len(CHECKS)


def test_places_stay_when_a_source_is_put_by() -> None:
    source, _problems = read_text("title: 甲\nbody: |\n\n  乙\n  丙\nitems:\n  - name: 丁\n", "a.yml")
    assert source
    filed = PackedSource.of(source)

    for steps in [(), ("title",), ("body",), ("items", 0), ("items", 0, "name"), ("none",)]:
        assert filed.position(steps) == source.position(steps)
        assert filed.key_position(steps) == source.key_position(steps)
        assert filed.line_position(steps, 1) == source.line_position(steps, 1)


PIECES = st.sampled_from(
    [
        *("a", "中", "\n", "\n\n", " ", "  ", "    ", "- ", "* ", "+ ", "1. ", "12) ", "#", "## ", "### ", "=", "-"),
        *("---", "===", "`", "```", "\\", "~~~", "**", "_", "!", "(", ")", "]", ":", "http://a.b", "\t", ">", "|", "["),
        *("<b>", "&lt;b>", "\n- - - ", "\n>>>", "[a](b)"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_text_that_is_not_parsed_has_no_fault(text: str) -> None:
    if not may_have_faults(text):
        assert render(text).faults == ()


@given(st.text(st.characters(), max_size=20))
def test_no_forbidden_character_is_passed_over(text: str) -> None:
    assert any(forbidden(text, "a.yml")) == bool(FORBIDDEN.search(text))


def test_every_forbidden_character_is_found() -> None:
    for code in range(0x110000):
        # What stands for a character that was lost is no forbidden one, but told as well.
        wrong = bool(FORBIDDEN.search(chr(code))) or code == 0xFFFD
        assert any(forbidden(chr(code), "a.yml")) == wrong, hex(code)


def test_a_check_of_one_file_loads_nothing_that_it_does_not_need() -> None:
    import subprocess
    import sys

    root = Path(__file__).parents[1]
    file = next((root / "content" / "highlights").rglob("*.yml"))
    code = (
        "import sys; sys.argv = ['wanlixing', 'check', sys.argv[1]]\n"
        "from generator.cli.main import cli\n"
        "try: cli(standalone_mode=True)\n"
        "except SystemExit: pass\n"
        "heavy = {'mkdocs', 'numpy', 'PIL', 'pygal', 'icalendar', 'feedgen', 'jinja2', 'lxml', 'openpyxl', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(file)], cwd=root, capture_output=True, text=True, check=True)

    assert ran.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_waits_on_disk_comes_back_when_it_is_asked_for(
    jobs: int, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spilled_records, "LONG", 20)
    root = make_site("complete")
    whole, told = check(root, TODAY)
    with SpillFile() as spill:
        spilled, told_of_shelved = check(root, TODAY, by=reader(jobs, spill))
        assert whole
        assert spilled
        assert told_of_shelved == told
        away = 0
        for entry, same in zip(whole.catalogue.entries, spilled.catalogue.entries, strict=True):
            for name in type(entry.record).model_fields:
                assert getattr(same.record, name) == getattr(entry.record, name), (entry.source.path, name)
                away += name not in same.record.__dict__
            assert same.record.sections == entry.record.sections
            assert same.source.position(("summary",)) == entry.source.position(("summary",))
            with pytest.raises(AttributeError):
                _ = same.record.nothing  # type: ignore[attr-defined]

        assert away > len(whole.catalogue)


def test_a_record_whose_name_begins_with_a_dot_is_told(make_site: MakeSite, highlight: str) -> None:
    _site, problems = check(make_site(files={"content/highlights/nanjing/.a.yml": highlight}), TODAY)

    assert [(p.code, p.position.path) for p in problems] == [("E004", "content/highlights/nanjing/.a.yml")]
