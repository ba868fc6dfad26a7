"""Headers, with and without marks, in one row or two, merged or not: what each column is taken for."""

from unicodedata import normalize

import pytest

from desktop import paths
from desktop.actions.editions import load_edition
from desktop.editions.datafiles import read
from desktop.records.fold import fold
from desktop.records.lists.columns import find_header
from desktop.records.lists.fields import AliasFile, FieldFile, ListWords
from desktop.records.lists.mapping import letter_of, place_of
from tests.lists.books import FAMILIES, HOUSES, R14, TITLE, Row
from tests.worlds import EDITION

FOLDER = paths.resources() / "lists"
CERTIFICATE: tuple[Row, ...] = (
    ["STT", "Họ và tên", "Dân tộc", "Quan hệ với chủ hộ", "Năm sinh", None, "Ghi chú"],
    [None, None, None, None, "Nam", "Nữ", None],
)


def guessed(words: ListWords, *rows: Row) -> dict[str, str]:
    found = find_header([list(row) for row in rows], words)  # type: ignore[arg-type]
    assert found is not None
    header, fields = found
    return dict(zip(header.titles, fields, strict=True))


def test_the_list_of_the_law(words: ListWords) -> None:
    assert guessed(words, *TITLE, *R14, *FAMILIES) == {
        "STT hộ": "household_number",
        "STT thành viên": "member_number",
        "Họ và tên": "name",
        "Năm sinh / Nam": "birth_male",
        "Năm sinh / Nữ": "birth_female",
        "Dân tộc": "ethnicity",
        "Quan hệ với chủ hộ": "relation",
        "Nghèo mới": "newly_poor",
        "Hộ chính sách": "policy_household",
        "Hỗ trợ / Y tế": "support_received=health",
        "Hỗ trợ / Khác": "support_received=other",
    }


def test_the_table_of_the_certificate(words: ListWords) -> None:
    fields = guessed(words, *CERTIFICATE)
    assert list(fields.values()) == [
        "household_number",
        "name",
        "ethnicity",
        "relation",
        "birth_male",
        "birth_female",
        "remarks",
    ]


@pytest.mark.parametrize(
    "write", [fold, str.upper, lambda text: normalize("NFD", text), lambda text: f" {text}\n"]
)
def test_marks_capitals_and_spaces_do_not_matter(words: ListWords, write: object) -> None:
    assert callable(write)
    for rows in (R14, HOUSES[:1], CERTIFICATE):
        other = [[write(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
        assert list(guessed(words, *other).values()) == list(guessed(words, *rows).values())


def test_one_row_a_household(words: ListWords) -> None:
    assert list(guessed(words, *HOUSES).values()) == [
        "household_number",
        "household_code",
        "head_name",
        "birth_date",
        "sex",
        "ethnicity",
        "village",
        "b1_points",
        "remarks",
    ]


def test_every_question_is_known_by_its_id_and_its_labels(words: ListWords) -> None:
    for question in words.edition.vocabulary.values():
        for header in (question.id, *question.label.values()):
            found = guessed(words, [header, "Họ và tên" if question.id != "name" else "Mã hộ"])
            field = found[header]
            labels = words.edition.vocabulary[field].label.values()
            assert field == question.id or header in labels, header  # two questions may have one label


def test_the_files_of_data_fit_the_vocabulary() -> None:
    fields = read("fields.toml", (FOLDER / "fields.toml").read_bytes(), FieldFile)
    aliases = read("aliases.toml", (FOLDER / "aliases.toml").read_bytes(), AliasFile)
    vocabulary = load_edition(EDITION).vocabulary
    assert fields.spellings.keys() <= vocabulary.keys()
    assert not {one.id for one in fields.field} & vocabulary.keys()
    for question, codes in aliases.alias.items():
        assert codes.keys() <= {option.code for option in vocabulary[question].options}, question
    for one in fields.field:
        assert not one.question or one.question in vocabulary, one.id


def test_a_title_is_no_header_and_a_page_of_prose_is_none(words: ListWords) -> None:
    assert find_header([["DANH SÁCH HỘ NGHÈO"], ["Xã Ba Bể"], ["a", "b", "c"], [1, 2, 3]], words) is None


def test_letters_of_columns() -> None:
    assert [letter_of(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(place_of(letter_of(place)) == place for place in range(800))
