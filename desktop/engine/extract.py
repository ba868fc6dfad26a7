"""An extract: a folder with the rows that the official tables are counted from, as Parquet, and of what.

No name, ID number, phone, address or free text is among them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.rounds import Round

FILE, ENDING, FORMAT = "extract.json", ".parquet", 1
TABLES = ("result", "unit", "within", "unit_total")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table, and the kind of each of its columns: TEXT or INTEGER."""

    columns: Mapping[str, str]
    rows: Iterable[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Extract:
    """What a folder holds: whose rows, of which round."""

    folder: Path
    unit: str  # code of the office's own unit
    name: str  # as tables print it
    level: str
    edition: str
    tables: str  # the standard whose official tables are used
    title: Mapping[str, str]  # of the edition, by language
    round: Round
    before: Round | None  # the last round, where its rows are here too
    peoples: tuple[str, ...]  # the ethnic groups that tables name, by code
    targets: tuple[tuple[str, str, int], ...]  # unit, indicator, hundredths

    def file(self, table: str) -> Path:
        """The Parquet file of one of `TABLES`."""
        return self.folder / f"{table}{ENDING}"


def is_extract(folder: Path) -> bool:
    """Does the folder hold an extract, or folders that do?"""
    return any(True for _ in _folders(folder))


def write_page(extract: Extract) -> bytes:
    """What `read` reads back, as JSON."""
    named = {field.name: getattr(extract, field.name) for field in fields(Extract) if field.name != "folder"}
    named |= {"round": asdict(extract.round), "before": extract.before and asdict(extract.before)}
    page = {"format": FORMAT, **named}
    return json.dumps(page, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def read_all(folder: Path) -> tuple[Extract, ...]:
    """The extract in `folder`, or those in its folders, by unit code.

    Raises `RasoatError`: no_extract, bad_extract, and extracts_differ where they are not of one round.
    """
    found = sorted((read(one) for one in _folders(folder)), key=lambda one: (one.unit, str(one.folder)))
    if not found:
        raise RasoatError(
            "no_extract",
            N_("There is no extract in {folder}."),
            N_("Name a folder that “rasoat export WS --to NAME.parquet” wrote, or one that holds several."),
            folder=folder.name,
        )
    for one in found[1:]:
        if (one.round.key, one.tables) != (found[0].round.key, found[0].tables):
            raise _odd("extracts_differ", N_("{one} and {other} are not of the same round."), found[0], one)
        if one.level != found[0].level:
            raise _odd("extracts_levels", N_("{one} and {other} are of different levels."), found[0], one)
    return tuple(found)


def read(folder: Path) -> Extract:
    """One extract. Raises `RasoatError("bad_extract", …)`."""
    try:
        page = json.loads((folder / FILE).read_bytes())
        return _made(folder, **page)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise RasoatError(
            "bad_extract",
            N_("The extract in {folder} cannot be read."),
            N_("Ask for it again; this program reads extracts of its own version."),
            folder=folder.name,
        ) from error


def _made(folder: Path, **page: Any) -> Extract:
    if page.pop("format", None) != FORMAT:
        raise ValueError("another format")
    page["round"] = Round(**page["round"])
    page["before"] = Round(**page["before"]) if page["before"] else None
    page["peoples"] = tuple(page["peoples"])
    page["targets"] = tuple((unit, indicator, number) for unit, indicator, number in page["targets"])
    return Extract(folder, **page)


def _folders(folder: Path) -> Iterator[Path]:
    if (folder / FILE).is_file():
        yield folder
    elif folder.is_dir():
        yield from (one for one in sorted(folder.iterdir()) if (one / FILE).is_file())


def _odd(code: str, title: str, one: Extract, other: Extract) -> RasoatError:
    hint = N_("Put extracts of one round and one level into the folder, each unit once.")
    return RasoatError(code, title, hint, one=one.folder.name, other=other.folder.name)
