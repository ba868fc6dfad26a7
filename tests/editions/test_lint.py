"""The compiler for form authors: every rule finds what it is for, several at once, and says where."""

import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest

from desktop.actions.check_edition import check_edition
from desktop.actions.editions import load_edition, shipped
from desktop.editions.lint_parts import in_tables
from desktop.editions.lint_rules import RULES, Finding, Severity
from desktop.editions.load import OWN, SHARED
from tests.editions.broken import broken, texts
from tests.worlds import run

HEAD, ASKED, LAW, CHECKS, WORDS, PROBLEMS = (
    "edition.toml",
    "questions.toml",
    "rules.toml",
    "checks.toml",
    "vocabulary.toml",
    "problems.toml",
)
WATER = "water_source == 'other'"
VILLAGE = '[[question]]\nid = "village"\nblock = "identity"\nnumber = "3"\nwidth = 1\nrequired = true\n'
MORE_SOURCE = (
    '\n[[source]]\nid = "more"\ntext = "Công văn 1/2026"\nfacts = "2.1"\ncertainty = "SEEN"\n\n[[block]]\n'
)
SEPTIC = (
    '  { code = "septic", number = "1", label = '
    '{ vi = "Tự hoại, bán tự hoại", en = "Septic or semi-septic" } },\n'
)
SAYS = 'says = { vi = "có trẻ em dưới 16 tuổi suy dinh dưỡng", en = "a child under 16 is malnourished" }\n'
MORE_BLOCK = '\n[[block]]\nid = "more"\nscope = "household"\ntitle = { vi = "Thêm", en = "More" }\n'
MEDIA = '[[deprivation]]\nid = "media"' + texts()[LAW].partition('id = "media"')[2].partition("# ----")[0]
WRONG = [  # rule, file, old, new, where, part of what was found
    ("broken", ASKED, 'block = "living"', 'block = "house"', "question floor_area_m2, block", "“house”"),
    ("broken", HEAD, 'certainty = "SEEN"', 'certainty = "SURE"', "source decree, certainty", "“SURE”"),
    (
        "broken",
        LAW,
        "!internet_used",
        "!internet_used && 3",
        "deprivation internet, when",
        "line 1, column 16",
    ),
    ("broken", WORDS, 'kind = "phone"', 'kind = "fax"', "question head_phone, kind", "“fax”"),
    (
        "broken",
        WORDS,
        'label = { vi = "Địa chỉ", en',
        "label = { en",
        "question address, label",
        "no words in “vi”",
    ),
    ("broken", LAW, 'source = "kinds"', 'source = "kind"', "flag is_minority, source", "“kind”"),
    ("not_asked", LAW, "!internet_used", "!phone_used", "deprivation internet, when", "“phone_used”"),
    ("needed", ASKED, VILLAGE, "", "question village", "not asked"),
    ("fails", LAW, WATER, "100 / (member_count - 1) > 3", "deprivation water, when", "divide by zero"),
    (
        "never_true",
        LAW,
        "age < 16 && m",
        "age < 16 && age > 15 && m",
        "deprivation nutrition, some_member",
        "tries",
    ),
    ("never_true", LAW, WATER, "false && " + WATER, "deprivation water, when", "whatever is answered"),
    ("never_false", LAW, WATER, WATER + " || true", "deprivation water, when", "whatever is answered"),
    (
        "never_false",
        LAW,
        WATER,
        f"{WATER} || water_source != 'other'",
        "deprivation water, when",
        "in the tries",
    ),
    ("never_unknown", LAW, WATER, "member_count > 3", "deprivation water, when", "reads no answer"),
    (
        "unreachable",
        ASKED,
        'relevant = "age < 16"',
        "relevant = \"age < 12 && work == 'self'\"",
        "question malnourished, relevant",
        "reads work",
    ),
    (
        "no_such_option",
        LAW,
        WATER,
        "water_source == 'river'",
        "deprivation water, when",
        "“river” of water_source",
    ),
    (
        "no_such_option",
        LAW,
        "size(media) == 0",
        "!('fax' in media)",
        "deprivation media, when",
        "“fax” of media",
    ),
    (
        "one_class",
        LAW,
        "value <= line && b2 < 30",
        "value < line && b2 < 30",
        "classes by points",
        "no class",
    ),
    ("slots", PROBLEMS, "“{found}” nhỏ hơn 0", "“{value}” nhỏ hơn 0", "problem negative, title", "vi: value"),
    (
        "changed_meaning",
        WORDS,
        'id = "grid_power"\nkind = "yes_no"',
        'id = "grid_power"\nkind = "integer"',
        "question grid_power, kind",
        "“integer”, before “yes_no”",
    ),
    (
        "changed_meaning",
        WORDS,
        'vi = "Điện thoại chủ hộ", en = "Phone of the head"',
        'vi = "Số xe máy", en = "Motor bikes"',
        "question head_phone, label",
        "Số xe máy",
    ),
    ("changed_meaning", WORDS, SEPTIC, "", "question latrine, options", "no option “septic”"),
    (
        "other_words",
        WORDS,
        'en = "Phone of the head"',
        'en = "Motor bikes"',
        "question head_phone, label",
        "Motor bikes",
    ),
    ("released", LAW, "b2 >= 30", "30 <= b2", "version", "vn-2022, version 1"),
    ("blank_source", HEAD, 'facts = "2.1"', 'facts = ""', "source decree, facts", "no facts"),
    (
        "no_source",
        ASKED,
        'relevant = "age < 16"\nsource = "indicators_seen"',
        'relevant = "age < 16"',
        "question malnourished, source",
        "age < 16",
    ),
    ("unused_source", HEAD, "\n[[block]]\n", MORE_SOURCE, "source more", "cited nowhere"),
    ("no_words", LAW, SAYS, "", "deprivation nutrition, says", "no words"),
    ("empty_block", HEAD, "", MORE_BLOCK, "block more", "no question"),
    (
        "block_scope",
        ASKED,
        'id = "wall"\nblock = "living"',
        'id = "wall"\nblock = "members"',
        "question wall, block",
        "“members”",
    ),
    ("number_twice", ASKED, 'number = "28"', 'number = "27"', "question wall, number", "“27” twice"),
    ("report_column", LAW, MEDIA, "", "column 12, where", "“r.d12”"),
    (
        "no_xlsform",
        LAW,
        WATER,
        "water_source.startsWith('oth')",
        "deprivation water, when",
        "“.” (line 1, column 13)",
    ),
]


def check(folder: Path, changed: dict[str, bytes]) -> tuple[Finding, ...]:
    for name, data in changed.items():
        (folder / name).write_bytes(data)
    return check_edition(folder)


def test_every_rule_has_its_example() -> None:
    assert {code for code, *_ in WRONG} == set(RULES)


@pytest.mark.parametrize(("code", "file", "old", "new", "where", "found"), WRONG)
def test_what_is_wrong_is_found(
    code: str, file: str, old: str, new: str, where: str, found: str, tmp_path: Path
) -> None:
    said = check(tmp_path, broken(file, old, new))
    fitting = [one for one in said if one.code == code and one.where == where]
    assert fitting, [(one.code, one.where, one.found) for one in said]
    assert any(found in one.found for one in fitting), fitting
    assert all(one.accepted and one.severity is RULES[code].severity for one in fitting)


@pytest.mark.parametrize("edition", shipped())
def test_nothing_is_wrong_with_what_ships(edition: str) -> None:
    assert check_edition(Path(str(files("resources") / "editions" / edition))) == ()


def test_a_flag_that_a_table_counts_must_be_there() -> None:
    shipped_, layout = load_edition("vn-2022"), b'[[column]]\nkey = "7"\nwhere = "r.has_merit = 1"\n'
    assert list(in_tables(shipped_, {"R9.toml": layout}, [shipped_])) == []
    without = replace(shipped_, flags=shipped_.flags[:2])
    (one,) = in_tables(without, {"R9.toml": layout}, [shipped_])
    assert (one.code, one.file, one.where) == ("report_column", "R9.toml", "column 7, where")
    assert (one.found, one.accepted) == ("“r.has_merit”", "female_head, is_minority")


def test_faults_of_several_files_and_tables_are_found_at_once(tmp_path: Path) -> None:
    made = broken(ASKED, 'block = "living"', 'block = "house"')
    for file, old, new in (
        (ASKED, 'id = "latrine"', 'id = "privy"'),
        (LAW, 'source = "indicators"', 'source = "law"'),
        (LAW, "size(media) == 0", "size(media) = 0"),
        (HEAD, 'certainty = "SEEN"', 'certainty = "SURE"'),
        (PROBLEMS, 'severity = "error"', 'severity = "bad"'),
        (CHECKS, "floor_area_m2 == 0", "floor_area == 0"),
    ):
        made[file] = made[file].decode().replace(old, new, 1).encode()
    said = check(tmp_path, made)
    assert {one.code for one in said} >= {"broken"}
    assert {one.file for one in said} >= {ASKED, LAW, HEAD, PROBLEMS, CHECKS}
    assert len(said) >= 7


def test_what_only_follows_from_another_fault_is_not_said(tmp_path: Path) -> None:
    said = check(tmp_path, broken(WORDS, 'kind = "phone"', 'kind = "fax"'))
    assert [one.where for one in said if one.severity is Severity.ERROR] == ["question head_phone, kind"]


def test_a_file_that_is_no_toml_is_the_only_finding(tmp_path: Path) -> None:
    (one,) = check(tmp_path, broken(LAW, "points_each = 10", "points_each ="))
    assert (one.code, one.file, one.where) == ("broken", LAW, "")


def test_the_line_is_where_the_table_begins(tmp_path: Path) -> None:
    made = broken(LAW, "value <= line && b2 < 30", "value < line && b2 < 30")
    made[LAW] = made[LAW].replace(b"size(media) == 0", b"size(media) == 'x'")
    (one,) = (one for one in check(tmp_path, made) if one.where == "deprivation media, when")
    assert made[LAW].decode().splitlines()[one.line - 1] == 'id = "media"'


def test_json_is_one_object_a_line_and_warnings_leave_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = broken(ASKED, 'number = "28"', 'number = "27"')
    made[HEAD] = made[HEAD].replace(b"version = 1", b"version = 2")
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    assert run("edition", "check", tmp_path, "--json") == 0
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["code"], one["severity"]) for one in said] == [("number_twice", "warning")] * 2
    assert set(said[0]) == {"code", "severity", "file", "line", "where", "found", "accepted"}
    assert run("edition", "check", tmp_path) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert all(line.startswith("warning: questions.toml, question ") for line in lines)
    assert last == "vn-2022, version 2: fit, with warnings."


def test_the_rules_are_written_down() -> None:
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    listed = dict(
        re.findall(r"^\* `(\w+)`: (.*)$", text.partition("## What `rasoat edition check`")[2], re.MULTILINE)
    )
    assert listed == {code: f"{rule.severity}: {rule.says}" for code, rule in RULES.items()}


def test_the_files_of_an_edition_are_those_of_the_loader(tmp_path: Path) -> None:
    assert set(broken(LAW, "", "")) == set(SHARED + OWN)
    assert check(tmp_path, broken(LAW, "", "")) == ()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25))
def test_spoiled_files_give_findings_and_never_a_crash(seed: int, tmp_path: Path) -> None:
    """A line lost, doubled, or with a letter too much, in three places."""
    dice, made = Random(seed), texts()  # noqa: S311 - spoils files, no secrets
    for _ in range(3):
        name = dice.choice(sorted(made))
        lines = made[name].splitlines(keepends=True)
        place = dice.randrange(len(lines))
        spoiled = lines[place][:1] + dice.choice("x\"=[]{}1'") + lines[place][1:]
        lines[place] = dice.choice(("", lines[place] * 2, spoiled))
        made[name] = "".join(lines)
    found = check(tmp_path, {name: text.encode() for name, text in made.items()})
    assert all(one.file in made and one.found and one.accepted for one in found)
