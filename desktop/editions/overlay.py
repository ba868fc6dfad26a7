"""A local standard: only what differs from a shipped edition, laid over that edition's files.

Its edition.toml names the `base`. What has an id is found by it: keys that are given replace those of the
base, the rest stays; what is new comes behind. A rule that differs names its own source. Bytes in, bytes out.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from desktop.editions.faults import fault, no_twins, tables
from desktop.editions.rules import Shape

HEAD, QUESTIONS, RULES, WORDS = "edition.toml", "questions.toml", "rules.toml", "vocabulary.toml"
NAMED: Mapping[str, Mapping[str, tuple[str, ...]]] = {  # file -> table -> the keys that name an entry
    HEAD: {"source": ("id",), "block": ("id",)},
    QUESTIONS: {"question": ("id",)},
    RULES: {
        "deprivation": ("id",),
        "flag": ("id",),
        "count": ("id",),
        "basis": ("id",),
        "class": ("id", "basis"),
    },
    WORDS: {"question": ("id",)},
    "problems.toml": {"problem": ("code",)},
    "classes.toml": {"class": ("id",)},
}
WITH_SOURCE = ("deprivation", "flag", "count", "basis", "class")
Tables = dict[str, Any]
Files = Mapping[str, bytes]


def base_of(files: Files) -> str:
    """The edition that these files lie over; "" for one that stands alone."""
    found = tables(files, HEAD).get("base", "") if HEAD in files else ""
    return str(found)


def overlaid(base: Files, own: Files) -> dict[str, bytes]:
    """The files of the whole edition. Raises `RasoatError("edition", …)`: file, table, found, accepted."""
    changed = {name: tables(own, name) for name in own}
    _new_id(tables(base, HEAD), changed[HEAD])
    _own_sources(changed)
    files = dict(base)
    for name, there in changed.items():
        files[name] = written(_laid_over(name, tables(base, name), there)) if name in base else own[name]
    return files


def _new_id(base: Tables, own: Tables) -> None:
    if own.get("id") == base.get("id"):
        raise fault(HEAD, "id", f"“{own.get('id')}”", "an id of its own")


def _own_sources(changed: Mapping[str, Tables]) -> None:
    """A rule that differs says who decided so."""
    known = [str(source.get("id")) for source in _entries(changed[HEAD], "source")]
    for table in WITH_SOURCE:
        for entry in _entries(changed.get(RULES, {}), table):
            found = entry.get("source")
            if found not in known:
                said = "no key “source”" if found is None else f"“{found}”"
                accepted = f"a source of this edition.toml: {', '.join(known) or 'it has none yet'}"
                raise fault(RULES, f"{table} {entry.get('id')}, source", said, accepted)


def _laid_over(file: str, base: Tables, own: Tables) -> Tables:
    laid = {**base, **own}
    for table, keys in NAMED.get(file, {}).items():
        if table in own and table in base:
            laid[table] = _joined(file, table, keys, base, own)
    for table, there in base.items():  # checks, and what is carried: added to
        if table in own and table not in NAMED.get(file, {}) and isinstance(there, list):
            laid[table] = [*there, *own[table]] if isinstance(own[table], list) else own[table]
    return laid


def _joined(file: str, table: str, keys: tuple[str, ...], base: Tables, own: Tables) -> list[Tables]:
    known = {_name(entry, keys): entry for entry in _entries(base, table)}
    no_twins(file, f"{table} {{}}", [_name(entry, keys) for entry in _entries(own, table)])
    for entry in _entries(own, table):
        name = _name(entry, keys)
        known[name] = _one(file, known[name], entry) if name in known else entry
    return list(known.values())


def _one(file: str, base: Tables, own: Tables) -> Tables:
    """One entry: what is given replaces; another shape of a rule replaces the shape."""
    if file == WORDS:
        return _more_options(base, own)
    kept = dict(base)
    if any(shape in own for shape in Shape):
        kept = {key: value for key, value in base.items() if key not in set(Shape)}
    return kept | own


def _more_options(base: Tables, own: Tables) -> Tables:
    """A word means the same for ever: it may only get more options."""
    where = f"question {own['id']}"
    changed = [key for key in own if key not in ("id", "options") and own[key] != base.get(key)]
    if changed:
        found = f"“{own[changed[0]]}”"
        raise fault(WORDS, f"{where}, {changed[0]}", found, "new options only: a changed meaning is a new id")
    known = [option.get("code") for option in _entries(base, "options")]
    again = [option.get("code") for option in _entries(own, "options") if option.get("code") in known]
    if again:
        raise fault(WORDS, f"{where}, option {again[0]}", "an option of the base", "new codes only")
    return {**base, "options": [*_entries(base, "options"), *_entries(own, "options")]}


def _entries(there: Tables, table: str) -> list[Tables]:
    """The entries that are tables; what is something else is refused where it is read."""
    found = there.get(table, [])
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _name(entry: Tables, keys: Iterable[str]) -> str:
    return " by ".join(str(entry.get(key, "")) for key in keys)


def written(there: Tables) -> bytes:
    """TOML again: each key on a line."""
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in there.items()).encode()


def _value(value: object) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(key)} = {_value(one)}' for key, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _key(value, bare=False)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _key(text: str, *, bare: bool = True) -> str:
    if bare and re.fullmatch("[A-Za-z0-9_-]+", text):
        return text
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
