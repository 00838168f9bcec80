"""axe over many pages: a page is looked at where it has an element, or one in a place, that none before it had.

Colours, which take longest, are asked of such elements alone, with everything in them.
"""

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
  const shape = (one) => [one.localName, ...[...one.classList].sort(), ...[...one.attributes]
    .filter((each) => said.test(each.name))
    .map((each) => /^(role|type|tabindex|hidden|scope)$/.test(each.name) ? `${each.name}=${each.value}` : each.name)
    .sort(), one.textContent.trim() ? "" : "empty"].join(" ");
  window.shapes = new Map();
  const parents = new Map([[document.body, shape(document.body)]]);
  for (const one of document.body.querySelectorAll("*")) {
    const own = shape(one);
    parents.set(one, own);
    const name = [own, parents.get(one.parentElement)].join("|");
    window.shapes.set(name, [...window.shapes.get(name) ?? [], one]);
  }
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((one) => one.localName);
  const steps = levels.map((level, place) => [levels[place - 1], level].join(">"));
  const page = [document.title ? "titled" : "untitled", document.documentElement.lang];
  return [...window.shapes.keys(), ...new Set(steps), ...page];
}"""

#: Keeps a reader's settings and tells the page of it; brings colours and places to rest. Waiting for them may take for
#: ever: a Chromium without windows draws no frame for a link whose colour changes only if it was visited.
CHANGED = """async (kept) => {
  for (const [name, value] of Object.entries(kept)) localStorage.setItem(`wanlixing.${name}`, value);
  dispatchEvent(new StorageEvent("storage"));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (const one of document.getAnimations()) if (one.effect.getTiming().iterations !== Infinity) one.finish();
}"""

#: Rules and places of what is wrong; what is right as well would be told at length otherwise. Rules of colour are asked
#: of the elements of these shapes, all others of the page.
VIOLATIONS = """async ([rules, colours, fresh]) => {
  const look = async (context, options) => {
    const { violations } = await axe.run(context, { resultTypes: ["violations"], ...options });
    return violations.map((one) => `${one.id} ${one.nodes.slice(0, 3).map((node) => node.target[0]).join(", ")}`);
  };
  const only = (values) => ({ runOnly: { type: "rule", values } });
  if (!fresh) return look(document, rules.length ? only(rules) : {});
  const found = [];
  const others = rules.filter((rule) => !colours.includes(rule));
  const without = { rules: Object.fromEntries(colours.map((rule) => [rule, { enabled: false }])) };
  if (!rules.length || others.length) found.push(...await look(document, others.length ? only(others) : without));
  const elements = fresh.flatMap((shape) => window.shapes.get(shape) ?? []);
  const asksColours = others.length < rules.length || !rules.length;
  if (asksColours && elements.length) found.push(...await look({ include: elements }, only(colours)));
  return found;
}"""


def violations(page: Page, rules: Sequence[str] = (), fresh: Sequence[str] | None = None) -> list[str]:
    """What axe finds on the page as it is now, by these rules or by all; colours in elements of these shapes alone."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(VIOLATIONS, [list(rules), list(OF_COLOUR), fresh])
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
        fresh = set(self.page.evaluate(SHAPES)) - self.known
        if not fresh:
            return []
        self.known |= fresh
        self.looks += 1
        return violations(self.page, self.rules, sorted(fresh))


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
        if page.viewport_size != {"width": self.width, "height": 800}:
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
