"""A joint top ten from ballots of four regions to what readers get, as docs/joint-selection.md tells it."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from places import REPOSITORY, MakeSite

WANLIXING = Path(sys.executable).with_name("wanlixing")
REGIONS = {"jiangsu": "江苏", "shanghai": "上海", "anhui": "安徽", "zhejiang": "浙江"}
NAME = "lianhe-shida-2026"
COLLECTION = f"content/collections/jiangsu/{NAME}.yml"
HELD, RELEASED = date(2026, 11, 25), date(2027, 1, 5)
REVIEWED = "reviewed_by: 测试员\nreviewed_on: 2026-11-02\n"
SOURCES = "sources:\n  - title: 试验评选通知\n    publisher: 试验机构\n"
CASES = [(f"case-{number}", list(REGIONS)[number % 4]) for number in range(12)]
#: What is not chosen is known by its title alone, and never becomes a record.
PLACES = 10
ZHEJIANG = """\
  - code: '330000'
    id: zhejiang
    name: 浙江省知识产权局
    short: 浙江
    level: 省级
    region: 浙江
"""


def files() -> dict[str, str]:
    """Ten cases of four regions and two more that are only named, the selection, and a ballot from each region."""
    folder = f"content/office/selections/{NAME}"
    made = {
        f"content/cases/{unit}/{name}.yml": f"title: 编造的案例{name}\nsummary: 编造的案例，供联合评选的例子用。\n"
        f"type: 司法\npublish_date: 2027-01-04 10:00\n{SOURCES}{REVIEWED}"
        for name, unit in CASES[:PLACES]
    }
    regions = "".join(f"  - region: {name}\n    issuers: [{name}试验机构]\n" for name in REGIONS.values())
    nominations = "".join(f"  - case: {name}\n    title: 编造的案例{name}\n    unit: {unit}\n" for name, unit in CASES)
    judges = "".join(
        f"  - id: judge-{unit}\n    name: 评委{name}\n    units: [{unit}]\n" for unit, name in REGIONS.items()
    )
    made[f"{folder}/selection.yml"] = (
        "title: 2026年度试验联合十大案件（编造）\nsummary: 编造的联合评选，四地推荐，四位评委打分，选十件。\n"
        "unit: jiangsu\nyear: 2026\nissuers: [江苏试验机构, 上海试验机构, 浙江试验机构, 安徽试验机构]\n"
        "occasion: 试验新闻发布会\nplaces: 10\nleast_ballots: 3\nballots_until: 2026-11-10\nembargo_until: 2027-01-03\n"
        f"publish_date: 2027-01-04 09:00\n{REVIEWED}source_title: 试验评选通知\nsource_publisher: 江苏试验机构\n"
        f"credits:\n{regions}criteria:\n  - id: effect\n    name: 影响\n    weight: 1\n    most: 100\n"
        f"nominations:\n{nominations}judges:\n{judges}"
    )
    for unit in REGIONS:
        marks = "".join(
            f"  - case: {name}\n    points: [{99 - number}]\n"
            for number, (name, owner) in enumerate(CASES)
            if owner != unit
        )
        made[f"{folder}/ballots/judge-{unit}.yml"] = f"cast_on: 2026-11-08\nmarks:\n{marks}"
    return made


def run(root: Path, *words: str, today: date) -> str:
    command = [str(WANLIXING), *words, "--root", str(root), "--today", today.isoformat()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built(root: Path, today: date) -> dict[str, str]:
    """The public site's texts by path."""
    out = root.parent / f"site-{today}"
    run(root, "build", "--out", str(out), "--jobs", "1", today=today)
    files = (path for path in out.resolve().rglob("*") if path.suffix in {".html", ".xml", ".json", ".js"})
    return {path.relative_to(out.resolve()).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_a_joint_top_ten_from_ballots_to_corrections(make_site: MakeSite) -> None:
    root = make_site(files=files())
    units = root / "content/lists/units.yml"
    units.write_text(units.read_text(encoding="utf-8").rstrip() + "\n" + ZHEJIANG, encoding="utf-8")

    run(root, "selection", "result", NAME, today=HELD)
    before = built(root, HELD)
    assert [path for path, text in before.items() if "联合十大案件" in text or "编造的案例case" in text] == []

    run(root, "selection", "result", NAME, "--replace", today=RELEASED)
    with (root / COLLECTION).open("a", encoding="utf-8") as file:
        file.write("corrections:\n  - date: 2027-01-04 15:00\n    note: 第一件的案名更正。\n")
    after = built(root, RELEASED)
    page = after[f"collections/{NAME}.html"]
    # The page stands by region; the numbers on it are those of the result.
    ranks = {name: number for number, (name, _unit) in enumerate(CASES[:PLACES], 1)}
    found = re.findall(r'<li value="(\d+)">.*?编造的案例(case-\d+)<', page, re.DOTALL)
    assert {name: int(number) for number, name in found} == ranks
    assert "编造的案例case-10" not in page
    assert all(f"{name}试验机构" in page for name in REGIONS.values())
    assert "第一件的案名更正。" in page
    assert "评委江苏" not in page
    assert f"booklets/{NAME}.html" in after
    assert "编造的案例case-0" in after[f"wechat/{NAME}.html"]
    assert "2026年度试验联合十大案件" in after["feeds/collection.rss.xml"]


def test_the_document_shows_this_example() -> None:
    text = (REPOSITORY / "docs" / "joint-selection.md").read_text(encoding="utf-8")

    assert f"wanlixing selection result {NAME}" in text
    assert all(word in text for word in ("credits:", "embargo_until: 2027-01-03", "--replace", "corrections:"))
