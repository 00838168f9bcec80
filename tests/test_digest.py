"""Digests: chosen by the records' dates and the given day alone, bounded, fair to every unit."""

from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from outputs_made import made_files
from places import TODAY, MakeSite
from wechat_rules import faults

from generator.build.check import check
from generator.cli.main import cli
from generator.outputs.channels.brief import digest_brief_data
from generator.outputs.channels.digest_forms import digest_email, digest_text
from generator.outputs.wechat.digest import (
    LATE,
    MAX_TITLE,
    MESSAGE,
    Digest,
    digest_article,
    digest_item,
    digest_of,
    groups_of,
    left_out,
    message,
    title,
    weekly,
)
from generator.outputs.wechat.pages import digest_pages
from generator.site.moved import no_record
from generator.site.site import Site


def read(root: Path, today: date = TODAY) -> Site:
    site, problems = check(root, today)
    assert site is not None, problems
    return site


def many(highlight: str, counts: dict[str, int]) -> dict[str, str]:
    """Highlights of some units, all of one week."""
    return {
        f"content/highlights/{unit}/bianzao-{unit}-{n}.yml": highlight.replace("试验市举办", f"试验{unit}{n}举办", 1)
        for unit, count in counts.items()
        for n in range(count)
    }


def test_a_week_is_told_once_it_is_over_and_not_before(make_site: MakeSite, highlight: str) -> None:
    """The record was published on Saturday 2020-06-20; its week is over on Monday the 22nd."""
    root = make_site(files={"content/highlights/nanjing/bianzao.yml": highlight})

    assert weekly(read(root, date(2020, 6, 21))) == []
    (week,) = weekly(read(root, date(2020, 6, 22)))
    assert (week.name, week.since, week.until) == ("2020-w25", date(2020, 6, 15), date(2020, 6, 21))
    assert (week.days, week.address) == ("2020年6月15日至21日", "digest/2020-w25.html")


def test_a_later_day_changes_nothing_in_the_digests(make_site: MakeSite, highlight: str) -> None:
    # Nothing of it is under embargo, which a later day would end.
    root = make_site("empty", files={"content/highlights/nanjing/bianzao.yml": highlight})
    first, later = read(root), read(root, TODAY + timedelta(days=200))

    assert [file.content for file in digest_pages(first)] == [file.content for file in digest_pages(later)]
    digests = [{f.path: f.content for f in made_files(site, "feeds") if "digest" in f.path} for site in (first, later)]
    assert len(digests[0]) == 3
    assert digests[0] == digests[1]


@pytest.mark.parametrize("by", ["单位", "任务"])
def test_a_digest_names_every_record_in_groups_and_keeps_to_the_allow_lists(make_site: MakeSite, by: str) -> None:
    site = read(make_site("complete"))
    for week in weekly(site):
        made = digest_article(site, week, by)

        assert faults(made.html) == []
        assert len(made.html) < 20_000
        assert all(record.summary.split("<")[0] in made.html for record in week.records)
        assert len(made.digest) <= 120
        assert len(made.title) <= 32


def test_a_message_has_at_most_eight_articles_by_turns_from_each_unit(make_site: MakeSite, highlight: str) -> None:
    site = read(make_site(files=many(highlight, {"nanjing": 12, "suzhou": 2, "taizhou": 1})))
    chosen = message(weekly(site)[0])

    assert len(chosen) == MESSAGE
    assert {record.unit for record in chosen[:3]} == {"nanjing", "suzhou", "taizhou"}
    assert sum(record.unit == "suzhou" for record in chosen) == 2
    assert sum(record.unit == "taizhou" for record in chosen) == 1


def test_a_busy_week_stays_within_an_article_and_says_how_many_are_left(make_site: MakeSite, highlight: str) -> None:
    long = highlight.replace("试验市知识产权局举办一场银企对接会，三家银行到场。", "要" * 119 + "。")
    root = make_site(files=many(long, {"nanjing": 60, "suzhou": 60}))
    site = read(root)
    made = digest_article(site, weekly(site)[0])

    assert 10_000 < len(made.html) < 20_000
    left = left_out(site, weekly(site)[0])
    assert f"另有{left}条" in made.html
    assert faults(made.html) == []
    days = ["--since", "2020-06-15", "--form", "公众号"]
    found = CliRunner().invoke(cli, ["digest", "--root", str(root), *days])
    assert f"只列最新的 {120 - left} 条，另外 {left} 条只写条数" in found.stderr


def test_groups_stand_in_the_order_of_the_lists(make_site: MakeSite, highlight: str) -> None:
    """Whatever was published last."""
    site = read(make_site(files=many(highlight, {"taizhou": 1, "jiangsu": 1, "suzhou": 1, "nanjing": 1})))
    week = weekly(site)[0]
    units = [unit.short for unit in site.lists.units.values()]
    shown = list(groups_of(site, week, "单位"))

    assert shown == [short for short in units if short in shown]
    assert len(shown) == 4
    assert "、".join(shown) in digest_article(site, week).digest


def test_the_command_writes_a_digest_of_any_period(make_site: MakeSite, tmp_path: Path) -> None:
    root, out = make_site("complete"), tmp_path / "digest.html"
    words = ["digest", "--root", str(root), "--since", "2020-06-01", "--until", "2020-06-30", "--by", "任务"]
    shown = CliRunner().invoke(cli, [*words, "--form", "公众号"])
    plain = CliRunner().invoke(cli, words)
    written = CliRunner().invoke(cli, [*words, "--out", str(out)])
    site = read(root)
    period = digest_of(site, date(2020, 6, 1), date(2020, 6, 30))
    made = digest_article(site, period, "任务")

    assert shown.output == made.html + "\n"
    assert plain.output == digest_text(site, period, "任务")
    assert written.exit_code == 0
    assert "已写出" in written.output
    assert made.html in out.read_text(encoding="utf-8")
    again = CliRunner().invoke(cli, [*words, "--out", str(out)])
    assert (again.exit_code, "已经存在" in again.output) == (2, True)


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [("2020-06-30", "2020-06-01", "早于"), (None, "2020-06-01", "--since")],
)
def test_a_period_without_sense_is_wrong_use(make_site: MakeSite, since: str | None, until: str, words: str) -> None:
    days = ["--until", until, *(["--since", since] if since else [])]
    found = CliRunner().invoke(cli, ["digest", "--root", str(make_site("complete")), *days])
    assert (found.exit_code, words in found.output) == (2, True)


def test_without_days_it_is_last_week_and_a_quiet_week_is_an_answer(make_site: MakeSite, highlight: str) -> None:
    root = make_site(files={"content/highlights/nanjing/bianzao.yml": highlight})
    for today, said in (
        ("2020-06-24", "2020年6月15日至21日发布活动亮点1条，来自南京。"),
        ("2020-06-29", "没有新记录。"),
    ):
        found = CliRunner().invoke(cli, ["digest", "--root", str(root), "--today", today, "--form", "纯文本"])
        assert found.exit_code == 0
        assert said in found.output


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2026, 12, 28), date(2027, 1, 3), "2026年12月28日至2027年1月3日"),
        (date(2026, 11, 30), date(2026, 12, 6), "2026年11月30日至12月6日"),
        (date(2026, 11, 16), date(2026, 11, 22), "2026年11月16日至22日"),
        (date(2026, 11, 16), date(2026, 11, 16), "2026年11月16日"),
        (date(2025, 11, 16), date(2026, 11, 16), "2025年11月16日至2026年11月16日"),
        (date(2026, 1, 2), date(2026, 11, 3), "2026年1月2日至11月3日"),
    ],
)
def test_days_are_said_with_their_years(since: date, until: date, days: str, make_site: MakeSite) -> None:
    digest = Digest("x", since, until, ())
    assert digest.days == days
    assert len(title(read(make_site()), digest)) <= MAX_TITLE


SENT = """\
name: 已经发出的一周速递
items:
  - id: 2020-w25
    sent: 2020-06-22 09:00
    records:
      - bianzao-nanjing-0
"""


def test_what_comes_after_a_digest_has_gone_out_is_told_in_the_next(make_site: MakeSite, highlight: str) -> None:
    """Both records are of 2020-06-20; the digest of their week held one of them when it was sent."""
    root = make_site(files={**many(highlight, {"nanjing": 2}), "content/lists/digests.yml": SENT})
    site = read(root, date(2020, 6, 30))
    later, sent = weekly(site)

    assert ([record.id for record in sent.all], sent.name) == (["bianzao-nanjing-0"], "2020-w25")
    assert ([record.id for record in later.late], later.records, later.name) == (["bianzao-nanjing-1"], [], "2020-w26")
    html = digest_article(site, later).html
    assert LATE in html
    assert "含上周补登1条" in digest_article(site, later).digest
    assert faults(html) == []
    # Nothing is in two digests, nothing in none.
    assert sorted(record.id for week in weekly(site) for record in week.all) == sorted(
        record.id for record in site.catalogue.records
    )


def test_sealing_keeps_a_digest_as_it_was(make_site: MakeSite, highlight: str) -> None:
    root = make_site(files=many(highlight, {"nanjing": 1}))
    words = ["digest", "--root", str(root), "--today", "2020-06-22", "--seal"]
    before = digest_article(read(root, date(2020, 6, 22)), weekly(read(root, date(2020, 6, 22)))[0])
    for _time in range(2):
        assert CliRunner().invoke(cli, words).exit_code == 0
    late = root / "content/highlights/suzhou/late.yml"
    late.parent.mkdir(parents=True, exist_ok=True)
    late.write_text(highlight.replace("试验市举办", "补登的试验市举办", 1), encoding="utf-8")
    after = read(root, date(2020, 6, 29))

    assert [item.records for item in after.lists.digests] == [("bianzao-nanjing-0",)]
    assert digest_article(after, weekly(after)[1]) == before
    assert [record.id for record in weekly(after)[0].late] == ["late"]


def test_a_withdrawal_is_told_in_the_digest_of_its_week(make_site: MakeSite, highlight: str) -> None:
    gone = """name: 撤回\nitems:\n  - id: bianzao-che\n    kind: 活动亮点\n    unit: nanjing
    date: 2020-07-20 10:00\n    reason: 编造的原因\n    published: 2020-06-17 09:00\n"""
    site = read(make_site(files={**many(highlight, {"nanjing": 1}), "content/lists/withdrawn.yml": gone}))
    (week,) = weekly(site)

    assert "另有1条已经撤回" in digest_article(site, week).html
    assert "另有1条已经撤回" in digest_email(site, week)
    assert "另有1条已经撤回" in digest_text(site, week)
    assert "另有1条已经撤回" in digest_brief_data(site, week)
    assert no_record(site, "bianzao-che") == "没有编号为“bianzao-che”的记录：这条记录已经撤回，请删去这一项。"
    assert f"{digest_item(site, week).updated:%Y-%m-%d}" == "2020-07-20"


def test_every_form_of_a_digest_tells_of_every_record(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site("complete")
    site = read(root)
    period = digest_of(site, date(2020, 1, 1), TODAY)
    assert len(period.records) > 20
    said: dict[str, str] = {}
    for form, name in (("专报", "x.docx"), ("邮件", "x.html"), ("纯文本", "x.txt"), ("公众号", "y.html")):
        out = tmp_path / name
        words = ["--since", "2020-01-01", "--until", str(TODAY), "--out", str(out)]
        # Of these two the ending says enough.
        words += ["--form", form] if name.endswith(".html") else []
        done = CliRunner().invoke(cli, ["digest", "--root", str(root), "--today", str(TODAY), *words])
        assert done.exit_code == 0, done.output
        if form == "专报":
            said[form] = "\n".join(paragraph.text for paragraph in Document(str(out)).paragraphs)
        else:
            said[form] = unescape(out.read_text(encoding="utf-8"))
    for form, text in said.items():
        missing = [record.id for record in period.records if record.summary not in text]
        assert missing == [], form
    assert all(site.url(record.address) in said["邮件"] for record in period.records)
    assert "<script" not in said["邮件"].replace("<script>alert(1)</script>", "")
