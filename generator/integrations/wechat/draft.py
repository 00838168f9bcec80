"""Records and digests to a draft in the account of a 公众号: pictures, covers, draft. Never published from here."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from html import escape

from generator.images import covers
from generator.images.picture import Picture
from generator.integrations.wechat.client import CREDENTIAL_CALL, Client, DoubtfulError, Upload, draft_body
from generator.integrations.wechat.sent import Sent, SentDraft
from generator.model.record import Record
from generator.outputs.channels.record_forms import card_label
from generator.outputs.wechat.article import MAX_AUTHOR, Article, article
from generator.outputs.wechat.digest import MAX_TITLE, MESSAGE, Digest, digest_article
from generator.site.look import look_at
from generator.site.site import Site
from generator.site.surroundings import PictureCard
from generator.text.wechat_allowlist import MAX_HTML

MAX_DIGEST = 128
MAX_SOURCE = 1024
_IMAGE = re.compile(r'(<img src=")([^"]*)"')


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that is sent for an article, before anything is."""

    #: What it is of: a record's id, or a digest's name.
    name: str
    article: Article
    #: The pictures by the address that they have in the text.
    pictures: dict[str, Upload]
    cover: Upload
    #: Where the cover comes from, in words.
    cover_from: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A cover and a title of the editor's own."""

    cover: Picture | None = None
    title: str = ""


def record_parcel(site: Site, record: Record, chosen: Chosen = Chosen()) -> Parcel:
    """What is sent for a record."""
    words = card_label(site, record.kind.label, site.unit(record).short)
    return _parcel(site, record.id, article(look_at(site), record), words, chosen)


def digest_parcel(site: Site, digest: Digest, chosen: Chosen = Chosen()) -> Parcel:
    """What is sent for a digest."""
    return _parcel(site, digest.name, digest_article(site, digest), card_label(site, "一周速递"), chosen)


def _parcel(site: Site, name: str, made: Article, words: str, chosen: Chosen) -> Parcel:
    made = replace(made, title=chosen.title or made.title)
    by_path = {file.path: file.picture for file in site.pictures.values() if file.picture}

    def picture(card: PictureCard) -> Picture:
        return by_path[card.path]

    pictures = {}
    for number, card in enumerate(made.pictures, start=1):
        content, suffix = covers.small(picture(card))
        pictures[escape(site.url(card.path))] = Upload(f"{name}-{number}{suffix}", content)
    shown = chosen.cover or (picture(made.cover) if made.cover else None)
    cover_from = "--cover 给的图片" if chosen.cover else "记录的图片" if made.cover else "写着标题的卡片"
    cover = covers.cover(shown, covers.Words(words, made.title, site.config.title))
    return Parcel(name, made, pictures, Upload(f"{name}-cover.jpg", cover), cover_from)


def refused(parcels: Sequence[Parcel]) -> Iterator[str]:
    """What the platform would refuse, reported before anything is sent (WX-20)."""
    if len(parcels) > MESSAGE:
        yield f"一次最多 {MESSAGE} 篇，这里有 {len(parcels)} 篇：请分成几次。"
    for sent in parcels:
        made, of = sent.article, f"{sent.name}：" if len(parcels) > 1 else ""
        if len(made.title) > MAX_TITLE:
            how = "请用 --title 另写，或在记录的 wechat.title 里写一个短的"
            yield f"{of}标题有 {len(made.title)} 个字，接口最多 {MAX_TITLE} 个：{how}。"
        if len(made.author) > MAX_AUTHOR:
            yield f"{of}作者“{made.author}”超过 {MAX_AUTHOR} 个字：请在单位名单里写一个短的简称。"
        if len(made.digest) > MAX_DIGEST:
            yield f"{of}摘要有 {len(made.digest)} 个字，最多 {MAX_DIGEST} 个：请在记录的 wechat.digest 里写一个短的。"
        if len(made.html) >= MAX_HTML:
            yield f"{of}正文 HTML 有 {len(made.html)} 个字符，要少于 {MAX_HTML} 个：请拆成两篇。"
        if len(made.source.encode()) > MAX_SOURCE:
            yield f"{of}阅读原文的网址超过 1 KB。"


def mark_of(parcels: Sequence[Parcel]) -> str:
    """What tells one content of a draft from another: a hash of all that is sent."""
    made = sha256()
    for sent in parcels:
        made.update(repr((sent.article.title, sent.article.digest, sent.article.author, sent.article.html)).encode())
        for upload in (*sent.pictures.values(), sent.cover):
            made.update(upload.content)
    return made.hexdigest()[:32]


def push(parcels: Sequence[Parcel], client: Client, sent: Sent, tell: Callable[[str], None]) -> SentDraft:
    """Send it all as one draft and remember it. Raises WechatError, after what was done is remembered."""
    articles = [_uploaded(parcel, client, sent, tell) for parcel in parcels]
    names = tuple(parcel.name for parcel in parcels)
    tell("新建草稿")
    try:
        media_id = client.add_draft(articles)
    except DoubtfulError as doubt:
        # Asked for, not sent again: two drafts would stand there.
        tell("没有得到回答，到草稿箱里找一找")
        found = client.find_draft([parcel.article.source for parcel in parcels])
        if found is None:
            sent.remember(SentDraft(names, mark_of(parcels), ""))
            raise DoubtfulError(None, f"{doubt}；最新的草稿里没有找到，请到公众号后台的草稿箱看看") from doubt
        media_id = found
    return sent.remember(SentDraft(names, mark_of(parcels), media_id))


def _uploaded(parcel: Parcel, client: Client, sent: Sent, tell: Callable[[str], None]) -> dict[str, object]:
    """The article with its pictures at the platform; what was uploaded before is not uploaded again."""
    addresses = {}
    for number, (address, picture) in enumerate(parcel.pictures.items(), start=1):
        tell(f"上传图片 {number}/{len(parcel.pictures)}")
        addresses[address] = sent.uploaded("picture", picture.content, partial(client.upload_image, picture))
    tell("上传封面")
    cover = sent.uploaded("cover", parcel.cover.content, partial(client.add_cover, parcel.cover))
    return draft(parcel.article, cover, addresses)


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


def described(sent: Parcel) -> str:
    """What an article will be, for those who don't read requests."""
    made = sent.article
    weight = sum(len(picture.content) for picture in sent.pictures.values()) // 1024
    pictures = f"{len(sent.pictures)} 张，共 {weight} KB" if sent.pictures else "没有"
    return "\n".join(
        [
            f"标题（{len(made.title)} 字）：{made.title}",
            f"作者：{made.author}",
            f"摘要（{len(made.digest)} 字）：{made.digest}",
            f"阅读原文：{made.source}",
            f"封面：{sent.cover_from}",
            f"正文图片：{pictures}",
            f"正文：HTML {len(made.html)} 个字符，上限 {MAX_HTML} 个",
        ]
    )


def rehearsal(parcels: Sequence[Parcel], base: str) -> Iterator[str]:
    """The requests that would be sent, one after the other; secrets and answers are named, not shown."""
    secrets = {"appid": "$WECHAT_APPID", "secret": "$WECHAT_SECRET"}
    asked = json.dumps({"grant_type": "client_credential", **secrets, "force_refresh": False})
    yield f"POST {base}{CREDENTIAL_CALL}\nContent-Type: application/json; charset=utf-8\n\n{asked}"
    articles: list[dict[str, object]] = []
    number = 0
    for parcel in parcels:
        addresses = {}
        for address, picture in parcel.pictures.items():
            number += 1
            yield f"POST {base}/cgi-bin/media/uploadimg?access_token=$TOKEN\n{_form(picture)}"
            addresses[address] = f"$IMAGE{number}"
        yield f"POST {base}/cgi-bin/material/add_material?access_token=$TOKEN&type=image\n{_form(parcel.cover)}"
        articles.append(draft(parcel.article, f"$COVER{len(articles) + 1}", addresses))
    body = json.loads(draft_body(articles))
    yield (
        f"POST {base}/cgi-bin/draft/add?access_token=$TOKEN\nContent-Type: application/json; charset=utf-8\n\n"
        f"{json.dumps(body, ensure_ascii=False)}"
    )


def _form(picture: Upload) -> str:
    return f"multipart/form-data：media={picture.name}（{picture.type}，{len(picture.content)} 字节）"
