"""Where an edition stands on a day: before, in or after its window, and from when nothing of it is owed any more."""

from datetime import date

from generator.model.editions import Edition
from generator.model.office.frozen_totals import Frozen
from generator.site.site import Site


def closed(site: Site, edition: Edition) -> bool:
    """Whether its account is closed: its totals were sealed, or the year of its last day is over.

    On the day of sealing it is still open, so that what was sealed and what is worked out for that day are the same.
    """
    sealed = site.office.one(f"frozen/{edition.id}", Frozen)
    return site.today > (sealed.closed_on.last if sealed else date(_last_day(edition).year, 12, 31))


def leading(site: Site) -> Edition | None:
    """The edition that the home page leads with: the one that runs, the one that is prepared, else the last one.

    Where several run, the one of the settings; else the one that began last.
    """
    editions = site.lists.editions
    chosen = editions.get(site.config.edition or "")
    for phase in ("进行中", "筹备"):
        found = [edition for edition in editions.values() if edition.phase(site.today) == phase]
        if found:
            return chosen if chosen in found else max(found, key=lambda edition: edition.start.key)
    return chosen or max(editions.values(), key=lambda edition: edition.end.key, default=None)


def _last_day(edition: Edition) -> date:
    """The last of the days that something is owed on."""
    days = [edition.end, edition.summary_due, *(duty.due for duty in edition.rules)]
    return max(day.last for day in (*days, *(line.due for line in edition.deadlines)) if day)
