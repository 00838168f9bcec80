"""The site's folder to a `Site`: everything is read, and every fault on the way is collected."""

import difflib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from generator.catalogue import Catalogue
from generator.config import SiteConfig
from generator.fields import PICTURE_NAME, SLUG
from generator.house_style import HouseStyle
from generator.kinds import KINDS
from generator.lists import FORMS, ListForm, Lists, TermList, Unit, gathered
from generator.office_forms import OFFICE_FORMS, Office, OfficeFile, form_of, is_folder
from generator.problems import Problem, quote
from generator.reading import Reading
from generator.record import Entry, Kind
from generator.site import Guide, PictureFile, Site, picture_path
from generator.source import MAX_BYTES, Source, children, decode, read_bounded
from generator.validate import read_model, read_record

#: Folders of `content/` that hold no records.
OTHER_FOLDERS = ("images", "lists", "office", "pages", "schema")

#: Pages that are made, not written by hand.
RESERVED_PAGES = ("search", "errors", "404")

_SLUG = re.compile(SLUG)
_PICTURE_NAME = re.compile(PICTURE_NAME)


def load(root: Path, today: date, production: bool = False) -> tuple[Site | None, list[Problem]]:
    """Read everything. Without sound settings and lists there is no site."""
    reading = Reading(root)
    lists, list_sources = _lists(reading)
    config, settings, style = _config(reading, lists)
    if (root / "content").is_symlink():
        reading.refuse(root / "content", "E001", "这是链接，不是文件夹本身。", "请提交文件夹本身，不要用链接。")
    # Read in any case, so that the mistakes of all files are told at once.
    units = lists.units if lists else None
    entries = list(_records(reading, units))
    pictures = dict(_pictures(reading, units))
    office = Office(tuple(_office(reading, reading.root / "content" / "office")))
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
        office=office,
        production=production,
    )
    return site, reading.problems


def load_lists(root: Path) -> tuple[Lists | None, list[Problem]]:
    """The controlled lists alone."""
    reading = Reading(root)
    lists, _sources = _lists(reading)
    return lists, reading.problems


def _config(reading: Reading, lists: Lists | None) -> tuple[SiteConfig | None, Source, HouseStyle | None]:
    """The settings, their file and the house style; the unit, the region and the edition that they name exist."""
    source = reading.source(reading.root / "site_config.yml")
    if source is None:
        return None, Source("site_config.yml", {}), None
    config, problems = read_model(SiteConfig, source)
    reading.add(problems)
    if lists:
        # Asked of the text, so that they are told together with whatever else is wrong.
        written = {name: value.strip() for name, value in source.data.items() if isinstance(value, str)}
        reading.add(list(_unknown_names(source, written, lists)))
    return config, source, _style(reading, source, config) if config else None


def _style(reading: Reading, settings: Source, config: SiteConfig) -> HouseStyle | None:
    """The style that the settings name."""
    files = {file.stem: file for file in reading.inside(reading.root / "templates" / "wechat") if file.suffix == ".yml"}
    name = config.wechat.style
    if name not in files:
        hint = f"可选：{'、'.join(files)}。" if files else "templates/wechat/ 里没有样式文件，请恢复。"
        reading.problems.append(
            Problem(settings.place(("wechat", "style")), "E304", f"没有{quote(name)}这个样式。", hint)
        )
        return None
    source = reading.source(files[name])
    style, problems = read_model(HouseStyle, source) if source else (None, [])
    reading.add(problems)
    return style


def _unknown_names(source: Source, written: Mapping[str, str], lists: Lists) -> Iterator[Problem]:
    host, region, edition = (written.get(name) for name in ("host_unit", "home_region", "edition"))
    if host and host not in lists.units:
        message = f"没有{quote(host)}这个单位。"
        yield Problem(source.place(("host_unit",)), "E307", message, _unit_hint(host, lists.units))
    if region and region not in lists.regions:
        hint = f"请写单位名单里的所属地区（region），可选：{'、'.join([*lists.regions][:30])}。"
        yield Problem(source.place(("home_region",)), "E304", f"单位名单里没有{quote(region)}这个地区。", hint)
    if edition and lists.editions and edition not in lists.editions:
        hint = f"可选：{'、'.join(lists.editions)}。"
        yield Problem(source.place(("edition",)), "E304", f"没有{quote(edition)}这一届。", hint)


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
        reading.refuse(folder, "E307", f"没有{quote(folder.name)}这个单位。", _unit_hint(folder.name, units))
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


def _unit_hint(written: str, units: Mapping[str, Unit]) -> str:
    """Which unit is meant: by its name as people say it, or by a similar id."""
    for unit in units.values():
        if written in (unit.name, unit.short, *unit.aliases):
            return f"“{written}”请写作“{unit.id}”。"
    close = difflib.get_close_matches(written, units, n=1, cutoff=0.7)
    if close:
        return f"是不是“{close[0]}”（{units[close[0]].name}）？"
    return "请用 content/lists/units.yml 里的单位编号（id），或先在那里登记。"


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


def _office(reading: Reading, folder: Path, above: str = "") -> Iterator[OfficeFile]:
    """The files of the office, each read into the form that its path stands for."""
    for file in reading.inside(folder):
        path = f"{above}{file.stem}"
        if file.is_dir() and is_folder(path):
            yield from _office(reading, file, f"{path}/")
            continue
        form = form_of(path) if file.suffix == ".yml" and _SLUG.fullmatch(file.stem) else None
        if form is None:
            names = "、".join(f"{name}.yml" for name in OFFICE_FORMS)
            hint = f"可以有的文件：{names}（星号代表编号），写法见 docs/office.md。"
            reading.refuse(file, "E004", f"content/office 里不能有{quote(above + file.name)}。", hint)
            continue
        source = reading.source(file)
        if source is None:
            continue
        value, problems = read_model(form, source)
        reading.add(problems)
        if value is not None:
            yield OfficeFile(path, value, source)


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
            reading.refuse(folder, "E307", f"没有{quote(folder.name)}这个单位。", _unit_hint(folder.name, units))
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
