"""Digests: chosen by the records' dates and the given day alone, bounded, fair to every unit."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from outputs_made import made_files
from places import TODAY, MakeSite
from wechat_rules import faults

from generator.build.check import check
from generator.cli.main import cli
from generator.outputs.wechat.digest import MESSAGE, digest_article, digest_of, message, weekly
from generator.outputs.wechat.pages import digest_pages
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
    assert (week.days, week.address) == ("6月15日至21日", "digest/2020-w25.html")


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
    site = read(make_site(files=many(long, {"nanjing": 60, "suzhou": 60})))
    made = digest_article(site, weekly(site)[0])

    assert 10_000 < len(made.html) < 20_000
    assert "另有" in made.html
    assert faults(made.html) == []


def test_the_command_writes_a_digest_of_any_period(make_site: MakeSite, tmp_path: Path) -> None:
    root, out = make_site("complete"), tmp_path / "digest.html"
    words = ["digest", "--root", str(root), "--since", "2020-06-01", "--until", "2020-06-30", "--by", "任务"]
    shown = CliRunner().invoke(cli, words)
    written = CliRunner().invoke(cli, [*words, "--out", str(out)])
    site = read(root)
    made = digest_article(site, digest_of(site, date(2020, 6, 1), date(2020, 6, 30)), "任务")

    assert shown.output == made.html + "\n"
    assert written.exit_code == 0
    assert "已写出" in written.output
    assert made.html in out.read_text(encoding="utf-8")
    again = CliRunner().invoke(cli, [*words, "--out", str(out)])
    assert (again.exit_code, "已经存在" in again.output) == (2, True)


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [("2020-06-30", "2020-06-01", "早于"), ("2031-01-01", "2031-01-02", "没有发布记录")],
)
def test_a_period_without_sense_or_records_is_wrong_use(
    make_site: MakeSite, since: str, until: str, words: str
) -> None:
    found = CliRunner().invoke(
        cli, ["digest", "--root", str(make_site("complete")), "--since", since, "--until", until]
    )
    assert (found.exit_code, words in found.output) == (2, True)
