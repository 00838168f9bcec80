"""Edits of a site as people make them, at random; and whether a build that keeps what it made is still a cold one."""

import random
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import HIGHLIGHT
from places import TODAY

from generator.build import pipeline
from generator.diagnostics.problems import ProblemsFound
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


EDITS: tuple[Edit, ...] = (
    *(edit_title, edit_title, edit_day, add_record, drop_record, edit_template, edit_style, edit_settings),
    *(edit_list, edit_guide, swap_picture, break_and_mend, rename_record, edit_text, withdraw),
)


def sequence(root: Path, folder: Path, dice: random.Random, steps: int) -> Counter[str]:
    """After each of some edits: published with a store, made without one; every byte is compared.

    An edit that leaves a mistake is taken back. The day goes on and back, two processes work, and now and then the
    store is damaged. Returns how often each edit was made.
    """
    seen: Counter[str] = Counter()
    with pytest.MonkeyPatch.context() as patch:
        _frames_once(patch)
        while seen.total() < steps:
            edit = dice.choice([edit for edit in EDITS if edit is not break_and_mend])
            before = folder / "before"
            shutil.rmtree(before, ignore_errors=True)
            shutil.copytree(root, before)
            edit(root, dice)
            today = TODAY + timedelta(days=dice.choice((0, 0, 0, 1, 40, -400)))
            environment.cache_clear()
            try:
                expected = {file.path: file.content for file in pipeline.render(root, today).files}
            except ProblemsFound:
                shutil.rmtree(root)
                shutil.copytree(before, root)
                continue
            if not dice.randrange(4):
                _damage(folder, dice)
            done = pipeline.build(root, folder / "site", today, jobs=dice.choice((1, 2)), store=Store(folder / "store"))
            now = {file.path: (done.version / file.path).read_bytes() for file in done.built.files}
            assert sorted(now) == sorted(expected), edit.__name__
            assert [path for path in expected if now[path] != expected[path]] == [], edit.__name__
            seen[edit.__name__] += 1
    return seen


def _frames_once(patch: pytest.MonkeyPatch) -> None:
    """Frames take most of the time of a small site; they come from no store and are the same for the same templates."""
    made = {}

    def once(root: Path, *about: Any, **options: Any) -> Any:
        key = (folder_digest(root / "templates"), repr((about, options)))
        if key not in made:
            made[key] = make_theme(root, *about, **options)
        return made[key]

    patch.setattr(pipeline, "make_theme", once)


def _damage(folder: Path, dice: random.Random) -> None:
    """One bit of one pack."""
    packs = sorted(folder.glob("store*/pack-*"))
    if packs:
        pack = dice.choice(packs)
        content = bytearray(pack.read_bytes())
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        pack.write_bytes(content)
