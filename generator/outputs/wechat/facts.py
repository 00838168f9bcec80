"""What a record says besides its texts, as the 公众号 article shows it: pairs of a name and a value."""

from collections.abc import Iterable, Iterator

from generator.model.kinds.bulletin import Bulletin
from generator.model.kinds.case import Case
from generator.model.kinds.collection import Collection
from generator.model.kinds.figure import Figure
from generator.model.kinds.highlight import Highlight
from generator.model.kinds.outlet import Outlet
from generator.model.kinds.policy import Policy
from generator.model.record import Record
from generator.rendering.templates import money
from generator.site.site import Site

Pair = tuple[str, str]
#: More numbers than this stand in no row of a telephone.
NUMBERS = 4


def facts(site: Site, record: Record) -> list[Pair]:
    """In reading order; what is not known is left out."""
    return [(name, value) for name, value in _all(site, record) if value]


def _all(site: Site, record: Record) -> Iterable[tuple[str, str | None]]:
    if isinstance(record, Highlight):
        return _highlight(site, record)
    if isinstance(record, Case):
        return _case(record)
    if isinstance(record, Outlet):
        return _outlet(record)
    if isinstance(record, Policy):
        return _policy(record)
    if isinstance(record, Collection):
        return _collection(record)
    if isinstance(record, Bulletin):
        return _bulletin(record)
    return _figure(record) if isinstance(record, Figure) else ()


def _highlight(site: Site, record: Highlight) -> Iterator[tuple[str, str | None]]:
    joint = [site.lists.units[unit].short for unit in record.joint_units]
    yield "取消", record.cancelled
    yield "时间", record.when
    yield "地点", record.place
    yield "形式", record.form
    yield "主办与承办", "、".join(record.organisers)
    yield "联合单位", "、".join(joint)
    yield "系列", record.series
    yield "五进", "、".join(record.visits)
    yield "任务", record.theme + (f"（{record.theme_note}）" if record.theme_note else "")


def _case(record: Case) -> Iterator[tuple[str, str | None]]:
    yield "案例类型", record.type
    yield "权利类型", "、".join(record.rights)
    yield "案由", record.cause
    yield "行业", record.industry
    yield "涉及国家或地区", "、".join(record.countries)
    yield "境外程序", record.procedure
    yield record.amount_kind or "金额", money(record.amount_wan)
    yield "结果", record.outcome
    yield "裁判或办理日期", _date(record)


def _outlet(record: Outlet) -> Iterator[tuple[str, str | None]]:
    yield "级别", record.level
    yield "类型", record.type
    yield "承载单位", record.carrier
    yield "所在地", record.district
    yield "地址", record.address_text
    yield "电话", record.telephone
    yield "服务时间", record.hours
    yield "服务产业", record.industry
    yield "服务事项", "、".join(record.services)
    yield "服务范围", record.scope
    yield "设立或认定日期", record.established.chinese if record.established else None


def _policy(record: Policy) -> Iterator[tuple[str, str | None]]:
    yield "发文字号", record.number
    yield "发文机关", "、".join(record.issuers)
    yield "成文日期", record.issued.chinese if record.issued else None
    yield "效力状态", record.status
    yield "信息公开类别", record.openness
    yield (
        "依据",
        "；".join(f"{basis.title}{f'（{basis.number}）' if basis.number else ''}" for basis in record.based_on),
    )


def _collection(record: Collection) -> Iterator[tuple[str, str | None]]:
    yield "年度", f"{record.year}年"
    yield "发布单位", "、".join(record.issuers)
    yield "发布场合", record.occasion
    yield "应有件数", f"{record.total}件"
    yield "缺漏说明", record.missing


def _figure(record: Figure) -> Iterator[tuple[str, str | None]]:
    yield "性质", record.nature
    yield "时期", record.period
    yield "统计范围", record.scope
    yield "口径说明", record.method


def _bulletin(record: Bulletin) -> Iterator[tuple[str, str | None]]:
    yield "期号", f"第{record.number}期"
    yield "数据截至", record.as_of.chinese


def _date(record: Record) -> str | None:
    return record.event_date.chinese if record.event_date else None


def numbers(record: Record) -> list[list[Pair]]:
    """What an event achieved, as rows of large numbers of about the same length."""
    if not isinstance(record, Highlight):
        return []
    found = [(name, value) for name, value in _results(record) if value]
    count = -(-len(found) // NUMBERS)
    size = -(-len(found) // count) if count else 1
    return [found[start : start + size] for start in range(0, len(found), size)]


def _results(record: Highlight) -> Iterator[tuple[str, str | None]]:
    results = record.results
    named = (
        ("供需对接", results.all_matchings, "次"),
        ("培训", results.all_trainings, "次"),
        ("参加人数", results.participants, "人"),
        ("惠及企业", results.enterprises, "家"),
        ("促成质押融资", results.loans, "笔"),
    )
    yield from ((name, f"{count}{measure}" if count is not None else None) for name, count, measure in named)
    yield "融资金额", money(results.loan_amount_wan)
