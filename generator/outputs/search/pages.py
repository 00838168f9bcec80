"""Hand-written pages that are searched: documents of the index, behind those of the records."""

from collections.abc import Iterator

from generator.outputs.search.tokens import Document
from generator.site.site import Guide, Site
from generator.text.markdown import render
from generator.text.pinyin import syllables


def searched_pages(site: Site) -> list[tuple[str, Guide]]:
    """Address and page of those that belong to a group; the others are about the column itself."""
    return [(address, guide) for address, guide in site.guides.items() if guide.group]


def page_documents(site: Site) -> Iterator[tuple[Document, list[str]]]:
    """What is searched of each, and what a hit shows: the group in the place of the kind, no unit and no dates."""
    for address, guide in searched_pages(site):
        body = render(guide.body, 2).plain
        made = Document(guide.title, guide.settings.get("description", ""), body, tuple(syllables(guide.title)))
        yield made, [address, made.title, guide.group, "", "", "", made.summary, body, " ".join(made.syllables), ""]
