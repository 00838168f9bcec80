"""Long lists cut into pages; every list of the column is cut the same way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Item]):
    """One page of a list: what is on it, which it is, of how many, and where the first one lies."""

    items: Sequence[Item]
    number: int
    last: int
    first: str

    @property
    def address(self) -> str:
        return page_address(self.first, self.number)

    @property
    def near(self) -> list[int]:
        """The page numbers worth a link: the ends and the neighbours; 0 stands for a gap."""
        current, last = self.number, self.last
        numbers = sorted({1, *range(max(1, current - 2), min(last, current + 2) + 1), last})
        near = numbers[:1]
        for earlier, later in pairwise(numbers):
            near += [later] if later == earlier + 1 else [0, later]
        return near

    def name(self, number: int) -> str:
        """The file name of another page of the list, which lies in the same folder."""
        return page_address(self.first, number).rsplit("/", 1)[-1]

    def titled(self, title: str) -> str:
        """The page's title; from the second page on with its number."""
        return title if self.number == 1 else f"{title}（第 {self.number} 页）"


def leaves(items: Sequence[Item], size: int, first: str) -> Iterator[Leaf[Item]]:
    """The pages of a list; `first` is the address of the first one, which an empty list has too."""
    last = -(-len(items) // size) or 1
    for number in range(1, last + 1):
        yield Leaf(items[(number - 1) * size : number * size], number, last, first)


def page_address(first: str, number: int) -> str:
    """`cases/index.html`, `cases/page-2.html`; `units/nanjing.html`, `units/nanjing-page-2.html`."""
    if number == 1:
        return first
    stem = first.removesuffix(".html")
    return (
        f"{stem.removesuffix('/index')}/page-{number}.html" if stem.endswith("/index") else f"{stem}-page-{number}.html"
    )
