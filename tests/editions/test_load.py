"""Each way to break an edition gives file, table and key, what was found and what is accepted."""

import pytest

from desktop.editions.load import OWN, SHARED, load
from desktop.errors import RasoatError
from tests.editions.broken import broken, texts

TWICE = '\n[[question]]\nid = "area"\nblock = "identity"\n'
EDITION, ASKED, RULES, CHECKS = OWN
WORDS, CLASSES, PROBLEMS, CARD = SHARED
BROKEN = [  # file, old, new -> where, part of found, part of accepted
    (RULES, "points_each = 10", "points_each 10", "", "line 5", "TOML"),
    (RULES, "points_each = 10", "points_each = 0", "points_each", "“0”", "int >= 1"),
    (RULES, "points_each = 10", "points_each = 'ten'", "points_each", "“ten”", "int"),
    (RULES, "points_each = 10", "", "", "no key “points_each”", "points_each, deprivation"),
    (ASKED, "width = 1", "width = 9", "question household_code, width", "“9”", "int <= 4"),
    (ASKED, "width = 1", "wide = 1", "question household_code", "the key “wide”", "width"),
    (ASKED, 'block = "identity"', "", "question household_code", "no key “block”", "block"),
    (ASKED, 'block = "identity"', 'block = "who"', "question household_code, block", "who", "identity"),
    (ASKED, 'id = "area"', 'id = "aera"', "question aera, id", "“aera”", "vocabulary.toml"),
    (ASKED, 'id = "area"', 'id = "Area"', "question Area, id", "“Area”", "regex"),
    (ASKED, "", TWICE, "question area", "“area” twice", "once"),
    (ASKED, '"points", "amount"', '"points", "guess"', "question income_basis, options", "guess", "card"),
    (ASKED, 'source = "work_age"', 'source = "law"', "question finished, source", "“law”", "decree"),
    (ASKED, '"age >= 3 && age', '"agee >= 3 && age', "question studying, relevant", "agee", "CEL"),
    (ASKED, '"age >= 3 && age <= 30"', '"age + 3"', "question studying, relevant", "gives", "CEL"),
    (ASKED, 'help = { vi = "Chép', 'help = { xx = "Chép', "question b1_points, help", "“vi”", "language"),
    (EDITION, 'id = "vn-2022"', 'id = "VN 2022"', "id", "“VN 2022”", "regex"),
    (EDITION, "version = 1", "version = 0", "version", "“0”", "int >= 1"),
    (EDITION, 'certainty = "SEEN"', 'certainty = "SURE"', "source decree, certainty", "“SURE”", "RECALLED"),
    (EDITION, 'id = "points"', 'id = "decree"', "source decree", "“decree” twice", "once"),
    (EDITION, 'id = "exit"', 'id = "needs"', "block needs", "“needs” twice", "once"),
    (EDITION, 'scope = "member"', 'scope = "person"', "block members, scope", "“person”", "member"),
    (EDITION, ', en = "Members" }', " }", "block members, title", "no words in “en”", "language"),
    (EDITION, 'en = "Members"', 'en = " "', "block members, title", "no words in “en”", "language"),
    (RULES, 'id = "internet"', 'id = "media"', "deprivation, flag or count media", "“media” twice", "once"),
    (RULES, 'source = "indicators"', 'source = ""', "deprivation employment, source", "“”", "decree"),
    (RULES, 'en = "Water"', 'fr = "Eau"', "deprivation water, label", "no words in “en”", "language"),
    (RULES, '"!internet_used"', '"!internet"', "deprivation internet, when", "line 1, column 2", "CEL"),
    (RULES, '"!internet_used"', '"water_source"', "deprivation internet, when", "STRING", "CEL"),
    (RULES, '"age < 16 && mal', '"age < \'16\' && mal', "deprivation nutrition, some_member", "no", "CEL"),
    (RULES, 'when = "!internet_used"', "", "deprivation internet", "0 conditions", "exactly one of when"),
    (RULES, 'when = "!i', 'some_member = "insured"\nwhen = "!i', "deprivation internet", "2 cond", "one of"),
    (RULES, "n = 2", "n = 4", "deprivation housing_quality, at_least, n", "4 of 3", "1 to 3"),
    (RULES, "n = 2", "n = 0", "deprivation housing_quality, at_least, n", "“0”", "int >= 1"),
    (RULES, "[1, 2]", "[2, 2]", "deprivation dependants, share, more_than", "2 of 2", "whole"),
    (RULES, "[1, 2]", "[1]", "deprivation dependants, share, more_than", "“[1]”", "length 2"),
    (RULES, 'value = "b1_points"', 'value = "area"', "basis points, value", "“area”", "income_per_head"),
    (RULES, 'id = "amount"', 'id = "guess"', "basis guess, id", "“guess”", "card, points, amount"),
    (RULES, "line = { rural = 140,", "line = { town = 140,", "basis points, line", "town", "rural, urban"),
    (RULES, "rural = 140", "rural = 140.5", "basis points, line", "“", "int"),
    (RULES, 'id = "not_poor"', 'id = "rich"', "class rich by points, id", "“rich”", "near_poor"),
    (RULES, 'basis = "points"', 'basis = "card"', "class poor by card, basis", "“card”", "points, amount"),
    (RULES, "value <= line && b2 >= 30", "value <= limit", "class poor by points, when", "limit", "CEL"),
    (CHECKS, "oldest = 110", "", "", "no key “oldest”", "oldest, check"),
    (CHECKS, 'code = "no_floor"', 'code = "no_roof"', "check no_roof, code", "“no_roof”", "problems.toml"),
    (CHECKS, 'path = "floor_area_m2"', 'path = "insured"', "check no_floor, path", "“insured”", "household"),
    (CHECKS, "floor_area_m2 == 0", "floor_area_m2 == ", "check no_floor, when", "Syntax error", "CEL"),
    (PROBLEMS, 'severity = "error"', 'severity = "bad"', "problem too_long, severity", "“bad”", "enum"),
    (PROBLEMS, 'code = "negative"', 'code = "too_long"', "problem too_long", "twice", "once"),
    (PROBLEMS, 'en = "Write less."', 'de = "Kürzer."', "problem too_long, hint", "“en”", "language"),
    (CLASSES, 'id = "unknown"', 'id = "unclear"', "class", "no class “unknown”", "“unknown”"),
    (CLASSES, 'side = "poor"', 'side = "left"', "class poor_income, side", "“left”", "enum"),
    (CLASSES, 'id = "near_poor"', 'id = "poor"', "class poor", "“poor” twice", "once"),
    (WORDS, 'kind = "text"', 'kind = "prose"', "question household_code, kind", "“prose”", "money"),
    (WORDS, 'kind = "text"', 'kind = "code"', "question household_code, options", "0 options", "codes"),
    (WORDS, 'scope = "household"', 'scope = "home"', "question household_code, scope", "home", "member"),
    (WORDS, 'head = "head"', 'head = "boss"', "roles, head", "“boss”", "spouse"),
    (WORDS, 'phone = "head_phone"', 'phone = "fax"', "roles, phone", "“fax”", "question"),
    (WORDS, 'phone = "head_phone"', "", "roles", "no key “phone”", "phone"),
    (WORDS, 'phone = "head_phone"', 'fax = "x"\nphone = "x"', "roles", "the key “fax”", "phone"),
    (WORDS, 'id = "region"', 'id = "b2"', "question b2, id", "“b2”", "no number"),
    (WORDS, '{ code = "rural"', '{ code = "urban"', "question area, option urban", "twice", "once"),
    (WORDS, '"rural", number = "2"', '"rural", number = "1"', "question area, number 1", "twice", "once"),
    (WORDS, 'vi = "điểm"', 'xx = "điểm"', "question b1_points, unit", "“vi”", "language"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "where", "found", "accepted"), BROKEN)
def test_a_fault_is_named(file: str, old: str, new: str, where: str, found: str, accepted: str) -> None:
    with pytest.raises(RasoatError) as error:
        load(broken(file, old, new))
    slots = error.value.slots
    assert error.value.code == "edition"
    assert (slots["file"], str(slots["where"]).removeprefix(", ")) == (file, where)
    assert found in str(slots["found"])
    assert accepted in str(slots["accepted"])
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", SHARED + OWN)
def test_a_file_that_is_not_there_is_named(name: str) -> None:
    files = {file: text.encode() for file, text in texts().items() if file != name}
    with pytest.raises(RasoatError) as error:
        load(files)
    assert error.value.slots["file"] == name


@pytest.mark.parametrize("name", SHARED + OWN)
@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[" * 5_000, b"a = 1", b"\x00"])
def test_a_file_of_something_else_is_named(name: str, data: bytes) -> None:
    with pytest.raises(RasoatError) as error:
        load({file: text.encode() for file, text in texts().items()} | {name: data})
    assert error.value.slots["file"] == name


def test_the_same_files_have_the_same_hash_and_others_another() -> None:
    whole = {name: text.encode() for name, text in texts().items()}
    other = {**whole, "checks.toml": whole["checks.toml"] + b"\n"}
    assert load(whole).hash == load(dict(reversed(whole.items()))).hash != load(other).hash


def test_what_is_not_asked_of_a_household_makes_no_rule_unknown() -> None:
    """As for members: an answer that is not asked is neither missing nor a deprivation."""
    edition = load(broken(ASKED, 'id = "latrine"\n', 'id = "latrine"\nrelevant = "grid_power"\n'))
    (rule,) = [rule for rule in edition.deprivations if rule.id == "latrine"]
    facts = edition.household.facts({"grid_power": False})
    assert [condition.truth(facts) for condition in rule.conditions] == [False]
