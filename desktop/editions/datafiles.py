"""Read a file of data (TOML) into plain dataclasses; a mistake says file, key, what was found and accepted.

For data that stands beside the editions: layouts of tables, practice households. Bytes in, values out.
"""

import tomllib
from typing import TypeVar

import msgspec

from desktop.errors import RasoatError

T = TypeVar("T")


def read(name: str, data: bytes, shape: type[T]) -> T:
    """The file `name` as a `shape`. A key that `shape` lacks is a mistake too: `RasoatError("data", …)`."""
    try:
        tables = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise broken(name, "", str(error), "TOML in UTF-8") from error
    try:
        made = msgspec.convert(tables, shape)
    except msgspec.ValidationError as error:
        found, _, where = str(error).partition(" - at ")
        raise broken(name, where.strip("`"), found, "what this file's first lines describe") from error
    unknown = _unknown(tables, msgspec.to_builtins(made), "$")
    if unknown:
        raise broken(name, unknown, "an unknown key", "a key that this file's first lines describe")
    return made


def broken(name: str, where: str, found: str, accepted: str) -> RasoatError:
    """The error of a broken file of data."""
    return RasoatError(
        "data",
        "The data of the program are broken: {file}{where}: found {found}; accepted is {accepted}.",
        "Install the program again, or correct the file.",
        file=name,
        where=f", {where}" if where else "",
        found=found,
        accepted=accepted,
    )


def _unknown(found: object, kept: object, where: str) -> str:
    """The first key of `found` that was not kept."""
    if isinstance(found, dict) and isinstance(kept, dict):
        for key, value in found.items():
            if key not in kept:
                return f"{where}.{key}"
            if inside := _unknown(value, kept[key], f"{where}.{key}"):
                return inside
    elif isinstance(found, list) and isinstance(kept, list | tuple):
        for place, (one, same) in enumerate(zip(found, kept, strict=False)):
            if inside := _unknown(one, same, f"{where}[{place}]"):
                return inside
    return ""
