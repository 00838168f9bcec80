"""Texts of chance against everything that reads text, in time: `FUZZ=20000 SEED=7` for long runs (docs/hostile.md)."""

import os
from time import process_time

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from test_properties import PIECES, assert_harmless

from generator.text.hosts import is_public
from generator.text.identifiers import identifiers
from generator.text.markdown import may_have_faults, render, sound_link
from generator.text.persons import persons_in
from generator.text.privacy import traces
from generator.text.repair import repair
from generator.text.wechat import to_wechat

ROUNDS = int(os.environ.get("FUZZ", "150"))
SEED = int(os.environ.get("SEED", "1"))
#: A text of twenty thousand signs, the longest that a field takes, may need so long; most need a hundredth of it.
LONGEST = 1.0

CHANCE = settings(
    max_examples=ROUNDS,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
