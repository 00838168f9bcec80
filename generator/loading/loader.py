"""The site's folder to a `Site`: everything is read, and every fault on the way is collected."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeAlias

from generator.diagnostics.problems import Problem, quote
from generator.loading.context import LoadContext
from generator.loading.guides import guides, page_words
from generator.loading.office import office_files, office_folder
from generator.loading.records import (
    Read,
    Reading,
    RecordCheck,
    Submitted,
    lost,
    picture_files,
    record_files,
)
from generator.loading.selection import Select, steps
from generator.loading.settings import cms_program, read_settings
from generator.loading.sound_parts import sound_part
from generator.loading.spilled_records import spilled
from generator.loading.stored_reads import StoredReads
from generator.loading.validation import read_model
from generator.model.field_types import SLUG
from generator.model.office import Office
from generator.model.office.record_notes import RecordNotes
from generator.model.vocabularies import FORMS, ListForm, Lists, TermList, gathered
from generator.runtime.packaged import template_folders
from generator.runtime.process_pool import shared
from generator.runtime.program import program_digest
from generator.runtime.spill_file import SpillFile
from generator.runtime.store import Store, digest
from generator.site.catalogue import Catalogue
from generator.site.entry import Entry
from generator.site.site import NO_PICTURE, LoadFacts, Site
from generator.yaml_source.reader import Source

#: Seconds of processor time after which a file is lost: many times what the worst one takes.
LONGEST = 10.0
#: Files that travel to a process together.
RUN = 32

_SLUG = re.compile(SLUG)

#: What is asked of a site of one record, where the record is read.
SiteCheck: TypeAlias = Callable[[Site], Iterable[Problem]]
#: Reads files, by itself or in other processes, in their order.
Reader: TypeAlias = Callable[[Reading, Sequence[Submitted]], Iterable[Read]]


def reader(jobs: int, spill: SpillFile | None = None, store: Store | None = None) -> Reader:
    """Reads in as many processes; a file that kills one costs no other. What takes memory waits in the spill file.

    What a store has of a file is taken from there, and what it has not is added.
    """

    def read_all(reading: Reading, files: Sequence[Submitted]) -> Iterator[Read]:
        share = partial(shared, jobs=jobs, lost=lost, run=RUN, longest=LONGEST)
        known = store is not None and reading.judged_by
        found = StoredReads(store, reading).all(files, share) if known and store else share(reading, files)
        for one in found:
            yield replace(one, entry=spilled(one.entry, spill)) if spill and one.entry else one

    return read_all


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """What is wanted of a load besides the records: questions about each, only some of them, how they are read."""

    site_check: SiteCheck | None = None
    #: Of which files all has to be known; of others it is enough that they are there. None: of all.
    select: Select | None = None
    reader: Reader = map
    #: Where the office's files lie, if that is not what the settings say.
    office_root: Path | None = None


def load(
    root: Path, today: date, production: bool = False, options: LoadOptions = LoadOptions()
) -> tuple[Site | None, list[Problem]]:
    """Read everything. Without sound settings and lists there is no site."""
    context = LoadContext(root)
    lists, list_sources = _lists(context)
    config, settings, style = read_settings(context, lists)
    if (root / "content").is_symlink():
        context.refuse(root / "content", "E001", "这是链接，不是文件夹本身。", "请提交文件夹本身，不要用链接。")
    bare = None
    if config is not None and lists is not None and style is not None:
        bare = Site(
            config=config,
            lists=lists,
            catalogue=Catalogue((), today),
            today=today,
            templates=template_folders(root),
            style=style,
            guides=dict(guides(context, page_words(config, lists))),
            cms=cms_program(context, config, settings),
            office=office_files(context, office_folder(root, config, options.office_root)),
            loaded=LoadFacts(list_sources=list_sources, settings=settings, production=production),
        )
    # Read in any case, so that the mistakes of all files are reported at once.
    site = _submissions(context, lists, bare, today, options)
    return site, context.problems


def _submissions(
    context: LoadContext, lists: Lists | None, bare: Site | None, today: date, options: LoadOptions
) -> Site | None:
    """The site with its records and pictures."""
    units = lists.units if lists else None
    records = list(record_files(context, units))
    pictures = list(picture_files(context, units))
    work = _reading(context.root, bare, options.site_check)
    found: dict[str, Read] = {}
    for step in steps(context.root, records, pictures, lists, options.select):
        files = [file for file in step(found.values()) if file.name not in found]
        found |= zip((file.name for file in files), options.reader(work, files), strict=True)
    context.problems += (problem for one in found.values() for problem in one.problems)
    context.invalid.update(f.key for f in records if (one := found.get(f.name)) and not one.entry)
    if bare is None:
        return None
    none = Read([])
    return replace(
        bare,
        catalogue=Catalogue((one.entry for one in found.values() if one.entry), today),
        pictures={(p.unit, p.file): found.get(p.name, none).picture or NO_PICTURE for p in pictures},
        loaded=replace(
            bare.loaded,
            invalid=frozenset(context.invalid),
            not_loaded={file.key: file.name for file in records if file.name not in found} if options.select else {},
            rejected=tuple(one.rejected for one in found.values() if one.rejected),
            sound_parts=tuple(
                sound_part(file.kind, one.rejected, file.id, file.unit)
                for file in records
                if (one := found.get(file.name)) and one.rejected
            ),
        ),
    )


def _notes(office: Office) -> dict[tuple[str, str], dict[str, object]]:
    """What the office keeps of records, by kind and id."""
    return {(item.kind, item.record): item.told for _file, form in office.of(RecordNotes) for item in form.items}


def _reading(root: Path, bare: Site | None, site_check: SiteCheck | None) -> Reading:
    """How each file is read and judged; what judges it is the settings, the lists and the style, and nothing else."""
    notes = _notes(bare.office) if bare else {}
    if bare is None or site_check is None:
        return Reading(root, notes)
    judge = replace(bare, templates=(), guides={}, office=Office(), cms=b"", today=date.max)
    facts = bare.loaded
    lists = [[name, source.data] for name, source in facts.list_sources.items()]
    inputs = [lists, facts.settings.data, facts.production, bare.style.model_dump(mode="json")]
    return Reading(root, notes, _record_check(judge, site_check), digest(program_digest(), json.dumps(inputs).encode()))


def _record_check(judge: Site, site_check: SiteCheck) -> RecordCheck:
    """The questions, asked of a site that has this record and no other, and knows no day."""
    nothing = Catalogue((), judge.today)

    def record_check(entry: Entry) -> list[Problem]:
        return list(site_check(replace(judge, catalogue=nothing.looking_at(entry))))

    return record_check


def load_lists(root: Path) -> tuple[Lists | None, list[Problem]]:
    """The controlled lists alone."""
    context = LoadContext(root)
    lists, _sources = _lists(context)
    return lists, context.problems


def _lists(context: LoadContext) -> tuple[Lists | None, dict[str, Source]]:
    forms: dict[str, ListForm] = {}
    sources: dict[str, Source] = {}
    for file in context.inside(context.root / "content" / "lists"):
        if file.suffix != ".yml" or not _SLUG.fullmatch(file.stem):
            hint = "词表的文件名只用小写英文字母、数字和短横线，以 .yml 结尾；其他文件请移到别处。"
            context.refuse(file, "E004", f"{quote(file.name)}不能放在词表的文件夹里。", hint)
            continue
        source = context.source(file)
        sources[file.stem] = source or Source(context.name(file), {})
        if source is None:
            continue
        form, problems = read_model(FORMS.get(file.stem, TermList), source)
        context.add(problems)
        if form:
            forms[file.stem] = form
    lists = gathered(forms)
    if not lists.units:
        file = context.root / "content" / "lists" / "units.yml"
        if "units" not in sources:
            context.refuse(file, "E001", "没有单位名单。", "请建立 content/lists/units.yml，逐个登记单位。")
        return None, sources
    return lists, sources
