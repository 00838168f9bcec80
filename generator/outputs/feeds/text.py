"""The text of an entry as feed readers show it: HTML that says what everything is, with links and lists, no styles."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.model.record import Passage, Record
from generator.outputs.pages.bulletins import table_values
from generator.outputs.questions import in_feeds
from generator.outputs.wechat.article import compact, cover_of
from generator.outputs.wechat.numbers import numbers
from generator.rendering.templates import render
from generator.site.catalogue import key_of
from generator.site.details import details_of
from generator.site.look import Look
from generator.site.output import Note
from generator.site.surroundings import PictureCard, pictures_of
from generator.text.markdown import render as render_markdown

_CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class EntryText:
    """The text of a record's entry, and its cover."""

    html: str
    cover: PictureCard | None


def entry_note(look: Look, record: Record) -> Iterator[Note]:
    """The text of a record for the feeds that it is in."""
    if look.ask(in_feeds, *key_of(record)):
        yield Note("entry", entry_text(look, record))


def entry_text(look: Look, record: Record) -> EntryText:
    """All that the record's page says, in the same order."""
    html = render(
        look,
        "feeds/entry.html",
        record=record,
        pictures=[(image, look.url(file.path), file) for image, file in pictures_of(look, record)],
        details=list(details_of(look, record, "text")),
        numbers=numbers(record),
        text=_text,
        title=_heading,
        link=_link,
        # The blocks ask for a style wherever an article would have one.
        s=defaultdict(str),
        **table_values(look, record),
    )
    return EntryText(compact(html), cover_of(look, record))


def _text(section: Passage) -> Markup:
    """On one line, as an entry is written; the lines of code stay lines."""
    html = _CODE.sub(lambda found: found[0].replace("\n", "&#10;"), render_markdown(section.text, section.top).html)
    return Markup(html.strip().replace("\n", " "))  # noqa: S704  # sanitised by an allow-list


def _heading(words: str) -> Markup:
    return Markup("<h2>{}</h2>").format(words)


def _link(words: str, address: str | None) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, words) if address else escape(words)
