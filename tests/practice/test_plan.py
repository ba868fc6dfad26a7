"""A mistake in the files of practice data is named: file, key, found, accepted."""

from collections import Counter

import pytest

from desktop.errors import RasoatError
from desktop.practice.answers import Answers
from desktop.practice.plan import NAMES, peoples_of, plan_of
from tests.practice.plans import EDITION, edition, files, peoples, plan

FILE = f"{EDITION}.toml"


def _changed(name: str, before: str, after: str) -> dict[str, bytes]:
    text = files()[name].decode()
    assert before in text
    return {**files(), name: text.replace(before, after, 1).encode()}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('phone = "0100"', "phone = 100", "$.phone"),
        ('phone = "0100"', 'phone = "0100"\nfax = "1"', "$.fax"),
        ("share = 24", 'share = "many"', "$.aim[0].share"),
        ("date =", "date", FILE),
    ],
)
def test_a_broken_plan(before: str, after: str, said: str) -> None:
    with pytest.raises(RasoatError, match="broken") as caught:
        plan_of(_changed(FILE, before, after), EDITION)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('question = "insured"', 'question = "insurred"', "insurred"),
        ("odds = { farm = 100 }", "odds = { farming = 100 }", "farming"),
        ("case = [{ yes = 0 }]", "case = [{ chance = 5 }]", "local_minority"),
    ],
)
def test_a_plan_that_does_not_fit_the_edition(before: str, after: str, said: str) -> None:
    broken = plan_of(_changed(FILE, before, after), EDITION)
    with pytest.raises(RasoatError, match=said):
        Answers(broken, edition())


def test_a_misspelt_name_table() -> None:
    with pytest.raises(RasoatError, match="mixedd"):
        peoples_of(_changed(NAMES, "mixed = 14", "mixed = 14\nmixedd = 1"))


def test_ties_of_shapes_and_peoples_of_mixes_are_there() -> None:
    ties = {tie.id for tie in plan().tie}
    assert {name for shape in plan().shape for name in shape.who} <= ties
    known = {people.code for people in peoples().people}
    assert {code for mix in peoples().mix for code in mix.weights} <= known
    ethnic = {option.code for option in edition().vocabulary["ethnicity"].options}
    assert known <= ethnic


def test_every_people_has_names_of_both_sexes_and_no_name_stands_twice() -> None:
    for people in peoples().people:
        assert {names.sex for names in people.names} == {"m", "f"}
        for names in people.names:
            assert max(Counter(names.given).values()) == 1
