"""One review: which standard, which year, which reference date; its key is the same wherever it is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.editions.values import Value

KINDS = PERIODIC, REGULAR = ("periodic", "regular")
BEFORE, CLOSED, CLOSED_WHY = "from", "closed", "closed_why"
LOOK_BACK = "look_back"  # in years: how far back "fell back into poverty" looks


@dataclass(frozen=True, slots=True)
class Round:
    """One review."""

    key: str
    edition: str
    year: int
    date: str  # reference date, YYYY-MM-DD
    kind: str
    before: str = ""  # the round whose households were carried into this one
    closed: str = ""  # the day it was closed; "" = open
    why: str = ""  # why it was closed
    look_back: int = 0  # in years; 0 = every earlier round that is known


def round_key(edition: str, year: int, kind: str, day: date) -> str:
    """`<edition>/<year>/periodic`, or `<edition>/<year>-<month>/regular` for the reviews during the year."""
    return f"{edition}/{year}/{kind}" if kind == PERIODIC else f"{edition}/{year}-{day.month:02d}/{kind}"


def round_body(the_round: Round) -> dict[str, Value]:
    """What the record of a round holds."""
    body: dict[str, Value] = {
        "date": the_round.date,
        "edition": the_round.edition,
        "kind": the_round.kind,
        "year": the_round.year,
    }
    named = {BEFORE: the_round.before, CLOSED: the_round.closed, CLOSED_WHY: the_round.why}
    if the_round.look_back:
        body[LOOK_BACK] = the_round.look_back
    return body | {name: text for name, text in named.items() if text}


def read_round(key: str, body: Mapping[str, Value]) -> Round | None:
    """The round that a record describes; None when it does not say enough."""
    year, edition, day, kind = (body.get(name) for name in ("year", "edition", "date", "kind"))
    if not (isinstance(edition, str) and isinstance(day, str) and isinstance(kind, str)):
        return None
    if not isinstance(year, int) or kind not in (PERIODIC, REGULAR):
        return None
    before, closed, why = (str(body.get(name, "")) for name in (BEFORE, CLOSED, CLOSED_WHY))
    years = body.get(LOOK_BACK)
    look_back = years if isinstance(years, int) and years > 0 else 0
    return Round(key, edition, year, day, kind, before, closed, why, look_back)


def in_order(rounds: Iterable[Round]) -> tuple[Round, ...]:
    """By reference date; of one day by key."""
    return tuple(sorted(rounds, key=lambda one: (one.date, one.key)))


def round_before(the_round: Round, known: Mapping[str, Round]) -> Round | None:
    """The round this one was carried from; where no record says so, the nearest earlier one."""
    if the_round.before in known:
        return known[the_round.before]
    earlier = [one for one in known.values() if one.date < the_round.date]
    return in_order(earlier)[-1] if earlier else None


def round_of_form(key: str) -> str:
    """The key of the round that a form belongs to."""
    return key.partition("@")[2]
