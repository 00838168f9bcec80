"""Tables of which pasting left only tabs, only spaces, or rows between bars."""

from generator.text.paste_lines import FORMS, Named, in_fences, is_line

#: So many rows with as many words each, of which only the first may be without a figure, are a table.
ROWS, WORDS = 3, 3
#: More columns fit on no page.
COLUMNS = 12


def with_tables(lines: list[str], names: Named) -> list[str]:
    """The lines with what was a table made one."""
    return _with_dividers(_with_rows(_with_tabs(lines), names), names)


def _with_tabs(lines: list[str]) -> list[str]:
    """Rows of a table that was copied from a PDF, where spaces part its columns, as a spreadsheet gives them."""
    rows = [
        FORMS["change"].sub(r"\1", line) if is_line("loose_row", line) and not code else ""
        for line, code in zip(lines, in_fences(lines), strict=True)
    ]
    made = list(lines)
    at = 0
    while at < len(rows):
        end = at + 1
        while (
            end < len(rows)
            and rows[end].count(" ") == rows[at].count(" ") >= WORDS - 1
            and is_line("figure", rows[end])
        ):
            end += 1
        if end - at >= ROWS:
            made[at:end] = [row.replace(" ", "\t") for row in rows[at:end]]
        at = end
    return made


def _with_rows(lines: list[str], names: Named) -> list[str]:
    """Two lines or more with tabs, as spreadsheets and Word give them."""
    if not any("\t" in line for line in lines):
        return lines
    made: list[str] = []
    at = 0
    code = in_fences(lines)
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
    code = in_fences(lines)
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and is_line("closed_row", lines[end]) and not code[end]:
            end += 1
        run = lines[at:end]
        bars = {row.replace("\\|", "").count("|") for row in run}
        if len(run) > 1 and len(bars) == 1 and not any(is_line("divider", row) for row in run):
            names.append("表格的写法")
            run.insert(1, f"|{' --- |' * (bars.pop() - 1)}")
        made += run or lines[at : at + 1]
        at = max(end, at + 1)
    return made
