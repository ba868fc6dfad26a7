"""Vietnamese letters for machines: folded for search, keyed for alphabetical order."""

from functools import cache
from unicodedata import combining, normalize

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"  # f, j, w, z where other alphabets have them
FIRST_LETTER = "A"  # of the keys: behind the digits
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # none, huyền, hỏi, ngã, sắc, nặng
_BETWEEN = "\x01"  # before every digit and letter, so the shorter word comes first


def fold(text: str) -> str:
    """Text as search compares it: `Nguyễn Thị Đào` -> `nguyen thi dao`."""
    if text.isascii():
        return text.casefold()
    bare = "".join(letter for letter in normalize("NFD", text) if not combining(letter))
    return normalize("NFC", bare.replace("đ", "d").replace("Đ", "d").casefold())


def vietnamese_key(text: str) -> str:
    """A key that sorts text as a Vietnamese dictionary does: word by word, letters first, then tones.

    The keys compare the same as strings and as UTF-8 bytes, so a database can keep and sort them.
    """
    words = normalize("NFC", text).casefold().split()
    return _BETWEEN.join(_word_key(word) for word in words)


def _word_key(word: str) -> str:
    ranks = [_rank(letter) for letter in word]
    letters = "".join(rank for rank, _ in ranks)
    return f"{letters}{_BETWEEN}{''.join(str(tone) for rank, tone in ranks if rank)}"


@cache
def _rank(letter: str) -> tuple[str, int]:
    """The place of a letter in the alphabet, and of its tone; marks that are no letter count for nothing."""
    marks = normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in TONES), "")
    bare = normalize("NFC", marks.replace(tone, "")) if tone else letter
    if bare in ALPHABET:
        return chr(ord(FIRST_LETTER) + ALPHABET.index(bare)), TONES.index(tone)
    return (bare if bare.isalnum() else ""), TONES.index(tone)
