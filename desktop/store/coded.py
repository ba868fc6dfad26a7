"""Values, bodies and clashes as the columns of the working file hold them: canonical JSON."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from desktop.editions.values import Missing, Value
from desktop.records.merge import Clash, ClashValue
from desktop.records.revision import FIELDS, RevId, Revision, body_json, canonical, to_json

_json = msgspec.json.Decoder()


def value_text(value: Value | None) -> str | None:
    """A value for a column; None stays None."""
    return None if value is None else json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"))


def read_value(text: str | None) -> Value | None:
    """The value of a column that `value_text` filled."""
    return None if text is None else _value(_json.decode(text))


def body_text(body: Mapping[str, Value]) -> str:
    """A body for a column."""
    return canonical(body_json(body)).decode()


def read_body(text: str | bytes) -> dict[str, Value]:
    """The body of a column that `body_text` filled."""
    return _body(_json.decode(text))


def read_revision(line: bytes) -> Revision:
    """A revision that was checked when it came in: `parse_line` without its doubts, five times faster."""
    thing: dict[str, Any] = _json.decode(line)
    return Revision(
        kind=thing["kind"],
        key=thing["key"],
        body=_body(thing["body"]),
        sets=frozenset(thing["set"]),
        parents=tuple(thing["parents"]),
        epoch=thing["epoch"],
        counter=thing["counter"],
        clock=thing["clock"],
        author=thing["author"],
        edition=thing["edition"],
        version=thing["version"],
        why=thing["why"],
        extra={name: more for name, more in thing.items() if name not in FIELDS},
    )


def sides_text(sides: tuple[ClashValue, ...]) -> str:
    """The sides of a clash for a column."""
    return canonical(
        [
            {
                "author": side.author,
                "clock": side.clock,
                "epoch": side.epoch,
                "rev": side.rev,
                "values": body_json(side.values),
            }
            for side in sides
        ]
    ).decode()


def read_clash(row: tuple[Any, ...]) -> Clash:
    """The clash of a row: id, kind, key, path, sides, provisional."""
    name, kind, key, path, sides, provisional = row
    values = tuple(
        ClashValue(_body(side["values"]), RevId(side["rev"]), side["author"], side["clock"], side["epoch"])
        for side in _json.decode(sides)
    )
    return Clash(name, kind, key, path, values, provisional)


def _body(thing: Mapping[str, Any]) -> dict[str, Value]:
    return {path: _value(value) if isinstance(value, list | dict) else value for path, value in thing.items()}


def _value(thing: Any) -> Value:
    if isinstance(thing, list):
        return tuple(thing)
    if isinstance(thing, dict):
        return Missing(thing["missing"])
    made: Value = thing
    return made
