"""Edits of a site as people make them, at random; and whether a build that keeps what it made is still a cold one."""

import random
import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import HIGHLIGHT
from PIL import Image
from places import TODAY

from generator.build import pipeline, stored_parts, stored_theme
from generator.diagnostics.problems import Problem, ProblemsFound
from generator.images import qr
from generator.outputs import calendar, dated_events
from generator.outputs.questions import QUESTIONS
from generator.rendering.engines import make_theme
from generator.rendering.templates import environment
from generator.runtime.program import folder_digest
from generator.runtime.store import Store

Edit = Callable[[Path, random.Random], None]


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
    file = root / "templates/assets/css/home.css"
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


def edit_picture(root: Path, dice: random.Random) -> None:
    """Another picture under the same name."""
    file = dice.choice(sorted((root / "content/images").rglob("*.[jp]*g")))
    sides = dice.choice(((640, 480), (600, 900)))
    Image.new("RGB", sides, (dice.randrange(256), 90, 90)).save(file)


def break_record(root: Path, dice: random.Random) -> None:
    """The same is told of it with a store and without; nothing of it stays."""
    file = any_record(root, dice)
    file.write_text(f"{file.read_text(encoding='utf-8')}\nunknown: 1\n", encoding="utf-8")


def rename_record(root: Path, dice: random.Random) -> None:
    """Another address; the old one is gone."""
    file = root / "content/highlights/nanjing/new.yml"
    if file.exists():
        file.rename(file.with_name(f"new-{dice.randint(1, 9)}.yml"))


def edit_text(root: Path, dice: random.Random) -> None:
    """A typo in a text, which no other page shows."""
    file = any_record(root, dice)
    text = file.read_text(encoding="utf-8")
    lines = text.split("\n")
    inside = [at for at, line in enumerate(lines) if line.startswith("  ") and line.endswith("。")]
    if inside and "|" in text:
        at = dice.choice(inside)
        lines[at] = f"{lines[at][:-1]}{dice.choice('甲乙丙丁')}。"
        file.write_text("\n".join(lines), encoding="utf-8")


def withdraw(root: Path, dice: random.Random) -> None:
    """A record goes, and stands in the list of those that were withdrawn."""
    file = next((root / "content/highlights/nanjing").glob("new*.yml"), None)
    listed = root / "content/lists/withdrawn.yml"
    if file:
        file.unlink()
        about = f"id: gone-{dice.randint(1, 10**6)}, unit: nanjing, date: 2020-06-01 10:00, reason: 编造"
        entry = f"  - {{kind: 活动亮点, {about}}}"
        before = listed.read_text(encoding="utf-8") if listed.exists() else "name: 撤回的记录\nitems:\n"
        listed.write_text(f"{before}{entry}\n", encoding="utf-8")


def edit_line(root: Path, dice: random.Random) -> None:
    """A value that others ask for: of a series, of a list, of a document that others rest on."""
    files, start, values = dice.choice(LINES)
    file = dice.choice(sorted((root / "content").glob(files)))
    lines = file.read_text(encoding="utf-8").split("\n")
    found = [at for at, line in enumerate(lines) if line.startswith(start)]
    if found:
        at = dice.choice(found)
        lines[at] = f"{start}{dice.choice(values)}"
        file.write_text("\n".join(lines), encoding="utf-8")


LINES = (
    ("highlights/*/*.yml", "series: ", ("试验直通车", "试验大讲堂")),
    ("highlights/*/*.yml", "edition: ", ("'2020'", "'2021'")),
    ("lists/editions.yml", "    name: ", ("编造的年度", "又一个编造的年度")),
    ("bulletins/*/*.yml", "as_of: ", ("2022-10-31", "2022-11-30", "2022-12-31")),
    ("policies/*/*.yml", "number: ", ("试知发〔2020〕7号", "试知发〔2020〕8号")),
    ("highlights/*/*.yml", "related: ", ("[training-1]", "[training-2, loan-guarantee]")),
)


def drop_any(root: Path, dice: random.Random) -> None:
    """What was listed, related, next to others, the only one of its unit."""
    any_record(root, dice).unlink()


def only_of_unit(root: Path, _dice: random.Random) -> None:
    """The only record of a unit goes, and its page with it, to which bulletins and rosters lead; or it is back."""
    file = root / "content/highlights/suzhou/hostile-title.yml"
    aside = root / file.name
    file.rename(aside) if file.exists() else aside.exists() and aside.rename(file)


def same_name(root: Path, _dice: random.Random) -> None:
    """A case of the same name as a highlight, whose article has to be called otherwise; and the highlight goes."""
    other = root / "content/cases/nanjing/training-1.yml"
    if other.exists():
        (root / "content/highlights/nanjing/training-1.yml").unlink(missing_ok=True)
    else:
        shutil.copy(root / "content/cases/nanjing/loan-guarantee.yml", other)


EDITS: tuple[Edit, ...] = (
    *(edit_title, edit_title, edit_day, add_record, drop_record, edit_template, edit_style, edit_settings),
    *(edit_list, edit_guide, edit_picture, break_record, rename_record, edit_text, withdraw),
    *(edit_line, edit_line, edit_line, edit_line, drop_any, drop_any, only_of_unit, same_name),
)


def sequence(root: Path, folder: Path, dice: random.Random, steps: int) -> Counter[str]:
    """After each of some edits: published with a store, made without one; every byte is compared.

    An edit that leaves a mistake is told the same, and taken back. The day goes on and back, two processes work, now
    and then the store is damaged. Returns how often each edit was made, and how often each question had a new answer.
    """
    seen: Counter[str] = Counter()
    few_in_feeds(root, dice)
    with pytest.MonkeyPatch.context() as patch:
        few_in_calendars(patch, dice)
        pure_once(patch)
        _answers_counted(patch, seen)
        for _step in range(steps):
            edit = dice.choice(EDITS)
            before = files_in(root)
            edit(root, dice)
            today = TODAY + timedelta(days=dice.choice((0, 0, 0, 1, 40, -400)))
            if not dice.randrange(4):
                _damage(folder, dice)
            store, jobs = Store(folder / "store"), dice.choice((1, 1, 2))
            _see_templates(root)
            try:
                expected = {file.path: file.content for file in pipeline.render(root, today).files}
            except ProblemsFound:
                assert _told(root, today, None) == _told(root, today, store)
                put_back(root, before)
                continue
            done = pipeline.build(root, folder / "site", today, jobs=jobs, store=store)
            now = {file.path: (done.version / file.path).read_bytes() for file in done.built.files}
            assert sorted(now) == sorted(expected), edit.__name__
            assert [path for path in expected if now[path] != expected[path]] == [], edit.__name__
            seen[edit.__name__] += 1
    return seen


def _told(root: Path, today: date, store: Store | None) -> list[Problem]:
    with pytest.raises(ProblemsFound) as told:
        pipeline.render(root, today, store=store)
    return list(told.value.problems)


def few_in_feeds(root: Path, dice: random.Random) -> None:
    """So few that a new record takes the place of another."""
    file = root / "site_config.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub("  length: [0-9]+", f"  length: {dice.randint(2, 8)}", text), encoding="utf-8")


def few_in_calendars(patch: pytest.MonkeyPatch, dice: random.Random) -> None:
    length = dice.randint(2, 8)
    patch.setattr(dated_events, "LENGTH", length)
    patch.setattr(calendar, "LENGTH", length)


def _see_templates(root: Path) -> None:
    """Templates are compiled again when they have changed, as they are by another run of the program."""
    now = folder_digest(root / "templates")
    if SEEN.get(root) != now:
        environment.cache_clear()
    SEEN[root] = now


#: By site, a digest of the templates that are compiled.
SEEN: dict[Path, bytes] = {}


def files_in(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def put_back(root: Path, before: dict[Path, bytes]) -> None:
    now = files_in(root)
    for path in now.keys() - before.keys():
        path.unlink()
    for path, content in before.items():
        if now.get(path) != content:
            path.write_bytes(content)


def _answers_counted(patch: pytest.MonkeyPatch, seen: Counter[str]) -> None:
    """Counts under the name of a question how often it was asked again and said something else."""
    known: dict[Any, Any] = {}

    def counting(name: str) -> Callable[..., Any]:
        def asked(site: Any, *about: Any) -> Any:
            answer = QUESTIONS[name](site, *about)
            seen[name] += known.setdefault((name, about), answer) != answer
            known[name, about] = answer
            return answer

        return asked

    patch.setattr(stored_parts, "QUESTIONS", {name: counting(name) for name in QUESTIONS})


def pure_once(patch: pytest.MonkeyPatch) -> None:
    """What takes most of the time of a small site, comes from no store, and is the same for the same values."""
    patch.setattr(qr, "png", _remembered(qr.png))
    patch.setattr(
        stored_theme,
        "make_theme",
        _remembered(
            make_theme, lambda root, *about, **options: (folder_digest(root / "templates"), repr((about, options)))
        ),
    )


def _remembered(
    make: Callable[..., Any], key: Callable[..., Any] = lambda *about, **options: repr((about, options))
) -> Any:
    made: dict[Any, Any] = REMEMBERED.setdefault(make, {})

    def once(*about: Any, **options: Any) -> Any:
        at = key(*about, **options)
        if at not in made:
            made[at] = make(*about, **options)
        return made[at]

    return once


#: By function, what it made of which values, for all sequences of a run.
REMEMBERED: dict[Callable[..., Any], dict[Any, Any]] = {}


def _damage(folder: Path, dice: random.Random) -> None:
    """One bit of one pack."""
    packs = sorted(folder.glob("store*/pack-*"))
    if packs:
        pack = dice.choice(packs)
        content = bytearray(pack.read_bytes())
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        pack.write_bytes(content)
