"""Both engines look the same, to the pixel, on every type of page."""

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import SITES, TODAY
from playwright.sync_api import Browser, CDPSession

from generator.build.pipeline import build
from generator.model.kinds import KINDS

pytestmark = pytest.mark.browser

HANDMADE = """\
---
title: 编造的说明
group: 编造的办事指南
---

## 第一节

!!! tip "编造的提示"
    一段话，`码`。

| 甲 | 乙 |
| --- | --- |
| 一 | 二 |

```yaml
title: 编造
```

> 引用

1. 一
2. 二
"""
#: Pages that scripts fill.
DRAWN = ("search.html", "submit.html")
#: Width, scheme: each engine is looked at in all of them.
SCREENS = [(1280, "light"), (390, "dark")]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same site by each engine."""
    found = {}
    for engine in ("material", "plain"):
        root = tmp_path_factory.mktemp(engine) / "root"
        shutil.copytree(SITES / "base", root)
        shutil.copytree(SITES / "complete", root, dirs_exist_ok=True)
        (root / "content" / "pages").mkdir(exist_ok=True)
        (root / "content" / "pages" / "bianzao.md").write_text(HANDMADE, encoding="utf-8")
        settings = root / "site_config.yml"
        settings.write_text(settings.read_text(encoding="utf-8") + f"engine: {engine}\n", encoding="utf-8")
        build(root, root / "site", TODAY)
        found[engine] = root / "site"
    return found


def page_types(site: Path) -> Iterator[str]:
    """One page of each type."""
    yield from ("index.html", "404.html", "search.html", "submit.html", "bianzao.html", "units/index.html")
    yield from ("calendar/index.html", "feeds/index.html")
    for kind in KINDS.values():
        yield f"{kind.folder}/index.html"
        names = sorted(path.name for path in (site / kind.folder).glob("*.html"))
        yield from (f"{kind.folder}/{name}" for name in [n for n in names if not n.startswith(("index", "page-"))][:1])


def screenshot(session: CDPSession) -> bytes:
    """The whole page as PNG, packed quickly: the same pixels are the same bytes."""
    told = session.send(
        "Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True, "captureBeyondViewport": True}
    )
    return base64.b64decode(told["data"])


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_both_engines_look_the_same(engines: dict[str, Path], browser: Browser, width: int, scheme: str) -> None:
    differing = []
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page.emulate_media(reduced_motion="reduce")
    session = page.context.new_cdp_session(page)
    for name in page_types(engines["plain"]):
        pictures = []
        for site in engines.values():
            # What a script draws is there when nothing is on its way any more.
            page.goto((site / name).as_uri(), wait_until="networkidle" if name in DRAWN else "load")
            pictures.append(screenshot(session))
        differing += [] if pictures[0] == pictures[1] else [name]
    page.close()
    assert differing == []
