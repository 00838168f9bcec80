"""Selections as pages: nominations, marks, who stood back, the ranking. The vote is shown nowhere else."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from generator.model.kinds.case import CASE
from generator.office.selections import Outcome, selections
from generator.office_site.compose import lead, office_page
from generator.site.site import Page, Site


def selection_pages(site: Site) -> Iterator[Page]:
    """`selections/index.html` and `selections/<id>.html`."""
    found = selections(site)
    yield office_page(
        site, "selections.html", address="selections/index.html", section="selections", title="评选", found=found
    )
    for outcome in found:
        yield _page(site, outcome)


def _page(site: Site, outcome: Outcome) -> Page:
    records = {s.case: site.catalogue.read(CASE.name, s.case) for s in outcome.standings}
    return office_page(
        site,
        "selection.html",
        address=f"selections/{outcome.id}.html",
        section="selections",
        title=outcome.form.title,
        outcome=outcome,
        records=records,
        decimal=decimal,
        lead=partial(lead, site),
    )


def decimal(score: Fraction) -> str:
    """A score to two places, rounded half up; ranks are made of the exact one."""
    hundredths = (score * 200 + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02}"
