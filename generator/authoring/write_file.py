"""Files written one by one, for commands that make or mend submissions."""

from collections.abc import Sequence
from pathlib import Path

from generator.site.site import File

_LOG_LINES = 2_000


def write_new(file: Path, content: bytes) -> None:
    """Write a file that is not there yet."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as out:
        out.write(content)


def replace_file(file: Path, content: bytes) -> None:
    """Write a file anew, whole or not at all."""
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(content)
    beside.replace(file)


def add_to_log(file: Path, text: str) -> None:
    """Add to a log that keeps its newest lines."""
    before = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.is_file() else []
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, "".join(f"{line}\n" for line in [*before, *text.splitlines()][-_LOG_LINES:]).encode())


def write_files(files: Sequence[File], folder: Path) -> None:
    """Write files below a folder, making the folders they need; scripts may be run."""
    for inner in {file.path.rpartition("/")[0] for file in files}:
        (folder / inner).mkdir(parents=True, exist_ok=True)
    base = f"{folder}/"
    for file in files:
        with open(base + file.path, "wb") as out:  # noqa: PTH123  # a Path for each of 10,000 files costs as much again
            out.write(file.content)
        if file.content.startswith(b"#!"):
            Path(base + file.path).chmod(0o755)


def differing(files: Sequence[File], folder: Path) -> list[File]:
    """Those that are not there yet, or with other bytes."""
    return [
        one for one in files if not (folder / one.path).is_file() or (folder / one.path).read_bytes() != one.content
    ]


def write_program(file: Path, text: str, sign: str) -> bool:
    """Write a script that may be run; one that is there already is replaced only if it bears the `sign`."""
    if file.exists() and sign not in file.read_text(encoding="utf-8", errors="replace"):
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, text.encode())
    file.chmod(0o755)
    return True
