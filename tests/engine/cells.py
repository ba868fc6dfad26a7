"""What two tables must have in common, wherever they were counted."""

from desktop.rollup.tables import Table

CODES = "codes"  # of households: extracts have none


def cells(table: Table) -> dict[str, object]:
    """Rows, ties and problems; without who signed, and which forms a problem is about."""
    problems = [
        (one.code, one.unit, {name: value for name, value in one.slots.items() if name != CODES})
        for one in table.problems
    ]
    return {
        "id": table.id,
        "columns": [column.key for column in table.columns],
        "rows": table.rows,
        "provisional": table.provisional,
        "opening": table.opening,
        "problems": problems,
        "ties": table.ties,
    }
