"""The files of `content/office/`, each read into the form that its path stands for."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics.problems import quote
from generator.loading.context import LoadContext
from generator.loading.validation import read_model
from generator.model.field_types import SLUG
from generator.model.office import OFFICE_FORMS, Office, OfficeFile, form_of, is_folder

_SLUG = re.compile(SLUG)


def office_files(context: LoadContext) -> Office:
    """Everything that the office keeps for itself."""
    return Office(tuple(_files(context, context.root / "content" / "office")))


def _files(context: LoadContext, folder: Path, above: str = "") -> Iterator[OfficeFile]:
    for file in context.inside(folder):
        path = f"{above}{file.stem}"
        if file.is_dir() and is_folder(path):
            yield from _files(context, file, f"{path}/")
            continue
        form = form_of(path) if file.suffix == ".yml" and _SLUG.fullmatch(file.stem) else None
        if form is None:
            names = "、".join(f"{name}.yml" for name in OFFICE_FORMS)
            hint = f"可以有的文件：{names}（星号代表编号），写法见 docs/office.md。"
            context.refuse(file, "E004", f"content/office 里不能有{quote(above + file.name)}。", hint)
            continue
        source = context.source(file)
        if source is None:
            continue
        value, problems = read_model(form, source)
        context.add(problems)
        if value is not None:
            yield OfficeFile(path, value, source)
