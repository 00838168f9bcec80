"""A folder of archives: each is unpacked safely, checked, kept as a branch, and answered beside it."""

import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from places import TODAY, MakeSite
from repositories import SURROUNDINGS, commit, git

from generator.receiving import archives
from generator.receiving.archives import ArchiveError, unpack
from generator.receiving.intake import answer_name
from generator.receiving.taken import taken

WANLIXING = Path(sys.executable).with_name("wanlixing")
RECORD = "content/highlights/nanjing/bianzao.yml"


def packed(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def intake(root: Path, folder: Path) -> str:
    words = [str(WANLIXING), "intake", "--root", str(root), "--today", TODAY.isoformat(), str(folder)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False, env=SURROUNDINGS)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_each_archive_becomes_a_branch_or_an_answer_that_says_why_not(
    make_site: MakeSite, tmp_path: Path, highlight: str
) -> None:
    root, box = make_site(), tmp_path / "box"
    main = commit(root, "the column")
    box.mkdir()
    (box / "好.zip").write_bytes(packed({RECORD: highlight}))
    wrong = highlight.replace("theme: 金融银企对接\n", "").replace("第一段文字。", "第一段文字 。。")
    (box / "错.ZIP").write_bytes(packed({"content/highlights/suzhou/cuo.yml": wrong}))
    (box / "外.zip").write_bytes(packed({"../evil.sh": "a", "Makefile": "all:"}))
    (box / "坏.zip").write_bytes(b"PK not really")
    os.utime(box / "坏.zip", (0, 0))
    said = intake(root, box)

    assert "好.zip：已收下，分支 tougao/nanjing-bianzao" in said
    assert git(root, "show", f"tougao/nanjing-bianzao:{RECORD}") == highlight.strip()
    assert git(root, "rev-parse", "tougao/nanjing-bianzao^") == main
    assert git(root, "branch", "--format=%(refname:short)").split() == ["main", "tougao/nanjing-bianzao"]
    assert git(root, "status", "--porcelain") == "", "the office's own folder is as it was"

    def answer(name: str) -> str:
        return (box / f"{name}.答复.txt").read_text(encoding="utf-8-sig")

    assert "检查通过" in answer("好.zip")
    assert "content/highlights/suzhou/cuo.yml:1:1: 错误 E202" in answer("错.ZIP")
    assert "+  第一段文字。\n" in answer("错.ZIP")
    assert "E006" in answer("外.zip")
    assert "不是完好的 ZIP" in answer("坏.zip")
    assert all("没有收下" in answer(name) for name in ("错.ZIP", "外.zip", "坏.zip"))
    assert not (tmp_path / "evil.sh").exists()

    assert intake(root, box) == "没有新的压缩包。\n"
    (box / "好.zip").write_bytes(packed({RECORD: highlight.replace("三家银行", "四家银行")}))
    assert "共 1 个新的压缩包" in intake(root, box)
    assert "四家银行" in git(root, "show", f"tougao/nanjing-bianzao:{RECORD}")


def test_odd_names_and_second_thoughts_lose_nothing(make_site: MakeSite, tmp_path: Path, highlight: str) -> None:
    root, box = make_site(), tmp_path / "box"
    commit(root, "the column")
    box.mkdir()
    first, second, third = (f"content/highlights/nanjing/{name}.yml" for name in ("bing", "ding", "wu"))
    texts = {first: highlight, second: highlight.replace("试验市举办", "乙市举办")}
    (box / "1.zip").write_bytes(packed(texts))
    (box / "2.zip").write_bytes(packed({first: highlight.replace("三家银行", "四家银行")}))
    long = "甲" * 82 + ".zip"
    (box / long).write_bytes(packed({f"column-content/{third}": highlight.replace("试验市举办", "丙市举办")}))
    odd = Path(os.fsdecode(os.fsencode(box) + b"/\xd6\xd0.zip"))
    odd.write_bytes(b"no archive")
    os.utime(odd, (0, 0))
    (box / "gone.zip").symlink_to("nowhere")
    (box / "tougao.rar").write_bytes(b"Rar!")
    said = intake(root, box)

    branch = "tougao/nanjing-bing"
    assert git(root, "diff", "--name-only", "main", branch).split() == [first, second]
    assert "四家银行" in git(root, "show", f"{branch}:{first}")
    assert f"留在同一个分支里：{second}" in (box / "2.zip.答复.txt").read_text(encoding="utf-8")
    assert git(root, "diff", "--name-only", "main", "tougao/nanjing-wu").split() == [third]
    assert (box / answer_name(long)).is_file()
    assert "〔U+DCD6〕" in said
    assert "另有 2 个不是 ZIP 压缩包，没有看，也没有答复：gone.zip、tougao.rar" in said
    assert intake(root, box).startswith("没有新的压缩包。")

    git(root, "merge", "-q", branch)
    commit_of(root, second, highlight.replace("试验市举办", "丁市举办"))
    (box / "3.zip").write_bytes(packed({first: highlight.replace("三家银行", "五家银行")}))
    intake(root, box)
    assert git(root, "diff", "--name-only", "main", branch).split() == [first], "what main has got since stays"


def test_an_id_that_is_taken_stays_with_its_record(make_site: MakeSite, tmp_path: Path, highlight: str) -> None:
    root, box = make_site(), tmp_path / "box"
    commit(root, "the column")
    box.mkdir()
    other = highlight.replace("试验市", "乙市").replace("银企对接会", "展览").replace("段文字", "段说明")
    (box / "a.zip").write_bytes(packed({RECORD: highlight}))
    (box / "b.zip").write_bytes(packed({RECORD: other}))
    (box / "c.zip").write_bytes(packed({"content/highlights/nanjing/aaa.yml": other, RECORD: other}))
    intake(root, box)

    def answer(name: str) -> str:
        return (box / f"{name}.答复.txt").read_text(encoding="utf-8-sig")

    branch = "tougao/nanjing-bianzao"
    assert git(root, "branch", "--format=%(refname:short)").split() == ["main", branch]
    assert git(root, "show", f"{branch}:{RECORD}") == highlight.strip()
    for name in ("b.zip", "c.zip"):
        assert f"是《试验市举办银企对接会》，已收下、在分支 {branch} 里（压缩包 a.zip）" in answer(name)
        assert "没有收下" in answer(name)

    git(root, "merge", "-q", branch)
    amended = highlight.replace("三家银行", "四家银行")
    (box / "b.zip").write_bytes(packed({RECORD: other + "# again\n"}))
    (box / "d.zip").write_bytes(packed({RECORD: amended}))
    intake(root, box)
    assert "是《试验市举办银企对接会》，已发布；" in answer("b.zip")
    assert f"将改动这一条记录：{RECORD}《试验市举办银企对接会》，已发布。" in answer("d.zip")
    assert "四家银行" in answer("d.zip")
    assert git(root, "rev-parse", f"{branch}^") == git(root, "rev-parse", "main")


def test_a_picture_that_another_record_shows_stays_as_it_is(tmp_path: Path) -> None:
    picture, mine = "content/images/nanjing/kaimu.jpg", "content/highlights/nanjing/mine.yml"
    there = {picture: "old", RECORD: "images:\n  - file: kaimu.jpg\n", mine: "images:\n  - file: b-kaimu.jpg\n"}
    for path, text in there.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    start = commit(tmp_path, "the column")
    said = taken(tmp_path, start, {mine: there[mine].encode(), picture: b"new"}).refused
    assert f"{picture}：这个图片名已经有别的记录用了（{RECORD}，已发布）" in said
    assert taken(tmp_path, start, {mine: there[mine].encode(), picture: b"old"}).refused == ""
    assert taken(tmp_path, start, {RECORD: there[RECORD].encode(), picture: b"new"}).refused == ""


def test_who_sends_something_else_is_told_what_to_send(make_site: MakeSite, tmp_path: Path, highlight: str) -> None:
    root, box = make_site(), tmp_path / "box"
    commit(root, "the column")
    (box / "收到的").mkdir(parents=True)
    (box / "收到的" / "里.zip").write_bytes(packed({RECORD: highlight}))
    (box / "复制.zip").write_bytes(packed({RECORD: highlight})[:-30])
    (box / "改名.zip").write_bytes(b"Rar!\x1a\x07\x00")
    os.utime(box / "改名.zip", (0, 0))
    gbk = packed({"content/images/nanjing/AAAA.jpg": "a"}).replace(b"AAAA", "会场".encode("gbk"))
    (box / "中文.zip").write_bytes(gbk)
    said = intake(root, box)

    assert "复制.zip：还没有复制完" in said
    assert not (box / "复制.zip.答复.txt").exists()
    assert "文件夹里面没有看：收到的；" in said
    assert "这是 RAR 压缩包" in (box / "改名.zip.答复.txt").read_text(encoding="utf-8")
    assert "“会场.jpg”的文件名不合规定" in (box / "中文.zip.答复.txt").read_text(encoding="utf-8")
    os.utime(box / "复制.zip", (0, 0))
    assert "复制.zip：没有收下" in intake(root, box)


def commit_of(root: Path, path: str, text: str) -> None:
    (root / path).write_text(text, encoding="utf-8")
    commit(root, "corrected on main")


def test_what_systems_add_when_files_are_packed_again_does_not_matter() -> None:
    again = {f"我的投稿/{RECORD}": "a", "__MACOSX/._x": "b", "我的投稿/.DS_Store": "c"}
    assert unpack(packed(again)) == {RECORD: b"a"}
    assert unpack(packed({RECORD.replace("/", "\\"): "a"})) == {RECORD: b"a"}


def link() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo(RECORD)
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def locked() -> bytes:
    """An archive whose entries say that they are encrypted."""
    raw = bytearray(packed({RECORD: "a"}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (link(), "不是普通文件"),
        (locked(), "密码"),
        (packed({}), "空的"),
        (packed({f"content/images/nanjing/{n}.jpg": "" for n in range(201)}), "201 个文件"),
        (packed({RECORD: "a", f"b/{RECORD}": "b"}), "两份"),
        (packed({RECORD: "a" * 100})[:-30], "不是完好的"),
        (packed({RECORD: "abcdefgh"}).replace(b"abcdefgh", b"abcdefgx"), "不是完好的"),
    ],
)
def test_what_is_no_plain_archive_is_refused_in_words(raw: bytes, word: str) -> None:
    with pytest.raises(ArchiveError, match=word):
        unpack(raw)


def test_an_archive_that_swells_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_FILE", 1000)
    monkeypatch.setattr(archives, "MAX_ALL", 2500)
    with pytest.raises(ArchiveError, match="太大"):
        unpack(packed({RECORD: "0" * 1001}, zipfile.ZIP_DEFLATED))
    many = {f"content/images/nanjing/{n}.jpg": "0" * 900 for n in range(3)}
    with pytest.raises(ArchiveError, match="太大"):
        unpack(packed(many, zipfile.ZIP_DEFLATED))
    assert len(unpack(packed(dict(list(many.items())[:2]), zipfile.ZIP_DEFLATED))) == 2
