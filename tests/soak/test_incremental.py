"""Random edits, each followed by a build with a store and a cold one: `SEQUENCES=1000 SEED=1 make soak`."""

import os
import random
import sys
from collections import Counter
from pathlib import Path

import pytest
from edits import EDITS, break_record, sequence
from places import MakeSite

from generator.outputs.questions import QUESTIONS

SEQUENCES = int(os.environ.get("SEQUENCES", "20"))
SEED = int(os.environ.get("SEED", "20201015"))
#: Edits in a sequence.
STEPS = 6

pytestmark = pytest.mark.soak


def test_edits_and_cold_builds(make_site: MakeSite, tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    for number in range(SEQUENCES):
        folder = tmp_path / str(number)
        folder.mkdir()
        root = make_site("complete", name=f"root-{number}", templates=True)
        seen += sequence(root, folder, random.Random(SEED + number), STEPS)
        sys.stdout.write(f"\r{number + 1} sequences, the same bytes: {dict(seen)}")
        sys.stdout.flush()
    if SEQUENCES >= 100:
        made = {edit.__name__ for edit in EDITS if edit is not break_record}
        assert {name for name, count in seen.items() if count} == made | set(QUESTIONS)
