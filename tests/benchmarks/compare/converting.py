"""The made-up records as input of other generators: the same texts, dates, groups and links, as Markdown."""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.model.record import Record
from generator.site.site import Site

HERE = Path(__file__).parent
ADDRESS = "https://column.example.org/"
#: Groups of records, each with a list page: our name, Hugo's name, what people read.
GROUPS = (("kind", "kinds", "类型"), ("city", "cities", "城市"), ("theme", "themes", "主题"), ("year", "years", "年份"))


@dataclass(frozen=True)
class Row:
    """A record in plain words, and for each group the address and the name of its list."""

    record: Record
    lists: Mapping[str, tuple[str, str]]
    facts: Mapping[str, str]

    @property
    def day(self) -> str:
        return self.record.publish_date.date().isoformat()


def rows(site: Site) -> list[Row]:
    """All records, newest first."""
    themes: dict[str, str] = {}
    found = []
    for record in site.catalogue.records:
        unit = site.unit(record)
        theme = str(record.theme or getattr(record, "type", ""))
        lists = {
            "kind": (record.kind.name, record.kind.label),
            "city": (unit.id, unit.short),
            "theme": (themes.setdefault(theme, f"t{len(themes) + 1}"), theme),
            "year": (str(record.publish_date.year), f"{record.publish_date.year}年"),
        }
        results = getattr(record, "results", None)
        facts = {
            "日期": str(record.event_date),
            "城市": unit.short,
            "主题": theme,
            "行业": str(getattr(record, "industry", "") or ""),
            "标签": "、".join(record.tags),
            "来源": record.origin,
            "参加人数": str(getattr(results, "participants", "") or ""),
            "惠及企业": str(getattr(results, "enterprises", "") or ""),
            "金额（万元）": str(getattr(results, "loan_amount_wan", getattr(record, "amount_wan", "")) or ""),
        }
        found.append(Row(record, lists, facts))
    return found


def grouped(found: Iterable[Row]) -> dict[str, dict[tuple[str, str], list[Row]]]:
    """The rows of each list page."""
    groups: dict[str, dict[tuple[str, str], list[Row]]] = {name: {} for name, _plural, _title in GROUPS}
    for row in found:
        for name, key in row.lists.items():
            groups[name].setdefault(key, []).append(row)
    return groups


def hugo(site: Site, out: Path) -> None:
    """A whole site for Hugo, with templates of our own that show the same."""
    found = rows(site)
    shutil.copytree(HERE / "hugo", out)
    for row in found:
        head = {
            "title": row.record.title,
            "date": row.day,
            "summary": row.record.summary,
            **{plural: [row.lists[name][0]] for name, plural, _title in GROUPS},
            "params": {"facts": [[name, value] for name, value in row.facts.items()]},
        }
        _write(out / "content" / "records" / f"{row.record.id}.md", _front(head) + _body(row))
    groups = grouped(found)
    menu = []
    for name, plural, title in GROUPS:
        keys = sorted(groups[name])
        menu.append({"title": title, "path": plural, "items": [{"slug": s, "title": t} for s, t in keys]})
        for slug, words in keys:
            outputs = {"outputs": ["html", "rss"]} if name == "city" else {}
            _write(out / "content" / plural / slug / "_index.md", _front({"title": words, **outputs}))
    _write(out / "data" / "menu.json", json.dumps(menu, ensure_ascii=False))
    _write(out / "content" / "_index.md", _front({"title": site.config.title}))


def mkdocs(site: Site, out: Path) -> None:
    """Markdown and settings for MkDocs with Material, its search and feeds: records outside the menu, lists inside."""
    found = rows(site)
    docs = out / "docs"
    for number, row in enumerate(found):
        near = (
            (found[max(0, number - 1) : number], "上一篇"),
            (found[number + 1 : number + 2], "下一篇"),
        )
        links = [
            f"{word}：[{one.record.title}](../{one.lists['city'][0]}/{one.record.id}.md)"
            for others, word in near
            for one in others
        ]
        table = "| 项目 | 内容 |\n| --- | --- |\n" + "".join(f"| {n} | {value} |\n" for n, value in row.facts.items())
        head = {"title": row.record.title, "date": row.day, "description": row.record.summary}
        text = f"\n# {row.record.title}\n\n{table}\n> {row.record.summary}\n\n{_body(row)}\n\n" + "\n\n".join(links)
        _write(docs / "records" / row.lists["city"][0] / f"{row.record.id}.md", _front(head) + text)
    groups = grouped(found)
    menu: list[Any] = [{"首页": "index.md"}]
    _listing(docs / "index.md", site.config.title, found[:20], "")
    for name, _plural, title in GROUPS:
        for slug, words in sorted(groups[name]):
            _listing(docs / name / f"{slug}.md", words, groups[name][slug, words], "../")
        menu.append({title: [{words: f"{name}/{slug}.md"} for slug, words in sorted(groups[name])]})
    plugins: list[Any] = [{"search": {"lang": ["zh"]}}]
    plugins += [_feed("feed", site.config.title, "records/.*")]
    plugins += [_feed(f"feed-{slug}", words, f"records/{slug}/.*") for slug, words in sorted(groups["city"])]
    settings = {
        "site_name": site.config.title,
        "site_url": ADDRESS,
        "site_description": site.config.description,
        "theme": {"name": "material", "language": "zh", "font": False},
        "markdown_extensions": ["tables"],
        "nav": menu,
        "not_in_nav": "/records/\n",
        "plugins": plugins,
    }
    _write(out / "mkdocs.yml", yaml.safe_dump(settings, allow_unicode=True, sort_keys=False))


#: How each peer takes the records.
CONVERT: Mapping[str, Callable[[Site, Path], None]] = {"hugo": hugo, "mkdocs": mkdocs}


def _feed(name: str, title: str, pattern: str) -> dict[str, Any]:
    return {
        "rss": {
            "use_git": False,
            "length": 50,
            "abstract_chars_count": -1,
            "match_path": pattern,
            "feed_title": title,
            "json_feed_enabled": False,
            "use_material_social_cards": False,
            "use_material_blog": False,
            "date_from_meta": {
                "as_creation": "date",
                "as_update": "date",
                "datetime_format": "%Y-%m-%d",
                "default_timezone": "Asia/Shanghai",
            },
            "feeds_filenames": {"rss_created": f"{name}.xml", "rss_updated": f"{name}-updated.xml"},
        }
    }


def _listing(file: Path, title: str, found: Sequence[Row], up: str) -> None:
    items = "".join(
        f"- [{row.record.title}]({up}records/{row.lists['city'][0]}/{row.record.id}.md) "
        f"{row.day} {row.lists['city'][1]}：{row.record.summary}\n"
        for row in found
    )
    _write(file, _front({"title": title, "search": {"exclude": True}}) + f"\n# {title}\n\n{items}")


def _body(row: Row) -> str:
    return "\n\n".join(passage.text for passage in row.record.sections)


def _front(values: Mapping[str, Any]) -> str:
    return "---\n" + yaml.dump(dict(values), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False) + "---\n"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
