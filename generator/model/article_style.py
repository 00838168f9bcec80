"""How a 公众号 article looks: `templates/wechat/<name>.yml`, a style for everything that an article is made of."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from generator.model.field_types import Data, Name, Phrase
from generator.model.parsers import refuse
from generator.text.wechat_allowlist import INHERITED, css_faults, declarations

#: Longer ones would not leave room for the text: every character of a style counts (WX-20).
LONGEST = 160


def _keepable(value: str) -> str:
    faults = css_faults(value)
    if faults:
        refuse(
            "E211",
            f"“{faults[0]}”不能用：公众号编辑器或阅读器会丢掉它。",
            "只能用 docs/wechat.md 里列出的属性；颜色写成 #333333，长度写成 16px、1.5em 或 100%。",
        )
    return value


Css = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(_keepable)]


class Roles(Data):
    """One style for each thing; `root` is around all others."""

    root: Annotated[Css, Field(title="全文")]
    lead: Annotated[Css, Field(title="摘要框")]
    lead_text: Annotated[Css, Field(title="摘要文字")]
    facts: Annotated[Css, Field(title="要点框")]
    fact: Annotated[Css, Field(title="要点行")]
    label: Annotated[Css, Field(title="要点名称")]
    numbers: Annotated[Css, Field(title="数字表")]
    number_cell: Annotated[Css, Field(title="数字格")]
    number: Annotated[Css, Field(title="数字")]
    number_label: Annotated[Css, Field(title="数字名称")]
    h2: Annotated[Css, Field(title="一级标题")]
    h2_text: Annotated[Css, Field(title="一级标题文字")] = ""
    ordinal: Annotated[Css, Field(title="标题序号")]
    h3: Annotated[Css, Field(title="二级标题")]
    h3_text: Annotated[Css, Field(title="二级标题文字")] = ""
    h4: Annotated[Css, Field(title="三级标题")]
    p: Annotated[Css, Field(title="段落")]
    item: Annotated[Css, Field(title="列表项")]
    strong: Annotated[Css, Field(title="加粗")]
    em: Annotated[Css, Field(title="强调")]
    code: Annotated[Css, Field(title="代码")]
    pre: Annotated[Css, Field(title="代码段")]
    a: Annotated[Css, Field(title="链接")]
    sup: Annotated[Css, Field(title="注号")]
    quote: Annotated[Css, Field(title="引用框")]
    quoted: Annotated[Css, Field(title="引用文字")]
    hr: Annotated[Css, Field(title="分隔线")]
    table: Annotated[Css, Field(title="表格")]
    th: Annotated[Css, Field(title="表头")]
    td: Annotated[Css, Field(title="表格单元")]
    stacked: Annotated[Css, Field(title="宽表的一行")]
    picture: Annotated[Css, Field(title="图片框")]
    img: Annotated[Css, Field(title="图片")]
    caption: Annotated[Css, Field(title="图片说明")]
    notes: Annotated[Css, Field(title="文末框")]
    note_title: Annotated[Css, Field(title="文末标题")]
    note: Annotated[Css, Field(title="文末文字")]
    more: Annotated[Css, Field(title="阅读原文提示")]


class HouseStyle(Data):
    """A style of the house: its name, its roles, and how sections are numbered."""

    name: Annotated[Name, Field(title="名称")]
    description: Annotated[Phrase, Field(title="说明")]
    ordinals: Annotated[Literal["无", "一、", "01"], Field(title="标题序号形式")] = "无"
    roles: Annotated[Roles, Field(title="样式")]

    def styles(self, *, lean: bool = False) -> dict[str, str]:
        """CSS by role. Lean: without what a paragraph takes over from the whole anyway, for long texts."""
        roles: dict[str, str] = self.roles.model_dump()
        if lean:
            shared = set(declarations(self.roles.root))
            return {name: css if name == "root" else _less(css, shared) for name, css in roles.items()}
        return roles


def _less(css: str, shared: set[tuple[str, str]]) -> str:
    kept = [(name, value) for name, value in declarations(css) if name not in INHERITED or (name, value) not in shared]
    return ";".join(f"{name}:{value}" for name, value in kept)
