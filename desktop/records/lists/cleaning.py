"""What a cell says, without the stray marks of spreadsheets. What has two readings stays as it is."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite

from desktop.editions.values import clean
from desktop.records.fold import fold

Cell = str | bool | int | float | date | datetime | time | timedelta | None

FIRST_DAY = date(1899, 12, 30)  # day 0 of Excel, as far as its own mistake about 1900 allows
FIRST_SERIAL, LAST_SERIAL = (
    3_654,
    73_050,
)  # 1 January 1910 … 31 December 2099: smaller whole numbers are years
YEARS = range(1900, 2100)
EXACT = 1e-6  # how far a decimal may be off by the way computers keep it
PLACES = 2  # decimals of a measure
_NOISE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_NOT_WORDS = re.compile(r"[\W_]+")
_THOUSANDS = re.compile(r"([+-]?\d{1,3})([., '])\d{3}(?:\2\d{3})*")
_POINT_ZERO = re.compile(r"([+-]?\d+)[.,]0{1,2}")
_MONEY = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|d|m2|m²)\.?$", re.IGNORECASE)
_MISSING_ZERO = 7  # digits of a day that Excel kept as a number


def tidy(text: str) -> str:
    """NFC, one space between words, without marks that nobody sees. The same again gives the same."""
    return clean(_NOISE.sub("", text))


def text_of(cell: Cell) -> str:
    """The text of a cell as a person reads it: 1985.0 is `1985`, a day `dd/mm/yyyy`."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return _decimal(cell)
    if isinstance(cell, date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year}"
    return tidy(str(cell))


def words_of(text: str) -> str:
    """Folded words, one space between: `Quan hệ (với chủ hộ)` -> `quan he voi chu ho`."""
    return _NOT_WORDS.sub(" ", fold(text)).strip()


@lru_cache(maxsize=4_096)
def letters_of(text: str) -> str:
    """Folded letters and digits alone: `H’Mông` -> `hmong`."""
    return _NOT_WORDS.sub("", fold(text))


def whole_number(text: str) -> str:
    """A number kept as text: `1.500.000`, `1 500 000`, `1,500,000`, `1500000.0` and `1.500.000 đ` -> 1500000.

    `1,500` may be one and a half: it stays, and is not read.
    """
    bare = _MONEY.sub("", tidy(text))
    if zero := _POINT_ZERO.fullmatch(bare):
        return zero[1]
    found = _THOUSANDS.fullmatch(bare)
    if found and (found[2] != "," or bare.count(",") > 1):
        return bare.replace(found[2], "")
    return bare


def day_of(cell: Cell) -> str:
    """The day or the year of a cell as text; a serial number of Excel becomes `dd/mm/yyyy`."""
    number = _whole(cell)
    if number is None:
        return text_of(cell).removesuffix(" 00:00:00").strip(".")
    if number not in YEARS and FIRST_SERIAL <= number <= LAST_SERIAL:
        return text_of(FIRST_DAY + timedelta(days=number))
    digits = str(number)
    return f"0{digits}" if len(digits) == _MISSING_ZERO and not isinstance(cell, str) else digits


def year_in(text: str) -> str:
    """The year where a text is nothing but one, as in `1985`, `Năm 1985` and `1985 -`; else an empty text."""
    bare = words_of(text).removeprefix("nam ").removeprefix("sn ")
    return (
        bare if bare.isascii() and bare.isdigit() and int(bare) in YEARS and len(bare) == len("1985") else ""
    )


def _whole(cell: Cell) -> int | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int):
        return cell
    if isinstance(cell, float) and isfinite(cell) and cell.is_integer():
        return int(cell)
    text = cell.strip() if isinstance(cell, str) else ""
    serial = text.isascii() and text.isdigit() and len(text) == len(str(FIRST_SERIAL * 10))
    return int(text) if serial else None


def _decimal(number: float) -> str:
    if not isfinite(number):
        return ""
    if number.is_integer():
        return str(int(number))
    rounded = round(number, PLACES)
    return f"{rounded if abs(rounded - number) < EXACT else number}"
