"""Repairs what pasting did to a file, on the very characters of its values: order, comments and layout stay.

A change that would make another value, another field or a fault of the file is not made.
"""

import difflib
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostics.problems import visible
from generator.loading.validation import holds_date
from generator.model.dates import one_form
from generator.model.kinds import KINDS, TITLES, is_prose
from generator.text.confusables import FORBIDDEN
from generator.text.paste_cleanup import Repaired, repair
from generator.yaml_source.builder import Span, Steps
from generator.yaml_source.reader import MAX_BYTES, children, decode, read_bounded, read_spans
from generator.yaml_source.reader import read_text as parsed

#: Lines of a file that are compared one by one: of longer ones it takes more than linear time.
MOST_LINES = 1_500
INVISIBLE = "不可见的字符"
DATE_FORM = "日期的写法"
#: What programs write for a line break inside a paragraph; editors don't show it as one.
_SOFT_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_CONTENT = re.compile(r"(?m)^[^\S\n]*(?=\S)")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file's text as it was and as it should be, with the names of what was undone."""

    path: str
    before: str
    after: str
    names: tuple[str, ...]
    #: Whether the file begins with a byte order mark.
    marked: bool = False

    @property
    def difference(self) -> str:
        """What changes, line by line, with a line of context; what can't be seen is spelt out."""
        lines = (visible_lines(self.before), visible_lines(self.after))
        if max(map(len, lines)) > MOST_LINES:
            return f"  {self.path} 太长，改法没有逐行列出。"
        found = difflib.unified_diff(*lines, self.path, f"{self.path}（改后）", lineterm="", n=1)
        return "\n".join(found)


def visible_lines(text: str) -> list[str]:
    """The lines of a text as a terminal can show them."""
    return [visible(line) for line in re.split("\r\n|\n", text)]


def fixed(text: str, path: str) -> Fixed:
    """What a file should be. A file that can't be read is only rid of what can't be seen."""
    clean = _without_invisible(text)
    names = [INVISIBLE] if clean != text else []
    edits = list(_edits(clean, path))
    whole = _with(clean, [edit for edit, _names in edits])
    if edits and not _sound(clean, whole, path, {span.steps for (span, _text), _names in edits}):
        # Something in it does not fit; what does is found one by one.
        edits = [(edit, why) for edit, why in edits if _sound(clean, _with(clean, [edit]), path, {edit[0].steps})]
        whole = _with(clean, [edit for edit, _names in edits])
        if not _sound(clean, whole, path, {span.steps for (span, _text), _names in edits}):
            edits, whole = [], clean
    names += [name for _edit, why in edits for name in why]
    return Fixed(path, text, whole, tuple(dict.fromkeys(names)))


def fixed_files(root: Path, select: Callable[[str], bool]) -> Iterator[tuple[Path, Fixed]]:
    """Every record's file of the site that is wanted and has something to repair."""
    for kind in KINDS.values():
        for folder in children(root / "content" / kind.folder):
            for file in children(folder):
                name = file.relative_to(root).as_posix()
                if file.suffix != ".yml" or not select(name):
                    continue
                raw, _problem = read_bounded(file, name, MAX_BYTES)
                text = decode(raw, name)[0] if raw is not None else None
                made = fixed(text, name) if text is not None else None
                if raw and made and made.after != made.before:
                    yield file, replace(made, marked=raw.startswith(BOM_UTF8))


def _without_invisible(text: str) -> str:
    if not FORBIDDEN.search(text):
        return text
    # Inside a Chinese sentence such a break is nothing, elsewhere it is a space: both are what folding makes of it.
    joined = re.sub(f"(?<=[一-龥，。、；：？！”）》]){_SOFT_BREAKS.pattern}+(?=[一-龥“（《])", "", text)
    return FORBIDDEN.sub("", _SOFT_BREAKS.sub(" ", joined))


def _edits(text: str, path: str) -> Iterator[tuple[tuple[Span, str], tuple[str, ...]]]:
    for span in read_spans(text, path):
        written = text[span.start : span.end]
        made = _in_block(written, span) if span.style == "|" else _in_line(written, span)
        if span.style in ("", "'", '"') and "\n" not in written and _is_date(path, span.steps):
            made = _as_date(written, span.style)
        if made.names:
            yield (span, made.text), made.names


def _is_date(path: str, steps: Steps) -> bool:
    """Whether the field there is a date or a time."""
    kind = next((kind for kind in KINDS.values() if path.startswith(f"content/{kind.folder}/")), None)
    return kind is not None and holds_date(kind.model, steps)


def _as_date(written: str, style: str) -> Repaired:
    """A date in the one form; one that can't be read, or not in one way only, stays."""
    inner = written[len(style) : len(written) - len(style)]
    right = one_form(inner)
    return Repaired(f"{style}{right}{style}", (DATE_FORM,) if right != inner else ())


def _in_line(written: str, span: Span) -> Repaired:
    """A plain or quoted value. Escapes and folds are left to the author."""
    style = span.style
    sign = style if style in ("'", '"') else ""
    if style == ">" or "\n" in written or (style == '"' and "\\" in written) or (style == "'" and "''" in written):
        return Repaired(written, ())
    inner = repair(
        written[len(sign) : len(written) - len(sign)], lines=is_prose(span.steps), title=span.steps in TITLES
    )
    if "\n" in inner.text:
        return Repaired(written, ())
    return Repaired(f"{sign}{inner.text}{sign}", inner.names)


def _in_block(written: str, span: Span) -> Repaired:
    """A text after `|`: without its indentation, which `|2` may state, it is what it says."""
    end = "\r\n" if "\r\n" in written else "\n"
    head, _break, body = written.replace("\r\n", "\n").partition("\n")
    first = _CONTENT.search(body)
    if not first or "\r" in body or ("\r\n" in written and written.count("\n") > written.count("\r\n")):
        return Repaired(written, ())
    stated = re.search("[1-9]", head) if len(span.steps) == 1 else None
    indent = " " * int(stated[0]) if stated else first[0].rstrip("\u3000\u00a0")
    made = repair("\n".join(line.removeprefix(indent) for line in body.split("\n")), lines=True)
    lines = [indent + line if line.strip() else line for line in made.text.split("\n")]
    return Repaired(end.join([head, *lines]), made.names)


def _with(text: str, edits: list[tuple[Span, str]]) -> str:
    for span, instead in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        text = text[: span.start] + instead + text[span.end :]
    return text


def _sound(before: str, after: str, path: str, changed: set[Steps]) -> bool:
    """Whether a text still has the same fields and, but for those that were changed, the same values."""
    old, reported = parsed(before, path)
    new, problems = parsed(after, path)
    if old is None or new is None or {p.code for p in problems} - {p.code for p in reported}:
        return False
    was, now = dict(old.texts()), dict(new.texts())
    kept = {steps: value for steps, value in was.items() if steps not in changed}
    return was.keys() == now.keys() and all(now[steps] == value for steps, value in kept.items())
