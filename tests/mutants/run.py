"""Damages the program in one place at a time and sees whether a test fails: `MUTANTS=150 SEED=1 make mutants`.

Cosmic Ray knows the places and the damages. Of all places a sample is drawn, the same for the same seed; of each
place one damage. A mutant that no test kills is written to `.mutants.txt` with its lines; at least 85 % have to die.
"""

import ast
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from cosmic_ray.commands import init
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec

REPOSITORY = Path(__file__).resolve().parents[2]
SURVIVORS = REPOSITORY / ".mutants.txt"
COPIED = (".ci", "generator", "templates", "content", "tests", "docs", "site_config.yml", "pyproject.toml")
#: Part of the mutants that have to die.
KILLED = 0.85
#: Seconds after which a mutant that never ends is taken for killed.
LONGEST = 600
#: The tests that ask the parts of a package together; those that import the module itself come before them.
TESTS = {
    "text": "texts markdown paste_cleanup privacy identifiers search_folding wechat search_index properties broken",
    "checks": "broken validate production inspection privacy bulletins office targets selections checking",
    "office": "office targets deadlines selections bulletins declared declaration office_year office_site_internal",
    "publishing": "publish deploy link_check receiving internal portal",
}


@dataclass(frozen=True)
class Mutant:
    """One damage in one place."""

    spec: MutationSpec

    @property
    def module(self) -> str:
        return ".".join(Path(self.spec.module_path).with_suffix("").parts)

    def __str__(self) -> str:
        line, column = self.spec.start_pos
        return f"{self.spec.module_path}:{line}:{column} {self.spec.operator_name} {self.spec.occurrence}"


def annotations(file: Path) -> set[int]:
    """The lines of a file that hold types: a damaged one stops the import, which proves nothing of the tests."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = [getattr(node, name, None) for node in ast.walk(tree) for name in ("annotation", "returns")]
    aliases = [node.value for node in tree.body if isinstance(node, ast.AnnAssign) and node.value]
    types = [one for one in found if one is not None] + [
        one for one in aliases if isinstance(one, ast.BinOp) and isinstance(one.op, ast.BitOr)
    ]
    return {line for one in types for line in range(one.lineno, (one.end_lineno or one.lineno) + 1)}


def every_mutant(modules: list[Path]) -> Iterator[Mutant]:
    with use_db(":memory:", WorkDB.Mode.create) as work:
        init(modules, work, {})
        specs = [item.mutations[0] for item in work.work_items]
    typed = {module: annotations(module) for module in modules}
    for spec in specs:
        if "BitOr" not in spec.operator_name or spec.start_pos[0] not in typed[spec.module_path]:
            yield Mutant(spec)


def sample(mutants: list[Mutant], count: int, seed: int) -> list[Mutant]:
    """So many places, and of each one damage."""
    dice, places = random.Random(seed), dict[tuple[Path, tuple[int, int]], list[Mutant]]()
    for mutant in mutants:
        places.setdefault((mutant.spec.module_path, mutant.spec.start_pos), []).append(mutant)
    return [dice.choice(places[place]) for place in dice.sample(sorted(places), min(count, len(places)))]


def tests_for(module: str) -> list[str]:
    """The files of tests, those about the module itself first."""
    own = [file for file in sorted(Path("tests").glob("test_*.py")) if module in file.read_text(encoding="utf-8")]
    broad = [Path("tests") / f"test_{name}.py" for name in TESTS[module.split(".")[1]].split()]
    return [str(file) for file in dict.fromkeys([*own, *broad])]


def passes(files: list[str]) -> bool:
    """Whether no test in these files fails."""
    # Not resolved: the environment is known by the path of its link.
    python = str(REPOSITORY / ".venv" / "bin" / "python")
    words = [python, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "not slow and not browser", *files]
    try:
        return not subprocess.run(words, capture_output=True, check=False, timeout=LONGEST).returncode
    except subprocess.TimeoutExpired:
        return False


def lives(mutant: Mutant) -> str:
    """The damage in words if no test fails, or nothing."""
    operator = get_operator(mutant.spec.operator_name)(**mutant.spec.operator_args)
    with use_mutation(mutant.spec.module_path, operator, mutant.spec.occurrence) as (before, after):
        if not passes(tests_for(mutant.module)):
            return ""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    line, (was, now) = next((n, pair) for n, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    return f"{mutant.spec.module_path}:{line} {mutant.spec.operator_name}\n-{was}\n+{now}\n"


def main() -> int:
    count, seed = int(os.environ.get("MUTANTS", "150")), int(os.environ.get("SEED", "1"))
    with TemporaryDirectory() as folder:
        for name in COPIED:
            source, target = REPOSITORY / name, Path(folder) / name
            shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
        os.chdir(folder)
        modules = [file for package in TESTS for file in sorted(Path("generator", package).glob("*.py"))]
        for package in TESTS:
            assert passes(tests_for(f"generator.{package}.")), f"tests of {package} fail without any damage"
        chosen = sample(list(every_mutant(modules)), count, seed)
        living = []
        for number, mutant in enumerate(chosen, 1):
            told = lives(mutant)
            living += [told] if told else []
            sys.stdout.write(f"{number}/{len(chosen)} {'survived' if told else 'killed'} {mutant}\n")
            sys.stdout.flush()
            SURVIVORS.write_text("\n".join(living), encoding="utf-8")
    killed = 1 - len(living) / len(chosen)
    sys.stdout.write(f"{killed:.0%} of {len(chosen)} mutants killed, seed {seed}; the others: {SURVIVORS.name}\n")
    return int(killed < KILLED)


if __name__ == "__main__":
    sys.exit(main())
