"""The rules for texts as plain data, so that the form in the browser is held to the very same ones."""

from dataclasses import asdict
from typing import Any

from generator.lists import Lists
from generator.text.privacy import DETECTORS
from generator.text.repair import BREAKS, JOINED, PARAGRAPH, PROTECTED, RULES


def rulebook(lists: Lists) -> dict[str, Any]:
    """Patterns in the form that JavaScript reads, with the flags `g` and `m`."""
    return {
        "repair": {
            "rules": [_plain(asdict(rule)) for rule in RULES],
            "protected": PROTECTED,
            "breaks": [
                {"name": name, "pattern": pattern, "replacement": instead}
                for name, pattern, instead in zip(BREAKS, (JOINED, PARAGRAPH), ("", "\n\n"), strict=True)
            ],
        },
        "privacy": [_plain(asdict(detector)) for detector in DETECTORS],
        "wording": [wording.model_dump(mode="json") | {"since": str(wording.since or "")} for wording in lists.wording],
    }


def _plain(rule: dict[str, Any]) -> dict[str, Any]:
    return {**rule, "pattern": rule["pattern"].replace("(?P<", "(?<")}
