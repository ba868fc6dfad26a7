"""`rasoat classify --compare`: two standards on the same answers, and through which rule a class changes."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.records.examples import household, poor
from tests.records.invented import Maker
from tests.rules.sources import ROOT
from tests.worlds import run

DAY, NOW, THEN, OLD = "2026-10-01", "vn-2022", "vn-2027", "vn-2016"
LOCAL = str(ROOT / "tests" / "data" / "editions" / "vn-2022-example")
Classify = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def classify(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Classify:
    def command(*words: str, lines: list[object], status: int = 0) -> list[dict[str, Any]]:
        data = "".join(json.dumps(one) + "\n" for one in lines).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        assert run("classify", "--date", DAY, *words) == status
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return command


def amount(income: int, n: int = 0, **more: Any) -> dict[str, Any]:
    """A household with `n` deprivations whose income is known in đồng."""
    made = poor(n, income_basis="amount", income_per_head=income, **more)
    del made["b1_points"]
    return made


RURAL = [  # a household, the other edition -> its class now, its class then, the rules
    (amount(1_400_000, 3, waste_treated=True), THEN, "poor", "poor", []),
    (
        amount(1_600_000, 2, waste_treated=False),
        THEN,
        "medium",
        "poor",
        [("line/amount", 1_500_000, 2_200_000), ("waste", False, True)],
    ),
    (amount(1_400_000, 2, waste_treated=False), THEN, "near_poor", "poor", [("waste", False, True)]),
    (amount(1_400_000, 1, waste_treated=True), THEN, "near_poor", "near_poor", []),
    (amount(2_300_000, 0, waste_treated=True), THEN, "not_poor", "not_poor", []),
    (
        amount(2_240_000, 0),
        THEN,
        "medium",
        "not_poor",
        [("class/medium", True, False), ("class/not_poor", False, True)],
    ),
    (poor(3), THEN, "poor", "unknown", [("no_rule", False, True)]),
    (amount(1_400_000, 4), THEN, "poor", "poor", []),
    (
        amount(1_400_000, 3, media=[], water_source="tap"),
        THEN,
        "poor",
        "unknown",
        [("media", True, False), ("waste", False, None)],
    ),
    (amount(1_600_000, 0), LOCAL, "medium", "near_poor", [("line/amount", 1_500_000, 1_800_000)]),
]


@pytest.mark.parametrize(("one", "other", "before", "after", "rules"), RURAL)
def test_what_changes_and_why(
    classify: Classify, one: object, other: str, before: str, after: str, rules: list[tuple[str, Any, Any]]
) -> None:
    (result,) = classify("--edition", NOW, "--compare", other, lines=[one])
    changes = result["changes"]
    assert (
        (changes["from"], changes["to"]) == (before, after) == (result["class"], result["compare"]["class"])
    )
    found = [(rule["rule"], rule["from"], rule["to"]) for rule in changes["rules"]]
    assert found == rules


def test_the_rest_of_a_line_is_as_without(classify: Classify) -> None:
    """Both results are those that each edition gives alone."""
    maker = Maker(5, DAY)
    made = [_without_decisions(maker.household()) for _ in range(200)]
    alone = classify("--edition", NOW, lines=made)
    for other in (THEN, OLD):
        then = classify("--edition", other, lines=made)
        compared = classify("--edition", NOW, "--compare", other, lines=made)
        for one, two, pair in zip(alone, then, compared, strict=True):
            changes, there = pair.pop("changes"), pair.pop("compare")
            assert pair == one
            assert there == {"edition": other, **two}
            assert (changes["from"], changes["to"]) == (one["class"], two["class"])
            assert bool(changes["rules"]) is (one["class"] != two["class"]), changes


def _without_decisions(thing: object) -> object:
    assert isinstance(thing, dict)
    return {key: value for key, value in thing.items() if not key.startswith("override/")}


def test_words_and_decisions_of_one_edition_do_not_trouble_the_other(classify: Classify) -> None:
    one = household(**{"override/media": True, "override/media/why": "hỏng"})
    (result,) = classify("--edition", NOW, "--compare", THEN, lines=[one])
    assert result["overridden"] == ["media"]
    (result,) = classify("--edition", THEN, "--compare", NOW, lines=[one])
    assert result["compare"]["overridden"] == ["media"]
    local = household(water_all_year=False)
    (result,) = classify("--edition", NOW, "--compare", LOCAL, lines=[local])
    assert ("water" in result["deprived"], "water" in result["compare"]["deprived"]) == (False, True)


def test_a_word_of_neither_edition_is_still_an_error(classify: Classify) -> None:
    (result,) = classify("--edition", NOW, "--compare", THEN, lines=[{"colour": 1}], status=1)
    assert "colour: unknown key" in result["error"]


def test_an_unknown_edition_to_compare_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("classify", "--edition", NOW, "--compare", "vn-1900", "--date", DAY) == 2
    assert "no edition “vn-1900”" in capsys.readouterr().err


@pytest.mark.slow
def test_several_processes_answer_the_same_in_the_same_order(tmp_path: Path) -> None:
    maker = Maker(9, DAY)
    lines = [json.dumps(maker.household()) for _ in range(500)]
    lines[17] = "{"
    file = tmp_path / "households.ndjson"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    said, command = [], ["classify", "--edition", NOW, "--date", DAY, "--jobs"]
    for jobs in ("1", "2"):
        with file.open("rb") as source:
            done = subprocess.run(
                [sys.executable, "-m", "desktop", *command, jobs],
                stdin=source, capture_output=True, check=False, cwd=ROOT,
            )  # fmt: skip
        assert (done.returncode, done.stderr) == (1, b"")
        said.append(done.stdout)
    assert said[0] == said[1]
    assert json.loads(said[0].splitlines()[17])["line"] == 18
