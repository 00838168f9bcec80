"""Both engines make the same documents of the same files, and the plain one does without MkDocs."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from places import REPOSITORY, TODAY, MakeSite

from generator.loading.loader import load
from generator.outputs.pages.sections import sections
from generator.rendering.engines import make_theme
from generator.rendering.theme import STYLESHEET, Theme

GUIDE = """\
---
title: 编造的说明
---

## 第一节

!!! note "编造的提示"
    第一段，见[关于](about.md#_1)。

    - 要点`码`
    - 要点

!!! warning
    没有标题的。

## 第一节

| 甲 | 乙 |
| --- | ---: |
| 一 | **二** |

```yaml
title: 编造
```

### Section 2: a *b*

1. 一
2. 二

> 引用 <kbd>Ctrl</kbd>，![图](assets/guide/form.webp)
"""


def themes(root: Path, *, internal: bool = False) -> Iterator[Theme]:
    site, problems = load(root, TODAY)
    assert site, problems
    for engine in ("material", "plain"):
        config = site.config.model_copy(update={"engine": engine})
        yield make_theme(root, config, sections(site), site.guides, internal=internal)


def documents(theme: Theme) -> dict[str, list[tuple[object, ...]]]:
    """Every document as elements with attributes and text; white space between them says nothing."""
    texts = {page.path: page.content.decode() for page in theme.pages}
    texts |= {f"frame of {name}": "".join(p.decode() for p in frame.parts) for name, frame in theme.frames.items()}
    return {name: list(elements(text)) for name, text in texts.items()}


def elements(html: str) -> Iterator[tuple[object, ...]]:
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if isinstance(element.tag, str):
            words = [" ".join((text or "").split()) for text in (element.text, element.tail)]
            yield element.tag, sorted(element.attrib.items()), *words


@pytest.mark.parametrize("internal", [False, True])
def test_both_engines_make_the_same_documents(make_site: MakeSite, internal: bool) -> None:
    pages = {f"content/pages/{p.name}": p.read_bytes() for p in (REPOSITORY / "content" / "pages").glob("*.md")}
    root = make_site("complete", files={**pages, "content/pages/bianzao.md": GUIDE})
    material, plain = (documents(theme) for theme in themes(root, internal=internal))

    assert plain.keys() == material.keys()
    assert [name for name in plain if plain[name] != material[name]] == []


def test_both_engines_send_the_same_files_but_for_the_style_sheet(make_site: MakeSite) -> None:
    files = [{file.path: file.content for file in theme.files} for theme in themes(make_site("complete"))]
    material, plain = files
    own = material.pop(STYLESHEET), plain.pop(STYLESHEET)

    assert plain == material
    assert len(own[1]) < len(own[0])


def test_the_plain_engine_loads_no_mkdocs(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site("complete")
    settings = root / "site_config.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "engine: plain\n", encoding="utf-8")
    program = (
        "import sys; from datetime import date; from pathlib import Path; from generator.build.pipeline import build\n"
        f"build(Path({str(root)!r}), Path({str(tmp_path / 'out')!r}), date(2026, 11, 22))\n"
        "print(sorted({'mkdocs', 'material', 'markdown', 'pymdownx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"
