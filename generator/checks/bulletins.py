"""A bulletin's table adds up, its series goes forward, and its figures stay as they were sealed."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from generator.diagnostics.problems import Problem, quote
from generator.model.kinds.bulletin import BULLETIN, Bulletin, Row
from generator.site.entry import Entry
from generator.site.site import Site


def bulletins_sound(site: Site) -> Iterator[Problem]:
    """Rows fit the columns, units and issues stand once, a part is never more than its whole, seals hold."""
    series: dict[str, list[tuple[Bulletin, Entry]]] = {}
    for entry in site.catalogue.entries_of(BULLETIN):
        series.setdefault(entry.record.series, []).append((entry.record, entry))
        yield from _columns(entry.record, entry)
        yield from _rows(entry.record, entry)
        yield from _seal(entry.record, entry)
    for found in series.values():
        yield from _in_order(sorted(found, key=lambda pair: (pair[0].number, pair[0].id)))


def _columns(bulletin: Bulletin, entry: Entry) -> Iterator[Problem]:
    names = [column.name for column in bulletin.columns]
    for number, column in enumerate(bulletin.columns):
        if column.name in names[:number]:
            place = entry.source.position(("columns", number, "name"))
            yield Problem(place, "E310", f"指标{quote(column.name)}列了两次。", "请删去一列，或把名称写得有区别。")
        if column.share_of and (column.share_of not in names or column.share_of == column.name):
            place = entry.source.position(("columns", number, "share_of"))
            others = "、".join(name for name in names if name != column.name)
            yield Problem(place, "E315", f"没有{quote(column.share_of)}这一列可以作比。", f"可选：{others}。")


def _rows(bulletin: Bulletin, entry: Entry) -> Iterator[Problem]:
    count, seen = len(bulletin.columns), set()
    for number, row in enumerate(bulletin.rows):
        if row.unit in seen:
            place = entry.source.position(("rows", number, "unit"))
            yield Problem(place, "E310", f"单位“{row.unit}”列了两次。", "请删去一处。")
        seen.add(row.unit)
        if len(row.values) != count:
            place = entry.source.position(("rows", number, "values"))
            message = f"应有 {count} 个数，写了 {len(row.values)} 个。"
            yield Problem(place, "E315", message, "请和 columns 一一对应；没有报的写“未报”。")
        else:
            yield from _parts(bulletin, row, number, entry)


def _parts(bulletin: Bulletin, row: Row, number: int, entry: Entry) -> Iterator[Problem]:
    by_name = dict(zip((column.name for column in bulletin.columns), row.reported, strict=True))
    for position, column in enumerate(bulletin.columns):
        part, whole = by_name[column.name], by_name.get(column.share_of or "")
        if isinstance(part, Decimal) and isinstance(whole, Decimal) and part > whole:
            place = entry.source.position(("rows", number, "values", position))
            message = f"{column.name} {part} 多于{column.share_of} {whole}。"
            yield Problem(place, "E315", message, "部分不能多于整体，请核对两个数。")


def _seal(bulletin: Bulletin, entry: Entry) -> Iterator[Problem]:
    if bulletin.seal and bulletin.seal != bulletin.proper_seal:
        hint = "误改的请改回；确要更正的，在 corrections 里写明，再运行 wanlixing bulletin seal 编号。"
        yield Problem(entry.source.position(("seal",)), "E316", "数据和校验码对不上，通报的表格改动过。", hint)


def _in_order(found: list[tuple[Bulletin, Entry]]) -> Iterator[Problem]:
    for (earlier, _first), (later, entry) in pairwise(found):
        if later.number == earlier.number:
            message = f"第 {later.number} 期已经有了（{earlier.id}）。"
            yield Problem(entry.source.position(("number",)), "E310", message, "请核对期号和系列编号。")
        elif later.as_of.last < earlier.as_of.first:
            message = f"第 {later.number} 期的截止日早于第 {earlier.number} 期（{earlier.as_of}）。"
            yield Problem(entry.source.position(("as_of",)), "E309", message, "请核对截止日和期号。")
