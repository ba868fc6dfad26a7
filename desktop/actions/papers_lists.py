"""Papers that list: households to be reviewed, questions for the commune, what was handed over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.actions import carry, words
from desktop.actions.context import Workspace
from desktop.actions.papers_asked import Asked, households, shared, village_name
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.report import qr
from desktop.report.template import Values
from desktop.store import bundles

GROUP = 4  # letters of a bundle's number that people compare at once


@dataclass(frozen=True, slots=True)
class Query:
    """One question for a commune: about which household, what is asked, and the two values that differ."""

    household: str
    question: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Handover:
    """What the minutes of a hand-over say of one bundle."""

    file: str
    id: str  # its number, which comes from its hash
    giver: str
    receiver: str
    households: int
    records: int
    size: int  # bytes; 0: not known


def review_list(ws: Workspace, asked: Asked, language: str) -> Iterator[tuple[str, Values]]:
    """The households to be reviewed, by village, with their class of the last round."""
    rows: list[Values] = []
    for n, row in enumerate(sorted(households(ws, asked), key=lambda one: one.village), start=1):
        last = carry.last(ws, row.key)
        rows.append(
            {
                "n": str(n),
                "head": row.head,
                "code": row.code,
                "village": village_name(ws, row.village),
                "members": str(row.members),
                "before": words.class_label(last.edition, last.class_, language) if last else "",
            }
        )
    yield ws.home.full_name, {**shared(ws), "rows": rows, "count": str(len(rows))}


def query_list(ws: Workspace, asked: Asked, language: str) -> Iterator[tuple[str, Values]]:
    """Questions for the commune: `asked.values` come from `queries`."""
    del language
    yield ws.home.full_name, {**shared(ws), **asked.values}


def queries(to: str, rows: Sequence[Query]) -> Asked:
    """What a list of queries says, and to whom."""
    said: list[Values] = [
        {"n": str(n), "household": q.household, "question": q.question, "one": q.one, "other": q.other}
        for n, q in enumerate(rows, start=1)
    ]
    return Asked(values={"to": to, "rows": said, "count": str(len(rows))})


def minutes(ws: Workspace, asked: Asked, language: str) -> Iterator[tuple[str, Values]]:
    """Minutes of a hand-over: `asked.values` come from `handover`."""
    del language
    yield ws.home.full_name, {**shared(ws), **asked.values}


def handover(told: Handover) -> Asked:
    """What the minutes say of a bundle that was packed or received."""
    values = {
        "file": told.file,
        "id": " ".join(told.id[n : n + GROUP] for n in range(0, len(told.id), GROUP)),
        "giver": told.giver,
        "receiver": told.receiver,
        "households": f"{told.households:,}".replace(",", "."),
        "records": f"{told.records:,}".replace(",", "."),
        "size": f"{told.size:,}".replace(",", ".") if told.size else "",
        "qr": qr.picture(told.id),
    }
    return Asked(values=values)


def handover_of(ws: Workspace, bundle: str) -> Asked:
    """The minutes of a bundle that came or went, by its hash or the first letters of it."""
    found = [row for row in bundles.rows(ws.store) if bundle and row.id.startswith(bundle)]
    if len({row.id for row in found}) != 1:
        raise RasoatError(
            "no_such_bundle_here",
            N_("No bundle “{bundle}” came or went here."),
            N_("Look its number up in the history of bundles, and give enough of it."),
            bundle=bundle,
        )
    row, count = found[0], found[0].counts.get
    here = f"{ws.person} – {ws.home.full_name}"
    came = row.direction == bundles.IN
    lines = ("revisions", "known", "unfit", "not_theirs")
    return handover(
        Handover(
            file=row.name,
            id=row.id,
            giver=row.who if came else here,
            receiver=here if came else row.who,
            households=count("carried", 0) if came else count("households", 0),
            records=sum(count(name, 0) for name in lines) if came else count("records", 0),
            size=count("size", 0),
        )
    )
