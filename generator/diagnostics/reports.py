"""Problems for a forge: a stored report read again, as Markdown for people and as GitLab's code quality.

A report may come from a stranger's run, so it is read as a submission is: bounded, and every text stays text.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, TypeAlias, get_args

from generator.diagnostics.limits import limited
from generator.diagnostics.printing import Format, show
from generator.diagnostics.problems import CODES, Position, Problem, errors

Form: TypeAlias = Literal[Format, "markdown", "gitlab"]
FORMS: tuple[str, ...] = (*get_args(Format), "markdown", "gitlab")

#: Bytes of a report, and characters of a comment: forges take 65,536 of them.
MAX_REPORT = 4 * 1024 * 1024
MAX_COMMENT = 60_000
#: What a text of a problem may be long; ours are far below.
_LONGEST = 2_000
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~@:/&$^=\"'])")


class ReportError(ValueError):
    """This is no report of `wanlixing check --format json`."""


def read_report(raw: bytes) -> list[Problem]:
    """A stored report; anything that this program would not have written is refused as a whole."""
    if len(raw) > MAX_REPORT:
        raise ReportError("报告太大")
    try:
        items = json.loads(raw.decode())
        # What has no items says that all is well; only a list may.
        problems = [_problem(item) for item in (items if type(items) is list else [None])]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ReportError("这不是 check --format json 写出的报告") from error
    return problems


def _problem(item: Any) -> Problem:
    texts = [item["path"], item["code"], item["message"], item["hint"]]
    numbers = [item["line"], item["column"]]
    if any(type(text) is not str or len(text) > _LONGEST for text in texts) or item["code"] not in CODES:
        raise ValueError
    if any(type(number) is not int or not 1 <= number < 10_000_000 for number in numbers):
        raise ValueError
    path, code, message, hint = texts
    return Problem(Position(path, *numbers), code, message, hint)


def shown(problems: Iterable[Problem], form: Form, index: str = "") -> str:
    """Problems in any form; `index` is the address of the page that explains the codes."""
    if form == "markdown":
        ordered = sorted(set(problems))
        return "\n\n".join((verdict(ordered), *listed(ordered, index)))
    if form == "gitlab":
        return json.dumps(
            [_quality(problem) for problem in limited(problems)], ensure_ascii=False, separators=(",", ":")
        )
    return show(problems, form)


def _quality(problem: Problem) -> dict[str, object]:
    place = problem.position
    # Without the line, so that a problem that moves is still the same one.
    seed = f"{place.path}\0{problem.code}\0{problem.message}"
    return {
        "description": f"{problem.message} 改法：{problem.hint}" if problem.hint else problem.message,
        "check_name": problem.code,
        "fingerprint": hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": "major" if problem.severity == "error" else "minor",
        "location": {"path": place.path, "lines": {"begin": place.line}},
    }


def listed(problems: Sequence[Problem], index: str, room: int = MAX_COMMENT) -> list[str]:
    """Every problem in Markdown as long as there is room; then how many are left, never a cut in the middle of one."""
    parts: list[str] = []
    for number, part in enumerate(_parts(problems, index)):
        room -= len(part) + 2
        if room < 100:
            return [*parts, f"……还有 {len(problems) - number} 个，请看检查的运行记录。"]
        parts.append(part)
    return parts


def verdict(problems: Sequence[Problem], reviewers: str = "专栏编辑") -> str:
    """What the problems mean for the submission, and who has the next step."""
    wrong = len(errors(problems))
    after = f"下一步：{reviewers}复核后合并，合并后自动发布。"
    if not problems:
        return f"### 检查通过\n\n没有发现问题。{after}"
    head = f"### 发现 {wrong} 个错误、{len(problems) - wrong} 个提醒\n\n"
    again = "下一步：改好后再提交到同一个分支，会自动重新检查。"
    return head + (again if wrong else f"提醒不影响合并，请看一看。{after}")


def fence(text: str) -> str:
    """What begins and ends a block of Markdown that no line of the text can close."""
    return "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))


def _parts(problems: Sequence[Problem], index: str) -> Iterator[str]:
    for problem in problems:
        word = "错误" if problem.severity == "error" else "提醒"
        code = f"[{problem.code}]({index}#{problem.code})" if index else problem.code
        place = problem.position
        hint = f"  \n  改法：{plain(problem.hint)}" if problem.hint else ""
        yield f"- **{word} {code}** {plain(place.path)} 第 {place.line} 行：{plain(problem.message)}{hint}"


def plain(text: str) -> str:
    """Text that no Markdown gives another meaning: no link, picture, mention or line of its own."""
    visible = "".join(c if c.isprintable() else " " for c in text)
    # A reference such as @name or #1 is found after the Markdown is read, so escaping does not help there.
    return _MARKUP.sub(r"\\\1", visible).replace("@", "@\u2060").replace("#", "#\u2060")
