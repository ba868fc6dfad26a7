"""The list of open problems, and confirming a warning with a remark: kept, shown, merged, taken back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions import enter, problems, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.errors import RasoatError
from desktop.store import results
from desktop.store.results import WARNINGS, Filter
from tests.worlds import COMMUNE, household, make, run, still_clock, uids, write_lines

OLD = {"name": "Hoàng Thị Già", "relation": "parent", "sex": "f", "birth_date": "1913-01-01"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = make(tmp_path / "ws")
    fine = household("0001")
    members = fine["members"]
    assert isinstance(members, list)
    lines = write_lines(
        tmp_path / "list.ndjson",
        fine,
        household("0002", members=[*members, OLD]),
        household("0003", floor_area_m2=0, members=[*members, OLD], village=f"{COMMUNE}-02"),
    )
    import_households(made, lines)
    workspace.close(made)
    return made.folder


@pytest.fixture
def ws(folder: Path) -> Iterator[Workspace]:
    made = workspace.open_workspace(folder, None, clock=still_clock, new_uid=uids("again"))
    yield made
    workspace.close(made)


def codes(ws: Workspace, village: str = "") -> list[tuple[str, list[str]]]:
    found = problems.open_problems(ws, "vi", village)
    return [(group.code, sorted(one.code for one in group.problems)) for group in found]


def test_they_are_grouped_errors_first(ws: Workspace) -> None:
    assert codes(ws) == [("no_floor", ["0003"]), ("very_old", ["0002", "0003"])]
    assert codes(ws, f"{COMMUNE}-01") == [("very_old", ["0002"])]
    group = problems.open_problems(ws, "vi")[1]
    assert group.problems[0].title == "Hoàng Thị Già đã 113 tuổi"
    assert group.hint == "Xem lại năm sinh."
    assert group.problems[0].head == "Nông Văn Thử"


def test_a_confirmed_warning_is_open_no_more(ws: Workspace) -> None:
    one = next(one for one in problems.open_problems(ws, "vi")[1].problems if one.code == "0002")
    problems.confirm(ws, one.key, one.found, "  có giấy khai sinh ")
    assert codes(ws) == [("no_floor", ["0003"]), ("very_old", ["0003"])]
    assert results.count(ws.store, Filter(only=WARNINGS)) == 1
    entered = enter.open_form(ws, one.key)
    assert [found.confirmed for found in entered.problems] == ["có giấy khai sinh"]
    problems.reopen(ws, one.key, one.found)
    assert len(codes(ws)[1][1]) == 2


def test_a_remark_is_owed_and_errors_stay(ws: Workspace) -> None:
    groups = problems.open_problems(ws, "vi")
    error, warning = groups[0].problems[0], groups[1].problems[0]
    with pytest.raises(RasoatError) as none:
        problems.confirm(ws, warning.key, warning.found, "  ")
    assert none.value.code == "no_remark"
    with pytest.raises(RasoatError) as no_warning:
        problems.confirm(ws, error.key, error.found, "đúng")
    assert no_warning.value.code == "no_warning"


def test_it_says_how_far_it_is(ws: Workspace) -> None:
    said: list[tuple[int, int]] = []
    problems.open_problems(ws, "vi", progress=lambda done, total: said.append((done, total)))
    assert said == [(0, 2), (0, 3)], "the forms with problems, then all of them for what stands twice"


def test_both_lists_by_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("problems", folder, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found[0]["code"], found[0]["household"]) == ("no_floor", "0003")
    assert run("problems", folder, "--village", f"{COMMUNE}-01") == 0
    assert capsys.readouterr().out.startswith("warning\t0002\t")
    assert run("away", folder, "--json") == 0
    assert isinstance(json.loads(capsys.readouterr().out), list)
    assert run("away", folder) == 0
    assert "one answer away" in capsys.readouterr().err
