"""Split, join, move and death by commands; taken back; movement over rounds, units and bundles."""

import json
from pathlib import Path

import pytest

from desktop.actions import enter, pack, receive, units, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.move import move_within
from desktop.actions.new_round import NewRound, new_round
from desktop.actions.script import enter_all
from desktop.actions.split import split
from desktop.actions.workspace import NewWorkspace
from desktop.records.model import form_key
from desktop.store import results, revisions, states
from tests.worlds import close, household, make, run, still_clock, uids, world, write_lines

FIRST, SECOND, THIRD = (f"vn-2022/{year}/periodic" for year in (2026, 2027, 2028))
POINTS = ("income_basis=points",)
POOR, NEAR, ABOVE = (
    ("b1_points=120",),
    ("b1_points=120", "water_source=tap", "latrine=septic"),
    ("b1_points=190",),
)
BETTER = ("internet_used=yes", "wall=durable", "floor_area_m2=60")

pytestmark = pytest.mark.slow


def of_three(code: str, uid: str, **more: object) -> dict[str, object]:
    """A poor household whose members keep their uids."""
    made = household(code, uid=uid, livelihood="other", **more)
    people = made["members"]
    assert isinstance(people, list)
    child = {**people[1], "name": "Nông Thị Ví", "relation": "child", "birth_date": "2001-03-04"}
    made["members"] = [{**one, "uid": f"{uid}m{n}"} for n, one in enumerate([*people, child], start=1)]
    return made


def begun(folder: Path, *codes: str) -> Workspace:
    """Last year's round with poor households h1, h2 …, carried into this year's."""
    ws = make(folder / "W")
    lines = [of_three(code, f"h{n}") for n, code in enumerate(codes or ("0001", "0002"), start=1)]
    import_households(ws, write_lines(folder / "list.ndjson", *lines))
    new_round(ws, NewRound(FIRST, 2027, "2027-10-01"))
    return ws


def row(ws: Workspace, uid: str, the_round: str = SECOND) -> dict[str, object]:
    """What the tables count."""
    names = ("movement_poor", "movement_near_poor", "persons_start", "persons_stayed", "persons", "live")
    sql = f"SELECT {', '.join(names)} FROM result WHERE form_key = ?"
    (found,) = ws.store.rows(sql, (form_key(uid, the_round),))
    return dict(zip(names, found, strict=True))


def moved(ws: Workspace, uid: str, the_round: str = SECOND) -> tuple[object, object]:
    found = row(ws, uid, the_round)
    return found["movement_poor"], found["movement_near_poor"]


def reopened(folder: Path) -> Workspace:
    return workspace.open_workspace(folder / "W", None, clock=still_clock, new_uid=uids("again"))


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.strip()


def test_without_a_last_round_nothing_is_guessed(tmp_path: Path) -> None:
    ws = make(tmp_path / "W")
    import_households(
        ws,
        write_lines(
            tmp_path / "l.ndjson", of_three("1", "h1"), of_three("2", "h2", class_before="near_poor")
        ),
    )
    assert moved(ws, "h1", FIRST) == (None, None)
    assert moved(ws, "h2", FIRST) == ("from_other", "to_other"), "by last year's list"
    workspace.close(ws)


def test_moves_follow_the_class(tmp_path: Path) -> None:
    ws = begun(tmp_path, "1", "2", "3", "4")
    assert moved(ws, "h1") == (None, None), "the class of this year is not known yet"
    for uid, answers in (("h1", POOR), ("h2", (*NEAR, *BETTER)), ("h3", ABOVE)):
        enter_all(ws, uid, [*POINTS, *answers])
    assert moved(ws, "h1") == ("stayed", "none")
    assert moved(ws, "h2") == ("to_other", "from_other")
    assert moved(ws, "h3") == ("above", "none")
    new = enter_all(ws, "new", ["household_code=9", "village=01906-01"])
    assert moved(ws, new.form.key.split("@")[0]) == (None, None)
    workspace.close(ws)


def test_split_by_command_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ws = begun(tmp_path)
    enter_all(ws, "h1", [*POINTS, *POOR])
    workspace.close(ws)
    assert run("split", tmp_path / "W", "0001", "--members", "h1m3", "--by", "Lan") == 0
    new = printed(capsys)
    ws = reopened(tmp_path)
    assert row(ws, "h1") == {
        "movement_poor": "stayed",
        "movement_near_poor": "none",
        "persons_start": 3,
        "persons_stayed": 2,
        "persons": 2,
        "live": 1,
    }
    there = enter.open_form(ws, form_key(new, SECOND)).form
    assert [member.uid for member in there.members] == ["h1m3"], "the person is the same"
    assert there.answer("members/h1m3/relation") == "head"
    assert there.answer("village") == "01906-01"
    workspace.close(ws)


def test_a_split_is_told_and_taken_back_by_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.close(begun(tmp_path))
    assert run("split", tmp_path / "W", "0001", "--members", "h1m3", "--by", "Lan") == 0
    new = printed(capsys)
    assert run("life", tmp_path / "W", "0001", "--json") == 0
    (told,) = json.loads(printed(capsys))
    event = told["event"]
    assert (told["what"], told["households"], told["members"]) == ("split_off", [new], ["h1m3"])
    assert (told["who"], told["round"], told["unit"]) == ("Lan", SECOND, None)
    assert told["says"] == (
        "some members went to a household of their own: Nông Thị Ví · household of Nông Thị Ví"
    )
    assert run("life", tmp_path / "W", "0001", "--undo", event) == 0
    assert printed(capsys) == "h1"
    ws = reopened(tmp_path)
    held = revisions.record(ws.store, "form", form_key("h1", SECOND)).values()
    assert [one.author for one in held if f"life/{event}" in one.sets] == ["Lan", "máy"]
    assert (row(ws, "h1")["persons"], row(ws, new)["live"]) == (3, 0)
    assert moved(ws, new) == ("none", "none")
    workspace.close(ws)


def test_what_was_changed_since_is_not_taken_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ws = begun(tmp_path)
    workspace.close(ws)
    folder = tmp_path / "W"
    assert run("split", folder, "h1", "--members", "h1m3") == 0
    new = printed(capsys)
    assert run("enter", folder, new, "members/h1m3/insured=no", "--by", "Mai") == 0
    assert run("life", folder, "h1") == 0
    event = printed(capsys).splitlines()[-1].split("\t")[0]
    assert run("life", folder, "h1", "--undo", event) == 2
    assert "Mai changed members/h1m3/insured since" in capsys.readouterr().err
    ws = reopened(tmp_path)
    assert row(ws, "h1")["persons"] == 2, "nothing was taken back by half"
    workspace.close(ws)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("split", "h1", "--members", "h1m1,h1m2,h1m3"), "Somebody has to stay"),
        (("split", "h1", "--members", "nobody"), "is no member"),
        (("split", "h1", "--members", "h1m1", "--head", "h1m2"), "is no member"),
        (("split", "h1", "--members", "h1m1", "--stays", "h1m1"), "is no member"),
        (("life", "h1", "--born", "Nông Thị Bé", "--on", "32132026"), "cannot be read"),
        (("life", "h1", "--born", "Nông Thị Bé"), "cannot be read"),
        (("life", "h1", "--died", "nobody"), "is no member"),
        (("life", "h1", "--returned", "h1m1"), "is nobody who left"),
        (("life", "h1", "--back"), "never left"),
        (("join", "h1", "h1"), "cannot join itself"),
        (("join", "h1", "h9"), "no household h9"),
        (("move", "h1", "--out", "--unit", "99999"), "is no commune"),
        (("move", "h1", "nonsense"), "cannot be entered"),
        (("life", "h1", "--undo", "e"), "no event e"),
        (("enter", "h1", "members/h1m1/removed=gone"), "died, moved, split"),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    tmp_path: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ws = begun(tmp_path, "1")
    count = revisions.line_count(ws.store)
    workspace.close(ws)
    assert run(words[0], tmp_path / "W", *words[1:]) == 2
    assert said in capsys.readouterr().err
    ws = reopened(tmp_path)
    assert revisions.line_count(ws.store) == count
    workspace.close(ws)


def test_join_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ws = begun(tmp_path)
    enter_all(ws, "h1", [*POINTS, *POOR])
    enter_all(ws, "h2", [*POINTS, *POOR])
    workspace.close(ws)
    assert run("join", tmp_path / "W", "0001", "0002") == 0
    assert printed(capsys) == "h1"
    ws = reopened(tmp_path)
    assert (row(ws, "h1")["persons"], row(ws, "h1")["persons_stayed"]) == (6, 3)
    assert moved(ws, "h2") == ("other_out", "none")
    assert row(ws, "h2")["live"] == 0
    form = enter.open_form(ws, form_key("h1", SECOND)).form
    assert form.answer("members/h2m1/arrived") == "joined"
    assert form.answer("members/h2m1/relation") is None, "the relation to another head is asked"
    (event,) = (
        path.split("/")[1] for path in form.household if path.startswith("life/") and path.count("/") == 1
    )
    workspace.close(ws)
    assert run("life", tmp_path / "W", "h2", "--undo", event) == 0
    ws = reopened(tmp_path)
    assert (row(ws, "h1")["persons"], row(ws, "h2")["live"]) == (3, 1)
    workspace.close(ws)


def test_a_split_then_a_join_brings_the_person_home(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.close(begun(tmp_path, "1"))
    assert run("split", tmp_path / "W", "h1", "--members", "h1m3") == 0
    assert run("join", tmp_path / "W", "h1", printed(capsys)) == 0
    ws = reopened(tmp_path)
    assert row(ws, "h1")["persons_stayed"] in (3, None)
    assert len(enter.open_form(ws, form_key("h1", SECOND)).form.members) == 3
    workspace.close(ws)


def test_moves_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ws = begun(tmp_path, "1", "2", "3")
    for uid in ("h1", "h2", "h3"):
        enter_all(ws, uid, [*POINTS, *POOR])
    workspace.close(ws)
    folder = tmp_path / "W"
    assert run("move", folder, "h1", "village=01906-02") == 0
    assert run("move", folder, "h2", "--out", "--unit", "01858") == 0
    assert run("life", folder, "h3", "--died-out") == 0
    made = ["household_code=7", "village=01906-01", *POINTS, *POOR, "members/+1/name=Lý A Thử"]
    capsys.readouterr()
    assert run("enter", folder, "new", *made, "members/+1/arrived=moved") == 0
    new = printed(capsys)
    assert run("move", folder, new, "--in") == 0
    ws = reopened(tmp_path)
    assert moved(ws, "h1") == ("stayed", "none")
    assert [moved(ws, uid)[0] for uid in ("h2", "h3")] == ["other_out", "other_out"]
    assert enter.open_form(ws, form_key("h1", SECOND)).form.answer("village") == "01906-02"
    assert results.count(ws.store, results.Filter()) == 2
    workspace.close(ws)


def told(capsys: pytest.CaptureFixture[str], folder: Path, household: str) -> list[dict[str, object]]:
    assert run("life", folder, household, "--json") == 0
    found: list[dict[str, object]] = json.loads(printed(capsys))
    return found


def test_a_birth_by_command_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace.close(begun(tmp_path, "1"))
    folder = tmp_path / "W"
    assert run("life", folder, "h1", "--born", "Nông Thị Bé", "--on", "05092027") == 0
    printed(capsys)
    (event,) = told(capsys, folder, "h1")
    child = str(event["members"][0])  # type: ignore[index]
    ws = reopened(tmp_path)
    form = enter.open_form(ws, form_key("h1", SECOND)).form
    assert form.answer(f"members/{child}/arrived") == "born"
    assert form.answer(f"members/{child}/birth_date") == "2027-09-05"
    assert len(form.members) == 4
    enter_all(ws, "h1", [f"members/{child}/relation=child", *POINTS, *POOR])
    counts = row(ws, "h1")
    assert (counts["persons"], counts["persons_start"], counts["persons_stayed"]) == (4, 3, 3)
    workspace.close(ws)
    assert run("life", folder, "h1", "--undo", event["event"]) == 0
    ws = reopened(tmp_path)
    everyone = enter.open_form(ws, form_key("h1", SECOND)).form.everyone
    assert [one.uid for one in everyone] == ["h1m1", "h1m2", "h1m3"], "what was answered since goes with it"
    workspace.close(ws)


def test_when_the_head_dies_another_is_head(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace.close(begun(tmp_path, "1"))
    folder = tmp_path / "W"
    assert run("life", folder, "h1", "--died", "h1m1", "--head", "h1m2") == 0
    printed(capsys)
    (event,) = told(capsys, folder, "h1")
    ws = reopened(tmp_path)
    form = enter.open_form(ws, form_key("h1", SECOND)).form
    assert form.answer("members/h1m1/removed") == "died"
    assert [one.answers.get("relation") for one in form.members] == ["head", None]
    workspace.close(ws)
    assert run("life", folder, "h1", "--undo", event["event"]) == 0
    ws = reopened(tmp_path)
    form = enter.open_form(ws, form_key("h1", SECOND)).form
    assert [one.answers.get("relation") for one in form.members] == ["head", "spouse", "child"]
    workspace.close(ws)


def test_somebody_and_a_household_come_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ws = begun(tmp_path, "1")
    enter_all(ws, "h1", [*POINTS, *POOR, "members/h1m3/removed=moved"])
    workspace.close(ws)
    folder = tmp_path / "W"
    assert run("life", folder, "h1", "--returned", "h1m3") == 0
    assert run("move", folder, "h1", "--out", "--unit", "01858") == 0
    assert run("life", folder, "h1", "--died-out") == 2, "it is counted no more"
    assert run("life", folder, "h1", "--back") == 0
    ws = reopened(tmp_path)
    form = enter.open_form(ws, form_key("h1", SECOND)).form
    assert form.answer("members/h1m3/arrived") == "returned"
    assert moved(ws, "h1") == ("stayed", "none")
    workspace.close(ws)
    capsys.readouterr()
    says = [one["says"] for one in told(capsys, folder, "h1")]
    assert [str(one).partition(":")[0] for one in says] == [
        "somebody came back",
        "moved to another commune",
        "the household came back",
    ]


def test_the_head_splits_off_and_another_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace.close(begun(tmp_path, "1"))
    words = ("--members", "h1m1,h1m3", "--head", "h1m3", "--stays", "h1m2")
    assert run("split", tmp_path / "W", "h1", *words) == 0
    new = printed(capsys)
    ws = reopened(tmp_path)
    there = enter.open_form(ws, form_key(new, SECOND)).form
    assert [one.answers.get("relation") for one in there.members] == [None, "head"]
    here = enter.open_form(ws, form_key("h1", SECOND)).form
    assert [one.answers.get("relation") for one in here.members] == ["head"]
    workspace.close(ws)


def test_fell_back_within_the_look_back(tmp_path: Path) -> None:
    ws = begun(tmp_path, "1", "2")
    for uid in ("h1", "h2"):
        enter_all(ws, uid, [*POINTS, *ABOVE])
    enter_all(ws, "new", ["household_code=9", "village=01906-01"])
    new_round(ws, NewRound(SECOND, 2028, "2028-10-01"))
    enter_all(ws, "h1", [*POINTS, *POOR])
    assert moved(ws, "h1", THIRD) == ("fell_back", "none")
    workspace.close(ws)
    assert run("round", "look-back", tmp_path / "W", "--years", "1") == 0
    ws = reopened(tmp_path)
    assert moved(ws, "h1", THIRD) == ("new", "none"), "2026 is further back than a year"
    workspace.close(ws)
    assert run("round", "look-back", tmp_path / "W", "--years", "2") == 0
    ws = reopened(tmp_path)
    assert moved(ws, "h1", THIRD) == ("fell_back", "none")
    workspace.close(ws)


def test_a_late_file_of_the_last_round_changes_the_movement(tmp_path: Path) -> None:
    made = world(tmp_path, laptops=1)
    (laptop,) = made.laptops
    import_households(laptop, write_lines(tmp_path / "list.ndjson", of_three("1", "h1")))
    old = tmp_path / "old.rasoat"
    pack.pack(laptop, old)
    new_round(laptop, NewRound(FIRST, 2027, "2027-10-01"))
    enter_all(laptop, "h1", [*POINTS, *POOR])
    new_round(made.office, NewRound(FIRST, 2027, "2027-10-01"))
    import_households(made.office, write_lines(tmp_path / "new.ndjson", of_three("2", "h2")))
    assert moved(made.office, "h2") == (None, None), "the last round holds nobody yet"
    receive.receive(made.office, [old])
    assert moved(made.office, "h2") == ("new", "none")
    everything = tmp_path / "all.rasoat"
    pack.pack(laptop, everything)
    receive.receive(made.office, [everything])
    assert row(made.office, "h1") == row(laptop, "h1")
    assert moved(made.office, "h1") == ("stayed", "none")
    close(made)


def test_two_events_on_two_laptops_do_not_clash(tmp_path: Path) -> None:
    made = world(tmp_path, laptops=2)
    import_households(made.office, write_lines(tmp_path / "list.ndjson", of_three("1", "h1")))
    new_round(made.office, NewRound(FIRST, 2027, "2027-10-01"))
    files = []
    for n, laptop in enumerate(made.laptops):
        down = tmp_path / f"down{n}.rasoat"
        pack.pack(made.office, down, for_certificate=made.certificates[n])
        receive.receive(laptop, [down])
    first, second = made.laptops
    for laptop in made.laptops:
        laptop.round = made.office.round
    split(first, form_key("h1", SECOND), ["h1m3"])
    move_within(second, form_key("h1", SECOND), {"address": "xóm trên"})
    for n, laptop in enumerate(made.laptops):
        files.append(tmp_path / f"up{n}.rasoat")
        pack.pack(laptop, files[-1])
    receive.receive(made.office, files)
    assert states.clashes(made.office.store) == ()
    form = enter.open_form(made.office, form_key("h1", SECOND)).form
    assert (form.answer("address"), len(form.members)) == ("xóm trên", 2)
    close(made)


def test_lineage_is_kept_over_the_merger_of_communes(tmp_path: Path) -> None:
    """Split off in an old commune, poor again in the new one: it was poor as part of its parent."""
    old = next(
        unit.code
        for unit in units.load("2020").communes("06")
        if len(new := units.crosswalk().new_of(unit.code)) == 1 and new[0] != unit.code
    )
    wanted = NewWorkspace("vn-2022", 2024, "2024-10-01", old, units="2020", person="máy")
    ws = workspace.create(tmp_path / "W", wanted, clock=still_clock, new_uid=uids("old"))
    line = of_three("1", "h1", unit=old, village=f"{old}-01")
    import_households(ws, write_lines(tmp_path / "l.ndjson", line))
    before = ws.round.key
    for year in (2025, 2026):
        day = "2025-06-01" if year == 2025 else "2026-10-01"
        new_round(ws, NewRound(before, year, day))
        if year == 2025:
            made = split(ws, form_key("h1", ws.round.key), ["h1m3"])
            child = made.keys[1].split("@")[0]
            enter_all(ws, child, [*POINTS, *ABOVE, "household_code=2"])
            enter_all(ws, child, ["water_source=tap", "latrine=septic", "internet_used=yes", "media=tv"])
        before = ws.round.key
    assert ws.home.code != old, "the commune became another"
    enter_all(
        ws, child, [*POINTS, *POOR, "wall=nondurable", "pillar=nondurable", "roof=durable", "floor_area_m2=2"]
    )
    enter_all(ws, child, ["water_source=other", "latrine=none", "internet_used=no", "media=[]"])
    assert moved(ws, child, ws.round.key) == ("fell_back", "none")
    workspace.close(ws)
