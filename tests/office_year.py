"""A made-up year of the office as plain values: 13 cities, three parks, a county, three editions, 78 records.

`CAMPAIGNS` is what the recomputation judges by, `editions` the same as the office would write it. Everything that
makes an office err is in it: joint, late, cancelled, several-day, undated and announced events, records that belong
to two editions, classes that change, corrections and further records after the figures were sealed.

The example column can't stand in for it: it is one day in a campaign that goes well, as YAML that the program reads.
Here the year is judged by rules written anew (`office_rules.py`), which must share neither reader nor models with it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from office_rules import MONTHLY, PAIRS, REPORT, THEMES, WHOLE, Campaign, Event, Rule

CITIES = {
    "nanjing": "南京", "wuxi": "无锡", "xuzhou": "徐州", "changzhou": "常州", "suzhou": "苏州", "nantong": "南通",
    "lianyungang": "连云港", "huaian": "淮安", "yancheng": "盐城", "yangzhou": "扬州", "zhenjiang": "镇江",
    "taizhou": "泰州", "suqian": "宿迁",
}  # fmt: skip
OTHERS = {
    "jiangbei": ("江北新区", "园区"), "sipac": ("苏州园区", "园区"), "xinwu": ("无锡高新区", "园区"),
    "kunshan": ("昆山", "县区"),
}  # fmt: skip
LEVELS = {**dict.fromkeys(CITIES, "设区市"), **{unit: level for unit, (_name, level) in OTHERS.items()}}

JOBS, BANK, TRAIN, TECH, GEO, GUARD, EASE = (
    "专场就业招聘",
    "金融银企对接",
    "培训学习教育",
    "技术创新转化",
    "地理标志助力乡村振兴",
    "知识产权保护",
    "服务便利化",
)
STRONG, PARK, CLUSTER, REST = (
    "知识产权强市创建市",
    "国家、省知识产权示范园区",
    "国家、省知识产权服务业集聚区",
    "其他设区市",
)
_FULL = (STRONG, PARK, CLUSTER)

CAMPAIGNS = {
    "2020": Campaign(
        "2020",
        date(2020, 6, 1),
        date(2020, 10, 15),
        date(2020, 10, 20),
        "不单独要求",
        (JOBS, BANK, TRAIN, TECH, GEO, GUARD, EASE),
        {
            STRONG: ("nanjing", "suzhou"),
            PARK: ("jiangbei", "sipac", "xinwu"),
            CLUSTER: ("kunshan", "nanjing"),
            REST: ("wuxi", "changzhou", "nantong", "lianyungang", "huaian", "yancheng", "yangzhou", "zhenjiang"),
        },
        [
            Rule("monthly", MONTHLY, _FULL),
            Rule("tasks", THEMES, _FULL, principle=True),
            Rule("pairs", PAIRS, (REST,)),
            Rule("bank", WHOLE, theme=BANK, at_least=2, principle=True),
            Rule("summary", REPORT, due=date(2020, 10, 20)),
        ],
        # Wuxi becomes a strong city within a pair of months, Changzhou between two; Suqian gets a class only in July.
        changes={
            STRONG: {"wuxi": date(2020, 9, 1), "changzhou": date(2020, 8, 1)},
            REST: {"suqian": date(2020, 7, 10)},
        },
    ),
    "loans": Campaign(
        "loans",
        date(2020, 9, 15),
        date(2020, 12, 31),
        None,
        "单独要求",
        (BANK, TRAIN),
        {STRONG: ("nanjing", "suzhou", "wuxi")},
        [
            Rule("pairs", PAIRS, (STRONG,), theme=BANK),
            Rule("tasks", THEMES),
            Rule("parks", WHOLE, level="园区", at_least=2),
        ],
    ),
    "2021": Campaign(
        "2021",
        date(2021, 5, 10),
        date(2021, 11, 20),
        date(2021, 11, 30),
        "并入上一期",
        (JOBS, BANK, TRAIN, GUARD),
        {},
        [
            Rule("monthly", MONTHLY),
            Rule("parks", PAIRS, level="园区"),
            Rule("half", REPORT, due=date(2021, 8, 31)),
            Rule("summary", REPORT),
        ],
        each=True,
        opening="不单独要求",
    ),
}
#: When the figures of 2020 were sealed.
SEALED = date(2020, 10, 28)
JUDGED = (date(2020, 6, 20), date(2020, 8, 11), date(2020, 10, 21), date(2020, 12, 15), date(2021, 9, 5))
#: By edition, unit and duty the day on which a report came: in time, on the last day, late.
RECEIVED = {
    ("2020", "nanjing", "summary"): date(2020, 10, 19),
    ("2020", "suzhou", "summary"): date(2020, 10, 20),
    ("2020", "wuxi", "summary"): date(2020, 10, 21),
    ("2020", "taizhou", "summary"): date(2020, 11, 2),
    ("2021", "nanjing", "half"): date(2021, 8, 30),
    ("2021", "nantong", "half"): date(2021, 9, 3),
}
_FORMS = ("银企对接会", "宣讲会", "实地走访", "招聘对接")


def _event(number: int, unit: str, theme: str, day: str, **more: Any) -> Event:
    """A record with figures that differ from every other's, entered two days after the event unless said otherwise."""
    known = date.fromisoformat(day) if len(day) == 10 else date(2020, 8, 5)
    bank, learn = theme == BANK, theme == TRAIN
    given: dict[str, Any] = {
        "published": known + timedelta(days=2),
        "editions": ("2020",) if day < "2020-12" else ("2021",),
        "forms": {_FORMS[number % 4]: 1 + number % 2} if bank else {},
        "matchings": 3 if bank and number % 3 == 0 else None,
        "trainings": 1 + number % 2 if learn else None,
        "participants": 20 + 7 * number if learn or number % 5 == 0 else None,
        "loans": number % 6 if bank else None,
        "millionths": number * 1_250_003_000 // 7 * 10 if bank else None,
        "enterprises": 10 + number if number % 4 else None,
        "names": tuple(f"试验{sign}公司" for sign in "甲乙丙丁戊己庚辛壬癸"[number % 7 : number % 7 + number % 4]),
    }
    return Event(f"r{number:02}-{unit}", unit, theme, day, **{**given, **more})


def _plain() -> Iterator[tuple[str, str, str]]:
    """The steady part of the year: unit, task line, day."""
    lines = (JOBS, BANK, TRAIN, TECH, GEO, GUARD, EASE)
    for month, units in {
        6: ("nanjing", "suzhou", "wuxi", "nantong", "jiangbei", "kunshan", "yangzhou"),
        7: ("nanjing", "suzhou", "huaian", "jiangbei", "sipac", "taizhou", "xuzhou"),
        8: ("nanjing", "suzhou", "changzhou", "nantong", "jiangbei", "zhenjiang"),
        9: ("nanjing", "suzhou", "wuxi", "sipac", "huaian", "suqian", "yancheng"),
        10: ("suzhou", "wuxi", "nantong", "jiangbei"),
    }.items():
        for place, unit in enumerate(units):
            yield unit, lines[(month + place) % 7], f"2020-{month:02}-{3 + 2 * place:02}"
    for month, units in {
        5: ("nanjing", "suzhou", "wuxi"),
        6: ("nanjing", "changzhou", "suqian", "sipac"),
        7: ("nanjing", "suzhou", "taizhou"),
        8: ("nanjing", "xuzhou", "jiangbei", "suzhou"),
    }.items():
        for place, unit in enumerate(units):
            yield unit, lines[(month + place) % 3], f"2021-{month:02}-{12 + 3 * place:02}"


def _special() -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """What makes an office err."""
    both = {"editions": ("2020", "loans")}
    special = {"editions": ("loans",)}
    yield "nanjing", BANK, "2020-06-30", {"joint": ("zhenjiang", "yangzhou")}
    yield "jiangsu", TRAIN, "2020-07-01", {"joint": ("nanjing", "suqian")}
    yield "suzhou", BANK, "2020-08-20", {"joint": ("kunshan", "sipac", "shanghai")}
    yield "shanghai", BANK, "2020-08-21", {"joint": ("nantong",)}
    yield "shanghai", BANK, "2020-08-22", {}
    yield "jiangsu", GUARD, "2020-08-25", {}
    # Over the end of a month, of the window, of the year.
    yield "huaian", GEO, "2020-06-29", {"end": "2020-07-03"}
    yield "lianyungang", TRAIN, "2020-05-30", {"end": "2020-06-02"}
    yield "yancheng", TRAIN, "2020-10-14", {"end": "2020-10-18"}
    yield "nantong", TRAIN, "2021-05-28", {"end": "2021-07-02"}
    yield "zhenjiang", JOBS, "2021-08-30", {"end": "2021-09-20", "published": date(2021, 8, 20)}
    # Known to the month or the year, or not at all.
    yield "changzhou", BANK, "2020-08", {"published": date(2020, 8, 20)}
    yield "yangzhou", BANK, "2020", {"published": date(2020, 8, 9)}
    yield "taizhou", TECH, "", {"published": date(2020, 8, 9)}
    # Announced long before; for a month; a day before.
    yield "nanjing", TRAIN, "2020-09-18", {"published": date(2020, 6, 10)}
    yield "suzhou", BANK, "2020-09", {"published": date(2020, 6, 12), **both}
    yield "xinwu", EASE, "2020-08-12", {"published": date(2020, 8, 10)}
    yield "taizhou", GUARD, "2021-09-06", {"published": date(2021, 8, 10)}
    # Called off: before it could be held, and after it was announced.
    yield "zhenjiang", BANK, "2020-07-08", {"cancelled": True}
    yield "nanjing", JOBS, "2020-09-22", {"cancelled": True, "published": date(2020, 7, 1)}
    # Entered late, once after the figures were sealed.
    yield "lianyungang", GEO, "2020-09-10", {"published": date(2020, 10, 21)}
    yield "yangzhou", TRAIN, "2020-10-09", {"published": date(2020, 11, 3)}
    # Before and after the window.
    yield "wuxi", TRAIN, "2020-05-20", {}
    yield "suqian", TRAIN, "2020-10-17", {}
    # In two editions, or in the other alone.
    yield "wuxi", BANK, "2020-09-28", both
    yield "nanjing", BANK, "2020-11-12", special
    yield "jiangbei", TRAIN, "2020-10-12", both
    yield "jiangbei", BANK, "2020-12-03", special
    yield "xuzhou", TRAIN, "2020-12-20", {**special, "published": date(2020, 12, 1)}
    yield "sipac", BANK, "2020-11-05", special
    # In none.
    yield "suqian", EASE, "2020-09-02", {"editions": ()}
    # On the last day of a period, of the window.
    yield "xuzhou", GUARD, "2020-09-30", {}
    yield "kunshan", EASE, "2020-10-15", {}


def _all() -> tuple[Event, ...]:
    found = [_event(number, *said) for number, said in enumerate(_plain(), start=1)]
    for number, (unit, theme, day, more) in enumerate(_special(), start=len(found) + 1):
        found.append(_event(number, unit, theme, day, **more))
    return tuple(found)


EVENTS = _all()
#: Corrected after the figures were sealed: what the record has said since.
CORRECTED_ON = date(2020, 11, 10)
CORRECTED = {
    event.id: replace(event, loans=(event.loans or 0) + 2, millionths=(event.millionths or 0) + 3_000_001)
    for event in EVENTS
    if event.theme == BANK and event.unit == "suzhou" and event.day == "2020-08-20"
} | {event.id: replace(event, cancelled=True) for event in EVENTS if event.unit == "huaian" and event.theme == GEO}


def known(today: date) -> list[Event]:
    """What has been entered by a day, as it stood on it."""
    entered = [event for event in EVENTS if event.published <= today]
    return [CORRECTED.get(event.id, event) if today >= CORRECTED_ON else event for event in entered]


def editions(table: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The campaigns as the list of editions has them."""
    return [_edition(campaign, table) for campaign in CAMPAIGNS.values()]


def _edition(campaign: Campaign, table: list[dict[str, Any]]) -> dict[str, Any]:
    names = dict.fromkeys((*campaign.classes, *campaign.changes))
    classes = [
        {
            "id": f"c{number}",
            "name": name,
            "units": list(campaign.classes.get(name, ())),
            "basis": "编造的依据",
            "changes": [
                {"unit": unit, "from": str(day), "basis": "编造的依据"}
                for unit, day in campaign.changes.get(name, {}).items()
            ],
        }
        for number, name in enumerate(names)
    ]
    said = {
        "id": campaign.id,
        "name": f"{campaign.first.year}年试验活动（{campaign.id}）",
        "theme": "编造的主题",
        "organiser": "江苏省知识产权局",
        "start": str(campaign.first),
        "end": str(campaign.last),
        "summary_due": str(campaign.entries_due) if campaign.entries_due else None,
        "host": "jiangsu",
        "themes": list(campaign.themes),
        "classes": classes,
        "rules": [_rule(rule) for rule in campaign.rules],
        "remainder": campaign.remainder,
        "opening": campaign.opening,
        "long_events": "经过的每一期" if campaign.each else "开始的一期",
        "table": [dict(column) for column in table],
    }
    return {name: value for name, value in said.items() if value is not None}


def _rule(rule: Rule) -> dict[str, Any]:
    said = {
        "id": rule.id,
        "name": rule.id,
        "text": "编造的要求",
        "classes": list(rule.classes),
        "level": rule.level,
        "rule": rule.rule,
        "theme": rule.theme,
        "at_least": str(rule.at_least),
        "in_principle": "是" if rule.principle else "否",
        "due": str(rule.due) if rule.due else None,
    }
    return {name: value for name, value in said.items() if value is not None}
