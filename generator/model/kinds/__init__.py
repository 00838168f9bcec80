"""The kinds of record, in menu order.

One file a kind.

Read first: `highlight.py`.
"""

from generator.model.kinds.bulletin import BULLETIN
from generator.model.kinds.case import CASE
from generator.model.kinds.collection import COLLECTION
from generator.model.kinds.figure import FIGURE
from generator.model.kinds.highlight import HIGHLIGHT
from generator.model.kinds.outlet import OUTLET
from generator.model.kinds.policy import POLICY
from generator.model.record import Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (HIGHLIGHT, CASE, COLLECTION, OUTLET, POLICY, FIGURE, BULLETIN)}
