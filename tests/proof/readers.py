"""Feeds and calendars as people's own programs take them.

    python tests/proof/readers.py

The W3C validator's rules over every feed; newsboat (Debian) over what the OPML lists, read from this machine; vobject
and khal over every calendar. Without newsboat or pip's registry that part is left out and said so.
"""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from feed_rules import findings
from lxml import etree
from outputs_made import made_files
from places import REPOSITORY, content_day
from proof import calendars
from proof.hosted import hosted

from generator.build.check import check
from generator.outputs.feeds.opml import opml
from generator.site.site import Site


def by_rules(site: Site, files: dict[str, bytes]) -> list[str]:
    """What the validator would say, feed by feed."""
    feeds = {path: content for path, content in files.items() if path.endswith(".xml")}
    said = [f"{path}: {words}" for path, content in feeds.items() for words in findings(content, site.url(path))]
    sys.stdout.write(f"W3C 校验规则：{len(feeds)} 个订阅源，{len(said)} 个错误和提醒\n")
    return said


def by_newsboat(site: Site, files: dict[str, bytes]) -> list[str]:
    """Each feed of the list with as many entries as it has: none is empty for its neighbours' sake."""
    newsboat = shutil.which("newsboat")
    if not newsboat:
        sys.stdout.write("没有 newsboat，这一项没有核对。\n")
        return []
    with tempfile.TemporaryDirectory(prefix="wanlixing-readers-") as name:
        folder = Path(name, "site")
        with hosted(folder) as address:
            for path, content in files.items():
                place = folder / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content.replace(site.config.site_url.encode(), address.encode()))
            kept, urls = Path(name, "cache.db"), Path(name, "urls")
            common = [newsboat, "-c", str(kept), "-u", str(urls), "-C", "/dev/null"]
            subprocess.run([*common, "-i", str(folder / "feeds.opml")], check=True, capture_output=True, timeout=60)
            subprocess.run([*common, "-x", "reload"], check=True, capture_output=True, timeout=120)
            found = dict(
                sqlite3.connect(kept).execute("select feedurl, count(*) from rss_item group by feedurl").fetchall()
            )
        wrong = []
        for outline in etree.fromstring(files["feeds.opml"]).iter("outline"):
            path = str(outline.get("xmlUrl") or "").removeprefix(site.config.site_url)
            wanted = len(etree.fromstring(files[path]).findall("channel/item")) if path else 0
            if wanted != found.get(f"{address}{path}", 0):
                wrong.append(f"newsboat: {path}: {found.get(f'{address}{path}', 0)} of {wanted}")
        sys.stdout.write(f"newsboat：{len(found)} 个订阅源，{sum(found.values())} 条\n")
    return wrong


def main() -> None:
    """Read the column's own content."""
    site, problems = check(REPOSITORY, content_day())
    if site is None:
        raise SystemExit(str(problems[0]))
    files = {file.path: file.content for file in (*made_files(site, "feeds"), *opml(site))}
    wrong = [*by_rules(site, files), *by_newsboat(site, files)]
    with calendars.programs() as folder:
        if folder:
            wrong += calendars.faults(
                folder, site, {file.path: file.content for file in made_files(site, "calendar_files")}
            )
        else:
            sys.stdout.write("装不了 khal 和 vobject，日历没有核对。\n")
    sys.stdout.write("".join(f"  {line}\n" for line in wrong[:20]))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
