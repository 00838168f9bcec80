"""The official interface for drafts: the calls we need, what its errors mean, and when to try again.

The only file that speaks to another host, and only when an editor asks for it.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import urllib3

from generator.integrations.wechat.refusals import BUSY, STALE_TOKEN, WORDS, network_trouble

OFFICIAL = "https://api.weixin.qq.com"
CREDENTIAL_CALL = "/cgi-bin/stable_token"
#: A call that failed for no fault of ours is made so many times in all.
TRIES = 4
OK = 200
#: Drafts among which one is looked for whose making is in doubt.
NEWEST = 20
#: What fails before a byte of the request has left.
_NEVER_SENT = (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)
_SECRETS = re.compile(r"(secret|access_token|appid)=[^&\s]+")


class WechatError(Exception):
    """The platform refused, or can't be reached; says so in Chinese, with the platform's own code."""

    def __init__(self, code: int | None, message: str) -> None:
        super().__init__(f"{message}（错误码 {code}）" if code is not None else message)
        self.code = code


class DoubtfulError(WechatError):
    """Something was sent and no answer came that could be read: it may have been done. Never sent a second time."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture on its way: the name and the bytes."""

    name: str
    content: bytes

    @property
    def type(self) -> str:
        return "image/png" if self.name.endswith(".png") else "image/jpeg"


@dataclass
class Client:
    """Calls in the order in which the platform wants them. `sleep` waits between tries."""

    appid: str
    secret: str
    sleep: Callable[[float], None]
    base: str = OFFICIAL
    _token: str = ""
    _http: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(connect=10, read=60))
    )

    def upload_image(self, picture: Upload) -> str:
        """A picture of a text; its address on the platform."""
        return str(self._call("/cgi-bin/media/uploadimg", {}, picture)["url"])

    def add_cover(self, picture: Upload) -> str:
        """A cover; the id of its material."""
        return str(self._call("/cgi-bin/material/add_material", {"type": "image"}, picture)["media_id"])

    def add_draft(self, articles: Sequence[Mapping[str, Any]]) -> str:
        """A draft of up to eight articles; its id. Nothing is published. Raises DoubtfulError."""
        return str(self._call("/cgi-bin/draft/add", {}, draft_body(articles))["media_id"])

    def find_draft(self, sources: Sequence[str]) -> str | None:
        """The id of the newest draft whose articles lead to these addresses, or None."""
        asked = json.dumps({"offset": 0, "count": NEWEST, "no_content": 1}).encode()
        answer = self._call("/cgi-bin/draft/batchget", {}, asked)
        for item in answer.get("item") or ():
            news = (item.get("content") or {}).get("news_item") or ()
            if [article.get("content_source_url") for article in news] == list(sources):
                return str(item["media_id"])
        return None

    def _call(self, path: str, query: Mapping[str, str], payload: Upload | bytes) -> dict[str, Any]:
        """One call; made again when the platform was busy, and once more with a new token when the old one is stale."""
        renewed = False
        for attempt in range(1, TRIES + 1):
            self._token = self._token or self._fetch_token()
            answer = self._send(path, {"access_token": self._token, **query}, payload)
            code = int(answer.get("errcode", 0))
            if not code:
                return answer
            if code in STALE_TOKEN and not renewed:
                renewed, self._token = True, ""
            elif code == BUSY and attempt < TRIES:
                self.sleep(2.0**attempt)
            else:
                raise _refused(answer)
        raise WechatError(BUSY, WORDS[BUSY])

    def _fetch_token(self) -> str:
        """The token that all systems of the account share: asking for it ends nobody else's."""
        asked = {
            "grant_type": "client_credential",
            "appid": self.appid,
            "secret": self.secret,
            "force_refresh": False,
        }
        for attempt in range(1, TRIES + 1):
            answer = self._send(CREDENTIAL_CALL, {}, json.dumps(asked).encode(), again=True)
            if "access_token" in answer:
                return str(answer["access_token"])
            if int(answer.get("errcode", 0)) != BUSY or attempt == TRIES:
                break
            self.sleep(2.0**attempt)
        raise _refused(answer)

    def _send(
        self, path: str, query: Mapping[str, str], payload: Upload | bytes, *, again: bool = False
    ) -> dict[str, Any]:
        """One request, sent again only if it can't have arrived, or if it changes nothing (`again`)."""
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        url = f"{self.base}{path}?{asked}" if asked else f"{self.base}{path}"
        options: dict[str, Any] = {"headers": {"Content-Type": "application/json; charset=utf-8"}, "body": payload}
        if isinstance(payload, Upload):
            options = {"fields": {"media": (payload.name, payload.content, payload.type)}}
        for attempt in range(1, TRIES + 1):
            try:
                response = self._http.request("POST", url, **options)
            except _NEVER_SENT as error:
                trouble, sent = network_trouble(error), False
            except urllib3.exceptions.HTTPError as error:
                trouble, sent = network_trouble(error), True
            else:
                if response.status == OK:
                    return _read(response.data)
                trouble, sent = f"对方回答 HTTP {response.status}", True
            if sent and not again:
                raise DoubtfulError(None, f"没有得到公众号平台的回答（{trouble}），不知道收到没有")
            if attempt < TRIES:
                self.sleep(2.0**attempt)
        raise WechatError(None, f"连不上公众号平台（{trouble}），请检查网络，或稍后再试")


def draft_body(articles: Sequence[Mapping[str, Any]]) -> bytes:
    """The body of `draft/add`: UTF-8 as it is; the platform shows escapes as they stand."""
    return json.dumps({"articles": list(articles)}, ensure_ascii=False).encode()


def _read(data: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(data)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise DoubtfulError(None, "公众号平台的回答读不懂，可能被代理改动了")
    return answer


def _refused(answer: Mapping[str, Any]) -> WechatError:
    code = int(answer.get("errcode", 0))
    said = _SECRETS.sub(r"\1=***", str(answer.get("errmsg", "")))
    return WechatError(code, WORDS.get(code, f"平台说：{said or '没有说明'}"))
