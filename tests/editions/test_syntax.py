"""Conditions as trees, and as XPath: what is read, and what is refused by name and place."""

import pytest

from desktop.actions.editions import available, load_edition
from desktop.editions import syntax as s
from desktop.editions.xform_class import fold
from desktop.editions.xpath import Translator, quoted
from desktop.errors import RasoatError

EDITION = load_edition("vn-2022")
READ = [  # CEL -> true when, false when
    ("!internet_used", "${internet_used} = 'no'", "${internet_used} = 'yes'"),
    ("age < 16 && malnourished", "(${age} != '' and ${age} < 16) and ${malnourished} = 'yes'", None),
    ("wall == 'durable' || true", "true()", "false()"),
    ('roof != "durable"', "${roof} != '' and ${roof} != 'durable'", "${roof} != '' and ${roof} = 'durable'"),
    ("'tv' in media", "selected(${media}, 'tv')", "${media} != '' and not(selected(${media}, 'tv'))"),
    ("latrine in ['none']", "${latrine} = 'none'", "${latrine} != '' and ${latrine} != 'none'"),
    ("-1 + b1_points * 2 > 3", "${b1_points} != '' and ((0 - 1) + (${b1_points} * 2)) > 3", None),
    ("floor_area_m2 == 0", "${floor_area_m2} != '' and round(${floor_area_m2} * 100) = 0", None),
]
REFUSED = [  # CEL -> what is named, line, column
    ("age / 2 > 3", "/", 1, 5),
    ("media.exists(m, m == 'tv')", ".", 1, 6),
    ("insured ? true : false", "?", 1, 9),
    ("insured ||\n  matches(address)", "matches()", 2, 3),
    ("age in [1, 2]", "1", 1, 9),
    ("(insured", "the end", 1, 9),
    ("insured insured", "insured", 1, 9),
    ("address > 'a'", "address", 1, 1),
    ("age", "age", 1, 1),
]


@pytest.mark.parametrize(("text", "yes", "no"), READ)
def test_a_condition_becomes_two_expressions(text: str, yes: str, no: str | None) -> None:
    said = Translator(EDITION.vocabulary).said(text)
    assert said.yes == yes
    assert no is None or said.no == no


@pytest.mark.parametrize(("text", "found", "line", "column"), REFUSED)
def test_what_cannot_be_said_is_named(text: str, found: str, line: int, column: int) -> None:
    with pytest.raises(RasoatError) as error:
        Translator(EDITION.vocabulary).said(text)
    assert error.value.code == "beyond_subset"
    assert (error.value.slots["found"], error.value.slots["line"], error.value.slots["column"]) == (
        f"“{found}”",
        line,
        column,
    )


@pytest.mark.parametrize("edition", available())
def test_every_condition_of_every_edition_is_read(edition: str) -> None:
    made = load_edition(edition)
    rules = [*made.deprivations, *made.flags]
    conditions = [*made.relevance.values(), *(one for rule in rules for one in rule.conditions)]
    for condition in conditions + [rule.when for rule in made.classes]:
        names = {part.id for part in s.parts(s.parse(condition.text)) if isinstance(part, s.Name)}
        assert names == condition.reads


def test_what_is_given_is_worked_out() -> None:
    tree = s.parse("value > line && (value > 195 || livelihood != 'farm') && b2 >= 30")
    given: dict[str, str | int | bool] = {"line": 140, "livelihood": "farm", "b2": 30}
    assert fold(tree, given) == s.parse("value > 140 && value > 195")
    assert fold(tree, {**given, "b2": 20}) == s.Literal(value=False)
    sums = s.parse("!(wall in ['a', 'b']) || value + 1 > 2 * 3")
    assert fold(sums, {"wall": "a", "value": 6}) == s.Literal(value=True)


def test_quotes_go_between_the_others() -> None:
    assert quoted("Mừng's") == '"Mừng\'s"'
