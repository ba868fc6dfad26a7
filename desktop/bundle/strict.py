"""Read signed documents strictly: one canonical JSON object, canonical base64, and nothing else."""

import base64
import json
import re
from datetime import date
from itertools import pairwise
from typing import Any, NoReturn, TypeVar
from unicodedata import is_normalized, normalize

import msgspec

from desktop.records.revision import LARGEST_INTEGER, canonical

Document = TypeVar("Document")
LONGEST_NAME = 200  # of a person, a laptop, an office
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def read_object(line: bytes, most: int) -> dict[str, Any]:
    """The JSON object in `line` (at most `most` bytes); raises `ValueError` unless it is canonical.

    Writing it again and comparing also refuses duplicate keys, spaces, needless escapes and lone surrogates.
    """
    if len(line) > most:
        raise ValueError("the document is too long")
    try:
        thing = json.loads(line.decode(), parse_float=_refuse, parse_constant=_refuse)
        if not isinstance(thing, dict) or canonical(thing) != line:
            raise ValueError("not one canonical object")
        _check_plain(thing)
    except RecursionError:
        raise ValueError("the document nests too deep") from None
    return thing


def build(thing: object, kind: type[Document]) -> Document:
    """Make the dataclass `kind` of a parsed object; raises `ValueError` where a field is wrong."""
    try:
        return msgspec.convert(thing, kind)
    except msgspec.ValidationError as wrong:
        raise ValueError(str(wrong)) from None


def plain(document: object) -> dict[str, Any]:
    """A dataclass as the object that is written."""
    made: dict[str, Any] = msgspec.to_builtins(document)
    return made


def to_base64(raw: bytes) -> str:
    """Standard base64 with padding."""
    return base64.b64encode(raw).decode()


def from_base64(text: str, size: int) -> bytes:
    """Exactly `size` bytes; raises `ValueError` unless `to_base64` gives `text` back."""
    raw = base64.b64decode(text, validate=True)
    if len(raw) != size or to_base64(raw) != text:
        raise ValueError("not canonical base64 of the right size")
    return raw


def shown(text: str) -> str:
    """`text` as a name that `check_name` accepts: one line, NFC, not endless."""
    return " ".join(_CONTROL.sub(" ", normalize("NFC", text)).split())[:LONGEST_NAME]


def check_name(text: str) -> None:
    """Raises `ValueError` unless `text` can be shown in one line as it is: NFC, short, no controls."""
    if len(text) > LONGEST_NAME or _CONTROL.search(text) or not is_normalized("NFC", text):
        raise ValueError("a name is too long or holds what cannot be shown")


def check_day(text: str) -> None:
    """Raises `ValueError` unless `text` is a day, YYYY-MM-DD."""
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError("not a day")


def check_codes(codes: tuple[str, ...]) -> None:
    """Raises `ValueError` unless the codes are plain, sorted and distinct."""
    if any(after <= before for before, after in pairwise(codes)):
        raise ValueError("codes are not sorted, or one stands there twice")
    if not all(re.fullmatch(r"[0-9a-z_-]{1,40}", code) for code in codes):
        raise ValueError("a code holds more than small letters, digits and hyphens")


def _check_plain(thing: object) -> None:
    """Only objects, arrays, strings, integers within 2^53, true and false; texts are NFC."""
    if isinstance(thing, dict):
        for name, value in thing.items():
            _check_plain(name)
            _check_plain(value)
    elif isinstance(thing, list):
        for value in thing:
            _check_plain(value)
    elif isinstance(thing, str):
        if not is_normalized("NFC", thing):
            raise ValueError("a text is not NFC")
    elif not isinstance(thing, int) or abs(thing) > LARGEST_INTEGER:
        raise ValueError("not an integer within 2^53")


def _refuse(number: str) -> NoReturn:
    raise ValueError(f"not an integer: {number[:20]}")
