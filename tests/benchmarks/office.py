"""CPU time of ledger, summary table and bulletins, all their pages apart, with 10,000 events of one edition.

    .venv/bin/python tests/benchmarks/office.py [N]

The bar is one second for 10,000 records.
"""

import random
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import process_time

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY))

from outputs_made import made_files  # noqa: E402

from generator.documents.xlsx import as_workbook  # noqa: E402
from generator.loading.loader import load  # noqa: E402
from generator.loading.validation import read_record  # noqa: E402
from generator.model.kinds import KINDS  # noqa: E402
from generator.office.exports import paper  # noqa: E402
from generator.office.ledger import ledger  # noqa: E402
from generator.office.summary_table import summary_table  # noqa: E402
from generator.site.catalogue import Catalogue  # noqa: E402
from generator.site.entry import Entry  # noqa: E402
from generator.site.site import Site  # noqa: E402
from generator.yaml_source.reader import Source  # noqa: E402

TODAY = date(2020, 10, 1)


def entries(site: Site, count: int) -> list[Entry]:
    """Made-up events: a tenth held jointly, some cancelled, most with figures."""
    dice = random.Random("office")  # numbers, not secrets
    cities = [unit.id for unit in site.lists.units.values() if unit.region == "江苏" and unit.level == "设区市"]
    themes = list(site.lists.editions["2020"].themes)
    found = []
    for number in range(count):
        day = date(2020, 6, 1) + timedelta(days=dice.randrange(136))
        unit, *others = dice.sample(cities, 3)
        data = {
            "title": "编造的活动",
            "summary": "编造的活动，只供测试。",
            "edition": "2020",
            "theme": dice.choice(themes),
            "event_date": str(day),
            "publish_date": f"{day} 12:00",
            "joint_units": others if number % 10 == 0 else [],
            "cancelled": "编造" if number % 50 == 0 else None,
            "enterprise_names": [f"试验{dice.randrange(5000)}公司" for _ in range(number % 4)],
            "results": {
                "matching_forms": [f"银企对接会 {dice.randrange(1, 9)}", f"宣讲会 {dice.randrange(1, 9)}"],
                "trainings": str(dice.randrange(5)),
                "enterprises": str(dice.randrange(4, 300)),
                "loans": str(dice.randrange(20)),
                "loan_amount_wan": f"{dice.randrange(100000)}.{dice.randrange(100):02d}",
            },
            "sources": [{"title": "编造", "publisher": "试验局"}],
            "reviewed_by": "测试员",
            "reviewed_on": str(day),
        }
        entry, problems = read_record(KINDS["highlight"], Source(f"{number}.yml", data), f"e{number}", unit)
        if entry is None:
            raise SystemExit(problems)
        found.append(entry)
    return found


def bulletins(site: Site, issues: int = 12) -> list[Entry]:
    """A year of made-up issues of one series, a row a city."""
    cities = [unit.id for unit in site.lists.units.values() if unit.region == "江苏" and unit.level == "设区市"]
    found = []
    for number in range(1, issues + 1):
        data = {
            "title": f"编造的第{number}期",
            "summary": "编造的通报，只供测试。",
            "series": "bianzao",
            "number": str(number),
            "as_of": f"2019-{number:02d}",
            "columns": [
                {"name": "应备案", "measure": "家"},
                {"name": "已备案", "measure": "家", "share_of": "应备案", "goal": "100", "due": "2019-12"},
            ],
            "rows": [{"unit": city, "values": [str(100 + number), str(40 + 5 * number)]} for city in cities],
            "publish_date": f"2020-{number:02d}-03 09:00",
            "sources": [{"title": "编造", "publisher": "试验局"}],
            "reviewed_by": "测试员",
            "reviewed_on": f"2020-{number:02d}-02",
        }
        entry, problems = read_record(KINDS["bulletin"], Source(f"b{number}.yml", data), f"b{number}", "jiangsu")
        if entry is None:
            raise SystemExit(problems)
        found.append(entry)
    return found


def timed(what: str, function: object, *arguments: object) -> float:
    """Run once, say how long it took."""
    start = process_time()
    function(*arguments)  # type: ignore[operator]
    spent = process_time() - start
    print(f"{what:<24}{spent * 1000:8.0f} ms")  # noqa: T201
    return spent


def main(count: int) -> None:
    """Ledger, then table; both share what is counted."""
    site, problems = load(REPOSITORY, date(2026, 12, 31))
    if site is None:
        raise SystemExit(problems)
    made = replace(site, catalogue=Catalogue([*entries(site, count), *bulletins(site)], TODAY), today=TODAY)
    # What every build makes anyway.
    made.catalogue.of(KINDS["highlight"])
    edition = made.lists.editions["2020"]
    print(f"{count} 场活动")  # noqa: T201
    whole = timed("ledger", ledger, made, edition)
    whole += timed("summary table", summary_table, made, edition)
    table = summary_table(made, edition)
    if table is None:
        raise SystemExit("no table")
    whole += timed("laid out, as workbook", lambda: as_workbook([paper(table, "")], "试验局"))
    whole += timed("12 bulletins, as files", lambda: list(made_files(made, "bulletin_files")))
    print(f"{'together':<24}{whole * 1000:8.0f} ms")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
