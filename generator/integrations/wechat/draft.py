"""A record to a draft in the account of a 公众号: pictures, cover, draft. Never published from here."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from generator.images import covers
from generator.images.picture import Picture
from generator.integrations.wechat.client import Client, Upload, draft_body
from generator.model.record import Record
from generator.outputs.wechat.article import MAX_AUTHOR, Article, article
from generator.site.look import look_at
from generator.site.site import Site
from generator.site.surroundings import PictureCard
from generator.text.wechat_allowlist import MAX_HTML

MAX_TITLE = 32
MAX_DIGEST = 128
MAX_SOURCE = 1024
_IMAGE = re.compile(r'(<img src=")([^"]*)"')


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that is sent for an article, before anything is."""

    article: Article
    #: The pictures by the address that they have in the text.
    pictures: dict[str, Upload]
    cover: Upload


def parcel(site: Site, record: Record, chosen: Picture | None = None) -> Parcel:
    """What is sent for a record; `chosen` is a cover of the editor's own."""
    made = article(look_at(site), record)
    pictures = {}
    for number, card in enumerate(made.pictures, start=1):
        content, suffix = covers.small(_picture(site, record, card))
        pictures[escape(site.url(card.path))] = Upload(f"{record.id}-{number}{suffix}", content)
    cover = covers.cover(chosen or (_picture(site, record, made.cover) if made.cover else None))
    return Parcel(made, pictures, Upload(f"{record.id}-cover.jpg", cover))


def _picture(site: Site, record: Record, card: PictureCard) -> Picture:
    """What a card is about."""
    picture = site.pictures[record.unit, card.file].picture
    assert picture, card.path  # what can't be used has no card
    return picture


def too_long(sent: Parcel) -> Iterator[str]:
    """What the platform would refuse, told before anything is sent (WX-20)."""
    made = sent.article
    if len(made.title) > MAX_TITLE:
        yield f"标题有 {len(made.title)} 个字，接口最多 {MAX_TITLE} 个：请在记录的 wechat.title 里写一个短的。"
    if len(made.author) > MAX_AUTHOR:
        yield f"作者“{made.author}”有 {len(made.author)} 个字，最多 {MAX_AUTHOR} 个：请在单位名单里写一个短的简称。"
    if len(made.digest) > MAX_DIGEST:
        yield f"摘要有 {len(made.digest)} 个字，最多 {MAX_DIGEST} 个：请在记录的 wechat.digest 里写一个短的。"
    if len(made.html) >= MAX_HTML:
        yield f"正文 HTML 有 {len(made.html)} 个字符，要少于 {MAX_HTML} 个：请拆成两篇。"
    if len(made.source.encode()) > MAX_SOURCE:
        yield "阅读原文的网址超过 1 KB。"


def push(sent: Parcel, client: Client, tell: Callable[[str], None]) -> str:
    """Send it all; the id of the draft."""
    addresses = {}
    for number, (address, picture) in enumerate(sent.pictures.items(), start=1):
        tell(f"上传图片 {number}/{len(sent.pictures)}")
        addresses[address] = client.upload_image(picture)
    tell("上传封面")
    cover = client.add_cover(sent.cover)
    tell("新建草稿")
    return client.add_draft(draft(sent.article, cover, addresses))


def draft(made: Article, cover: str, addresses: dict[str, str]) -> dict[str, object]:
    """The article as the interface wants it, its pictures at the platform's own addresses."""
    content = _IMAGE.sub(lambda found: f'{found[1]}{escape(addresses.get(found[2], found[2]))}"', made.html)
    return {
        "article_type": "news",
        "title": made.title,
        "author": made.author,
        "digest": made.digest,
        "content": content,
        "content_source_url": made.source,
        "thumb_media_id": cover,
        "need_open_comment": 0,
        "only_fans_can_comment": 0,
        "pic_crop_235_1": covers.WHOLE,
        "pic_crop_1_1": covers.SQUARE,
    }


def rehearsal(sent: Parcel, base: str) -> Iterator[str]:
    """The requests that would be sent, one after the other; secrets and answers are named, not shown."""
    yield f"GET {base}/cgi-bin/token?grant_type=client_credential&appid=$WECHAT_APPID&secret=$WECHAT_SECRET"
    addresses = {}
    for number, (address, picture) in enumerate(sent.pictures.items(), start=1):
        yield f"POST {base}/cgi-bin/media/uploadimg?access_token=$TOKEN\n{_form(picture)}"
        addresses[address] = f"$IMAGE{number}"
    yield f"POST {base}/cgi-bin/material/add_material?access_token=$TOKEN&type=image\n{_form(sent.cover)}"
    body = json.loads(draft_body(draft(sent.article, "$COVER", addresses)))
    yield (
        f"POST {base}/cgi-bin/draft/add?access_token=$TOKEN\nContent-Type: application/json; charset=utf-8\n\n"
        f"{json.dumps(body, ensure_ascii=False)}"
    )


def _form(picture: Upload) -> str:
    return f"multipart/form-data：media={picture.name}（{picture.type}，{len(picture.content)} 字节）"
