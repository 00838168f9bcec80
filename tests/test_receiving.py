"""A bare repository as the office's own way in, with real git: pushes judged, answered, published, taken back."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path

import pytest
from places import REPOSITORY, SITES, TODAY
from repositories import SURROUNDINGS, commit, git

from generator.diagnostics.problems import Problem
from generator.publishing import remote_verify
from generator.publishing.versions import hold, is_held
from generator.receiving import publication
from generator.receiving.notice import LOG, tell_maintainers
from generator.receiving.pushes import Push, judge, pushes, settings
from generator.receiving.taken import others_pictures
from generator.runtime.git_diff import between

WANLIXING = Path(sys.executable).with_name("wanlixing")
RECORD = "content/highlights/nanjing/bianzao.yml"


def receive(*words: str) -> subprocess.CompletedProcess[str]:
    command = [str(WANLIXING), "receive", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=SURROUNDINGS)


class Server:
    """The office's bare repository with its hooks, and the clone of whoever pushes."""

    def __init__(self, folder: Path) -> None:
        self.bare, self.site, self.clone = folder / "column.git", folder / "www" / "site", folder / "clone"

    @classmethod
    def installed(cls, root: Path, folder: Path) -> "Server":
        self = cls(folder)
        self.site.parent.mkdir()
        commit(root, "the column")
        git(folder, "init", "-q", "--bare", "-b", "main", str(self.bare))
        words = ("--root", str(self.bare), "--site", str(self.site), "--draft", "--maintainer", "office")
        done = receive("install", *words)
        assert done.returncode == 0, done.stderr
        git(folder, "clone", "-q", str(self.bare), str(self.clone))
        git(self.clone, "pull", "-q", str(root), "main")
        return self

    @classmethod
    def copied(cls, one: Path, folder: Path) -> "Server":
        """One that is there already, elsewhere: its settings alone know where it lies."""
        shutil.copytree(one, folder, symlinks=True)
        self = cls(folder)
        git(self.bare, "config", "wanlixing.site", str(self.site))
        git(self.clone, "config", "remote.origin.url", str(self.bare))
        return self

    def push(self, *refs: str, user: str = "nanjing-wang") -> tuple[int, str]:
        """How git left, and what the server said."""
        words = ["git", "-C", str(self.clone), "push", "origin", *(refs or ("HEAD:main",))]
        # A server may speak another language in another encoding.
        surroundings = {**SURROUNDINGS, "WANLIXING_USER": user, "PYTHONIOENCODING": "gb18030", "LC_ALL": "C"}
        done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False, env=surroundings)
        said = [line.removeprefix("remote: ") for line in done.stderr.splitlines() if line.startswith("remote:")]
        return done.returncode, "\n".join(said)

    def write(self, files: Mapping[str, str], message: str = "投稿") -> str:
        for path, text in files.items():
            (self.clone / path).parent.mkdir(parents=True, exist_ok=True)
            (self.clone / path).write_text(text, encoding="utf-8")
        return commit(self.clone, message)

    def undo(self) -> None:
        git(self.clone, "reset", "-q", "--hard", "origin/main")

    @property
    def main(self) -> str:
        return git(self.bare, "rev-parse", "main")


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("column") / "root"
    shutil.copytree(SITES / "base", root)
    return Server.installed(root, tmp_path_factory.mktemp("installed")).bare.parent


@pytest.fixture(scope="session")
def pushed_once(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    one = Server.copied(installed, tmp_path_factory.mktemp("pushed") / "server")
    code, said = one.push()
    assert (code, "已发布" in said) == (0, True), said
    return one.bare.parent


@pytest.fixture
def server(installed: Path, tmp_path: Path) -> Server:
    """To which nothing was pushed yet."""
    return Server.copied(installed, tmp_path / "server")


@pytest.fixture
def published(pushed_once: Path, tmp_path: Path) -> Server:
    """To which the column was pushed, and its site published."""
    return Server.copied(pushed_once, tmp_path / "server")


def test_from_the_first_push_to_a_correction(server: Server, highlight: str) -> None:
    code, said = server.push()
    assert (code, "已发布" in said) == (0, True), said
    assert (server.site / "index.html").is_file()

    before = server.main
    wrong = highlight.replace("theme: 金融银企对接\n", "").replace(
        "event_date: 2020-06-18", "event_date: 2020年6月18日"
    )
    server.write({RECORD: wrong})
    code, said = server.push()
    assert code == 1
    assert "+event_date: 2020-06-18 " in said
    assert f"{RECORD}:1:1: 错误 E202" in said
    assert "没有收下" in said
    assert server.main == before
    assert not (server.site / "highlights/bianzao.html").exists()

    server.write({RECORD: highlight}, "改正")
    code, said = server.push()
    assert (code, "检查通过" in said, "已发布" in said) == (0, True, True), said
    assert (server.site / "highlights/bianzao.html").is_file()
    assert remote_verify.compare(str(server.site))[1] == []
    # Nothing of the looking is left behind.
    assert "\ngarbage: 0\n" in git(server.bare, "count-objects", "-v")
    assert server.push() == (0, "")


def test_what_is_beyond_a_submission_is_the_maintainers_to_push(published: Server, highlight: str) -> None:
    other = "content/highlights/suzhou/other.yml"
    for files in ({"Makefile": "all:"}, {RECORD: highlight, other: highlight}, {"content/pages/a.md": "# 甲"}):
        published.write(files)
        code, said = published.push()
        assert (code, "E006" in said) == (1, True), said
        published.undo()
    published.write({"Makefile": "all:"})
    code, said = published.push(user="office")
    assert code == 0, said


def test_a_picture_that_another_record_shows_is_the_maintainers_to_change(server: Server) -> None:
    picture = "content/images/nanjing/kaimu.jpg"
    start = server.write({picture: "old", RECORD: "images:\n  - file: kaimu.jpg\n"})
    head = server.write({picture: "new"})
    (problem,) = others_pictures(server.clone, head, between(server.clone, start, head))
    assert (problem.code, RECORD in problem.message) == ("E006", True)
    checked = [str(WANLIXING), "check", "--root", str(server.clone), "--changed-from", start]
    assert (
        "别的记录正在用这张图片" in subprocess.run(checked, capture_output=True, encoding="utf-8", check=False).stderr
    )
    with_record = server.write({RECORD: "images:\n  - file: kaimu.jpg\n# new\n"})
    assert not list(others_pictures(server.clone, with_record, between(server.clone, start, with_record)))


def test_a_unit_pushes_its_own_records_once_that_is_set(published: Server, highlight: str) -> None:
    git(published.bare, "config", "--add", "wanlixing.nanjing-wang.unit", "suzhou")
    published.write({RECORD: highlight})
    code, said = published.push()
    assert (code, "您的单位是suzhou" in said) == (1, True), said
    assert settings(published.bare).units("nanjing-wang") == ("suzhou",)
    assert published.push(user="somebody")[0] == 0


def test_history_is_neither_rewritten_nor_removed(published: Server, highlight: str) -> None:
    published.write({RECORD: highlight})
    published.push()
    git(published.clone, "reset", "-q", "--hard", "HEAD~1")
    published.write({"content/highlights/nanjing/other.yml": highlight})
    code, said = published.push("+HEAD:main")
    assert (code, "不能改写" in said) == (1, True)
    git(published.bare, "config", "receive.denyDeleteCurrent", "ignore")
    code, said = published.push(":main")
    assert (code, "不能删除" in said) == (1, True)


def test_a_branch_is_taken_and_told_what_it_would_be_told(published: Server, highlight: str) -> None:
    published.write({RECORD: highlight.replace("theme: 金融银企对接\n", "")})
    code, said = published.push("HEAD:refs/heads/tougao")
    assert (code, "E202" in said, "已收到分支 tougao；改好错误以后才能合并" in said) == (0, True, True), said


def pushed(server: Server, old: str, new: str, ref: str, user: str) -> tuple[bool, str]:
    answer = judge(server.bare, [Push(old, new, ref)], user, TODAY, 1)
    return answer.taken, answer.text


def test_a_number_that_a_later_commit_took_out_does_not_stay_in_the_history(server: Server, highlight: str) -> None:
    start = git(server.clone, "rev-parse", "HEAD")
    told = server.write({RECORD: highlight.replace("第一段文字。", "电话13851234567。")})
    mended = server.write({RECORD: highlight}, "改正")
    git(server.bare, "fetch", "-q", str(server.clone), "HEAD")
    git(server.bare, "update-ref", "refs/heads/main", start)
    taken, said = pushed(server, "0" * 40, told, "refs/heads/tougao", "nanjing-wang")
    assert (taken, "没有收下" in said) == (False, True), said
    for old, ref in ((start, "refs/heads/main"), ("0" * 40, "refs/heads/tougao")):
        taken, said = pushed(server, old, mended, ref, "office")
        assert (taken, f"git reset --soft {start[:12]}" in said) == (False, True), said
        assert "13851234567" not in said
    git(server.clone, "reset", "-q", "--soft", start[:12])
    squashed = commit(server.clone, "投稿")
    git(server.bare, "fetch", "-q", str(server.clone), "HEAD")
    assert pushed(server, start, squashed, "refs/heads/main", "nanjing-wang")[0]


def test_names_are_moved_and_removed_by_whose_they_are(server: Server, highlight: str) -> None:
    start, nothing = git(server.clone, "rev-parse", "HEAD"), "0" * 40
    head = server.write({RECORD: highlight})
    git(server.bare, "fetch", "-q", str(server.clone), "HEAD")
    taken, said = pushed(server, nothing, head, "refs/heads/master", "nanjing-wang")
    assert (taken, "git push -u origin HEAD:main" in said) == (False, True), said

    git(server.bare, "update-ref", "refs/heads/main", start)
    for unit in ("suzhou", "nanjing"):
        git(server.bare, "config", "--add", f"wanlixing.{unit}-wang.unit", unit)
    branch = (head, nothing, "refs/heads/a")
    for user in ("suzhou-wang", "somebody"):
        assert "还没有合并" in pushed(server, *branch, user)[1]
        assert not pushed(server, head, start, "refs/heads/a", user)[0]
    assert all(pushed(server, *branch, user)[0] for user in ("nanjing-wang", "office"))
    assert pushed(server, start, nothing, "refs/heads/a", "somebody")[0], "what main has is no loss"

    assert "只收分支" in pushed(server, nothing, head, "refs/tags/v1", "nanjing-wang")[1]
    assert pushed(server, nothing, head, "refs/tags/v1", "office")[0]
    assert not pushed(server, start, head, "refs/wanlixing/published", "office")[0]


def test_what_does_not_build_is_not_published_and_the_next_push_makes_up_for_it(
    published: Server, highlight: str
) -> None:
    template = REPOSITORY / "templates/pages/highlight.html"
    sound = template.read_text(encoding="utf-8")
    published.write({"templates/pages/highlight.html": sound + "{% if %}", RECORD: highlight})
    code, said = published.push(user="office")
    assert (code, "已发布 " in said) == (0, False), said
    assert not (published.site / "highlights/bianzao.html").exists()
    assert (published.site / "index.html").is_file()
    published.write({"templates/pages/highlight.html": sound})
    code, said = published.push(user="office")
    assert (published.site / "highlights/bianzao.html").is_file(), said


def test_two_pushes_at_once_leave_the_newest_published(published: Server, highlight: str) -> None:
    hook = published.bare / "hooks/post-receive"
    text = hook.read_text(encoding="utf-8")
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    lines = []
    for name in ("one", "two"):
        old = published.main
        new = published.write({f"content/highlights/nanjing/{name}.yml": highlight.replace("试验市举办", name)})
        assert published.push()[0] == 0
        lines.append(f"{old} {new} refs/heads/main\n")
    hook.write_text(text, encoding="utf-8")
    command = [str(hook)]
    started = [
        subprocess.Popen(command, cwd=published.bare, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=SURROUNDINGS)
        for _line in lines
    ]
    said = [run.communicate(line.encode())[0].decode() for run, line in zip(started, lines, strict=True)]
    assert sorted("已经发布过" in text for text in said) == [False, True]
    assert (published.site / "highlights/two.html").is_file()
    assert len(list(published.site.with_name("site.versions").glob("0*"))) == 2


def test_whoever_pushes_second_is_told_so(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    start = git(server.clone, "rev-parse", "HEAD")
    git(server.bare, "fetch", "-q", str(server.clone), "HEAD")
    git(server.bare, "update-ref", "refs/heads/main", start)
    late = server.write({"content/pages/a.md": "# 甲"})

    def overtaken(*_arguments: object) -> list[Problem]:
        git(
            server.bare,
            "update-ref",
            "refs/heads/main",
            git(server.bare, "commit-tree", f"{start}^{{tree}}", "-m", "x"),
        )
        return []

    monkeypatch.setattr("generator.receiving.pushes.problems_at", overtaken)
    git(server.bare, "fetch", "-q", str(server.clone), "HEAD")
    answer = judge(server.bare, [Push(start, late, "refs/heads/main")], "office", TODAY, 1)
    assert (answer.taken, "git pull --rebase" in answer.text) == (False, True)


def test_a_new_day_is_published_without_a_push(published: Server) -> None:
    done = receive("publish", "--root", str(published.bare), "--today", "2199-01-03")
    assert (done.returncode, "已发布" in done.stdout) == (0, True), done.stderr + done.stdout
    assert remote_verify.compare(str(published.site))[1] == []


def test_a_damaged_version_is_taken_back(published: Server, highlight: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.publishing.versions import PublishError

    good = published.site.readlink()
    git(published.bare, "config", "wanlixing.site", str(published.site))
    published.write({RECORD: highlight})
    (published.bare / "hooks/post-receive").unlink()
    published.push()
    monkeypatch.setattr(publication, "compare", lambda _place: (1, ["index.html：内容被改动过"]))
    with pytest.raises(PublishError, match="已退回"):
        publication.publish_main(published.bare, TODAY, lambda: None)
    assert published.site.readlink() == good


def test_what_is_rolled_back_stays_until_it_is_lifted(server: Server) -> None:
    server.site.with_name("site.versions").mkdir()
    hold(server.site)
    with pytest.raises(publication.HeldError, match="--resume"):
        publication.publish_main(server.bare, TODAY, lambda: None)
    receive("publish", "--root", str(server.bare), "--resume")
    assert not is_held(server.site)


def test_maintainers_hear_of_what_was_not_published(server: Server) -> None:
    heard, now = server.bare.parent / "heard", datetime.combine(TODAY, time(9, 30))
    assert tell_maintainers(server.bare, now, "磁盘满了") == ""
    git(server.bare, "config", "wanlixing.notify", f"tee '{heard}'")
    assert tell_maintainers(server.bare, now, "连不上") == ""
    assert heard.read_text(encoding="utf-8") == "连不上"
    git(server.bare, "config", "wanlixing.notify", "no-such-program")
    assert "没有成功" in tell_maintainers(server.bare, now, "连不上")
    assert (server.bare / LOG).read_text(encoding="utf-8").count("09:30") == 3


def test_a_host_that_is_not_reached_is_told_apart_from_the_site_here(server: Server) -> None:
    git(server.bare, "config", "wanlixing.send", str(server.bare.parent / "no/such/host"))
    code, said = server.push()
    assert (code, (server.site / "index.html").is_file()) == (0, True)
    assert f"本机的网站已换成新版（版本 {server.site.resolve().name}），发到 {server.bare.parent}/no/such/host" in said
    assert "已经收下，不用再推送" in said
    assert "没有成功" in (server.bare / LOG).read_text(encoding="utf-8")


def test_a_folder_that_is_not_ours_is_named_by_its_setting(server: Server) -> None:
    (server.site / "theirs").mkdir(parents=True)
    code, said = server.push()
    assert (code, "git config wanlixing.site" in said, "--out" in said) == (0, True, False), said
    assert "会在下一次推送或每天定时发布时再发布" in said


def test_installed_again_what_is_not_given_stays_as_it_was_set(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "a.git")
    root = ("--root", str(tmp_path / "a.git"))
    done = receive("install", *root)
    assert (done.returncode, "--site" in done.stderr) == (2, True)
    receive("install", *root, "--site", str(tmp_path / "site"), "--send", "a@b:/c", "--draft", "--maintainer", "office")
    git(tmp_path / "a.git", "config", "--add", "wanlixing.nanjing-wang.unit", "nanjing")
    before = settings(tmp_path / "a.git")
    done = receive("install", *root)
    assert done.returncode == 0, done.stderr
    assert settings(tmp_path / "a.git") == before
    assert all(
        word in done.stdout for word in (str(tmp_path / "site"), "a@b:/c", "试用", "office", "nanjing-wang（nanjing）")
    )
    receive("install", *root, "--production", "--send", "")
    now = settings(tmp_path / "a.git")
    assert (now.one("production"), now.one("send")) == ("true", "")


def test_hooks_go_into_a_bare_repository_only(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "a")
    for folder in ("a", "."):
        done = receive("install", "--root", str(tmp_path / folder), "--site", str(tmp_path / "site"))
        assert (done.returncode, "不是裸仓库" in done.stderr) == (2, True)


def test_foreign_hooks_are_not_replaced(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "a.git")
    hook = tmp_path / "a.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho mine\n", encoding="utf-8")
    done = receive("install", "--root", str(tmp_path / "a.git"), "--site", str(tmp_path / "site"))
    assert (done.returncode, "别的钩子" in done.stderr) == (2, True)
    assert "mine" in hook.read_text(encoding="utf-8")


def test_lines_of_a_hook_are_read_as_git_writes_them() -> None:
    (push,) = pushes(["a b refs/heads/名 称\n", "\n"])
    assert push.ref == "refs/heads/名 称"


def test_nothing_of_the_push_is_run(published: Server) -> None:
    assert shutil.which("git")
    evil = f"#!/bin/sh\ntouch {published.bare}/ran\n"
    published.write(
        {
            "Makefile": f"all:\n\ttouch {published.bare}/ran\n",
            "generator/cli/main.py": "raise SystemExit",
            ".ci/x": evil,
        }
    )
    published.push(user="office")
    assert not (published.bare / "ran").exists()
    assert REPOSITORY.is_dir()
