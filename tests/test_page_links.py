"""Links and pictures of hand-written pages, with where they stand; what is code is none."""

from generator.text.page_links import PageLink, page_links, without_code

TEXT = """\
# 投稿

见[甲](a.md)和
![图](b.png)。

| 乙 |
| --- |
| [乙](b.md) |

`[丙](c.md)`

```
[丁](d.md)
```

见[戊][5]。

[5]: e.md
"""


def test_links_and_pictures_are_told_where_they_stand() -> None:
    assert list(page_links(TEXT)) == [
        PageLink("a.md", 3, 6),
        PageLink("b.png", 4, 6),
        PageLink("b.md", 8, 7),
        # Written elsewhere: its block is told.
        PageLink("e.md", 16, 1),
    ]


def test_code_becomes_blanks_and_lines_keep_their_places() -> None:
    lines = without_code(TEXT)

    assert len(lines) == len(TEXT.splitlines())
    assert lines[9] == " " * len("`[丙](c.md)`")
    assert lines[11:14] == ["", "", ""]
    assert lines[2] == "见[甲](a.md)和"
