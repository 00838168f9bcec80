"""What pasting does to lines: paragraphs without blank lines, lists and headings without their marks, tables by tabs.

A line that goes on in the next one (a PDF's) differs from one that ends (Word's): by its last character, by what the
next one begins with, and by its length among the lines around.
"""

import re
from itertools import takewhile

#: Word's bullets; and characters that are bullets only where a line beside begins with the same.
_BULLETS, _SAME = "●•·○◆◇■□▪▫➢➤►▶✓✔◦‣∙⚫\ue000-\uf8ff", "★☆※—–+*▲△❖◎→"
#: Patterns that the form in the browser uses too.
LAYOUT = {
    "fence": r"^ {0,3}(?:`{3}|~{3})",
    "item": r"^ *(?:[-*+]|[0-9]{1,3}[.)]) ",
    "first_item": r"^ *(?:[-*+]|1[.)]) ",
    "heading": r"^ {0,3}#{1,6} ",
    "row": r"^ {0,3}\|",
    "quote": r"^ {0,3}>",
    "ends": r"[。！？；：!?;:…][”’）」》)]*$",
    "goes_on": r"[，、—“《（‘(-]$|  $|\\$",
    "begins": (
        r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}(?:[、.．](?![0-9])|[）)])"
        r"|[①-⒛㈠-㈩❶-❿➀-➓☐-☒]|第[一二三四五六七八九十]{1,3}[，、]|[一-龥]{2,8}：.)"
    ),
    # In a sentence that a program broke these may stand at the beginning of any line.
    "turns": r"^[一二三四五六七八九十]是[^，。；]",
    "bullet": rf"^[ \t\u3000]*[{_BULLETS}][ \t\u3000]*(?=[^ \t\u3000])",
    "same_sign": rf"^[ \t\u3000]*([{_SAME}])[ \t\u3000]*(?=[一-龥“《（A-Za-z0-9])(?!.*\1)",
    "closed_row": r"^ {0,3}\|.*\| *$",
    "divider": r"^ {0,3}\|[-:| ]+\| *$",
    "dash": r"^( {0,3})[-－](?=[一-龥“《（])",
    "number": r"^( {0,3})([0-9]{1,2})[.．](?=[一-龥“《（])",
    "comma_number": r"^( {0,3})([0-9]{1,2})、(?=[一-龥“《（A-Za-z0-9])",
    "hash": r"^ {0,3}([#＃]{1,6})[ \u3000]*(?=[一-龥“《（])(?!.*[#＃])",
    "indent": r"^(?: {4,}|[ \u3000]*\t[ \t\u3000]*)(?=[^ \t\u3000])",
    "chapter": r"^[一二三四五六七八九十]{1,3}、[^。；，：！？]{1,28}$",
    "page_number": (
        r"^[ \t\u3000]*(?:[—–－-]{1,2} ?[0-9]{1,3} ?[—–－-]{1,2}"
        r"|第 ?[0-9]{1,3} ?页(?:[ ，,/]*共 ?[0-9]{1,3} ?页)?)[ \t\u3000]*$"
    ),
    "name": r"^[一-龥A-Za-z0-9（）()·]{2,15}$",
    "section": r"^[（(][一二三四五六七八九十]{1,3}[）)][^。；，：！？]{1,28}$",
}
#: Wider lines are broken by a program, not by an author; shorter ones than this are no part of a broken sentence.
WIDTH, SHORT = 15, 24
#: As many short lines without any punctuation are a list of names.
NAMES = 3
#: More columns fit on no page.
COLUMNS = 12
_FORMS = {name: re.compile(pattern) for name, pattern in LAYOUT.items()}
_SUSPECT = re.compile(rf"\n(?=[^\n])|\t|^[ \u3000]*[-#＃{_SAME}|第－{_BULLETS}0-9]|^ {{4}}", re.MULTILINE)
#: What a line begins with that has a character of its own, or blanks; and one that may be a heading.
_SIGNED, _HEADED = re.compile(rf"[- \t\u3000#＃0-9－{_SAME}{_BULLETS}]"), re.compile("[# ]*[一二三四五六七八九十（(]")

Named = list[str]


def laid_out(text: str) -> tuple[str, Named]:
    """The text with its paragraphs, headings, lists and tables."""
    if not _SUSPECT.search(text):
        return text, []
    names: Named = []
    lines = _without_page_numbers(text.split("\n"), names)
    lines = _with_signs(lines, names)
    lines = _with_dividers(_with_tables(lines, names), names)
    lines = _with_headings(lines, names)
    lines = _with_breaks(lines, names)
    return "\n".join(lines), names


def _is(name: str, line: str) -> bool:
    return bool(_FORMS[name].search(line))


def _code(lines: list[str]) -> list[bool]:
    """Which lines stand in a fence: they are left alone."""
    if not any("```" in line or "~~~" in line for line in lines):
        return [False] * len(lines)
    inside, found = False, []
    for line in lines:
        fence = _is("fence", line)
        found.append(inside or fence)
        inside = inside != fence
    return found


def _without_page_numbers(lines: list[str], names: Named) -> list[str]:
    """`— 2 —` between two lines of a PDF belongs to the paper, not to the text."""
    numbers = [not code and _is("page_number", line) for line, code in zip(lines, _code(lines), strict=True)]
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
        if page and kept and _is("ends", kept[-1]):
            kept.append("")
        page = False
        kept.append(line)
    return kept


def _with_signs(lines: list[str], names: Named) -> list[str]:
    made: list[str] = []
    listed = False
    for at, (line, code) in enumerate(zip(lines, _code(lines), strict=True)):
        if not _SIGNED.match(line):
            made.append(line)
            listed = listed and not line
            continue
        beside = bool((at and lines[at - 1].strip()) or (at + 1 < len(lines) and lines[at + 1].strip()))
        if not code and not _is("quote", line):
            now = _signed(line, names, listed=listed, beside=beside)
            now = _with_bullet(lines, at, names) if now == line else now
        else:
            now = line
        listed = _is("item", now) or (listed and (not now.strip() or now.startswith("  ")))
        made.append(now)
    return made


def _with_bullet(lines: list[str], at: int, names: Named) -> str:
    """The line with a list's sign, if it and one beside it begin with the same that is none."""
    sign = _FORMS["same_sign"].match(lines[at])
    beside = (_FORMS["same_sign"].match(lines[n]) for n in (at - 1, at + 1) if 0 <= n < len(lines))
    if not sign or _is("item", lines[at]) or not any(other and other[1] == sign[1] for other in beside):
        return lines[at]
    names.append("列表的写法")
    return f"- {lines[at][sign.end() :]}"


def _signed(line: str, names: Named, *, listed: bool, beside: bool) -> str:
    """One line with the character that Markdown knows, or without the blanks that mean nothing."""
    if not listed and _is("indent", line) and "\t" not in line.strip():
        names.append("段首的空格")
        line = line.lstrip(" \t\u3000")
    hashes = _FORMS["hash"].match(line)
    steps = [
        ("列表的写法", _FORMS["bullet"], "- "),
        ("列表的写法", _FORMS["dash"], r"\1- "),
        ("列表的写法", _FORMS["number"], r"\1\2. "),
        *([("列表的写法", _FORMS["comma_number"], r"\1\2. ")] if beside else []),
        *([("标题的写法", _FORMS["hash"], "#" * len(hashes[1]) + " ")] if hashes else []),
    ]
    for name, form, instead in steps:
        now = form.sub(instead, line)
        if now != line:
            names.append(name)
            return now
    return line


def _with_tables(lines: list[str], names: Named) -> list[str]:
    """Two lines or more with tabs, as spreadsheets and Word give them."""
    if not any("\t" in line for line in lines):
        return lines
    made: list[str] = []
    at = 0
    code = _code(lines)
    while at < len(lines):
        end = at
        while end < len(lines) and "\t" in lines[end].strip() and not code[end]:
            end += 1
        rows = [
            [cell.strip().replace("|", "\\|") for cell in line.strip(" \u3000\n").split("\t")] for line in lines[at:end]
        ]
        width = max(map(len, rows), default=0)
        if end - at > 1 and width <= COLUMNS:
            names.append("制表符隔开的表格")
            rows = [row + [""] * (width - len(row)) for row in rows]
            rows.insert(1, ["---"] * width)
            made += [""] if made and made[-1].strip() else []
            made += [f"| {' | '.join(row)} |" for row in rows]
            made += [""] if end < len(lines) and lines[end].strip() else []
        else:
            end = max(end, at + 1)
            made += lines[at:end]
        at = end
    return made


def _with_dividers(lines: list[str], names: Named) -> list[str]:
    """Rows between bars below which the line is missing that makes them a table."""
    if not any("|" in line for line in lines):
        return lines
    made: list[str] = []
    code = _code(lines)
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _is("closed_row", lines[end]) and not code[end]:
            end += 1
        run = lines[at:end]
        bars = {row.replace("\\|", "").count("|") for row in run}
        if len(run) > 1 and len(bars) == 1 and not any(_is("divider", row) for row in run):
            names.append("表格的写法")
            run.insert(1, f"|{' --- |' * (bars.pop() - 1)}")
        made += run or lines[at : at + 1]
        at = max(end, at + 1)
    return made


def _with_headings(lines: list[str], names: Named) -> list[str]:
    """`一、主要做法` that runs into its neighbours becomes a heading, `（一）…` one below it."""
    if not any(_HEADED.match(line) for line in lines):
        return lines
    chapters = any(_is("chapter", line.lstrip("# ")) for line in lines)
    made: list[str] = []
    for at, (line, code) in enumerate(zip(lines, _code(lines), strict=True)):
        if not _HEADED.match(line):
            made.append(line)
            continue
        after = lines[at + 1] if at + 1 < len(lines) else ""
        beside = bool((at and lines[at - 1].strip()) or after.strip())
        if code or not beside or not (_is("chapter", line) or _is("section", line)):
            made.append(line)
            continue
        names.append("标题的写法")
        made += [""] if made and made[-1].strip() else []
        made.append(("### " if chapters and _is("section", line) else "## ") + line)
        made += [""] if after.strip() else []
    return made


def _with_breaks(lines: list[str], names: Named) -> list[str]:
    made: list[str] = []
    code = _code(lines)
    width, wrapped, apart = 0, False, False
    for at, line in enumerate(lines):
        if not at or not lines[at - 1].strip():
            width, wrapped, apart = _measured(lines, at)
        elif (
            line.strip()
            and not code[at]
            and not code[at - 1]
            and (apart or _is_missing(lines[at - 1], line, width, wrapped=wrapped))
        ):
            names.append("段落之间的空行")
            made.append("")
        made.append(line)
    return made


def _measured(lines: list[str], start: int) -> tuple[int, bool, bool]:
    """How wide the lines up to the next blank one are; whether a program broke them; whether each stands for itself."""
    run = list(takewhile(str.strip, (lines[at] for at in range(start, len(lines)))))
    width = max(map(len, run), default=0)
    wrapped = width > WIDTH and any(not _is("ends", one) and len(one) * 4 > width * 3 for one in run[:-1])
    return width, wrapped, len(run) >= NAMES and all(_is("name", one) for one in run)


def _is_missing(before: str, line: str, width: int, *, wrapped: bool) -> bool:
    """Whether a blank line is missing between two lines that are not empty."""
    if _is("heading", line) or _is("heading", before) or _is("first_item", line):
        return False
    if _is("row", before):
        return "|" not in line
    if _is("item", line):
        return not _is("item", before)
    if _is("goes_on", before) or "|" in line or line.startswith("  ") or (_is("quote", line) and _is("quote", before)):
        return False
    if _is("begins", line) or (not wrapped and _is("turns", line)):
        return True
    if _is("ends", before):
        return not wrapped or len(before) * 10 < width * 9
    return len(before) <= SHORT and len(before) * 10 < width * 7
