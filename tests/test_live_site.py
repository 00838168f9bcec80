"""The preview: after any edits what is served is what a fresh build makes, and only what changed is read."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import HIGHLIGHT
from places import TODAY, MakeSite

from generator.build.pipeline import render
from generator.diagnostics.problems import errors
from generator.loading.records import Read, Reading, RecordFile, Submitted
from generator.model.kinds.highlight import HIGHLIGHT as HIGHLIGHT_KIND
from generator.preview.file_cache import FileCache
from generator.preview.live_site import LiveSite
from generator.site.output import whole
from generator.site.site import File, Site

Edit = Callable[[Path, random.Random], None]


def served(live: LiveSite) -> dict[str, bytes]:
    assert live.snapshot
    found = {path: live.snapshot.file(path) for path in live.snapshot.paths()}
    return {path: file.content for path, file in found.items() if file}


def fresh(root: Path) -> dict[str, bytes]:
    return {file.path: file.content for file in render(root, TODAY).files}


def changed(root: Path, path: str, before: str, after: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def any_record(root: Path, dice: random.Random) -> Path:
    return dice.choice(sorted((root / "content").glob("[chopf][aio]*s/*/*.yml")))


def edit_title(root: Path, dice: random.Random) -> None:
    """It stands on other pages, in lists, feeds and the search."""
    file = any_record(root, dice)
    text = file.read_text(encoding="utf-8")
    plain = [line.startswith("title: ") and not line.endswith(('"', "'")) for line in text.split("\n")]
    lines = [f"{line}改" if ours else line for ours, line in zip(plain, text.split("\n"), strict=True)]
    file.write_text("\n".join(lines), encoding="utf-8")


def edit_day(root: Path, dice: random.Random) -> None:
    """Its place in every list changes."""
    file = root / "content/highlights/nanjing/new.yml"
    if file.exists():
        day = f"publish_date: 2020-{dice.randint(7, 12):02d}-{dice.randint(1, 28):02d} 10:00"
        lines = [day if x.startswith("publish_date") else x for x in file.read_text(encoding="utf-8").split("\n")]
        file.write_text("\n".join(lines), encoding="utf-8")


def add_record(root: Path, dice: random.Random) -> None:
    (root / "content/highlights/nanjing/new.yml").write_text(
        HIGHLIGHT.replace("第一段", f"第{dice.randint(2, 999)}段"), encoding="utf-8"
    )


def drop_record(root: Path, _dice: random.Random) -> None:
    (root / "content/highlights/nanjing/new.yml").unlink(missing_ok=True)


def edit_template(root: Path, dice: random.Random) -> None:
    file = root / "templates" / dice.choice(["pages/record.html", "pages/home.html", "wechat/page.html", "main.html"])
    file.write_text(f"{file.read_text(encoding='utf-8')}\n<!-- {dice.random()} -->\n", encoding="utf-8")


def edit_style(root: Path, dice: random.Random) -> None:
    file = root / "templates/assets/css/70-home.css"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n.home{{order:{dice.randint(1, 99)}}}\n", encoding="utf-8")


def edit_settings(root: Path, dice: random.Random) -> None:
    file = root / "site_config.yml"
    lines = file.read_text(encoding="utf-8").split("\n")
    lines = [f"subtitle: 试验{dice.randint(1, 99)}" if x.startswith("subtitle:") else x for x in lines]
    file.write_text("\n".join(lines), encoding="utf-8")


def edit_list(root: Path, dice: random.Random) -> None:
    file = root / "content/lists/wording.yml"
    if file.exists():
        file.write_text(f"{file.read_text(encoding='utf-8')}\n# {dice.random()}\n", encoding="utf-8")


def edit_guide(root: Path, dice: random.Random) -> None:
    file = next((root / "content/pages").glob("*.md"), None)
    if file:
        file.write_text(f"{file.read_text(encoding='utf-8')}\n编造{dice.randint(1, 99)}。\n", encoding="utf-8")


def swap_picture(root: Path, dice: random.Random) -> None:
    pictures = sorted((root / "content/images").rglob("*.[jp]*g"))
    one, other = dice.choice(pictures), dice.choice(pictures)
    if one.suffix == other.suffix:
        shutil.copy(one, other) if one != other else None


def break_and_mend(root: Path, dice: random.Random) -> None:
    """Nothing of a broken state may stay."""
    file = any_record(root, dice)
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\nunknown: 1\n", encoding="utf-8")
    BROKEN.append((file, text))


BROKEN: list[tuple[Path, str]] = []
EDITS: tuple[Edit, ...] = (
    *(edit_title, edit_title, edit_day, add_record, drop_record, edit_template, edit_style, edit_settings),
    *(edit_list, edit_guide, swap_picture, break_and_mend),
)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_the_preview_is_what_a_fresh_build_makes(seed: int, make_site: MakeSite) -> None:
    root = make_site("complete")
    dice = random.Random(seed)
    live = LiveSite(root, lambda: TODAY, 1)
    live.refresh()
    for _step in range(8):
        edit = dice.choice(EDITS)
        edit(root, dice)
        problems = live.refresh()
        while BROKEN:
            assert errors(problems), "a broken record is told"
            file, text = BROKEN.pop()
            file.write_text(text, encoding="utf-8")
            problems = live.refresh()
        assert not errors(problems), (edit.__name__, problems)
        now, expected = served(live), fresh(root)
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
