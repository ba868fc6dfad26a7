"""What was signed of a round, and what is different since; what tables rest on. Counts nothing itself."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from desktop.actions import bundles
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.records.carry import FORM
from desktop.records.revision import canonical
from desktop.rollup.rates import Plain, plain
from desktop.rollup.tables import Correction, Grounds, Row, Signed, Table
from desktop.store import results, signed, states
from desktop.store.bundles import IN
from desktop.store.results import CLASHES, Filter
from desktop.store.signed import Kept

MOST = 200  # households with clashes that are named
Place = tuple[str, str | None, str]  # unit, line, column


def of_table(ws: Workspace, table: Table) -> Signed | None:
    """The newest signing of the round of a table, with the figures that are different since."""
    kept = signed.last(ws.store, table.round.key)
    if kept is None:
        return None
    head = json.loads(kept.body)
    body = signed.table(ws.store, table.round.key, kept.version, table.id)
    changed = tuple(_corrections(json.loads(body), table)) if body is not None else ()
    return Signed(kept.version, head["at"], head["who"], kept.hash, changed, body is not None)


def versions(ws: Workspace) -> tuple[Kept, ...]:
    """Every signing of the open round, the first one first."""
    return signed.versions(ws.store, ws.round.key)


def grounds(ws: Workspace) -> Grounds:
    """What the tables rest on at this moment."""
    clashing = results.page(ws.store, Filter(only=CLASHES), 0, MOST)
    return Grounds(
        version=ws.edition.version,
        hash=ws.edition.hash,
        digest=digest(ws),
        bundles=tuple(
            f"{row.id} {row.name}" for row in bundles.history(ws) if row.direction == IN and not row.withdrawn
        ),
        clashing=tuple(row.code or row.key for row in clashing),
    )


def other_clashes(ws: Workspace) -> int:
    """Clashes that are in no form: residents, villages, targets, the round itself."""
    return sum(one.kind != FORM for one in states.clashes(ws.store))


def frozen(table: Table) -> str:
    """A table as it is kept: canonical JSON, a list a row."""
    keys = [column.key for column in table.columns]
    rows = [[row.unit, row.name, row.line, *(plain(row.values[key]) for key in keys)] for row in table.rows]
    return canonical({"columns": keys, "rows": rows}).decode("utf-8")


def _corrections(before: Mapping[str, Any], table: Table) -> Iterator[Correction]:
    """Every figure that is different, in the order of the table; then what is there no more."""
    was, names = _cells(before)
    for row in table.rows:
        yield from _of_row(was, row, [column.key for column in table.columns])
    now = {(row.unit, row.line) for row in table.rows}
    columns = {column.key for column in table.columns}
    for (unit, line, column), value in was.items():
        if ((unit, line) not in now or column not in columns) and value is not None:
            yield Correction(unit, names[unit], line, column, value, None)


def _of_row(was: Mapping[Place, Plain], row: Row, keys: Sequence[str]) -> Iterator[Correction]:
    for key in keys:
        before, after = was.get((row.unit, row.line, key)), plain(row.values[key])
        if before != after:
            yield Correction(row.unit, row.name, row.line, key, before, after)


def _cells(body: Mapping[str, Any]) -> tuple[dict[Place, Plain], dict[str, str]]:
    cells: dict[Place, Plain] = {}
    names: dict[str, str] = {}
    for unit, name, line, *values in body["rows"]:
        names[unit] = name
        cells |= {(unit, line, key): value for key, value in zip(body["columns"], values, strict=True)}
    return cells, names
