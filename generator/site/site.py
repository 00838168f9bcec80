"""What checks and outputs take (`Site`) and what outputs give (`Page`, `File`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator.diagnostics.problems import Position, Problem
from generator.images.picture import Picture
from generator.model.article_style import HouseStyle
from generator.model.config import SiteConfig
from generator.model.office import Office
from generator.model.record import Record
from generator.model.vocabularies import Lists, Term, Unit
from generator.site.catalogue import Catalogue
from generator.site.entry import Entry
from generator.site.surroundings import PictureCard
from generator.yaml_source.reader import Source


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A submitted picture with where it lies: `path` from the site's root, or why it can't be used."""

    path: str
    picture: Picture | None

    @property
    def renditions(self) -> list[tuple[str, int]]:
        """Path and width of every form in which it is published, the narrowest first."""
        if self.picture is None:
            return []
        # The dot keeps these names clear of those that authors may choose.
        stem, dot, suffix = self.path.rpartition(".")
        narrower = [(f"{stem}.{width}{dot}{suffix}", width) for width in self.picture.narrower]
        return [*narrower, (self.path, self.picture.width)]

    def card(self, file: str) -> PictureCard | None:
        """What pages say of it, if it can be used."""
        found = self.picture
        if found is None:
            return None
        return PictureCard(file, self.path, len(found.content), found.width, found.height, tuple(self.renditions))


#: What stands for a picture that can't be used, or was not asked for.
NO_PICTURE = PictureFile("", None)


@dataclass(frozen=True, slots=True)
class Guide:
    """A page that maintainers wrote as Markdown: the file, what is in it, its settings and its text for readers."""

    path: str
    written: str
    #: Title, description and type, as far as it says them.
    settings: Mapping[str, str]
    #: The text without the settings, with the words of the column put in.
    body: str

    @property
    def title(self) -> str:
        return self.settings.get("title", "")

    @property
    def group(self) -> str:
        """Its part of the menu, and what the search calls it; a page of no group is about the column, and not found."""
        return self.settings.get("group", "")

    def position(self, link: str) -> Position:
        """Where the page links to an address; it may be written as that of the Markdown file."""
        stem = link.split("#", 1)[0].removesuffix(".html")
        lines = self.written.splitlines()
        for mark in (f"]({link}", f"]({stem}", link, stem.rstrip("/").rsplit("/", 1)[-1]):
            for number, line in enumerate(lines, start=1):
                if mark in line:
                    return Position(self.path, number, line.index(mark) + 1 + 2 * mark.startswith("]("))
        return Position(self.path)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a file as git remembers it: who made it and who took it in, on which days."""

    commit: str
    sort: str
    author: str
    day: str
    committer: str
    taken: str


@dataclass(frozen=True, slots=True)
class LoadFacts:
    """What was noticed while a site was loaded: for checks, and for the office's inspection, never for a page."""

    #: Records, as (kind name, id), whose files are there but have mistakes that were reported already.
    invalid: frozenset[tuple[str, str]] = frozenset()
    #: Records that nobody asked about: by (kind name, id) the files that are there and were not read.
    not_loaded: Mapping[tuple[str, str], str] = field(default_factory=dict)
    #: The data of files with mistakes, so that what their texts hold is reported as well.
    rejected: tuple[Source, ...] = ()
    #: What is sound of the records in them.
    sound_parts: tuple[Entry, ...] = ()
    #: The files that lists were read from, by list name, so that checks can point into them.
    list_sources: Mapping[str, Source] = field(default_factory=dict)
    #: The settings file, so that checks can point into it.
    settings: Source = field(default_factory=lambda: Source("site_config.yml", {}))
    #: Whether this is to go out on the host office's site: what a draft may lack is then an error.
    production: bool = False
    #: What reading and checking said, for the office alone.
    reported: tuple[Problem, ...] = ()
    #: By path, who changed a file and when, for the office alone.
    history: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Site:
    """Everything that was read. `today` is the only clock that checks and outputs know."""

    config: SiteConfig
    lists: Lists
    catalogue: Catalogue
    today: date
    #: Folders of templates; a file of the first is taken before one of the next.
    templates: tuple[Path, ...]
    #: How 公众号 articles look.
    style: HouseStyle
    #: The hand-written pages, by address.
    guides: Mapping[str, Guide] = field(default_factory=dict)
    #: By (unit id, file name).
    pictures: Mapping[tuple[str, str], PictureFile] = field(default_factory=dict)
    #: What the office keeps for itself: for `office` and `office_site` alone.
    office: Office = field(default_factory=Office)
    #: The program of Decap CMS; empty unless the settings ask for it.
    cms: bytes = b""
    #: What the loading noticed.
    loaded: LoadFacts = field(default_factory=LoadFacts)
    #: What was worked out of it (see `site.derived`).
    derived: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    def unit(self, record: Record) -> Unit:
        return self.lists.units[record.unit]

    def url(self, address: str) -> str:
        """The absolute address of a page or file."""
        return self.config.site_url + address

    def term(self, name: str, value: str) -> Term | None:
        """The term of list `name` that an author wrote as `value`."""
        return self.lists.term(name, value)

    @property
    def units(self) -> Mapping[str, Unit]:
        return self.lists.units

    def picture(self, unit: str, file: str) -> PictureCard | None:
        """A unit's picture, if it can be shown."""
        found = self.pictures.get((unit, file))
        return found.card(file) if found else None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the site with a frame of its own: its menu entry is lit and its depth is fixed."""

    name: str
    title: str
    in_menu: bool = True

    @property
    def frame_address(self) -> str:
        """The page that the frame is made from."""
        alone = {"home": "index.html", "search": "search.html", "submit": "submit.html"}
        return alone.get(self.name, f"{self.name}/index.html")

    @property
    def frame_source(self) -> str:
        return self.frame_address.removesuffix(".html") + ".md"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of ours, to be put into the frame of its section.

    `title`, `description` are plain text; `head` and `article` are finished, safe HTML whose
    addresses are relative to `address`.
    """

    address: str
    section: str
    title: str
    article: str
    head: str = ""
    #: Day of the last change, for the sitemap; None keeps the page out of it.
    changed: date | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file as it will be published."""

    path: str
    content: bytes


def picture_path(unit: str, name: str, picture: Picture) -> str:
    """Where a submitted picture is published."""
    return f"images/{unit}/{name.rsplit('.', 1)[0]}{picture.suffix}"
