"""Old Vietnamese: whole alphabets there and back, recognised by column, and Unicode never touched."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.actions.editions import load_edition
from desktop.actions.lists.words import list_words
from desktop.records.lists.encodings import Encoding, Encodings, is_unicode
from tests.worlds import EDITION

ENCODINGS: Encodings = list_words(load_edition(EDITION)).encodings
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = sorted({normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"})
NAMES = ["Nguyễn Văn Đồng", "Hoàng Thị Mẫu", "Nông Văn Thử", "Lý A Páo", "Triệu Mùi Chản", "Ma Thế Hữu"]
COLUMNS = [
    ["Tày", "Nùng", "Kinh", "Dao"],
    ["Vợ", "Chủ hộ", "Con", "Mẹ"],
    ["Lô Văn Tư"],
    ["Chợ Rã", "Nà Phặc"],
    NAMES,
]
UNICODE = [
    *COLUMNS,
    ["Lô", "Hà Văn Lò"],
    ["Hán"],
    ["Ông", "Bà", "Con nuôi"],
    ["Mông", "Ê-đê"],
    ["Nam", "Kinh"],
    ["x", "5 m²", "31,5"],
]


def known(name: str) -> Encoding:
    found = ENCODINGS.get(name)
    assert found is not None
    return found


def old(encoding: Encoding, text: str) -> str:
    """The text as people wrote it in this encoding."""
    letters = {new: written for written, new in reversed(list(encoding.letters.items()))}
    return "".join(letters.get(letter, letter) for letter in normalize("NFC", text))


@pytest.mark.parametrize("name", ["tcvn3", "vni"])
def test_every_letter_of_the_alphabet_comes_back(name: str) -> None:
    encoding = known(name)
    letters = SMALL + ([letter.upper() for letter in SMALL] if name == "vni" else list("ĂÂĐÊÔƠƯ"))
    assert len(SMALL) == 12 * 6 + 1
    for letter in letters:
        assert encoding.to_unicode(old(encoding, letter)) == letter
    text = " ".join(f"b{letter}n" for letter in letters)
    assert encoding.to_unicode(old(encoding, text)) == text


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("name", ["tcvn3", "vni"])
def test_a_column_is_recognised_and_converted(name: str, column: list[str]) -> None:
    encoding = known(name)
    written = [old(encoding, text) for text in column]
    found = ENCODINGS.recognise(written)
    assert found is encoding
    assert [found.to_unicode(text) for text in written] == column


@pytest.mark.parametrize("column", UNICODE)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_column_in_unicode_is_left_alone(form: str, column: list[str]) -> None:
    assert ENCODINGS.recognise(normalize(form, text) for text in column) is None  # type: ignore[arg-type]


def test_text_that_is_unicode_is_never_converted() -> None:
    for encoding in ENCODINGS.known:
        for text in ["Nguyễn Văn Đồng", normalize("NFD", "Lý Ba"), "Thôn Nà Mạ"]:
            assert encoding.to_unicode(text) == text


def test_capitals_of_tcvn3_become_capitals() -> None:
    """Its fonts of capitals show small letters: NGUYÔN V¡N §¤NG is all capitals for whoever reads it."""
    assert known("tcvn3").to_unicode("NGUYÔN V¡N §¤NG") == "NGUYỄN VĂN ĐÔNG"
    assert known("tcvn3").to_unicode("L« V¨n T\u00ad") == "Lô Văn Tư"


@given(st.text(alphabet="".join(SMALL) + "bcdghklmnpqrstvx ", max_size=40))
def test_there_and_back(text: str) -> None:
    for encoding in ENCODINGS.known:
        again = encoding.to_unicode(old(encoding, text))
        assert again == normalize("NFC", text) or is_unicode(old(encoding, text))


@given(st.text(max_size=40))
def test_converting_never_fails_and_unicode_stays(text: str) -> None:
    for encoding in ENCODINGS.known:
        made = encoding.to_unicode(text)
        assert len(made) <= len(normalize("NFC", text).upper()) or is_unicode(text)
        if is_unicode(text):
            assert made == text
