"""One review: which standard, which year, which reference date; its key is the same wherever it is made."""

from dataclasses import dataclass
from datetime import date

from desktop.editions.values import Value

PERIODIC, REGULAR = "periodic", "regular"


@dataclass(frozen=True, slots=True)
class Round:
    """One review."""

    key: str
    edition: str
    year: int
    date: str  # reference date, YYYY-MM-DD
    kind: str


def round_key(edition: str, year: int, kind: str, day: date) -> str:
    """`<edition>/<year>/periodic`, or `<edition>/<year>-<month>/regular` for the reviews during the year."""
    return f"{edition}/{year}/{kind}" if kind == PERIODIC else f"{edition}/{year}-{day.month:02d}/{kind}"


def round_body(the_round: Round) -> dict[str, Value]:
    """What the record of a round holds."""
    return {
        "date": the_round.date,
        "edition": the_round.edition,
        "kind": the_round.kind,
        "year": the_round.year,
    }
