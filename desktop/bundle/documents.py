"""Small files of ours: a first line that names the kind, then one canonical object; and how it is signed."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop.bundle import durable, names, troubles
from desktop.bundle.strict import read_object
from desktop.errors import RasoatError
from desktop.records.revision import canonical

LONGEST = 64 * 1024  # bytes
VERSION = 1
_FIRST_LINE = re.compile(rb"(RASOAT-[A-Z]+) ([1-9][0-9]{0,8})")


def write(path: Path, magic: str, thing: Mapping[str, object]) -> None:
    """Write one small file whole; raises `RasoatError`."""
    names.check(path)
    durable.write(path, signed_part(magic, thing))


def read(path: Path, magic: str, refuse: Callable[[str], RasoatError], most: int = LONGEST) -> dict[str, Any]:
    """The object in a file of the kind `magic`; raises `refuse(name)` for anything else."""
    content = durable.read_small(path, most)
    first, _, rest = content.partition(b"\n")
    found = _FIRST_LINE.fullmatch(first)
    if not found or found[1] != magic.encode():
        raise refuse(path.name)
    if int(found[2]) > VERSION:
        raise troubles.newer_document(path.name)
    if not rest.endswith(b"\n"):
        raise refuse(path.name)
    try:
        return read_object(rest[:-1], most)
    except ValueError as wrong:
        raise refuse(path.name) from wrong


def signed_part(magic: str, thing: Mapping[str, object]) -> bytes:
    """The bytes a signature covers: the kind stands in front, so none can pass for another."""
    return f"{magic} {VERSION}\n".encode() + canonical(thing) + b"\n"
