"""Drafts by the official interface, against a small platform that enforces the documented limits."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from socket import gaierror
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from places import REPOSITORY, TODAY, MakeSite
from urllib3 import exceptions
from wechat_server import APPID, SECRET, Platform, platform, refusal

from generator.build.check import check
from generator.cli import main as cli_module
from generator.cli.main import cli
from generator.images.covers import MAX_BYTES, SIZE, SQUARE, Words, cover, small
from generator.images.picture import Picture
from generator.integrations.wechat import push_command
from generator.integrations.wechat.client import WechatError
from generator.integrations.wechat.refusals import network_trouble
from generator.outputs.wechat.article import article
from generator.site.look import look_at


@pytest.fixture
def there() -> Iterator[Platform]:
    with platform() as known:
        yield known


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the program would have waited."""
    waited: list[float] = []
    monkeypatch.setattr(push_command, "sleep", waited.append)
    monkeypatch.setenv("WECHAT_APPID", APPID)
    monkeypatch.setenv("WECHAT_SECRET", SECRET)
    return waited


def run(root: Path, *arguments: str) -> Result:
    words = ["wechat", "push", "--root", str(root), "--today", TODAY.isoformat(), *arguments]
    return CliRunner().invoke(cli, words)


def test_a_record_becomes_a_draft_with_its_pictures_and_its_cover(
    make_site: MakeSite, there: Platform, waits: list[float]
) -> None:
    root = make_site("complete")
    site, _problems = check(root, TODAY)
    assert site is not None
    record = site.catalogue.get("highlight", "bank-fair-2020")
    assert record is not None
    made = article(look_at(site), record)

    found = run(root, "bank-fair-2020", "--api", there.url)
    (draft,) = there.drafts

    assert (found.exit_code, found.exception) == (0, None), found.output
    assert "已存入草稿箱（draft-1）" in found.output
    assert waits == []
    assert (draft["title"], draft["digest"], draft["author"]) == (made.title, made.digest, made.author)
    assert draft["content_source_url"] == made.source
    assert draft["article_type"] == "news"
    assert [name for name, _content in there.images] == ["bank-fair-2020-1.jpg", "bank-fair-2020-2.png"]
    expected = made.html
    for number, file in enumerate(made.pictures, start=1):
        expected = expected.replace(site.url(file.path), f"http://mmbiz.qpic.cn/{number}?a=1&amp;b=2")
    assert draft["content"] == expected
    (sent,) = there.covers
    assert Image.open(io.BytesIO(sent[1])).size == SIZE
    assert draft["pic_crop_1_1"] == SQUARE
    left, top, right, bottom = map(float, SQUARE.split("_"))
    assert round((right - left) * SIZE[0]) == round((bottom - top) * SIZE[1])
    # The body is UTF-8 as it is, and nothing publishes.
    assert not [body for _method, _path, body in there.requests if b"\\u" in body]
    assert not [path for _method, path, _body in there.requests if "publish" in path or "send" in path]


@pytest.mark.parametrize(
    ("failures", "waited"),
    [
        ([("uploadimg", refusal(-1, "system error"))] * 2, [2.0, 4.0]),
        ([("stable_token", refusal(-1, "system error"))], [2.0]),
        ([("draft/add", refusal(42001, "access_token expired"))], []),
        ([("add_material", refusal(40001, "invalid credential"))], []),
        ([("stable_token", (502, b"bad gateway"))], [2.0]),
        ([("stable_token", "drop")], [2.0]),
    ],
)
def test_what_passes_is_tried_again(
    make_site: MakeSite, there: Platform, waits: list[float], failures: list[Any], waited: list[float]
) -> None:
    there.failures = list(failures)
    found = run(make_site("complete"), "bank-fair-2020", "--api", there.url)

    assert (found.exit_code, len(there.drafts)) == (0, 1), found.output
    assert waits == waited
    assert len(there.images) == 2


@pytest.mark.parametrize(
    ("path", "failure", "words"),
    [
        ("stable_token", refusal(40164, "invalid ip 1.2.3.4, not in whitelist"), "IP 白名单"),
        ("uploadimg", refusal(40005, "x"), "只收 JPG 和 PNG"),
        ("uploadimg", refusal(40009, "x"), "小于 1 MB"),
        ("draft/add", refusal(40007, "x"), "封面素材无效"),
        ("draft/add", refusal(45002, "x"), "正文太长"),
        ("draft/add", refusal(45003, "x"), "标题太长"),
        ("draft/add", refusal(45004, "x"), "摘要太长"),
        ("draft/add", refusal(45005, "x"), "网址太长"),
        ("draft/add", refusal(45009, "x"), "明天再试"),
        ("draft/add", refusal(45166, "x"), "被平台退回"),
        ("draft/add", refusal(48001, "x"), "没有草稿接口的权限"),
        ("draft/add", refusal(99999, "something new"), "something new"),
        ("stable_token", refusal(89503, "x"), "管理员在微信里确认"),
        ("stable_token", refusal(40243, "x"), "冻结"),
        ("draft/add", refusal(87014, "x"), "违规"),
    ],
)
def test_every_refusal_is_told_in_words_that_help(
    *, make_site: MakeSite, there: Platform, waits: list[float], path: str, failure: Any, words: str
) -> None:
    there.failures = [(path, failure)]
    found = run(make_site("complete"), "bank-fair-2020", "--api", there.url)

    assert isinstance(found.exception, WechatError)
    assert words in str(found.exception)
    assert there.drafts == []
    assert waits == []
    assert SECRET not in str(found.exception) + found.output


def test_a_platform_that_stays_busy_or_away_is_given_up(
    make_site: MakeSite, there: Platform, waits: list[float]
) -> None:
    there.failures = [("draft/add", refusal(-1, "busy"))] * 9
    root = make_site("complete")
    busy = run(root, "bank-fair-2020", "--api", there.url)
    assert "平台繁忙" in str(busy.exception)
    assert waits == [2.0, 4.0, 8.0]
    away = run(root, "bank-fair-2020", "--api", "http://127.0.0.1:9")
    assert "连不上公众号平台（连接被拒绝，或网络不通）" in str(away.exception)


def test_every_trouble_on_the_way_is_told_in_chinese() -> None:
    pool: Any = None
    troubles = [
        exceptions.NameResolutionError("a", pool, gaierror()),
        exceptions.NewConnectionError(pool, ""),
        exceptions.ConnectTimeoutError(),
        exceptions.ReadTimeoutError(pool, "", ""),
        exceptions.ProxyError("", OSError()),
        exceptions.SSLError(),
        exceptions.ProtocolError(),
        exceptions.HTTPError(),
    ]
    said = [network_trouble(trouble) for trouble in troubles]
    assert len(set(said)) == len(troubles)
    assert not [words for words in said if re.search("[A-Za-z]", words)]


def test_a_wrong_secret_is_told_without_showing_it(
    make_site: MakeSite, there: Platform, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WECHAT_SECRET", "wrong-secret-value")
    found = run(make_site("complete"), "bank-fair-2020", "--api", there.url)

    assert "AppSecret 不对" in str(found.exception)
    assert "wrong-secret-value" not in str(found.exception) + found.output
    assert waits == []


def test_the_command_line_tells_a_refusal_and_ends_with_its_code(
    make_site: MakeSite, there: Platform, waits: list[float], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    there.failures = [("draft/add", refusal(45003, "x"))]
    words = ["wanlixing", "wechat", "push", "--root", str(make_site("complete")), "--api", there.url, "bank-fair-2020"]
    monkeypatch.setattr("sys.argv", words)

    assert cli_module.run() == cli_module.OUR_FAULT
    assert "没有建成草稿：标题太长" in capsys.readouterr().err
    assert waits == []


def test_without_secrets_nothing_is_sent(make_site: MakeSite, there: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WECHAT_APPID", raising=False)
    found = run(make_site("complete"), "bank-fair-2020", "--api", there.url)

    assert found.exit_code == 2
    assert "WECHAT_APPID" in found.output
    assert there.requests == []


def test_a_rehearsal_shows_the_exact_requests_and_sends_none(
    make_site: MakeSite, there: Platform, waits: list[float]
) -> None:
    root = make_site("complete")
    shown = run(root, "bank-fair-2020", "--dry-run", "--api", there.url).output
    assert there.requests == []
    assert run(root, "bank-fair-2020", "--api", there.url).exit_code == 0
    steps = [line for line in shown.split("\n") if line.startswith(("GET ", "POST "))]
    sent = [f"{method} {there.url}{target}" for method, target, _body in there.requests]
    sent = [
        line.replace(APPID, "$WECHAT_APPID").replace(SECRET, "$WECHAT_SECRET").replace("token-1", "$TOKEN")
        for line in sent
    ]

    assert steps == sent
    assert shown.startswith("标题（")
    summary = shown.partition("POST")[0]
    assert all(
        f"\n{word}" in summary for word in ("作者：", "摘要（", "阅读原文：", "封面：记录的图片", "正文图片：2 张")
    )
    assert "{" not in summary
    body = json.loads(shown[shown.index('{"articles"') :])["articles"][0]
    assert {**body, "content": "", "thumb_media_id": ""} == {**there.drafts[0], "content": "", "thumb_media_id": ""}
    assert SECRET not in shown
    assert waits == []


def test_what_would_be_refused_is_told_before_anything_is_sent(
    make_site: MakeSite, there: Platform, waits: list[float], highlight: str
) -> None:
    long = highlight.replace("试验市举办银企对接会", "试验市" * 12, 1)
    root = make_site(files={"content/highlights/nanjing/bianzao.yml": long})
    found = run(root, "bianzao", "--api", there.url)

    assert found.exit_code == 2
    assert "标题有 36 个字，接口最多 32 个：请用 --title 另写" in found.output
    assert there.requests == []
    assert waits == []
    shorter = run(root, "bianzao", "--title", "一个短的标题", "--api", there.url)
    assert shorter.exit_code == 0, shorter.output
    assert there.drafts[0]["title"] == "一个短的标题"


def _sent(root: Path) -> str:
    file = root / "wechat-sent.yml"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _asked(there: Platform, call: str) -> int:
    return sum(target.split("?")[0].endswith(call) for _method, target, _body in there.requests)


def test_what_was_sent_is_remembered_and_not_sent_twice(
    make_site: MakeSite, there: Platform, waits: list[float]
) -> None:
    root = make_site("complete")
    assert run(root, "bank-fair-2020", "--api", there.url).exit_code == 0
    kept, asked = _sent(root), len(there.requests)
    again = run(root, "bank-fair-2020", "--api", there.url)
    assert (again.exit_code, len(there.requests)) == (0, asked)
    assert "已存入草稿箱（draft-1），没有再发" in again.output
    assert SECRET not in kept + APPID
    file = root / "content/highlights/nanjing/bank-fair-2020.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("编造的记录", "改过的记录", 1), encoding="utf-8")
    assert "内容后来改过" in run(root, "bank-fair-2020", "--api", there.url).output
    # Asked for, another one is made; the pictures are there already.
    assert run(root, "bank-fair-2020", "--again", "--api", there.url).exit_code == 0
    assert (len(there.made), len(there.images), len(there.covers)) == (2, 2, 1)
    assert "draft-2" in _sent(root)
    assert waits == []


def test_an_answer_that_gets_lost_is_looked_for_and_nothing_is_sent_again(
    make_site: MakeSite, there: Platform, waits: list[float]
) -> None:
    there.silent = True
    root = make_site("complete")
    found = run(root, "loan-guarantee", "--api", there.url)

    assert (found.exit_code, found.exception) == (0, None), found.output
    assert "draft-1" in found.output
    assert (len(there.made), _asked(there, "draft/add"), _asked(there, "draft/batchget")) == (1, 1, 1)
    assert waits == []


@pytest.mark.parametrize("failure", ["drop", (502, b"bad gateway"), (200, b"<html>")])
def test_a_doubtful_draft_that_is_not_found_is_remembered_as_doubtful(
    make_site: MakeSite, there: Platform, waits: list[float], failure: Any
) -> None:
    there.failures = [("draft/add", failure)]
    root = make_site("complete")
    found = run(root, "loan-guarantee", "--api", there.url)

    assert isinstance(found.exception, WechatError)
    assert "请到公众号后台的草稿箱看看" in str(found.exception)
    assert _asked(there, "draft/add") == 1
    second = run(root, "loan-guarantee", "--api", there.url)
    assert (second.exit_code, _asked(there, "draft/add")) == (0, 1)
    assert "没有得到回答" in second.output
    assert run(root, "loan-guarantee", "--again", "--api", there.url).exit_code == 0
    assert len(there.made) == 1
    assert waits == []


@pytest.mark.parametrize("failure", ["drop", (502, b"bad gateway"), (200, b"<html>")])
def test_an_upload_without_an_answer_is_not_made_twice(
    make_site: MakeSite, there: Platform, waits: list[float], failure: Any
) -> None:
    there.failures = [("add_material", failure)]
    root = make_site("complete")
    assert isinstance(run(root, "bank-fair-2020", "--api", there.url).exception, WechatError)
    assert (_asked(there, "add_material"), _asked(there, "uploadimg")) == (1, 2)
    # The next run takes up where this one ended.
    assert run(root, "bank-fair-2020", "--api", there.url).exit_code == 0
    assert (_asked(there, "add_material"), _asked(there, "uploadimg"), len(there.made)) == (2, 2, 1)
    assert waits == []


def test_several_records_become_one_draft(make_site: MakeSite, there: Platform, waits: list[float]) -> None:
    root = make_site("complete")
    found = run(root, "bank-fair-2020", "loan-guarantee", "mediation", "--api", there.url)
    assert found.exit_code == 0, found.output
    (articles,) = there.made
    assert [article["title"] for article in articles] == [
        check(root, TODAY)[0].catalogue.get("*", name).article_title  # type: ignore[union-attr]
        for name in ("bank-fair-2020", "loan-guarantee", "mediation")
    ]
    assert len({article["thumb_media_id"] for article in articles}) == 3
    ids = [f"training-{n}" for n in range(1, 10)]
    assert run(root, *ids, "--api", there.url).exit_code == 2
    assert waits == []


def test_a_digest_becomes_a_draft_and_is_sealed(
    make_site: MakeSite, there: Platform, waits: list[float], highlight: str
) -> None:
    picture = (REPOSITORY / "tests/sites/complete/content/images/nanjing/kaimu.jpg").read_bytes()
    shown = f"{highlight}images:\n  - file: kaimu.jpg\n    alt: 对接会现场\n    credit: 试验市知识产权局供图\n"
    files = {"content/highlights/nanjing/a.yml": shown, "content/images/nanjing/kaimu.jpg": picture}
    root = make_site(files=files)
    words = ["wechat", "push", "--root", str(root), "--api", there.url, "--digest"]
    quiet = CliRunner().invoke(cli, [*words, "--today", "2020-07-20"])
    assert (quiet.exit_code, there.made) == (0, [])
    assert "没有新记录" in quiet.output
    found = CliRunner().invoke(cli, [*words, "a", "--today", "2020-06-22"])
    assert (found.exit_code, found.exception) == (0, None), found.output
    (articles,) = there.made
    assert "一周速递" in articles[0]["title"]
    assert len(articles) == 2
    assert len(there.images) == 1
    sealed, _problems = check(root, TODAY)
    assert sealed is not None
    assert [(item.id, item.records) for item in sealed.lists.digests] == [("2020-w25", ("a",))]
    assert waits == []


def test_an_unknown_id_is_wrong_use(make_site: MakeSite) -> None:
    found = run(make_site("complete"), "no-such-record")
    assert (found.exit_code, "没有编号为“no-such-record”的记录" in found.output) == (2, True)


def test_a_cover_of_the_editor_s_own_is_taken(
    make_site: MakeSite, there: Platform, waits: list[float], tmp_path: Path
) -> None:
    own = tmp_path / "own.png"
    Image.new("RGB", (1000, 1000), (0, 200, 0)).save(own)
    assert run(make_site("complete"), "loan-guarantee", "--cover", str(own), "--api", there.url).exit_code == 0
    image = Image.open(io.BytesIO(there.covers[0][1])).convert("RGB")

    assert image.size == SIZE
    red, green, blue = image.getpixel((450, 190))  # type: ignore[misc]
    assert green > 150 > max(red, blue)
    assert waits == []


def test_covers_are_the_same_bytes_and_large_pictures_become_small() -> None:
    noise = Image.effect_noise((1600, 1600), 120).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")
    picture = Picture(out.getvalue(), ".png", 1600, 1600)

    words = Words("典型案例·南京", "试验市举办银企对接会", "试验专栏")
    assert cover(None, words) == cover(None, words) != cover(None, replace(words, title="另一个标题"))
    assert cover(picture, words) == cover(picture, words)
    assert len(picture.content) > MAX_BYTES > len(small(picture)[0])
    assert small(picture)[1] == ".jpg"


def test_no_build_speaks_to_the_platform() -> None:
    importing = [
        file.name
        for file in (REPOSITORY / "generator").rglob("*.py")
        if "integrations.wechat.client" in file.read_text(encoding="utf-8")
    ]
    assert sorted(importing) == ["draft.py", "main.py", "push_command.py"]
