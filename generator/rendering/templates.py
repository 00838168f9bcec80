"""The one Jinja environment for everything that shows a record: autoescape, StrictUndefined.

MkDocs' own environment does not escape; no text of a record ever goes through it.
"""

import json
import re
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup, escape

from generator.model.quantities import money
from generator.model.record import Kind, Record
from generator.rendering.compiled_templates import CompiledTemplates
from generator.site.site import Page
from generator.site.surroundings import Surroundings
from generator.text.markdown import render as render_markdown


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page points to: its title and its path without the ending."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Meta:
    """What a page says about itself in its head (conventions A2)."""

    description: str
    column: Kind | None = None
    record: Record | None = None
    feeds: tuple[FeedLink, ...] = ()
    robots: str = ""
    #: Style sheets of `assets/css/` that this page needs besides the column's own.
    styles: tuple[str, ...] = ()
    #: What the page is about, for machines: schema.org values (see `outputs.linked`).
    graph: tuple[Mapping[str, Any], ...] = ()
    #: A picture for who passes the page on: its path from the site's root and what is on it.
    image: tuple[str, str] | None = None


def moment(value: datetime) -> str:
    """`2026-11-22 09:00`, the form of GOV-30."""
    return value.strftime("%Y-%m-%d %H:%M")


def number(value: Decimal | int) -> str:
    """Every digit, thousands set off, no exponent: 12,345.6."""
    return f"{Decimal(value).normalize():,f}"


_PHONE = re.compile(r"[0-9][0-9 -]{3,18}[0-9]")


def is_phone(text: str) -> bool:
    """Whether a text is one telephone number and nothing else, so that a phone can call it."""
    return _PHONE.fullmatch(text) is not None


def markdown(text: str, top: int = 2) -> Markup:
    """A record's Markdown as safe HTML (see `text.markdown`)."""
    return Markup(render_markdown(text, top).html)  # noqa: S704  # sanitised by nh3 against an allow-list


_COMPILED = CompiledTemplates("records")


@lru_cache(maxsize=4)
def environment(folders: tuple[Path, ...]) -> Environment:
    """The environment of pages by their names, and of all else by its path below these folders: `wechat/…`."""
    made = Environment(
        loader=FileSystemLoader([*(folder / "pages" for folder in folders), *folders]),
        autoescape=True,
        bytecode_cache=_COMPILED,
        # Not looked at again for each page; who waits for changes empties the cache of `environment`.
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(moment=moment, markdown=markdown, money=money, number=number, is_phone=is_phone)
    return made


def render(around: Surroundings, template: str, **values: Any) -> str:
    """One template to HTML."""
    return (
        environment(around.templates)
        .get_template(template)
        .render(config=around.config, url=around.url, units_by_id=around.units, **values)
    )


def compose(
    around: Surroundings,
    template: str,
    *,
    address: str,
    section: str,
    title: str,
    meta: Meta,
    changed: date | None = None,
    **values: Any,
) -> Page:
    """A page from its template; `root` leads from the page to the site's root, for relative links."""
    root = "../" * address.count("/")
    article = render(around, template, root=root, title=title, address=address, **values)
    head = render(around, "head.html", root=root, title=title, address=address, meta=meta)
    head += _shared(around, root, title, address, meta)
    return Page(address, section, title, article, head, changed)


def _shared(around: Surroundings, root: str, title: str, address: str, meta: Meta) -> str:
    """What a page says to other programs. Built here and not by a template: a third of the time, on every page."""
    config, record = around.config, meta.record
    image, image_words = meta.image or ("assets/images/card.png", f"{config.title}：{config.subtitle}")
    properties = {
        "og:type": "article" if record else "website",
        "og:site_name": config.title,
        "og:locale": "zh_CN",
        "og:title": title,
        "og:description": meta.description,
        "og:url": around.url("" if address == "index.html" else address),
        "og:image": around.url(image),
        "og:image:alt": image_words,
    }
    if record:
        properties["article:published_time"] = record.publish_date.isoformat()
        properties["article:modified_time"] = record.updated.isoformat()
    lines = [f'<link rel="stylesheet" href="{root}assets/css/{name}.css">' for name in meta.styles]
    lines += [f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items()]
    if meta.graph:
        lines.append(f'<script type="application/ld+json">{data_block(meta.graph)}</script>')
    return "\n".join(lines) + "\n"


def data_block(graph: Iterable[Mapping[str, Any]]) -> Markup:
    """Values as JSON that no title can end: a data block is not run, but `</script>` would still close it."""
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": list(graph)}, ensure_ascii=False, separators=(",", ":")
    )
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704  # every character that means something to HTML is written as an escape


def template_fault(error: BaseException) -> str:
    """Where a template is wrong, if that is what the error is about: file, line, what Jinja says."""
    if isinstance(error, TemplateSyntaxError):
        return f"模板 {Path(error.filename or error.name or '').name} 第 {error.lineno} 行有误：{error.message}"
    if not isinstance(error, TemplateError):
        return ""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".html")]
    place = f"模板 {Path(frames[-1].filename).name} 第 {frames[-1].lineno} 行有误：" if frames else "模板有误："
    return f"{place}{error}"


def newest(records: Iterable[Record]) -> date | None:
    """The day of the latest change among records."""
    latest = max((record.updated for record in records), default=None)
    return latest.date() if latest else None
