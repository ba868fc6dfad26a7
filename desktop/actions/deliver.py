"""Deliver an extract: the rows that the official tables are counted from, as a folder of Parquet files.

It holds no name, ID number, phone, address or free text. De-identified, no household in it can be found again
in the working file either: forms get keys that only this one extract knows, and stand in their order.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from secrets import token_bytes
from typing import Any

from desktop.actions import against, audit, peoples, report, ties
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.engine import duck
from desktop.engine.extract import FILE, TABLES, Extract, Rows, write_page
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.rounds import Round
from desktop.store import extracted, files

ENDING = ".parquet"
FORM, UID = "form_key", "uid"
LEFT_OUT = {"result": (UID,), "unit_total": ("source",), "unit": ("name", "since")}
ORDERED_BY = {"result": FORM, "unit": "place", "within": "unit", "unit_total": "unit"}
KEY_BYTES = 16
HUNDRED = 100


def deliver(
    ws: Workspace,
    to: Path,
    progress: Progress = no_progress,
    *,
    de_identify: bool,
    new_salt: Callable[[int], bytes] = token_bytes,
) -> int:
    """Write the extract of the open round, and of the last one where it is here; returns how many households.

    Raises `RasoatError`: no_extra, already_there.
    """
    if to.exists():
        raise RasoatError(
            "already_there",
            N_("There is something called {name} already."),
            N_("Choose another name, or take the old one away."),
            name=to.name,
        )
    count = write(ws, to, new_salt(KEY_BYTES) if de_identify else b"", progress)
    audit.note(ws, audit.EXPORT, counts={"households": count})
    return count


def write(ws: Workspace, to: Path, salt: bytes, progress: Progress = no_progress) -> int:
    """The folder itself, whole or not at all; without `salt`, forms keep their keys."""
    part = to.with_name(to.name + ".part")
    files.make_folder(part)
    try:
        count = _write_all(ws, part, salt, progress)
        (part / FILE).write_bytes(write_page(_page(ws, to)))
        files.move(part, to)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return count


def _write_all(ws: Workspace, folder: Path, salt: bytes, progress: Progress) -> int:
    counts: dict[str, int] = {}
    rounds = [one.key for one in (ws.round, ties.last_round(ws)) if one]
    with ws.store.snapshot():
        for done, table in enumerate(TABLES, start=1):
            rows = _rows(ws, table, rounds, salt)
            counts[table] = duck.write(folder, table, rows, order=ORDERED_BY[table])
            progress(done, len(TABLES))
    return counts[TABLES[0]]


def _rows(ws: Workspace, table: str, rounds: Sequence[str], salt: bytes) -> Rows:
    known = extracted.columns(ws.store, table)
    kept = {name: kind for name, kind in known.items() if name not in LEFT_OUT.get(table, ())}
    found = extracted.rows(ws.store, table, tuple(kept), rounds)
    return Rows(kept, _hidden(found, tuple(kept).index(FORM), salt) if salt and FORM in kept else found)


def _hidden(rows: Iterator[tuple[Any, ...]], place: int, salt: bytes) -> Iterator[tuple[Any, ...]]:
    """The salt is in no file: nobody can work out which form a key was, not even who wrote it."""
    for row in rows:
        key = blake2b(row[place].encode(), key=salt, digest_size=KEY_BYTES).hexdigest()
        yield (*row[:place], key, *row[place + 1 :])


def _page(ws: Workspace, folder: Path) -> Extract:
    before = ties.last_round(ws)
    return Extract(
        folder=folder,
        unit=ws.home.code,
        name=ws.home.full_name,
        level=ws.home.level.value,
        edition=ws.edition.id,
        tables=report.layouts_of(ws),
        title=dict(ws.edition.title),
        round=_bare(ws.round),
        before=before and _bare(before),
        peoples=tuple(one.code for one in peoples.named(ws)),
        targets=_targets(against.targets(ws, ws.round)),
    )


def _bare(the_round: Round) -> Round:
    return replace(the_round, why="")  # free text


def _targets(found: Mapping[tuple[str, str], Decimal]) -> tuple[tuple[str, str, int], ...]:
    return tuple(sorted((unit, name, int(value * HUNDRED)) for (unit, name), value in found.items()))
