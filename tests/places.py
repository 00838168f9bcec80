"""Where things are, and which day it is, for all tests."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent
SITES = TESTS / "sites"
GOLDEN = TESTS / "golden"
#: The day that every test takes for today.
TODAY = date(2026, 11, 22)

#: The fixture `make_site`: overlay and files to a folder.
MakeSite = Callable[..., Path]
