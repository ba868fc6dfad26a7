"""`rasoat round`: a second round from the first, one open at a time, closed and opened again."""

import json
from pathlib import Path

import pytest

from desktop.actions import workspace
from desktop.records import rows
from desktop.store import results
from tests.worlds import (
    COMMUNE,
    DATE,
    EDITION,
    YEAR,
    household,
    run,
    still_clock,
    uids,
    write_lines,
)

FIRST, SECOND = "vn-2022/2026/periodic", "vn-2022/2027/periodic"
MORE = household("0002", water_source="tap", exit_registered=True, exit_year=2027, mentor="Lý Thị Giúp")

POOR = "3"  # the column of R1

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with two households of 2026."""
    made = tmp_path / "W"
    start = ("--edition", EDITION, "--year", YEAR, "--date", DATE, "--unit", COMMUNE, "--no-passphrase")
    assert run("new", made, *start) == 0
    assert run("import", made, write_lines(tmp_path / "in.ndjson", household("0001"), MORE)) == 0
    return made


def begin(folder: Path, *more: object) -> int:
    words = ("--from", FIRST, "--year", 2027, "--date", "2027-10-01", *more)
    return run("round", "new", folder, *words)


def exported(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    assert run("export", folder, "--to", folder.parent / "out.ndjson") == 0
    capsys.readouterr()
    lines = (folder.parent / "out.ndjson").read_text("utf-8").splitlines()
    return {str(one["household_code"]): one for one in map(json.loads, lines)}


def test_a_new_round_takes_stable_answers_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert begin(folder) == 0
    assert "2 households carried" in capsys.readouterr().out
    now = exported(folder, capsys)
    assert now["0002"]["water_source"] == "tap"
    assert now["0002"]["mentor"] == "Lý Thị Giúp"
    assert "b1_points" not in now["0002"], "income is measured anew"
    people = now["0001"]["members"]
    assert isinstance(people, list)
    assert [one["name"] for one in people] == ["Nông Văn Thử", "Hoàng Thị Mẫu"]
    assert now["0001"]["result"]["class"] == "unknown"  # type: ignore[index]


def test_two_laptops_that_carry_the_same_round_agree(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "V"
    start = ("--edition", EDITION, "--year", YEAR, "--date", DATE, "--unit", COMMUNE, "--no-passphrase")
    assert run("new", other, *start) == 0
    assert run("import", other, tmp_path / "in.ndjson") == 0
    hashes = []
    for one in (folder, other):
        assert begin(one) == 0
        capsys.readouterr()
        assert run("digest", one) == 0
        hashes.append(capsys.readouterr().out)
    assert hashes[0] == hashes[1]


def test_again_carries_nobody_twice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert begin(folder, "--json") == 0
    assert run("round", "use", folder, FIRST) == 0
    assert run("enter", folder, "new", "household_code=0003", "members/+1/name=Triệu Văn Ba") == 0
    capsys.readouterr()
    assert begin(folder, "--json") == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts == {"round": SECOND, "households": 1, "known": 2, "left": 0, "to_place": 0}


def test_a_deleted_household_stays_behind(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("enter", folder, "0001", "deleted=moved away") == 0
    capsys.readouterr()
    assert begin(folder, "--json") == 0
    counts = json.loads(capsys.readouterr().out)
    assert (counts["households"], counts["left"]) == (1, 1)


def test_lists_and_tables_are_those_of_the_round_that_is_used(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begin(folder) == 0
    assert run("enter", folder, "0001", "income_basis=points", "b1_points=150") == 0
    for key, wanted in ((FIRST, 2), (SECOND, 0)):  # b1 120 is poor, b1 150 is not; 0002 is not known in 2027
        assert run("round", "use", folder, key) == 0
        assert run("report", folder, "--out", folder.parent / "T", "--tables", "R1", "--format", "json") == 0
        table = json.loads((folder.parent / "T" / "R1.json").read_text("utf-8"))
        assert table["round"] == key
        assert table["rows"][0]["values"][POOR] == wanted, table
    capsys.readouterr()
    assert run("round", "list", folder, "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["round"], row["households"], row["open"], row["from"]) for row in rows] == [
        (FIRST, 2, False, None),
        (SECOND, 2, True, FIRST),
    ]


def test_a_closed_round_takes_no_answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("round", "close", folder, "--why", "   ") == 2
    assert run("round", "close", folder, "--why", "Đã nộp báo cáo") == 0
    assert run("enter", folder, "0001", "address=Nà Mơ") == 2
    assert "closed" in capsys.readouterr().err
    assert run("import", folder, write_lines(folder.parent / "more.ndjson", household("0009"))) == 2
    assert run("round", "list", folder) == 0
    assert "Đã nộp báo cáo" in capsys.readouterr().out
    assert run("round", "reopen", folder, "--why", "Sót một hộ") == 0
    assert run("enter", folder, "0001", "address=Nà Mơ") == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "vn-2022/2020/periodic", "--year", 2027, "--date", "2027-10-01"), "no round"),
        (("--from", FIRST, "--year", 2025, "--date", "2025-10-01"), "comes after"),
        (("--from", FIRST, "--year", 2027, "--date", "2027-13-01"), "is not a day"),
        (("--from", FIRST, "--year", 2027, "--date", "2027-10-01", "--edition", "vn-1999"), "no edition"),
    ],
)
def test_what_cannot_be_a_new_round(
    folder: Path, words: tuple[object, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("digest", folder) == 0
    before = capsys.readouterr().out
    assert run("round", "new", folder, *words) == 2
    assert said in capsys.readouterr().err
    assert run("digest", folder) == 0
    assert capsys.readouterr().out == before


def test_registrations_are_held_against_results(folder: Path) -> None:
    """One was registered for 2027: it stands open, then reached, then not."""

    def listed(only: str) -> int:
        ws = workspace.open_workspace(folder, None, clock=still_clock, new_uid=uids("reader"), read_only=True)
        found = results.count(ws.store, results.Filter(only=only))
        ws.store.close()
        return found

    assert listed(rows.STILL_POOR) == 1, "in 2026 it is poor"
    assert begin(folder) == 0
    counts = []
    for points in ("", "300", "100"):
        assert run("enter", folder, "0002", "income_basis=points", f"b1_points={points}") == 0
        counts.append([listed(only) for only in (results.LEAVING, rows.LEFT, rows.STILL_POOR)])
    assert counts == [[1, 0, 0], [1, 1, 0], [1, 0, 1]]


def test_reviews_during_the_year_follow_and_are_followed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    march = "vn-2022/2027-03/regular"
    spring = ("--from", FIRST, "--year", 2027, "--date", "2027-03-15", "--kind", "regular")
    assert run("round", "new", folder, *spring) == 0
    assert run("enter", folder, "0001", "income_basis=points", "b1_points=100") == 0
    autumn = ("--from", march, "--year", 2027, "--date", "2027-10-01")
    assert run("round", "new", folder, *autumn) == 0
    capsys.readouterr()
    assert run("round", "list", folder, "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["round"], row["from"]) for row in rows] == [(FIRST, None), (march, FIRST), (SECOND, march)]
    assert exported(folder, capsys)["0001"]["water_source"] == "other", "twice carried"
