"""What an answer can be, and how each kind of question reads and shows it. NFC happens here, once."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from unicodedata import normalize


class Missing(Enum):
    """Why an answer is not there. Not a `str`: it must never pass for a text answer."""

    BLANK = "blank"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ILLEGIBLE = "illegible"


Value = bool | int | str | tuple[str, ...] | Missing


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Text that is no answer of its kind: `code` names the sentence to show, `accepted` what is read."""

    code: str
    found: str
    accepted: tuple[str, ...] = field(default=())


Read = Value | Unreadable
MEASURE_UNIT = 100  # a measure is kept in hundredths
LARGEST_TEXT = 2_000
_YES = frozenset({"1", "yes", "true", "y", "có", "co", "c", "x"})
_NO = frozenset({"2", "0", "no", "false", "n", "không", "khong", "k"})
_DATE_SHAPES = (
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})[/.\- ](?P<m>\d{1,2})[/.\- ](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
)


def clean(text: str) -> str:
    """NFC, one space between words, none at the ends."""
    return " ".join(normalize("NFC", text).split())


def read_text(text: str) -> Read:
    """Any text that is not endless."""
    return text if len(text) <= LARGEST_TEXT else Unreadable("too_long", f"{text[:20]}…")


def read_name(text: str) -> Read:
    """A person's name: letters, spaces, and the marks that names carry."""
    if len(text) > LARGEST_TEXT:
        return Unreadable("too_long", f"{text[:20]}…")
    odd = any(not (letter.isalpha() or letter in " '’.-()") for letter in text)
    return Unreadable("not_a_name", text) if odd else text


def read_yes_no(text: str) -> Read:
    """`1`, `x`, `có` are yes; `2`, `0`, `không` are no."""
    if text.casefold() in _YES:
        return True
    return False if text.casefold() in _NO else Unreadable("not_yes_no", text)


def read_integer(text: str) -> Read:
    """A whole number; dots and spaces between thousands are allowed."""
    digits = text.replace(".", "").replace(" ", "")
    if not re.fullmatch(r"[+-]?(\d{1,3}([. ]\d{3})+|\d+)", text) or not re.fullmatch(
        r"[+-]?\d{1,15}", digits
    ):
        return Unreadable("not_a_number", text)
    return int(digits)


def read_money(text: str) -> Read:
    """Whole đồng, never negative."""
    found = read_integer(text)
    return Unreadable("negative", text) if isinstance(found, int) and found < 0 else found


def read_measure(text: str) -> Read:
    """`31,5` or `31.5` -> 3150; at most two decimals."""
    if not re.fullmatch(r"\d{1,9}([.,]\d{1,2})?", text):
        return Unreadable("not_a_measure", text)
    try:
        return int(Decimal(text.replace(",", ".")) * MEASURE_UNIT)
    except InvalidOperation:  # pragma: no cover - the pattern admits decimals only
        return Unreadable("not_a_measure", text)


def read_date(text: str) -> Read:
    """`ddmmyyyy`, `dd/mm/yyyy` or `yyyy-mm-dd` -> `YYYY-MM-DD`."""
    for shape in _DATE_SHAPES:
        if found := shape.fullmatch(text):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                return Unreadable("no_such_day", text)
    return Unreadable("not_a_date", text)


def read_year(text: str) -> Read:
    """A year of this or the last century."""
    return int(text) if re.fullmatch(r"(19|20)[0-9]{2}", text) else Unreadable("not_a_year", text)


def read_id_number(text: str) -> Read:
    """Twelve digits of a personal ID number, or the nine of an old one; spaces and dots are dropped."""
    digits = re.sub(r"[ .\-]", "", text)
    return digits if re.fullmatch(r"[0-9]{9}|[0-9]{12}", digits) else Unreadable("not_an_id_number", text)


def read_phone(text: str) -> Read:
    """8 to 15 digits, perhaps with a leading plus; spaces, dots and brackets are dropped."""
    digits = re.sub(r"[ .\-()]", "", text)
    return digits if re.fullmatch(r"\+?[0-9]{8,15}", digits) else Unreadable("not_a_phone", text)


def read_unit(text: str) -> Read:
    """The code of a unit, or of a village: `<commune>-NN`."""
    return text if re.fullmatch(r"[0-9]{2,5}(-[0-9]{2,3})?", text) else Unreadable("not_a_unit", text)


def show_plain(value: Value) -> str:
    """The value as it is."""
    return str(value)


def show_yes_no(value: Value) -> str:
    """The number typed for it."""
    return "1" if value is True else "2"


def show_measure(value: Value) -> str:
    """3150 -> `31,5`."""
    whole, part = divmod(int(value), MEASURE_UNIT) if isinstance(value, int) else (0, 0)
    return f"{whole},{part:02d}".rstrip("0").rstrip(",")


def show_date(value: Value) -> str:
    """`2026-10-01` -> `01/10/2026`."""
    year, month, day = str(value).split("-")
    return f"{day}/{month}/{year}"


def show_codes(value: Value) -> str:
    """Codes with commas between."""
    return ",".join(value) if isinstance(value, tuple) else str(value)


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of question reads what was typed and shows what is kept: `read(show(v)) == v`."""

    read: Callable[[str], Read]
    show: Callable[[Value], str]
