"""What a part that is made of one record may know besides that record: it asks named questions, each answer is small.

Whoever keeps questions and answers can tell later whether the part would become the same, and make it again of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, TypeVarTuple, Unpack

from generator.model.article_style import HouseStyle
from generator.model.config import SiteConfig
from generator.model.record import Record
from generator.model.vocabularies import Term, Unit
from generator.site.derived import derived
from generator.site.site import Site
from generator.site.surroundings import PictureCard

Further = TypeVarTuple("Further")
Value = TypeVar("Value")

#: A question by its name, with what it is asked about.
Asked: TypeAlias = tuple[str, tuple[Any, ...]]
Answers: TypeAlias = dict[Asked, Any]


@dataclass(frozen=True)
class Constants:
    """What is the same for all parts of a site: whoever keeps parts makes all of them anew when it changes."""

    config: SiteConfig
    templates: tuple[Path, ...]
    style: HouseStyle
    units: Mapping[str, Unit]
    #: By list and name.
    terms: Mapping[tuple[str, str], Term]


def picture(site: Site, unit: str, file: str) -> PictureCard | None:
    """A unit's picture, if it can be shown."""
    return site.picture(unit, file)


@derived
def constants_of(site: Site) -> Constants:
    """The constants of a site."""
    terms = {(name, term.name): term for name, form in site.lists.terms.items() for term in form.items}
    return Constants(site.config, site.templates, site.style, site.lists.units, terms)


@dataclass(frozen=True)
class Look:
    """The site as a part made of one record sees it: the constants, and a way to ask (`ask`) for all else.

    What is made of the whole, such as a list, gets the `Site`. `answer` decides where answers come from.
    """

    constants: Constants
    answer: Callable[[Callable[..., Any], tuple[Any, ...]], Any]

    @property
    def config(self) -> SiteConfig:
        return self.constants.config

    @property
    def templates(self) -> tuple[Path, ...]:
        return self.constants.templates

    @property
    def style(self) -> HouseStyle:
        return self.constants.style

    @property
    def units(self) -> Mapping[str, Unit]:
        return self.constants.units

    def unit(self, record: Record) -> Unit:
        return self.units[record.unit]

    def term(self, name: str, value: str) -> Term | None:
        """The term of list `name` that an author wrote as `value`."""
        return self.constants.terms.get((name, value))

    def url(self, address: str) -> str:
        """The absolute address of a page or file."""
        return self.config.site_url + address

    def picture(self, unit: str, file: str) -> PictureCard | None:
        """A unit's picture, if it can be shown."""
        return self.ask(picture, unit, file)

    def ask(self, question: Callable[[Site, Unpack[Further]], Value], *about: *Further) -> Value:
        """What a question says of the site."""
        value: Value = self.answer(question, about)
        return value


def look_at(site: Site) -> Look:
    """Asks the site itself."""
    return Look(constants_of(site), lambda question, about: question(site, *about))


def recording(site: Site, answers: Answers) -> Look:
    """Asks the site and keeps what it was asked."""

    def answer(question: Callable[..., Any], about: tuple[Any, ...]) -> Any:
        asked = question.__name__, about
        if asked not in answers:
            answers[asked] = question(site, *about)
        return answers[asked]

    return Look(constants_of(site), answer)


def replaying(constants: Constants, answers: Answers) -> Look:
    """Knows nothing but what was answered before: anything else is a KeyError."""
    return Look(constants, lambda question, about: answers[question.__name__, about])
