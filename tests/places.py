"""Where things are, and which day it is, for all tests."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent
SITES = TESTS / "sites"
GOLDEN = TESTS / "golden"
#: The day that every test takes for today.
TODAY = date(2026, 11, 22)


def content_day() -> date:
    """The day for tests of the real content: that of its newest record, so that none lies ahead."""
    days = (
        day
        for file in (REPOSITORY / "content").rglob("*.yml")
        for day in re.findall(
            r"^(?:publish_date|  - date): ([0-9]{4}-[0-9]{2}-[0-9]{2})", file.read_text("utf-8"), re.MULTILINE
        )
    )
    return max(TODAY, date.fromisoformat(max(days)))


#: A day on which something was published, corrected or withdrawn.
_PUBLISHED = re.compile(r"^(?:publish_date|  - date): ([0-9]{4}-[0-9]{2}-[0-9]{2})", re.MULTILINE)

#: Samples under embargo.
HELD = ("secret-2026", "secret-case")


def samples(folder: str = "*") -> list[Path]:
    """The files of the made-up records of a kind, or of all, that are public."""
    found = (SITES / "complete" / "content").glob(f"{folder}/*/*.yml")
    return sorted(file for file in found if file.stem not in HELD and file.parts[-3] not in ("lists", "office"))


#: The fixture `make_site`: overlay and files to a folder.
MakeSite = Callable[..., Path]
