"""What became of records and of the office's own files, for whoever has to account for a figure."""

from collections.abc import Iterator

from generator.office.frozen import frozen_of
from generator.office.traces import office_traces, traces
from generator.office_site.compose import office_page
from generator.site.site import Page, Site


def trace_pages(site: Site) -> Iterator[Page]:
    """`traces/index.html` with the office's files, and `traces/2020.html` with the records of an edition."""
    editions = [edition for edition in site.lists.editions.values() if traces(site, edition)]
    yield office_page(
        site,
        "traces.html",
        address="traces/index.html",
        section="traces",
        title="留痕",
        editions=editions,
        files=list(office_traces(site)),
        known=bool(site.loaded.history),
    )
    for edition in editions:
        yield office_page(
            site,
            "traces-edition.html",
            address=f"traces/{edition.id}.html",
            section="traces",
            title=f"留痕：{edition.id}年",
            edition=edition,
            traces=traces(site, edition),
            frozen=frozen_of(site, edition),
            known=bool(site.loaded.history),
        )
