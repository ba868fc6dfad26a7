"""The words that a household is found by: folded, so that `nguyen` finds Nguyễn."""

from collections.abc import Iterator

from desktop.records.fold import fold
from desktop.records.rows import HouseholdRow


def of_row(row: HouseholdRow) -> str:
    """All words of a household, spaces between."""
    text = f"{row.head} {row.names} {row.code} {row.phone} {row.id_numbers}"
    return " ".join(dict.fromkeys(_words(fold(text))))


def _words(folded: str) -> Iterator[str]:
    """Each word without marks inside; a word that has some also as its parts: `y-ban` as yban, y, ban."""
    for word in folded.replace(",", " ").split():
        if word.isalnum():  # nearly all are
            yield word
            continue
        parts = "".join(letter if letter.isalnum() else " " for letter in word).split()
        yield "".join(parts)
        if len(parts) > 1:
            yield from parts


def query(text: str) -> str:
    """What somebody typed, as a full-text query: every word is the beginning of one; "" asks for nothing."""
    words = ("".join(filter(str.isalnum, word)) for word in fold(text).split())
    return " AND ".join(f'"{word}"*' for word in words if word)
