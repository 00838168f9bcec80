"""Selections: marks to a ranking, exactly; who must not mark is left out, what is missing is said, ties are shown."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

from generator.model.kinds.case import CASE
from generator.model.office import OfficeFile
from generator.model.office.selections import Ballot, Criterion, Judge, Marks, Nomination, Selection
from generator.site.site import Site

#: A judge's marks for a case are worth so much at most, whatever the criteria.
FULL = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """A nominated case: its score, its rank, and who counted, was left out or is missing."""

    case: str
    unit: str
    #: What it is called where no record says so.
    title: str
    #: Mean of the judges that counted, from 0 to 100; nothing before anybody has marked.
    score: Fraction | None
    #: By judge, from 0 to 100.
    counted: Mapping[str, Fraction]
    #: By judge, why it is left out.
    excluded: Mapping[str, str]
    missing: tuple[str, ...]
    rank: int | None = None
    #: Whether another case has the same score; `settled` by the judges' own decision.
    tied: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A selection as far as it is. `open` is what keeps it from having a result; `remarks` what else to know."""

    id: str
    form: Selection
    standings: tuple[Standing, ...]
    open: tuple[str, ...]
    remarks: tuple[str, ...]
    ballots: int

    @property
    def chosen(self) -> tuple[Standing, ...]:
        """The cases on the places; none while something is open."""
        return () if self.open else self.standings[: self.form.places]


def selections(site: Site) -> list[Outcome]:
    """Every selection of `content/office/selections/`, in the order of the folders."""
    ballots: dict[str, dict[str, Ballot]] = {}
    for file, ballot in site.office.of(Ballot):
        ballots.setdefault(file.parts[1], {})[file.parts[-1]] = ballot
    return [_outcome(site, file, form, ballots.get(file.parts[1], {})) for file, form in site.office.of(Selection)]


def _outcome(site: Site, file: OfficeFile, form: Selection, cast: Mapping[str, Ballot]) -> Outcome:
    valid = {judge: ballot for judge, ballot in cast.items() if _in_time(form, ballot) and _known(form, judge)}
    standings = [
        _standing(site, form, nomination, valid) for nomination in form.nominations if not nomination.withdrawn
    ]
    ranked = _ranked(form, standings)
    late = {judge for judge, ballot in cast.items() if not _in_time(form, ballot)}
    remarks = (*_late(form, cast), *_strange(form, cast), *_faulty(form, valid), *_ignored(form, ranked, valid))
    return Outcome(file.parts[1], form, ranked, tuple(_open(site, form, ranked, valid, late)), remarks, len(valid))


def _in_time(form: Selection, ballot: Ballot) -> bool:
    return form.ballots_until is None or ballot.cast_on.first <= form.ballots_until.last


def _known(form: Selection, judge: str) -> bool:
    return any(judge == known.id for known in form.judges)


def _standing(site: Site, form: Selection, nomination: Nomination, ballots: Mapping[str, Ballot]) -> Standing:
    excluded: dict[str, str] = {}
    counted: dict[str, Fraction] = {}
    missing: list[str] = []
    for judge in form.judges:
        ballot = ballots.get(judge.id)
        reason = conflict(site, judge, nomination, ballot)
        marks = next((m for m in ballot.marks if m.case == nomination.case), None) if ballot else None
        if reason:
            excluded[judge.id] = reason
        elif marks is None or not sound(form, marks):
            missing.append(judge.id)
        else:
            counted[judge.id] = worth(form.criteria, marks)
    score = sum(counted.values(), Fraction(0)) / len(counted) if counted else None
    return Standing(
        nomination.case, nomination.unit, nomination.title or nomination.case, score, counted, excluded, tuple(missing)
    )


def conflict(site: Site, judge: Judge, nomination: Nomination, ballot: Ballot | None) -> str:
    """Why a judge does not mark a case: its own unit's, known before, or declared on the ballot; else nothing."""
    record = site.catalogue.read(CASE.name, nomination.case)
    own = {nomination.unit, *([record.unit] if record else [])} & set(judge.units)
    if own:
        return f"本单位（{'、'.join(site.lists.units[unit].short for unit in sorted(own))}）的案例"
    declared = (*judge.conflicts, *(ballot.conflicts if ballot else ()))
    return next((item.reason for item in declared if item.case == nomination.case), "")


def sound(form: Selection, marks: Marks) -> bool:
    """A mark for every criterion, none above what can be had."""
    return len(marks.points) == len(form.criteria) and all(
        points <= criterion.most for points, criterion in zip(marks.points, form.criteria, strict=True)
    )


def worth(criteria: tuple[Criterion, ...], marks: Marks) -> Fraction:
    """What a judge gives a case, from 0 to 100: every criterion as a part of its most, by its weight."""
    weights = sum(criterion.weight for criterion in criteria)
    pairs = zip(criteria, marks.points, strict=True)
    return sum((Fraction(points) / c.most * c.weight for c, points in pairs), Fraction(0)) * FULL / weights


def _ranked(form: Selection, standings: list[Standing]) -> tuple[Standing, ...]:
    """By score; equal scores share a rank unless the judges have settled the order of all of them."""
    scored = sorted(
        (s for s in standings if s.score is not None), key=lambda s: (-(s.score or 0), _said(form, s), s.case)
    )
    same = Counter(standing.score for standing in scored)
    made: list[Standing] = []
    for place, standing in enumerate(scored, start=1):
        tied = same[standing.score] > 1
        settled = tied and all(other.case in form.ties for other in scored if other.score == standing.score)
        first = next(number for number, other in enumerate(scored, start=1) if other.score == standing.score)
        made.append(replace(standing, rank=place if settled else first, tied=tied, settled=settled))
    return (*made, *(standing for standing in standings if standing.score is None))


def _said(form: Selection, standing: Standing) -> int:
    return form.ties.index(standing.case) if standing.case in form.ties else len(form.ties)


def _open(
    site: Site, form: Selection, ranked: tuple[Standing, ...], ballots: Mapping[str, Ballot], late: set[str]
) -> Iterator[str]:
    """Everything that has to be there before there is a result. A late ballot is set aside, not waited for."""
    if form.ballots_until and site.today <= form.ballots_until.last:
        yield f"投票到{form.ballots_until.chinese}才截止。"
    for judge in form.judges:
        if judge.id not in ballots and judge.id not in late:
            yield f"{judge.name}没有有效的选票。"
    names = {judge.id: judge.name for judge in form.judges}
    for standing in ranked:
        waiting = [names[judge] for judge in standing.missing if judge in ballots]
        if waiting:
            yield f"案例“{standing.case}”还缺{'、'.join(waiting)}的打分。"
        if len(standing.counted) < form.least_ballots:
            yield f"案例“{standing.case}”只有{len(standing.counted)}张有效选票，至少要{form.least_ballots}张。"
    yield from _nominated(site, form, ranked)
    yield from _cut(form, ranked)
    if form.ties and not form.ties_reason:
        yield "写了并列时的先后（ties），还要写怎样定的（ties_reason）。"


def _nominated(site: Site, form: Selection, ranked: tuple[Standing, ...]) -> Iterator[str]:
    by_unit = Counter(standing.unit for standing in ranked)
    for unit, count in by_unit.items():
        if form.most_per_unit and count > form.most_per_unit:
            yield f"{site.lists.units[unit].short}推荐了{count}件，最多{form.most_per_unit}件。"
    for case, count in Counter(standing.case for standing in ranked).items():
        if count > 1:
            yield f"案例“{case}”被推荐了{count}次，请留一条。"
    if len(ranked) < form.places:
        yield f"只有{len(ranked)}件参评，选不出{form.places}件。"


def _cut(form: Selection, ranked: tuple[Standing, ...]) -> Iterator[str]:
    """A tie across the last place can't be left open: one is in and one is out."""
    if len(ranked) <= form.places:
        return
    last, next_one = ranked[form.places - 1], ranked[form.places]
    if last.score is not None and last.score == next_one.score and not last.settled:
        tied = "、".join(f"“{standing.case}”" for standing in ranked if standing.score == last.score)
        yield f"第{form.places}名上并列：{tied}。请评委会合议，把先后写进 ties。"


def _late(form: Selection, cast: Mapping[str, Ballot]) -> Iterator[str]:
    for judge, ballot in cast.items():
        if not _in_time(form, ballot):
            yield f"选票“{judge}”是{ballot.cast_on.chinese}投的，已过截止日，另行存放，没有计入。"


def _strange(form: Selection, cast: Mapping[str, Ballot]) -> Iterator[str]:
    cases = {nomination.case for nomination in form.nominations}
    for judge, ballot in cast.items():
        if not _known(form, judge):
            yield f"选票“{judge}”不是名单里的评委，没有计入。"
        for marks in ballot.marks:
            if marks.case not in cases:
                yield f"选票“{judge}”给没有被推荐的案例“{marks.case}”打了分，没有计入。"


def _faulty(form: Selection, ballots: Mapping[str, Ballot]) -> Iterator[str]:
    for judge, ballot in ballots.items():
        for marks in ballot.marks:
            if not sound(form, marks):
                most = "、".join(f"{criterion.name}{criterion.most}" for criterion in form.criteria)
                yield f"选票“{judge}”给“{marks.case}”的打分不合规定（满分：{most}），没有计入。"
        for case, count in Counter(marks.case for marks in ballot.marks).items():
            if count > 1:
                yield f"选票“{judge}”给“{case}”打了{count}次分，只计第一次。"


def _ignored(form: Selection, ranked: tuple[Standing, ...], ballots: Mapping[str, Ballot]) -> Iterator[str]:
    """Marks that a judge gave although it had to stand back."""
    names = {judge.id: judge.name for judge in form.judges}
    for standing in ranked:
        for judge, reason in standing.excluded.items():
            if judge in ballots and any(marks.case == standing.case for marks in ballots[judge].marks):
                yield f"{names[judge]}应当回避“{standing.case}”（{reason}），打的分没有计入。"


def result(site: Site, outcome: Outcome) -> dict[str, Any]:
    """The result as the data of a collection: titles and, once the embargo is over, the cases; no judge, no mark.

    A case that is public already would vanish while a collection under embargo names it (E309), so until then
    it stands there by its title.
    """
    form = outcome.form
    chosen = outcome.chosen if form.ranked else sorted(outcome.chosen, key=lambda standing: standing.case)
    given = {
        "title": form.title,
        "summary": form.summary,
        "year": str(form.year),
        "issuers": list(form.issuers),
        "credits": list(_credits(site, outcome)),
        "occasion": form.occasion,
        "ranked": "是" if form.ranked else "否",
        "total": str(form.places),
        # Held back until the day before it is published: between the two nothing could be true of it.
        "embargo_until": str(max(form.embargo_until.last, form.publish_date.date() - timedelta(days=1))),
        "publish_date": f"{form.publish_date:%Y-%m-%d %H:%M}",
        "items": [_item(site, outcome, standing) for standing in chosen],
        "sources": [{"title": form.source_title, "publisher": form.source_publisher}],
        "reviewed_by": form.reviewed_by,
        "reviewed_on": str(form.reviewed_on),
    }
    return {name: value for name, value in given.items() if value}


def _credits(site: Site, outcome: Outcome) -> Iterator[dict[str, Any]]:
    """Each region of a joint selection, who stands for it, and how many of the chosen cases are its own."""
    counts = Counter(site.lists.units[_unit(site, standing)].region for standing in outcome.chosen)
    for credit in outcome.form.credits:
        yield {"region": credit.region, "issuers": list(credit.issuers), "count": str(counts[credit.region])}


def _unit(site: Site, standing: Standing) -> str:
    record = site.catalogue.read(CASE.name, standing.case)
    return record.unit if record else standing.unit


def _item(site: Site, outcome: Outcome, standing: Standing) -> dict[str, str]:
    record = site.catalogue.read(CASE.name, standing.case)
    item = {"title": record.title if record else standing.title}
    until = outcome.form.embargo_until.last
    if record and (site.today > until or record.publish_date.date() > until):
        item["record"] = standing.case
    else:
        item["region"] = site.lists.units[_unit(site, standing)].region
    if outcome.form.ranked and standing.tied and not standing.settled:
        item["note"] = f"并列第{standing.rank}名"
    return item
