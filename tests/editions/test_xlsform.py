"""An edition as an XLSForm: pyxform takes it, and another engine says of every household what we say."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from desktop.actions.editions import load_named, shipped
from desktop.actions.xlsform import export_xlsform
from desktop.editions import datafiles, xform
from desktop.editions.model import Kind
from desktop.editions.rules import Edition
from desktop.records.classify import classify
from desktop.records.outside import form_of
from desktop.records.sheet import lay_out
from tests.editions.xform_engine import Engine
from tests.records.invented import Maker
from tests.rules.sources import ROOT
from tests.worlds import run

ON = "2026-10-01"
LOCAL = ROOT / "tests" / "data" / "editions" / "vn-2022-example"
EDITIONS = (*shipped(), "local")
HOUSEHOLDS = 80


def edition_of(name: str) -> Edition:
    """An edition that ships, or the example that is laid over one."""
    return load_named(str(LOCAL) if name == "local" else name)


@cache
def form(edition: str, folder: Path) -> str:
    """The XForm that pyxform makes of an edition's workbook, without a word of warning."""
    file = folder / f"{edition}.xlsx"
    export_xlsform(edition_of(edition), file, ON)
    made = convert(file, validate=False)
    assert made.warnings == []
    return str(made.xform)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("xlsform")


def household(maker: Maker) -> dict[str, Any]:
    """One that a collector can hold: no override, no basis that the form does not offer."""
    made = maker.household()
    if made.get("income_basis") == "card":
        del made["income_basis"]
    return {key: value for key, value in made.items() if not key.startswith("override/")}


def ours(edition: str, asked: dict[str, Any]) -> dict[str, str]:
    """What the program says, in the fields of the form."""
    made = classify(edition_of(edition), form_of(edition_of(edition), asked), ON)
    rules = {rule.id: "0" for rule in edition_of(edition).deprivations}
    said = rules | dict.fromkeys(made.deprived, "1") | dict.fromkeys(made.unknown, "")
    points = {"b2": str(made.b2), "b2_max": str(made.b2_max)}
    return {f"d_{id_}": one for id_, one in said.items()} | points | {"class": made.code}


def disagreements(other: Engine, edition: str, seed: int) -> tuple[int, set[str]]:
    maker, count, classes = Maker(seed, ON, edition), 0, set[str]()
    for _ in range(HOUSEHOLDS):
        asked = household(maker)
        wanted, found = ours(edition, asked), other.work_out(other.instance(asked, ON))
        count += {key: found[key] for key in wanted} != wanted
        classes.add(wanted["class"])
    return count, classes


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
def test_another_engine_agrees_about_every_household(edition: str, folder: Path) -> None:
    count, classes = disagreements(Engine(form(edition, folder)), edition, 20261001)
    assert count == 0
    assert len(classes) >= 4


@pytest.mark.slow
@pytest.mark.parametrize(
    ("right", "wrong"), [("&gt;= 6)", "&gt;= 7)"), (" &lt;= 20 ", " &lt;= 30 "), ("(800 *", "(801 *")]
)
def test_a_form_that_differs_by_one_is_caught(right: str, wrong: str, folder: Path) -> None:
    """The control: the comparison above sees a boundary that is off by one."""
    made = form("vn-2022", folder)
    assert right in made
    assert disagreements(Engine(made.replace(right, wrong)), "vn-2022", 20261001)[0] > 0


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
def test_what_is_not_asked_is_not_asked_there_either(edition: str, folder: Path) -> None:
    other, maker = Engine(form(edition, folder)), Maker(7, ON, edition)
    skipped = 0
    for _ in range(HOUSEHOLDS // 4):
        asked = household(maker)
        sheet = lay_out(edition_of(edition), form_of(edition_of(edition), asked), ON)
        data = other.instance(asked, ON)
        other.work_out(data)
        for node, person in zip(data.findall(f".//{xform.MEMBERS}"), sheet.people, strict=True):
            kept = {question.tag for question in node if question.text}
            assert not kept & person.skipped
            skipped += len(person.skipped & person.member.answers.keys())
        assert not {node.tag for node in data.iter() if node.text} & sheet.skipped
    assert skipped > 0


def test_every_question_and_option_is_there_in_both_languages(folder: Path) -> None:
    edition = edition_of("vn-2022")
    form("vn-2022", folder)
    book = load_workbook(folder / "vn-2022.xlsx", read_only=True)
    head, *rows = book["survey"].iter_rows(values_only=True)
    asked = {row[head.index("name")]: dict(zip(head, row, strict=True)) for row in rows}
    for question in edition.questions.values():
        if question.block != "card" and not question.id.startswith("card/"):
            assert question.label["vi"] in asked[question.id]["label::Tiếng Việt (vi)"]
            assert question.label["en"] in asked[question.id]["label::English (en)"]
    head, *rows = book["choices"].iter_rows(values_only=True)
    listed = {(row[0], row[1]) for row in rows}
    latrine = edition.questions["latrine"]
    assert {("latrine", option.code) for option in latrine.options} <= listed
    assert all(all(row) for row in rows)
    book.close()


def test_every_kind_of_question_has_its_type() -> None:
    data = (ROOT / "resources" / xform.FILE).read_bytes()
    assert set(datafiles.read(xform.FILE, data, xform.FormWords).kind) == set(Kind)


def test_the_same_edition_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    for file in (one, two):
        assert run("edition", "export", "vn-2022", "--xlsform", file, "--date", ON) == 0
    assert one.read_bytes() == two.read_bytes()


def test_the_command_writes_what_pyxform_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "form.xlsx"
    assert run("edition", "export", "vn-2016", "--xlsform", file) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert convert(file, validate=False).warnings == []


def test_what_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("edition", "export", "vn-2030", "--xlsform", tmp_path / "a.xlsx") == 2
    assert run("edition", "export", "vn-2022", "--xlsform", tmp_path / "no" / "a.xlsx") == 2
    assert run("edition", "export", "vn-2022", "--xlsform", tmp_path / "a.xlsx", "--date", "31/12/26") == 2
    said = capsys.readouterr().err
    assert "vn-2030" in said
    assert "cannot be written" in said
    assert "31/12/26" in said
