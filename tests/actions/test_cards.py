"""Score cards through the doors: command line, files, bundles; and what a household is worth by them."""

import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.actions import cards, enter, pack, receive, settle, workspace
from desktop.actions import office as offices
from desktop.actions.context import Workspace
from desktop.actions.editions import load_edition
from desktop.actions.import_ import import_households
from desktop.actions.script import enter_all
from desktop.errors import RasoatError
from desktop.records.fits import unfit
from desktop.records.revision import Revision
from desktop.store import states
from tests.carding import by_card, rows, sound, write_card
from tests.worlds import COMMUNE, household, make, run, still_clock, uids, world, write_lines


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return make(tmp_path / "ws")


def classes(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    card: Path | None,
    *households: Mapping[str, object],
) -> list[dict[str, Any]]:
    """What `rasoat classify` answers."""
    lines = "".join(json.dumps(one) + "\n" for one in households).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines), "utf-8"))
    capsys.readouterr()
    words = ["classify", "--edition", "vn-2022", "--date", "2026-10-01"]
    run(*words, *(["--card", card] if card else []))
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


Ask = Any


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    def asked(card: Path | None, household: Mapping[str, object]) -> dict[str, Any]:
        return classes(capsys, monkeypatch, card, household)[0]

    return asked


def person(**more: object) -> dict[str, object]:
    answers = by_card()["members"]
    assert isinstance(answers, list)
    return {**answers[0], **more}


def test_points_are_added_and_every_item_says_its_source(tmp_path: Path, ask: Ask) -> None:
    """Two people 65, nobody unable to work 10, 7.5 m² a head 0, a television 7."""
    card = sound(tmp_path / "card.xlsx")
    found = ask(card, by_card({"tv": "yes"}))
    assert (found["b1"], found["class"], found["ask"]) == (82, "poor", [])
    assert found["distance"] == {"basis": "card", "line": 140, "by": 82 - 140}
    said = {reason["rule"]: reason for reason in found["reasons"]}
    assert said["card/size"]["because"] == {"card/size": "2"}
    assert (said["card/size"]["points"], said["card/tv"]["points"]) == (65, 7)
    assert said["card/tv"]["source"] == "Bảng điểm bịa để thử, mục 11"
    assert len(said["card/tv"]["card"]) == 64
    assert "illustrative" not in found


def test_a_missing_item_leaves_the_total_and_the_class_unknown(tmp_path: Path, ask: Ask) -> None:
    card = sound(tmp_path / "card.xlsx")
    gone = by_card()
    del gone["card/cattle"]
    found = ask(card, gone)
    assert (found["b1"], found["class"], found["ask"]) == (None, "unknown", ["card/cattle"])
    refused = {**by_card(), "card/cattle": {"missing": "refused"}}
    assert ask(card, refused)["ask"] == ["card/cattle"]


def test_an_unknown_option_is_an_error_that_names_what_is_accepted(tmp_path: Path, ask: Ask) -> None:
    found = ask(sound(tmp_path / "card.xlsx"), by_card({"cattle": "ten"}))
    assert found["error"] == 'card/cattle: unknown code "ten", accepted is one of none, one, two'


def test_without_a_card_no_rule_decides(ask: Ask) -> None:
    found = ask(None, by_card())
    assert (found["class"], found["b1"]) == ("unknown", None)
    assert "no_rule" in [reason["rule"] for reason in found["reasons"]]


SIZES = [(1, 75), (2, 65), (6, 10), (7, 0), (9, 0)]


@pytest.mark.parametrize(("people", "points"), SIZES)
def test_the_size_is_counted_from_the_members(tmp_path: Path, ask: Ask, people: int, points: int) -> None:
    found = ask(sound(tmp_path / "card.xlsx"), by_card(members=[person()] * people, floor_area_m2=1))
    said = {reason["rule"]: reason.get("points") for reason in found["reasons"]}
    assert said["card/size"] == points


UNABLE = [
    ({"birth_date": "2011-10-02"}, 5),  # 14
    ({"birth_date": "2011-10-01"}, 10),  # 15 today
    ({"birth_date": "1966-10-01"}, 10),  # 60 today
    ({"birth_date": "1965-10-01"}, 5),  # 61
    ({"disabled": True}, 5),
]


@pytest.mark.parametrize(("more", "points"), UNABLE)
def test_those_unable_to_work_are_counted_from_the_members(
    tmp_path: Path, ask: Ask, more: dict[str, object], points: int
) -> None:
    found = ask(sound(tmp_path / "card.xlsx"), by_card(members=[person(), person(**more)]))
    said = {reason["rule"]: reason.get("points") for reason in found["reasons"]}
    assert said["card/unable"] == points


def test_an_answer_at_a_counted_item_goes_before_the_count(tmp_path: Path, ask: Ask) -> None:
    """A member who is gravely ill is unable to work, and no answer about members says so."""
    found = ask(sound(tmp_path / "card.xlsx"), by_card({"unable": "1"}))
    assert found["b1"] == 65 + 5


def test_what_leaves_the_count_open_is_asked(tmp_path: Path, ask: Ask) -> None:
    one = person()
    del one["disabled"]
    found = ask(sound(tmp_path / "card.xlsx"), by_card(members=[person(), one]))
    assert (found["b1"], found["ask"]) == (None, ["members/2/disabled"])


def test_the_size_scores_nothing_where_nobody_can_work(tmp_path: Path, ask: Ask) -> None:
    """Facts 3: children, the elderly and the disabled alone; the item is 0 and not missing."""
    alone = by_card(members=[person(birth_date="1950-01-01"), person(birth_date="2015-01-01")])
    found = ask(sound(tmp_path / "card.xlsx"), alone)
    said = {reason["rule"]: reason for reason in found["reasons"]}
    assert (found["b1"], said["card/size"]["points"], said["card/size"]["holds"]) == (0, 0, True)


@pytest.mark.parametrize(("floor", "points"), [(15.99, 0), (16, 7), (39.99, 7)])
def test_the_floor_per_head_is_found_from_the_floor(
    tmp_path: Path, ask: Ask, floor: float, points: int
) -> None:
    found = ask(sound(tmp_path / "card.xlsx"), by_card(floor_area_m2=floor))
    said = {reason["rule"]: reason.get("points") for reason in found["reasons"]}
    assert said["card/floor"] == points


BOUNDARIES = [(140, "poor"), (141, "medium"), (195, "medium"), (196, "not_poor")]


@pytest.mark.parametrize(("total", "code"), BOUNDARIES)
def test_the_class_by_card_is_that_by_points(tmp_path: Path, ask: Ask, total: int, code: str) -> None:
    """The household is worth 75; a television makes up the rest."""
    card = write_card(tmp_path / "card.xlsx", {"rural": rows(plus=total - 75 - 7)})
    found = ask(card, by_card({"tv": "yes"}))
    assert (found["b1"], found["class"]) == (total, code)


TOWN = {"area": "urban", "region": "northern_mountains"}


def regional(to: Path, settings: list[tuple[str, str, str]] | None = None) -> Path:
    sheets = {
        "urban": rows(town=True),
        "northern_mountains": rows(plus=3),
        "mekong_delta": rows(plus=10),
    }
    return write_card(to, sheets, settings or [])


def test_a_town_household_takes_land_and_livestock_of_its_rural_region(tmp_path: Path, ask: Ask) -> None:
    card = regional(tmp_path / "card.xlsx")
    alike = {"cattle": "one", "land_annual": "1", "boat": "yes"}
    plain = ask(card, by_card(alike, **TOWN))
    assert plain["b1"] == 75  # what is not asked is not counted
    found = ask(card, {**by_card(alike, **TOWN), "card/like_rural": True, "card/decision": "Văn bản 5"})
    assert found["b1"] == 75 + 10 + 10  # at the points of the region; a boat is no land
    assert found["distance"]["line"] == 175


def test_boats_may_be_scored_by_another_region(tmp_path: Path, ask: Ask) -> None:
    north = {"region": "northern_mountains"}
    own = ask(regional(tmp_path / "a.xlsx"), by_card({"boat": "yes"}, **north))
    borrowing = regional(tmp_path / "b.xlsx", [("northern_mountains", "boats_from", "mekong_delta")])
    assert own["b1"] == 75 + 10
    assert ask(borrowing, by_card({"boat": "yes"}, **north))["b1"] == 75 + 17


def test_the_region_is_asked_where_it_decides(tmp_path: Path, ask: Ask) -> None:
    found = ask(regional(tmp_path / "card.xlsx"), by_card())
    assert (found["class"], found["ask"]) == ("unknown", ["region"])


def test_an_unsound_card_stops_classify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = rows()
    lines[0][3] = None
    card = write_card(tmp_path / "card.xlsx", {"rural": lines})
    assert run("classify", "--edition", "vn-2022", "--date", "2026-10-01", "--card", card) == 2
    assert "rural!2: the points are missing" in capsys.readouterr().err


def test_the_template_is_what_the_import_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No points in it; filled in, it is sound."""
    file = tmp_path / "card.xlsx"
    assert run("edition", "card-template", "vn-2022", file) == 0
    book = openpyxl.load_workbook(file)
    assert book.sheetnames[:2] == ["urban", "red_river_delta"]
    assert all(row[3].value is None for sheet in book.worksheets[:-1] for row in sheet.iter_rows(min_row=2))
    for row in book["urban"].iter_rows(min_row=2):
        row[1].value = row[1].value or "x"
        row[2].value = row[2].value or "một loại"
        row[3].value, row[4].value = 1, "bịa"
    book.save(file)
    make(tmp_path / "ws").store.close()
    capsys.readouterr()
    assert run("edition", "card-import", tmp_path / "ws", file) == 0
    assert capsys.readouterr().out.startswith("vn-2022/urban/all\ttaken in\t20 items")


def test_import_says_what_and_where_and_takes_sound_sheets_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = rows()
    lines[3][3] = 7.5
    file = write_card(tmp_path / "card.xlsx", {"rural": lines, "urban": rows(town=True)})
    folder = tmp_path / "ws"
    make(folder).store.close()
    for words, became in (
        (["--dry-run"], "would be new"),
        ([], "sound, not taken in"),
        (["--sound"], "taken in"),
        (["--sound"], "was here already"),
    ):
        capsys.readouterr()
        assert run("edition", "card-import", folder, file, *words) == 1
        said = capsys.readouterr()
        assert "card.xlsx, rural!5: the points “7.5” are no whole number" in said.err
        assert said.out.split("\t")[:2] == ["vn-2022/urban/all", became]


def test_what_is_no_workbook_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path / "ws").store.close()
    odd = tmp_path / "card.xlsx"
    odd.write_bytes(b"PK\x03\x04 no workbook")
    for file in (odd, tmp_path / "nothing.xlsx"):
        assert run("edition", "card-import", tmp_path / "ws", file) == 2
        assert "cannot be read as an Excel file" in capsys.readouterr().err


def test_cards_that_come_score_the_forms_that_wait_for_them(ws: Workspace, tmp_path: Path) -> None:
    cards.import_cards(ws, write_card(tmp_path / "town.xlsx", {"urban": rows(town=True)}))
    import_households(ws, write_lines(tmp_path / "h.ndjson", by_card()))

    def now() -> list[tuple[Any, ...]]:
        return ws.store.rows("SELECT class, b1, illustrative FROM result")

    assert [illustrative for _, _, illustrative in now()] == [1]  # by the invented card of practice data
    cards.import_cards(ws, sound(tmp_path / "card.xlsx"))
    assert now() == [("poor", 75, 0)]
    assert [(row.key, row.illustrative) for row in cards.listed(ws)] == [
        ("vn-2022/rural/all", False),
        ("vn-2022/urban/all", False),
    ]


def test_cards_travel_in_bundles_and_only_an_office_may_write_them(tmp_path: Path) -> None:
    made = world(tmp_path / "world", laptops=1)
    laptop, office = made.laptops[0], made.office
    card = sound(tmp_path / "card.xlsx")
    with pytest.raises(RasoatError) as refused:
        cards.import_cards(laptop, card)
    assert refused.value.code == "card_of_office"
    cards.import_cards(office, card)
    down = tmp_path / "down.rasoat"
    pack.pack(office, down, for_certificate=made.certificates[0])
    planned = receive.plan(laptop, [down])
    assert all(card.illustrative for card in laptop.edition.cards)  # a dry run leaves nothing
    assert planned.counts.new >= 2
    receive.receive(laptop, [down])
    assert [card.illustrative for card in laptop.edition.cards] == [False, False]
    entered = enter_all(laptop, "new", [f"unit={COMMUNE}", "area=rural", "income_basis=card", "card/tv=yes"])
    assert "card/tv" in entered.form.household


def test_a_card_is_there_when_the_workspace_opens_again(tmp_path: Path, ws: Workspace) -> None:
    cards.import_cards(ws, sound(tmp_path / "card.xlsx"))
    workspace.close(ws)
    again = workspace.open_workspace(ws.folder, None, clock=still_clock, new_uid=uids("b"))
    assert again.edition.cards == ws.edition.cards
    workspace.close(again)


def test_the_invented_card_marks_what_it_scores(ws: Workspace) -> None:
    """In practice data only; no table counts the household."""
    words = ["area=rural", "income_basis=card", "card/education=college", "members/+1/name=Nông Văn Thử"]
    entered = enter_all(ws, "new", words)
    assert entered.result.illustrative
    labels = [one.label for card in ws.edition.cards for marks in card.marks.values() for one in marks]
    assert all("MINH HOẠ" in label for label in labels)
    assert ws.store.rows("SELECT illustrative FROM result") == [(1,)]


def test_a_total_from_paper_is_compared_item_by_item(ws: Workspace, tmp_path: Path) -> None:
    cards.import_cards(ws, sound(tmp_path / "card.xlsx"))
    lines = write_lines(tmp_path / "h.ndjson", by_card(income_basis="points", b1_points=90))
    import_households(ws, lines)
    ((key,),) = ws.store.rows("SELECT form_key FROM result")
    entered = enter.open_form(ws, key)
    assert (entered.result.b1, entered.result.distance.basis) == (90, "points")
    (problem,) = [one for one in entered.problems if one.code == "card_total_differs"]
    assert (problem.path, problem.slots) == ("b1_points", {"found": 90, "n": 75})
    right = enter.enter(ws, entered, "b1_points", "75")
    assert "card_total_differs" not in [one.code for one in right.problems]


def test_odd_cards_are_problems(ws: Workspace, tmp_path: Path) -> None:
    cards.import_cards(ws, regional(tmp_path / "card.xlsx"))
    words = [f"unit={COMMUNE}", "area=urban", "region=northern_mountains", "income_basis=card"]
    entered = enter_all(ws, "new", [*words, "card/like_rural=1", "card/cattle=one"])
    assert "card_without_decision" in [one.code for one in entered.problems]
    decided = enter.enter(ws, entered, "card/decision", "Văn bản 5")
    assert "card_without_decision" not in [one.code for one in decided.problems]
    elsewhere = enter_all(ws, "new", ["area=rural", "region=south_east", "income_basis=card"])
    assert "no_card" in [one.code for one in elsewhere.problems]
    assert elsewhere.result.code == "unknown"


def test_an_option_of_another_card_is_a_problem(ws: Workspace, tmp_path: Path) -> None:
    other = [line if line[0] != "water" else [line[0], f"x{line[1]}", *line[2:]] for line in rows()]
    cards.import_cards(ws, write_card(tmp_path / "c.xlsx", {"rural": rows(), "south_east": other}))
    words = ["area=rural", "region=mekong_delta", "income_basis=card", "card/water=x1"]
    entered = enter_all(ws, "new", words)
    (problem,) = [one for one in entered.problems if one.code == "no_card_option"]
    assert (problem.path, problem.slots) == ("card/water", {"found": "x1"})


def test_outside_an_invented_card_is_said(tmp_path: Path, ask: Ask) -> None:
    file = tmp_path / "card.xlsx"
    assert run("edition", "card-template", "vn-2022", file, "--illustrative") == 0
    found = ask(file, by_card({"pension": "none"}))
    assert (found["illustrative"], found["class"]) == (True, "poor")
    said = {reason["rule"]: reason for reason in found["reasons"]}
    assert said["card/tv"]["certainty"] == "OURS"


def test_no_table_counts_what_an_invented_card_scored(tmp_path: Path) -> None:
    folder, out = tmp_path / "ws", tmp_path / "out"
    ws = make(folder)
    lines = write_lines(
        tmp_path / "h.ndjson", household("0001"), by_card({"pension": "none"}, household_code="0002")
    )
    import_households(ws, lines)
    assert ws.store.rows("SELECT class, illustrative FROM result ORDER BY illustrative") == [
        ("poor", 0),
        ("poor", 1),
    ]
    workspace.close(ws)
    assert run("report", folder, "--out", out, "--tables", "R1", "--format", "json") == 0
    table = json.loads((out / "R1.json").read_text("utf-8"))
    assert table["provisional"]["illustrative"] == 1
    (values,) = [row["values"] for row in table["rows"] if row["unit"] == COMMUNE and "1" in row["values"]][
        :1
    ]
    assert (values["1"], values["2"]) == (1, 2)  # one household of two people


def test_answers_by_card_leave_and_come_back(ws: Workspace, tmp_path: Path) -> None:
    cards.import_cards(ws, sound(tmp_path / "card.xlsx"))
    import_households(ws, write_lines(tmp_path / "h.ndjson", by_card({"tv": "yes"})))
    workspace.close(ws)
    assert run("export", ws.folder, "--to", tmp_path / "out.ndjson") == 0
    (line,) = (tmp_path / "out.ndjson").read_text("utf-8").splitlines()
    found = json.loads(line)
    assert (found["card/tv"], found["result"]["b1"]) == ("yes", 82)
    assert "card/total" not in found


CARD_RECORDS = [
    ({"points/size/1": "75"}, "points/size/1 is of the wrong kind"),
    ({"points/size/1": True}, "points/size/1 is of the wrong kind"),
    ({"points/size": 75}, "unknown path points/size"),
    ({"colour": "red"}, "unknown path colour"),
    ({"points/size/1": 75, "file": "ab", "deleted": "cũ"}, ""),
]


@pytest.mark.parametrize(("body", "why"), CARD_RECORDS)
def test_a_record_of_a_card_holds_nothing_else(body: dict[str, Any], why: str) -> None:
    assert unfit(load_edition("vn-2022"), Revision("card", "vn-2022/rural/all", body, frozenset(body))) == why


def test_a_record_of_a_card_has_its_key() -> None:
    said = unfit(load_edition("vn-2022"), Revision("card", "vn-2022/rural", {}, frozenset()))
    assert said == "the key is not <edition>/<area>/<region>"


FORMS = [
    ("card/tv", "yes", True),
    ("card/tv", 1, False),
    ("card/total", 75, False),
    ("card/water", "new", True),
]


@pytest.mark.parametrize(("path", "value", "fine"), FORMS)
def test_a_form_may_be_scored_by_a_card_that_is_not_here(path: str, value: Any, fine: bool) -> None:  # noqa: FBT001 - a table
    one = Revision("form", "u@r", {path: value}, frozenset({path}))
    assert (unfit(load_edition("vn-2022"), one) == "") is fine


def test_two_offices_that_differ_on_a_point_clash_and_a_person_decides(tmp_path: Path) -> None:
    """The household is scored by the provisional value first, then by what was decided."""
    made = world(tmp_path / "world", laptops=0)
    other = make(tmp_path / "other", "Huyện")
    asked, certificate = tmp_path / "other.request", tmp_path / "other.cert"
    offices.request(other, asked)
    keys = made.folder / "keys"
    offices.enrol(
        keys,
        None,
        asked,
        communes=(COMMUNE,),
        roles=("office",),
        until="",
        issued="2026-10-01",
        to=certificate,
    )
    offices.accept(other, certificate)
    one, two = rows(), rows()
    two[1][3] = 66  # two people
    cards.import_cards(made.office, write_card(tmp_path / "one.xlsx", {"rural": one}))
    cards.import_cards(other, write_card(tmp_path / "two.xlsx", {"rural": two}))
    import_households(made.office, write_lines(tmp_path / "h.ndjson", by_card()))
    pack.pack(other, tmp_path / "up.rasoat")
    receive.receive(made.office, [tmp_path / "up.rasoat"])
    found = {clash.path: clash for clash in states.clashes(made.office.store)}
    assert set(found) == {"file", "points/size/2"}
    clash = found["points/size/2"]
    (take,) = [place for place, side in enumerate(clash.values, 1) if side.values[clash.path] == 66]
    settle.settle(made.office, clash.id, take=take, why="theo phụ lục")
    assert made.office.store.rows("SELECT b1 FROM result") == [(76,)]
