"""The hand-written pages: Markdown of the maintainers', in which words of the settings may stand as `{{ unit }}`."""

import re
from collections.abc import Iterator, Mapping

from generator.diagnostics.problems import Position, Problem, quote
from generator.loading.context import LoadContext
from generator.model.config import SiteConfig
from generator.model.field_types import SLUG
from generator.model.vocabularies import Lists, Unit
from generator.site.site import Guide
from generator.text.page_links import without_code
from generator.text.placeholders import filled, unknown
from generator.yaml_source.reader import MAX_BYTES, decode, read_bounded, read_raw
from generator.yaml_source.syntax_errors import forbidden

#: Pages that are made, not written by hand.
RESERVED_PAGES = ("search", "errors", "submit", "sitemap", "404")

_SLUG = re.compile(SLUG)
#: The fields above the text of a hand-written page.
_HEAD = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
#: What a page may say of itself.
_SETTINGS = ("title", "description", "column_type", "group")
#: A head that is not between two lines of its own: nothing opens it, or nothing closes it.
_LOOSE_HEAD = re.compile(rf"---[ \t]*$|(?:{'|'.join(_SETTINGS)})[ \t]*[:：]")
_HEAD_HINT = "请在设置的上面和下面各写一行 ---；每项写成 title: 标题，冒号用半角，后面空一格。"
#: What no engine of ours takes, so that it would stand on the page as it is written.
_NOT_TAKEN = (
    (re.compile(r"\{[:#.][^{}]*\}\s*$"), "花括号写的编号和样式", "删去花括号里的内容，标题的编号会自动生成"),
    (re.compile(r"\[\^[^\]]+\]"), "脚注", "把脚注的内容写进正文"),
)
#: Units side by side in the table of their folders.
_ACROSS = 2


def guides(context: LoadContext, words: Mapping[str, str]) -> Iterator[tuple[str, Guide]]:
    """Address and page; only maintainers may change them, but they are bounded all the same."""
    for file in context.inside(context.root / "content" / "pages"):
        name = context.name(file)
        if file.suffix != ".md" or not _SLUG.fullmatch(file.stem) or file.stem in RESERVED_PAGES:
            hint = f"文件名只用小写英文字母、数字和短横线，以 .md 结尾，不能叫 index、{'、'.join(RESERVED_PAGES)}。"
            context.refuse(file, "E004", f"{quote(file.name)}不能作手写页面。", hint)
            continue
        raw, problem = read_bounded(file, name, MAX_BYTES)
        text, problems = decode(raw, name) if raw is not None else (None, [problem] if problem else [])
        context.problems += problems
        if text is not None:
            settings, body, problems = _parts(text, name)
            context.problems += list(forbidden(text, name)) or problems
            context.problems += [*_unknown_words(text, name, words), *_not_taken(text, name)]
            yield f"{file.stem}.html", Guide(name, text, settings, filled(body, words))


def page_words(config: SiteConfig, lists: Lists) -> dict[str, str]:
    """What stands for `{{ … }}`: names of the settings, and the units of the home region."""
    units = lists.regions.get(config.home_region, [])
    # The host may be missing from the list, which is reported elsewhere.
    host = lists.units.get(config.host_unit) or next(iter(lists.units.values()))
    example = next((unit for unit in units if unit.id != host.id), host)
    return {
        "title": config.title,
        "host": host.name,
        "home_region": config.home_region,
        "unit": example.id,
        "unit_short": example.short,
        "units": _table(units),
    }


def _table(units: list[Unit]) -> str:
    """The folders of units as a Markdown table, down one side and then the other."""
    cells = [f"{unit.short} | `{unit.id}`" for unit in units]
    rows = -(-len(cells) // _ACROSS)
    columns = [cells[start : start + rows] for start in range(0, len(cells), rows or 1)]
    lines = [" | ".join(column[row] for column in columns if row < len(column)) for row in range(rows)]
    head = " | ".join(["单位 | 文件夹"] * len(columns))
    return "\n".join(f"| {line} |" for line in (head, " | ".join(["---"] * 2 * len(columns)), *lines))


def _parts(text: str, name: str) -> tuple[dict[str, str], str, list[Problem]]:
    """The settings above a page's text, the text, and what is wrong with the settings."""
    head = _HEAD.match(text)
    if head is None:
        return {}, text, []
    # The line that opens the head is counted.
    source, problems = read_raw(f"\n{head[1]}".encode(), name)
    data = source.data if source else {}
    return {key: str(data[key]) for key in _SETTINGS if key in data}, text[head.end() :].lstrip("\n"), problems


def _not_taken(text: str, name: str) -> Iterator[Problem]:
    """What would be shown as it is written, save in code, which is there to be shown."""
    if not _HEAD.match(text) and _LOOSE_HEAD.match(text.split("\n", 1)[0].rstrip("\r")):
        yield Problem(Position(name, 1, 1), "E404", "页面设置没有用“---”括起来。", _HEAD_HINT)
    for number, line in enumerate(without_code(text), start=1):
        for pattern, what, instead in _NOT_TAKEN:
            if found := pattern.search(line):
                hint = f"请{instead}。"
                yield Problem(Position(name, number, found.start() + 1), "E404", f"手写页面不能用{what}。", hint)


def _unknown_words(text: str, name: str, words: Mapping[str, str]) -> Iterator[Problem]:
    hint = f"可写：{'、'.join(f'{{{{ {word} }}}}' for word in words)}。"
    for line, column, word in unknown(text, words):
        yield Problem(Position(name, line, column), "E403", f"页面里没有“{word}”这个代用的词。", hint)
