"""The command line as a person uses it: exit codes, words, files."""

import json
import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import pytest
from places import HELD, MakeSite, samples

from generator.model.kinds import KINDS

WANLIXING = Path(sys.executable).with_name("wanlixing")


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [str(WANLIXING), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=cwd)


def test_build_tells_its_stages_and_ends_with_a_summary(make_site: MakeSite) -> None:
    root = make_site("complete")
    done = run("build", cwd=root)

    assert done.returncode == 0
    assert done.stderr.splitlines() == ["· 读取和检查", "· 准备版式", "· 生成页面", "· 核对链接", "· 写入"]
    summary = re.sub(r"用时 [\d.]+ 秒", "用时 x 秒", done.stdout.replace(str(root), "."))
    summary = re.sub(r"共 [\d.]+ MB", "共 x MB", summary)
    files = [path for path in (root / "site").rglob("*") if path.is_file()]
    # Articles and digests are not put into a frame.
    framed = [file for file in files if {"wechat", "digest"}.isdisjoint(file.parts)]
    pages, feeds = sum(file.suffix == ".html" for file in framed), sum("feeds" in file.parts for file in framed)
    counts = "，".join(f"{kind.label} {len(samples(kind.folder))}" for kind in KINDS.values())
    assert summary.splitlines()[:3] == [
        "已发布到 ./site（版本 000001）",
        f"  记录 {len(samples())} 条：{counts}",
        f"  网页 {pages} 个，订阅源 {feeds} 个，文件 {len(files)} 个，共 x MB",
    ]
    assert "查看：wanlixing serve" in done.stdout


def test_a_clean_check_says_how_much_was_checked(make_site: MakeSite) -> None:
    done = run("check", "--root", make_site("complete"))

    assert (done.returncode, done.stdout) == (0, f"没有发现问题，共检查 {len(samples()) + len(HELD)} 条记录。\n")


def test_a_check_of_one_folder_is_never_all_clear_when_nothing_could_be_checked(make_site: MakeSite) -> None:
    root = make_site("complete", {"content/lists/units.yml": "name: 单位\nitems: 坏\n"})
    done = run("check", "content/cases", cwd=root)

    assert done.returncode == 1
    assert "content/lists/units.yml:2:8: 错误" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "content/nosuch"], "没有 content/nosuch 这个文件或文件夹"),
        (["frob"], "没有 frob 这个命令"),
        (["build", "--frob"], "没有选项 --frob"),
        (["check", "--format", "xml"], "--format 只能是 text、json、github"),
        (["build", "--today", "昨天"], "--today 的值不对：请写成 2026-11-22 这样"),
        (["build", "--root", "nowhere"], "--root 的值不对：没有这个文件或文件夹"),
        (["serve", "--port", "x"], "--port 的值不对：请写 0 到 65535 的整数"),
        (["init", "x1", "--site-url", "abc"], "--site-url 的值不对：请写以 https:// 开头的网址"),
        (["init", "x1", "--province", "江苏州"], "--province 的值不对：区划表里没有“江苏州”"),
        (["new"], "缺少 KIND"),
        (["new", "novel"], "没有“novel”这个种类。可选：highlight（活动亮点）、"),
        (["rollback"], "还没有发布过"),
        (["build", "--out", "content"], "不是本程序发布的"),
    ],
)
def test_wrong_use_is_told_in_chinese_with_exit_code_2(make_site: MakeSite, arguments: list[str], words: str) -> None:
    done = run(*arguments, cwd=make_site("complete"))

    assert done.returncode == 2
    assert words in done.stderr


def test_help_is_there_for_every_command() -> None:
    listed = run("--help").stdout
    assert "..." not in listed.partition("Commands:")[2]

    for command in ("build", "check", "serve", "new", "schema", "rollback"):
        assert command in listed
        assert run(command, "--help").returncode == 0


def test_where_files_can_not_be_locked_it_is_said_what_works(make_site: MakeSite) -> None:
    """As on Windows; minifying is missing on other machines, and nothing else may be needed for checking."""
    program = (
        "import sys; sys.modules['fcntl'] = sys.modules['minify'] = None; from generator.cli.main import main; main()"
    )
    root = make_site("complete")
    codes = {}
    for command in ("check", "build"):
        done = subprocess.run(
            [sys.executable, "-c", program, command], cwd=root, capture_output=True, encoding="utf-8", check=False
        )
        codes[command] = done.returncode
    assert codes == {"check": 0, "build": 3}
    assert "Windows 请在 WSL 里运行" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_dead_link_in_a_hand_written_page_is_its_author_s_mistake(make_site: MakeSite) -> None:
    root = make_site("complete")
    run("build", cwd=root)
    before = (root / "site" / "about.html").read_bytes()
    (root / "content" / "pages" / "about.md").write_text("第一行\n\n见[没有的页面](nosuch.md)。\n", encoding="utf-8")
    told = "content/pages/about.md:3:10: 错误 E402 链接 nosuch.md 没有指向任何文件。"
    for command in ("check", "build"):
        done = run(command, cwd=root)
        assert (done.returncode, told in done.stdout) == (1, True)
    (root / "content" / "pages" / "about.md").write_text(
        "见[甲](cases/index.html)、[乙](cases/nosuch.html)、[丙](nopage.html#a)、[丁](feeds/nosuch.xml)。\n",
        encoding="utf-8",
    )
    found = re.findall(r"about.md:1:(\d+): 错误 E402 链接 (\S+) ", run("check", cwd=root).stdout)
    assert found == [("28", "cases/nosuch.html"), ("51", "nopage.html#a")]
    built = run("build", cwd=root).stdout
    assert "feeds/nosuch.xml" not in built
    assert (root / "site" / "about.html").read_bytes() == before


def test_a_check_of_one_file_hears_of_its_folder_and_of_the_lists(make_site: MakeSite, highlight: str) -> None:
    root = make_site(files={"content/highlights/nanjnig/new.yml": highlight, "content/cases/nanjing/.keep": ""})
    misplaced = run("check", "content/highlights/nanjnig/new.yml", cwd=root)
    empty = run("check", "content/cases", cwd=root)
    lists = root / "content" / "lists" / "rights.yml"
    lists.write_text(lists.read_text(encoding="utf-8").replace("name: 专利", "nam: 专利"), encoding="utf-8")
    shared = run("check", "content/cases", cwd=root)

    assert (misplaced.returncode, "是不是“nanjing”" in misplaced.stdout) == (1, True)
    assert (empty.returncode, empty.stdout) == (0, "没有发现问题；这里没有记录。\n")
    assert (shared.returncode, "content/lists/rights.yml" in shared.stdout) == (1, True)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("content/highlights/nanjnig/new.yml", "没有“nanjnig”这个单位。是不是“nanjing”（"),
        ("content/cases/nanjing/new.yml", "要放在 content/highlights/单位/ 里"),
        ("content/highlights/nanjing/New.yml", "文件名只用小写英文字母"),
        ("content/highlights/nanjing/index.yml", "文件名只用小写英文字母"),
        ("content/highlights/nanjing/培训.yml", "文件名只用小写英文字母"),
    ],
)
def test_new_refuses_a_place_where_a_record_could_not_stand(make_site: MakeSite, file: str, words: str) -> None:
    root = make_site("complete")
    done = run("new", "highlight", file, cwd=root)

    assert (done.returncode, words in done.stderr) == (2, True)
    assert not (root / file).exists()


@pytest.mark.parametrize("command", ["build", "check", "serve", "schema", "new case"])
def test_a_folder_that_is_no_site_is_told_as_such(tmp_path: Path, command: str) -> None:
    done = run(*command.split(), cwd=tmp_path)

    assert done.returncode == 2
    assert "这里不是站点文件夹" in done.stderr


def test_a_fault_in_a_template_is_told_with_its_line_and_without_a_traceback(make_site: MakeSite) -> None:
    root = make_site("complete", templates=True)
    template = root / "templates" / "pages" / "record.html"
    text = template.read_text(encoding="utf-8")
    told = []
    for wrong in ("{% bad %}\n" + text, "{{ recrod.title }}\n" + text):
        template.write_text(wrong, encoding="utf-8")
        done = run("build", cwd=root)
        told.append(done.stderr.splitlines()[-1])
        assert done.returncode == 3
        assert "Traceback" not in done.stderr

    assert "模板 record.html 第 1 行有误：Encountered unknown tag 'bad'" in told[0]
    assert "模板 record.html 第 1 行有误：'recrod' is undefined" in told[1]


def test_a_port_that_is_taken_is_told_before_anything_is_built(make_site: MakeSite) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port), cwd=make_site("complete"))

    assert done.returncode == 2
    assert f"端口 {port} 用不了（已被占用）" in done.stderr


def test_new_writes_a_template_once_and_never_over_a_file(make_site: MakeSite) -> None:
    root = make_site("complete")
    file = Path("content/highlights/nanjing/autumn-fair.yml")
    first, second = run("new", "活动亮点", file, cwd=root), run("new", "highlight", file, cwd=root)

    assert (first.returncode, second.returncode) == (0, 2)
    assert "已经存在，没有改动" in second.stderr
    assert run("check", file, cwd=root).returncode == 1


def test_rollback_brings_the_old_site_back(make_site: MakeSite) -> None:
    root = make_site("complete")
    run("build", cwd=root)
    before = (root / "site" / "index.html").read_bytes()
    (root / "content" / "outlets" / "taizhou" / "service-point.yml").unlink()
    run("build", cwd=root)
    assert (root / "site" / "index.html").read_bytes() != before
    done = run("rollback", cwd=root)

    told = (
        "已退回版本 000001。裸仓库的推送和定时发布不再换掉它，直到 wanlixing receive publish --resume；"
        "自己运行 wanlixing build 会换成最新的内容。请同时在仓库里改回（git revert）。\n"
    )
    assert (done.returncode, done.stdout) == (0, told)
    assert (root / "site" / "index.html").read_bytes() == before


def test_schema_writes_what_editors_need(make_site: MakeSite) -> None:
    root = make_site("complete")
    done = run("schema", cwd=root)

    written = {path.stem for path in (root / "content" / "schema").iterdir()}
    assert set(KINDS) < written
    assert done.stdout == f"已更新 {len(written)} 个文件。\n"
    assert json.loads((root / "content" / "schema" / "case.json").read_text(encoding="utf-8"))["title"] == "典型案例"
    assert run("check", cwd=root).returncode == 0
    assert run("schema", cwd=root).stdout == "都是最新的，没有改动。\n"


@pytest.mark.slow
def test_serve_shows_the_site_on_loopback_as_it_is_after_every_change(make_site: MakeSite) -> None:
    root = make_site("complete")
    record = root / "content" / "outlets" / "taizhou" / "service-point.yml"
    command = [str(WANLIXING), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(2)]
        address = re.search(r"http://127\.0\.0\.1:\d+/", told[1])
        assert address, told

        def wait_for(words: str) -> None:
            assert process.stdout is not None
            while words not in told[-1]:
                told.append(process.stdout.readline())
                assert told[-1], told

        for path, host in (("", "evil.example"), ("-/news", "evil.example:80"), ("", "127.0.0.1:1")):
            with pytest.raises(HTTPError, match="421"):
                urllib.request.urlopen(urllib.request.Request(address[0] + path, headers={"Host": host}))  # noqa: S310
        url = f"{address[0]}outlets/service-point.html"
        assert "试验知识产权服务网点" in read(url)
        record.write_text(record.read_text(encoding="utf-8").replace("试验路1号", "试验路2号"), encoding="utf-8")
        wait_for("已更新")
        assert any("service-point.yml有改动" in line for line in told)
        assert "试验路2号" in read(url)
        good = record.read_text(encoding="utf-8")
        record.write_text("坏", encoding="utf-8")
        wait_for("页面没有更新")
        assert "试验路2号" in read(url)
        record.write_text(good, encoding="utf-8")
        told.append("")
        wait_for("已更新")
        # Editors replace a file rather than write into it: the second time must be noticed too.
        for name in ("甲专栏", "乙专栏"):
            settings = root / "site_config.yml"
            new = settings.with_suffix(".new")
            text = re.sub("title: .*", f"title: {name}", settings.read_text(encoding="utf-8"), count=1)
            new.write_text(text, encoding="utf-8")
            new.replace(settings)
            told.append("")
            wait_for("已更新")
            assert name in read(address[0])
        process.terminate()

    assert not (root / "site").exists()


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310  # loopback
        return str(answer.read().decode())
