"""The ledger for people: an edition's matrix, and a page for each unit where every cell shows its records."""

from collections.abc import Iterator
from itertools import groupby

from generator.office.contacts import telephone
from generator.office.frozen import ledger_corrections
from generator.office.ledger import WORDS, Head, Ledger, ledger
from generator.office.periods import Period, months
from generator.office_site.compose import office_page
from generator.site.site import Page, Site


def ledger_pages(site: Site) -> Iterator[Page]:
    """`ledger/index.html`, `ledger/2020.html`, `ledger/2020-nanjing.html`."""
    found = [made for edition in site.lists.editions.values() if (made := ledger(site, edition))]
    yield office_page(
        site,
        "ledgers.html",
        address="ledger/index.html",
        section="ledger",
        title="任务台账",
        ledgers=[(made, tallied(made)) for made in found],
        without=[edition for edition in site.lists.editions.values() if not (edition.host and edition.rules)],
    )
    for made in found:
        yield _matrix(site, made)
        yield from _units(site, made)


def tallied(made: Ledger) -> list[tuple[str, str, int]]:
    """How many cells of each state: state, words, number."""
    counts = dict.fromkeys(WORDS, 0)
    for cell in made.cells:
        counts[cell.state] += 1
    return [(state, WORDS[state], count) for state, count in counts.items() if count]


def blocks(made: Ledger) -> list[tuple[Head, ...]]:
    """The heads in tables that fit a page: a duty of several heads has its own, all others share one."""
    groups = [tuple(group) for _duty, group in groupby(made.heads, key=lambda head: head.duty.id)]
    single = tuple(head for heads in groups for head in heads if len(heads) == 1)
    return [*(heads for heads in groups if len(heads) > 1), *([single] if single else [])]


def _matrix(site: Site, made: Ledger) -> Page:
    tables = []
    for heads in blocks(made):
        keys = {head.key for head in heads}
        rows = [(row, [cell for cell in row.cells if cell.head.key in keys]) for row in made.rows]
        tables.append((heads, rows))
    return office_page(
        site,
        "ledger.html",
        address=f"ledger/{made.edition.id}.html",
        section="ledger",
        title=f"任务台账：{made.edition.id}年",
        ledger=made,
        tables=tables,
        tally=tallied(made),
        remainders=list(_remainders(made)),
        corrections=ledger_corrections(site, made.edition),
        brief=bool(made.edition.table),
    )


def _remainders(made: Ledger) -> Iterator[str]:
    """What is said of the pieces of a month at the two ends of the window."""
    edition, pieces = made.edition, months(made.edition)
    alone = "按单独一期要求：照每月、每两月的场次核算。"
    unasked = "文件没有说要单独举办，这里不作要求；已经举办的照样列出。"
    if edition.start.first.day > 1:
        said = {
            "单独要求": alone,
            "不单独要求": f"{unasked}每两月从下一个整月数起。",
            "并入下一期": "并入下一期一起核算：不单独要求，这几天办的算在下一期；每两月从下一个整月数起。",
        }
        yield f"{_part(pieces[0])}，{said[edition.opening]}"
    if pieces[-1].short and len(pieces) > 1:
        said = {"单独要求": alone, "不单独要求": unasked, "并入上一期": "并入上一期一起核算。"}
        yield f"{_part(pieces[-1])}，{said[edition.remainder]}"


def _part(piece: Period) -> str:
    return f"{piece.name}不满一个月"


def _units(site: Site, made: Ledger) -> Iterator[Page]:
    for row in made.rows:
        groups = [(duty, list(cells)) for duty, cells in groupby(row.cells, key=lambda cell: cell.head.duty)]
        yield office_page(
            site,
            "ledger-unit.html",
            address=f"ledger/{made.edition.id}-{row.unit.id}.html",
            section="ledger",
            title=f"{row.unit.short}：{made.edition.id}年任务台账",
            ledger=made,
            row=row,
            groups=groups,
            cancelled=[r for r in made.counted.cancelled if row.unit.id in (r.unit, *r.event.joint_units)],
            letter=any(cell.state == "missing" for cell in row.cells),
            telephone=telephone(site, row.unit.id),
            waiting=[cell for cell in row.cells if cell.state in ("due", "missing", "below")],
        )
