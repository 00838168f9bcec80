"""Targets, task lists and coverage as far as the office lets the public read them: nothing of it unless it says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.model.kinds.figure import FIGURE
from generator.model.kinds.policy import POLICY
from generator.office.coverage import Matrix, matrices
from generator.office.targets import Progress, progress
from generator.office.tasks import Sheet, task_lists
from generator.outputs.feeds.links import ALL
from generator.outputs.pages.json_ld import below_home
from generator.rendering.templates import compose, newest
from generator.site.derived import derived
from generator.site.site import Page, Section, Site

SECTION = Section("progress", "目标和任务", in_menu=False)


@dataclass(frozen=True, slots=True)
class Published:
    """What the office has marked as public, each in the order of its file."""

    targets: tuple[Progress, ...]
    sheets: tuple[Sheet, ...]
    matrices: tuple[Matrix, ...]

    def __bool__(self) -> bool:
        return bool(self.targets or self.sheets or self.matrices)


@derived
def published(site: Site) -> Published:
    """What may be shown; empty where the office has marked nothing."""
    return Published(
        tuple(item for item in progress(site) if item.target.publish),
        tuple(sheet for sheet in task_lists(site) if sheet.form.publish),
        tuple(matrix for matrix in matrices(site) if matrix.form.publish),
    )


def progress_page(site: Site) -> Iterator[Page]:
    """`progress/index.html`, if there is anything to show."""
    shown = published(site)
    if not shown:
        return
    yield compose(
        site,
        "progress.html",
        address="progress/index.html",
        section=SECTION.name,
        title=SECTION.title,
        meta=below_home(site, SECTION.title, "文件提出的目标和任务，责任单位、期限和公开的进展。", feeds=(ALL,)),
        changed=newest(site.catalogue.records),
        shown=shown,
        find=site.catalogue.get,
        figure=partial(site.catalogue.find, FIGURE),
        policy_of=partial(site.catalogue.find, POLICY),
    )
