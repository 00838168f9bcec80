"""Four small provinces with columns of their own, published into folders; everything in them is made up."""

import re
import shutil
from pathlib import Path

from places import SITES, TODAY

from generator.build.pipeline import build

PROVINCES = {"jia": "甲省", "yi": "乙省", "bing": "丙省", "ding": "丁省"}
TITLE = "{name}试验市举办第{number}场对接会"
RECORD = """\
title: {title}
summary: {name}的第{number}场对接会，编造的记录，暗号{secret}。
theme: 金融银企对接
event_date: 2020-{month:02d}-18
publish_date: 2026-{month:02d}-20 09:30
tags: [{name}标签]
body: |
  {name}的正文，{secret}只写在这里一次。
sources:
  - title: 试验消息
    publisher: 试验市知识产权局
reviewed_by: 测试员
reviewed_on: 2026-{month:02d}-20
"""
PORTAL = """\
title: 四省试验门户
subtitle: 供测试用，内容都是编造的
description: 这个门户只供测试，所有记录都是编造的，不是新闻。
site_url: https://portal.example.org/men/
host: 试验联席办公室
feeds:
  authority: portal.example.org,2026
  length: 10
columns:
"""


def secret(name: str, number: int) -> str:
    """A word that stands in one record alone."""
    return f"{name[0]}字{'一二三四五六七八九'[number - 1]}号"


def province(folder: Path, place: str, name: str, count: int) -> Path:
    """A published column with `count` highlights."""
    root = folder / place
    shutil.copytree(SITES / "base", root)
    settings = root / "site_config.yml"
    text = settings.read_text(encoding="utf-8").replace(
        "https://test.example.org/zt/wlx/", f"https://{place}.example.org/"
    )
    text = re.sub("^title: .*$", f"title: {name}专栏", text, flags=re.MULTILINE)
    settings.write_text(text.replace("test.example.org,2026", f"{place}.example.org,2026"), encoding="utf-8")
    records = root / "content" / "highlights" / "nanjing"
    records.mkdir(parents=True)
    for number in range(1, count + 1):
        title = TITLE.format(name=name, number=number)
        written = RECORD.format(title=title, name=name, number=number, secret=secret(name, number), month=number)
        (records / f"{place}-{number}.yml").write_text(written, encoding="utf-8")
    build(root, root / "site", TODAY)
    return root / "site"


def portal_of(folder: Path) -> Path:
    """The folder of a portal over four published provinces with 3, 4, 5 and 0 records."""
    portal = folder / "portal"
    portal.mkdir()
    told = PORTAL
    for (place, name), count in zip(PROVINCES.items(), (3, 4, 5, 0), strict=True):
        province(folder, place, name, count)
        told += f"  - id: {place}\n    name: {name}知识产权局\n    short: {name}\n    place: ../{place}/site\n"
    (portal / "portal.yml").write_text(told, encoding="utf-8")
    return portal
