"""What is wrong with an edition's files: file, table, key, what was found and what is accepted."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from desktop.editions.model import Words
from desktop.errors import RasoatError

LANGUAGES = ("vi", "en")
E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_NAMED = ("id", "code")  # keys that name a table
_NOT_ONE = re.compile(r"(?:unknown|required) field `(\w+)`")
_LONGEST = 60


def fault(file: str, where: str, found: str, accepted: str) -> RasoatError:
    """The error of a broken edition; `where` names the table and its key."""
    return RasoatError(
        "edition",
        "The edition is broken: {file}{where}: found {found}; accepted is {accepted}.",
        "Correct the file, then run “rasoat edition check” on its folder.",
        file=file,
        where=f", {where}" if where else "",
        found=found,
        accepted=accepted,
    )


def two(words: Words, file: str, where: str) -> Words:
    """Words in every language, or a fault that names the missing one."""
    for language in LANGUAGES:
        if not words.get(language, "").strip():
            raise fault(file, where, f"no words in “{language}”", "words in every language")
    return words


def one_of(codes: type[E], found: str, file: str, where: str) -> E:
    """The code called `found`, or a fault that lists the accepted ones."""
    try:
        return codes(found)
    except ValueError as error:
        raise fault(file, where, f"“{found}”", f"one of {', '.join(codes)}") from error


def no_twins(file: str, where: str, ids: Iterable[str]) -> None:
    """Each id stands once."""
    seen = set[str]()
    for name in ids:
        if name in seen:
            raise fault(file, where.format(name), f"“{name}” twice", "each one once")
        seen.add(name)


def tables(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    """The tables of one file as TOML has them, to do with as one likes."""
    return deepcopy(_shared(files, name))


def _shared(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    """The same, to be read only."""
    try:
        return _parsed(files[name])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise fault(name, "", str(error), "TOML in UTF-8") from error
    except RecursionError as error:
        raise fault(name, "", "brackets in brackets without end", "TOML in UTF-8") from error


@lru_cache(maxsize=64)
def _parsed(data: bytes) -> dict[str, Any]:
    return tomllib.loads(data.decode("utf-8"))


def read(
    files: Mapping[str, bytes], name: str, shape: type[T], renames: Mapping[str, str] | None = None
) -> T:
    """The tables of one file as a `shape`; `renames` are keys that Python cannot call so."""
    found = dict(_shared(files, name))
    for old, new in (renames or {}).items():
        if old in found:
            found[new] = found.pop(old)
    try:
        return msgspec.convert(found, shape)
    except msgspec.ValidationError as error:
        back = {new: old for old, new in (renames or {}).items()}
        raise _misfit(name, found, str(error), back, shape) from error


def _misfit(
    file: str, whole: dict[str, Any], said: str, names: Mapping[str, str], shape: type
) -> RasoatError:
    """`Expected `int` <= 4 - at `$.question[3].width`` -> question area, width: found 9, accepted int <= 4"""
    said, _, path = said.partition(" - at ")
    where, value = _place(whole, path, names)
    if field := _NOT_ONE.search(said):
        keys = ", ".join(names.get(key, key) for key in _keys(shape, path))
        there = isinstance(value, dict) and field[1] in value
        key = names.get(field[1], field[1])
        found = f"the key “{key}”" if there else f"no key “{key}”"
        return fault(file, where, found, f"one of {keys}" if there else f"the keys {keys}")
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    shown = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
    accepted = said.removeprefix("Expected ").partition(", got ")[0].replace("`", "")
    return fault(file, where, f"“{shown}”", accepted)


def _place(tables: object, path: str, names: Mapping[str, str]) -> tuple[str, object]:
    """`$.question[3].width` -> ("question area, width", what stands there)."""
    words: list[str] = []
    here = tables
    for key, place in _STEP.findall(path):
        if key and isinstance(here, dict):
            here = here.get(key)
            words.append(names.get(key, key))
        elif place and isinstance(here, list):
            here = here[int(place)]
            words[-1] += f" {_name(here, place)}"
    return ", ".join(words), here


def _keys(shape: type, path: str) -> tuple[str, ...]:
    """The keys that the table at `path` may hold."""
    here: Any = shape
    for key, _ in _STEP.findall(path):
        if key:
            here = get_type_hints(here)[key]  # a table, a list of tables, or a table that may be absent
            here = next((part for part in get_args(here) if hasattr(part, "__struct_fields__")), here)
    return tuple(here.__struct_fields__) if hasattr(here, "__struct_fields__") else ()


def _name(table: object, place: str) -> str:
    if isinstance(table, dict):
        named = [table[key] for key in _NAMED if isinstance(table.get(key), str)]
        if named:
            return str(named[0])
    return str(int(place) + 1)
