"""Whether a table is of the whole unit and the whole window of the edition, and what its words say it leaves out."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from generator.authoring.sheets.summary_words import bare, brackets, measure_of
from generator.model.editions import Edition
from generator.model.vocabularies import Unit

#: Words by which a figure is less than the whole, or something else.
_LESS = re.compile(
    r"(?:不含|不包[括含]|未含|未包括|不计|剔除|扣除|仅[含限为统计]|只[含限统计]|除.{1,8}以?外|[市县区]?本级"
    r"|预[计估]|估[算计]|意向|授信|拟|阶段性|初步|以来|上年|去年|往年|上届|同期|同比|环比|目标|计划|占比|比重|平均|人均|历年|结转)"
    r"[^,，。;；、()（）]{0,12}"
)
#: What a title or a tab says of a table that is not the last one.
_DRAFT = re.compile(
    r"作废|示例|样[表例]|[初草旧原]稿|[旧原底]表|底稿|备份|征求意见|讨论稿|第[一二三四五1-5][批稿]|修改前|更正前|十[一二三四五六]五"
    r"|上(?:个)?(?:月|季度?|期)(?!底)|(?<![A-Za-z])Q[1-4](?![0-9A-Za-z])"
)
#: From one day or month to another, as people write the time that a table is of.
_SPAN = re.compile(
    r"(?:(?P<year>20[0-9]{2})[年./-](?P<month>[0-9]{1,2})(?:[月./-](?P<day>[0-9]{1,2})?日?)?"
    r"|(?P<month_alone>[0-9]{1,2})月(?P<day_alone>[0-9]{1,2})日)(?:[-—–~至到]|--|——)"
    r"(?:(?P<last_year>20[0-9]{2})[年./-])?(?P<last_month>[0-9]{1,2})(?:[月./-](?P<last_day>[0-9]{1,2})?日?)?(?![0-9])"
)
_UNTIL = re.compile(
    r"截[至止]到?(?:日期|时间|日)?[:为]?(?:([12][0-9]{3})[年./-])?([0-9]{1,2})(?:月|[./-](?=[0-9]))(?:([0-9]{1,2})(?![0-9])日?|底|末)?"
)
_UNTIL_NOW = re.compile(r"截[至止]到?(?:目前|现在|上?月底|[上下]半年|第?[一二三四]季度)")
#: A day of which the strokes are none of a span: 2020-06-01.
_DASHED = re.compile(r"(20[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])")
_QUARTERS = {"一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12)}
_MONTHS = re.compile(
    r"(?<![0-9])(?:([12][0-9]{3})年)?(?:([0-9]{1,2})月?份?[-—–~至到](?:[12][0-9]{3}年)?)?([0-9]{1,2})月(?![0-9]{1,2}日|底|末)(?:份)?"
)
_PARTS = re.compile(r"(?P<half>[上下])半年|(?:第?(?P<quarter>[一二三四])|前(?P<first>[一二三]))季度")
_YEARS = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
#: The number of a document: 苏知发〔2019〕35号.
_DOCUMENT = re.compile(r"[〔\[【][0-9]{4}[〕\]】]")
_DAY = re.compile(r"20[0-9]{2}[年./-][0-9]{1,2}[月./-][0-9]{1,2}日?|[0-9]{1,2}月[0-9]{1,2}日")
_RATIO = re.compile(r"累计|(?:元|次|家|笔)/[笔家次人场]")
_SEALED = re.compile(r"(?:单位|加)?(?:盖章|公章|签章|印章|章)")


def unit_doubt(text: str, unit: Unit, edition: Edition) -> str:
    """What a unit's name in a table says in brackets, unless it is a seal, its level or its class."""
    known = {unit.level, bare(unit.name), unit.short, *(each.name for each in edition.classes)}
    known |= {"知识产权局", "市场监管局", "市场监督管理局"}
    known |= {"本级", "省本级"} if unit.level == "省级" else set()
    return next((said for said in brackets(text) if said not in known and not _SEALED.fullmatch(said)), "")


def head_doubt(text: str, edition: Edition) -> str:
    """What the brackets of a head say that makes its figures something else."""
    return next((said for said in brackets(text) if _doubt(said, edition)), "")


def unknown_words(text: str, known: Iterable[str]) -> str:
    """What the brackets of a head say that is neither a measure nor known."""
    there = "".join(map(bare, known))
    pieces = (piece for said in brackets(text) for piece in re.split("[,、;]", said))
    return next((p for p in pieces if p not in there and not measure_of(f"({p})")), "")


def _doubt(said: str, edition: Edition) -> bool:
    less = _LESS.search(said) or _RATIO.search(said)
    return bool(less or until_doubt(said, edition) or _months_doubt(said, edition))


def until_doubt(text: str, edition: Edition) -> str:
    """截至8月, where the edition goes on until October."""
    plain = bare(text)
    if found := _UNTIL_NOW.search(plain):
        return found[0]
    for found in _UNTIL.finditer(plain):
        if (day := _last_day(found, edition)) is None or day < edition.end.first:
            return found[0]
    return ""


def _last_day(found: re.Match[str], edition: Edition) -> date | None:
    year, month = int(found[1] or edition.end.year), int(found[2])
    return _day(year, month, int(found[3] or 31))


def span_doubt(text: str, edition: Edition) -> str:
    """From one day to another, where the edition goes on longer or began before: 2020.6.1-2020.8.31."""
    plain = _DASHED.sub(r"\1年\2月\3日", bare(text))
    for found in _SPAN.finditer(plain):
        first, last = _first_day(found, edition), _end_of(found, edition)
        if first is None or last is None or first > edition.start.last or last < edition.end.first:
            return found[0]
    return ""


def _first_day(found: re.Match[str], edition: Edition) -> date | None:
    month = int(found["month"] or found["month_alone"])
    return _day(int(found["year"] or edition.start.year), month, int(found["day"] or found["day_alone"] or 1))


def _end_of(found: re.Match[str], edition: Edition) -> date | None:
    year, month = int(found["last_year"] or found["year"] or edition.end.year), int(found["last_month"])
    return _day(year, month, int(found["last_day"] or 31))


def _day(year: int, month: int, day: int) -> date | None:
    """A day, or the last of a month that is shorter; nothing where there is no such month."""
    return date(year, month, min(day, monthrange(year, month)[1])) if 1 <= month <= 12 and day else None


def district_of(text: str, unit: Unit) -> str:
    """The part of a unit that a line names as the one that reports: 南京市玄武区, of 南京."""
    plain = bare(text)
    city = next((each for each in (f"{unit.short}市", *unit.aliases, unit.short) if each in plain), "")
    behind = r"([一-鿿]{1,6}?(?:区|县|市|街道))(?:知识产权|市场监|局|管委|$|[,。、;)])"
    found = re.search(re.escape(city) + behind, plain) if city else None
    return f"{city}{found[1]}" if found else ""


def time_doubt(text: str, edition: Edition) -> str:
    """What a text says of a time that is not the edition's whole."""
    plain = bare(text)
    return until_doubt(plain, edition) or span_doubt(plain, edition) or _months_doubt(_DAY.sub("", plain), edition)


#: What a note under a table says that makes its figures less than all, or not the last.
_FOOT = re.compile(
    r"(?:不含|不包[括含]|未含|未包括|未计|不计|剔除|扣除|仅[含限为统计]|只[含限统计]|除.{1,8}以?外|预[计估]|估[算计]|意向|授信"
    r"|以来|历年|上年|去年|结转|初步|暂[定估]|更正|应为|改为|有误|调整为)[^,，。;；、()（）]{0,12}"
)


def foot_doubt(text: str, edition: Edition) -> str:
    """What a note under a table says that changes what its figures are."""
    plain = bare(text)
    found = _FOOT.search(plain)
    return until_doubt(plain, edition) or span_doubt(plain, edition) or (found[0] if found else "")


def title_doubt(text: str, edition: Edition) -> str:
    """What the title or the tab of a table says that makes it less than the edition, or of another year."""
    # The name of an edition may hold any word, and is what the table should say.
    plain = bare(_DOCUMENT.sub("", text)).replace(bare(edition.name), "")
    said = time_doubt(plain, edition)
    years = {str(year) for year in range(edition.start.year, edition.end.year + 1)}
    other = next((year for year in _YEARS.findall(_DAY.sub("", plain)) if year not in years), "")
    less = _LESS.search(plain) or _DRAFT.search(plain)
    return said or other or (less[0] if less else "")


def _months_doubt(text: str, edition: Edition) -> str:
    """Months that do not reach from the first to the last of the edition; one alone may be when it was filled in."""
    for words, first, last in months(_UNTIL.sub("", text)):
        alone = first == last
        if last < _month(edition.end.last) or (not alone and first > _month(edition.start.first)):
            return words
    return ""


def _month(day: date) -> int:
    return day.month


def months(text: str) -> Iterator[tuple[str, int, int]]:
    """The parts of a year that a text names: the words, the first month and the last."""
    plain = bare(text)
    for found in _MONTHS.finditer(plain):
        yield found[0], int(found[2] or found[3]), int(found[3])
    for found in _PARTS.finditer(plain):
        if found["half"]:
            yield found[0], *((1, 6) if found["half"] == "上" else (7, 12))
        elif found["first"]:
            yield found[0], 1, _QUARTERS[found["first"]][1]
        else:
            yield found[0], *_QUARTERS[found["quarter"] or "一"]


def missing_months(names: Iterable[str], edition: Edition) -> list[int]:
    """Which months of the edition no part is of, where all parts are months."""
    there = [list(months(name)) for name in names]
    if not there or not all(there) or edition.start.year != edition.end.year:
        return []
    held = {month for parts in there for _words, first, last in parts for month in range(first, last + 1)}
    return [m for m in range(_month(edition.start.first), _month(edition.end.last) + 1) if m not in held]
