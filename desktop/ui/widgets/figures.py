"""The figures of official tables as people read them: `1.234.567`, `19,58`, nothing where there is none."""

from decimal import Decimal

from babel.numbers import format_decimal

from desktop.ui.words import LOCALE

Figure = int | Decimal | str | None  # a count, a rate (as text: with two decimals), nothing
WHOLE, RATE = "#,##0", "#,##0.00"
MINUS = "−"


def figure(value: Figure) -> str:
    """1234567 -> `1.234.567`, "19.58" -> `19,58`, None -> nothing."""
    if value is None:
        return ""
    return format_decimal(Decimal(value), format=_shape(value), locale=LOCALE)


def difference(before: Figure, after: Figure) -> str:
    """How far `after` is from `before`, with its sign; nothing where one of them is missing and no count."""
    if before is None and not isinstance(after, int):
        return ""
    if after is None and not isinstance(before, int):
        return ""
    by = Decimal(after or 0) - Decimal(before or 0)
    shown = format_decimal(abs(by), format=_shape(after if after is not None else before), locale=LOCALE)
    return f"{MINUS if by < 0 else '+'}{shown}"


def _shape(value: Figure) -> str:
    return WHOLE if isinstance(value, int) else RATE
