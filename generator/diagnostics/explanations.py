"""What every code means: wrong, right and why, read from `explanations.toml` beside this file."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Explained:
    """One code for people: the wrong and the right way, and the reason for the rule.

    `proof`: the kind of a sound record that `wrong` spoils and `right` mends; empty if explained in words alone.
    """

    wrong: str
    right: str
    why: str
    proof: str = ""


def _read() -> dict[str, Explained]:
    text = files(__package__).joinpath("explanations.toml").read_text(encoding="utf-8")
    return {code: Explained(**fields) for code, fields in tomllib.loads(text).items()}


EXPLAINED = _read()
