"""Family 4: too much of something: bytes, items, signs in a line."""

from hostile.case import Case, accept, neutralise, record, refuse

SOUND = record()
LINES = SOUND.count("\n")
KILO = 1024


def _with(tail: str) -> str:
    return SOUND + tail


def _paragraphs(signs: int) -> str:
    """A body of so many signs, in paragraphs of a hundred."""
    line = "第一段文字写得很长。" * 10
    return "|\n" + "\n\n".join(f"  {line[: min(100, signs - at)]}" for at in range(0, signs, 100))


CASES: tuple[Case, ...] = (
    refuse("size-file", "E005", _with("# " + "x" * 256 * KILO)),
    refuse("size-file-of-lines", "E005", SOUND + "\n" * 256 * KILO),
    refuse("size-file-of-spaces", "E005", b" " * 257 * KILO),
    refuse("size-file-of-nul", "E005", bytes(300 * KILO)),
    refuse("size-title", "E204", record(title="§" + "字" * 65)),
    refuse("size-title-huge", "E204", record(title="§" + "字" * 50_000)),
    refuse("size-summary", "E204", record(summary="§" + "字" * 121)),
    refuse("size-body", "E204", record(body="§|\n  " + "字" * 20_001)),
    refuse("size-body-huge", "E204", record(body="§|\n  " + "字" * 80_000)),
    refuse("size-note", "E204", _with("note: §" + "字" * 201 + "\n")),
    refuse("size-tags", "E204", _with("tags: §[" + ", ".join(f"词{n}" for n in range(11)) + "]\n")),
    refuse("size-tags-thousands", "E204", _with("tags: §[" + ", ".join(f"词{n}" for n in range(3_900)) + "]\n")),
    refuse("size-tag", "E204", _with("tags: [§" + "词" * 41 + "]\n")),
    refuse("size-nodes", "E104", _with("tags: [" + ", ".join("a" for n in range(5_000)) + "]\n"), line=LINES + 1),
    refuse("size-nodes-nulls", "E104", _with("tags: [" + "~, " * 20_000 + "]\n"), line=LINES + 1),
    refuse("size-fields", "E104", SOUND + "".join(f"f{n}: a\n" for n in range(6_000)), line=4_002),
    refuse("size-unknown-fields", "E201", SOUND + "§f0: a\n" + "".join(f"f{n}: a\n" for n in range(1, 900))),
    refuse(
        "size-sources",
        "E204",
        record(sources="\n  §" + "\n  ".join(f"- title: 来源{n}\n    publisher: 发布者" for n in range(21))),
    ),
    refuse(
        "size-images",
        "E204",
        _with("images:\n  §" + "".join(f"- {{file: a{n}.jpg, alt: 图, credit: 甲}}\n  " for n in range(31))),
    ),
    refuse(
        "size-link",
        "E204",
        record(sources="\n  - title: 甲\n    publisher: 乙\n    url: §https://example.org/" + "a" * 490),
    ),
    refuse("size-party", "E204", _with("organisers: [§" + "（" * 20_000 + "]\n")),
    refuse(
        "size-table-cells",
        "E401",
        record(body="|\n  |甲|乙|丙|\n  |-|-|-|\n" + "  |a|b|c|\n" * 665 + "§  |a|b|c|\n" * 1 + "  |a|b|c|\n" * 200),
    ),
    refuse("size-table-columns", "E401", record(body="|\n  §" + "|甲" * 40 + "|\n  " + "|-" * 40 + "|\n")),
    refuse("size-nesting", "E401", record(body="|\n  §" + "> " * 60 + "甲\n")),
    refuse("size-nesting-lists", "E401", record(body="|\n  §" + "- " * 60 + "甲\n")),
    neutralise("size-word", record(title="A" * 64, summary="B" * 120, body="|\n  " + "C" * 15_000)),
    neutralise("size-line-of-dots", record(body="|\n  " + "…" * 10_000)),
    neutralise("size-blank-lines", record(body="|\n  第一段。\n" + "\n" * 10_000 + "  第二段。")),
    neutralise("size-hard-breaks", record(body="|\n" + "  甲\\\n" * 5_000 + "  乙")),
    neutralise("size-headings", record(body="|\n" + "  ## 标题\n\n" * 1_500)),
    neutralise("size-list-items", record(body="|\n" + "  - 甲\n" * 4_000)),
    neutralise("size-links", record(body="|\n  " + "[甲](https://a.cn)\n  " * 900)),
    accept("size-title-most", record(title="试验市" + "举办对接会的" * 10)),
    accept("size-summary-most", record(summary="试验市知识产权局举办对接会，" * 8)),
    accept("size-body-large", record(body=_paragraphs(19_000))),
    accept("size-tags-most", _with("tags: [" + ", ".join(f"词{n}" for n in range(10)) + "]\n")),
    accept("size-comment-large", SOUND + "# " + "注" * 40_000 + "\n"),
    accept(
        "size-table", record(body="|\n  |名称|数量|\n  |-|-|\n" + "".join(f"  |第{n}家|{n}|\n" for n in range(200)))
    ),
    accept("size-nesting-usual", record(body="|\n  - 甲\n    - 乙\n      - 丙\n\n        > 引用\n")),
)
