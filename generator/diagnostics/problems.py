"""A mistake of an author as a value: where it is, what is wrong, what to write instead.

A `Problem` is found by any stage and collected by the pipeline; `printing.py` and `reports.py` show it.
A mistake of ours is an exception, never a Problem.
"""

import errno
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning"]

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
