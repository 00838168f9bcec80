"""Real git repositories for tests, whatever the settings of who runs them."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

#: No settings of the machine, and a name for who commits.
SURROUNDINGS = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "test@test.example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def git(folder: Path, *arguments: str, given: bytes = b"", more: Mapping[str, str] | None = None) -> str:
    """What git says; `given` on its standard input, `more` in its environment."""
    words = ["git", "-c", "protocol.file.allow=always", "-C", str(folder), *arguments]
    surroundings = {**SURROUNDINGS, **(more or {})}
    done = subprocess.run(words, capture_output=True, input=given, check=False, env=surroundings)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def commit(folder: Path, message: str) -> str:
    """Everything that lies in the folder as a commit on the branch that is checked out; the repository is made."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")
