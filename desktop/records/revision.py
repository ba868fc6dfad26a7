"""One immutable saved state of a record, and its canonical bytes (data-and-bundles, section 1).

msgspec reads and writes the lines, eight times faster than `json`; it lets repeated keys and fractions pass,
and both are refused here: a line is compared with what it would be written as, and no value is a fraction.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NewType
from unicodedata import is_normalized

import msgspec

from desktop.editions.values import Missing, Value

RevId = NewType("RevId", str)  # 64 hex digits: sha256 of the canonical bytes
Body = Mapping[str, Value]

LARGEST_INTEGER = 2**53  # what every JSON reader holds exactly
LONGEST_LINE = 256 * 1024  # bytes
DEEPEST = 6  # brackets inside brackets
_AS_IT_IS = frozenset({str, int, bool})  # the types of most values
_WRITER, _READER = msgspec.json.Encoder(order="sorted"), msgspec.json.Decoder()
KINDS = ("form", "round", "unit", "unit_total", "withdrawal")  # others are kept and passed on untouched


@dataclass(frozen=True, slots=True)
class Revision:
    """One saved state. `body` is the whole record after it; `sets` the paths this revision itself wrote."""

    kind: str
    key: str
    body: Body
    sets: frozenset[str]
    parents: tuple[RevId, ...] = ()  # sorted, distinct
    epoch: str = ""  # which device, since when
    counter: int = 0  # per epoch, 1, 2, 3 … without gaps
    clock: int = 0  # milliseconds × 1000 + tie-breaker; shown, never compared
    author: str = ""
    edition: str = ""
    version: int = 0
    why: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)  # fields of a later program, kept as they came


def canonical(thing: object) -> bytes:
    """Canonical JSON: UTF-8, keys sorted by bytes, no spaces, only quote, backslash and controls escaped."""
    return _WRITER.encode(thing)


def to_json(value: Value) -> object:
    """A value as the file formats write it."""
    if isinstance(value, Missing):
        return {"missing": value.value}
    return list(value) if isinstance(value, tuple) else value


def body_json(body: Body) -> dict[str, object]:
    """A body as the file formats write it."""
    return {path: value if type(value) in _AS_IT_IS else to_json(value) for path, value in body.items()}


def from_json(thing: object) -> Value:
    """Read a value of a file; raises `ValueError` for anything that is not one."""
    if isinstance(thing, str):
        return _text(thing)
    if isinstance(thing, bool):
        return thing
    if isinstance(thing, int):
        return _integer(thing)
    if isinstance(thing, list):
        return _ascending(thing)
    if isinstance(thing, dict) and list(thing) == ["missing"]:
        return Missing(thing["missing"])
    raise ValueError(f"not a value: {type(thing).__name__}")


def plain(revision: Revision) -> dict[str, object]:
    """A revision as JSON has it."""
    return {
        **revision.extra,
        "author": revision.author,
        "body": body_json(revision.body),
        "clock": revision.clock,
        "counter": revision.counter,
        "edition": revision.edition,
        "epoch": revision.epoch,
        "key": revision.key,
        "kind": revision.kind,
        "parents": list(revision.parents),
        "set": sorted(revision.sets),
        "version": revision.version,
        "why": revision.why,
    }


def encode(revision: Revision) -> bytes:
    """The canonical bytes of a revision, without a line end."""
    return canonical(plain(revision))


def rev_id(line: bytes) -> RevId:
    """The name of a revision: the hash of its canonical bytes."""
    return RevId(sha256(line).hexdigest())


FIELDS = frozenset(
    {"author", "body", "clock", "counter", "edition", "epoch", "key", "kind", "parents", "set"}
    | {"version", "why"}
)
_REV = re.compile(r"[0-9a-f]{64}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_STRINGS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def parse_line(line: bytes) -> Revision:
    """Read the canonical bytes of a revision; raises `ValueError` unless `encode` gives them back.

    That one comparison also refuses duplicate keys, unsorted keys, spaces and needless escapes.
    """
    revision = revision_from(read_line(line))
    if encode(revision) != line:
        raise ValueError("the line is not canonical")
    return revision


def read_line(line: bytes) -> object:
    """The JSON in one line of bounded length and depth; raises `ValueError` where it is none."""
    if len(line) > LONGEST_LINE:
        raise ValueError("the line is too long")
    if depth(line) > DEEPEST:
        raise ValueError("the line nests too deep")
    thing: object = _READER.decode(line)
    return thing


def depth(line: bytes) -> int:
    """How deep brackets nest; brackets in strings do not count."""
    deepest = now = 0
    for bracket in _STRINGS.sub(b"", line).translate(None, _NO_BRACKETS):
        now += 1 if bracket in b"[{" else -1
        deepest = max(deepest, now)
    return deepest


def revision_from(thing: object) -> Revision:
    """Build a revision from parsed JSON; raises `ValueError` for anything malformed."""
    if not isinstance(thing, dict) or not thing.keys() >= FIELDS:
        raise ValueError("a revision is one object with all its fields")
    revision = Revision(
        kind=_name(thing["kind"]),
        key=_name(thing["key"]),
        body=_body(thing["body"]),
        sets=frozenset(_ascending(thing["set"])),
        parents=tuple(_rev(parent) for parent in _ascending(thing["parents"])),
        epoch=_text(thing["epoch"]),
        counter=_count(thing["counter"]),
        clock=_count(thing["clock"]),
        author=_text(thing["author"]),
        edition=_text(thing["edition"]),
        version=_count(thing["version"]),
        why=_text(thing["why"]),
        extra={_text(name): _plain(more) for name, more in thing.items() if name not in FIELDS},
    )
    if not revision.parents and not revision.sets >= revision.body.keys():
        raise ValueError("a first revision sets its whole body")
    return revision


def _body(thing: object) -> Body:
    if not isinstance(thing, dict):
        raise ValueError("a body is an object")
    return {_text(path): from_json(value) for path, value in thing.items()}


def _text(thing: object) -> str:
    """A string that is NFC and can be written as UTF-8 (no lone surrogates)."""
    if type(thing) is str and thing.isascii():
        return thing  # nearly all are
    if not isinstance(thing, str):
        raise ValueError(f"not a text: {type(thing).__name__}")
    if not thing.isascii():
        thing.encode()
        if not is_normalized("NFC", thing):
            raise ValueError("a text is not NFC")
    return thing


def _name(thing: object) -> str:
    """A kind or key: digest lines have a TAB behind it, so it holds no control character."""
    name = _text(thing)
    if not name or _CONTROL.search(name):
        raise ValueError("a kind or key is empty or holds a control character")
    return name


def _rev(parent: str) -> RevId:
    if not _REV.fullmatch(parent):
        raise ValueError("a parent is no hash")
    return RevId(parent)


def _integer(thing: object) -> int:
    if not isinstance(thing, int) or isinstance(thing, bool) or abs(thing) > LARGEST_INTEGER:
        raise ValueError("not an integer within 2^53")
    return thing


def _count(thing: object) -> int:
    number = _integer(thing)
    if number < 0:
        raise ValueError("a count is below zero")
    return number


def _ascending(thing: object) -> tuple[str, ...]:
    """An array of distinct strings in order."""
    if not isinstance(thing, list):
        raise ValueError(f"not an array: {type(thing).__name__}")
    texts = list(map(_text, thing))
    if sorted(set(texts)) != texts:
        raise ValueError("an array is not sorted, or holds something twice")
    return tuple(texts)


def _plain(thing: object) -> object:
    """What a field of a later program may hold: objects, arrays, strings, integers, true and false."""
    if isinstance(thing, dict):
        return {_text(name): _plain(value) for name, value in thing.items()}
    if isinstance(thing, list):
        return [_plain(value) for value in thing]
    if isinstance(thing, bool):
        return thing
    return _integer(thing) if isinstance(thing, int) else _text(thing)
