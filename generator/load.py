"""The site's folder to a `Site`: everything is read, and every fault on the way is collected."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.catalogue import Catalogue
from generator.config import SiteConfig
from generator.kinds import KINDS
from generator.lists import FORMS, Edition, EditionList, Lists, TermList, Unit, UnitList
from generator.pictures import read_picture
from generator.problems import Place, Problem, quote
from generator.record import Entry, Kind
from generator.site import PictureFile, Site, picture_path
from generator.source import Source, children, read_file
from generator.validate import read_model, read_record

#: Folders of `content/` that hold no records.
OTHER_FOLDERS = ("images", "lists", "pages", "schema")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PICTURE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}\.(jpg|jpeg|png|webp)")


@dataclass
class Reading:
    """What has been read so far."""

    root: Path
    problems: list[Problem] = field(default_factory=list)

    def name(self, file: Path) -> str:
        return file.relative_to(self.root).as_posix()

    def source(self, file: Path) -> Source | None:
        source, problems = read_file(file, self.name(file))
        self.problems += problems
        return source

    def refuse(self, file: Path, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Place(self.name(file)), code, message, hint))


def load(root: Path, today: date) -> tuple[Site | None, list[Problem]]:
    """Read settings, lists, pictures and records. Without sound settings and lists there is no site."""
    reading = Reading(root)
    config = _config(reading)
    lists, list_sources = _lists(reading)
    if config is None or lists is None:
        return None, reading.problems
    entries = list(_records(reading, lists))
    pictures = dict(_pictures(reading, lists))
    guides = frozenset(f"{file.stem}.html" for file in children(root / "content" / "pages") if file.suffix == ".md")
    templates = root / "templates" / "pages"
    return Site(config, lists, Catalogue(entries), today, templates, guides, pictures, list_sources), reading.problems


def load_lists(root: Path) -> tuple[Lists | None, list[Problem]]:
    """The controlled lists alone."""
    reading = Reading(root)
    lists, _sources = _lists(reading)
    return lists, reading.problems


def _config(reading: Reading) -> SiteConfig | None:
    source = reading.source(reading.root / "site_config.yml")
    if source is None:
        return None
    config, problems = read_model(SiteConfig, source)
    reading.problems += problems
    return config


def _lists(reading: Reading) -> tuple[Lists | None, dict[str, Source]]:
    terms: dict[str, TermList] = {}
    units: dict[str, Unit] = {}
    editions: dict[str, Edition] = {}
    sources: dict[str, Source] = {}
    for file in children(reading.root / "content" / "lists"):
        source = reading.source(file)
        if source is None:
            continue
        form, problems = read_model(FORMS.get(file.stem, TermList), source)
        reading.problems += problems
        sources[file.stem] = source
        if isinstance(form, UnitList):
            units = {unit.id: unit for unit in form.items}
        elif isinstance(form, EditionList):
            editions = {edition.id: edition for edition in form.items}
        elif form:
            terms[file.stem] = form
    if not units:
        file = reading.root / "content" / "lists" / "units.yml"
        if "units" not in sources and not any(p.place.path == reading.name(file) for p in reading.problems):
            reading.refuse(file, "E001", "没有单位名单。", "请建立 content/lists/units.yml。")
        return None, sources
    return Lists(terms, units, editions), sources


def _records(reading: Reading, lists: Lists) -> Iterator[Entry]:
    content = reading.root / "content"
    folders = {kind.folder: kind for kind in KINDS.values()}
    for folder in children(content):
        if folder.name in folders:
            for unit_folder in children(folder):
                yield from _unit_records(reading, folders[folder.name], unit_folder, lists)
        elif folder.name not in OTHER_FOLDERS:
            names = [*folders, *OTHER_FOLDERS]
            close = difflib.get_close_matches(folder.name, names, n=1)
            hint = f"是不是“{close[0]}”？" if close else f"可用的文件夹：{'、'.join(names)}。"
            reading.refuse(folder, "E004", f"content 里不能有{quote(folder.name)}。", hint)


def _unit_records(reading: Reading, kind: Kind, folder: Path, lists: Lists) -> Iterator[Entry]:
    if not folder.is_dir():
        reading.refuse(folder, "E004", "记录要放在单位的文件夹里。", f"请移到 content/{kind.folder}/单位/ 下。")
        return
    if folder.name not in lists.units:
        close = difflib.get_close_matches(folder.name, lists.units, n=1, cutoff=0.5)
        hint = f"是不是“{close[0]}”？" if close else "请用 content/lists/units.yml 里的 id，或先在那里登记。"
        reading.refuse(folder, "E307", f"没有{quote(folder.name)}这个单位。", hint)
        return
    for file in children(folder):
        if file.suffix != ".yml" or not _ID.fullmatch(file.stem) or len(file.stem) > 80:
            hint = "文件名只用小写英文字母、数字和短横线，以 .yml 结尾，例如 nanjing-yinqi-2020.yml。"
            reading.refuse(file, "E004", f"文件名{quote(file.name)}不合规定。", hint)
            continue
        source = reading.source(file)
        if source is None:
            continue
        entry, problems = read_record(kind, source, file.stem, folder.name)
        reading.problems += problems
        if entry:
            yield entry


def _pictures(reading: Reading, lists: Lists) -> Iterator[tuple[tuple[str, str], PictureFile]]:
    for folder in children(reading.root / "content" / "images"):
        if folder.name not in lists.units:
            reading.refuse(
                folder, "E307", f"没有{quote(folder.name)}这个单位。", "图片要放在 content/images/单位/ 下。"
            )
            continue
        for file in children(folder):
            if not _PICTURE_NAME.fullmatch(file.name):
                hint = "文件名只用小写英文字母、数字和短横线，以 .jpg、.png 或 .webp 结尾。"
                reading.refuse(file, "E004", f"图片名{quote(file.name)}不合规定。", hint)
                continue
            picture, problem = read_picture(file, reading.name(file))
            if problem:
                reading.problems.append(problem)
            path = picture_path(folder.name, file.name, picture) if picture else ""
            yield (folder.name, file.name), PictureFile(path, picture)
