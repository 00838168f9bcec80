"""A record as a 公众号 article: what an editor copies, what feeds carry, what becomes a draft. One renderer for all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from generator.model.article_style import HouseStyle
from generator.model.record import Passage, Record
from generator.outputs.pages.bulletins import table_values
from generator.outputs.wechat.numbers import numbers
from generator.rendering.templates import render
from generator.site.details import details_of
from generator.site.look import Look
from generator.site.surroundings import PictureCard, Surroundings, pictures_of
from generator.text.markdown import render as render_markdown
from generator.text.wechat_allowlist import MAX_HTML
from generator.text.wechat_elements import HANGING, Style, own_address, tag
from generator.text.wechat_html import Running, convert

#: Longer names of authors are refused by the platform (WX-20).
MAX_AUTHOR = 16
#: A picture of fewer pixels than this is not stretched.
SMALL = 320


@dataclass(frozen=True, slots=True)
class Article:
    """What the platform asks for: the fields of its form, and the HTML of the text."""

    title: str
    digest: str
    author: str
    #: Where 阅读原文 leads.
    source: str
    html: str
    pictures: tuple[PictureCard, ...]
    cover: PictureCard | None


def article(look: Look, record: Record) -> Article:
    """The article of a record; one that would be too long gets leaner styles."""
    pictures = tuple(file for _image, file in pictures_of(look, record))
    return Article(
        title=record.article_title,
        digest=record.wechat.digest or record.summary,
        author=author(look, record),
        source=look.url(record.address),
        html=fitting(lambda lean: _html(look, record, lean)),
        pictures=pictures,
        cover=cover_of(look, record),
    )


def author(look: Look, record: Record) -> str:
    """The unit, by its short name if the whole one is too long."""
    unit = look.unit(record)
    return str(unit.name if len(unit.name) <= MAX_AUTHOR else unit.short)


def cover_of(around: Surroundings, record: Record) -> PictureCard | None:
    """The picture that was chosen as the cover, if it can be shown; else the record's first, if it has any."""
    name = record.wechat.cover
    chosen = around.picture(record.unit, name) if name else None
    return chosen or next((file for _image, file in pictures_of(around, record)), None)


def fitting(make: Callable[[bool], str]) -> str:
    """The article in full styles, or in lean ones where it would be too long (WX-20)."""
    html = make(False)
    return html if len(html) < MAX_HTML else make(True)


def _html(look: Look, record: Record, lean: bool) -> str:
    styles = styles_of(look.style, lean)
    running = Running(look.style.ordinals)
    pictures = [(image, look.url(file.path), _own_width(file)) for image, file in pictures_of(look, record)]

    def text(section: Passage) -> Markup:
        html = render_markdown(section.text, section.top).html
        return Markup(convert(html, styles.css, running))  # noqa: S704  # of safe HTML, by an allow-list

    return compact(
        render(
            look,
            "wechat/article.html",
            record=record,
            pictures=pictures,
            details=list(details_of(look, record, "text")),
            numbers=numbers(record),
            text=text,
            **table_values(look, record),
            **styles.tools(running),
        )
    )


def _own_width(file: PictureCard) -> int:
    """The width of a picture that is too small for the whole column, such as an icon; else nothing."""
    return file.width if file.width < SMALL else 0


@dataclass(frozen=True)
class Styles:
    """The house style as templates use it."""

    css: Style
    attributes: Mapping[str, Markup]

    def tools(self, running: Running) -> dict[str, Any]:
        """What a template of an article uses: the styles `s`, `title(words)`, `link(words, address)`."""
        return {
            "s": self.attributes,
            "title": lambda words: heading(words, self.css, running),
            "link": lambda words, address: reference(words, address, self.css),
            "running": running,
        }


@lru_cache(maxsize=8)
def styles_of(style: HouseStyle, lean: bool) -> Styles:
    """The styles of a house style; each role as an attribute, too."""
    css = style.styles(lean=lean)
    css["marked"] = f"{css['item']};{HANGING}"
    return Styles(css, {role: Markup(f' style="{value}"' if value else "") for role, value in css.items()})  # noqa: S704


def heading(words: str, css: Style, running: Running) -> Markup:
    """A heading of the article itself, numbered with those of its texts."""
    inner = f"{tag('span', css['h2_text'])}{escape(words)}</span>" if css["h2_text"] else str(escape(words))
    return Markup(f"{tag('h2', css['h2'])}{running.heading(css)}{inner}</h2>")  # noqa: S704  # escaped above


def reference(words: str, address: str | None, css: Style) -> Markup:
    """A title: a link where one works, else its words alone (WX-16).

    Whoever issued it and when stands beside it, and 阅读原文 leads to the address: printed, it would help nobody.
    """
    inside = own_address(address or "")
    shown = f'<a href="{escape(inside)}" style="{css["a"]}">{escape(words)}</a>' if inside else str(escape(words))
    return Markup(shown)  # noqa: S704  # escaped above


def compact(html: str) -> str:
    """Without the template's line breaks and indents, which the editor would show (WX-15)."""
    return "".join(line.strip(" ") for line in html.split("\n"))
