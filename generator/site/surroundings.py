"""What every part of a site may use: the whole site offers it, and so does the `Look` of a part of one record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.model.config import SiteConfig
from generator.model.record import Image, Record
from generator.model.vocabularies import Term, Unit


@dataclass(frozen=True, slots=True)
class PictureCard:
    """A picture that can be shown, without what is in it: `path` from the site's root, bytes and pixels."""

    file: str
    path: str
    size: int
    width: int
    height: int
    #: Path and width of every form in which it is published, the narrowest first.
    renditions: tuple[tuple[str, int], ...]


class Surroundings(Protocol):
    """Settings, vocabularies, addresses, pictures."""

    @property
    def config(self) -> SiteConfig: ...

    @property
    def templates(self) -> tuple[Path, ...]:
        """Folders of templates; a file of the first is taken before one of the next."""
        ...

    @property
    def units(self) -> Mapping[str, Unit]: ...

    def unit(self, record: Record) -> Unit: ...

    def term(self, name: str, value: str) -> Term | None:
        """The term of list `name` that an author wrote as `value`."""
        ...

    def url(self, address: str) -> str:
        """The absolute address of a page or file."""
        ...

    def picture(self, unit: str, file: str) -> PictureCard | None:
        """A unit's picture, if it can be shown."""
        ...


def pictures_of(around: Surroundings, record: Record) -> Iterator[tuple[Image, PictureCard]]:
    """The record's pictures that can be shown, in its order."""
    for image in record.images:
        found = around.picture(record.unit, image.file)
        if found:
            yield image, found
