"""Writes N made-up records for benchmarks and soak tests: the same ones for the same seed.

Record i is the same whatever N is. Sentences are put together from the trade's own words, about
1,300 characters a record, so that the pages and the search index have a natural size. None of it
is news: every title says 编造.
"""

import random
import re
import shutil
from itertools import accumulate
from pathlib import Path

CITIES = {
    "nanjing": "南京",
    "wuxi": "无锡",
    "xuzhou": "徐州",
    "changzhou": "常州",
    "suzhou": "苏州",
    "nantong": "南通",
    "lianyungang": "连云港",
    "huaian": "淮安",
    "yancheng": "盐城",
    "yangzhou": "扬州",
    "zhenjiang": "镇江",
    "taizhou": "泰州",
    "suqian": "宿迁",
}
NAMES = tuple(CITIES.values())
THEMES = (
    "专场就业招聘",
    "金融银企对接",
    "培训学习教育",
    "技术创新转化",
    "地理标志助力乡村振兴",
    "知识产权保护",
    "服务便利化",
)
RIGHTS = ("专利", "商标", "著作权", "商业秘密", "地理标志", "植物新品种")
INDUSTRIES = ("机械", "生物医药", "机电", "化工材料", "电子", "日用品")
WHO = (
    "市知识产权局",
    "高新区服务中心",
    "知识产权保护中心",
    "维权援助分中心",
    "产业园区",
    "行业协会",
    "高校信息服务中心",
    "试点银行",
)
WITH = (
    "联合两家银行",
    "会同法院和仲裁机构",
    "组织十余名专家",
    "依托服务网点",
    "面向中小企业",
    "围绕主导产业集群",
    "结合世界知识产权日",
    "通过线上平台",
)
DID = (
    "举办质押融资对接会",
    "开展专利导航成果发布",
    "走访重点企业并登记需求",
    "集中受理维权援助申请",
    "讲解海外纠纷应对要点",
    "推广地理标志专用标志",
    "开设巡回审理法庭",
    "发布服务事项清单",
)
THEN = (
    "现场达成合作意向",
    "签订质押合同若干份",
    "收集问题并逐项答复",
    "把审查周期缩短了一半",
    "为企业节省费用",
    "形成可以推广的做法",
    "调解结案",
    "纳入年度工作计划",
)
TOPICS = (
    "高价值专利培育",
    "质押融资风险补偿",
    "商标品牌指导站",
    "知识产权证券化",
    "电商平台协同治理",
    "涉外应诉指导",
    "专利产品备案",
    "数据知识产权登记",
    "惩罚性赔偿适用",
    "种业维权",
)


#: The commoner 3,755 Han characters, as GB 2312 lists them.
HAN = [
    bytes((row, column)).decode("gb2312")
    for row in range(0xB0, 0xD8)
    for column in range(0xA1, 0xFF)
    if (row, column) < (0xD7, 0xFA)
]


def _made_words(count: int) -> list[str]:
    """Words of two characters that mean nothing, so that rare words and stray pairs occur as in real prose."""
    dice = random.Random("words")
    return ["".join(dice.choices(HAN, k=2)) for _ in range(count)]


WORDS = _made_words(12_000)
#: A few words are common, most are rare, as in any language (Zipf).
WEIGHTS = [1 / rank for rank in range(1, len(WORDS) + 1)]
CUMULATIVE = list(accumulate(WEIGHTS))


def write(root: Path, count: int, seed: int = 7) -> None:
    """Write `count` records below `root/content`."""
    for i in range(count):
        dice = random.Random(f"{seed}-{i}")
        city = dice.choice(list(CITIES))
        kind = ("highlight", "case")[i % 2]
        folder = root / "content" / f"{kind}s" / city
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{kind}-{i:06d}.yml").write_text(_record(dice, i, kind, CITIES[city]), encoding="utf-8")


def make_root(root: Path, repository: Path, count: int, seed: int = 7) -> Path:
    """A whole site's folder with the repository's lists, settings and templates, less what names its records."""
    shutil.copytree(repository / "templates", root / "templates")
    shutil.copytree(repository / "content" / "lists", root / "content" / "lists")
    editions = root / "content" / "lists" / "editions.yml"
    lines = editions.read_text(encoding="utf-8").splitlines()
    editions.write_text("\n".join(line for line in lines if "policy:" not in line) + "\n", encoding="utf-8")
    settings = (repository / "site_config.yml").read_text(encoding="utf-8")
    without_group = re.sub(r"(?m)^region_group:\n(?:[ #].*\n|\n)*", "", settings)
    (root / "site_config.yml").write_text(without_group, encoding="utf-8")
    write(root, count, seed)
    return root


def sentence(dice: random.Random) -> str:
    """About forty characters, nearly a third of them from made words."""
    a, b, c, d, e, f = dice.choices(WORDS, cum_weights=CUMULATIVE, k=6)
    return (
        f"{dice.choice(NAMES)}{a}{dice.choice(WHO)}{dice.choice(WITH)}{b}，{dice.choice(DID)}，{c}{d}"
        f"涉及{dice.choice(TOPICS)}{dice.randint(2, 9800)}项，{e}{dice.choice(THEN)}{f}。"
    )


def _record(dice: random.Random, i: int, kind: str, city: str) -> str:
    year, month, day = dice.randint(2016, 2025), dice.randint(1, 12), dice.randint(1, 28)
    paragraphs = ["".join(sentence(dice) for _ in range(dice.randint(3, 5))) for _ in range(dice.randint(4, 8))]
    paragraphs.insert(2, f"## {dice.choice(TOPICS)}")
    paragraphs.append("\n".join(f"- {sentence(dice)}" for _ in range(3)))
    topic = dice.choice(TOPICS)
    lines = [
        f"title: {city}{topic}：{dice.choice(DID)}（编造{i}）",
        f"summary: {sentence(dice)[:110]}",
        f"event_date: {year}-{month:02d}-{day:02d}",
        f"publish_date: {year}-{month:02d}-{day:02d} {dice.randint(8, 17):02d}:{dice.randint(0, 59):02d}",
        f"tags: [{topic}, {dice.choice(RIGHTS)}]",
        "sources:",
        f"  - title: {city}试验消息第{i}号",
        f"    publisher: {city}市试验机构",
        "reviewed_by: 测试员",
        f"reviewed_on: {year}-{month:02d}-{day:02d}",
    ]
    lines += _highlight(dice, city) if kind == "highlight" else _case(dice, i, year)
    name = "body" if kind == "highlight" else "facts"
    lines += [f"{name}: |"] + [f"  {line}" if line else "" for line in "\n\n".join(paragraphs).split("\n")]
    return "\n".join(lines) + "\n"


def _highlight(dice: random.Random, city: str) -> list[str]:
    return [
        f"theme: {dice.choice(THEMES)}",
        f"place: {city}会议中心",
        f"organisers: [{city}市知识产权局]",
        "results:",
        f"  participants: {dice.randint(20, 600)}",
        f"  enterprises: {dice.randint(1, 200)}",
        f"  loan_amount_wan: {dice.randint(10, 9000)}",
    ]


def _case(dice: random.Random, i: int, year: int) -> list[str]:
    return [
        "type: 司法",
        f"rights: [{dice.choice(RIGHTS)}]",
        f"industry: {dice.choice(INDUSTRIES)}",
        f"amount_wan: {dice.randint(1, 20000)}",
        "amount_kind: 判赔金额",
        "proceedings:",
        "  - stage: 一审",
        "    authority: 试验市中级人民法院",
        f"    number: （{year}）苏01民初{i + 1}号",
    ]
