"""The records and pictures of a site: which files there are, and one of them read, in whatever process."""

import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from generator.diagnostics.messages import HEIC, message_for
from generator.diagnostics.problems import Position, Problem, quote
from generator.images import picture
from generator.loading.context import LoadContext
from generator.loading.other_kind import in_wrong_folder
from generator.loading.sound_parts import sound_part
from generator.loading.validation import read_record
from generator.model.field_types import PICTURE_NAME, SLUG
from generator.model.kinds import KINDS
from generator.model.record import Kind
from generator.model.vocabularies import Unit, a_unit, unit_hint
from generator.runtime.store import digest
from generator.site.entry import Entry
from generator.site.site import NO_PICTURE, PictureFile, picture_path
from generator.yaml_source.reader import MAX_BYTES, SMALLER, PackedSource, Source, read_bounded, read_raw
from generator.yaml_source.salvage import salvaged

#: Folders of `content/` that hold no records.
OTHER_FOLDERS = ("images", "lists", "office", "pages", "schema")

_SLUG = re.compile(SLUG)
_PICTURE_NAME = re.compile(PICTURE_NAME)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file that holds a record, as far as its place tells."""

    kind: Kind
    unit: str
    id: str

    @property
    def name(self) -> str:
        return f"content/{self.kind.folder}/{self.unit}/{self.id}.yml"

    @property
    def key(self) -> tuple[str, str]:
        return self.kind.name, self.id


@dataclass(frozen=True, slots=True)
class PictureAt:
    """A file that is called like a picture."""

    unit: str
    file: str

    @property
    def name(self) -> str:
        return f"content/images/{self.unit}/{self.file}"

    @property
    def stem(self) -> str:
        return self.file.rpartition(".")[0]


Submitted: TypeAlias = RecordFile | PictureAt


@dataclass(frozen=True, slots=True)
class Read:
    """What one file gave: a record or a picture, or the data of a record that could not be built; and problems."""

    problems: list[Problem]
    entry: Entry | None = None
    rejected: Source | None = None
    picture: PictureFile | None = None


#: What is asked of a record, or of what is sound of it, where it is read.
RecordCheck: TypeAlias = Callable[[Entry], list[Problem]]


@dataclass(frozen=True)
class Reading:
    """How files are read: where they lie, what the office keeps of records, and what is asked of each record."""

    root: Path
    notes: Mapping[tuple[str, str], Mapping[str, object]] = field(default_factory=dict)
    record_check: RecordCheck | None = None
    #: A digest of everything that comes into the answer besides the file and its notes; empty if that is not known.
    judged_by: bytes = b""

    def __call__(self, file: Submitted) -> Read:
        """One file, read and judged."""
        raw, problem = self.bytes_of(file)
        return self.of_bytes(file, raw) if raw is not None else _unreadable(file, problem)

    def bytes_of(self, file: Submitted) -> tuple[bytes | None, Problem | None]:
        """What is in a file, or why that can't be read."""
        limit, smaller = (picture.MAX_BYTES, picture.SMALLER) if isinstance(file, PictureAt) else (MAX_BYTES, SMALLER)
        return read_bounded(self.root / file.name, file.name, limit, smaller)

    def known_by(self, file: Submitted) -> bytes:
        """A digest of everything that comes into the answer besides the file itself."""
        notes = self.notes.get(file.key) if isinstance(file, RecordFile) else None
        return digest(self.judged_by, json.dumps(notes).encode()) if notes else self.judged_by

    def of_bytes(self, file: Submitted, raw: bytes) -> Read:
        """What the bytes of a file give, with what the office keeps of its record."""
        if isinstance(file, PictureAt):
            return _picture(file, raw)
        context = LoadContext(self.root)
        source, context.problems = read_raw(raw, file.name)
        if source is None:
            return self._broken(file, raw, context)
        source = _noted(source, self.notes.get(file.key, {}), context)
        entry, problems = read_record(file.kind, source, file.id, file.unit)
        context.add(in_wrong_folder(file.kind, source, file.unit, problems))
        if self.record_check:
            context.problems += self.record_check(entry or sound_part(file.kind, source, file.id, file.unit))
            entry = Entry(entry.record, PackedSource.of(source)) if entry else None
        return Read(context.problems, entry, None if entry else source)

    def _broken(self, file: RecordFile, raw: bytes, context: LoadContext) -> Read:
        """A file that is no YAML: what is wrong with the writing, and with what can be read all the same."""
        found = salvaged(raw, file.name)
        if found is None:
            return Read(context.problems)
        context.problems = found.problems
        problems = read_record(file.kind, found.source, file.id, file.unit)[1]
        context.add(found.sure(in_wrong_folder(file.kind, found.source, file.unit, problems)))
        if self.record_check:
            part = sound_part(file.kind, found.source, file.id, file.unit)
            context.problems += found.sure(self.record_check(part))
        return Read(context.problems, rejected=found.source)


def _unreadable(file: Submitted, problem: Problem | None) -> Read:
    return Read([problem] if problem else [], picture=NO_PICTURE if isinstance(file, PictureAt) else None)


def _noted(source: Source, noted: Mapping[str, object], context: LoadContext) -> Source:
    """A record's data with what the office keeps of it, which is said in one place only."""
    for name in noted:
        if source.data.get(name):
            hint = "只留内部资料文件夹里的一处，记录里的请删去。"
            place = source.position((name,))
            context.problems.append(Problem(place, "E310", f"内部资料里也写了这条记录的{quote(name)}。", hint))
    return replace(source, data={**source.data, **noted}) if noted else source


def lost(file: Submitted) -> Read:
    """What stands for a file that killed the process that read it."""
    code = "E306" if isinstance(file, PictureAt) else "E001"
    hint = "请重新制作这个文件；还是这样的，请联系维护人员。"
    return _unreadable(file, Problem(Position(file.name), code, "读这个文件时程序中断了。", hint))


def _picture(file: PictureAt, raw: bytes) -> Read:
    # Pillow is slow to load, and most checks see no picture.
    from generator.images.decode import picture_of

    found, problem = picture_of(raw, file.name)
    path = picture_path(file.unit, file.file, found) if found else ""
    return Read([problem] if problem else [], picture=PictureFile(path, found))


def record_files(context: LoadContext, units: Mapping[str, Unit] | None) -> Iterator[RecordFile]:
    """The files of all records, in the order of their paths; what is no such file is reported."""
    content = context.root / "content"
    folders = {kind.folder: kind for kind in KINDS.values()}
    names = [*folders, *OTHER_FOLDERS]
    for folder in context.inside(content):
        if folder.name in names and not folder.is_dir():
            hint = "请把这个文件移到别处，再建立同名的文件夹。"
            context.refuse(folder, "E004", f"{quote(folder.name)}应当是文件夹。", hint)
        elif folder.name in folders:
            for unit_folder in context.inside(folder):
                yield from _unit_records(context, folders[folder.name], unit_folder, units)
        elif folder.name not in OTHER_FOLDERS:
            close = difflib.get_close_matches(folder.name, names, n=1)
            hint = f"是不是“{close[0]}”？" if close else f"请移到别处；content 里只能有这些文件夹：{'、'.join(names)}。"
            context.refuse(folder, "E004", f"content 里不能有{quote(folder.name)}。", hint)


def _unit_records(
    context: LoadContext, kind: Kind, folder: Path, units: Mapping[str, Unit] | None
) -> Iterator[RecordFile]:
    """The records of one unit; without a list of units every folder is taken for a unit's."""
    if not folder.is_dir():
        hint = f"请移到“content/{kind.folder}/单位编号/”下，例如 content/{kind.folder}/{a_unit(units)}/{folder.name}。"
        context.refuse(folder, "E004", "记录要放在单位的文件夹里。", hint)
        context.invalid.add((kind.name, folder.stem))
        return
    if units is not None and folder.name not in units:
        if not context.inside(folder):
            return  # Left over when its files were moved; git does not even show it.
        context.refuse(folder, "E307", f"没有{quote(folder.name)}这个单位。", unit_hint(folder.name, units))
        context.invalid.update((kind.name, file.stem) for file in context.inside(folder))
        return
    for hidden in context.hidden(folder):
        hint = "以“.”开头的文件不会读；请改掉开头的“.”，不用的请删去。"
        context.refuse(folder / hidden, "E004", f"文件名{quote(hidden)}不合规定。", hint)
    for name, is_folder in context.listing(folder):
        stem, dot, ending = name.rpartition(".")
        if is_folder:
            hint = "请把里面的记录移到上一层，再删去这个文件夹。"
            context.refuse(folder / name, "E004", "单位的文件夹里不能再有文件夹。", hint)
        elif dot + ending != ".yml" or not _SLUG.fullmatch(stem):
            context.refuse(folder / name, *message_for("file-name", value=quote(name)))
            context.invalid.add((kind.name, stem or name))
        else:
            yield RecordFile(kind, folder.name, stem)


def picture_files(context: LoadContext, units: Mapping[str, Unit] | None) -> Iterator[PictureAt]:
    """The files of all pictures; what is no such file is reported."""
    for folder in context.inside(context.root / "content" / "images"):
        if not folder.is_dir():
            hint = f"请移到“content/images/单位编号/”下，例如 content/images/{a_unit(units)}/{folder.name}。"
            context.refuse(folder, "E004", "图片要放在单位的文件夹里。", hint)
            continue
        if units is not None and folder.name not in units:
            context.refuse(folder, "E307", f"没有{quote(folder.name)}这个单位。", unit_hint(folder.name, units))
            continue
        for file in context.inside(folder):
            if not _PICTURE_NAME.fullmatch(file.name):
                heic = file.suffix.lower() in (".heic", ".heif")
                hint = "图片名只用小写英文字母、数字和短横线，以 .jpg、.png 或 .webp 结尾，例如 kaimu.jpg。"
                context.refuse(file, "E004", f"图片名{quote(file.name)}不合规定。", HEIC if heic else hint)
                continue
            yield PictureAt(folder.name, file.name)
