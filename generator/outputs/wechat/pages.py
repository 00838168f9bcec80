"""`wechat/<id>.html`: a page that holds an article and nothing else, to be copied or imported; its pictures as ZIP."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.images import qr
from generator.model.record import Record
from generator.outputs.channels.brief import digest_brief_data, record_brief_data
from generator.outputs.channels.digest_forms import digest_email_body
from generator.outputs.channels.record_forms import card_label, poster_words, weibo_text
from generator.outputs.feeds.channel import withdrawn_address
from generator.outputs.feeds.items import wechat_address
from generator.outputs.questions import article_address, article_name, in_wechat_feed, picture_content
from generator.outputs.wechat.article import Article, article
from generator.outputs.wechat.digest import Digest, digest_article, message, weekly
from generator.rendering.frames import POLICY
from generator.rendering.templates import render
from generator.site.catalogue import key_of
from generator.site.look import Look
from generator.site.output import Note
from generator.site.site import File, Site
from generator.site.surroundings import PictureCard, Surroundings
from generator.text.wechat_dark import rules

#: Articles are made of inline styles: attributes may hold them, here and nowhere else; scripts stay our own.
_POLICY = f"{POLICY}; style-src-attr 'unsafe-inline'"
#: ZIP knows no earlier day; any fixed one gives the same bytes for the same pictures.
_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Channels:
    """What a page offers for other channels: texts, the body of an e-mail, a document, what a poster needs."""

    #: What the browser makes the document of, as JSON.
    brief: str
    weibo: str = ""
    mail: str = ""
    summary: str = ""
    credit: str = ""
    code: str = ""


def style_sheet(site: Site) -> Iterator[File]:
    """What all articles and digests look like around the article."""
    # Colours of a fixed form, in selectors: nothing to escape.
    dark = [([Markup(one) for one in selectors], css) for selectors, css in rules(site.style.styles().values())]  # noqa: S704
    yield File("wechat/page.css", render(site, "wechat/page.css", dark=dark).encode())


def withdrawn_articles(site: Site) -> Iterator[File]:
    """What stands where the article of a withdrawn record was, for editors who come back to it."""
    for item in site.lists.withdrawn:
        if site.catalogue.get("*", item.id) is None:
            back = withdrawn_address(item)
            html = render(site, "wechat/withdrawn.html", item=item, root="../", back=back, policy=_POLICY)
            yield File(article_address(item.id), html.encode())


def article_page(look: Look, record: Record) -> Iterator[File | Note]:
    """A record's article, its pictures, and the article once more for the feed of editors."""
    made, name = article(look, record), look.ask(article_name, *key_of(record))
    archive = f"wechat/{name}-pictures.zip" if made.pictures else ""
    label = card_label(look, record.kind.label, look.unit(record).short)
    channels = _channels_of(look, record)
    yield _page(look, article_address(name), made, back=record.address, label=label, archive=archive, channels=channels)
    if archive:
        contents = [(card, look.ask(picture_content, record.unit, card.file)) for card in made.pictures]
        yield File(archive, zipped(contents))
    if look.ask(in_wechat_feed, *key_of(record)):
        yield Note("article", made)


def _channels_of(look: Look, record: Record) -> Channels:
    words = poster_words(look, record)
    return Channels(
        weibo=weibo_text(look, record),
        brief=record_brief_data(look, record),
        summary=words["summary"],
        credit=words["source"],
        code=qr.packed(look.url(record.address)),
    )


def digest_pages(site: Site) -> Iterator[File]:
    """`digest/2026-w47.html`: the weekly digests that stay on the site, with the articles of one message."""
    for digest in weekly(site):
        made = digest_article(site, digest)
        parts = [(record.article_title, wechat_address(site, record)) for record in message(digest)]
        channels = Channels(mail=digest_email_body(site, digest), brief=digest_brief_data(site, digest))
        back, label = "feeds/index.html", card_label(site, "一周速递")
        yield _page(site, digest.address, made, back=back, label=label, parts=parts, channels=channels)


def standalone(site: Site, digest: Digest, made: Article) -> str:
    """A digest of any period as a file of its own, to be opened and copied."""
    parts = [(record.article_title, site.url(wechat_address(site, record))) for record in message(digest)]
    return render(site, "wechat/alone.html", made=made, html=Markup(made.html), parts=parts, policy=_POLICY)  # noqa: S704


def _page(
    around: Surroundings,
    address: str,
    made: Article,
    *,
    back: str,
    label: str,
    archive: str = "",
    parts: Sequence[tuple[str, str]] = (),
    channels: Channels,
) -> File:
    """The page as bytes; it has no frame of the site, so that nothing but the article is on it."""
    html = render(
        around,
        "wechat/page.html",
        root="../",
        address=around.url(address),
        made=made,
        html=Markup(made.html),  # noqa: S704  # made by an allow-list
        back=back,
        archive=archive,
        label=label,
        pictures=_pictures(made),
        parts=parts,
        channels=channels,
        brief=Markup(channels.brief),  # noqa: S704  # JSON without any "<"
        mail=Markup(channels.mail),  # noqa: S704  # made by a template, which escapes
        policy=_POLICY,
    )
    return File(address, html.encode())


def _pictures(made: Article) -> str:
    """What the panel must know of the pictures: where they are and how many bytes they have."""
    found = [(f"../{file.path}", file.size) for file in made.pictures]
    return json.dumps(found, separators=(",", ":")) if found else ""


def zipped(pictures: Iterable[tuple[PictureCard, bytes]]) -> bytes:
    """The pictures in the order of the article; the same bytes for the same pictures."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number, (card, content) in enumerate(pictures, start=1):
            info = zipfile.ZipInfo(f"{number:02d}-{card.path.rsplit('/', 1)[-1]}", _DAY)
            # Not the system's own: the byte that says who made it would differ.
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()
