"""What the office keeps for itself, as files with forms of their own: `content/office/`, or a folder apart.

Nothing of it is public: only `office` and `office_site` take it, and no output of the public site may.

Never: Page, Catalogue, open.
Read first: `targets.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TypeVar

from generator.model.field_types import Data
from generator.model.office.contacts import ContactList
from generator.model.office.declared_totals import Declared
from generator.model.office.frozen_totals import Frozen
from generator.model.office.inspections import InspectionRules, LinkRun
from generator.model.office.issues import MatterList
from generator.model.office.received_reports import ReceivedList
from generator.model.office.record_notes import RecordNotes
from generator.model.office.selections import Ballot, Selection
from generator.model.office.targets import CoverageList, TargetList, TaskList
from generator.yaml_source.reader import Source

Form = TypeVar("Form", bound=Data)

#: By the path below `content/office/` without `.yml`; a star is one folder's or one file's name.
OFFICE_FORMS: Mapping[str, type[Data]] = {
    "contacts": ContactList,
    "targets": TargetList,
    "tasks/*": TaskList,
    "coverage": CoverageList,
    "selections/*/selection": Selection,
    "selections/*/ballots/*": Ballot,
    "inspection": InspectionRules,
    "links": LinkRun,
    "declared/*/*": Declared,
    "frozen/*": Frozen,
    "matters": MatterList,
    "received": ReceivedList,
    "records/*": RecordNotes,
}
#: Where they lie in a site's folder, unless they lie in a folder of their own.
FOLDER = "content/office"


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """One file of the office: `path` below `content/office/` without `.yml`, what it says, and where."""

    path: str
    form: Data
    source: Source

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.path.split("/"))


@dataclass(frozen=True)
class Office:
    """All files of the office, in the order of their paths; none if there is no such folder."""

    files: tuple[OfficeFile, ...] = ()
    #: How messages call its folder.
    place: str = FOLDER

    @property
    def apart(self) -> bool:
        """Whether it has a folder of its own, outside the files that bureaus share."""
        return self.place != FOLDER

    def of(self, form: type[Form]) -> list[tuple[OfficeFile, Form]]:
        """Every file of a form, with what it says."""
        return [(file, file.form) for file in self.files if isinstance(file.form, form)]

    def one(self, path: str, form: type[Form]) -> Form | None:
        """What the file at a path says, if there is one."""
        return next((found for file, found in self.of(form) if file.path == path), None)


def form_of(path: str) -> type[Data] | None:
    """The form of the file at a path."""
    parts = path.split("/")
    for pattern, form in OFFICE_FORMS.items():
        names = pattern.split("/")
        if len(names) == len(parts) and all(map(fnmatchcase, parts, names)):
            return form
    return None


def is_folder(path: str) -> bool:
    """Whether some form lies below a folder of this path."""
    parts = path.split("/")
    patterns = (pattern.split("/") for pattern in OFFICE_FORMS)
    return any(len(names) > len(parts) and all(map(fnmatchcase, parts, names)) for names in patterns)
