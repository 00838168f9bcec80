"""A built site and where it is served, and windows on it, as the browser tests know them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

#: Milliseconds after which a page is taken to hang, however slow and busy the machine.
PATIENCE = 120_000


@dataclass(frozen=True)
class Served:
    """A built site: where it lies and where it is served."""

    folder: Path
    url: str


def open_context(browser: Browser, **options: Any) -> BrowserContext:
    """A profile of its own, with Playwright's options, that fails only when a page hangs."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    return context


def await_on(page: Page, condition: str) -> None:
    """Waits until it holds on the page; Playwright's own way is refused by our security policy."""
    page.evaluate(f"""() => new Promise((done) => {{
      const look = () => {{ if ({condition}) done(); else requestAnimationFrame(look); }};
      look();
    }})""")
