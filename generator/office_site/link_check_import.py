"""What a link checker said (lychee's JSON) as the small form of `content/office/links.yml`."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

from generator.yaml_source.syntax_errors import forbidden

#: What the checker may have written at most.
MAX_REPORT = 20 * 1024 * 1024
_MOST, _PAGES, _LONGEST, _LONGEST_URL = 5_000, 50, 190, 490
#: What an address of ours may hold as it is; anything else is written with %.
_URL = "%:/?#[]@!$&()*+,;=-._~"


class LinkReportError(Exception):
    """Not the report of a link checker."""


def link_run(raw: bytes, day: date) -> dict[str, Any]:
    """The run as data of a `LinkRun`: every dead address once, with the pages that it stands on."""
    if len(raw) > MAX_REPORT:
        raise LinkReportError("报告太大")
    try:
        report = json.loads(raw)
        total = int(report["total"])
        # Older releases call it fail_map.
        failed = report.get("error_map", report.get("fail_map"))
        found = list(_failures(failed))
        counted = sum(int(report.get(name) or 0) for name in ("errors", "timeouts"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise LinkReportError("不是 lychee --format json 写出的报告") from error
    listed = sum(len(links) for links in failed.values())
    if counted > listed:
        # Some releases leave out what they could not reach.
        words = f"报告说有 {counted} 个链接失效，却只列出 {listed} 个"
        raise LinkReportError(f"{words}；请换一个版本的 lychee，或加上 --verbose 再查")
    by_url: dict[str, tuple[str, set[str]]] = {}
    for url, status, page in found:
        by_url.setdefault(url, (status, set()))[1].add(page)
    dead = [
        {"url": url, "status": status, "pages": sorted(pages)[:_PAGES]}
        for url, (status, pages) in sorted(by_url.items())[:_MOST]
    ]
    return {"checked_on": day.isoformat(), "total": str(total), **({"dead": dead} if dead else {})}


def _failures(failed: Any) -> Iterator[tuple[str, str, str]]:
    for page, links in failed.items():
        for link in links:
            status = link.get("status") or {}
            words = status.get("text") if isinstance(status, dict) else str(status)
            if str(link["url"]).startswith(("http://", "https://")):
                yield quote(str(link["url"]), safe=_URL)[:_LONGEST_URL], _plain(words or "没有回答"), _plain(page)


def _plain(value: object) -> str:
    """One line, bounded, without what a YAML reader would refuse."""
    text = "".join(sign if sign.isprintable() else " " for sign in str(value)).strip()[:_LONGEST]
    return text if text and not any(forbidden(text, "")) else "（空白）"
