"""What must hold of the finished files: dead links are found, words that look like links are not links."""

import pytest

from generator.publishing.link_check import faults
from generator.site.site import File

PAGES = [File("index.html", b"<p>"), File("cases/index.html", b"<p>"), File("cases/a b.html", b"<p>")]


def found(html: str) -> list[str]:
    """The addresses in a page of cases that lead nowhere."""
    return [fault.link for fault in faults([*PAGES, File("cases/x.html", html.encode())], "/zt/")]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../index.html">',
        '<a href="./">',
        '<a href="../">',
        '<a href="/zt/">',
        '<a href="/zt/cases/">',
        '<a href="a%20b.html?q=1#top">',
        '<a href="#top">',
        '<a href="https://example.org/none">',
        '<a href="//example.org/none">',
        # Quotation marks of a text are not escaped by the Markdown cleaner.
        '<p>他写了 href="none" 和 src="/none"。</p>',
        '<code>&lt;a href="none"&gt;</code>',
    ],
)
def test_what_leads_somewhere_or_is_no_link_is_left_alone(html: str) -> None:
    assert found(html) == []


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="none.html">', ["none.html"]),
        ('<a class="x"\nhref="none.html">', ["none.html"]),
        ('<img alt="甲" src="../none.jpg">', ["../none.jpg"]),
        ('<a href="/cases/">', ["/cases/"]),
        ('<a href="../../index.html">', ["../../index.html"]),
        ('<p>href="none"</p><a href="none">', ["none"]),
        ('<a href="a&amp;b">', ["a&b"]),
    ],
)
def test_what_leads_nowhere_is_told(html: str, links: list[str]) -> None:
    assert found(html) == links


def test_two_files_at_one_address_and_empty_files_are_told() -> None:
    files = [File("a.html", b"<p>"), File("A.html", b"<p>"), File("b.html", b" \n")]

    assert [(fault.path, fault.link) for fault in faults(files, "/")] == [("A.html", ""), ("b.html", "")]
