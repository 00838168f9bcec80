"""The home page: the edition, what is new, what there is, where, and how to take part."""

from collections.abc import Iterator

from generator.model.editions import Edition, Phase
from generator.model.kinds import KINDS
from generator.model.kinds.collection import COLLECTION, Collection
from generator.model.kinds.figure import FIGURE
from generator.model.kinds.policy import POLICY
from generator.model.record import Record
from generator.model.vocabularies import prefectures
from generator.office.edition_state import leading
from generator.office.summary_table import published_tables
from generator.outputs.dated_events import near_today
from generator.outputs.feeds.links import ALL
from generator.outputs.pages.figures import latest as latest_figures
from generator.outputs.pages.json_ld import about_site
from generator.outputs.pages.listings import theme_tiles
from generator.outputs.pages.progress import published
from generator.outputs.pages.tile_maps import city_map
from generator.rendering.templates import Meta, compose, newest
from generator.site import facets
from generator.site.site import Page, Site
from generator.site.surroundings import pictures_of

DOORS = (
    ("投稿", "submit.html", "各地知识产权管理部门报送活动亮点和典型案例，填表即可"),
    ("订阅", "feeds/index.html", "用阅读器、邮箱或公众号收专栏的更新，一分钟学会"),
    ("资料来源与更正", "sources.html", "每条记录都注明出处，发现差错请告诉我们"),
)


def home(site: Site) -> Iterator[Page]:
    """`index.html`."""
    catalogue, config = site.catalogue, site.config
    edition = leading(site)
    phase = edition.phase(site.today) if edition else "已结束"
    lead = _lead(site) if phase == "已结束" else None
    latest = [record for record in catalogue.records if record is not lead][: config.display.home_latest]
    yield compose(
        site,
        "home.html",
        address="index.html",
        section="home",
        title=config.title,
        meta=Meta(config.description, feeds=(ALL,), styles=("map", "home"), graph=about_site(site)),
        changed=newest(catalogue.records),
        edition=edition,
        phase=phase,
        lead=lead,
        achieved=edition is not None and any(table.edition == edition for table in published_tables(site)),
        policy=catalogue.find(POLICY, edition.policy) if edition else None,
        total=len(catalogue),
        latest=[(record, site.unit(record), next(pictures_of(site, record), None)) for record in latest],
        kinds=kind_counts(site),
        collection=_collection(site),
        figures=latest_figures(catalogue.of(FIGURE))[:4],
        themes=theme_tiles(site),
        editions=_editions(site),
        in_progress=bool(published(site)),
        events=near_today(site, 6),
        tiles=city_map(site, config.home_region),
        cities=_cities(site),
        prefectures=prefectures(site.lists.regions.get(config.home_region, ())),
        words=_words(site),
        doors=[door for door in DOORS if door[1] in (*site.guides, "submit.html", "feeds/index.html")],
    )


def _editions(site: Site) -> list[tuple[Edition, Phase]]:
    """The editions with where they stand, the latest first."""
    found = sorted(site.lists.editions.values(), key=lambda edition: edition.start.key, reverse=True)
    return [(edition, edition.phase(site.today)) for edition in found]


def kind_counts(site: Site) -> list[tuple[str, str, int]]:
    """Label, address and number of records of every kind that has some."""
    counts = ((k.label, f"{k.folder}/index.html", len(site.catalogue.of(k))) for k in KINDS.values())
    return [count for count in counts if count[2]]


def _lead(site: Site) -> Record | None:
    """What stands at the head while no edition runs: the event that happened last, else what was published last."""
    happened = (r for r in site.catalogue.events() if r.event_date and r.event_date.last <= site.today)
    return max(happened, key=_happened, default=next(iter(site.catalogue.records), None))


def _happened(record: Record) -> tuple[int, ...]:
    return record.event_date.key if record.event_date else ()


def _cities(site: Site) -> list[tuple[str, str, int]]:
    counts = {unit: len(found) for unit, found in site.catalogue.by(facets.unit).items()}
    units = site.lists.regions.get(site.config.home_region, [])
    return [(u.short, f"units/{u.id}.html" if counts.get(u.id) else "", counts.get(u.id, 0)) for u in units]


def _collection(site: Site) -> Collection | None:
    """The newest collection that has something to read."""
    return next((found for found in site.catalogue.of(COLLECTION) if len(found.items) >= 5), None)


def _words(site: Site) -> list[str]:
    """The commonest tags, as a way into the search."""
    counts: dict[str, int] = {}
    for record in site.catalogue.records:
        for tag in record.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return sorted(counts, key=lambda tag: (-counts[tag], tag))[:6]
