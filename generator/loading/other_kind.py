"""Whether a file holds a record of another kind than its folder says."""

from collections.abc import Iterable

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Position, Problem
from generator.model.kinds import KINDS
from generator.model.record import Kind
from generator.yaml_source.reader import Source

#: So many fields more must the other kind know.
_MORE = 2
#: So many of them are named.
_NAMED = 3


def in_wrong_folder(kind: Kind, source: Source, unit: str, problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a record's fields; of one that is of another kind that alone, and what holds of both."""
    problems = list(problems)
    unknown = [name for name in source.data if name not in kind.model.model_fields]
    other = _other(kind, source) if unknown else None
    if other is None:
        return problems
    own = [name for name in unknown if name in other.model.model_fields]
    titles = "、".join(f"{name}（{other.model.model_fields[name].title}）" for name in own[:_NAMED])
    more = "等" if len(own) > _NAMED else ""
    found = message_for(
        "other-kind",
        other=other.label,
        own=kind.label,
        fields=titles + more,
        place=f"content/{other.folder}/{unit}/",
    )
    same = {source.key_position((name,)) for name in source.data if name in other.model.model_fields}
    kept = (p for p in problems if p.position != Position(source.path) and p.position not in same)
    return [Problem(Position(source.path), *found), *kept]


def _other(kind: Kind, source: Source) -> Kind | None:
    """The kind that knows most of the fields, if it knows more of them than the folder's."""
    known = {other.name: sum(name in other.model.model_fields for name in source.data) for other in KINDS.values()}
    best = max(known, key=known.__getitem__)
    return KINDS[best] if known[best] >= known[kind.name] + _MORE else None
