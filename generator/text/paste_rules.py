"""What pasting from PDF, Word and web pages does to a text: the rules, as data that JavaScript reads as well."""

import re
from dataclasses import dataclass

_HAN = "一-龥"
_UNITS = "年月日时万亿元件家次场名期项条届余多人户所位笔份册个天%"
#: Characters that a full-width one belongs for when Chinese stands around them.
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
#: Radicals and compatibility characters that Unicode knows the word of, and radicals that it does not.
_TWINS = "⼀-⿕⺟⻳\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufa6d\ufa70-\ufad9"
_RADICALS, _WORDS = (
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
    "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of damage: what it is called, characters without which it can't be there, its form, what belongs there.

    A pattern begins with the character itself and then looks back: so it is found ten times faster than otherwise.
    `replacement` is a template with `$1`; `-spaces` takes out the spaces, `-wide` makes ASCII of full-width characters,
    `-same` words of what looks the same.
    `prose` rules hold only in lines with Chinese punctuation: in a title a space may be meant. Rules for `links` may
    touch addresses, and hold only where Markdown is read. `typeset` rules hold only in texts that were set with spaces
    between Chinese and all else (`SPACED`, `UNSPACED`).
    """

    name: str
    signs: str
    pattern: str
    replacement: str
    prose: bool = False
    links: bool = False
    typeset: bool = False


#: Between Chinese and figures or Latin words a space, or none. What PDF files are made with puts one everywhere.
SPACED = rf"[0-9A-Za-z%](?= [{_HAN}])|[{_HAN}](?= [0-9A-Za-z])"
UNSPACED = rf"[0-9A-Za-z%](?=[{_HAN}])|[{_HAN}](?=[0-9A-Za-z])"
#: A row of a table whose lines are gone: its spaces are all that is left of its columns.
ROW = rf"[0-9%] [0-9]|^[{_HAN}（）]+ [0-9][0-9,.]*[%{_HAN}]{{0,2}}$"
#: So many spaces, and at most one place in so many without, are no author's.
SPACES_AT_LEAST, SPACES_PER_NONE = 6, 9
#: A file with a Chinese name at the end of an address.
_FILE = rf"[/=_-][{_HAN}][{_HAN}A-Za-z0-9%_-]{{0,80}}\.(?:pdf|docx?|xlsx?|wps|zip|rar|jpe?g|png|s?html?)"
#: An address up to its last character that is none of a sentence.
_ADDRESS = rf"https?://[A-Za-z0-9\[](?:[A-Za-z0-9._~:/?#@!$&+,;=%*'-]{{0,500}}(?:{_FILE}|[A-Za-z0-9_~/#=&+%*-]))?"
#: A blank behind `第一条` is meant.
_AFTER_ARTICLE = "".join(rf"(?<!第[一二三四五六七八九十百零0-9]{{{count}}}[条章节款][ \u3000])" for count in (1, 2, 3))
#: Long words that nobody writes with a space; short ones are found across two others (公开 展示).
_LONG_WORDS = (
    *("知识产权", "地理标志", "商业秘密", "著作权", "万里行", "质押融资", "集体商标", "证明商标", "驰名商标", "专利权"),
    *("商标权", "江苏省", "连云港", "市场监管", "监督管理", "高质量", "营商环境", "科技创新", "小微企业", "有限公司"),
    *("人民政府", "人民法院", "开发区", "高新区", "工业园区", "快速维权", "惩罚性赔偿", "公共服务", "转化运用"),
    *("专利导航", "专利转化", "专利开放", "商标注册", "版权登记", "快速预审", "行政裁决", "纠纷调解", "宣传周"),
)


def _broken_words() -> str:
    parts = (f"(?<={word[:cut]} ){word[cut:]}" for word in _LONG_WORDS for cut in range(1, len(word)))
    return f" (?:{'|'.join(parts)})"


def _width(sign: str) -> Rule:
    behind = rf"(?=[{_HAN}“《（0-9]|$)"
    return Rule("半角标点", sign, rf"{re.escape(sign)}(?<=[{_HAN}）》”〕%]{re.escape(sign)}) ?{behind}", _WIDE[sign])


def _typeset() -> tuple[Rule, ...]:
    """Behind the number of a heading, a table or a picture a space is meant."""
    before = ("^", "[图表件例]", "[图表件例] ")
    numbered = "".join(rf"(?<!{sign}{digits} )" for sign in before for digits in ("[0-9]", "[0-9][0-9]"))
    chapter = r"(?<!^[0-9]\.[0-9] )(?<!^[0-9]\.[0-9][0-9] )"
    forms = rf" (?<=[0-9A-Za-z%] )(?=[{_HAN}]){numbered}{chapter}", rf" (?<=[{_HAN}] )(?=[0-9A-Za-z])"
    return tuple(Rule("数字和字母旁的空格", " ", form, "", typeset=True) for form in forms)


def _thousands(groups: int) -> Rule:
    """1，200，000元: as many groups of three behind a comma."""
    figure = r"(?<![0-9，,.])([0-9]{1,3})" + "，([0-9]{3})" * groups
    instead = ",".join(f"${number}" for number in range(1, groups + 2))
    return Rule("千分位的逗号", "，", rf"{figure}(?=(?:\.[0-9]{{1,4}})?(?:[{_UNITS}元人户]|余))", instead)


#: About single characters that texts seldom have, so that one look tells of all of them.
_RARE = (
    Rule("全角数字和字母", "", "[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ]*", "-wide"),
    Rule("全角数字和字母", "．", "．(?<=[0-9]．)(?=[0-9])", "."),
    # Some PDF files have characters of dictionaries in place of words: they look the same, and no search finds them.
    Rule("部首字", "", f"[{_TWINS}]+", "-same"),
    *(Rule("部首字", sign, sign, word) for sign, word in zip(_RADICALS, _WORDS, strict=True)),
)
RARE_SIGNS = re.compile(f"[．０-９Ａ-Ｚａ-ｚ{_TWINS}{_RADICALS}]")
COMMON = (
    # Quotation marks come first: what stands between them is touched by no rule behind these.
    Rule("直角引号", "「", "「([^「」\n]*)」", "“$1”"),
    Rule("直角引号", "『", "『([^『』\n]*)』", "‘$1’"),
    Rule("直引号", '"', rf'"(?=[^"\n]*[{_HAN}])([^"\n]*)"', "“$1”"),
    Rule("全角百分号", "％", "(?<=[0-9])％", "%"),
    Rule(
        "特殊空格",
        "\u00a0\u2002\u2003\u2004\u2005\u2006\u2009\u200a\u202f\u205f",
        "[\u00a0\u2002-\u200a\u202f\u205f]",
        " ",
    ),
    Rule("段首的全角空格", "\u3000", "^\u3000+", ""),
    Rule("字间的空格", " ", rf" (?<=(?<![{_HAN}])[{_HAN}] )[{_HAN}](?: [{_HAN}]){{2,}}(?![{_HAN}])", "-spaces"),
    Rule(
        "字间的空格",
        " \u3000",
        rf"[ \u3000]{_AFTER_ARTICLE}(?<=[{_HAN}][ \u3000])[ \u3000]*(?=[{_HAN}])",
        "",
        prose=True,
    ),
    Rule("标点旁的空格", " ", rf" (?<=[{_HAN}0-9)”》）] ) *(?=[，。、；：？！）》”])", ""),
    Rule("标点旁的空格", " ", rf" (?<=[，。、；：？！（《“”》）〕] ) *(?=[{_HAN}])", "", prose=True),
    Rule("标点旁的空格", " ", rf" (?<=[{_HAN}] ) *(?=[“《（])", "", prose=True),
    Rule("标点旁的空格", " ", " (?<=〕 ) *(?=[1-9][0-9]{0,4}号)", ""),
    Rule("词中的空格", " ", _broken_words(), "-spaces"),
    Rule("数字旁的空格", " ", rf" (?<=[0-9] ) *(?=[{_UNITS}])", "", prose=True),
    Rule("数字旁的空格", " ", rf" (?<=[{_HAN}] ) *(?=[0-9]{{1,6}}(?:\.[0-9]+)?[{_UNITS}])", "", prose=True),
    Rule("丢了“年”字", "月", r"(?<![0-9A-Za-z.\-/])((?:19|20)[0-9]{2}) ?(1[0-2]|0?[1-9])月", "$1年$2月"),
    Rule(
        "文号的括号", "[［【", rf"(?<=[{_HAN}])[\[［【]((?:19|20)[0-9]{{2}})[\]］】](?=[1-9][0-9]{{0,4}}号)", "〔$1〕"
    ),
    Rule("文号的括号", "(（", r"[(（](?<=[发办函规释][(（])((?:19|20)[0-9]{2})[)）](?=[1-9][0-9]{0,4}号)", "〔$1〕"),
    *map(_width, _WIDE),
    Rule("半角省略号", "。", "。。。+", "……"),
    Rule("重复的标点", "。，、；", r"([。，、；])\1+", "$1"),
    *map(_thousands, (3, 2, 1)),
    *_typeset(),
    Rule("网址里的冒号", "：", r"(?<![A-Za-z])(https?)：//", "$1://"),
    Rule("星号的写法", "＊", r"＊＊([^＊\n]+)＊＊", "**$1**"),
    Rule("半角省略号", ".", rf"(?<=[{_HAN}])\.{{3,6}}(?!\.)", "……"),
    Rule("句点当句号", ".", rf"\.(?<=[{_HAN}]\.)(?=[{_HAN}“《]|$)", "。"),
    Rule("半角破折号", "-", rf"--(?<=[{_HAN}]--)(?=[{_HAN}])", "——"),
    Rule("半角括号", "(", rf"(?<!\])\((?=[^()（）'\n]*[{_HAN}])([^()（）'\n]*)\)", "（$1）"),
    Rule("半角括号", "(", r"(?<!\])\(([^()（）\n]*)）", "（$1）"),
    Rule("半角括号", "（", r"（([^()（）\n]*)\)", "（$1）"),
)
#: Ways in which people write a link, and addresses that stand alone: readers could not click them.
_LINKS = (
    Rule("链接的写法", "]", rf"\[([^\[\]\n]{{1,200}})\] {{0,2}}（ ?({_ADDRESS}) ?[）)]", "[$1]($2)", links=True),
    Rule("链接的写法", "]", rf"\[([^\[\]\n]{{1,200}})\] {{1,2}}\( ?({_ADDRESS}) ?[）)]", "[$1]($2)", links=True),
    Rule("链接的写法", "]", rf"\[([^\[\]\n]{{1,200}})\]\( ?({_ADDRESS}) ?）", "[$1]($2)", links=True),
    Rule("链接的写法", "]", rf"\[([^\[\]\n]{{1,200}})\] {{0,2}}<({_ADDRESS})>", "[$1]($2)", links=True),
    Rule("链接的写法", "]", rf"\[([^\[\]\n]{{1,200}})\]\(({_ADDRESS})(?=[，。；、]|$)", "[$1]($2)", links=True),
    Rule("网址的写法", "<", rf"(?<!\()<({_ADDRESS})>", "[$1]($1)", links=True),
    Rule("网址的写法", ":", rf"(?<![\[(<A-Za-z0-9])({_ADDRESS})(?![)\]>A-Za-z0-9_~/#=&+%*-])", "[$1]($1)", links=True),
)
RULES: tuple[Rule, ...] = (*_RARE, *COMMON, *_LINKS)
#: Who wrote it: names stand apart by spaces.
_BYLINE = r"（(?:本报|见习|特约|实习)?(?:记者|通讯员|作者|摄影)[ \u3000][^（）\n]{1,60}）"
#: What rules for links may not touch.
PROTECTED_LINKS = (
    r"“(?:[^”\n]|\n(?!\s*\n))*”?|‘[^‘’\n]*’|《[^《》\n]*》|`[^`\n]*`|^[ \t]*>.*$"
    r"|\[[^\[\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\)"
)
#: What no rule may touch: quotations (unclosed ones to the paragraph's end), titles, code, addresses, links, bylines.
#: No part may begin inside itself: a text of nothing but beginnings would be read as often as it has characters.
PROTECTED = (
    r"“(?:[^”\n]|\n(?!\s*\n))*”?|‘[^‘’\n]*’|《[^《》\n]*》|`[^`\n]*`|^[ \t]*>.*$"
    rf"|{_BYLINE}"
    r"|\]\([^()\n]*\)|https?://[^\s，。；、（）《》“”<>]+|[A-Za-z0-9_.+\-]{1,64}@[A-Za-z0-9_.\-]+"
)
#: A line break between parts of one sentence, and a paragraph that only its indentation shows.
JOINED = (
    r"\n(?<=://\n)(?=[A-Za-z0-9])|"
    rf"\n(?<=[{_HAN}，、；]\n)[ \t]*\n(?=[，。、；：）》”])|\n(?<=[，、]\n)[ \t]*\n(?=[{_HAN}])"
)
PARAGRAPH = "\n(?<=[。！？”：]\n)(?=\u3000)"
BREAKS = "断开的句子", "段落之间的空行"
PAIRS = "（$1）", "“$1”", "‘$1’"
ROUNDS = 5
#: What a title does not have: a stop at its end, a web page's marks, bold, a bullet of Word at its beginning.
TITLE = (
    ("标题末尾的标点", "(?<=[^。，、；：])[。，、；：]$"),
    ("标题里的星号", r"(?<!\*)\*\*(?!\*)"),
    ("网页的记号", "<br ?/?>|&nbsp;(?![A-Za-z0-9])"),
    ("项目符号", "^[\ue000-\uf8ff●•▪■◆➢]+[ \t\u3000]*(?=.)"),
)
#: Characters of Word's own fonts, which readers see as boxes.
PRIVATE = "[\ue000-\uf8ff]"
#: Pictures among letters, joined or not: many devices and all papers show a box in their place.
EMOJI = "[\U0001f000-\U0001faff][\U0001f000-\U0001faff\ufe0f\u200d\u2640\u2642]*"
#: Two characters in a row of which one is too much: which of them, only the author knows.
SIGN_PAIR = "[，、；：][。，、；：]|。[，、；：]"
#: A blank inside quotation marks: a character that the font did not have, such as ＋.
LOST_SIGN = rf"“[^“”\n]{{0,40}}[{_HAN}A-Za-z0-9] +”|“ +[{_HAN}][^“”\n]{{0,40}}”"
#: What is left of a table that was copied from a PDF: rows of figures, or each of its cells in a line of its own.
LOST_TABLE = (
    r"^[^\n，。；！？|]*[0-9%] [0-9][^\n，。；！？|]*\n+[^\n，。；！？|]*[0-9%] [0-9][^\n，。；！？|]*$"
    r"|^[0-9][0-9,.]*%?\n\s*[0-9][0-9,.]*%?$"
)
#: An address without https://, which no reader can click.
BARE_HOST = r"(?<![\[A-Za-z0-9@./_-])(?<!://\n)www\.[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,60}){1,4}(?:/[A-Za-z0-9._~/?#&=%-]{0,200})?"
