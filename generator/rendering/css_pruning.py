"""The theme's stylesheet, reduced to what our pages can show.

Material styles hundreds of things that no page here has. What can't match is left out by rule, not by
hand, so that a new version of the theme needs no work: a selector goes if it names a class that no
frame and no hand-written page carries, or a switch that only the theme's script sets.
"""

import re
from collections.abc import Collection, Iterator

#: Text in quotes or brackets may hold braces and commas of its own.
_TOKEN = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|/\*.*?\*/)|([{};])""", re.DOTALL)
_CLASS = re.compile(r"\.((?:[\w-]|\\.)+)")
_COMMA = re.compile(r",(?![^()]*\))")
#: Settings that the theme writes for its own script, right-to-left text, and a polyfill's class.
_FOREIGN = re.compile(r"\[data-md-|\[dir=rtl\]|\.focus-visible|\[role=columnheader\]|::-webkit-scrollbar")
#: Takes the outline of the focus away until a polyfill, which we do not have, sets the class.
_POLYFILLED = ":not(.focus-visible)"
_PROPERTY = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_CLASSES = re.compile(r'class="([^"]*)"')


def classes_in(html: str) -> set[str]:
    """Every class that a page carries."""
    return {name for value in _CLASSES.findall(html) for name in value.split()}


def reduce(css: str, classes: Collection[str], needed_by: str) -> str:
    """`css` without what can't match `classes`; `needed_by` is the stylesheet that builds on its properties."""
    kept = "".join(_reduced(css, frozenset(classes)))
    used = set(_USED.findall(kept + needed_by))
    return _without_properties(kept, used)


def _reduced(css: str, classes: frozenset[str]) -> Iterator[str]:
    for head, body in _blocks(css):
        if body is None:
            yield "" if head.startswith("@charset") else f"{head};"
        elif head.startswith(("@media", "@supports")):
            inner = "".join(_reduced(body, classes))
            yield f"{head}{{{inner}}}" if inner else ""
        elif head.startswith("@keyframes"):
            continue
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        else:
            selectors = [s for s in _COMMA.split(head) if _can_match(s, classes)]
            yield f"{','.join(selectors)}{{{body}}}" if selectors else ""


def _can_match(selector: str, classes: frozenset[str]) -> bool:
    # What stands inside :not() is what must be absent.
    present = re.sub(r":not\([^()]*\)", "", selector)
    if _POLYFILLED in selector:
        return False
    return not _FOREIGN.search(present) and all(name in classes for name in _CLASS.findall(present))


def _blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """Head and body of each rule at the top level; a body of None for a statement."""
    depth, start, opened = 0, 0, 0
    for found in _TOKEN.finditer(css):
        mark = found[2]
        if mark == "{":
            depth += 1
            opened = found.start() if depth == 1 else opened
        elif mark == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : found.start()]
                start = found.end()
        elif mark == ";" and depth == 0:
            yield css[start : found.start()].strip(), None
            start = found.end()


def _without_properties(css: str, used: Collection[str]) -> str:
    """Custom properties that nothing asks for are left out; many hold whole pictures."""
    out, position = [], 0
    for found in _PROPERTY.finditer(css):
        if found.start() < position or found[1] in used:
            continue
        out.append(css[position : found.start()])
        position = _end_of_value(css, found.end())
    return re.sub(r"[^{}]+\{;*\}", "", "".join([*out, css[position:]]))


def _end_of_value(css: str, start: int) -> int:
    """Just behind a declaration: after its semicolon, or before the brace that ends the rule."""
    for found in _TOKEN.finditer(css, start):
        if found[2] == ";":
            return found.end()
        if found[2] == "}":
            return found.start()
    return len(css)
