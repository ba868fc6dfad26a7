"""JSON and CSV: official column numbers, whole counts, rates with two decimals or nothing."""

import csv
import io
import json
from typing import Any

from desktop.report import plainfiles
from desktop.rollup.tables import Provisional
from tests.report.made import row, table

MADE = table(
    row("01858", 'Xã "Bằng", Thành', "1", 40),
    row("01861", "Xã Nhạn Môn", "2", 0),
    provisional=Provisional(errors=3),
)


def _json() -> dict[str, Any]:
    out = io.BytesIO()
    plainfiles.write_json(out, MADE, "vi")
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_json_has_the_keys_that_the_page_of_commands_lays_down() -> None:
    found = _json()
    assert list(found) == ["table", "edition", "round", "unit", "provisional", "columns", "rows"]
    assert (found["table"], found["edition"]) == ("R1", "vn-2022")
    assert (found["round"], found["unit"]) == ("vn-2022/2026/periodic", "060")
    assert found["provisional"] == {
        "clashes": 0,
        "unknown_class": 0,
        "errors": 3,
        "illustrative": 0,
        "unknown_move": 0,
        "forms_only": 0,
    }
    assert found["columns"][2] == {"key": "3", "title": "Hộ nghèo – Số hộ"}
    assert list(found["rows"][0]) == ["unit", "name", "level", "line", "values"]


def test_counts_are_integers_and_rates_are_texts_or_null() -> None:
    total, first, empty = _json()["rows"]
    assert total["unit"] == "060"
    assert total["level"] == "district"
    assert total["line"] is None
    assert first["values"]["1"] == 40
    assert first["values"]["4"] == "10.75"
    assert empty["values"]["1"] == 0
    assert empty["values"]["4"] is None
    assert set(first["values"]) == {str(n) for n in range(1, 15)}


def test_csv_has_the_same_figures() -> None:
    out = io.BytesIO()
    plainfiles.write_csv(out, MADE)
    lines = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8"))))
    assert lines[0] == ["unit", "name", "level", "line", *(str(n) for n in range(1, 15))]
    assert lines[2][:8] == ["01858", 'Xã "Bằng", Thành', "commune", "", "40", "41", "42", "10.75"]
    assert lines[3][7] == ""
    assert len(lines) == 4
