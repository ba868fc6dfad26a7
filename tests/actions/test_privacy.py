"""What papers and files may show of people: one table, kept to in what is really written."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop import paths
from desktop.actions import editions, papers, privacy, units, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.papers_asked import Asked
from desktop.actions.script import enter_all
from desktop.editions.model import Kind
from desktop.records import privacy as rules
from desktop.records.privacy import QUESTION, slots_for
from tests import worlds

PHONE, NUMBER, ADDRESS, REMARK = "0912345678", "001080000123", "Cuối bản Xa", "Nghe nói đang ốm"
OWN_WORDS = (Kind.TEXT, Kind.NAME, Kind.PHONE, Kind.ID_NUMBER)


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A commune with one household that tells everything of itself."""
    folder = tmp_path_factory.mktemp("privacy")
    made = worlds.make(folder / "ws")
    units.add_village(made, worlds.COMMUNE, "Nà Mơ")
    workspace.close(made)
    one = worlds.household("0001", uid="h1", head_phone=PHONE, address=ADDRESS, remarks=REMARK)
    members = one["members"]
    assert isinstance(members, list)
    members[0] = {**members[0], "id_number": NUMBER}
    assert worlds.run("import", folder / "ws", worlds.write_lines(folder / "l.ndjson", one)) == 0
    opened = workspace.open_workspace(
        folder / "ws", None, clock=worlds.still_clock, new_uid=worlds.uids("p"), read_only=True
    )
    yield opened
    opened.store.close()


def text_of(ws: Workspace, paper: str, to: Path) -> str:
    """A paper as a reader copies it out of the PDF."""
    made = papers.make_paper(ws, paper, Asked(), to)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(made.path).pages).split())


def test_a_form_for_the_visit_shows_it_all_and_a_list_nothing_but_names(
    ws: Workspace, tmp_path: Path
) -> None:
    form = text_of(ws, "review-form", tmp_path / "form.pdf")
    assert [one for one in (PHONE, NUMBER, ADDRESS, REMARK) if one not in form] == []
    listed = text_of(ws, "review-list", tmp_path / "list.pdf")
    assert "Nông Văn Thử" in listed
    assert [one for one in (PHONE, NUMBER, ADDRESS, REMARK) if one in listed] == []


def test_the_table_decides_what_is_printed(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same form under the purpose of a posted list: that the table is asked, and by whom it is obeyed."""
    table = privacy.table()
    posted = rules.Privacy(table.questions, table.slots, table.may, {**table.papers, "review-form": "posted"})
    monkeypatch.setattr(privacy, "table", lambda: posted)
    form = text_of(ws, "review-form", tmp_path / "form.pdf")
    assert "Nông Văn Thử" in form
    assert [one for one in (PHONE, NUMBER, ADDRESS, REMARK) if one in form] == []


def test_a_family_reads_on_one_page_what_is_kept_who_wrote_it_and_when(tmp_path: Path) -> None:
    made = worlds.make(tmp_path / "ws", "Nông Thị Soát")
    one = worlds.household("0001", uid="h1", head_phone=PHONE)
    import_households(made, worlds.write_lines(tmp_path / "l.ndjson", one))
    enter_all(made, "h1", [f"address={ADDRESS}"])
    workspace.close(made)
    file = tmp_path / "mine.pdf"
    words = ("paper", tmp_path / "ws", "my-data", "--household", "h1", "--to", file)
    assert worlds.run(*words) == 0
    (page,) = [" ".join(one.extract_text().split()) for one in PdfReader(file).pages]
    assert [
        said for said in (PHONE, "Nông Văn Thử", "Hoàng Thị Mẫu", "lấy từ danh sách") if said not in page
    ] == []
    assert f"{ADDRESS} Nông Thị Soát" in page
    assert worlds.run(*words, "--member", "2") == 0
    (page,) = [" ".join(one.extract_text().split()) for one in PdfReader(file).pages]
    assert "20/11/1984" in page
    assert [said for said in (PHONE, "02/05/1980", ADDRESS) if said in page] == []
    assert worlds.run(*words, "--member", "9") == 2


def test_every_paper_has_a_purpose_and_every_purpose_is_known() -> None:
    table = privacy.table()
    assert set(papers.known()) <= table.papers.keys()
    assert set(table.papers.values()) <= table.may.keys()
    told = {*table.questions.values(), *table.slots.values()}
    assert frozenset().union(*table.may.values()) <= told


def test_whatever_people_write_in_own_words_tells_something() -> None:
    """So a question that is added later cannot slip through unnoticed."""
    edition = editions.load_edition("vn-2022")
    own = {one.id for one in edition.vocabulary.values() if one.kind in OWN_WORDS}
    assert own <= privacy.table().questions.keys()
    assert privacy.table().questions.keys() <= edition.vocabulary.keys()


def test_each_purpose_shows_what_the_file_says() -> None:
    found = tomllib.loads((paths.resources() / "privacy.toml").read_text("utf-8"))
    hidden = {"posted": ("id_number", "head_phone", "disabled", "ethnicity", "remarks", "address")}
    for purpose, questions in {**hidden, "deidentified": ("name", "household_code", "birth_date")}.items():
        assert not any(privacy.table().shows(purpose, one) for one in questions)
    assert {one["id"] for one in found["purpose"]} == privacy.table().may.keys()


def test_rows_inside_rows_are_gone_through() -> None:
    row: rules.Slots = {QUESTION: "id_number", "label": "Số", "cells": [{"before": "1"}, {"before": "2"}]}
    shown = slots_for(privacy.table(), "posted", {"rows": [row]})["rows"]
    assert not isinstance(shown, str)
    assert shown[0] == {"label": "Số", "cells": [{"before": ""}, {"before": ""}]}
