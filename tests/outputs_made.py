"""What a single output makes of a site, for tests and measurements."""

from collections.abc import Iterator

from generator.build.parts import part_of_record
from generator.outputs import OUTPUTS
from generator.preview.part_cache import LazyNotes, PartCache
from generator.site.look import look_at
from generator.site.output import RUN, LazyFile, Made, Output
from generator.site.site import File, Page, Site


def output(name: str) -> Output:
    """The output of that name."""
    return next(one for one in OUTPUTS if one.name == name)


def parts(site: Site, one: Output) -> Iterator[Made]:
    """Everything that an output makes of a site."""
    cache, look = PartCache(), look_at(site)
    cache.renew(site)
    records = site.catalogue.records
    for record in records if one.of_record else ():
        yield from part_of_record(one, look, record)[0]
    for first in range(0, len(records), RUN) if one.of_run else ():
        yield from cache.run(site, one, first).files
    if one.of_site:
        yield from one.of_site(site, LazyNotes(site, OUTPUTS, cache))


def made(site: Site, name: str) -> Iterator[Page | File]:
    """The same by the output's name, with every file's content."""
    for one in parts(site, output(name)):
        yield File(one.path, one.make()) if isinstance(one, LazyFile) else one


def made_files(site: Site, name: str) -> Iterator[File]:
    """The files that are no pages."""
    return (one for one in made(site, name) if isinstance(one, File))
