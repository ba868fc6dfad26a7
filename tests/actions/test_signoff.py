"""Signing the tables of a round: refused while something is open, frozen after, corrections told."""

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from desktop.actions import figures, report, report_files, signoff, units
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.life import die_out
from desktop.actions.new_round import NewRound, new_round
from desktop.actions.script import enter_all
from desktop.errors import RasoatError
from desktop.records.model import form_key
from tests.worlds import COMMUNE, household, make, run, write_lines


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A commune of three households in one village, all of them settled."""
    made = make(tmp_path / "ws")
    units.add_village(made, COMMUNE, "Nà Mơ")
    people = [household(f"000{n}", uid=f"h{n}") for n in (1, 2)]
    people += [household("0003", uid="h3", b1_points=300)]
    import_households(made, write_lines(tmp_path / "list.ndjson", *people))
    yield made
    made.store.close()


def test_what_is_open_refuses_the_signature(ws: Workspace) -> None:
    enter_all(ws, "new", ["household_code=0009", f"unit={COMMUNE}"])
    assert signoff.state(ws).open.keys() >= {"unknown_class"}
    with pytest.raises(RasoatError, match="1 households without a class"):
        signoff.sign(ws)
    assert signoff.state(ws).versions == ()


def test_signed_tables_keep_what_they_were_and_tell_what_changed(ws: Workspace) -> None:
    kept = signoff.sign(ws)
    assert (kept.version, report.table(ws, "R1").signed) != (0, None)
    assert signoff.state(ws).corrections == {}
    enter_all(ws, "h3", ["b1_points=120"])
    found = report.table(ws, "R1").signed
    assert found is not None
    assert (found.version, found.hash) == (1, kept.hash)
    changed = {(one.unit, one.column): (one.before, one.after) for one in found.corrections}
    assert changed[COMMUNE, "3"] == (2, 3)
    assert changed[COMMUNE, "4"] == ("66.67", "100.00")


def test_signing_again_makes_the_next_version(ws: Workspace) -> None:
    signoff.sign(ws)
    with pytest.raises(RasoatError, match="version 1"):
        signoff.sign(ws)
    enter_all(ws, "h3", ["b1_points=120"])
    assert signoff.sign(ws).version == 2
    assert signoff.state(ws).corrections == {}


def test_what_was_signed_says_what_it_rests_on(ws: Workspace, tmp_path: Path) -> None:
    kept = signoff.sign(ws)
    signoff.write(ws, tmp_path / "signed.json")
    found = json.loads((tmp_path / "signed.json").read_text("utf-8"))
    assert found["hash"] == kept.hash
    assert found["signed"]["edition"]["hash"] == ws.edition.hash
    assert found["signed"]["who"] == ws.person
    assert set(found["tables"]) == set(report.available(ws)) == set(found["signed"]["tables"])


def test_the_command_signs_shows_and_exports(
    ws: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ws.store.close()
    assert run("signoff", ws.folder, "--by", "Chủ tịch") == 0
    assert "version 1" in capsys.readouterr().out
    assert run("enter", ws.folder, "h3", "b1_points=120") == 0
    assert run("signoff", ws.folder, "--show") == 0
    said = capsys.readouterr().out
    assert "Chủ tịch" in said
    assert "R1 Xã Ba Bể column 3: 2 -> 3" in said
    assert run("enter", ws.folder, "new", "household_code=0009", f"unit={COMMUNE}") == 0
    assert run("signoff", ws.folder) == 1
    assert "1 households without a class" in capsys.readouterr().err
    assert run("signoff", ws.folder, "--to", tmp_path / "a.json", "--version", 7) == 2


def test_corrections_stand_on_the_sheet_of_sources_and_in_json(ws: Workspace, tmp_path: Path) -> None:
    kept = signoff.sign(ws)
    enter_all(ws, "h3", ["b1_points=120"])
    xlsx, plain = report_files.write(ws, tmp_path, ["R1"], ["xlsx", "json"])
    sheet = openpyxl.load_workbook(xlsx)["Nguồn"]
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(kept.hash in text for text in said)
    assert "Xã Ba Bể, cột 3: 2 → 3" in said
    assert ws.edition.hash in " ".join(said)
    signed = json.loads(plain.read_text("utf-8"))["signed"]
    assert signed["version"] == 1
    changed = [(one["unit"], one["column"], one["before"], one["after"]) for one in signed["corrections"]]
    assert (COMMUNE, "3", 2, 3) in changed


def test_households_that_make_tables_disagree_are_listed_by_code(ws: Workspace, tmp_path: Path) -> None:
    new_round(ws, NewRound(ws.round.key, ws.round.year + 1, f"{ws.round.year + 1}-10-01"))
    die_out(ws, form_key("h1", ws.round.key))
    (file,) = report_files.write(ws, tmp_path, ["R2"])
    sheet = openpyxl.load_workbook(file)["Hộ làm hai biểu khác nhau"]
    codes = {str(row[2].value) for row in sheet.iter_rows(min_row=2) if row[2].value}
    assert codes
    assert codes <= {"0001", "0002", "0003"}
    words = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert "Nông Văn Thử" not in words


def test_a_change_of_both_lines_of_a_unit_is_two_changes(ws: Workspace) -> None:
    before = figures.now(ws, "vi")
    enter_all(ws, "h3", ["b1_points=120"])
    changed = figures.changes(before, figures.now(ws, "vi"))
    lines = [one for one in changed if (one.table, one.unit, one.column_key) == ("R8", COMMUNE, "1")]
    assert [(one.line, one.before, one.after) for one in lines] == [("households", 2, 3), ("persons", 4, 6)]
