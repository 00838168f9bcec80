"""What pasting does to lines: paragraphs without blank lines, lists and headings without their marks, tables by tabs.

A line that goes on in the next one (a PDF's) differs from one that ends (Word's): by its last character, by what the
next one begins with, and by its length among the lines around.
"""

import re
from itertools import takewhile

from generator.text.paste_lines import BULLETS, FORMS, LETTERS, SAME, Named, in_fences, is_line
from generator.text.paste_tables import with_tables

#: Wider lines are broken by a program, not by an author; shorter ones than this are no part of a broken sentence.
WIDTH, SHORT = 15, 24
#: As many short lines without any punctuation are a list of names.
NAMES = 3
_SUSPECT = re.compile(rf"\n(?=[^\n])|\t|^[ \u3000]*[-#＃{SAME}|第－{BULLETS}0-9]|^ {{4}}", re.MULTILINE)
#: What a line begins with that has a character of its own, or blanks; and one that may be a heading.
_SIGNED, _HEADED = (
    re.compile(rf"[- \t\u3000#＃0-9－{SAME}{BULLETS}{LETTERS}]"),
    re.compile("[# ]*[一二三四五六七八九十（(]"),
)


def laid_out(text: str) -> tuple[str, Named]:
    """The text with its paragraphs, headings, lists and tables."""
    if not _SUSPECT.search(text):
        return text, []
    names: Named = []
    lines = _without_page_numbers(text.split("\n"), names)
    lines = _with_signs(lines, names)
    lines = with_tables(lines, names)
    lines = _with_headings(lines, names)
    lines = _with_breaks(lines, names)
    return "\n".join(lines), names


def _without_page_numbers(lines: list[str], names: Named) -> list[str]:
    """`— 2 —` between two lines of a PDF belongs to the paper, not to the text."""
    numbers = [not code and is_line("page_number", line) for line, code in zip(lines, in_fences(lines), strict=True)]
    if not any(numbers) or all(number or not line.strip() for number, line in zip(numbers, lines, strict=True)):
        return lines
    names.append("页码")
    kept: list[str] = []
    page = False
    for line, number in zip(lines, numbers, strict=True):
        page = page or number
        if number or (page and not line.strip()):
            continue
        while page and kept and not kept[-1].strip():
            kept.pop()
        if page and kept and is_line("ends", kept[-1]):
            kept.append("")
        page = False
        kept.append(line)
    return kept


def _with_signs(lines: list[str], names: Named) -> list[str]:
    made: list[str] = []
    listed = False
    for at, (line, code) in enumerate(zip(lines, in_fences(lines), strict=True)):
        if not _SIGNED.match(line):
            made.append(line)
            listed = listed and not line
            continue
        beside = bool((at and lines[at - 1].strip()) or (at + 1 < len(lines) and lines[at + 1].strip()))
        if not code and not is_line("quote", line):
            now = _signed(line, names, listed=listed, beside=beside)
            now = _with_bullet(lines, at, names) if now == line else now
        else:
            now = line
        listed = is_line("item", now) or (listed and (not now.strip() or now.startswith("  ")))
        made.append(now)
    return made


def _with_bullet(lines: list[str], at: int, names: Named) -> str:
    """The line with a list's sign, if it and one beside it begin with the same that is none."""
    sign = FORMS["same_sign"].match(lines[at])
    beside = (FORMS["same_sign"].match(lines[n]) for n in (at - 1, at + 1) if 0 <= n < len(lines))
    if not sign or is_line("item", lines[at]) or not any(other and other[1] == sign[1] for other in beside):
        return lines[at]
    names.append("列表的写法")
    return f"- {lines[at][sign.end() :]}"


def _signed(line: str, names: Named, *, listed: bool, beside: bool) -> str:
    """One line with the character that Markdown knows, or without the blanks that mean nothing."""
    if not listed and is_line("indent", line) and "\t" not in line.strip():
        names.append("段首的空格")
        line = line.lstrip(" \t\u3000")
    hashes = FORMS["hash"].match(line)
    steps = [
        ("列表的写法", FORMS["bullet"], "- "),
        ("列表的写法", FORMS["dash"], r"\1- "),
        ("列表的写法", FORMS["number"], r"\1\2. "),
        *([("列表的写法", FORMS["comma_number"], r"\1\2. ")] if beside else []),
        *([("标题的写法", FORMS["hash"], "#" * len(hashes[1]) + " ")] if hashes else []),
    ]
    for name, form, instead in steps:
        now = form.sub(instead, line)
        if now != line:
            names.append(name)
            return now
    return line


def _with_headings(lines: list[str], names: Named) -> list[str]:
    """`一、主要做法` that runs into its neighbours becomes a heading, `（一）…` one below it."""
    if not any(_HEADED.match(line) for line in lines):
        return lines
    chapters = any(is_line("chapter", line.lstrip("# ")) for line in lines)
    made: list[str] = []
    for at, (line, code) in enumerate(zip(lines, in_fences(lines), strict=True)):
        if not _HEADED.match(line):
            made.append(line)
            continue
        after = lines[at + 1] if at + 1 < len(lines) else ""
        beside = bool((at and lines[at - 1].strip()) or after.strip())
        if code or not beside or not (is_line("chapter", line) or is_line("section", line)):
            made.append(line)
            continue
        names.append("标题的写法")
        made += [""] if made and made[-1].strip() else []
        made.append(("### " if chapters and is_line("section", line) else "## ") + line)
        made += [""] if after.strip() else []
    return made


def _with_breaks(lines: list[str], names: Named) -> list[str]:
    made: list[str] = []
    code = in_fences(lines)
    width, wrapped, apart, listed = 0, False, False, False
    for at, line in enumerate(lines):
        if not at or not lines[at - 1].strip():
            width, wrapped, apart = _measured(lines, at)
            listed = is_line("item", line)
        elif listed and is_line("item", line):
            pass  # The item before it went on in lines of its own.
        elif (
            line.strip()
            and not code[at]
            and not code[at - 1]
            and (apart or _is_missing(lines[at - 1], line, width, wrapped=wrapped))
        ):
            names.append("段落之间的空行")
            made.append("")
            listed = is_line("item", line)
        made.append(line)
    return made


def _measured(lines: list[str], start: int) -> tuple[int, bool, bool]:
    """How wide the lines up to the next blank one are; whether a program broke them; whether each stands for itself."""
    run = list(takewhile(str.strip, (lines[at] for at in range(start, len(lines)))))
    width = max(map(len, run), default=0)
    wrapped = width > WIDTH and any(not is_line("ends", one) and len(one) * 4 > width * 3 for one in run[:-1])
    return width, wrapped, len(run) >= NAMES and all(is_line("name", one) for one in run)


def _is_missing(before: str, line: str, width: int, *, wrapped: bool) -> bool:
    """Whether a blank line is missing between two lines that are not empty."""
    if is_line("heading", line) or is_line("heading", before) or is_line("first_item", line):
        return False
    if is_line("row", before):
        return "|" not in line
    if is_line("item", line):
        return not is_line("item", before)
    if (
        is_line("goes_on", before)
        or "|" in line
        or line.startswith("  ")
        or (is_line("quote", line) and is_line("quote", before))
    ):
        return False
    if is_line("begins", line) or is_line("document", before) or (not wrapped and is_line("turns", line)):
        return True
    if is_line("ends", before):
        return not wrapped or len(before) * 10 < width * 9
    return len(before) <= SHORT and len(before) * 10 < width * 7
