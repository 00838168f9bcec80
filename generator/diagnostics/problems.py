"""A mistake of an author as a value: where it is, what is wrong, what to write instead.

A `Problem` is found by any stage, collected by the pipeline and shown here and nowhere else.
A mistake of ours is an exception, never a Problem.
"""

import errno
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning"]
Format: TypeAlias = Literal["text", "json", "github"]

#: Every code with its one-line name. Codes are stable: never reused, never renumbered.
CODES = {
    "E001": "文件读不出来",
    "E002": "文件不是 UTF-8 编码",
    "E003": "文件里有不可见或非法的字符",
    "E004": "文件放错了位置或名称不合规定",
    "E005": "文件太大",
    "E006": "改动超出了投稿的范围",
    "E101": "YAML 写法有误",
    "E102": "同一个字段写了两次",
    "E103": "用了不允许的 YAML 语法",
    "E104": "层次或内容过多",
    "E105": "一个文件里写了两份内容",
    "E106": "文件没有内容，或不是“字段: 值”的形式",
    "E107": "字段名不是普通文字",
    "E108": "“#”后面的字会丢失",
    "E201": "没有这个字段",
    "E202": "缺少必填内容",
    "E203": "内容的形式不对",
    "E204": "内容太长或太多",
    "E205": "内容太短或太少",
    "E206": "不是数字或超出范围",
    "E207": "日期或时间写法不对",
    "E208": "网址不合规定",
    "E209": "不在可选范围内",
    "E210": "写法不合规定",
    "E211": "公众号样式不能用",
    "E301": "两条记录或两张图片占用同一个地址",
    "E302": "引用的记录不存在",
    "E303": "日期不在活动期内",
    "E304": "不在受控词表内",
    "E305": "图片不存在",
    "E306": "图片不合规定",
    "E307": "单位不存在",
    "E308": "专题与所列案例不符",
    "E309": "日期先后矛盾",
    "E310": "重复填写",
    "E311": "受控词表有误",
    "E312": "已撤回的记录还在",
    "E313": "合计与分项不符",
    "E314": "封存的数字被改动",
    "E315": "表格前后不符",
    "E316": "通报的数据改动过",
    "E401": "正文里有不能用的写法",
    "E402": "正文里的链接不能用",
    "E403": "手写页面里代用的词不对",
    "E404": "手写页面里有不能用的写法",
    "E501": "正式发布还缺必需的信息",
    "E601": "写出了身份证号码",
    "E602": "写出了手机号码",
    "E603": "写出了银行卡号",
    "E604": "图片里记着拍摄位置",
    "E701": "表格文件用不了",
    "E702": "单元格里是公式",
    "W305": "图片没有用上",
    "W310": "可能是同一场活动",
    "W401": "正文标题级别不对",
    "W402": "星号或编号显示出来不一样",
    "W421": "编号可能抄错了",
    "W422": "粘贴的痕迹和文字里的小毛病",
    "W423": "名称或用语写得不对",
    "W501": "栏目很久没有更新",
    "W502": "征集已过截止日期",
    "W503": "文件还没有填",
    "W601": "像是身份证号码",
    "W602": "写出了车牌号",
    "W603": "写出了个人邮箱或网络账号",
    "W604": "写出了护照或通行证号码",
    "W605": "写出了个人住址",
    "W606": "可能涉及个人，要人工核对",
    "W607": "写出了自然人的全名",
    "W608": "图片里记着拍摄人或设备编号",
    "W609": "内部资料写在共用的文件里",
    "W701": "表格里的内容没有放进记录",
}


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """A point in a file: path relative to the site's root, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """What is wrong at a place (`message`) and what to write instead (`hint`), both in Chinese."""

    position: Position
    code: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """Errors stop the build; warnings do not."""
        return "error" if self.code.startswith("E") else "warning"


class ProblemsFound(Exception):  # noqa: N818  # what it says is the point
    """Raised by the pipeline when the content has errors and nothing may be written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = list(problems)


#: Controls, and everything else that takes no room or turns the text round; lone surrogates can't even be printed.
UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)


def quote(value: object, limit: int = 30) -> str:
    """Show a piece of a submission inside a message: one line, bounded, nothing invisible."""
    if value is None or value == "":
        return "（空白）"
    if isinstance(value, list | tuple | dict):
        return "一组字段" if isinstance(value, dict) else "一个列表"
    text = visible(str(value))
    return f"“{text[:limit]}…”" if len(text) > limit else f"“{text}”"


def visible(text: str) -> str:
    """The text on one line, with what can't be seen spelt out."""
    return UNPRINTABLE.sub(lambda m: " " if m[0] in "\t\n\r" else f"〔U+{ord(m[0]):04X}〕", text)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [p for p in problems if p.severity == "error"]


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


def show(problems: Iterable[Problem], form: Format = "text") -> str:
    """All problems, sorted by place, in one of the three forms; each form ends without a newline."""
    ordered = [_printable(p) for p in limited(folded(problems) if form == "text" else problems)]
    if form == "json":
        return json.dumps([_as_dict(p) for p in ordered], ensure_ascii=False, indent=2)
    line = _github if form == "github" else _text
    return "\n".join(line(p) for p in ordered)


def _printable(problem: Problem) -> Problem:
    """Whatever a file is called, its name neither breaks a line nor fails to be written."""
    place = Position(visible(problem.position.path), problem.position.line, problem.position.column)
    return Problem(place, problem.code, visible(problem.message), visible(problem.hint))


def _text(problem: Problem) -> str:
    word = "错误" if problem.severity == "error" else "提醒"
    # GitHub takes a line that begins so for a command; no name of a file may give one.
    begin = "./" if problem.position.path.lstrip().startswith(("::", "##[")) else ""
    head = f"{begin}{problem.position}: {word} {problem.code} {problem.message}"
    return f"{head}\n    改法：{problem.hint}" if problem.hint else head


def _as_dict(problem: Problem) -> dict[str, object]:
    place = problem.position
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }


def _github(problem: Problem) -> str:
    """A workflow command; `%`, newlines, `:` and `,` are escaped so that text stays text."""
    place = problem.position
    body = problem.message + (f" 改法：{problem.hint}" if problem.hint else "")
    body = body.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = place.path.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    where = f"file={path},line={place.line},col={place.column}"
    return f"::{problem.severity} {where},title={problem.code}::{body}"


#: What the operating system says, for people.
_REASONS = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EFBIG: "文件太大，超过了限制",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "没有这个文件",
    errno.EADDRINUSE: "已被占用",
}


def why(error: OSError) -> str:
    """Why reading or writing failed, in Chinese where it is known."""
    return _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)
