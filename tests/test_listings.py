"""Small parts of lists and pages: which page numbers are linked, how money is written."""

from decimal import Decimal

import pytest

from generator.model.quantities import money
from generator.outputs.pages.pagination import Leaf, leaves, page_address


@pytest.mark.parametrize(
    ("current", "last", "near"),
    [
        (1, 1, [1]),
        (1, 2, [1, 2]),
        (3, 5, [1, 2, 3, 4, 5]),
        (1, 9, [1, 2, 3, 0, 9]),
        (5, 9, [1, 0, 3, 4, 5, 6, 7, 0, 9]),
        (500, 500, [1, 0, 498, 499, 500]),
    ],
)
def test_a_pager_links_the_ends_and_the_neighbours(current: int, last: int, near: list[int]) -> None:
    assert Leaf((), current, last, "cases/index.html").near == near


@pytest.mark.parametrize(
    ("first", "second"),
    [("cases/index.html", "cases/page-2.html"), ("units/nanjing.html", "units/nanjing-page-2.html")],
)
def test_a_long_list_is_cut_into_pages_of_fixed_addresses(first: str, second: str) -> None:
    found = list(leaves(range(41), 20, first))

    assert [leaf.items[0] for leaf in found] == [0, 20, 40]
    assert [leaf.address for leaf in found[:2]] == [first, second] == [page_address(first, 1), page_address(first, 2)]
    assert [leaf.titled("甲") for leaf in found[:2]] == ["甲", "甲（第 2 页）"]
    empty: list[Leaf[int]] = list(leaves([], 20, first))
    assert [(leaf.address, leaf.items) for leaf in empty] == [(first, [])]


@pytest.mark.parametrize(
    ("wan", "text"),
    [
        ("0", "0万元"),
        ("0.5", "0.5万元"),
        ("395.3", "395.3万元"),
        ("9999.99", "9999.99万元"),
        ("10000", "1亿元"),
        ("15000", "1.5亿元"),
        ("20154", "2.0154亿元"),
        ("100000000.01", "10000.000001亿元"),
    ],
)
def test_money_is_written_exactly(wan: str, text: str) -> None:
    assert money(Decimal(wan)) == text
