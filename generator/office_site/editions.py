"""What is asked in each edition, as the program understands it, so that people can compare it with the document."""

from collections.abc import Iterator

from generator.model.editions import Edition
from generator.model.kinds.policy import POLICY
from generator.office.frozen import frozen_of
from generator.office_site.compose import office_page
from generator.site.site import Page, Site


def edition_pages(site: Site) -> Iterator[Page]:
    """`editions/index.html` and `editions/2020.html`."""
    editions = list(site.lists.editions.values())
    yield office_page(
        site,
        "editions.html",
        address="editions/index.html",
        section="editions",
        title="届次",
        editions=[(edition, _state(site, edition), frozen_of(site, edition)) for edition in editions],
    )
    for edition in editions:
        yield office_page(
            site,
            "edition.html",
            address=f"editions/{edition.id}.html",
            section="editions",
            title=f"{edition.id}年：要求和汇总表",
            edition=edition,
            state=_state(site, edition),
            frozen=frozen_of(site, edition),
            policy=site.catalogue.find(POLICY, edition.policy),
        )


def _state(site: Site, edition: Edition) -> str:
    """Where it stands, and whether anything of it is worked out."""
    return edition.phase(site.today) + ("" if edition.host and edition.rules else "，不核算")
