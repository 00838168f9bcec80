"""Addresses are permanent and belong to one record each."""

from collections.abc import Iterator

from generator.problems import Problem
from generator.record import Entry
from generator.site import Site


def addresses_unique(site: Site) -> Iterator[Problem]:
    """Two records of a kind may not share an id, whatever their units (GOV-37)."""
    first: dict[str, Entry] = {}
    for entry in sorted(site.catalogue.entries, key=lambda e: e.source.path):
        address = entry.record.address
        other = first.setdefault(address, entry)
        if other is not entry:
            message = f"网页地址 {address} 已被 {other.source.path} 占用。"
            yield Problem(entry.source.place(), "E301", message, "请给这个文件换一个名字，例如在末尾加上年份。")
