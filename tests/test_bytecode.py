"""The program compiled beforehand, for those who may not write beside it."""

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from generator.runtime.bytecode import keep_compiled


def test_a_module_and_what_it_loads_are_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "made_up_outer.py").write_text("import made_up_inner\n", encoding="utf-8")
    (tmp_path / "made_up_inner.py").write_text("", encoding="utf-8")
    keep_compiled("made_up_outer")
    assert all(Path(cache_from_source(str(tmp_path / f"made_up_{one}.py"))).is_file() for one in ("outer", "inner"))
