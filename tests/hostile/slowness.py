"""Family 14: short texts that keep a parser or an expression busy for long."""

from hostile.case import Case, accept, case, record

MOST = 19_900
UNITS = (
    *("[", "![", "[a](", "](", "[]", "<![", "<", "<a", "<!--", "- ", "> ", "*", "*a **a ", "**", "_", "`", "``a`"),
    *("~~~\n", "&", "&#", "\\", "|", "|a", "|a|\n", "a|", "# ", "1. ", "\t", "-\n", "a\n===\n", "[a]: b\n", "[a][b]"),
    *('[a]("b', "[a](<b", "https://", "https://a.", "www.a.", "a@b.", "a@", "{{", "{%", "___ ", "* * ", "+ "),
    *(
        "《",
        "“",
        "‘",
        "「",
        "『",
        "(",
        "（",
        "(中",
        "中(",
        '"中',
        "中 ",
        "中  ",
        "中--",
        "中...",
        "〔",
        "〔2020",
        "(2020)",
        "年月",
    ),
    *(
        "12",
        "320102",
        "32010219900101",
        "6222 0200 ",
        "138 ",
        "1380013 ",
        "苏A1",
        "原告",
        "原告王",
        "住",
        "住在路1号",
        "ZL2020",
    ),
    *(
        "CN1",
        "第1号",
        "第1号商",
        "2020SR",
        "（2020）苏01",
        "张某、",
        "Ａ",
        "０",
        "e\u0301",
        "甲\n",
        "甲，\n\n",
        "甲 \n",
        "\u3000",
        "1,",
    ),
)


def _body(text: str) -> str:
    return "|\n" + "\n".join(f"  {line}" for line in text.split("\n"))


def filled(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def _any(name: str, text: str) -> Case:
    """Whatever is said of it, it has to be said in time: the verdict is not the point."""
    return case(name, "bounded", record(body=_body("甲" + text)))


CASES: tuple[Case, ...] = (
    *(_any(f"slow-many-{number:02d}", filled(unit, MOST)) for number, unit in enumerate(UNITS)),
    *(_any(f"slow-once-{number:02d}", unit + "中" * (MOST - len(unit))) for number, unit in enumerate(UNITS[:70:2])),
    accept("slow-not", record(body=_body("第一段文字写得很长，有许多字。" * 1_200))),
)
