"""A record for other channels: the words of a poster, a short text for 微博, a whole one for 头条."""

from generator.documents.docx_script import as_data, as_lines_of_data
from generator.model.record import Record
from generator.outputs.channels.brief import record_blocks
from generator.site.look import Look
from generator.site.surroundings import Surroundings

#: Characters: longer posts of 微博 are folded after the first, refused above the second; 头条 refuses above the third.
FOLDED, WEIBO, TOUTIAO = 140, 2000, 2000


def card_label(around: Surroundings, *words: str) -> str:
    """What stands above the title on covers and posters; there is no room for the whole notice of an example."""
    return "·".join([*(["示例", "编造"] if around.config.notice else []), *words])


def poster_words(look: Look, record: Record) -> dict[str, str]:
    """What the poster of a record says, by the names that its drawing has for them."""
    return {
        "label": card_label(look, record.kind.label, look.unit(record).short),
        "title": record.article_title,
        "summary": record.summary,
        "source": f"来源：{record.origin}",
        "column": look.config.title,
    }


def weibo_text(look: Look, record: Record) -> str:
    """Title, summary, source, subject and address."""
    said = f"【{record.article_title}】{record.summary}（来源：{record.origin}）"
    return f"{look.config.notice}{said}#{look.config.title}# {look.url(record.address)}"


def toutiao_text(look: Look, record: Record) -> str:
    """All that the record says, a line a paragraph, with its address."""
    lines = as_lines_of_data(as_data(record_blocks(look, record)))
    return "\n\n".join([record.article_title, *lines, f"原文：{look.url(record.address)}"]) + "\n"


def counted(text: str, most: int) -> str:
    """How many characters it has, and whether that is too many."""
    count = sum(not char.isspace() for char in text)
    return f"{count}字" + (f"，超过{most}字，请删减" if count > most else "")
