"""One line of JSON from outside, read strictly: its meaning is certain, or it is refused with the reason."""

import json
import re
from typing import Any, NoReturn

from desktop.records.revision import depth

LONGEST_LINE = 1024 * 1024  # bytes; a household of a hundred members takes 30,000
DEEPEST = 50  # brackets inside brackets; a household with its result has 6
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(line: bytes) -> object:
    """The JSON value in `line`. Raises `ValueError` that says why it is refused."""
    if len(line) > LONGEST_LINE:
        raise ValueError(f"this line is longer than {LONGEST_LINE:,} bytes")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"this line is not UTF-8: byte {error.start + 1}") from error
    if not text.strip():
        raise ValueError("this line is empty, accepted is one JSON object")
    if line.count(b"{") + line.count(b"[") > DEEPEST and depth(line) > DEEPEST:
        raise ValueError(f"this line nests deeper than {DEEPEST} brackets")
    try:
        return _read(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"this line is not JSON: {error.msg}, character {error.pos + 1}") from error


def _read(text: str) -> object:
    thing: object = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_int=_whole)
    if _SURROGATE.search(text):
        try:
            json.dumps(thing, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise ValueError("this line holds half a letter (a lone surrogate)") from error
    return thing


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    thing = dict(pairs)
    if len(thing) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {json.dumps(twice)} stands twice")
    return thing


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")


def _whole(digits: str) -> int:
    if len(digits) > len("-9007199254740992"):
        raise ValueError(f"the number {digits[:20]}… is too long")
    return int(digits)
