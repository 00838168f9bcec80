"""The office's own files name editions, units and columns that there are; closed figures are as they were written."""

from collections.abc import Iterator
from datetime import timedelta

from generator.diagnostics.problems import Position, Problem, quote
from generator.model.dates import Day
from generator.model.editions import Edition
from generator.model.office import OfficeFile
from generator.model.office.contacts import ContactList
from generator.model.office.declared_totals import Declared
from generator.model.office.frozen_totals import Frozen
from generator.model.office.issues import MatterList
from generator.model.office.received_reports import ReceivedList
from generator.model.office.record_notes import RecordNotes
from generator.model.office.selections import Selection
from generator.site.site import Site


def office_sound(site: Site) -> Iterator[Problem]:
    """Every file of the office, and what of it is in files that bureaus share."""
    for file in site.office.files:
        yield from _common(site, file)
        yield from _of_form(site, file)
    yield from _shared(site)


def _common(site: Site, file: OfficeFile) -> Iterator[Problem]:
    """Units that are there, days that have come."""
    form = file.form
    if isinstance(form, ContactList | MatterList | ReceivedList):
        for number, unit in enumerate([item.unit for item in form.items]):
            yield from _unit(site, file.source.position(("items", number, "unit")), unit)
    if isinstance(form, MatterList):
        for number, item in enumerate(form.items):
            yield from _come(site, file.source.position(("items", number, "told")), item.told)


def _of_form(site: Site, file: OfficeFile) -> Iterator[Problem]:
    form = file.form
    if isinstance(form, ReceivedList):
        yield from _received(site, file, form)
    elif isinstance(form, Declared):
        yield from _declared(site, file, form)
    elif isinstance(form, Selection):
        yield from _selection(file, form)
    elif isinstance(form, Frozen):
        yield from _frozen(site, file, form)
    elif isinstance(form, RecordNotes):
        yield from _notes(site, file, form)


def _notes(site: Site, file: OfficeFile, form: RecordNotes) -> Iterator[Problem]:
    """What is kept of a record is of one that there is, and is kept once."""
    seen: set[tuple[str, str]] = set()
    for number, item in enumerate(form.items):
        key, place = (item.kind, item.record), file.source.position(("items", number, "record"))
        if site.catalogue.read(*key) is None and key not in site.loaded.invalid and key not in site.loaded.not_loaded:
            yield Problem(
                place,
                "E302",
                f"没有{quote(item.record)}这条记录。",
                "请写记录的编号（文件名）；种类不是活动亮点的写 kind。",
            )
        if key in seen:
            yield Problem(place, "E310", f"{quote(item.record)}写了两次。", "请合成一项。")
        seen.add(key)


def _shared(site: Site) -> Iterator[Problem]:
    """Where the office has a folder of its own, what is internal stands in no file that bureaus share."""
    if not site.office.apart:
        return
    kept = {(item.kind, item.record) for _file, form in site.office.of(RecordNotes) for item in form.items}
    for entry in site.catalogue.entries:
        record = entry.record
        if (record.kind.name, record.id) in kept:
            continue
        names = [name for name in ("note", "enterprise_names") if getattr(record, name, None)]
        if names:
            hint = f"请移到 {site.office.place}/records 里这个单位的文件，从这里删去；写法见 docs/office.md。"
            message = f"内部资料{'、'.join(map(quote, names))}写在共用的文件里。"
            yield Problem(entry.source.position((names[0],)), "W609", message, hint)


def _come(site: Site, place: Position, day: Day) -> Iterator[Problem]:
    """Nothing has come that is still to come."""
    if day.first > site.today:
        hint = f"请写实际收到的日期；今天是{site.today:%Y-%m-%d}。"
        yield Problem(place, "E309", f"收到日期{day.chinese}在今天以后。", hint)


def _unit(site: Site, place: Position, unit: str) -> Iterator[Problem]:
    if unit not in site.lists.units:
        hint = "请用 content/lists/units.yml 里的单位编号（id），或先在那里登记。"
        yield Problem(place, "E307", f"没有{quote(unit)}这个单位。", hint)


def _edition(site: Site, place: Position, name: str) -> Iterator[Problem]:
    if name not in site.lists.editions:
        hint = f"可选：{'、'.join(site.lists.editions)}。"
        yield Problem(place, "E304", f"没有{quote(name)}这一届。", hint)


def _received(site: Site, file: OfficeFile, form: ReceivedList) -> Iterator[Problem]:
    for number, item in enumerate(form.items):
        yield from _edition(site, file.source.position(("items", number, "edition")), item.edition)
        yield from _come(site, file.source.position(("items", number, "received")), item.received)
        edition = site.lists.editions.get(item.edition)
        reports = [duty.id for duty in edition.rules if duty.reported] if edition else []
        if edition and item.duty not in reports:
            place = file.source.position(("items", number, "duty"))
            hint = f"可选：{'、'.join(reports)}。" if reports else "这一届没有“报送”一类的要求。"
            yield Problem(place, "E304", f"{edition.name}没有{quote(item.duty)}这项报送。", hint)


def _declared(site: Site, file: OfficeFile, form: Declared) -> Iterator[Problem]:
    _folder, name, unit = file.parts
    yield from _edition(site, Position(file.source.path), name)
    yield from _unit(site, Position(file.source.path), unit)
    yield from _come(site, file.source.position(("received",)), form.received)
    edition = site.lists.editions.get(name)
    columns = _columns(edition)
    for number, item in enumerate(form.values):
        place = file.source.position(("values", number, "column"))
        if edition and item.column not in columns:
            yield Problem(place, "E304", f"汇总表没有{quote(item.column)}这一列。", f"可选：{'、'.join(columns)}。")
        if item.column in [other.column for other in form.values[:number]]:
            yield Problem(place, "E310", f"{quote(item.column)}写了两次。", "请删去重复的一项。")


def _selection(file: OfficeFile, form: Selection) -> Iterator[Problem]:
    """What is to be published is reviewed before, and not while it is held back."""
    published = form.publish_date.date()
    if published <= form.embargo_until.last:
        hint = f"发布时间请写在保密至的日子以后，例如 {form.embargo_until.last + timedelta(days=1)} 09:00。"
        place = file.source.position(("publish_date",))
        yield Problem(place, "E309", f"发布时间{published}还在保密期内（保密至{form.embargo_until}）。", hint)
    if form.reviewed_on.first > published:
        place = file.source.position(("reviewed_on",))
        message = f"审核日期{form.reviewed_on}在发布时间{published}以后。"
        yield Problem(place, "E309", message, "先审核，后发布；请核对两个日期。")


def _columns(edition: Edition | None) -> list[str]:
    return [column.id for column in edition.table] if edition else []


def _frozen(site: Site, file: OfficeFile, form: Frozen) -> Iterator[Problem]:
    yield from _edition(site, file.source.position(("edition",)), form.edition)
    if not form.sound or form.edition != file.parts[-1]:
        hint = "请从版本记录里恢复这个文件；要改正数字，请更正有关的记录。"
        yield Problem(file.source.position(("sha256",)), "E314", "封存以后，这个文件被改动过。", hint)
