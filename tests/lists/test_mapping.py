"""How a list is read, as a file: written, read back, and refused with a reason."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.actions.context import Workspace
from desktop.actions.lists.look import look, remember
from desktop.actions.lists.take_in import preview, read_mapping, take_in
from desktop.errors import RasoatError
from desktop.records.lists.mapping import Column, ListMapping, RowsAre, from_toml, to_toml
from tests.lists.books import FAMILIES, HOUSES, R14, people, xlsx

NAMES = st.text(max_size=12)
CODES = st.dictionaries(NAMES, NAMES, max_size=3)
MAPPINGS = st.builds(
    ListMapping,
    sheets=st.lists(NAMES, max_size=3).map(tuple),
    header=st.integers(1, 40),
    header_rows=st.integers(1, 3),
    rows=st.sampled_from(RowsAre),
    columns=st.lists(
        st.builds(Column, place=st.integers(0, 800), title=NAMES, field=NAMES, encoding=NAMES), max_size=4
    ).map(tuple),
    commune=NAMES,
    always=CODES,
    communes=CODES,
    villages=CODES,
)


@given(MAPPINGS)
def test_what_is_written_is_read_back(mapping: ListMapping) -> None:
    assert from_toml(to_toml(mapping)) == mapping


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rows = 3", "rows: found 3"),
        ('rows = "people"', "persons"),
        ('rows = "persons"\nheader = 0', "header: found 0"),
        ('rows = "persons"\nsheets = [1]', "sheets"),
        ('rows = "persons"\ncolumn = 3', "column"),
        ('rows = "persons"\n[[column]]\nletter = "3"', "letter"),
        ('rows = "persons"\n[villages]\na = 3', "villages"),
        ("rows", "Expected"),
    ],
)
def test_a_broken_mapping_says_what_was_found(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "m.toml").write_text(text, "utf-8")
    with pytest.raises(RasoatError, match=says) as caught:
        read_mapping(tmp_path / "m.toml")
    assert caught.value.code == "no_mapping"


def test_a_mapping_by_hand_is_used_as_it_is(ws: Workspace, tmp_path: Path) -> None:
    file = xlsx(tmp_path / "a.xlsx", *HOUSES)
    text = to_toml(look(ws, file).mapping)
    (tmp_path / "m.toml").write_text(text.replace('field = "remarks"', 'field = "address"'), "utf-8")
    plan = preview(ws, look(ws, file, read_mapping(tmp_path / "m.toml")))
    assert [one.body.get("address") for one in plan.households] == [None, "ở xa"]
    assert not any("remarks" in one.body for one in plan.households)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('title = "Dân tộc"', 'title = "Tôn giáo"', "Column F"),
        ('field = "ethnicity"', 'field = "religion"', "religion"),
        ('sheets = ["Danh sách"]', 'sheets = ["Trang 2"]', "Trang 2"),
        ('field = "ethnicity"', 'field = "ethnicity"\nencoding = "viscii"', "viscii"),
    ],
)
def test_a_mapping_that_does_not_fit_says_where(
    ws: Workspace, tmp_path: Path, before: str, after: str, says: str
) -> None:
    file = xlsx(tmp_path / "a.xlsx", *HOUSES)
    text = to_toml(look(ws, file).mapping)
    assert before in text
    with pytest.raises(RasoatError, match=says) as caught:
        look(ws, file, from_toml(text.replace(before, after)))
    assert caught.value.code == "mapping_differs"


def test_a_layout_is_remembered_once_it_was_taken_in(ws: Workspace, tmp_path: Path) -> None:
    seen = look(ws, xlsx(tmp_path / "a.xlsx", *R14, *FAMILIES))
    policy = next(one for one in seen.mapping.columns if one.field == "policy_household")
    chosen = seen.with_fields({policy.place: "merit"}, seen.mapping.rows)
    take_in(ws, chosen)
    again = look(ws, xlsx(tmp_path / "b.xlsx", ["một dòng nữa ở trên"], *R14, *FAMILIES[:2]))
    assert again.remembered
    assert [one.field for one in again.mapping.columns] == [one.field for one in chosen.mapping.columns]
    assert not look(ws, xlsx(tmp_path / "c.xlsx", *HOUSES)).remembered


def test_columns_can_be_chosen_anew(ws: Workspace, tmp_path: Path) -> None:
    seen = look(ws, xlsx(tmp_path / "a.xlsx", *HOUSES))
    remember(ws, seen)
    fields = {one.place: "" for one in seen.mapping.columns if one.field not in ("head_name", "sex")}
    plan = preview(ws, seen.with_fields(fields, RowsAre.HOUSEHOLDS))
    assert people(plan) == [
        {"name": "Nông Văn Thử", "sex": "m", "relation": "head"},
        {"name": "Lý Thị Ba", "sex": "f", "relation": "head"},
    ]
    assert replace(seen, mapping=seen.mapping) == seen
