"""The history of bundles: what came, what went."""

from dataclasses import dataclass

from desktop.actions import targets
from desktop.actions.context import Workspace
from desktop.store import bundles


@dataclass(frozen=True, slots=True)
class BundleRow:
    """One bundle as the list shows it."""

    id: str
    direction: str  # "in" or "out"
    name: str
    when: str
    who: str
    records: int
    new: int
    clashing: int
    withdrawn: bool


def history(ws: Workspace) -> tuple[BundleRow, ...]:
    """All bundles, newest first."""
    out = targets.out_now(ws)
    return tuple(_row(row, out) for row in bundles.rows(ws.store))


def _row(row: bundles.Row, out: frozenset[str]) -> BundleRow:
    count = row.counts.get
    in_all = count("records", 0) or sum(count(name, 0) for name in ("new", "known", "merged", "clashing"))
    return BundleRow(
        id=row.id,
        direction=row.direction,
        name=row.name,
        when=row.when,
        who=row.who,
        records=in_all,
        new=count("new", 0),
        clashing=count("clashing", 0),
        withdrawn=row.direction == bundles.IN and f"{targets.BUNDLE}/{row.id}" in out,
    )
