"""The preview: after any edits what is served is what a fresh build makes, and only what changed is read."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import HIGHLIGHT
from edits import EDITS, break_record, changed, files_in, pure_once, put_back
from places import TODAY, MakeSite

from generator.build.pipeline import render
from generator.diagnostics.problems import errors
from generator.loading.records import Read, Reading, RecordFile, Submitted
from generator.model.kinds.highlight import HIGHLIGHT as HIGHLIGHT_KIND
from generator.preview.file_cache import FileCache
from generator.preview.live_site import LiveSite
from generator.publishing.versions import MANIFEST
from generator.site.output import whole
from generator.site.site import File, Site

#: The last of so many edits, counted from 0.
LAST = 7


def served(live: LiveSite, left_out: str = "") -> dict[str, bytes]:
    assert live.snapshot
    found = {path: live.snapshot.file(path) for path in live.snapshot.paths() if path != left_out}
    return {path: file.content for path, file in found.items() if file}


def fresh(root: Path, left_out: str = "") -> dict[str, bytes]:
    return {file.path: file.content for file in render(root, TODAY).files if file.path != left_out}


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_the_preview_is_what_a_fresh_build_makes(
    seed: int, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site("complete", templates=True)
    pure_once(monkeypatch)
    dice = random.Random(seed)
    live = LiveSite(root, lambda: TODAY, 1)
    live.refresh()
    for step in range(LAST + 1):
        edit = dice.choice(EDITS)
        before = files_in(root)
        edit(root, dice)
        problems = live.refresh()
        assert errors(problems) or edit is not break_record, "a broken record is told"
        if errors(problems):
            put_back(root, before)
            problems = live.refresh()
        assert not errors(problems), (edit.__name__, problems)
        # It is made of all others, which takes as long again: once is enough.
        left_out = "" if step == LAST else MANIFEST
        now, expected = served(live, left_out), fresh(root, left_out)
        assert sorted(now) == sorted(expected), edit.__name__
        assert [path for path in expected if now[path] != expected[path]] == [], edit.__name__


def test_a_mistake_keeps_the_last_sound_site_on_show(make_site: MakeSite) -> None:
    root = make_site(files={"content/highlights/nanjing/a.yml": HIGHLIGHT})
    live = LiveSite(root, lambda: TODAY, 1)
    live.refresh()
    before = served(live)
    changed(root, "content/highlights/nanjing/a.yml", "title:", "titel:")

    assert [problem.code for problem in errors(live.refresh())] == ["E201"]
    assert served(live) == before


def test_only_what_changed_is_read_again(make_site: MakeSite) -> None:
    root = make_site("complete")
    files = [RecordFile(HIGHLIGHT_KIND, "nanjing", name) for name in ("a", "b", "c")]
    for file in files:
        (root / file.name).write_text(HIGHLIGHT, encoding="utf-8")
    read_now: list[str] = []

    class Watched(Reading):
        def __call__(self, file: Submitted) -> Read:
            read_now.append(file.name)
            return super().__call__(file)

    work = Watched(root)
    cache = FileCache(root, 1)
    first = cache(work, files)
    (root / files[1].name).write_text(HIGHLIGHT.replace("第一段", "第二段"), encoding="utf-8")
    (root / files[2].name).unlink()
    second = cache(work, files)

    assert read_now == [*(file.name for file in files), files[1].name, files[2].name]
    assert first[0] is second[0]
    assert [bool(found.entry) for found in second] == [True, True, False]


def test_all_records_are_judged_again_when_a_list_has_changed(make_site: MakeSite) -> None:
    root = make_site("complete", files={"content/highlights/nanjing/new.yml": HIGHLIGHT})
    live = LiveSite(root, lambda: TODAY, 1)
    assert errors(live.refresh()) == []
    changed(root, "content/lists/themes.yml", "name: 金融银企对接", "name: 金融银企对接会")
    told = {problem.position.path for problem in errors(live.refresh())}

    assert "content/highlights/nanjing/new.yml" in told


def test_a_path_that_is_nowhere_is_no_file(make_site: MakeSite) -> None:
    live = LiveSite(make_site("complete"), lambda: TODAY, 1)
    live.refresh()
    assert live.snapshot

    for path in ("none.html", "search/pair-99999.js", "search/text-x.js", "wechat/none.html", "cases/none.html", ""):
        assert live.snapshot.file(path) is None


def test_what_goes_wrong_in_an_output_is_told_whenever_it_is_asked_for(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_site: Site) -> Iterator[File]:
        yield File("sound.txt", b"sound")
        raise ValueError("broken")

    live = LiveSite(make_site("complete"), lambda: TODAY, 1)
    live.refresh()
    shown = live.snapshot
    monkeypatch.setattr("generator.preview.live_site.OUTPUTS", (whole(broken, "sound.txt", "other.txt"),))

    assert shown
    assert shown.file("sound.txt")
    for _time in range(2):
        with pytest.raises(ValueError, match="broken"):
            shown.file("other.txt")
