"""`rasoat classify`: one answer a line, in order, whatever stands in the lines."""

import io
import json
import sys
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tests.records.invented import Maker
from tests.records.second_opinion import opinion
from tests.worlds import household, run

DAY = "2026-10-01"
Classify = Callable[[bytes], tuple[int, list[dict[str, Any]]]]


@pytest.fixture
def classify(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Classify:
    """The command with these bytes on standard input: its exit status and the objects it printed."""

    def command(data: bytes) -> tuple[int, list[dict[str, Any]]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        status = run("classify", "--edition", "vn-2022", "--date", DAY)
        said = capsys.readouterr()
        assert said.err == ""
        return status, [json.loads(line) for line in said.out.splitlines()]

    return command


def lines(*households: object) -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in households).encode()


def test_a_result_is_as_the_design_shows_it(classify: Classify) -> None:
    status, (result,) = classify(lines(household(b1_points=138)))
    assert status == 0
    assert {key: result[key] for key in ("class", "b1", "b2", "b2_max", "unknown", "ask", "distance")} == {
        "class": "poor",
        "b1": 138,
        "b2": 50,
        "b2_max": 50,
        "unknown": [],
        "ask": [],
        "distance": {"basis": "points", "line": 140, "by": -2},
    }
    assert result["deprived"] == ["housing_quality", "housing_area", "water", "latrine", "internet"]
    water = next(reason for reason in result["reasons"] if reason["rule"] == "water")
    assert (water["holds"], water["because"]) == (True, {"water_source": "other"})
    assert "Nghị định 07/2021" in water["source"]


def test_answers_come_in_the_order_of_the_lines(classify: Classify) -> None:
    maker = Maker(3, DAY)
    made = [maker.household() for _ in range(60)]
    status, results = classify(lines(*made))
    assert status == 0
    assert [(r["class"], r["b2"], r["ask"]) for r in results] == [
        (second["class"], second["b2"], second["ask"]) for second in (opinion(one, DAY) for one in made)
    ]


BAD = [  # a line -> what its error must name
    (b"", "empty"),
    (b"  \t", "empty"),
    (b"{", "not JSON"),
    (b"{} {}", "not JSON"),
    (b"[]", "one JSON object"),
    (b"3", "one JSON object"),
    (b"null", "one JSON object"),
    (b'{"colour": 1}', "colour: unknown key"),
    (b'{"insured": true}', "insured"),
    (b'{"members": [{"area": "rural"}]}', "members/1/area"),
    (b'{"members": [{"shoe": 1}]}', "members/1/shoe: unknown key"),
    (b'{"members": {}}', "members"),
    (b'{"members": [3]}', "members"),
    (b'{"members": null}', "members"),
    (b'{"members": [{"uid": "a"}, {"uid": "a"}]}', "members/2/uid"),
    (b'{"members": [{"uid": "a/b"}]}', "members/1/uid"),
    (b'{"members": [{"removed": "lost"}]}', "members/1/removed"),
    (b'{"members": [{"position": true}]}', "members/1/position"),
    (b'{"area": "town"}', 'area: unknown code "town"'),
    (b'{"area": null}', "area: found null"),
    (b'{"area": 1}', "area"),
    (b'{"media": ["tv", "wifi"]}', 'media: unknown code "wifi"'),
    (b'{"media": "tv"}', "media: found"),
    (b'{"house_grade": "gold"}', 'house_grade: unknown code "gold"'),  # not asked here, but of the vocabulary
    (b'{"internet_used": 1}', "internet_used: found 1"),
    (b'{"internet_used": "yes"}', "internet_used"),
    (b'{"b1_points": 1.0}', "b1_points: found 1.0"),
    (b'{"b1_points": true}', "b1_points: found true"),
    (b'{"b1_points": 123456789012345678901234567890}', "too long"),
    (b'{"b1_points": 1000000000000000}', "b1_points"),
    (b'{"income_per_head": -1}', "income_per_head: found -1"),
    (b'{"floor_area_m2": 8.001}', "floor_area_m2: found 8.001"),
    (b'{"floor_area_m2": -8}', "floor_area_m2"),
    (b'{"floor_area_m2": 1e999}', "floor_area_m2"),
    (b'{"floor_area_m2": "8"}', "floor_area_m2"),
    (b'{"floor_area_m2": NaN}', "NaN"),
    (b'{"floor_area_m2": -Infinity}', "Infinity"),
    (b'{"area": "rural", "area": "urban"}', '"area" stands twice'),
    (b'{"members": [{"sex": "m", "sex": "f"}]}', '"sex" stands twice'),
    (b'{"area": {"missing": "lost"}}', "area: found"),
    (b'{"area": {"missing": []}}', "area: found"),
    (b'{"area": {}}', "area: found"),
    (b'{"address": "\\ud800"}', "surrogate"),
    (b'{"\\udfff": 1}', "surrogate"),
    (b'{"address": "\xff"}', "UTF-8: byte 14"),
    (b"\x00", "not JSON"),
    (b'{"address": "' + b"x" * 2_001 + b'"}', "address"),
    (b'{"override/water": "yes"}', "override/water"),
    (b'{"override/wells": true}', "override/wells: unknown key"),
    (b'{"error": "again", "line": 1}', "error: unknown key"),
    (b'{"members": [{"birth_date": "2026-02-30"}]}', "members/1/birth_date"),
    (b'{"members": [{"birth_date": "01/02/2020"}]}', "members/1/birth_date"),
    (b'{"members": [{"birth_year": 26}]}', "members/1/birth_year"),
    (b'{"members": [{"ethnicity": 1}]}', "members/1/ethnicity"),
    (b"[" * 100_000, "nests"),
    (b'{"a":' * 100_000, "nests"),
    (b'{"remarks": "' + b"x" * 3_000_000 + b'"}', "longer"),
]


@pytest.mark.parametrize(("line", "named"), BAD, ids=[line[:40].decode("latin-1") for line, _ in BAD])
def test_a_bad_line_is_answered_in_its_place(classify: Classify, line: bytes, named: str) -> None:
    good = lines(household())
    status, results = classify(good + line + b"\n" + good)
    assert status == 1
    assert [set(result) == {"error", "line"} for result in results] == [False, True, False]
    assert results[1]["line"] == 2
    assert named in results[1]["error"]
    assert len(results[1]["error"]) < 400


GOOD = [  # what is not an answer to a question of this edition, and still fine
    {"uid": "0123", "result": {"class": "poor"}},
    {"house_grade": "solid", "phone_used": True, "waste_treated": {"missing": "blank"}},
    {"address": "", "remarks": "", "head_phone": "gọi buổi tối"},
    {"override/water": False, "override/water/why": "có giếng mới"},
    {"floor_area_m2": 31.5},
    {"floor_area_m2": 31},
    {"deleted": "ghi nhầm"},
]


@pytest.mark.parametrize("more", GOOD)
def test_a_good_line_is_classified(classify: Classify, more: dict[str, Any]) -> None:
    status, (result,) = classify(lines(household(**more)))
    assert (status, result["class"]) == (0, "poor")


def test_line_ends_and_a_byte_order_mark_of_windows_are_read(classify: Classify) -> None:
    line = lines(household()).rstrip()
    status, results = classify(b"\xef\xbb\xbf" + line + b"\r\n" + line)
    assert (status, [result["class"] for result in results]) == (0, ["poor", "poor"])


def test_nothing_in_nothing_out(classify: Classify) -> None:
    assert classify(b"") == (0, [])


DAMAGE = (b'"', b"{", b"]", b"\xc3", b"1e9", b"\\u", b"\\udc00", b",", b"null")


def test_no_bytes_make_it_fail(classify: Classify) -> None:
    """Good lines with bytes changed, cut and mixed: every line is answered, and no traceback."""
    random = Random(11)  # noqa: S311 - invented damage, no secrets
    maker = Maker(11, DAY)
    damaged = []
    for _ in range(400):
        data = bytearray(json.dumps(maker.household()).encode())
        for _ in range(random.randrange(1, 4)):
            place = random.randrange(len(data))
            data[place : place + random.randrange(3)] = random.choice(
                (b'"', b"{", b"\xc3", b"1e9", b"\\u", b",")
            )
        damaged.append(bytes(data).replace(b"\n", b" "))
    status, results = classify(b"\n".join(damaged) + b"\n")
    assert status == 1
    assert len(results) == len(damaged)
    assert all(result["line"] == n for n, result in enumerate(results, start=1) if "error" in result)
    assert any("class" in result for result in results)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["vn-1900", DAY], "no edition “vn-1900”"),
        (["vn-2022", "2026-02-30"], "is not a day"),
        (["vn-2022", "x"], "day"),
    ],
)
def test_a_wrong_edition_or_day_is_one_sentence(
    words: list[str], part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("classify", "--edition", words[0], "--date", words[1]) == 2
    said = capsys.readouterr()
    assert part in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)
