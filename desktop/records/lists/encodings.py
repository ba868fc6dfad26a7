"""Vietnamese as it was written before Unicode: recognised by how its syllables look, and converted.

A text that is Unicode already is never touched. The tables are data: `resources/lists/encodings.toml`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from desktop.editions.model import Words

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORD = re.compile(r"[^\s,;.:()/\-–0-9\"'’]+")
LAST_OLD = "\u00ff"  # beyond it only Unicode has letters
CLEARLY = 0.4  # so much more of the words must make sense converted than as they are
ENOUGH = 0.6  # and so many at least
CAPITALS = 4  # as many letters without marks, all capital, show that a text is one of capitals


@dataclass(frozen=True, slots=True)
class Table:
    """One encoding of the file of data."""

    id: str
    title: Words
    capitals: bool
    letters: str
    legacy: str


@dataclass(frozen=True, slots=True)
class Syllable:
    """The parts of which a syllable is built, spaces between."""

    starts: str
    rhymes: str


@dataclass(frozen=True, slots=True)
class Tables:
    """The file of data."""

    encoding: tuple[Table, ...]
    syllable: Syllable


@dataclass(frozen=True, slots=True)
class Encoding:
    """One old encoding, ready to convert."""

    id: str
    title: Words
    capitals: bool  # its toned letters are small even in a text of capitals
    letters: Mapping[str, str]  # as it is written -> the letter
    _pattern: re.Pattern[str] = field(repr=False)

    @classmethod
    def of(cls, table: Table) -> "Encoding":
        """Make it from its table."""
        letters = dict(zip(table.legacy.split(), table.letters.split(), strict=True))
        mixed = {
            f"{old[0].upper()}{old[1]}": new.upper()
            for old, new in letters.items()
            if len(old) > 1 and old.islower()
        }
        letters = {**mixed, **letters}
        longest_first = sorted(letters, key=len, reverse=True)
        return cls(
            table.id,
            table.title,
            table.capitals,
            letters,
            re.compile("|".join(map(re.escape, longest_first))),
        )

    def to_unicode(self, text: str) -> str:
        """The text in Unicode, NFC; one that holds letters only Unicode has comes back as it is."""
        if is_unicode(text):
            return text
        made = normalize("NFC", self._pattern.sub(lambda found: self.letters[found[0]], text))
        return made.upper() if self.capitals and _is_capital(text) else made


@dataclass(frozen=True, slots=True)
class Encodings:
    """All old encodings, and how a syllable is built."""

    known: tuple[Encoding, ...]
    _syllable: re.Pattern[str] = field(repr=False)

    @classmethod
    def of(cls, tables: Tables) -> "Encodings":
        """Make them from the file of data."""
        parts = tables.syllable
        starts, rhymes = "|".join(parts.starts.split()), "|".join(parts.rhymes.split())
        pattern = re.compile(f"(?:{starts})?(?:{rhymes})")
        return cls(tuple(Encoding.of(table) for table in tables.encoding), pattern)

    def get(self, name: str) -> Encoding | None:
        """One by its id."""
        return next((one for one in self.known if one.id == name), None)

    def recognise(self, texts: Iterable[str]) -> Encoding | None:
        """The encoding of a column, judged by its marked words; None for Unicode, and where in doubt."""
        marked = {word for text in texts for word in _WORD.findall(text) if not word.isascii()}
        old = [word for word in marked if not is_unicode(word)]
        if not old or len(marked) - len(old) > len(old):
            return None
        as_it_is = self._share(old)
        shares = [(self._share([one.to_unicode(word) for word in old]), one) for one in self.known]
        share, best = max(shares, key=lambda found: found[0])
        return best if share >= ENOUGH and share >= as_it_is + CLEARLY else None

    def _share(self, words: list[str]) -> float:
        """How many of the words are syllables of Vietnamese."""
        return sum(1 for word in words if self._syllable.fullmatch(_toneless(word))) / len(words)


def is_unicode(text: str) -> bool:
    """Does it hold a letter, or a mark on its own, that no old encoding has?"""
    return any(letter > LAST_OLD and (letter.isalpha() or letter <= "\u036f") for letter in text)


def _is_capital(text: str) -> bool:
    plain = [letter for letter in text if letter.isascii() and letter.isalpha()]
    return len(plain) >= CAPITALS and all(letter.isupper() for letter in plain)


def _toneless(word: str) -> str:
    return normalize("NFC", _TONES.sub("", normalize("NFD", word.casefold())))
