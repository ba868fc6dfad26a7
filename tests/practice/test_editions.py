"""Practice households of every shipped edition: whole, as asked for, and a second opinion agrees."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.actions.editions import load_edition, shipped
from desktop.actions.sample import Sample, sample
from desktop.errors import RasoatError
from desktop.practice.plan import NAMES, plan_of
from desktop.records.check import check
from desktop.records.outside import form_of
from desktop.records.sheet import lay_out, unanswered
from tests.practice.plans import COMMUNE
from tests.records.second_opinion import opinion
from tests.records.second_opinion_laws import LAWS
from tests.worlds import run

HOUSEHOLDS, POOR, NEAR = 120, 31, 17
MINE = ("vn-2016", "vn-2027")  # vn-2022 is looked at more closely beside this file


def files() -> dict[str, bytes]:
    folder = paths.resources() / "practice"
    return {name: (folder / name).read_bytes() for name in (NAMES, *(f"{one}.toml" for one in shipped()))}


def made(edition: str, to: Path) -> list[dict[str, Any]]:
    words = ("sample", "--unit", COMMUNE, "--units", "2020", "--seed", "8", "--households", HOUSEHOLDS)
    assert run(*words, "--edition", edition, "--poor", POOR, "--near-poor", NEAR, "--out", to) == 0
    return [json.loads(line) for line in to.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("edition", shipped())
def test_exactly_so_many_and_a_second_opinion_agrees(edition: str, tmp_path: Path) -> None:
    """Of vn-2016, who is poor by income and who by deprivation are both poor."""
    day, law = plan_of(files(), edition).date, LAWS[edition]
    codes = Counter(opinion(one, day, law)["class"] for one in made(edition, tmp_path / "a.ndjson"))
    assert sum(codes[code] for code in ("poor", "poor_income", "poor_deprivation")) == POOR
    assert codes["near_poor"] == NEAR
    assert set(codes) == {aim.code for aim in plan_of(files(), edition).aim}, "each class is met"


@pytest.mark.parametrize("edition", MINE)
def test_nothing_is_odd_and_nothing_required_is_open(edition: str, tmp_path: Path) -> None:
    known, day = load_edition(edition), plan_of(files(), edition).date
    for one in made(edition, tmp_path / "a.ndjson"):
        sheet = lay_out(known, form_of(known, one), day)
        assert (check(sheet), unanswered(sheet)) == ((), ())


@pytest.mark.parametrize("edition", MINE)
def test_every_deprivation_is_met(edition: str, tmp_path: Path) -> None:
    day, law = plan_of(files(), edition).date, LAWS[edition]
    met = {
        rule for one in made(edition, tmp_path / "a.ndjson") for rule in opinion(one, day, law)["deprived"]
    }
    assert {rule.id for rule in load_edition(edition).deprivations} - met <= {"schooling"}, "it is seldom"


def test_a_side_and_a_class_of_it_are_not_counted_twice(tmp_path: Path) -> None:
    """One class of a side may be asked for by its own name."""
    wanted = Sample("vn-2016", COMMUNE, 30, 1, "2020", exactly={"poor_income": 4, "near_poor": 2})
    sample(tmp_path / "a.ndjson", wanted)
    lines = (tmp_path / "a.ndjson").read_text("utf-8").splitlines()
    day = plan_of(files(), "vn-2016").date
    codes = Counter(opinion(json.loads(line), day, LAWS["vn-2016"])["class"] for line in lines)
    assert (codes["poor_income"], codes["near_poor"]) == (4, 2)
    both = Sample("vn-2016", COMMUNE, 30, 1, "2020", exactly={"poor": 4, "poor_income": 2})
    with pytest.raises(RasoatError, match="poor_income"):
        sample(tmp_path / "b.ndjson", both)


def test_a_plan_may_be_like_another_and_its_mistakes_are_named() -> None:
    broken = {**files(), "vn-2027.toml": files()["vn-2027.toml"].replace(b"leave_out", b"leave_in", 1)}
    with pytest.raises(RasoatError, match="leave_out"):
        plan_of(broken, "vn-2027")
    unknown = {**files(), "vn-2027.toml": files()["vn-2027.toml"].replace(b'"vn-2022"', b'"vn-1999"', 1)}
    with pytest.raises(RasoatError, match=r"vn-1999"):
        plan_of(unknown, "vn-2027")
