"""The SQL of the tables is plain: the same text runs on SQLite, DuckDB and Spark."""

import re

import pytest

from desktop.rollup.sql import households_sql, joint_sql, rows_sql
from desktop.store import schema
from tests.rollup.shipped import EDITION, IDS, OTHERS, files, ids, layout

FORBIDDEN = {
    "division": r"/",
    "average": r"\bAVG\s*\(",
    "rounding": r"\b(ROUND|CEIL|FLOOR)\s*\(",
    "patterns": r"\b(LIKE|GLOB|REGEXP|ILIKE|SIMILAR)\b",
    "casts": r"\bCAST\s*\(|::",
    "dates": r"\b(DATE|TIME|DATETIME|STRFTIME|JULIANDAY|NOW|INTERVAL|EXTRACT|CURRENT_\w+)\b",
    "odd sums": r"\b(TOTAL|GROUP_CONCAT|STRING_AGG|IIF|IFNULL|NVL|TYPEOF)\s*\(",
    "own words": r"\b(PRAGMA|ROWID|QUALIFY|LATERAL|PIVOT|LIMIT|FILTER)\b",
    "booleans": r"\b(TRUE|FALSE)\b",
    "double quotes": r"\"",
}
SORTED = {"u.place", "u.code", "r.form_key"}  # never null


def _texts() -> dict[str, str]:
    texts = {}
    for table in IDS:
        texts[table] = rows_sql(files(), layout(table))
        for line in layout(table).lines:
            for column in layout(table).column:
                name = f"{table}.{column.key}.{line.id}"
                texts[name] = households_sql(files(), layout(table), column, line)
    texts["together"] = joint_sql(files(), [layout(table) for table in IDS])
    for edition in OTHERS:
        texts |= {f"{edition} {one}": rows_sql(files(), layout(one, edition)) for one in ids(edition)}
    return texts


@pytest.mark.parametrize(("name", "text"), _texts().items())
def test_only_the_portable_part_of_sql(name: str, text: str) -> None:
    for what, pattern in FORBIDDEN.items():
        assert not re.search(pattern, text, re.IGNORECASE), f"{name}: {what}"
    assert "{" not in text


@pytest.mark.parametrize(("name", "text"), _texts().items())
def test_rows_come_in_the_order_of_codes_that_are_there(name: str, text: str) -> None:
    (order,) = re.findall(r"ORDER BY (.*)", text)
    assert {part.strip() for part in order.split(",")} <= SORTED, name


@pytest.mark.parametrize(("name", "text"), _texts().items())
def test_values_go_through_question_marks(name: str, text: str) -> None:
    assert text.count("?") == (3 if "." in name else 2)


def test_conditions_name_columns_that_are_there() -> None:
    for edition in (EDITION, *OTHERS):
        for table in ids(edition):
            named = set(re.findall(r"\br\.(\w+)", rows_sql(files(), layout(table, edition))))
            assert named <= set(schema.RESULT)


def test_the_check_sees_what_is_forbidden() -> None:
    """The negative control: each pattern finds what it is for."""
    text = "SELECT AVG(a)/2, ROUND(b), CAST(c AS INT), DATE('d'), IIF(\"e\", 1, 0) WHERE f LIKE g LIMIT TRUE"
    assert all(re.search(pattern, text, re.IGNORECASE) for pattern in FORBIDDEN.values())
