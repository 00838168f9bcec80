"""How far every target is: from published figures or by counting outlets, exactly; nothing where nothing is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from generator.model.kinds.figure import FIGURE, Figure, Value
from generator.model.kinds.outlet import OUTLET, Outlet
from generator.model.office.targets import ByDistricts, ByFigure, ByRecords, Target, TargetList
from generator.model.record import Record
from generator.site.site import Site

State: TypeAlias = Literal["完成", "未完成", "逾期未完成", "没有数据", "要核对"]

#: 约数用语 that put the true figure at or above, above, or at or below what is written.
_AT_LEAST = ("以上", "不少于", "超过", "超", "突破", "多", "余")
_ABOVE = ("超过", "超", "突破", "多", "余")
_BELOW = ("近", "以内")
_SCALES = (("万亿", Decimal(10**12)), ("亿", Decimal(10**8)), ("万", Decimal(10**4)))


@dataclass(frozen=True, slots=True)
class Progress:
    """A target, what is known of it in its own measure, the records that say so, and what that means."""

    target: Target
    state: State
    words: str
    value: Decimal | None = None
    records: tuple[Record, ...] = ()
    #: What is missing of a coverage, by name.
    gaps: tuple[str, ...] = ()

    @property
    def goal(self) -> str:
        """`超过15亿元`, `3至4个`, `8家`."""
        target = self.target
        upper = f"至{target.upper:f}" if target.upper else ""
        return f"{'超过' if target.above == '超过' else ''}{_written(target.value)}{upper}{target.measure}"

    @property
    def amount(self) -> str:
        """What there is, in the measure of the goal."""
        return "" if self.value is None else f"{_written(self.value)}{self.target.measure}"

    @property
    def share(self) -> Decimal | None:
        """Per cent of the goal, cut off and never rounded up: 99.96 is not 100."""
        if self.value is None or not self.target.value:
            return None
        return (self.value * 100 / self.target.value).quantize(Decimal("0.1"), "ROUND_DOWN")


def _written(value: Decimal) -> str:
    """Every digit, no noughts behind: 373,800."""
    return f"{value.normalize():,f}"


def progress(site: Site) -> list[Progress]:
    """Every target in the order of its file."""
    found = site.office.one("targets", TargetList)
    return [progress_of(site, target) for target in (found.items if found else ())]


def progress_of(site: Site, target: Target) -> Progress:
    """One target by the first of the ways that it names."""
    if target.figure:
        return _by_figure(site, target, target.figure)
    if target.outlets:
        return _by_outlets(site, target, target.outlets)
    if target.districts:
        return _by_districts(site, target, target.districts)
    return Progress(target, "没有数据", "还没有写明按什么计算。")


def scaled(measure: str) -> tuple[Decimal, str]:
    """A measure as a factor and what is counted: 亿元 is 100,000,000 of 元."""
    for sign, factor in _SCALES:
        if measure.startswith(sign) and len(measure) > len(sign):
            return factor, measure.removeprefix(sign)
    return Decimal(1), measure


def converted(value: Decimal, measure: str, into: str) -> Decimal | None:
    """A value in another measure of the same thing; none if they measure different things."""
    (factor, counted), (other, wanted) = scaled(measure), scaled(into)
    return value * factor / other if counted == wanted else None


def _by_figure(site: Site, target: Target, rule: ByFigure) -> Progress:
    unit = site.lists.units[rule.unit].short
    for figure, value in _figures(site, rule):
        amount = converted(value.value, value.measure, target.measure)
        if amount is None:
            words = f"数据的单位是{value.measure}，不能和{target.measure}比较。"
            return Progress(target, "要核对", words, records=(figure,))
        reached = _reached(target, amount, value.qualifier)
        words = f"{value.period or figure.period}：{value.text}（{figure.origin}）。"
        return Progress(target, _state(site, target, reached), words, amount, (figure,))
    period = f"{rule.period}的" if rule.period else ""
    return Progress(target, "没有数据", f"还没有{unit}{period}“{rule.name}”统计数据，不能说完成了多少。")


def _figures(site: Site, rule: ByFigure) -> Iterator[tuple[Figure, Value]]:
    """Newest first: statistics alone, since a goal is no progress."""
    for record in site.catalogue.of(FIGURE):
        if record.nature == "统计" and record.unit == rule.unit:
            for value in record.values:
                if value.name == rule.name and rule.period in (None, value.period or record.period):
                    yield record, value


def _by_outlets(site: Site, target: Target, rule: ByRecords) -> Progress:
    found = tuple(
        outlet for outlet in _outlets(site, rule.unit, rule.levels) if not rule.types or outlet.type in rule.types
    )
    words = f"专栏收录了{len(found)}{target.measure}，没有收录的不在内。"
    if not found:
        return Progress(target, "没有数据", "专栏还没有收录符合条件的网点，不能说完成了多少。")
    value = Decimal(len(found))
    return Progress(target, _state(site, target, _reached(target, value, None)), words, value, found)


def _by_districts(site: Site, target: Target, rule: ByDistricts) -> Progress:
    outlets = _outlets(site, rule.unit, rule.levels)
    covered = {name: [o for o in outlets if o.district and name in o.district] for name in rule.districts}
    gaps = tuple(name for name, found in covered.items() if not found)
    records = {outlet.id: outlet for found in covered.values() for outlet in found}
    count = len(rule.districts) - len(gaps)
    unnamed = target.value - len(rule.districts)
    words = f"名单里的{len(rule.districts)}个地方，{count}个有收录的网点。"
    if unnamed > 0:
        words += f"另有{unnamed:f}个来源没有写出名称。"
    if not count:
        return Progress(target, "没有数据", f"{words}不能说完成了多少。", gaps=gaps)
    state = _state(site, target, _reached(target, Decimal(count), None))
    return Progress(target, state, words, Decimal(count), tuple(records.values()), gaps)


def _outlets(site: Site, unit: str, levels: tuple[str, ...]) -> list[Outlet]:
    return [
        record for record in site.catalogue.of(OUTLET) if record.unit == unit and (not levels or record.level in levels)
    ]


def _reached(target: Target, value: Decimal, qualifier: str | None) -> bool | None:
    """Whether the goal is reached; nothing if the words of the source leave it open."""
    more = value > target.value or (value == target.value and (target.above == "达到" or qualifier in _ABOVE))
    if qualifier is None:
        return more
    if qualifier in _AT_LEAST:
        return True if more else None
    if qualifier in _BELOW:
        return None if value > target.value else False
    return None


def _state(site: Site, target: Target, reached: bool | None) -> State:
    if reached is None:
        return "要核对"
    if reached:
        return "完成"
    return "逾期未完成" if site.today > target.due.last else "未完成"
