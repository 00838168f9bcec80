"""The files of all records, for the checks that look at texts."""

from collections.abc import Iterator

from generator.site.site import Site
from generator.yaml_source.reader import Source


def sources(site: Site) -> Iterator[Source]:
    """The data of every record's file, sound or not, under embargo or not, in the order of paths."""
    yield from sorted((*(e.source for e in site.catalogue.entries), *site.loaded.rejected), key=lambda s: s.path)
