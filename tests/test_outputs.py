"""Every output keeps to the protocol: what it asks, what it claims, how often it works."""

import gc
import shutil
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import HIGHLIGHT
from outputs_made import output, parts
from places import REPOSITORY, SITES, TODAY, MakeSite

from generator.build.check import check
from generator.build.parts import part_of_record, path_of
from generator.build.pipeline import render
from generator.model.record import Record
from generator.office_site import OFFICE_OUTPUTS
from generator.outputs import OUTPUTS
from generator.outputs.questions import QUESTIONS
from generator.outputs.wechat.article import article
from generator.preview.live_site import LiveSite
from generator.site.look import Answers, Look, constants_of, recording, replaying
from generator.site.output import LazyFile, Output, covers, owner_of
from generator.site.site import Site

BY_RECORD = [one for one in OUTPUTS if one.of_record]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("outputs") / "root"
    for folder in (SITES / "base", SITES / "complete"):
        shutil.copytree(folder, root, dirs_exist_ok=True)
    found, _problems = check(root, TODAY)
    assert found
    return found


def everything(site: Site) -> Iterator[tuple[Output, Record]]:
    return ((one, record) for one in BY_RECORD for record in site.catalogue.records)


def test_a_part_of_a_record_is_made_again_from_its_answers_alone(site: Site) -> None:
    constants, drawn = constants_of(site), set()
    for one, record in everything(site):
        answers: Answers = {}
        made = part_of_record(one, recording(site, answers), record)
        drawn |= {name for name, _about in answers}

        assert part_of_record(one, replaying(constants, answers), record) == made, (one.name, record.id)
    assert drawn == set(QUESTIONS), "a question that no part asks, or no record of the site makes a part ask"


def test_what_was_not_answered_can_not_be_asked(site: Site) -> None:
    look = replaying(constants_of(site), {})
    with pytest.raises(KeyError):
        look.picture("nanjing", "kaimu.jpg")


def test_an_answer_never_holds_a_text(site: Site) -> None:
    """Else whoever mends a text would make the pages of all its neighbours anew."""
    answers: Answers = {}
    for one, record in everything(site):
        part_of_record(one, recording(site, answers), record)
    said = [repr(answer) for (name, _about), answer in answers.items() if name != "picture_content"]
    texts = [passage.text for record in site.catalogue.records for passage in record.sections]

    assert [text for text in texts if any(text[:40] in answer for answer in said)] == []


def test_what_is_made_of_a_record_bears_its_id(site: Site) -> None:
    look = recording(site, {})
    for one, record in everything(site):
        for made in part_of_record(one, look, record)[0]:
            assert record.id in path_of(made).rpartition("/")[2]


@pytest.mark.parametrize("outputs", [OUTPUTS, OFFICE_OUTPUTS], ids=["public", "office"])
def test_claims_are_different_and_nothing_is_made_outside_of_them(outputs: tuple[Output, ...], site: Site) -> None:
    claims = [claim for one in outputs for claim in one.claims]
    assert len(claims) == len(set(claims))
    for one in outputs:
        for made in parts(site, one):
            assert owner_of(path_of(made), outputs) is one, path_of(made)


def test_no_two_outputs_claim_a_path_equally() -> None:
    for outputs in (OUTPUTS, OFFICE_OUTPUTS):
        for one in outputs:
            for claim in one.claims:
                path = f"{claim}x" if claim.endswith("/") else claim.replace("*", "example")
                rivals = [other for two in outputs for other in two.claims if two is not one and covers(other, path)]
                assert all(len(other) < len(claim) for other in rivals), (claim, rivals)


def test_the_narrowest_claim_has_a_path() -> None:
    def owner(path: str) -> str | None:
        found = owner_of(path, OUTPUTS)
        return found.name if found else None

    assert owner("cases/index.html") == owner("cases/page-2.html") == "kind_listings"
    assert owner("cases/some-case.html") == "records"
    assert owner("cases/some/case.html") is None
    assert owner("units/index.html") == "unit_index"


def test_the_article_of_a_record_is_made_once(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counted(look: Look, record: Record) -> Any:
        made.append(record.address)
        return article(look, record)

    monkeypatch.setattr("generator.outputs.wechat.pages.article", counted)
    site = render(make_site("complete"), TODAY).site

    assert sorted(made) == sorted(record.address for record in site.catalogue.records)


def test_the_preview_keeps_no_site_that_is_no_more(make_site: MakeSite) -> None:
    root = make_site("complete")
    live = LiveSite(root, lambda: TODAY, 1)
    sites: list[weakref.ref[Site]] = []
    for number in range(5):
        text = HIGHLIGHT.replace("第一段", f"第{number}段")
        (root / "content/highlights/nanjing/new.yml").write_text(text, encoding="utf-8")
        live.refresh()
        assert live.snapshot
        for path in ("index.html", "highlights/new.html", "search/meta.js", "feeds/all.json", "calendar/all.ics"):
            assert live.snapshot.file(path), path
        sites.append(weakref.ref(live.snapshot.site))
    gc.collect()

    assert [found() is not None for found in sites] == [False, False, False, False, True]


def test_a_mended_text_makes_the_notes_of_one_record_anew(make_site: MakeSite) -> None:
    root = make_site("complete", files={"content/highlights/nanjing/new.yml": HIGHLIGHT})
    live = LiveSite(root, lambda: TODAY, 1)
    live.refresh()
    assert live.snapshot
    live.snapshot.file("search/meta.js")
    before = dict(live._parts._noted)
    (root / "content/highlights/nanjing/new.yml").write_text(HIGHLIGHT.replace("第一段", "第二段"), encoding="utf-8")
    live.refresh()
    live.snapshot.file("search/meta.js")
    changed = {at for at, noted in live._parts._noted.items() if before.get(at) is not noted}

    assert changed == {("search_index", ("highlight", "new"))}


def test_a_lazy_file_is_made_only_when_it_is_wanted(site: Site) -> None:
    lazy = [made.path for made in parts(site, output("search_index")) if isinstance(made, LazyFile)]

    assert [path for path in lazy if path.startswith("search/pair-")]
    assert [path for path in lazy if path.startswith("search/text-")]


MADE_UP_OUTPUT = '''\
"""A made-up output."""

from collections.abc import Iterator

from generator.site.site import File, Site


def made_up(site: Site) -> Iterator[File]:
    """How many records there are."""
    yield File("made-up.txt", str(len(site.catalogue)).encode())
'''
MADE_UP_CHECK = '''\
"""A made-up check."""

from collections.abc import Iterator

from generator.diagnostics.problems import Problem
from generator.site.site import Site


def nothing_made_up(site: Site) -> Iterator[Problem]:
    """No title says that it was made up."""
    for entry in site.catalogue.entries:
        if "试验" in entry.record.title:
            yield Problem(entry.source.position(("title",)), "E304", "标题是编造的。", "请写真的。")
'''


def with_line(file: Path, first: str, last: str) -> None:
    """A module with an import below the others, and with a line at the end of its only table."""
    text = file.read_text(encoding="utf-8")
    at = text.index("\nfrom generator.") + 1
    end = text.rindex("\n)")
    file.write_text(f"{text[:at]}{first}\n{text[at:end]}\n    {last},{text[end:]}", encoding="utf-8")


def wanlixing(code: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line of another copy of the program."""
    start = "from generator.cli.main import main; main()"
    command = [sys.executable, "-c", start, *arguments]
    return subprocess.run(command, cwd=code, capture_output=True, text=True, check=False, encoding="utf-8")


def test_an_output_and_a_check_are_a_file_and_a_line_each(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site("complete", files={"content/highlights/nanjing/new.yml": HIGHLIGHT}, templates=True)
    code = tmp_path / "code"
    shutil.copytree(REPOSITORY / "generator", code / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    (code / "generator/outputs/made_up.py").write_text(MADE_UP_OUTPUT, encoding="utf-8")
    line = 'whole(made_up, "made-up.txt")'
    with_line(code / "generator/outputs/__init__.py", "from generator.outputs.made_up import made_up", line)
    ran = wanlixing(code, "build", "--root", str(root), "--out", str(tmp_path / "out"))
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "out/made-up.txt").read_bytes().isdigit()

    (code / "generator/checks/made_up.py").write_text(MADE_UP_CHECK, encoding="utf-8")
    line = "Check(nothing_made_up, of_record=True)"
    with_line(code / "generator/checks/__init__.py", "from generator.checks.made_up import nothing_made_up", line)
    ran = wanlixing(code, "check", "--root", str(root))
    assert ran.returncode == 1
    assert "标题是编造的" in ran.stdout + ran.stderr
