"""The figures of official tables as people read them: `1.234.567`, `19,58`, nothing where there is none."""

from decimal import Decimal

from desktop.ui.words import number

Figure = int | Decimal | str | None  # a count, a rate (as text: with two decimals), nothing
MINUS = "−"


def figure(value: Figure) -> str:
    """1234567 -> `1.234.567`, "19.58" -> `19,58`, None -> nothing."""
    if value is None:
        return ""
    if isinstance(value, int):
        return number(value)
    whole, decimals = f"{Decimal(value):.2f}".split(".")
    return f"{number(int(whole))},{decimals}"


def difference(before: Figure, after: Figure) -> str:
    """How far `after` is from `before`, with its sign; nothing where a rate is missing on one side."""
    if isinstance(before, int | None) and isinstance(after, int | None):
        by = (after or 0) - (before or 0)
        return f"{MINUS if by < 0 else '+'}{figure(abs(by))}"
    if before is None or after is None:
        return ""
    change = Decimal(after) - Decimal(before)
    return f"{MINUS if change < 0 else '+'}{figure(abs(change))}"
