"""`inspection.yml` and `links.yml`: how old things may be, and what the last run over outside links found."""

from typing import Annotated

from pydantic import Field

from generator.model.dates import Day
from generator.model.field_types import Count, Data, Link, Phrase
from generator.model.kinds import KINDS, KindName


class ReviewRule(Data):
    """After how many days a record of a kind is to be looked at again."""

    kind: Annotated[KindName, Field(title="种类")]
    days: Annotated[Count, Field(title="多少天复核一次", ge=1)]


class InspectionRules(Data):
    """File form of `inspection.yml`; what is not written there stays as it is here."""

    reviews: Annotated[tuple[ReviewRule, ...], Field(title="复核", max_length=20)] = tuple(
        ReviewRule.model_construct(kind=kind.name, days=kind.review.days) for kind in KINDS.values() if kind.review.days
    )
    warn_days: Annotated[Count, Field(title="提前几天提醒栏目快到期限", ge=0, le=60)] = 3
    links_days: Annotated[Count, Field(title="外部链接多少天要查一次", ge=1)] = 30
    #: Dead for others than us: reasons are written down, as endoflife.date does.
    excused: Annotated[tuple[Phrase, ...], Field(title="不算失效的网址开头", max_length=200)] = ()


class DeadLink(Data):
    """An address that did not answer as it should."""

    url: Annotated[Link, Field(title="网址")]
    status: Annotated[Phrase, Field(title="结果")]
    pages: Annotated[tuple[Phrase, ...], Field(title="出现的网页", max_length=50)] = ()


class LinkRun(Data):
    """File form of `links.yml`, written by `wanlixing links`."""

    checked_on: Annotated[Day, Field(title="检查日期")]
    total: Annotated[Count, Field(title="检查的链接数")]
    dead: Annotated[tuple[DeadLink, ...], Field(title="失效的链接", max_length=5000)] = ()
