"""`selections/<id>/selection.yml` and `…/ballots/<judge>.yml`: who may be chosen, by whom, and how they voted.

The vote is internal for ever: only its result becomes a collection, and that names no judge and no mark.
"""

from typing import Annotated

from pydantic import Field

from generator.model.dates import Day
from generator.model.field_types import (
    Amount,
    Count,
    Data,
    Flag,
    Listed,
    Moment,
    Name,
    Phrase,
    Refers,
    Slug,
    Summary,
    Title,
    Word,
)


class Criterion(Data):
    """What is marked from nought to `most`; it counts with its weight."""

    id: Annotated[Slug, Field(title="编号")]
    name: Annotated[Name, Field(title="评审标准")]
    weight: Annotated[Count, Field(title="权重", ge=1, le=100)]
    most: Annotated[Count, Field(title="满分", ge=1, le=100)] = 10


class Nomination(Data):
    """A case that a unit put forward."""

    case: Annotated[str, Refers("case"), Field(title="案例编号")]
    #: So that cases that are not chosen need never be public.
    title: Annotated[Title | None, Field(title="案例名称", description="还没有发布的案例才写。")] = None
    unit: Annotated[str, Listed("units"), Field(title="推荐单位")]
    reason: Annotated[Phrase | None, Field(title="推荐理由")] = None
    withdrawn: Annotated[Phrase | None, Field(title="撤回推荐的原因")] = None


class Conflict(Data):
    """Why a judge does not mark a case."""

    case: Annotated[str, Refers("case"), Field(title="案例编号")]
    reason: Annotated[Phrase, Field(title="回避原因")]


class Judge(Data):
    """Who marks; cases of the judge's own units are left out without being asked."""

    id: Annotated[Slug, Field(title="编号", description="和选票的文件名一样。")]
    name: Annotated[Word, Field(title="评委")]
    units: Annotated[tuple[Annotated[str, Listed("units")], ...], Field(title="所在单位", max_length=10)] = ()
    conflicts: Annotated[tuple[Conflict, ...], Field(title="已知的回避", max_length=500)] = ()


class RegionIssuers(Data):
    """Who stands for a region in a joint release."""

    region: Annotated[Word, Field(title="地区", examples=["全国"])]
    issuers: Annotated[tuple[Name, ...], Field(title="该地区的发布单位", min_length=1, max_length=10)]


class Selection(Data):
    """A selection from its call to its result."""

    title: Annotated[Title, Field(title="标题", description="结果公布时专题的标题。")]
    summary: Annotated[Summary, Field(title="摘要", description="结果公布时专题的摘要。")]
    unit: Annotated[str, Listed("units"), Field(title="主办单位")]
    call: Annotated[
        str | None, Refers("call"), Field(title="征集", description="征集与通知的编号；写了，进展没有跟上时会提醒。")
    ] = None
    year: Annotated[Count, Field(title="年度", ge=1978, le=2099)]
    issuers: Annotated[tuple[Name, ...], Field(title="发布单位", min_length=1, max_length=10)]
    credits: Annotated[
        tuple[RegionIssuers, ...], Field(title="各地区的发布单位", description="联合评选才写。", max_length=10)
    ] = ()
    occasion: Annotated[Name | None, Field(title="发布场合")] = None
    places: Annotated[Count, Field(title="入选件数", ge=1, le=100)]
    most_per_unit: Annotated[Count | None, Field(title="每个单位最多推荐几件", ge=1)] = None
    ranked: Annotated[Flag, Field(title="公布时是否排名次")] = True
    least_ballots: Annotated[Count, Field(title="每件至少要几张有效选票", ge=1, le=100)] = 3
    nominations_until: Annotated[Day | None, Field(title="推荐截止")] = None
    ballots_until: Annotated[Day | None, Field(title="投票截止")] = None
    embargo_until: Annotated[Day, Field(title="保密至")]
    publish_date: Annotated[Moment, Field(title="发布时间")]
    reviewed_by: Annotated[Word, Field(title="审核人或审核岗位")]
    reviewed_on: Annotated[Day, Field(title="审核日期")]
    source_title: Annotated[Phrase, Field(title="依据文件的标题")]
    source_publisher: Annotated[Phrase, Field(title="依据文件的发布者")]
    criteria: Annotated[tuple[Criterion, ...], Field(title="评审标准", min_length=1, max_length=20)]
    nominations: Annotated[tuple[Nomination, ...], Field(title="推荐", min_length=1, max_length=500)]
    judges: Annotated[tuple[Judge, ...], Field(title="评委", min_length=1, max_length=100)]
    ties: Annotated[
        tuple[Annotated[str, Refers("case")], ...],
        Field(title="并列时的先后", description="评委会合议后写案例编号，排在前面的在先。", max_length=100),
    ] = ()
    ties_reason: Annotated[Phrase | None, Field(title="并列怎样定的", description="写了先后就要写。")] = None


class Marks(Data):
    """One case on a ballot, marked in the order of the criteria."""

    case: Annotated[str, Refers("case"), Field(title="案例编号")]
    points: Annotated[tuple[Amount, ...], Field(title="各项得分", min_length=1, max_length=20)]


class Ballot(Data):
    """File form of one judge's ballot; the file's name is the judge's id."""

    cast_on: Annotated[Day, Field(title="投票日期")]
    conflicts: Annotated[tuple[Conflict, ...], Field(title="申请回避", max_length=500)] = ()
    marks: Annotated[tuple[Marks, ...], Field(title="打分", max_length=500)] = ()
