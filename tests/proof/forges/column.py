"""A column as a forge keeps it: this repository's files and content, an office's made-up settings, requests to it."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from places import REPOSITORY
from repositories import commit, git
from test_production import GIVEN

#: Who reviews what, so that the answer can name somebody.
OWNERS = "*  @column/maintainers\n/content/*/nanjing/  @column/editors\n"
REVIEW = "reviewed_by: 测试员\nreviewed_on: 2026-11-20\n"


class Column:
    """The forge's repository, `hub`, and the folder in which its main branch is worked on."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.hub, self.main = folder, folder / "bureau" / "column.git", folder / "main"
        self.main.mkdir(parents=True)
        self.fill()
        commit(self.main, "the column")
        git(folder, "clone", "-q", "--bare", str(self.main), str(self.hub))
        git(self.main, "remote", "add", "origin", str(self.hub))

    def fill(self) -> None:
        """The files of the main branch."""
        packed = subprocess.run(["git", "archive", "HEAD"], cwd=REPOSITORY, check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x"], cwd=self.main, input=packed, check=True)
        settings = self.main / "site_config.yml"
        text = settings.read_text(encoding="utf-8").replace("wanlixing.example.org", "www.test.gov.cn")
        given = "".join(f"  {name}: {value}\n" for name, value in GIVEN.items())
        settings.write_text(text.replace("government:\n", f"government:\n{given}"), encoding="utf-8")
        (self.main / ".github" / "CODEOWNERS").write_text(OWNERS, encoding="utf-8")
        for file in self.main.glob("content/policies/*/*.yml"):
            # What only the publisher can say, and what nobody says in the name of an office.
            text = file.read_text(encoding="utf-8")
            file.write_text(text if "\nopenness:" in text else f"{text}openness: 主动公开\n", encoding="utf-8")

    @property
    def tip(self) -> str:
        return git(self.hub, "rev-parse", "main")

    def submit(self, files: Mapping[str, str], number: int = 7) -> str:
        """A request from a fork, new or renewed: its head, under the names that GitHub and GitLab give it."""
        fork = self.folder / f"fork-{number}"
        if not fork.exists():
            git(self.folder, "clone", "-q", str(self.hub), str(fork))
            git(fork, "switch", "-q", "-c", "tougao")
        write(fork, files)
        head = commit(fork, "投稿")
        for name in (f"pull/{number}/head", f"merge-requests/{number}/head"):
            git(fork, "push", "-q", "--force", str(self.hub), f"HEAD:refs/{name}")
        git(fork, "switch", "-q", "--detach", "origin/main")
        git(fork, "merge", "-q", "--no-ff", "-m", "merge", head)
        git(fork, "push", "-q", "--force", str(self.hub), f"HEAD:refs/pull/{number}/merge")
        git(fork, "switch", "-q", "tougao")
        return head

    def merge(self, number: int = 7) -> None:
        """A maintainer takes the request."""
        git(self.main, "pull", "-q", "--no-rebase", "--no-ff", "--no-edit", "origin", f"refs/pull/{number}/head")
        git(self.main, "push", "-q", "origin", "main")

    def change(self, files: Mapping[str, str], gone: tuple[str, ...] = ()) -> None:
        """The office changes the main branch itself."""
        write(self.main, files)
        for path in gone:
            (self.main / path).unlink()
        commit(self.main, "改动")
        git(self.main, "push", "-q", "origin", "main")


class OwnColumn(Column):
    """A column of one's own, as `wanlixing init` begins it for a forge, with the program's wheel in it."""

    def __init__(self, folder: Path, forge: str) -> None:
        self.forge = forge
        super().__init__(folder)

    def fill(self) -> None:
        self.main.rmdir()
        words = ["--province", "江苏", "--site-url", "https://www.test.gov.cn/", "--forge", self.forge]
        _run(str(Path(sys.executable).with_name("wanlixing")), "init", str(self.main), *words)
        _run("make", "wheel")
        shutil.copytree(REPOSITORY / "wheel", self.main / "wheel")
        settings = self.main / "site_config.yml"
        given = "".join(f"  {name}: {value}\n" for name, value in GIVEN.items())
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("government:\n", f"government:\n{given}"), encoding="utf-8")


def _run(*words: str) -> None:
    subprocess.run(words, cwd=REPOSITORY, check=True, capture_output=True)


def write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
