"""Drafts by the official interface, against a small platform that enforces the documented limits."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from places import REPOSITORY, TODAY, MakeSite
from wechat_server import APPID, SECRET, Platform, platform, refusal

from generator.build.check import check
from generator.cli import main as cli_module
from generator.cli.main import cli
from generator.images.covers import MAX_BYTES, SIZE, SQUARE, cover, small
from generator.images.picture import Picture
from generator.integrations.wechat import push_command
from generator.integrations.wechat.client import WechatError
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
        ([("token", refusal(-1, "system error"))], [2.0]),
        ([("draft/add", refusal(42001, "access_token expired"))], []),
        ([("add_material", refusal(40001, "invalid credential"))], []),
        ([("draft/add", (502, b"bad gateway"))], [2.0]),
        ([("uploadimg", "drop")], [2.0]),
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
        ("token", refusal(40164, "invalid ip 1.2.3.4, not in whitelist"), "IP 白名单"),
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
        ("draft/add", (200, b"<html>"), "读不懂"),
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
    assert "连不上公众号平台" in str(away.exception)


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
    assert "标题有 36 个字，接口最多 32 个" in found.output
    assert there.requests == []
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

    assert cover(None) == cover(None)
    assert cover(picture) == cover(picture)
    assert len(picture.content) > MAX_BYTES > len(small(picture)[0])
    assert small(picture)[1] == ".jpg"


def test_no_build_speaks_to_the_platform() -> None:
    importing = [
        file.name
        for file in (REPOSITORY / "generator").rglob("*.py")
        if "integrations.wechat.client" in file.read_text(encoding="utf-8")
    ]
    assert sorted(importing) == ["draft.py", "main.py", "push_command.py"]
