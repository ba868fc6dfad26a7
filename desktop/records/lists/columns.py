"""Guess what the columns of a list stand for: find its header, match each column with a field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from desktop.records.lists.cleaning import Cell, text_of, words_of
from desktop.records.lists.fields import Field, ListWords

Rows = Sequence[Sequence[Cell]]
DEEPEST_HEADER, MOST_HEADER_ROWS = 40, 3
EXACT, UNDER, PART, LEAST = 100, 120, 50, 60  # how sure a match is; below the last it is none
HALF = 0.4  # so much of a header a spelling must cover
BETWEEN = " / "  # the words of two header rows
ENOUGH_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header of a sheet is (rows counted from 0), and the words of every column, top first."""

    row: int
    rows: int
    words: tuple[tuple[str, ...], ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """The words of every column as one text."""
        return tuple(BETWEEN.join(parts) for parts in self.words)

    @property
    def hash(self) -> str:
        """Which layout this is: the same for the same words, whatever their marks and spaces."""
        folded = "\n".join(words_of(title) for title in self.titles)
        return sha256(folded.encode()).hexdigest()


def find_header(rows: Rows, words: ListWords) -> tuple[Header, tuple[str, ...]] | None:
    """The header of a sheet and the field of each column ("" = none); None where nothing fits."""
    best: tuple[tuple[int, int], Header, tuple[str, ...]] | None = None
    known: dict[tuple[str, ...], dict[str, int]] = {}
    for row, count in _places(rows):
        header = Header(row, count, header_words(rows, row, count))
        total, fields = _assign(header.words, words, known)
        good = (total, -count)  # a title above the header adds nothing
        if len([one for one in fields if one]) >= ENOUGH_COLUMNS and (best is None or good > best[0]):
            best = good, header, fields
    return (best[1], best[2]) if best else None


def header_words(rows: Rows, row: int, count: int) -> tuple[tuple[str, ...], ...]:
    """The words above each column; a merged cell counts for every column under it with words of its own."""
    wide = max((len(one) for one in rows[row : row + count]), default=0)
    texts = [[_cell(one, place) for place in range(wide)] for one in rows[row : row + count]]
    for level in range(count - 1):
        _spread(texts, level)
    columns = [[line[place] for line in texts if line[place]] for place in range(wide)]
    return tuple(tuple(dict.fromkeys(column)) for column in columns)


def _spread(texts: list[list[str]], level: int) -> None:
    owner = ""
    for place, text in enumerate(texts[level]):
        below = any(line[place] for line in texts[level + 1 :])
        if text or not below:
            owner = text if below else ""
        elif owner and (
            level == 0 or not texts[level - 1][place] or texts[level - 1][place] == _up(texts, level, place)
        ):
            texts[level][place] = owner


def _up(texts: list[list[str]], level: int, place: int) -> str:
    return texts[level - 1][place - 1] if place else ""


def _places(rows: Rows) -> Iterator[tuple[int, int]]:
    for row in range(min(len(rows), DEEPEST_HEADER)):
        if any(text_of(cell) for cell in rows[row]):
            for count in range(1, min(MOST_HEADER_ROWS, len(rows) - row) + 1):
                yield row, count


def _cell(row: Sequence[Cell], place: int) -> str:
    return text_of(row[place]) if place < len(row) else ""


def _assign(
    columns: Sequence[tuple[str, ...]], words: ListWords, known: dict[tuple[str, ...], dict[str, int]]
) -> tuple[int, tuple[str, ...]]:
    """Each field goes to the column that fits it best, each column to one field."""
    found: list[tuple[int, int, int, str]] = []
    for place, parts in enumerate(columns):
        if parts and parts not in known:
            folded = tuple(words_of(part) for part in parts)
            fits = {one.id: fit(one, folded) for one in words.fields.values()}
            known[parts] = {name: sure for name, sure in fits.items() if sure >= LEAST}
        found.extend((-sure, place, words.rank[name], name) for name, sure in known.get(parts, {}).items())
    taken: dict[int, tuple[str, int]] = {}
    used: set[str] = set()
    for sure, place, _rank, name in sorted(found):
        if place not in taken and name not in used:
            taken[place] = name, -sure
            used.add(name)
    return sum(sure for _, sure in taken.values()), tuple(
        taken[place][0] if place in taken else "" for place in range(len(columns))
    )


def fit(one: Field, parts: tuple[str, ...]) -> int:
    """How well a field fits the folded words above a column, top first; 0 = not at all."""
    leaf, above = parts[-1], parts[:-1]
    if one.under:
        if not any(_holds(text, phrase) for text in above for phrase in one.under):
            return 0
        exact = UNDER
    else:
        exact = EXACT
    best = 0
    for spelled in one.headers:
        if spelled == leaf or spelled == " ".join(parts):
            return exact
        covered = len(spelled) / len(leaf) if leaf else 0
        if covered >= HALF and _holds(leaf, spelled):
            best = max(best, exact - PART + round(PART * covered) - 1)
    return best


def _holds(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text} "


def fields_known(fields: Mapping[str, str], titles: Sequence[str]) -> tuple[str, ...]:
    """The remembered fields of a layout, by the title of each column."""
    return tuple(fields.get(title, "") for title in titles)
