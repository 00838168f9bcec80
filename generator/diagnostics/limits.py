"""How many problems are reported: bounded for each file and each run, and the same reminder once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.diagnostics.problems import Problem

#: So many are reported of one file and of one run, and so many bytes of them: more says nothing new.
MOST_A_FILE, MOST_A_RUN, MOST_BYTES = 50, 500, 180_000


def limited(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that are reported, errors before warnings, and of each file how many are left."""
    kept: list[Problem] = []
    seen, left = Counter[str](), dict[str, list[Problem]]()
    room = MOST_BYTES
    for problem in sorted(set(problems), key=lambda p: (p.severity, p)):
        path = problem.position.path
        size = len(f"{path}{problem.message}{problem.hint}".encode("utf-8", "replace")) + 150
        if seen[path] >= MOST_A_FILE or len(kept) >= MOST_A_RUN or room < size:
            left.setdefault(path, []).append(problem)
            continue
        seen[path] += 1
        room -= size
        kept.append(problem)
    return sorted([*kept, *_left_over(left)])


def _left_over(left: dict[str, list[Problem]]) -> Iterator[Problem]:
    """One line a file for what is not reported, for so many files; then one for all others."""
    hint = "请先改好列出的，再检查一次，会接着列出。"
    for problems in list(left.values())[:MOST_A_FILE]:
        yield Problem(problems[0].position, problems[0].code, f"这个文件另有 {len(problems)} 处没有列出。", hint)
    others = [problem for problems in list(left.values())[MOST_A_FILE:] for problem in problems]
    if others:
        message = f"从这个文件起，另有 {len(left) - MOST_A_FILE} 个文件的 {len(others)} 处没有列出。"
        yield Problem(others[0].position, others[0].code, message, hint)


#: From so many places on the same reminder is said once, and how many of the others are named.
_SAME, _NAMED = 10, 4


def folded(problems: Iterable[Problem]) -> list[Problem]:
    """Each reminder that several files have word for word once, with where else it holds."""
    groups: dict[object, list[Problem]] = {}
    for problem in sorted(set(problems)):
        same = (problem.code, problem.message, problem.hint) if problem.severity == "warning" else problem
        groups.setdefault(same, []).append(problem)
    return sorted(one for group in groups.values() for one in (_folded(group) if len(group) >= _SAME else group))


def _folded(group: list[Problem]) -> list[Problem]:
    first, *others = group
    named = "、".join(f"{p.position.path}:{p.position.line}" for p in others[:_NAMED])
    more = "等（用 --format json 列出全部）" if len(others) > _NAMED else ""
    return [replace(first, message=f"{first.message}另有 {len(others)} 处也是这样：{named}{more}。")]
