"""One door between text, files and values: which reader a question uses, and what a file may hold."""

from collections.abc import Sequence
from unicodedata import normalize

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
_WHOLE = (Kind.INTEGER, Kind.MONEY, Kind.YEAR)


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
    if question.kind is Kind.CODES:
        return _file_codes(question, thing)
    if question.kind is Kind.YES_NO:
        return _wanted(isinstance(thing, bool), thing, "true or false")
    if question.kind is Kind.MEASURE:
        return _file_measure(thing)
    if question.kind in _WHOLE:
        return _wanted(isinstance(thing, int) and not isinstance(thing, bool), thing, "a whole number")
    return _file_text(question, thing)


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
    try:
        return from_file(question, to_file(question, value)) == value
    except ValueError:
        return False


def _reason(name: str) -> Read:
    try:
        return Missing(name)
    except ValueError:
        return Unreadable("no_such_reason", f"@{name}", tuple(reason.value for reason in Missing))


def _one_code(options: Sequence[Option], text: str) -> Read:
    for option in options:
        if text in (option.code, option.number):
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
    if set(thing) == {"missing"} and thing["missing"] in {reason.value for reason in Missing}:
        return Missing(thing["missing"])
    accepted = ", ".join(reason.value for reason in Missing)
    raise ValueError(f'found {thing!r}, accepted is {{"missing": one of {accepted}}}')


def _file_codes(question: Question, thing: object) -> Value:
    codes = [option.code for option in question.options]
    if not isinstance(thing, list) or not all(isinstance(code, str) for code in thing):
        raise ValueError(f"found {thing!r}, accepted is a list of codes")
    unknown = sorted(set(thing) - set(codes))
    if unknown:
        raise ValueError(f"unknown code {unknown[0]!r}, accepted are {', '.join(codes)}")
    return tuple(sorted(set(thing)))


def _file_measure(thing: object) -> Value:
    if isinstance(thing, bool) or not isinstance(thing, int | float):
        raise ValueError(f"found {thing!r}, accepted is a number with at most two decimals")
    found = v.read_measure(str(thing).removesuffix(".0"))
    if isinstance(found, Unreadable):
        raise ValueError(f"found {thing!r}, accepted is a number with at most two decimals")
    return found


def _file_text(question: Question, thing: object) -> Value:
    if not isinstance(thing, str):
        raise ValueError(f"found {thing!r}, accepted is a text")
    text = normalize("NFC", thing)
    if question.kind is Kind.CODE:
        codes = [option.code for option in question.options]
        return _wanted(text in codes, text, f"one of {', '.join(codes)}", "unknown code")
    if question.kind is Kind.DATE:
        found = v.read_date(text) if len(text) == len("2026-10-01") and text[4] == "-" else None
        return _wanted(isinstance(found, str), text, "a date YYYY-MM-DD")
    return text


def _wanted(fine: bool, thing: object, accepted: str, wrong: str = "found") -> Value:  # noqa: FBT001
    if fine and isinstance(thing, bool | int | str):
        return thing
    raise ValueError(f"{wrong} {thing!r}, accepted is {accepted}")
