"""The forms of lines that pasting leaves behind, as data that JavaScript reads as well."""

import re

#: Word's bullets; and characters that are bullets only where a line beside begins with the same.
BULLETS, SAME = "●•·○◆◇■□▪▫➢➤►▶✓✔◦‣∙⚫\ue000-\uf8ff", "★☆※—–+*▲△❖◎→"
#: Letters that Wingdings shows as a bullet: so Word writes its lists as plain text.
LETTERS = "lnuqvØü§"
#: Patterns that the form in the browser uses too.
LAYOUT = {
    "fence": r"^ {0,3}(?:`{3}|~{3})",
    "item": r"^ *(?:[-*+]|[0-9]{1,3}[.)]) ",
    "first_item": r"^ *(?:[-*+]|1[.)]) ",
    "heading": r"^ {0,3}#{1,6} ",
    "row": r"^ {0,3}\|",
    "quote": r"^ {0,3}>",
    "ends": r"[。！？；：!?;:…][”’）」》)]*$",
    "goes_on": r"[，、—“《（‘(-]$|://$|  $|\\$",
    "begins": (
        r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}(?:[、.．](?![0-9])|[）)])"
        r"|[①-⒛㈠-㈩❶-❿➀-➓☐-☒]|第[一二三四五六七八九十]{1,3}[，、]|[一-龥]{2,8}：."
        r"|【[^【】]{2,14}】|各.{1,60}：$|[0-9]{4} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日$)"
    ),
    "document": r"^关于.{2,80}的(?:通知|公告|公示|通告|通报|意见|决定|批复|报告|请示|函|方案|办法)$",
    # In a sentence that a program broke these may stand at the beginning of any line.
    "turns": r"^[一二三四五六七八九十]是[^，。；]",
    "bullet": (
        rf"^[ \t\u3000]*(?:[{BULLETS}][ \t\u3000]*(?=[^ \t\u3000])"
        rf"|[{LETTERS}]\t(?=[一-龥“《（0-9A-Z])(?!.*\t))"
    ),
    "same_sign": rf"^[ \t\u3000]*([{SAME}])[ \t\u3000]*(?=[一-龥“《（A-Za-z0-9])(?!.*\1)",
    "closed_row": r"^ {0,3}\|.*\| *$",
    "divider": r"^ {0,3}\|[-:| ]+\| *$",
    "dash": r"^( {0,3})[-－](?=[一-龥“《（])",
    "number": r"^( {0,3})([0-9]{1,2})[.．](?=[一-龥“《（])",
    "comma_number": r"^( {0,3})([0-9]{1,2})、(?=[一-龥“《（A-Za-z0-9])",
    "hash": r"^ {0,3}([#＃]{1,6})[ \u3000]*(?=[一-龥“《（])(?!.*[#＃])",
    "indent": r"^(?: {4,}|[ \u3000]*\t[ \t\u3000]*)(?=[^ \t\u3000])",
    "chapter": r"^[一二三四五六七八九十]{1,3}、[^。；，：！？]{1,28}$",
    "loose_row": r"^[^，。；：！？|\t ]+(?: [^，。；：！？|\t ]+)+$",
    "figure": r"(?:^| )[0-9][0-9,.]*%?(?= |$)",
    "change": r"(增长|下降|上升|减少|提高|降低) (?=[0-9])",
    "page_number": (
        r"^[ \t\u3000]*(?:[—–－-]{1,2} ?[0-9]{1,3} ?[—–－-]{1,2}"
        r"|第 ?[0-9]{1,3} ?页(?:[ ，,/]*共 ?[0-9]{1,3} ?页)?)[ \t\u3000]*$"
    ),
    "name": r"^[一-龥A-Za-z0-9（）()·]{2,15}$",
    "section": r"^[（(][一二三四五六七八九十]{1,3}[）)][^。；，：！？]{1,28}$",
}
FORMS = {name: re.compile(pattern) for name, pattern in LAYOUT.items()}

Named = list[str]


def is_line(name: str, line: str) -> bool:
    """Whether a line is what the name says."""
    return bool(FORMS[name].search(line))


def in_fences(lines: list[str]) -> list[bool]:
    """Which lines stand in a fence: they are left alone."""
    if not any("```" in line or "~~~" in line for line in lines):
        return [False] * len(lines)
    inside, found = False, []
    for line in lines:
        fence = is_line("fence", line)
        found.append(inside or fence)
        inside = inside != fence
    return found
