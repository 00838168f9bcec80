"""The official interface for drafts: the calls we need, what its errors mean, and when to try again.

The only file that speaks to another host, and only when an editor asks for it.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import urllib3

OFFICIAL = "https://api.weixin.qq.com"
#: A call that failed for no fault of ours is made so many times in all.
TRIES = 4
_BUSY = -1
_STALE_TOKEN = (40001, 40014, 42001)
_WORDS = {
    -1: "平台繁忙，请过几分钟再试",
    40001: "AppSecret 不对，或凭证已失效，请核对 WECHAT_SECRET",
    40005: "图片格式不对，只收 JPG 和 PNG",
    40007: "封面素材无效，请重新上传",
    40009: "图片太大，正文图片要小于 1 MB",
    40013: "AppID 不对，请核对 WECHAT_APPID",
    40014: "凭证无效，请再试一次",
    40125: "AppSecret 不对，请核对 WECHAT_SECRET",
    40164: "这台机器的公网地址不在公众号的 IP 白名单里，请在“设置与开发”的“基本配置”里加上",
    42001: "凭证已过期，请再试一次",
    45001: "文件太大，请压缩后再试",
    45002: "正文太长，HTML 要少于 20000 个字符，请拆成两篇",
    45003: "标题太长，接口最多 32 个字，请在记录的 wechat.title 里写短一些",
    45004: "摘要太长，最多 128 个字，请在记录的 wechat.digest 里写短一些",
    45005: "阅读原文的网址太长",
    45009: "今天的调用次数用完了，请明天再试",
    45166: "正文被平台退回，请检查有没有不允许的内容",
    48001: "这个公众号没有草稿接口的权限，请改用排版页复制",
}
_SECRETS = re.compile(r"(secret|access_token|appid)=[^&\s]+")


class WechatError(Exception):
    """The platform refused, or can't be reached; says so in Chinese, with the platform's own code."""

    def __init__(self, code: int | None, message: str) -> None:
        super().__init__(f"{message}（错误码 {code}）" if code is not None else message)
        self.code = code


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

    def add_draft(self, article: Mapping[str, Any]) -> str:
        """A draft of one article; its id. Nothing is published."""
        return str(self._call("/cgi-bin/draft/add", {}, draft_body(article))["media_id"])

    def _call(self, path: str, query: Mapping[str, str], payload: Upload | bytes) -> dict[str, Any]:
        """One call; tried again when the platform is busy, and once more with a new token when the old one is stale."""
        renewed = False
        for attempt in range(1, TRIES + 1):
            self._token = self._token or self._fetch_token()
            answer = self._send("POST", path, {"access_token": self._token, **query}, payload)
            code = int(answer.get("errcode", 0))
            if not code:
                return answer
            if code in _STALE_TOKEN and not renewed:
                renewed, self._token = True, ""
            elif code == _BUSY and attempt < TRIES:
                self.sleep(2.0**attempt)
            else:
                raise _refused(answer)
        raise WechatError(_BUSY, _WORDS[_BUSY])

    def _fetch_token(self) -> str:
        query = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        for attempt in range(1, TRIES + 1):
            answer = self._send("GET", "/cgi-bin/token", query, b"")
            if "access_token" in answer:
                return str(answer["access_token"])
            if int(answer.get("errcode", 0)) != _BUSY:
                break
            self.sleep(2.0**attempt)
        raise _refused(answer)

    def _send(self, method: str, path: str, query: Mapping[str, str], payload: Upload | bytes) -> dict[str, Any]:
        """One request; a connection that fails is tried again."""
        url = f"{self.base}{path}?" + "&".join(f"{name}={value}" for name, value in query.items())
        options: dict[str, Any] = {"headers": {"Content-Type": "application/json; charset=utf-8"}, "body": payload}
        if isinstance(payload, Upload):
            options = {"fields": {"media": (payload.name, payload.content, payload.type)}}
        elif not payload:
            options = {}
        trouble = ""
        for attempt in range(1, TRIES + 1):
            try:
                response = self._http.request(method, url, **options)
            except urllib3.exceptions.HTTPError as error:
                trouble = _SECRETS.sub(r"\1=***", type(error).__name__)
            else:
                if response.status == 200:
                    return _read(response.data)
                trouble = f"HTTP {response.status}"
            if attempt < TRIES:
                self.sleep(2.0**attempt)
        raise WechatError(None, f"连不上公众号平台（{trouble}），请检查网络，或稍后再试")


def draft_body(article: Mapping[str, Any]) -> bytes:
    """The body of `draft/add`: UTF-8 as it is; the platform shows escapes as they stand."""
    return json.dumps({"articles": [article]}, ensure_ascii=False).encode()


def _read(data: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(data)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise WechatError(None, "公众号平台的回答读不懂，可能被代理改动了")
    return answer


def _refused(answer: Mapping[str, Any]) -> WechatError:
    code = int(answer.get("errcode", 0))
    said = _SECRETS.sub(r"\1=***", str(answer.get("errmsg", "")))
    return WechatError(code, _WORDS.get(code, f"平台说：{said or '没有说明'}"))
