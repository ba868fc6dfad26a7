"""Layouts are data that is checked: numbers, formulas, groups, words; a mistake is named."""

import re

import pytest

from desktop.editions.faults import LANGUAGES
from desktop.errors import RasoatError
from desktop.rollup.layout import WORDS, Layout, layout_of, words_of
from desktop.rollup.tables import Provisional
from tests.rollup.shipped import EDITION, OTHERS, data, files, ids, layout

FORMULA = re.compile(r"(\d+)=(\d+)/(\d+)\*100")
PROBLEMS = {
    "fewer_households",
    "fewer_persons",
    "households_differ",
    "persons_differ",
    "no_commune",
    "formula_differs",
    "opening_differs",
    "check_differs",
    "overlap",
}


@pytest.fixture(params=[(edition, one) for edition in (EDITION, *OTHERS) for one in ids(edition)])
def table(request: pytest.FixtureRequest) -> Layout:
    edition, table_id = request.param
    return layout(table_id, edition)


def test_the_columns_of_r1_are_numbered_one_to_fourteen() -> None:
    assert [column.key for column in layout("R1").column] == [str(n) for n in range(1, 15)]


@pytest.mark.parametrize("table_id", ["R4", "R5", "R6", "R7"])
def test_indicators_stand_in_the_order_of_the_edition(table_id: str) -> None:
    numbered = [column for column in layout(table_id).column if column.key.isdigit()]
    assert [column.key for column in numbered] == [str(n) for n in range(1, 13)]
    assert [f"r.d{column.key} = 1" in column.where for column in numbered] == [True] * 12


def test_a_formula_says_what_is_counted() -> None:
    """`4=3/1*100`: the part is what column 3 counts, the whole is column 1."""
    for column in layout("R1").column:
        found = FORMULA.fullmatch(column.printed)
        assert bool(found) == column.is_rate
        if found:
            own, part, whole = found.groups()
            assert (own, whole) == (column.key, column.share_of)
            of = layout("R1").find(part)
            assert of is not None
            assert (of.where, of.sum) == (column.where, column.sum)
            assert part != whole


def test_persons_are_a_share_of_persons_and_households_of_households(table: Layout) -> None:
    for column in table.column:
        whole = table.find(column.share_of)
        if whole is not None:
            counts_persons = column.sum == "r.persons"
            assert counts_persons == (whole.residents == "persons" or whole.sum == "r.persons")


def test_columns_of_one_group_stand_together(table: Layout) -> None:
    groups = [column.group for column in table.column]
    seen = [group for n, group in enumerate(groups) if n == 0 or group != groups[n - 1]]
    assert len([group for group in seen if group]) == len({group for group in seen if group})
    assert {group.id for group in table.group} == {group for group in groups if group}


def test_every_layout_names_its_source(table: Layout) -> None:
    assert table.cited.text
    assert table.cited.facts in {"2.7", "10", "1.4", "4"}


def test_words_are_there_for_everything_that_is_said() -> None:
    words = words_of(files()[WORDS])
    assert set(words.counts) == set(Provisional().counts())
    assert set(words.problems) == PROBLEMS
    for texts in (*words.counts.values(), *words.problems.values(), *words.sources.values(), words.country):
        assert all(texts[language] for language in LANGUAGES)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('key = "2"', 'key = "1"', "twice"),
        ('share_of = "1"', 'share_of = "99"', "99"),
        ('group = "poor"', 'group = "rich"', "rich"),
        ('\nresidents = "households"', '\nresidents = "cats"', "cats"),
        ('\nresidents = "households"', '\nresidents = ""', "residents, or where and sum"),
        ('certainty = "SEEN"', 'certainty = "HOPED"', "HOPED"),
        ('key = "2"', 'key = "2"\ncolour = "red"', "colour"),
        ('key = "2"', "key = 2", "key"),
        (', en = "Persons" }', " }", "no words"),
    ],
)
def test_a_broken_layout(before: str, after: str, said: str) -> None:
    text = data("R1").decode()
    assert before in text
    with pytest.raises(RasoatError, match="broken") as caught:
        layout_of("R1.toml", text.replace(before, after, 1).encode())
    assert said in str(caught.value)
    assert "R1.toml" in str(caught.value)
