"""The rules for values and texts as plain data, so that the form in the browser is held to the very same ones."""

from dataclasses import asdict
from typing import Any

from generator.diagnostics.messages import MESSAGES
from generator.diagnostics.problems import UNPRINTABLE
from generator.model.editions import Edition
from generator.model.field_types import FORMS, PICTURE_NAME, SLUG
from generator.model.kinds.figure import CHANGES, NO_MEASURE
from generator.model.parsers import FILLERS, SCALES
from generator.model.vocabularies import Lists
from generator.text.confusables import DAMAGED, FORBIDDEN, HAN_FIGURES, HAN_ROW, LOOKS, WRAPPED
from generator.text.hosts import TWINS
from generator.text.identifiers import BIRTHDAY, CHECKED, FORMED, RECOGNISERS
from generator.text.markdown_syntax import CELLS, COLUMNS, LINK, NESTING
from generator.text.paste_lines import LAYOUT
from generator.text.paste_rules import (
    BARE_HOST,
    BREAKS,
    EMOJI,
    JOINED,
    LOST_SIGN,
    LOST_TABLE,
    PARAGRAPH,
    PRIVATE,
    PROTECTED,
    PROTECTED_LINKS,
    ROW,
    RULES,
    SIGN_PAIR,
    SPACED,
    SPACES_AT_LEAST,
    SPACES_PER_NONE,
    TITLE,
    UNSPACED,
)
from generator.text.person_names import COMMON_NAMES, DOUBLE_NAMES, FAMILY_NAMES, HAN_SIGN, ORGANISATION
from generator.text.pii import ADDRESS, MEASURED, NEAR, PLAIN_FIGURE
from generator.text.pii_patterns import DETECTORS

#: A Chinese character in the units in which JavaScript counts without a flag.
_HAN_UNITS = r"(?:[㐀-䶿一-鿿豈-﫿]|[\ud840-\ud88d][\udc00-\udfff])"


def form_rules(lists: Lists) -> dict[str, Any]:
    """All that the form judges by: patterns as JavaScript reads them (flags `g` and `m`), words, and messages."""
    return {
        "repair": _repair(),
        "privacy": [_plain(asdict(detector)) for detector in DETECTORS],
        "traces": _traces(),
        "identifiers": [
            {"kind": one.kind, "signs": one.signs, "pattern": one.form.pattern, "reads": one.reads}
            for one in RECOGNISERS
        ],
        "birthday": BIRTHDAY.pattern,
        "verdicts": {"checked": CHECKED, "formed": FORMED},
        "persons": {
            "family": "".join(sorted(FAMILY_NAMES)),
            "common": "".join(sorted(COMMON_NAMES)),
            "brands": [term.name for term in lists.items("brands")],
            "double": DOUBLE_NAMES,
            "organisation": ORGANISATION.pattern,
        },
        "wording": [wording.model_dump(mode="json") | {"since": str(wording.since or "")} for wording in lists.wording],
        "markdown": {"link": LINK, "columns": COLUMNS, "cells": CELLS, "nesting": NESTING},
        "forms": _forms(),
        "scales": SCALES,
        "fillers": FILLERS,
        "changes": CHANGES.pattern,
        "no_measure": NO_MEASURE.pattern,
        "messages": MESSAGES,
    }


def _traces() -> dict[str, Any]:
    """What shows that a text was damaged or says something personal."""
    return {
        "address": ADDRESS.pattern,
        "near": NEAR,
        "looks": LOOKS,
        "han_row": HAN_ROW.pattern,
        "han": HAN_FIGURES,
        "wrapped": WRAPPED.pattern,
        "measured": MEASURED,
        "plain_figure": PLAIN_FIGURE,
    }


def _forms() -> dict[str, Any]:
    """How single values are written, and signs that none may have."""
    return {
        **FORMS,
        "slug": SLUG,
        "twins": TWINS.pattern,
        "picture": PICTURE_NAME,
        "forbidden": _wide(FORBIDDEN.pattern),
        "damaged": DAMAGED.pattern,
        "unseen": _wide(UNPRINTABLE.pattern),
    }


def _repair() -> dict[str, Any]:
    """What pasted text is cleaned up by."""
    return {
        "rules": [_plain(asdict(rule)) for rule in RULES],
        "protected": PROTECTED,
        "protected_links": PROTECTED_LINKS,
        "layout": LAYOUT,
        "title": [list(rule) for rule in TITLE],
        "private": PRIVATE,
        "emoji": EMOJI,
        "lost_sign": LOST_SIGN,
        "lost_table": LOST_TABLE,
        "row": ROW,
        "sign_pair": SIGN_PAIR,
        "bare_host": BARE_HOST,
        "typeset": [SPACED, UNSPACED, SPACES_AT_LEAST, SPACES_PER_NONE],
        "breaks": [
            {"name": name, "pattern": pattern, "replacement": instead}
            for name, pattern, instead in zip(BREAKS, (JOINED, PARAGRAPH), ("", "\n\n"), strict=True)
        ],
    }


def choices(lists: Lists) -> dict[str, Any]:
    """The controlled lists: what may be written, and how people call it."""
    terms = {
        name: {"name": form.name, "items": [[t.name, t.id, *t.aliases] for t in form.items]}
        for name, form in lists.terms.items()
    }
    units = [[unit.id, unit.name, unit.short, unit.region, *unit.aliases] for unit in lists.units.values()]
    return {"terms": terms, "units": units, "editions": [_edition(edition) for edition in lists.editions.values()]}


def _edition(edition: Edition) -> dict[str, str]:
    return {
        "id": edition.id,
        "name": edition.name,
        "first": str(edition.start.first),
        "last": str(edition.end.last),
        "window": f"{edition.start.chinese}至{edition.end.chinese}",
    }


def _plain(rule: dict[str, Any]) -> dict[str, Any]:
    return {**rule, "pattern": rule["pattern"].replace("(?P<", "(?<").replace(HAN_SIGN, _HAN_UNITS)}


def _wide(pattern: str) -> str:
    r"""Every sign beyond ASCII as \u{…}: some of them can't be written, and JavaScript counts in other units."""
    return "".join(sign if sign in "[]|()?<!-\\" or "!" <= sign <= "~" else f"\\u{{{ord(sign):x}}}" for sign in pattern)
