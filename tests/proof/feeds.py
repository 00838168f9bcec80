"""Feeds read back by feedsmith, a parser of another language and other people, and compared with the records.

    python tests/proof/feeds.py [FOLDER of a site, the repository by default]

Needs npm; feedsmith is fetched into a temporary folder. Every entry of every feed is compared, field by field.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from feed_facts import Said, all_said
from outputs_made import made_files
from places import REPOSITORY, SITES, TODAY

from generator.build.check import check
from generator.outputs.feeds.opml import opml
from generator.site.site import Site

FEEDSMITH = "feedsmith@3.0.1"
#: Reads every feed below a folder and says what is in it, in words of its own.
SCRIPT = """
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseFeed, parseOpml } from "feedsmith";
const said = {};
for (const name of readdirSync(process.argv[2])) {
  const text = readFileSync(join(process.argv[2], name), "utf8");
  said[name] = name.endsWith(".opml") ? { format: "opml", feed: parseOpml(text) } : parseFeed(text);
}
process.stdout.write(JSON.stringify(said));
"""


def parsed(files: dict[str, bytes], folder: Path) -> dict[str, Any]:
    """What feedsmith says of each file."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        raise SystemExit("没有 npm，feedsmith 的核对跳过。")
    quiet = ["--silent", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
    subprocess.run([npm, "install", *quiet, "--prefix", str(folder), FEEDSMITH], check=True)
    (folder / "read.mjs").write_text(SCRIPT, encoding="utf-8")
    feeds_folder = folder / "feeds"
    feeds_folder.mkdir()
    for path, content in files.items():
        (feeds_folder / path.replace("/", "_")).write_bytes(content)
    done = subprocess.run([node, str(folder / "read.mjs"), str(feeds_folder)], check=True, capture_output=True)
    return {name: value for name, value in json.loads(done.stdout).items() if isinstance(value, dict)}


def entries(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The entries of a feed of any format, by the names of `Said`."""
    feed = found["feed"]
    if found["format"] == "rss":
        for item in feed.get("items", []):
            yield {
                "id": item["guid"]["value"],
                # RSS knows no plain text: `extend_rss` says what is escaped for readers that take it for HTML.
                "title": item["title"].replace("&lt;", "<"),
                "link": item["link"],
                "summary": unescape(item["description"]),
                "content": item.get("content", {}).get("encoded", ""),
                "author": item["dc"]["creators"][0] if "creators" in item["dc"] else item["dc"]["creator"],
                "published": moment(item["pubDate"]),
                "tags": tuple(category["name"] for category in item.get("categories", [])),
                "cover": item["enclosures"][0]["url"] if "enclosures" in item else "",
                "cover_bytes": int(item["enclosures"][0]["length"]) if "enclosures" in item else 0,
            }
    elif found["format"] == "atom":
        for item in feed.get("entries", []):
            links = {link["rel"]: link for link in item["links"]}
            yield {
                "id": item["id"],
                "title": text(item["title"]),
                "link": links["alternate"]["href"],
                "summary": text(item["summary"]),
                "content": text(item.get("content", "")),
                "author": text(item["authors"][0]["name"]),
                "published": moment(item["published"]),
                "updated": moment(item["updated"]),
                "tags": tuple(category["label"] for category in item.get("categories", [])),
                "cover": links["enclosure"]["href"] if "enclosure" in links else "",
                "cover_bytes": int(links["enclosure"]["length"]) if "enclosure" in links else 0,
            }
    else:
        for item in feed.get("items", []):
            yield {
                "id": item["id"],
                "title": item["title"],
                "link": item["url"],
                "summary": item["summary"],
                "content": item["content_html"],
                "author": item["authors"][0]["name"],
                "published": moment(item["date_published"]),
                "updated": moment(item["date_modified"]),
                "tags": tuple(item.get("tags", [])),
                "cover": item.get("image", ""),
                "cover_bytes": item["attachments"][0]["size_in_bytes"] if "attachments" in item else 0,
            }


def text(value: Any) -> str:
    return str(value["value"]) if isinstance(value, dict) else str(value)


def moment(value: str) -> datetime:
    """A date as feedsmith gives it: as written, or in ISO form."""
    try:
        return datetime.fromisoformat(value).astimezone(UTC)
    except ValueError:
        return datetime.strptime(value, "%a, %d %b %Y %H:%M:%S %z").astimezone(UTC)


def compare(site: Site) -> tuple[int, int, list[str]]:
    """Fields compared, feeds read, and what differs."""
    said = all_said(site)
    made = {f.path: f.content for f in (*made_files(site, "feeds"), *opml(site))}
    with tempfile.TemporaryDirectory(prefix="wanlixing-proof-") as folder:
        read = parsed(made, Path(folder))
    wrong = [f"{path}: not read" for path in made if path.replace("/", "_") not in read]
    count = 0
    for name, found in read.items():
        if found["format"] == "opml" or "digest" in name:
            continue
        for entry in entries(found):
            expected = said.get(entry["id"])
            if expected is None:
                if not entry["title"].startswith("（已撤回）"):
                    wrong.append(f"{name}: {entry['id']} is no record")
                continue
            differing = list(_differing(entry, expected, archive="archive" in name))
            count += len(entry)
            wrong += [f"{name}: {entry['id']}: {difference}" for difference in differing]
    return count, len(read), wrong


def _differing(entry: dict[str, Any], expected: Said, *, archive: bool) -> Iterator[str]:
    for field, read in entry.items():
        want, value = getattr(expected, field), read
        if isinstance(want, datetime):
            # Feeds tell moments of the same second apart.
            want, value = want.astimezone(UTC), read.replace(microsecond=0)
        if field == "tags" and len(set(want)) < len(want) and len(value) < len(want):
            want = tuple(dict.fromkeys(want))
        # Archives have no texts and no pictures.
        if archive and field in ("content", "cover", "cover_bytes"):
            want = type(want)()
        if value != want:
            yield f"{field}: {str(value)[:80]!r} is not {str(want)[:80]!r}"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="wanlixing-proof-") as folder:
        made_up = Path(folder, "root")
        shutil.copytree(SITES / "base", made_up)
        shutil.copytree(SITES / "complete", made_up, dirs_exist_ok=True)
        shutil.copytree(REPOSITORY / "templates", made_up / "templates")
        failed = False
        for root in [Path(argument) for argument in sys.argv[1:]] or [made_up, REPOSITORY]:
            site, problems = check(root, TODAY)
            if site is None:
                raise SystemExit(str(problems[0]))
            count, read, wrong = compare(site)
            failed = failed or bool(wrong)
            sys.stdout.write(
                f"{root.name}：feedsmith 读了 {read} 个文件，比对 {count} 个字段，不一致 {len(wrong)} 个\n"
            )
            sys.stdout.write("".join(f"  {line}\n" for line in wrong[:20]))
    sys.exit(failed)


if __name__ == "__main__":
    main()
