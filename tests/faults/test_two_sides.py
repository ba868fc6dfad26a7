"""Two laptops edit the same households: different fields are all merged, the same field is listed with both.

Nothing is lost in any order of files, whatever the clocks say: every answer that somebody wrote last is in
the household, or in a clash. The control decides by the clock, as most programs do, and loses answers.
"""

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from desktop.actions import receive, workspace
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.enter import open_form
from desktop.actions.script import enter_all
from desktop.editions.answers import parse
from desktop.editions.values import Value
from desktop.records.model import FormKey, split_path
from desktop.store import revisions, states
from tests.faults.laptops import Team, arrivals, forms, team

HOUSEHOLDS, ORDERS = 8, 4
QUESTIONS = ("address", "head_phone", "floor_area_m2", "members/{}/name", "members/{}/birth_date")
BY_NOBODY, BY_ONE, BY_OTHER, SAME, DIFFERENT = range(5)
AGAIN = 0.3  # how often an answer is changed once more, after the first bundle
SEEDS, SEEDS_BEFORE_A_RELEASE = range(3), range(3, 203)
Place = tuple[FormKey, str]  # a form and a path in it
Side = dict[Place, Value]  # what one laptop wrote last


def text_of(path: str, random: Random) -> str:
    """Another answer each time."""
    number = random.randrange(1000, 9999)
    return {
        "address": f"Thôn {number}",
        "head_phone": f"091{number}000",
        "floor_area_m2": f"{number}",
        "name": f"Nông Văn {random.choice('ABCDEFGH')}{random.choice('ăâêô')}",
        "birth_date": f"{random.randint(1950, 2019)}-0{random.randint(1, 9)}-1{random.randint(0, 9)}",
    }[split_path(path)[1]]


def edit_both(made: Team, key: FormKey, sides: tuple[Side, Side], random: Random) -> None:
    """Every question of one household: answered by nobody, by one, by both alike, by both differently."""
    answers: tuple[dict[str, str], dict[str, str]] = ({}, {})
    uid = open_form(made.office, key).form.members[0].uid
    for question in QUESTIONS:
        path, how = question.format(uid), random.randrange(5)
        text = text_of(path, random)
        if how in (BY_ONE, SAME, DIFFERENT):
            answers[0][path] = text
        if how in (BY_OTHER, SAME):
            answers[1][path] = text
        if how == DIFFERENT:
            answers[1][path] = text_of(path, random)
    for laptop, own, side in zip(made.laptops, answers, sides, strict=True):
        edit(laptop, key, own, side)


def edit(ws: Workspace, key: FormKey, answers: Mapping[str, str], side: Side) -> None:
    """Enter answers at one laptop, and remember what they are."""
    enter_all(ws, key.partition("@")[0], [f"{path}={text}" for path, text in answers.items()])
    for path, text in answers.items():
        value = parse(ws.edition.vocabulary[split_path(path)[1]], text)
        assert isinstance(value, str | int)
        side[key, path] = value


def edited(folder: Path, random: Random) -> tuple[Team, tuple[Side, Side]]:
    """Both laptops edit and pack, then edit once more and pack again."""
    made = team(folder, random, laptops=2, households=HOUSEHOLDS)
    sides: tuple[Side, Side] = ({}, {})
    for key in forms(made.office):
        edit_both(made, key, sides, random)
    for laptop, side in zip(made.laptops, sides, strict=True):
        made.pack(laptop)
        for key, path in sorted(side):
            if random.random() < AGAIN:
                edit(laptop, key, {path: text_of(path, random)}, side)
        made.pack(laptop)
    return made, sides


def agreed(sides: tuple[Side, Side]) -> Side:
    """What one laptop wrote, or both alike."""
    one, other = sides
    return {place: value for place, value in (one | other).items() if one.get(place, value) == value}


def disputed(sides: tuple[Side, Side]) -> dict[Place, set[Value]]:
    """What the two wrote differently."""
    one, other = sides
    return {
        place: {one[place], other[place]} for place in one.keys() & other.keys() if one[place] != other[place]
    }


def look(ws: Workspace, sides: tuple[Side, Side]) -> None:
    """Different fields are merged; the same field is a clash of both values, and one stands meanwhile."""
    bodies = {FormKey(key): body for key, body in states.bodies(ws.store, "form")}
    clashes = {
        (FormKey(clash.key), clash.path): {side.values[clash.path] for side in clash.values}
        for clash in states.clashes(ws.store)
    }
    assert clashes == disputed(sides)
    for (key, path), value in agreed(sides).items():
        assert bodies[key][path] == value
    for (key, path), values in clashes.items():
        assert bodies[key][path] in values


def two_sides(folder: Path, seed: int) -> None:
    """One set of edits in several orders of files."""
    random = Random(f"two sides {seed}")  # noqa: S311 - the same edits in every run
    made, sides = edited(folder, random)
    assert agreed(sides)
    assert disputed(sides)
    digests = set()
    for number in range(ORDERS):
        ws = made.copy_of_the_list(f"order{number}")
        for group in arrivals(random, made.sent):
            assert len(receive.receive(ws, group).plan.accepted) == len(group)
        look(ws, sides)
        digests.add(digest(ws))
        workspace.close(ws)
    assert len(digests) == 1
    made.close()


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_in_any_order_by_any_clock(tmp_path: Path, seed: int) -> None:
    two_sides(tmp_path, seed)


@pytest.mark.release
@pytest.mark.parametrize("seed", SEEDS_BEFORE_A_RELEASE)
def test_nothing_is_lost_in_many_orders_by_many_clocks(tmp_path: Path, seed: int) -> None:
    two_sides(tmp_path, seed)


@pytest.mark.slow
def test_deciding_by_the_clock_loses_answers(tmp_path: Path) -> None:
    """The control: the newest revision of each household, by its clock, stands for all of it."""
    made, sides = edited(tmp_path, Random("clock"))  # noqa: S311 - the same edits in every run
    for file in made.sent:
        receive.receive(made.office, [file])
    newest = {
        FormKey(key): max(found.values(), key=lambda one: one.clock).body
        for key, found in revisions.records(made.office.store, "form")
    }
    lost = [
        place for side in sides for place, value in side.items() if newest[place[0]].get(place[1]) != value
    ]
    assert len(lost) > len(disputed(sides))
    look(made.office, sides)
    made.close()
