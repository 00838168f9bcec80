"""What all tests share: small whole sites, made from `tests/sites/` in a temporary folder."""

import fcntl
import gc
import os
import pickle
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, settings
from places import REPOSITORY, SITES, TODAY, MakeSite, content_day
from slow_tests import mark_slow

from generator.authoring.new_column.example import example_files
from generator.authoring.write_file import write_files
from generator.build.check import check
from generator.build.pipeline import render, render_office
from generator.loading.loader import load
from generator.site.site import Site

pytest_plugins = ("browser.fixtures",)

# How long an example takes says more of the machine than of the program.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# As the command does.
gc.set_threshold(50_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept the present output as the expected one")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_slow(items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says in one line what this run could not look at."""
    reasons = Counter(
        str(report.longrepr[-1]).removeprefix("Skipped: ") for report in terminalreporter.getreports("skipped")
    )
    told = "；".join(f"{reason}，跳过 {count} 项" for reason, count in reasons.most_common())
    terminalreporter.write_line(f"没有测到：{told}。" if told else "全部测到，没有跳过。")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether the present output becomes the expected one (`make bless`)."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """A site's folder: `base` (settings and lists), over it a folder of `tests/sites`, over it files.

    Its templates are those of the program, unless it gets `templates` of its own.
    """

    def make(
        overlay: str = "",
        files: Mapping[str, str | bytes] | None = None,
        name: str = "root",
        *,
        templates: bool = False,
    ) -> Path:
        root = tmp_path / name
        shutil.copytree(SITES / "base", root)
        if templates:
            shutil.copytree(REPOSITORY / "templates", root / "templates")
        if overlay:
            shutil.copytree(SITES / overlay, root, dirs_exist_ok=True)
        for path, content in (files or {}).items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make


@pytest.fixture(scope="session", autouse=True)
def _own_caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What commands keep between runs lies apart from the caches of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


@pytest.fixture(scope="session")
def base_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The base site, read once, to which tests give made-up records as values."""
    root = tmp_path_factory.mktemp("base") / "root"
    shutil.copytree(SITES / "base", root)
    site, problems = load(root, TODAY)
    assert site
    assert problems == []
    return site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The made-up records of `tests/sites/complete`, read and checked once."""
    found, problems = check(_complete(tmp_path_factory), TODAY)
    assert found, problems
    return found


@pytest.fixture(scope="session")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Every file of the office's own site of the same records."""
    made = render_office(_complete(tmp_path_factory), TODAY)
    return MappingProxyType({file.path: file.content for file in made.files})


def _complete(folders: pytest.TempPathFactory) -> Path:
    root = folders.mktemp("complete") / "root"
    shutil.copytree(SITES / "base", root)
    shutil.copytree(SITES / "complete", root, dirs_exist_ok=True)
    return root


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as `wanlixing init --example` writes it; who changes something takes a copy."""
    root = tmp_path_factory.mktemp("example") / "column"
    write_files(list(example_files()), root)
    return root


@pytest.fixture(scope="session")
def content_site() -> Site:
    """The column's own records in `content/`, read once."""
    site, problems = load(REPOSITORY, content_day())
    assert site
    assert problems == []
    return site


@pytest.fixture(scope="session")
def complete_files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Every file of the site of `tests/sites/complete`, made once for all tests of a run, in whatever process."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    kept = shared / "complete.pickle"
    with (shared / "complete.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            made = render(_complete(tmp_path_factory), TODAY)
            kept.write_bytes(pickle.dumps({file.path: file.content for file in made.files}))
    files: dict[str, bytes] = pickle.loads(kept.read_bytes())  # noqa: S301  # written above
    return MappingProxyType(files)


#: A sound highlight, to be damaged in tests. Made up.
HIGHLIGHT = """\
title: 试验市举办银企对接会
summary: 试验市知识产权局举办一场银企对接会，三家银行到场。
theme: 金融银企对接
event_date: 2020-06-18
publish_date: 2020-06-20 09:30
place: 试验会议中心
body: |
  第一段文字。

  第二段文字，**重点**在这里。
sources:
  - title: 试验消息
    publisher: 试验市知识产权局
    date: 2020-06-19
reviewed_by: 测试员
reviewed_on: 2020-06-20
"""


@pytest.fixture
def highlight() -> str:
    """The text of a sound highlight."""
    return HIGHLIGHT
