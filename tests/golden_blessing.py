"""The golden files written anew by `make bless`: cut apart, so that everything is kept once and read once."""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from itertools import count
from posixpath import dirname, join, normpath

import pytest
from golden_joining import (
    AFTER_CODE,
    ARTICLE,
    CARD,
    CARD_OF,
    CODE,
    ESCAPED,
    HEAD,
    TEXT,
    alternates,
    changed,
    drawn,
    entry,
    frame,
    joined,
    lines,
)
from places import GOLDEN, REPOSITORY

WITNESSES = ("404.html", "cases/mediation.html", "feeds/outlet.rss.xml")
Site = dict[str, bytes]
_OWN = re.compile(
    r"(?P<start>.*?\n)(?P<head> *<title>.*?\n)(?P<between> *</head>\n.*?\n *<main[^\n]*\n)"
    r"(?P<article>.*?\n)(?P<end> *</main>.*)",
    re.DOTALL,
)
#: The same of a page that holds an article for 公众号 and nothing else.
_OWN_ALONE = re.compile(
    r"(?P<start>.*?\n)(?P<head><title>.*?\n)(?P<between><link rel=\"icon\".*?\n<body>\n)"
    r"(?P<article>.*)(?P<end>)",
    re.DOTALL,
)
_ADDRESS = re.compile(r'((?:href|src|action)=")(?![a-z]+:|[/#])([^"]+)')
#: The page for what is not found has addresses from the host's root.
_ROOTED = re.compile(r'(?<=href=")/[^"]*(?=index\.html" class="brand")')
_DRAWN = re.compile(f'<svg [^>]*class="qr".*?</svg>(?={AFTER_CODE}([^<]*))')
_FEED = re.compile(
    r'(?:<link rel="alternate" type="application/rss.*" title="(.*)" href="(.*)[.]rss[.]xml">\n)(?:<link .*\n){2}'
)
_KEY = re.compile(r'tag:[^"<>]*?:([\w-]+(?:/[\w-]+)+)')


def changes(old: str, new: str) -> str:
    """What `golden_joining.changed` makes of the one text the other by; blocks grow until they stand there once."""
    before, after, made = lines(old), lines(new), []
    for tag, start, end, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        first, last = start, end
        while (first, last) != (0, len(before)) and (
            first == last or f"\n{old}".count("\n" + "".join(before[first:last])) > 1
        ):
            first, last = max(0, first - 1), min(len(before), last + (first == 0))
        made.append(_block(before[first:last], before[first:start] + after[from_:to] + before[end:last]))
    told = "\n".join(made)
    # Blocks that grew into each other can't be applied: everything is one block then.
    apart = all(f"\n{old}".count("\n" + block) == 1 for block in _olds(told))
    return told if apart and changed(old, told) == new else _block(before, after)


def _block(old: list[str], new: list[str]) -> str:
    return "".join(f"-{line}" for line in old) + "".join(f"+{line}" for line in new)


def _olds(told: str) -> list[str]:
    return ["".join(line[1:] for line in lines(block)) for block in re.findall(r"(?:^-.*\n)+", told, re.MULTILINE)]


def _free(name: str, taken: Collection[str]) -> str:
    """The name, with a number if it is taken."""
    return next(one for n in count(1) if (one := name if n == 1 else f"{name}-{n}") not in taken)


class Cutter:
    """Collects what is kept of the sites, by its path below `tests/golden`."""

    def __init__(self) -> None:
        self.kept: dict[str, str | bytes] = {}
        self.frames: dict[str, str] = {}
        self.uses = Counter[str]()
        self.entries: dict[str, dict[str, str]] = {}

    def page(self, path: str, text: str) -> str | None:
        """The page's own part, or nothing if it has no frame."""
        found, root = _OWN.fullmatch(text), ""
        if found:
            root = (_ROOTED.search(found["between"]) or [""])[0]
        else:
            # Its addresses go by the root even to their own folder.
            found, root = _OWN_ALONE.fullmatch(text), "../"
        if not found:
            return None
        above = dirname(path)
        cut = f"{found['start']}{HEAD}\n{found['between']}{ARTICLE}\n{found['end']}"
        if root:
            cut = cut.replace(f'="{root}', '="@/')
        else:
            cut = _ADDRESS.sub(lambda found: f"{found[1]}@/{normpath(join(above, found[2]))}", cut)
        name = self.frames.get(cut) or _free(path.split("/", 1)[0].split(".", 1)[0], self.frames.values())
        self.frames[cut] = name
        self.uses[cut] += 1
        article = _DRAWN.sub(lambda code: CODE if code[0] == drawn(code[1]) else code[0], found["article"])
        head = _FEED.sub(
            lambda one: f"@feed {one[2]} {one[1]}@\n" if one[0] == alternates(one[2], one[1]) else one[0], found["head"]
        )
        head = head.replace(CARD_OF, CARD)
        return f"frame: {name} {root}\n{head}{ARTICLE}\n{article}"

    def article(self, text: str) -> str:
        """An article for 公众号 is what feeds have for a text."""
        for key, forms in self.entries.items():
            if len(forms.get("text", "")) > 200:
                text = text.replace(forms["text"], f"@text {key}@")
        return text

    def feed(self, path: str, text: str) -> str:
        """The feed with a key for each entry."""
        return "".join(self._entry(path.split(".")[1], line) for line in lines(text))

    def _entry(self, form: str, line: str) -> str:
        found = _KEY.search(line)
        if not found or not line.startswith(("<entry>", "<item>", '{"id"')):
            return line
        bare, comma = line.rstrip(",\n"), "," if line.endswith(",\n") else ""
        forms = self.entries.setdefault(found[1], {})
        if form == "json":
            forms.setdefault("text", json.loads(bare)["content_html"])
        for number in count(1):
            if forms.setdefault(f"{number} {form}", bare) == bare:
                return f"@entry {found[1]} {number}{comma}\n"
        raise AssertionError

    def write_entries(self) -> None:
        """Each with its text once."""
        for key, forms in self.entries.items():
            text = forms.pop("text", "")
            parts = [f"== text\n{text}\n"]
            for name, form in sorted(forms.items()):
                once = ESCAPED[name.split()[1]](text)
                parts.append(f"== {name}\n{form.replace(once, TEXT) if text else form}\n")
            self.kept[f"entries/{key}.txt"] = "".join(parts)

    def base(self) -> str:
        """The frame that most pages have."""
        return self.uses.most_common(1)[0][0]

    def named(self, parts: dict[str, str | bytes]) -> dict[str, str | bytes]:
        """The pages of that frame say so, instead of naming the first one that had it."""
        first = f"frame: {self.frames[self.base()]} "
        return {
            path: f"frame: base {part.removeprefix(first)}"
            if isinstance(part, str) and part.startswith(first)
            else part
            for path, part in parts.items()
        }

    def write_frames(self) -> None:
        """The one that most pages have, how others differ, and that of articles, which has nothing of it."""
        base = self.base()
        self.kept["frames/base.html"] = base
        for text, name in self.frames.items():
            if 'class="brand"' not in text:
                self.kept[f"frames/{name}.html"] = text
            elif text != base:
                self.kept[f"frames/{name}.changes"] = changes(base, text)


def cut(sites: dict[str, Site]) -> dict[str, str | bytes]:
    """What is kept, by path."""
    cutter = Cutter()
    parts = {name: dict(_parts(cutter, site)) for name, site in sites.items()}
    parts = {name: cutter.named(found) for name, found in parts.items()}
    complete = parts["complete"]
    cutter.kept |= {f"complete/{path}": part for path, part in complete.items()}
    cutter.kept["empty/ABSENT"] = "".join(f"{path}\n" for path in sorted(complete.keys() - parts["empty"].keys()))
    for path, part in parts["empty"].items():
        below = complete.get(path)
        if part == below:
            continue
        less = changes(below, part) if isinstance(below, str) and isinstance(part, str) else ""
        few = isinstance(part, str) and less and len(less) < len(part) / 2
        cutter.kept[f"empty/changes/{path}" if few else f"empty/{path}"] = less if few else part
    cutter.write_entries()
    cutter.write_frames()
    cutter.kept |= {f"whole/{path}": sites["complete"][path] for path in WITNESSES}
    return cutter.kept


def _parts(cutter: Cutter, site: Site) -> Iterator[tuple[str, str | bytes]]:
    # Feeds first: articles are cut by the texts that are found in them.
    for path, content in sorted(site.items(), key=lambda item: (not item[0].startswith("feeds/"), item[0])):
        try:
            text = content.decode()
        except UnicodeDecodeError:
            yield f"files/{path}", content
            continue
        own = cutter.page(path, text) if path.endswith(".html") else None
        if own is not None:
            yield f"pages/{path}", cutter.article(own)
        elif path.startswith("feeds/") and path.endswith((".xml", ".json")):
            yield f"feeds/{path}", cutter.feed(path, text)
        else:
            yield f"files/{path}", text


def bless(sites: dict[str, Site]) -> None:
    """Write all golden files of both sites, once the last ones are staged; says which kinds of changes there are."""
    dirty = subprocess.run(
        ["git", "status", "--porcelain", str(GOLDEN)], cwd=REPOSITORY, capture_output=True, check=True
    )
    if any(line[1:2] != b" " for line in dirty.stdout.splitlines()):
        pytest.exit("tests/golden 里有没有暂存的改动，请先用 git add 暂存、提交或还原，再运行 make bless。", 2)
    before, kept = _all(), cut(sites)
    for name in ("complete", "empty", "entries", "frames", "whole"):
        shutil.rmtree(GOLDEN / name, ignore_errors=True)
    for path, content in kept.items():
        target = GOLDEN / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    for read in (frame, entry):
        read.cache_clear()
    for name, site in sites.items():
        made = joined(name)
        wrong = [path for path in sorted(site.keys() | made.keys()) if site.get(path) != made.get(path)]
        assert not wrong, f"{name}: what was cut apart does not come together again: {wrong[:5]}"
    sys.stdout.write(classes(before, _all()))


def _all() -> Site:
    return {path.relative_to(GOLDEN).as_posix(): path.read_bytes() for path in GOLDEN.rglob("*") if path.is_file()}


def classes(before: Site, after: Site) -> str:
    """Files that changed alike, together, with one example of each change."""
    alike: dict[str, list[str]] = {}
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path):
            alike.setdefault(_difference(before.get(path), after.get(path)), []).append(path)
    told = []
    for change, paths in sorted(alike.items(), key=lambda found: -len(found[1])):
        told.append(f"\n{len(paths)} 个文件，例如 {paths[0]}：\n{change}")
    return "".join(told) or "\ntests/golden 没有变化。\n"


def _difference(old: bytes | None, new: bytes | None) -> str:
    if old is None or new is None:
        return "  新增\n" if old is None else "  删除\n"
    try:
        told = changes(old.decode(), new.decode()).split("\n")
    except UnicodeDecodeError:
        return "  二进制文件不同\n"
    more = f"  （另有 {len(told) - 12} 行）\n" if len(told) > 12 else ""
    return "".join(f"  {line[:160]}\n" for line in told[:12] if line) + more
