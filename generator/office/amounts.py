"""Amounts of money in one unit, exactly: decimal numbers, never floats."""

from decimal import Decimal

#: How many 万元 one of these is.
_WAN = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}


def in_wan(value: Decimal, measure: str) -> Decimal | None:
    """An amount in 万元; nothing if its measure is none of money."""
    factor = _WAN.get(measure)
    return None if factor is None else value * factor
