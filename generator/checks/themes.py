"""The task line 其他 asks for an explanation."""

from collections.abc import Iterator

from generator.kinds.highlight import Highlight
from generator.problems import Problem
from generator.site import Site


def theme_explained(site: Site) -> Iterator[Problem]:
    """Work outside the seven task lines says what it is (苏知发〔2020〕63号, part 4, last paragraph)."""
    for entry in site.catalogue.entries:
        record = entry.record
        if isinstance(record, Highlight) and record.theme == "其他" and not record.theme_note:
            hint = "请加上“theme_note: 一句话说明”。"
            yield Problem(entry.source.place(("theme",)), "E202", "任务写“其他”时，要有任务说明（theme_note）。", hint)
