"""The site's folder to a `Site`: everything is read, and every fault on the way is collected."""

import difflib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from generator.catalogue import Catalogue
from generator.fields import PICTURE_NAME, SLUG
from generator.kinds import KINDS
from generator.lists import FORMS, ListForm, Lists, TermList, Unit, gathered, unit_hint
from generator.problems import Problem, quote
from generator.reading import Reading
from generator.record import Entry, Kind
from generator.settings import cms_program, read_settings
from generator.site import Guide, PictureFile, Site, picture_path
from generator.source import MAX_BYTES, Source, children, decode, read_bounded
from generator.validate import read_model, read_record

#: Folders of `content/` that hold no records.
OTHER_FOLDERS = ("images", "lists", "pages", "schema")

#: Pages that are made, not written by hand.
RESERVED_PAGES = ("search", "errors", "404")

_SLUG = re.compile(SLUG)
_PICTURE_NAME = re.compile(PICTURE_NAME)


def load(root: Path, today: date, production: bool = False) -> tuple[Site | None, list[Problem]]:
    """Read everything. Without sound settings and lists there is no site."""
    reading = Reading(root)
    lists, list_sources = _lists(reading)
    config, settings, style = read_settings(reading, lists)
    if (root / "content").is_symlink():
        reading.refuse(root / "content", "E001", "这是链接，不是文件夹本身。", "请提交文件夹本身，不要用链接。")
    # Read in any case, so that the mistakes of all files are told at once.
    units = lists.units if lists else None
    entries = list(_records(reading, units))
    pictures = dict(_pictures(reading, units))
    if config is None or lists is None or style is None:
        return None, reading.problems
    site = Site(
        config=config,
        lists=lists,
        catalogue=Catalogue(entries, today),
        today=today,
        templates=root / "templates" / "pages",
        style=style,
        guides=dict(_guides(reading)),
        pictures=pictures,
        unread=frozenset(reading.unread),
        rejected=tuple(reading.rejected),
        list_sources=list_sources,
        settings=settings,
        cms=cms_program(reading, config, settings),
        production=production,
    )
    return site, reading.problems


def load_lists(root: Path) -> tuple[Lists | None, list[Problem]]:
    """The controlled lists alone."""
    reading = Reading(root)
    lists, _sources = _lists(reading)
    return lists, reading.problems


def _lists(reading: Reading) -> tuple[Lists | None, dict[str, Source]]:
    forms: dict[str, ListForm] = {}
    sources: dict[str, Source] = {}
    for file in reading.inside(reading.root / "content" / "lists"):
        if file.suffix != ".yml" or not _SLUG.fullmatch(file.stem):
            hint = "词表的文件名只用小写英文字母、数字和短横线，以 .yml 结尾；其他文件请移到别处。"
            reading.refuse(file, "E004", f"{quote(file.name)}不能放在词表的文件夹里。", hint)
            continue
        source = reading.source(file)
        sources[file.stem] = source or Source(reading.name(file), {})
        if source is None:
            continue
        form, problems = read_model(FORMS.get(file.stem, TermList), source)
        reading.add(problems)
        if form:
            forms[file.stem] = form
    lists = gathered(forms)
    if not lists.units:
        file = reading.root / "content" / "lists" / "units.yml"
        if "units" not in sources:
            reading.refuse(file, "E001", "没有单位名单。", "请建立 content/lists/units.yml，逐个登记单位。")
        return None, sources
    return lists, sources


def _records(reading: Reading, units: Mapping[str, Unit] | None) -> Iterator[Entry]:
    content = reading.root / "content"
    folders = {kind.folder: kind for kind in KINDS.values()}
    names = [*folders, *OTHER_FOLDERS]
    for folder in reading.inside(content):
        if folder.name in names and not folder.is_dir():
            hint = "请把这个文件移到别处，再建立同名的文件夹。"
            reading.refuse(folder, "E004", f"{quote(folder.name)}应当是文件夹。", hint)
        elif folder.name in folders:
            for unit_folder in reading.inside(folder):
                yield from _unit_records(reading, folders[folder.name], unit_folder, units)
        elif folder.name not in OTHER_FOLDERS:
            close = difflib.get_close_matches(folder.name, names, n=1)
            hint = f"是不是“{close[0]}”？" if close else f"请移到别处；content 里只能有这些文件夹：{'、'.join(names)}。"
            reading.refuse(folder, "E004", f"content 里不能有{quote(folder.name)}。", hint)


def _unit_records(reading: Reading, kind: Kind, folder: Path, units: Mapping[str, Unit] | None) -> Iterator[Entry]:
    """The records of one unit; without a list of units every folder is taken for a unit's."""
    if not folder.is_dir():
        hint = f"请移到“content/{kind.folder}/单位编号/”下，例如 content/{kind.folder}/nanjing/{folder.name}。"
        reading.refuse(folder, "E004", "记录要放在单位的文件夹里。", hint)
        reading.unread.add((kind.name, folder.stem))
        return
    if units is not None and folder.name not in units:
        if not children(folder):
            return  # Left over when its files were moved; git does not even show it.
        reading.refuse(folder, "E307", f"没有{quote(folder.name)}这个单位。", unit_hint(folder.name, units))
        reading.unread.update((kind.name, file.stem) for file in reading.inside(folder))
        return
    for file in reading.inside(folder):
        if file.is_dir():
            hint = "请把里面的记录移到上一层，再删去这个文件夹。"
            reading.refuse(file, "E004", "单位的文件夹里不能再有文件夹。", hint)
            continue
        if file.suffix != ".yml" or not _SLUG.fullmatch(file.stem):
            hint = (
                "文件名只用小写英文字母、数字和短横线，不超过 80 个字，以 .yml 结尾，例如 nanjing-yinqi-2020.yml；"
                "不能叫 index、page-2、con 等系统用的名称。"
            )
            reading.refuse(file, "E004", f"文件名{quote(file.name)}不合规定。", hint)
            reading.unread.add((kind.name, file.stem))
            continue
        entry = _record(reading, kind, file, folder.name)
        if entry:
            yield entry
        else:
            reading.unread.add((kind.name, file.stem))


def _record(reading: Reading, kind: Kind, file: Path, unit: str) -> Entry | None:
    source = reading.source(file)
    if source is None:
        return None
    entry, problems = read_record(kind, source, file.stem, unit)
    reading.add(problems)
    if entry is None:
        reading.rejected.append(source)
    return entry


def _guides(reading: Reading) -> Iterator[tuple[str, Guide]]:
    """The hand-written pages; only maintainers may change them, but they are bounded all the same."""
    for file in reading.inside(reading.root / "content" / "pages"):
        name = reading.name(file)
        if file.suffix != ".md" or not _SLUG.fullmatch(file.stem) or file.stem in RESERVED_PAGES:
            hint = "文件名只用小写英文字母、数字和短横线，以 .md 结尾，不能叫 index、search、errors 或 404。"
            reading.refuse(file, "E004", f"{quote(file.name)}不能作手写页面。", hint)
            continue
        raw, problem = read_bounded(file, name, MAX_BYTES)
        text, problems = decode(raw, name) if raw is not None else (None, [problem] if problem else [])
        reading.problems += problems
        if text is not None:
            yield f"{file.stem}.html", Guide(name, text)


def _pictures(reading: Reading, units: Mapping[str, Unit] | None) -> Iterator[tuple[tuple[str, str], PictureFile]]:
    folders = reading.inside(reading.root / "content" / "images")
    if folders:
        # Pillow is slow to load, and most checks see no picture.
        from generator.pictures import read_picture
    for folder in folders:
        if not folder.is_dir():
            hint = f"请移到“content/images/单位编号/”下，例如 content/images/nanjing/{folder.name}。"
            reading.refuse(folder, "E004", "图片要放在单位的文件夹里。", hint)
            continue
        if units is not None and folder.name not in units:
            reading.refuse(folder, "E307", f"没有{quote(folder.name)}这个单位。", unit_hint(folder.name, units))
            continue
        for file in reading.inside(folder):
            if not _PICTURE_NAME.fullmatch(file.name):
                hint = "图片名只用小写英文字母、数字和短横线，以 .jpg、.png 或 .webp 结尾，例如 kaimu.jpg。"
                reading.refuse(file, "E004", f"图片名{quote(file.name)}不合规定。", hint)
                continue
            picture, problem = read_picture(file, reading.name(file))
            if problem:
                reading.problems.append(problem)
            path = picture_path(folder.name, file.name, picture) if picture else ""
            yield (folder.name, file.name), PictureFile(path, picture)
