"""What is wrong with an edition that loads: found by trying its conditions."""

import pytest

from desktop.editions.load import load
from desktop.editions.verify import faults
from tests.editions.broken import broken, texts

ASKED, RULES, CHECKS, PROBLEMS = "questions.toml", "rules.toml", "checks.toml", "problems.toml"
WATER = "water_source == 'other'"
WRONG = [  # file, old, new -> where, part of what was found
    (RULES, "!internet_used", "!phone_used", "deprivation internet, when", "“phone_used”, which nobody"),
    (
        RULES,
        "wall == 'nond",
        "house_grade == 'nond",
        "deprivation housing_quality, at_least",
        "“house_grade”, which",
    ),
    (RULES, WATER, "100 / (member_count - 1) > 3", "deprivation water, when", "divide by zero"),
    (RULES, WATER, "media[0] == 'tv'", "deprivation water, when", "index=0 size=0, with media = ()"),
    (RULES, WATER, "int(address) > 3", "deprivation water, when", "cannot convert string to int"),
    (RULES, WATER, "floor_area_m2 * 9000000000000000000 > 0", "deprivation water, when", "overflow"),
    (RULES, WATER, "water_source == 'others'", "deprivation water, when", "never true"),
    (RULES, "age < 16 && m", "age < 16 && age > 15 && m", "deprivation nutrition, some_member", "never"),
    (ASKED, 'relevant = "exit', 'relevant = "false && exit', "question exit_year, relevant", "never true"),
    (CHECKS, "_m2 == 0", "_m2 < 0 && floor_area_m2 > 0", "check no_floor, when", "never"),
    (RULES, "value <= line && b2 < 30", "value < line && b2 < 30", "classes by points", "no class, with"),
    (RULES, "line && b2 < 30", "line && b2 <= 30", "classes by points", "poor and near_poor, with"),
    (PROBLEMS, "“{found}” nhỏ hơn 0", "“{value}” nhỏ hơn 0", "problem negative, title", "vi: value; en"),
    (PROBLEMS, "“{found}” nhỏ hơn 0", "“{found” nhỏ hơn 0", "problem negative, title", "expected '}'"),
]


def test_nothing_is_wrong_with_the_shipped_edition() -> None:
    assert faults(load({name: text.encode() for name, text in texts().items()})) == ()


@pytest.mark.parametrize(("file", "old", "new", "where", "found"), WRONG)
def test_what_is_wrong_is_named(file: str, old: str, new: str, where: str, found: str) -> None:
    (first, *_) = faults(load(broken(file, old, new)))
    assert (first.file, first.where) == (file, where)
    assert found in first.found
    assert first.accepted


def test_a_question_that_the_program_needs_must_be_asked() -> None:
    block = '[[question]]\nid = "village"\nblock = "identity"\nnumber = "3"\nwidth = 1\nrequired = true\n'
    (first, *_) = faults(load(broken(ASKED, block, "")))
    assert (first.file, first.where, first.found) == (ASKED, "question village", "not asked")


def test_a_missing_answer_is_no_fault() -> None:
    """Every condition of the shipped edition is unknown somewhere, and that is fine: see the first test."""
    edition = load({name: text.encode() for name, text in texts().items()})
    nothing = edition.member.facts({})
    unknown = [rule.id for rule in edition.deprivations if rule.conditions[0].reads <= edition.member.names]
    assert len(unknown) >= 6
    for rule in edition.deprivations:
        if rule.id in unknown and rule.conditions[0].reads:
            assert rule.conditions[0].truth(nothing) is None
