"""What stands where a withdrawn record was: that it is gone, since when and why, and nothing of what it said."""

from collections.abc import Iterator

from generator.model.kinds import labelled
from generator.outputs.feeds.channel import withdrawn_address
from generator.outputs.feeds.links import ALL
from generator.rendering.page_tools import mistake_report
from generator.rendering.templates import Meta, compose
from generator.site.site import Page, Site


def withdrawn_pages(site: Site) -> Iterator[Page]:
    """One page a withdrawn record, kept out of search engines and the sitemap."""
    for item in site.lists.withdrawn:
        kind = labelled(item.kind)
        address, title = withdrawn_address(item), f"已撤回的{kind.label}（{item.id}）"
        yield compose(
            site,
            "withdrawn.html",
            address=address,
            section=kind.folder,
            title=title,
            meta=Meta(f"这条{kind.label}已经撤回。", feeds=(ALL,), robots="noindex"),
            item=item,
            unit=site.lists.units.get(item.unit),
            report=mistake_report(site.config.government, title, site.url(address)),
        )
