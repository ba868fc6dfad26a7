"""The one function that rounds: rates in percent, two decimals, halves up."""

from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")
Figure = int | Decimal | None  # a count, a rate, or nothing to show
Plain = int | str | None  # the same as files write it


def rate(part: int, whole: int) -> Decimal | None:
    """`part` of `whole` in percent; None where the whole is 0 (facts 11, 7: empty, not 0)."""
    if whole == 0:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(HUNDREDTH, ROUND_HALF_UP)


def plain(figure: Figure) -> Plain:
    """A figure as files write it: counts are integers, rates strings with two decimals."""
    return f"{figure:.2f}" if isinstance(figure, Decimal) else figure
