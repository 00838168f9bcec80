"""`wechat-sent.yml`: which drafts were made and what was uploaded, so that nothing is sent twice. Git can hold it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.authoring.sheets.yaml_writer import written
from generator.authoring.write_file import replace_file
from generator.diagnostics.problems import Problem
from generator.yaml_source.reader import read_file

NAME = "wechat-sent.yml"
_HEAD = "# wanlixing wechat push 写的：哪些草稿建过、哪些图片传过。请一并提交，不要手改。"


@dataclass(frozen=True, slots=True)
class SentDraft:
    """A draft: what it was made of, which content, its id at the platform (none if no answer came), when."""

    of: tuple[str, ...]
    mark: str
    media_id: str
    at: str = ""


@dataclass
class Sent:
    """What was sent, kept in a file from one run to the next."""

    file: Path
    now: datetime
    drafts: list[SentDraft] = field(default_factory=list)
    #: By what was uploaded (a hash) what the platform calls it.
    uploads: dict[str, str] = field(default_factory=dict)

    def of(self, names: tuple[str, ...]) -> SentDraft | None:
        """The last draft made of these."""
        return next((one for one in reversed(self.drafts) if one.of == names), None)

    def remember(self, draft: SentDraft) -> SentDraft:
        """Keep a draft, written at once."""
        kept = SentDraft(draft.of, draft.mark, draft.media_id, f"{self.now:%Y-%m-%d}")
        self.drafts.append(kept)
        self._write()
        return kept

    def uploaded(self, form: str, content: bytes, upload: Callable[[], str]) -> str:
        """What the platform calls it: as it was named before, else as it says now."""
        key = f"{form}-{sha256(content).hexdigest()[:32]}"
        if key not in self.uploads:
            self.uploads[key] = upload()
            self._write()
        return self.uploads[key]

    def _write(self) -> None:
        data: dict[str, Any] = {
            "drafts": [
                {"of": list(one.of), "mark": one.mark, "media_id": one.media_id or "未知", "at": one.at}
                for one in self.drafts
            ],
            "uploads": dict(self.uploads),
        }
        replace_file(self.file, written({name: value for name, value in data.items() if value}, _HEAD).encode())


def read_sent(folder: Path, now: datetime) -> tuple[Sent | None, list[Problem]]:
    """What the folder's file tells, nothing if there is none; a file that can't be read is a problem."""
    file = folder / NAME
    if not file.exists():
        return Sent(file, now), []
    source, problems = read_file(file, NAME)
    if source is None or problems:
        return None, problems
    drafts = [
        SentDraft(tuple(one["of"]), one["mark"], "" if one["media_id"] == "未知" else one["media_id"], one["at"])
        for one in source.data.get("drafts", [])
    ]
    return Sent(file, now, drafts, dict(source.data.get("uploads", {}))), []
