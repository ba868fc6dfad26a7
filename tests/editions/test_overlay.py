"""A local standard: only what differs, laid over a shipped edition."""

import shutil
from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import editions, report, workspace
from desktop.actions.check_edition import check_edition
from desktop.actions.editions import load_edition, load_folder
from desktop.actions.import_ import import_households
from desktop.actions.workspace import NewWorkspace
from desktop.errors import RasoatError
from tests.rollup.shipped import IDS
from tests.rules.sources import ROOT
from tests.worlds import COMMUNE, DATE, YEAR, household, still_clock, uids, write_lines

EXAMPLE = ROOT / "tests" / "data" / "editions" / "vn-2022-example"
HEAD, RULES, QUESTIONS, WORDS = "edition.toml", "rules.toml", "questions.toml", "vocabulary.toml"
AREA = "deprivation housing_area, source"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """The example as an office copies it."""
    shutil.copytree(EXAMPLE, tmp_path / "vn-2022-example")
    return tmp_path / "vn-2022-example"


def test_nothing_is_wrong_with_the_example() -> None:
    assert check_edition(EXAMPLE) == ()


def test_what_differs_differs_and_the_rest_is_the_base() -> None:
    local, base = load_folder(EXAMPLE), load_edition("vn-2022")
    assert (local.id, local.base, base.base) == ("vn-2022-example", "vn-2022", "")
    assert local.bases["amount"].line == {"rural": 1_800_000, "urban": 2_400_000}
    assert local.bases["points"].line == base.bases["points"].line
    assert [rule.id for rule in local.deprivations] == [rule.id for rule in base.deprivations]
    changed = {rule.id for rule in local.deprivations if rule.source.text.startswith("Nghị quyết")}
    assert changed == {"housing_area", "water"}
    area = next(rule for rule in local.deprivations if rule.id == "housing_area")
    assert area.label == next(rule for rule in base.deprivations if rule.id == "housing_area").label
    assert set(local.questions) - set(base.questions) == {"water_all_year"}
    assert local.hash != base.hash


def test_the_same_files_have_the_same_hash(mine: Path) -> None:
    assert load_folder(mine).hash == load_folder(EXAMPLE).hash
    (mine / RULES).write_text((mine / RULES).read_text("utf-8").replace("1800000", "1800001"), "utf-8")
    assert load_folder(mine).hash != load_folder(EXAMPLE).hash


def test_a_rule_of_another_shape_replaces_the_shape(mine: Path) -> None:
    (mine / RULES).write_text(
        '[[deprivation]]\nid = "housing_quality"\nwhen = "roof == \'nondurable\'"\nsource = "resolution"\n',
        "utf-8",
    )
    found = next(rule for rule in load_folder(mine).deprivations if rule.id == "housing_quality")
    assert (found.shape, len(found.conditions)) == ("when", 1)


def test_a_question_may_get_more_options(mine: Path) -> None:
    option = '{ code = "stream", number = "8", label = { vi = "Suối", en = "Stream" } }'
    with (mine / WORDS).open("a", encoding="utf-8") as file:
        file.write(f'\n[[question]]\nid = "water_source"\noptions = [{option}]\n')
    options = [one.code for one in load_folder(mine).questions["water_source"].options]
    assert options[-2:] == ["other", "stream"]


WRONG = [  # file, old, new -> where, found, part of what is accepted
    (HEAD, 'base = "vn-2022"', 'base = "vn-1900"', "base", "“vn-1900”", "vn-2022"),
    (HEAD, 'id = "vn-2022-example"', 'id = "vn-2022"', "id", "“vn-2022”", "its own"),
    (HEAD, 'id = "vn-2022-example"', 'id = "Ví dụ"', "id", "“Ví dụ”", "regex"),
    (RULES, 'source = "resolution"', 'source = "decree"', AREA, "“decree”", "resolution"),
    (RULES, 'source = "resolution"\n', "\n", AREA, "no key “source”", "resolution"),
    (RULES, "rural = 1800000, urban", "urban", "basis amount, line", "urban", "rural, urban"),
    (RULES, 'id = "water"', 'id = "housing_area"', "deprivation housing_area", "twice", "once"),
    (RULES, "!water_all_year", "!water_at_night", "deprivation water, when", "undeclared", "CEL"),
    (RULES, 'id = "water"', 'id = "well"', "deprivation well", "no key “label”", "label"),
    (RULES, "[[basis]]", "[[bases]]", "", "the key “bases”", "basis"),
    (QUESTIONS, 'block = "living"', 'block = "house"', "question water_all_year, block", "“house”", "living"),
    (WORDS, 'id = "water_all_year"', 'id = "latrine"', "question latrine, kind", "“yes_no”", "a new id"),
    (WORDS, 'kind = "yes_no"', 'kind = "maybe"', "question water_all_year, kind", "“maybe”", "yes_no"),
    (WORDS, "[[question]]", "[[question", "", "Expected", "TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "where", "found", "accepted"), WRONG)
def test_a_mistake_is_named(
    mine: Path, file: str, old: str, new: str, where: str, found: str, accepted: str
) -> None:
    text = (mine / file).read_text("utf-8")
    assert old in text
    (mine / file).write_text(text.replace(old, new, 1), "utf-8")
    (fault,) = check_edition(mine)
    assert (fault.file, fault.where) == (file, where)
    assert found in fault.found
    assert accepted in fault.accepted


@pytest.fixture
def users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder with the example among its editions."""
    folder = tmp_path / "data" / "editions"
    monkeypatch.setattr(paths, "user_editions", lambda: folder)
    shutil.copytree(EXAMPLE, folder / "vn-2022-example")
    editions.load_edition.cache_clear()
    return folder


def test_a_standard_in_the_users_data_is_there(users: Path) -> None:
    assert editions.available()[-1] == "vn-2022-example"
    assert load_edition("vn-2022-example").title["en"].startswith("A province's own")
    shutil.copytree(EXAMPLE, users / "vn-2022-other")
    with pytest.raises(RasoatError, match="“vn-2022-other”, as its folder is called"):
        load_edition("vn-2022-other")


@pytest.mark.usefixtures("users")
def test_a_workspace_counts_by_it_and_reports_as_its_base(tmp_path: Path) -> None:
    new = NewWorkspace("vn-2022-example", YEAR, DATE, COMMUNE)
    ws = workspace.create(tmp_path / "ws", new, clock=still_clock, new_uid=uids("máy"))
    import_households(ws, write_lines(tmp_path / "list.ndjson", household("0001", uid="h1")))
    assert report.available(ws) == IDS
    assert report.table(ws, "R1").rows[0].values["1"] == 1
    ws.store.close()
