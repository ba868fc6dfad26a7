"""Read signed documents strictly: one canonical JSON object, canonical base64, and nothing else."""

import base64
import json
from typing import Any, NoReturn, TypeVar

import msgspec

from desktop.records.revision import canonical

Document = TypeVar("Document")


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


def _refuse(number: str) -> NoReturn:
    raise ValueError(f"not an integer: {number[:20]}")
