"""The kinds of record, in menu order."""

from generator.kinds.bulletin import BULLETIN
from generator.kinds.case import CASE
from generator.kinds.collection import COLLECTION
from generator.kinds.figure import FIGURE
from generator.kinds.highlight import HIGHLIGHT
from generator.kinds.outlet import OUTLET
from generator.kinds.policy import POLICY
from generator.record import Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (HIGHLIGHT, CASE, COLLECTION, OUTLET, POLICY, FIGURE, BULLETIN)}
