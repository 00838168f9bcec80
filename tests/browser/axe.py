"""axe over many pages: a page is looked at where it has an element, or one in a place, that none before it had."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: What can change with colours alone, and with widths and sizes alone; all other rules ask the same document again.
OF_COLOUR = ("color-contrast", "link-in-text-block")
OF_LAYOUT = ("target-size", "scrollable-region-focusable", "css-orientation-lock")
#: Every element in its place: its tag, classes, and attributes that say something to assistive technology, and the same
#: of what it stands in; and every step from a heading to the next.
SHAPES = """() => {
  const said = /^(role|aria-.*|type|tabindex|alt|title|lang|hidden|scope|for|open|disabled)$/;
  const shape = (one) => one && [one.localName, ...[...one.classList].sort(), ...[...one.attributes]
    .filter((each) => said.test(each.name))
    .map((each) => /^(role|type|tabindex|hidden|scope)$/.test(each.name) ? `${each.name}=${each.value}` : each.name)
    .sort(), one.textContent.trim() ? "" : "empty"].join(" ");
  const shapes = [...document.querySelectorAll("*")].filter((one) => !one.closest("head"))
    .map((one) => [shape(one), shape(one.parentElement)].join("|"));
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((one) => one.localName);
  const steps = levels.map((level, place) => [levels[place - 1], level].join(">"));
  return [...new Set([...shapes, ...steps]), document.title ? "titled" : "untitled", document.documentElement.lang];
}"""

#: Keeps a reader's settings and tells the page of it; brings colours and places to rest. Waiting for them may take for
#: ever: a Chromium without windows draws no frame for a link whose colour changes only if it was visited.
CHANGED = """async (kept) => {
  for (const [name, value] of Object.entries(kept)) localStorage.setItem(`wanlixing.${name}`, value);
  dispatchEvent(new StorageEvent("storage"));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (const one of document.getAnimations()) if (one.effect.getTiming().iterations !== Infinity) one.finish();
}"""

#: Rules and places of what is wrong; what is right as well would be told at length otherwise.
VIOLATIONS = """async (rules) => {
  const only = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
  const { violations } = await axe.run({ resultTypes: ["violations"], ...only });
  return violations.map((one) => `${one.id} ${one.nodes.slice(0, 3).map((node) => node.target[0]).join(", ")}`);
}"""


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds on the page as it is now, by these rules or by all."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(VIOLATIONS, list(rules))
    return found


class Looker:
    """Looks at one page after the other in one state of the browser."""

    def __init__(self, page: Page, rules: Sequence[str] = (), known: set[str] | None = None) -> None:
        self.page = page
        self.known: set[str] = set() if known is None else known
        self.rules = rules
        self.looks = 0

    def faults(self) -> list[str]:
        """What axe finds on the page as it is now."""
        shapes = set(self.page.evaluate(SHAPES))
        if shapes <= self.known:
            return []
        self.known |= shapes
        self.looks += 1
        return violations(self.page, self.rules)


@dataclass(frozen=True)
class View:
    """How a reader may see a page: the width, what the browser says of colours, and the reader's own settings."""

    width: int
    scheme: Literal["light", "dark"] = "light"
    size: str = ""
    contrast: str = ""

    def rules(self) -> Sequence[str]:
        """What may be otherwise than on a phone or a desk with nothing chosen, where all rules are asked."""
        if self in (View(390), View(1280)):
            return ()
        plain = self.scheme == "light" and not self.contrast
        return OF_LAYOUT if plain else OF_COLOUR

    def show(self, page: Page) -> None:
        """Changes the page that is open, as if the reader had done so in another tab."""
        page.set_viewport_size({"width": self.width, "height": 800})
        page.emulate_media(color_scheme=self.scheme)
        page.evaluate(CHANGED, {"size": self.size, "contrast": self.contrast})


#: What has been looked at in a view, by any test of this process: most sites have the same frame and parts.
_KNOWN: dict[View, set[str]] = {}
BOTH_SCHEMES = (View(390), View(390, "dark"), View(1280), View(1280, "dark"))


class Viewer:
    """Looks at one page after the other, each loaded once, in every view."""

    def __init__(self, page: Page, views: Iterable[View]) -> None:
        self.page = page
        self.lookers = {view: Looker(page, view.rules(), _KNOWN.setdefault(view, set())) for view in views}

    def faults(self) -> list[str]:
        """What axe finds, and in which views the page is wider than the screen."""
        found = []
        for view, looker in self.lookers.items():
            view.show(self.page)
            found += [f"{view}: {fault}" for fault in looker.faults()]
            if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{view}: wider than the screen")
        return [f"{self.page.url} {fault}" for fault in found]
