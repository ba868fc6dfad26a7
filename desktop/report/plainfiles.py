"""Tables for programs: JSON as the page of commands lays down, and CSV with a line of column numbers."""

import csv
import io
import json
from dataclasses import asdict
from typing import BinaryIO

from desktop.rollup.rates import plain
from desktop.rollup.tables import Row, Signed, Table, Tied

FIRST = ("unit", "name", "level", "line")


def write_json(out: BinaryIO, table: Table, language: str) -> None:
    """Counts are integers, rates strings with two decimals, null where the whole is 0.

    A table that must agree with others has `checks`: those of the first unit, and all that do not hold.
    """
    groups = {group.id: group.title[language] for group in table.layout.group}
    thing: dict[str, object] = {
        "table": table.id,
        "edition": table.edition,
        "round": table.round.key,
        "unit": table.unit.code,
        "provisional": table.provisional.counts(),
        "columns": [
            {"key": column.key, "title": _title(groups.get(column.group, ""), column.title[language])}
            for column in table.columns
        ],
        "rows": [_row(row) for row in table.rows],
    }
    if table.layout.tie:
        thing["opening"] = table.opening or None
        thing["checks"] = [_check(found, language) for found in table.ties]
    if table.signed:
        thing["signed"] = _signed(table.signed)
    out.write(json.dumps(thing, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")


def write_csv(out: BinaryIO, table: Table) -> None:
    """UTF-8 with commas; the same figures as in JSON, empty where it has null."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow([*FIRST, *(column.key for column in table.columns)])
    for row in table.rows:
        values = [plain(row.values[column.key]) for column in table.columns]
        lines.writerow([row.unit, row.name, row.level.value, row.line, *values])
    out.write(text.getvalue().encode("utf-8"))


def _signed(found: Signed) -> dict[str, object]:
    """The newest signing, and every figure of this table that is different since."""
    return {
        "version": found.version,
        "at": found.day,
        "who": found.who,
        "hash": found.hash,
        "corrections": [asdict(one) for one in found.corrections],
    }


def _check(found: Tied, language: str) -> dict[str, object]:
    return {
        "check": found.tie.id,
        "title": found.tie.title[language],
        "unit": found.unit,
        "line": found.line,
        "column": found.tie.column,
        "value": found.value,
        "table": found.tie.table,
        "round": found.round,
        "other_column": found.column,
        "other": found.other,
        "holds": found.holds,
    }


def _title(group: str, title: str) -> str:
    return f"{group} – {title}" if group else title


def _row(row: Row) -> dict[str, object]:
    return {
        "unit": row.unit,
        "name": row.name,
        "level": row.level.value,
        "line": row.line,
        "values": {key: plain(value) for key, value in row.values.items()},
    }
