"""The files of the office, each read into the form that its path stands for: `content/office/`, or a folder apart."""

import re
from collections.abc import Iterator
from os.path import relpath
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.diagnostics.problems import quote
from generator.loading.context import LoadContext
from generator.loading.validation import models_in, read_model
from generator.model.config import SiteConfig
from generator.model.field_types import SLUG
from generator.model.office import FOLDER, OFFICE_FORMS, Office, OfficeFile, form_of, is_folder
from generator.yaml_source.reader import read_file

_SLUG = re.compile(SLUG)


def office_folder(root: Path, config: SiteConfig | None, given: Path | None) -> Path:
    """Where the office's files lie: as a command says, as the settings say, or in the site's own folder."""
    if given is not None:
        return given.resolve()
    apart = config.office if config else None
    return (root / apart).resolve() if apart else root / FOLDER


def office_folder_of(root: Path, given: Path | None) -> Path:
    """The same for commands that read nothing else: only `office` is asked of the settings."""
    if given is not None:
        return given.resolve()
    source, _problems = read_file(root / "site_config.yml", "site_config.yml")
    said = source.data.get("office") if source else None
    return (root / said).resolve() if isinstance(said, str) else root / FOLDER


def apart_place(root: Path, folder: Path, file: Path) -> Path:
    """Where a file of the office goes: named as in the site's own folder, it goes where the office keeps its files."""
    shared = root / FOLDER
    return folder / file.relative_to(shared) if file.is_relative_to(shared) else file


def office_files(context: LoadContext, folder: Path) -> Office:
    """Everything that the office keeps for itself; where it lies apart, nothing of it may lie in the site's folder."""
    shared = context.root / FOLDER
    if folder == shared:
        return Office(tuple(_files(context, folder, FOLDER)))
    place = Path(relpath(folder, context.root)).as_posix()
    if context.listing(shared):
        hint = f"请把里面的文件移到 {place}，再从版本库里删去这个文件夹。"
        context.refuse(shared, "E004", "内部资料另有文件夹，这里的不读。", hint)
    own = LoadContext(folder, before=f"{place}/")
    files = tuple(_files(own, folder, place)) if folder.is_dir() else ()
    context.problems += own.problems
    return Office(files, place)


def _files(context: LoadContext, folder: Path, place: str, above: str = "") -> Iterator[OfficeFile]:
    for file in context.inside(folder):
        path = f"{above}{file.stem}"
        if file.is_dir() and is_folder(path):
            yield from _files(context, file, place, f"{path}/")
            continue
        form = form_of(path) if file.suffix == ".yml" and _SLUG.fullmatch(file.stem) else None
        if form is None:
            names = "、".join(f"{name}.yml" for name in OFFICE_FORMS)
            hint = f"可以有的文件：{names}（星号代表编号），写法见 docs/office.md。"
            context.refuse(file, "E004", f"{place} 里不能有{quote(above + file.name)}。", hint)
            continue
        source = context.source(file)
        if source is None:
            continue
        if _is_blank(source.data):
            hint = f"要填的有：{'、'.join(_asked(form))}。暂时不用的请删去这个文件。"
            context.refuse(file, "W503", "这个文件还没有填，没有读。", hint)
            continue
        value, problems = read_model(form, source)
        context.add(problems)
        if value is not None:
            yield OfficeFile(path, value, source)


def _is_blank(value: Any) -> bool:
    """Whether a form is as `wanlixing new` wrote it: fields and nothing in them."""
    if isinstance(value, dict | list):
        return bool(value) and all(map(_is_blank, value.values() if isinstance(value, dict) else value))
    return value in (None, "")


def _asked(form: type[BaseModel]) -> Iterator[str]:
    """What has to be filled in, by its title; of a list what each item needs."""
    for name, info in form.model_fields.items():
        inner = next(models_in(info.annotation), None) if name == "items" else None
        if inner:
            yield from _asked(inner)
        elif info.is_required():
            yield info.title or name
