"""What was understood of one cell of a table, for people to read before anything is written."""

from dataclasses import dataclass

from generator.authoring.sheets.cells import where
from generator.diagnostics.problems import Position, quote


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of one cell."""

    position: Position
    text: str
    who: str
    what: str
    value: str

    @property
    def line(self) -> str:
        """`汇总.xlsx〔Sheet〕 第 3 行 E 列：南京，质押融资金额，“1.52” → 15200万元`."""
        if not self.text:
            return f"{self.position.path} 将要写出的合计：{self.who}，{self.what} → {self.value}"
        spot = where(self.position.line, self.position.column)
        return f"{self.position.path} {spot}：{self.who}，{self.what}，{quote(self.text)} → {self.value}"
