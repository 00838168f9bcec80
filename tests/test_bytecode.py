"""The program compiled beforehand, for those who may not write beside it; its templates, for whoever runs it next."""

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.rendering import compiled_templates
from generator.rendering.compiled_templates import CompiledTemplates
from generator.runtime.bytecode import keep_compiled


def test_a_module_and_what_it_loads_are_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "made_up_outer.py").write_text("import made_up_inner\n", encoding="utf-8")
    (tmp_path / "made_up_inner.py").write_text("", encoding="utf-8")
    keep_compiled("made_up_outer")
    assert all(Path(cache_from_source(str(tmp_path / f"made_up_{one}.py"))).is_file() for one in ("outer", "inner"))


def shown(text: str, settings: str = "one") -> str:
    """What a new process shows of a template."""
    made = Environment(loader=DictLoader({"a.html": text}), autoescape=True, bytecode_cache=CompiledTemplates(settings))
    return made.get_template("a.html").render()


def test_templates_are_compiled_once_for_all_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_templates, "BESIDE_PROGRAM", tmp_path / "kept")
    assert shown("{{ 1 + 1 }}") == "2"
    with monkeypatch.context() as without:
        without.setattr(Environment, "_generate", None)
        assert shown("{{ 1 + 1 }}") == "2"
    assert shown("{{ 1 + 2 }}") == "3"
    assert shown("{{ 1 + 2 }}", "other") == "3"
    monkeypatch.setattr(compiled_templates, "program_digest", lambda: b"another program")
    monkeypatch.setattr(Environment, "_generate", None)
    with pytest.raises(TypeError):
        shown("{{ 1 + 2 }}")


def test_templates_are_compiled_where_nothing_may_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(compiled_templates, "BESIDE_PROGRAM", tmp_path / "file" / "kept")
    assert shown("{{ 1 + 1 }}") == "2"


@pytest.mark.parametrize("left", [1, 20, 40, 60])
def test_damaged_templates_are_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int) -> None:
    monkeypatch.setattr(compiled_templates, "BESIDE_PROGRAM", tmp_path / "kept")
    shown("{{ 1 + 1 }}")
    (file,) = (tmp_path / "kept").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:left] + bytes(len(whole) - left))
    assert shown("{{ 1 + 1 }}") == "2"
    assert file.read_bytes() == whole
