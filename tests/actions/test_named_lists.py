"""The named lists R14 and R15: every cell against plain Python over the same households."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.actions import audit, named_lists, privacy, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.errors import RasoatError
from tests.worlds import COMMUNE, household, make, run, still_clock, uids, write_lines

VILLAGES = (f"{COMMUNE}-01", f"{COMMUNE}-02")
HARD = '=HYPERLINK("x")'  # a name that would be a formula
SIDES: dict[str, dict[str, object]] = {
    "R14": {},
    "R15": {"water_source": "tap", "latrine": "septic"},
    "": {"b1_points": 300, "water_source": "tap", "latrine": "septic"},
}
SUPPORTS = ("health", "education", "production", "credit", "housing", "other")
PEOPLES = {"01": "Kinh", "02": "Tày"}
FIRST, NAME, MARKS = 8, 2, 7  # the first line; places of the name, and of the first mark


def random(seed: int) -> Random:
    """The same households in every run."""
    return Random(seed)  # noqa: S311 - invented people


def person(dice: Random, relation: str, name: str) -> dict[str, object]:
    known = household()["members"]
    assert isinstance(known, list)
    return {
        **known[0],
        "name": name,
        "relation": relation,
        "sex": dice.choice("mf"),
        "birth_date": f"{dice.randint(1970, 1985)}-0{dice.randint(1, 9)}-11",
        "ethnicity": dice.choice(list(PEOPLES)),
    }


def one(dice: Random, n: int) -> dict[str, Any]:
    """A household on one of the lists, or above both; the last of its people may be gone."""
    side = list(SIDES)[n % 3]
    relations = ("head", "spouse", "child")[: dice.randint(1, 3)]
    members = [person(dice, relation, f"Người {n:02} {place}") for place, relation in enumerate(relations)]
    if n == 0:
        members[0]["name"] = HARD
    if n % 4 == 0:
        members.append({**person(dice, "child", f"Đã đi {n:02}"), "removed": "moved"})
    return household(
        f"{n:04}",
        **{
            **SIDES[side],
            "floor_area_m2": 8 * len(relations),
            "village": VILLAGES[n // 3 % 2],
            "members": members,
            "policy_household": dice.choice((True, False)),
            "local_minority": dice.choice((True, False)),
            "no_labour_capacity": dice.choice((True, False)),
            "support_received": sorted(dice.sample(SUPPORTS, dice.randint(0, 3))),
        },
    )


HOUSEHOLDS = tuple(one(random(n), n) for n in range(24))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("named")
    made = make(at / "ws")
    workspace.close(made)
    gone = {**one(random(90), 90), "deleted": "trùng"}
    open_ = {name: answer for name, answer in one(random(93), 93).items() if name != "b1_points"}
    assert run("import", made.folder, write_lines(at / "list.ndjson", *HOUSEHOLDS, gone, open_)) == 0
    return made.folder


@pytest.fixture
def ws(folder: Path) -> Iterator[Workspace]:
    again = workspace.open_workspace(folder, None, clock=still_clock, new_uid=uids("again"))
    yield again
    workspace.close(again)


def expected(list_id: str, villages: tuple[str, ...] = VILLAGES) -> list[list[Any]]:
    """The lines of members, by village and the head's name."""
    on = [h for h in HOUSEHOLDS if list(SIDES)[int(h["household_code"]) % 3] == list_id]
    found = [h for v in villages for h in sorted(on, key=_order) if h["village"] == v]
    return [line for n, h in enumerate(found, start=1) for line in lines(n, h)]


def _order(h: dict[str, Any]) -> str:
    name = h["members"][0]["name"]
    return "" if name == HARD else str(name)


def lines(n: int, h: dict[str, Any]) -> Iterator[list[Any]]:
    flags = [h["policy_household"], h["local_minority"], h["no_labour_capacity"]]
    marks = [None, None, None, *flags, *(s in h["support_received"] for s in SUPPORTS)]
    there = [m for m in h["members"] if "removed" not in m]
    for place, m in enumerate(there, start=1):
        year = int(m["birth_date"][:4])
        yield [
            n if place == 1 else None,
            place,
            m["name"],
            year if m["sex"] == "m" else None,
            year if m["sex"] == "f" else None,
            PEOPLES[m["ethnicity"]],
            m["relation"],
            *("x" if mark and place == 1 else None for mark in marks),
        ]


def written(ws: Workspace, list_id: str, to: Path, village: str = "") -> list[list[Any]]:
    named_lists.write(ws, list_id, to, village=village)
    sheet = load_workbook(to).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST)]


def members(found: list[list[Any]], ws: Workspace) -> list[list[Any]]:
    """The lines of people, with relations by their codes."""
    options = ws.edition.vocabulary[ws.edition.roles.relation].options
    codes = {option.label["vi"]: option.code for option in options}
    return [[*row[:6], codes[row[6]], *row[7:]] for row in found if isinstance(row[1], int)]


@pytest.mark.parametrize("list_id", ["R14", "R15"])
def test_every_line_of_a_member(ws: Workspace, tmp_path: Path, list_id: str) -> None:
    found = written(ws, list_id, tmp_path / "list.xlsx")
    assert members(found, ws) == expected(list_id)
    assert len({row[0] for row in members(found, ws)}) == 9  # eight households, and the lines of others
    assert not any("Đã đi" in str(cell) for row in found for cell in row)


@pytest.mark.parametrize("list_id", ["R14", "R15"])
def test_sums_of_villages_and_of_all(ws: Workspace, tmp_path: Path, list_id: str) -> None:
    found = written(ws, list_id, tmp_path / "list.xlsx")
    sums = [row for row in found if str(row[0]).startswith(("Cộng", "Tổng cộng"))]
    each = [expected(list_id, (village,)) for village in VILLAGES]
    for row, people in zip(sums, [*each, expected(list_id)], strict=True):
        heads = [line for line in people if line[1] == 1]
        assert f"{len(heads)} hộ, {len(people)} khẩu" in row[0]
        counts = Counter(n for line in heads for n, cell in enumerate(line) if cell == "x")
        assert row[MARKS : MARKS + 3] == [None] * 3  # there is no last round: nobody knows
        assert row[MARKS + 3 :] == [counts[n] for n in range(MARKS + 3, len(row))]


def test_one_village_and_what_keeps_it_from_being_final(ws: Workspace, tmp_path: Path) -> None:
    found = written(ws, "R14", tmp_path / "list.xlsx", VILLAGES[1])
    assert members(found, ws) == expected("R14", VILLAGES[1:])
    said = [str(row[0]) for row in written(ws, "R14", tmp_path / "list.xlsx") if row[0]]
    assert any(one.startswith("Chưa có trong danh sách: 1 hộ") for one in said)
    assert any(one.startswith("Ba cột mới") and "8 hộ" in one for one in said)  # there is no last round


def test_a_name_is_never_a_formula(ws: Workspace, tmp_path: Path) -> None:
    named_lists.write(ws, "R14", tmp_path / "list.xlsx")
    cells = [cell for row in load_workbook(tmp_path / "list.xlsx").worksheets[0].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == HARD] == ["s"]
    assert not any(cell.data_type == "f" for cell in cells)
    first = (tmp_path / "list.xlsx").read_bytes()
    named_lists.write(ws, "R14", tmp_path / "list.xlsx")
    assert (tmp_path / "list.xlsx").read_bytes() == first


def test_what_the_table_of_privacy_hides_is_not_written(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = privacy.table()
    less = replace(table, may={**table.may, named_lists.PURPOSE: frozenset({"name"})})
    monkeypatch.setattr(privacy, "table", lambda: less)
    found = written(ws, "R14", tmp_path / "list.xlsx")
    people = [row for row in found if isinstance(row[1], int)]
    assert all(row[NAME] and not any(row[NAME + 1 : NAME + 4]) for row in people)
    assert not any(row[MARKS + 4] for row in people)  # local minority is ethnicity
    assert any(row[MARKS + 3] for row in people)


def test_the_command_and_the_log(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = tmp_path / "R15.xlsx"
    assert run("list", folder, "R15", "--to", to) == 0
    assert capsys.readouterr().err == f"{to}: 8 households of R15\n"
    ws = workspace.open_workspace(folder, None, clock=still_clock, new_uid=uids("log"))
    last = audit.logs(ws)[0].entries[-1]
    workspace.close(ws)
    assert (last.what, last.about, last.counts) == (audit.EXPORT, "R15", {"households": 8})
    assert run("list", folder, "R15", "--to", tmp_path / "R15.pdf") == 2
    assert not (tmp_path / "R15.pdf").exists()


def test_new_and_old_households_are_marked_apart(tmp_path: Path) -> None:
    """By last year's list: on it, above the lines, on the other list, and nobody knows."""
    ws = make(tmp_path / "ws")
    before: tuple[dict[str, object], ...] = (
        {"class_before": "poor"},
        {"class_before": "not_poor"},
        {"class_before": "near_poor"},
        {},
    )
    lines = [household(f"000{n}", **more) for n, more in enumerate(before)]
    import_households(ws, write_lines(tmp_path / "was.ndjson", *lines))
    found = written(ws, "R14", tmp_path / "list.xlsx")
    workspace.close(ws)
    marks = [row[MARKS : MARKS + 3] for row in found if row[1] == 1]
    assert marks == [[None, None, "x"], ["x", None, None], [None] * 3, [None] * 3]
    assert _total(found)[MARKS : MARKS + 3] == [1, 0, 1]
    assert any(str(row[0]).startswith("Ba cột mới – tái – cũ để trống: 2 hộ") for row in found)


def test_an_unknown_list_is_refused(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(RasoatError, match="There is no named list"):
        named_lists.write(ws, "R99", tmp_path / "list.xlsx")


def test_each_line_of_the_sheet_belongs_to_a_village(ws: Workspace, tmp_path: Path) -> None:
    """A village's own line comes before its people, its sum after them."""
    found = written(ws, "R15", tmp_path / "list.xlsx")
    kinds = [isinstance(row[1], int) for row in found[: found.index(_total(found))]]
    assert [kind for kind, _ in groupby(kinds)] == [False, True] * len(VILLAGES) + [False]


def _total(found: list[list[Any]]) -> list[Any]:
    return next(row for row in found if str(row[0]).startswith("Tổng cộng"))
