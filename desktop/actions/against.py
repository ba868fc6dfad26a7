"""Tables beside the last round and beside targets: records of kind `target` by round, unit and indicator."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

from desktop import paths
from desktop.actions import standing
from desktop.actions.context import Workspace
from desktop.actions.write import put_record
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.model import DELETED
from desktop.records.rounds import Round, round_before
from desktop.rollup.compared import (
    APART,
    TARGETS,
    Apart,
    Indicator,
    Note,
    Sets,
    compared,
    indicators_of,
    sets_of,
    with_note,
    with_sets,
)
from desktop.rollup.tables import Table
from desktop.store import states

TARGET, VALUE, SOURCE = "target", "hundredths", "source"
TYPED, IMPORTED = "typed", "imported"
HUNDRED = Decimal(100)
Count = Callable[[Workspace, str, Round], Table]


def filled(ws: Workspace, table: Table, count: Count) -> Table:
    """The table with the rates of the last round, targets, and units that are reported apart."""
    made = with_note(with_sets(table, _sets(ws)), _notes(ws)) if table.layout.apart else table
    if not any(column.beside for column in made.columns):
        return made
    before = round_before(made.round, standing.known(ws))
    last = count(ws, made.id, before) if before and any(column.before for column in made.columns) else None
    return compared(made, last, targets(ws, made.round))


def targets(ws: Workspace, the_round: Round) -> Mapping[tuple[str, str], Decimal]:
    """The targets of a round, by unit and indicator."""
    found: dict[tuple[str, str], Decimal] = {}
    for key, body in states.bodies(ws.store, TARGET):
        stem, _, indicator = key.rpartition("/")
        round_key, _, unit = stem.rpartition("/")
        value = body.get(VALUE)
        if round_key == the_round.key and type(value) is int and DELETED not in body:
            found[unit, indicator] = value / HUNDRED
    return found


def set_target(ws: Workspace, unit: str, indicator: str, value: Decimal | None, source: str = TYPED) -> bool:
    """Keep what a unit, or a set of units, is to reach in the open round; None clears.

    Says whether anything changed.
    """
    if unit not in {ws.home.code, *(one.code for one in ws.units.descendants(ws.home.code))} | _names(ws):
        raise RasoatError(
            "no_unit_here",
            N_("There is no unit {unit} in {home}."),
            N_("Choose a unit of this workspace."),
            unit=unit,
            home=ws.home.full_name,
        )
    _known(indicator)
    body: dict[str, Value] = {SOURCE: source}
    if value is not None:
        body[VALUE] = int(value * HUNDRED)
    return put_record(ws, TARGET, f"{ws.round.key}/{unit}/{indicator}", body)


@cache
def indicators() -> tuple[Indicator, ...]:
    """What a unit may have a target for."""
    return indicators_of(_file(TARGETS))


def _known(indicator: str) -> None:
    known = [one.id for one in indicators()]
    if indicator not in known:
        raise RasoatError(
            "no_indicator",
            N_("There is no indicator “{indicator}” to set a target for."),
            N_("Use one of: {known}."),
            indicator=indicator,
            known=", ".join(known),
        )


def _sets(ws: Workspace) -> tuple[Apart, ...]:
    here = {ws.home.code, *(unit.code for unit in ws.units.ancestors(ws.home.code))}
    return tuple(one for one in beside().apart if one.province in here)


def _notes(ws: Workspace) -> tuple[Note, ...]:
    return tuple(one for one in beside().note if one.province == ws.home.code)


@cache
def beside() -> Sets:
    """Which units are reported together, and what is said beside figures."""
    return sets_of(_file(APART))


def _names(ws: Workspace) -> set[str]:
    return {one.id for one in _sets(ws)}


def _file(name: str) -> bytes:
    return (paths.resources() / "tables" / name).read_bytes()
