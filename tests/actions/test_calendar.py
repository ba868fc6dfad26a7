"""The days of a round as the law sets them (facts 2.6)."""

import json
from datetime import date
from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import holidays, units, workspace
from desktop.actions.calendar import dates, terms
from desktop.actions.days import working_days
from desktop.errors import RasoatError
from desktop.records.rounds import PERIODIC, REGULAR, Round
from tests import worlds


def days(day: str, kind: str) -> dict[str, str]:
    year = int(day[:4])
    found = dates(Round("r", "vn-2022", year, day, kind), date(year, 1, 1))
    assert [due.day for due in found] == sorted(due.day for due in found)
    return {due.id: due.day.isoformat() for due in found}


def test_the_periodic_review() -> None:
    assert days("2026-10-01", PERIODIC) == {
        "begins": "2026-09-01",
        "preliminary": "2026-11-15",
        "ends": "2026-12-14",
        "official": "2026-12-20",
    }


@pytest.mark.parametrize(
    ("day", "begins", "recognised", "report"),
    [
        ("2026-03-15", "2026-03-15", "2026-03-30", "2026-04-05"),
        ("2026-01-15", "2026-01-15", "2026-01-30", "2026-02-05"),
        ("2026-02-15", "2026-02-15", "2026-03-02", "2026-03-05"),
        ("2026-09-15", "2026-09-15", "2026-09-30", None),  # reported from February to September only
        ("2026-12-15", "2026-12-15", "2026-12-30", None),
    ],
)
def test_a_review_during_the_year(day: str, begins: str, recognised: str, report: str | None) -> None:
    wanted = {"monthly": begins, "recognised": recognised}
    assert days(day, REGULAR) == wanted | ({"monthly_report": report} if report else {})


@pytest.mark.parametrize(
    ("after", "count", "day"),
    [
        ("2026-11-24", 3, "2026-11-27"),
        ("2026-11-26", 3, "2026-12-01"),  # a weekend between
        ("2026-11-28", 1, "2026-11-30"),  # begun on a Saturday
        ("2026-04-28", 3, "2026-05-05"),  # 30 April, 1 May, a weekend
        ("2026-12-30", 7, "2027-01-11"),  # over the turn of the year
        ("2026-11-24", 0, "2026-11-24"),
    ],
)
def test_working_days(after: str, count: int, day: str) -> None:
    begun = date.fromisoformat(after)
    off = holidays.of_year(begun.year).days | holidays.of_year(begun.year + 1).days
    assert working_days(begun, count, off).isoformat() == day


def test_days_off_that_move_are_asked_for_and_never_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path)
    assert [one["vi"] for one in holidays.of_year(2027).unknown][:1] == ["Tết Âm lịch"]
    before = [due.day.isoformat() for due in terms(date(2027, 2, 4))]
    (tmp_path / "holidays.toml").write_text('tet = ["2027-02-05", "2027-02-08"]', "utf-8")
    assert [due.day.isoformat() for due in terms(date(2027, 2, 4))] == ["2027-02-11", "2027-02-17"]
    assert before == ["2027-02-09", "2027-02-15"]
    assert len(holidays.of_year(2027).unknown) == len(holidays.of_year(2028).unknown) - 1
    (tmp_path / "holidays.toml").write_text('tet = ["soon"]', "utf-8")
    with pytest.raises(RasoatError, match="cannot be read"):
        holidays.of_year(2027)


def test_what_is_late_is_told_for_every_village_with_what_holds_it_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ws = worlds.make(tmp_path / "ws")
    for name in ("Nà Mơ", "Bản Vài"):
        units.add_village(ws, worlds.COMMUNE, name)
    workspace.close(ws)
    less = worlds.household("0002")
    del less["latrine"]
    lines = worlds.write_lines(tmp_path / "l.ndjson", worlds.household("0001"), less)
    assert worlds.run("import", tmp_path / "ws", lines) == 0
    capsys.readouterr()
    assert worlds.run("calendar", tmp_path / "ws", "--on", "2026-11-20", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["id"], one["place"], one["late"], one["why"]) for one in told["steps"]] == [
        ("preliminary", worlds.VILLAGE, True, {"unfinished": 1}),
        ("preliminary", f"{worlds.COMMUNE}-02", True, {"nothing": 1}),
        ("ends", worlds.VILLAGE, False, {"unfinished": 1}),
        ("ends", f"{worlds.COMMUNE}-02", False, {"nothing": 1}),
        ("official", worlds.COMMUNE, False, {"unsigned": 1}),
    ]
    assert worlds.run("calendar", tmp_path / "ws", "--on", "2026-11-20", "--posted", "2026-11-20") == 0
    said = capsys.readouterr().out
    assert "LATE  2026-11-15  Thôn Nà Mơ: 1 households with open questions" in said
    assert "2026-11-25  The list stays posted until" in said
    assert "Lunar New Year 2026" in said
