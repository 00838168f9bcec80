"""The parts of a site as its outputs make them, files apart from notes: for the build and for the preview."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from generator.model.record import Record
from generator.publishing.versions import Stored
from generator.rendering.frames import render_page
from generator.rendering.theme import Theme
from generator.site.catalogue import Key
from generator.site.look import Look
from generator.site.output import LazyFile, Made, Note, Output, Run
from generator.site.site import File, Page

#: What a part is made of: files and pages, and notes by name.
Part: TypeAlias = tuple[list[Made], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Finished:
    """What has to be known of a file that was made, besides its bytes."""

    stored: Stored
    empty: bool
    #: Of our own pages: the section, whose frame is around it.
    section: str
    changed: date | None
    #: The addresses that are in it, apart from those of its frame.
    addresses: tuple[str, ...]


def part_of_record(output: Output, look: Look, record: Record) -> Part:
    """What an output makes of a record."""
    return _parted(output.of_record(look, record)) if output.of_record else ([], {})


def part_of_run(output: Output, first: int, notes: Mapping[str, Mapping[Key, Any]]) -> Part:
    """What an output makes of the notes of neighbouring records."""
    return _parted(output.of_run(Run(first, notes))) if output.of_run else ([], {})


def _parted(made: Iterable[Made | Note]) -> Part:
    files: list[Made] = []
    notes: dict[str, Any] = {}
    for one in made:
        if isinstance(one, Note):
            notes[one.name] = one.value
        else:
            files.append(one)
    return files, notes


def path_of(made: Made) -> str:
    """Where it will lie."""
    return made.address if isinstance(made, Page) else made.path


def finished(made: Made, theme: Theme, title: str) -> File:
    """The file that will be published: a page is put into its frame."""
    if isinstance(made, Page):
        return render_page(made, theme.frames[made.section], title)
    return File(made.path, made.make()) if isinstance(made, LazyFile) else made
