"""One door between text, files and values: which reader a question uses, and what a file may hold."""

import json
import re
from collections.abc import Sequence

from desktop.editions import values as v
from desktop.editions.model import Kind, Option, Question
from desktop.editions.values import Missing, Read, Reader, Unreadable, Value

READERS = {
    Kind.TEXT: Reader(v.read_text, v.show_plain),
    Kind.NAME: Reader(v.read_name, v.show_plain),
    Kind.CODE: Reader(v.read_text, v.show_plain),
    Kind.CODES: Reader(v.read_text, v.show_codes),
    Kind.YES_NO: Reader(v.read_yes_no, v.show_yes_no),
    Kind.INTEGER: Reader(v.read_integer, v.show_plain),
    Kind.MONEY: Reader(v.read_money, v.show_plain),
    Kind.MEASURE: Reader(v.read_measure, v.show_measure),
    Kind.DATE: Reader(v.read_date, v.show_date),
    Kind.YEAR: Reader(v.read_year, v.show_plain),
    Kind.ID_NUMBER: Reader(v.read_id_number, v.show_plain),
    Kind.PHONE: Reader(v.read_phone, v.show_plain),
    Kind.UNIT: Reader(v.read_unit, v.show_plain),
}
LONGEST_SHOWN = 60  # letters of what was found in a file
_WHOLE = {
    Kind.INTEGER: "a whole number of at most 15 digits",
    Kind.MONEY: "a whole number, 0 or more",
    Kind.YEAR: "a year of four digits",
}
_PLAIN = frozenset({Kind.TEXT, Kind.NAME, Kind.ID_NUMBER, Kind.PHONE, Kind.UNIT})  # kept as written
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse(question: Question, text: str) -> Read:
    """Read what was typed. `@refused` is a reason for absence, `@@x` the text `@x`, `[]` no code at all."""
    cleaned = v.clean(text)
    if cleaned.startswith("@@"):
        cleaned = cleaned[1:]
    elif cleaned.startswith("@"):
        return _reason(cleaned[1:])
    if question.kind is Kind.CODE:
        return _one_code(question.options, cleaned)
    if question.kind is Kind.CODES:
        return _many_codes(question.options, cleaned)
    return READERS[question.kind].read(cleaned)


def show(question: Question, value: Value) -> str:
    """The text that `parse` reads back as the same value."""
    if isinstance(value, Missing):
        return f"@{value.value}"
    if question.kind is Kind.CODES and value == ():
        return "[]"
    text = READERS[question.kind].show(value)
    return f"@{text}" if text.startswith("@") else text


def from_file(question: Question, thing: object) -> Value:
    """Read a value of a file outside (NDJSON): decimals for measures, lists for codes.

    Raises `ValueError` that says what was found and what is accepted.
    """
    if isinstance(thing, dict):
        return _file_reason(thing)
    return _FROM_FILE.get(question.kind, _file_text)(question, thing)


def to_file(question: Question, value: Value) -> object:
    """What `from_file` reads back."""
    if isinstance(value, Missing):
        return {"missing": value.value}
    if isinstance(value, tuple):
        return list(value)
    if question.kind is Kind.MEASURE and isinstance(value, int):
        return value // v.MEASURE_UNIT if value % v.MEASURE_UNIT == 0 else value / v.MEASURE_UNIT
    return value


def fits(question: Question, value: Value) -> bool:
    """Is this kept value one that the question could have got? (Bundles are checked with it.)"""
    if isinstance(value, Missing):
        return True
    if question.kind is Kind.YES_NO:
        return type(value) is bool
    if question.kind is Kind.CODE:  # most answers: not the long way round
        return type(value) is str and _offers(question.options, value)
    if question.kind in _PLAIN:
        return type(value) is str and 0 < len(value) <= v.LARGEST_TEXT and v.clean(value) == value
    try:
        read = from_file(question, to_file(question, value))
    except ValueError:
        return False
    return type(read) is type(value) and read == value  # 1 is not True


def _offers(options: Sequence[Option], code: str) -> bool:
    for option in options:  # noqa: SIM110 - a generator takes twice as long, for every answer of a bundle
        if option.code == code:
            return True
    return False


def _reason(name: str) -> Read:
    try:
        return Missing(name)
    except ValueError:
        return Unreadable("no_such_reason", f"@{name}", tuple(reason.value for reason in Missing))


def _one_code(options: Sequence[Option], text: str) -> Read:
    for option in options:
        if text == option.code or (option.number and text == option.number):
            return option.code
    wanted = text.casefold()
    named = [
        option.code for option in options if wanted in (label.casefold() for label in option.label.values())
    ]
    return named[0] if named else Unreadable("no_such_code", text, tuple(option.code for option in options))


def _many_codes(options: Sequence[Option], text: str) -> Read:
    parts = [part.strip() for part in text.strip("[]").replace(";", ",").split(",") if part.strip()]
    codes = [_one_code(options, part) for part in parts]
    wrong = next((code for code in codes if isinstance(code, Unreadable)), None)
    return wrong or tuple(sorted({code for code in codes if isinstance(code, str)}))


def _file_reason(thing: dict[str, object]) -> Missing:
    reasons = [reason.value for reason in Missing]
    if set(thing) == {"missing"} and thing["missing"] in reasons:
        return Missing(thing["missing"])
    raise _not_read(thing, f'{{"missing": one of {", ".join(reasons)}}}')


def _file_codes(question: Question, thing: object) -> Value:
    if not isinstance(thing, list) or not all(isinstance(code, str) for code in thing):
        raise _not_read(thing, "a list of codes")
    for code in thing:
        _file_code(question, code)
    return tuple(sorted(set(thing)))


def _file_code(question: Question, thing: object) -> Value:
    for option in question.options:
        if option.code == thing:
            return option.code
    accepted = ", ".join(option.code for option in question.options)
    wrong = "unknown code" if isinstance(thing, str) else "found"
    raise _not_read(thing, f"one of {accepted}", wrong)


def _file_yes_no(_question: Question, thing: object) -> Value:
    return _wanted(isinstance(thing, bool), thing, "true or false")


def _file_measure(_question: Question, thing: object) -> Value:
    number = isinstance(thing, int | float) and not isinstance(thing, bool)
    found = v.read_measure(str(thing).removesuffix(".0")) if number else None
    return _wanted(isinstance(found, int), thing, "a number with at most two decimals", value=found)


def _file_whole(question: Question, thing: object) -> Value:
    number = isinstance(thing, int) and not isinstance(thing, bool)
    found = READERS[question.kind].read(str(thing)) if number else None
    return _wanted(isinstance(found, int), thing, _WHOLE[question.kind], value=found)


def _file_text(question: Question, thing: object) -> Value:
    """Text is kept as it is written there: a file with odd names is better than no file."""
    if not isinstance(thing, str):
        raise _not_read(thing, "a text")
    text = v.clean(thing)
    if question.kind is Kind.DATE:
        found = v.read_date(text) if _ISO_DAY.fullmatch(text) else None
        return _wanted(isinstance(found, str), thing, "a date YYYY-MM-DD", value=found)
    return _wanted(0 < len(text) <= v.LARGEST_TEXT, thing, f"1 to {v.LARGEST_TEXT:,} letters", value=text)


def _wanted(fine: bool, thing: object, accepted: str, *, value: Read | None = None) -> Value:  # noqa: FBT001 - a value
    read = thing if value is None else value
    if fine and isinstance(read, bool | int | str):
        return read
    raise _not_read(thing, accepted)


def _not_read(thing: object, accepted: str, wrong: str = "found") -> ValueError:
    found = json.dumps(thing, ensure_ascii=False)
    shown = found if len(found) <= LONGEST_SHOWN else f"{found[:LONGEST_SHOWN]}…"
    return ValueError(f"{wrong} {shown}, accepted is {accepted}")


_FROM_FILE = {  # the others are texts
    Kind.CODE: _file_code,
    Kind.CODES: _file_codes,
    Kind.YES_NO: _file_yes_no,
    Kind.MEASURE: _file_measure,
    **dict.fromkeys(_WHOLE, _file_whole),
}
