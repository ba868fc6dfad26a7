"""Begin a round from the last one: its record, its units, and every household carried into it."""

from dataclasses import dataclass, replace
from hashlib import sha256

from desktop.actions import card_list, carry, editions, purged, records, seal, standing, units
from desktop.actions import round as rounds
from desktop.actions.context import Workspace
from desktop.actions.days import read_day
from desktop.actions.progress import Progress, no_progress
from desktop.actions.standing import ROUND, Standing
from desktop.editions.units import Level, Unit
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.revision import Revision, canonical, encode, rev_id
from desktop.records.rounds import KINDS, PERIODIC, Round, round_body, round_key
from desktop.store import results, revisions

SINCE = {"2025": "2025-07-01"}  # from which day on a list of units is in force
OLDEST = "2020"


@dataclass(frozen=True, slots=True)
class NewRound:
    """What is asked to begin a round from another."""

    before: str  # the key of the round it goes on from
    year: int
    date: str  # reference date, YYYY-MM-DD
    kind: str = PERIODIC
    edition: str = ""  # "" = as the round before
    unit: str = ""  # where the unit of this workspace became several: which of them


@dataclass(frozen=True, slots=True)
class Begun:
    """What was carried into the new round, which is open now."""

    round: Round
    households: int
    known: int  # they were in the new round already
    left: int  # they were not carried: deleted, or nobody was left in them
    to_place: int  # their commune was divided or is elsewhere: it is asked again


def new_round(ws: Workspace, new: NewRound, *, progress: Progress = no_progress) -> Begun:
    """Make the round and carry every household of the one before; one transaction. It is open afterwards."""
    seal.seal_all(ws)
    purged.refuse(ws, new.before)
    old = standing.of_round(ws, new.before)
    if old is None:
        rounds.at(ws, new.before)
        raise AssertionError("`at` raises for a round that is not here")
    there = _there(ws, old, new)
    with ws.store.write():
        write_round(there, there.round)
        rounds.place(ws, old.round.key, ws.home.code, rounds.lists_of(ws))
        rounds.place(ws, there.round.key, there.home.code, lists_on(ws, there.round.date))
        rounds.keep(there)
        _move_villages(ws, there)
        done = carry.carry_all(there, old, _divides(ws, there), progress)
        results.show_round(ws.store, there.round.key)
    rounds.adopt(ws, there)
    return Begun(there.round, *done)


def write_round(ws: Workspace, the_round: Round) -> None:
    """The round as a record: the same bytes wherever the same round is made."""
    body = round_body(the_round)
    seal_of = sha256(canonical([the_round.key, body])).hexdigest()
    revision = Revision(
        ROUND,
        the_round.key,
        body,
        frozenset(body),
        epoch=f"round:{seal_of}",
        counter=1,
        edition=ws.edition.id,
        version=ws.edition.version,
    )
    line = encode(revision)
    rev = rev_id(line)
    with ws.store.write():
        revisions.add(ws.store, [(rev, line, revision)], None)
        found = revisions.record(ws.store, ROUND, the_round.key)
        records.project(ws, records.merged(ws, ROUND, the_round.key, found, records.withdrawn(ws)))


def lists_on(ws: Workspace, day: str) -> str:
    """The list of units in force on a day; never an older one than is worked with now."""
    in_force = max((name for name, since in SINCE.items() if since <= day), default=OLDEST)
    return max(in_force, rounds.lists_of(ws))


def communes_after(ws: Workspace, day: str) -> tuple[Unit, ...]:
    """What this workspace's unit became by the list of that day: several where it was divided."""
    lists = lists_on(ws, day)
    if lists == rounds.lists_of(ws):
        return (ws.home,)
    tree = units.load(lists)
    found = (tree.get(code) for code in units.crosswalk().new_of(ws.home.code))
    return tuple(unit for unit in found if unit)


def _there(ws: Workspace, old: Standing, new: NewRound) -> Workspace:
    """The workspace in the new round, nothing written yet."""
    day = read_day(new.date)
    edition = card_list.known(ws, editions.load_edition(new.edition or old.round.edition))
    if new.kind not in KINDS:
        raise RasoatError(
            "no_kind",
            N_("There is no kind of round “{kind}”."),
            N_("Use one of: {known}."),
            kind=new.kind,
            known=", ".join(KINDS),
        )
    key = round_key(edition.id, new.year, new.kind, day)
    if key == old.round.key or new.date <= old.round.date:
        raise RasoatError(
            "round_not_later",
            N_("A new round comes after the one it goes on from ({before}, {day})."),
            N_("Give a later year and reference date."),
            before=old.round.key,
            day=old.round.date,
        )
    made = Round(key, edition.id, new.year, new.date, new.kind, old.round.key)
    _must_be_new(ws, made)
    home = _home(ws, new)
    part = units.load(lists_on(ws, new.date)).part(home.code)
    there = replace(ws, round=made, edition=edition, home=home, units=part)
    units.reload(there)
    return there


def _must_be_new(ws: Workspace, made: Round) -> None:
    known = standing.known(ws).get(made.key)
    if known and (known.date, known.before or made.before) != (made.date, made.before):
        raise RasoatError(
            "round_is_there",
            N_("There is a round {round} already, of {day}."),
            N_("Open it in the settings, or give the same date to carry over who is not in it yet."),
            round=made.key,
            day=known.date,
        )


def _home(ws: Workspace, new: NewRound) -> Unit:
    became = communes_after(ws, new.date)
    chosen = [unit for unit in became if unit.code == new.unit] if new.unit else list(became)
    if len(chosen) == 1:
        return chosen[0]
    raise RasoatError(
        "unit_was_divided",
        N_("{home} became several units; which of them is this?")
        if became
        else N_("No unit follows {home} in the list of that day."),
        N_("Use one of: {known}."),
        home=ws.home.full_name,
        known=", ".join(f"{unit.code} {unit.full_name}" for unit in became),
    )


def _divides(ws: Workspace, there: Workspace) -> carry.NewPlaces | None:
    """Where an old commune is now, inside the new unit; None while the list of units stays the same."""
    if rounds.lists_of(ws) == lists_on(ws, there.round.date):
        return None

    def new_places(commune: str) -> tuple[str, ...]:
        codes = units.crosswalk().new_of(commune)
        return tuple(code for code in codes if there.units.is_within(code, there.home.code))

    return new_places


def _move_villages(ws: Workspace, there: Workspace) -> None:
    """A village keeps its code and hangs under its new commune; where that is not certain, nowhere."""
    new_places = _divides(ws, there)
    if new_places is None:
        return
    for unit in ws.units:
        found = new_places(unit.parent) if unit.level is Level.VILLAGE else ()
        if len(found) == 1:
            units.write_village(there, replace(unit, parent=found[0], valid_from=there.round.date))
