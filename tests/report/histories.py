"""Two rounds of a commune, and what happened in between: made by chance, through the actions people use."""

from pathlib import Path
from random import Random

from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.join import join
from desktop.actions.life import die_out
from desktop.actions.move import move_in, move_out
from desktop.actions.new_round import NewRound, new_round
from desktop.actions.script import enter_all
from desktop.actions.split import split
from desktop.records.model import FormKey, form_key, household_uid
from tests.worlds import household, make, write_lines

FIRST, SECOND = "vn-2022/2026/periodic", "vn-2022/2027/periodic"
POINTS, POOR, ABOVE = "income_basis=points", ("b1_points=120",), ("b1_points=300",)
NEAR = ("b1_points=120", "water_source=tap", "latrine=septic", "internet_used=yes", "wall=durable")
NEAR_NOW: dict[str, object] = {
    "water_source": "tap",
    "latrine": "septic",
    "internet_used": True,
    "wall": "durable",
    "floor_area_m2": 60,
}
NOT_POOR: dict[str, object] = {"b1_points": 300}


def of_three(n: int, chance: Random) -> dict[str, object]:
    """A household of three in one of the classes, whose people keep their uids."""
    made = household(f"{n:04d}", uid=f"h{n}", livelihood="other", village=f"01906-0{chance.choice((1, 2))}")
    made |= chance.choice(({}, {}, NEAR_NOW, NEAR_NOW, NOT_POOR))
    people = made["members"]
    assert isinstance(people, list)
    child = {**people[1], "name": "Nông Thị Ví", "relation": "child", "birth_date": "2001-03-04"}
    made["members"] = [{**one, "uid": f"h{n}m{m}"} for m, one in enumerate([*people, child], start=1)]
    return made


def two_rounds(folder: Path, seed: int, count: int = 14) -> Workspace:
    """Households that stayed, moved between the lists, split, joined, moved, died; some not visited yet."""
    chance = Random(seed)  # noqa: S311 - a test
    ws = make(folder / "W")
    lines = [of_three(n, chance) for n in range(1, count + 1)]
    import_households(ws, write_lines(folder / "list.ndjson", *lines))
    new_round(ws, NewRound(FIRST, 2027, "2027-10-01"))
    for n in range(1, count):  # the last one is not visited: its class is not known
        enter_all(ws, f"h{n}", _answers(chance))
    for uid, act in zip(chance.sample([f"h{n}" for n in range(1, count - 1)], 8), ACTS * 2, strict=True):
        act(ws, form_key(uid, SECOND), chance)
    for code in ("0901", "0902"):
        _new(ws, code, chance)
    move_in(ws, _new(ws, "0903", chance))
    return ws


def _answers(chance: Random) -> list[str]:
    return [POINTS, "floor_area_m2=60", *chance.choice((POOR, POOR, NEAR, ABOVE))]


def _new(ws: Workspace, code: str, chance: Random) -> FormKey:
    """A household that nobody listed last time, of one person."""
    words = ["unit=01906", "village=01906-01", f"household_code={code}", "area=rural", "livelihood=other"]
    words += ["pillar=nondurable", "roof=nondurable", "wall=nondurable", "water_source=other", "latrine=none"]
    words += ["merit=no", "no_labour_capacity=no", "internet_used=no", "media=[]"]
    words += [f"members/+1/{one}" for one in PERSON] + _answers(chance)
    return enter_all(ws, "new", words).form.key


PERSON = (
    "name=Lý Văn Mới",
    "relation=head",
    "sex=m",
    "birth_date=01/02/1975",
    "ethnicity=02",
    "insured=yes",
    "finished=primary",
    "work=self",
    "allowance=none",
    "disabled=no",
)


def _split(ws: Workspace, key: FormKey, chance: Random) -> None:
    uid = key.partition("@")[0]
    made = split(ws, key, [f"{uid}m3"])
    new = made.forms[1].form.key
    enter_all(ws, household_uid(new), ["pillar=nondurable", "roof=nondurable", *_answers(chance)])


def _join(ws: Workspace, key: FormKey, _chance: Random) -> None:
    """The household with all its people comes into one that stays."""
    join(ws, form_key("h13", SECOND), key)


def _gone(ws: Workspace, key: FormKey, chance: Random) -> None:
    chance.choice((die_out, move_out))(ws, key)


def _smaller(ws: Workspace, key: FormKey, _chance: Random) -> None:
    uid = key.partition("@")[0]
    enter_all(ws, uid, [f"members/{uid}m2/removed=died"])


ACTS = (_split, _join, _gone, _smaller)
