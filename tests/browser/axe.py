"""axe over many pages: a page is looked at where it has an element, or one in a place, that none before it had."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: What can change with colours and sizes alone; all other rules ask the same document again.
OF_STYLE = (
    "color-contrast",
    "link-in-text-block",
    "target-size",
    "scrollable-region-focusable",
    "css-orientation-lock",
)
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


class Looker:
    """Looks at one page after the other in one state of the browser."""

    def __init__(self, page: Page, *, only_style: bool = False) -> None:
        self.page = page
        self.seen: set[str] = set()
        self.options = {"runOnly": {"type": "rule", "values": list(OF_STYLE)}} if only_style else None
        self.looks = 0

    def faults(self) -> list[str]:
        """What axe finds on the page as it is now."""
        shapes = set(self.page.evaluate(SHAPES))
        if shapes <= self.seen:
            return []
        self.seen |= shapes
        self.looks += 1
        found = Axe().run(self.page, options=self.options).response["violations"]
        return [f"{one['id']} {[node['target'][0] for node in one['nodes'][:3]]}" for one in found]
