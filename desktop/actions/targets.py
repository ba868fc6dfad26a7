"""What can be taken out: a bundle, a laptop from a counter on, an officer's decisions."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from desktop.actions import office
from desktop.actions.clashes import CLOCK
from desktop.actions.context import Workspace
from desktop.bundle import keys
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records import withdrawal
from desktop.records.merge import REVISIONS, WITHDRAWAL, WITHDRAWN
from desktop.records.revision import RevId
from desktop.store import brought, bundles, states
from desktop.store.brought import Laptop

BUNDLE, LAPTOP, DECISIONS = "bundle", "laptop", "decisions"
SHORT = 12


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be taken out. `stem` begins the keys of the records that say so."""

    stem: str
    revs: tuple[RevId, ...]
    about: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Day:
    """What a laptop wrote on one day of its own clock: the counters from … to …."""

    day: str
    first: int
    last: int
    revisions: int


def bundle(ws: Workspace, name: str) -> Target:
    """What only this bundle brought; bundles that are out themselves do not count."""
    if not bundles.is_received(ws.store, name):
        raise RasoatError(
            "no_bundle",
            N_("No bundle {bundle} was received here."),
            N_("Look at the list of bundles; only those that came in can be taken out again."),
            bundle=name,
        )
    stem = f"{BUNDLE}/{name}"
    gone = [one.removeprefix(f"{BUNDLE}/") for one in out_now(ws) if one.startswith(f"{BUNDLE}/")]
    revs = brought.only_in_bundle(ws.store, name, json.dumps(gone))
    if not revs and stem not in out_now(ws):
        raise _nothing_of_its_own(name, brought.others_with(ws.store, name))
    return Target(stem, revs, {withdrawal.BUNDLE: name})


def _nothing_of_its_own(name: str, others: tuple[str, ...]) -> RasoatError:
    if not others:
        return _nothing()
    return RasoatError(
        "nothing_only_there",
        N_("Everything in bundle {bundle} came with other bundles too, or was here before."),
        N_("Take the later ones out first: {others}."),
        bundle=name,
        others=", ".join(others),
    )


def _nothing() -> RasoatError:
    return RasoatError(
        "nothing_to_withdraw",
        N_("There is nothing to take out."),
        N_("Look at the list of bundles and of laptops, and choose again."),
    )


def laptop(ws: Workspace, name: str, first: int) -> Target:
    """What a laptop wrote from its counter `first` on; `name`: its six words, its key, or an epoch."""
    epoch = find_laptop(ws, name).epoch
    revs = brought.of_epoch(ws.store, epoch, first)
    if not revs:
        raise _nothing()
    about: Mapping[str, Value] = {withdrawal.LAPTOP: epoch, withdrawal.COUNTER: first}
    return Target(f"{LAPTOP}/{epoch}/{first}", revs, about)


def decisions(ws: Workspace, author: str) -> Target:
    """What a person decided: everything they wrote with a reason, but rounds and withdrawals."""
    revs = brought.decided_by(ws.store, author)
    if not revs:
        raise _nothing()
    name = sha256(author.encode()).hexdigest()[:SHORT]
    return Target(f"{DECISIONS}/{name}", revs, {withdrawal.AUTHOR: author})


def laptops(ws: Workspace) -> tuple[Laptop, ...]:
    """Every laptop whose bundles came, and this one."""
    own = Laptop(ws.epoch, ws.device.key, ws.home.full_name)
    return (*brought.laptops(ws.store), own)


def find_laptop(ws: Workspace, name: str) -> Laptop:
    """The one laptop that `name` says; raises `RasoatError`."""
    wanted = name.strip()
    found = [
        one
        for one in laptops(ws)
        if wanted in (one.epoch, one.device, " ".join(keys.fingerprint(one.device)))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise RasoatError(
            "laptop_began_anew",
            N_("This laptop began to count anew: it was restored or moved."),
            N_("Say which count: {epochs}."),
            epochs=", ".join(one.epoch for one in found),
        )
    raise RasoatError(
        "no_laptop",
        N_("No bundle of a laptop “{name}” was received here."),
        N_("Write its six words as they are shown, its key, or its count."),
        name=name,
    )


def days(ws: Workspace, epoch: str) -> tuple[Day, ...]:
    """By day of the laptop's own clock, in the order of its counters: to find where to begin."""
    found: list[Day] = []
    for clock, counter in brought.counters(ws.store, epoch):
        day = datetime.fromtimestamp(clock / CLOCK, UTC).date().isoformat() if clock else ""
        if found and found[-1].day == day:
            last = found.pop()
            found.append(Day(day, last.first, counter, last.revisions + 1))
        else:
            found.append(Day(day, counter, counter, 1))
    return tuple(found)


def withdrawals(ws: Workspace) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """Key and state of everything that was ever taken out."""
    return ((key, body) for key, body in states.bodies(ws.store, WITHDRAWAL) if REVISIONS in body)


def out_now(ws: Workspace) -> frozenset[str]:
    """The stems of what is out at present."""
    return frozenset(withdrawal.stem_of(key) for key, body in withdrawals(ws) if body.get(WITHDRAWN) is True)


def must_be_office(ws: Workspace) -> None:
    """Others take a withdrawal only from an office; a laptop's own would stand alone."""
    above = office.certificate_above(ws)
    if office.own_office(ws) is None and (above is None or office.OFFICE_ROLE not in above.roles):
        raise RasoatError(
            "only_an_office_withdraws",
            N_("Only an office takes out what it received."),
            N_("Ask the office above to do it; it comes back to you with the next bundle."),
        )


def goes_up(ws: Workspace) -> bool:
    """Will the office above take it over? Only from a computer that it enrolled as an office."""
    above = office.certificate_above(ws)
    return above is None or office.OFFICE_ROLE in above.roles


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to take out, or to bring back, as the history of bundles offers it."""

    stem: str
    is_out: bool
    day: str = ""  # of a laptop: its clock's day, "" = the whole bundle
    first: int = 0  # of a laptop: the counter to begin with


def choices(ws: Workspace, name: str) -> tuple[Choice, ...]:
    """The bundle itself, then the laptop that sent it: from each of its days on, and what of it is out."""
    sender = next((row.device for row in bundles.rows(ws.store) if row.id == name), "")
    out = out_now(ws)
    found = [Choice(f"{BUNDLE}/{name}", f"{BUNDLE}/{name}" in out)]
    for one in brought.laptops(ws.store):
        if one.device == sender:
            stem = f"{LAPTOP}/{one.epoch}"
            gone = sorted(int(key.rpartition("/")[2]) for key in out if key.startswith(f"{stem}/"))
            all_days = days(ws, one.epoch)
            found += [Choice(f"{stem}/{n}", True, _day_of(all_days, n), n) for n in gone]
            found += [
                Choice(f"{stem}/{day.first}", False, day.day, day.first)
                for day in all_days
                if day.first not in gone
            ]
    return tuple(found)


def _day_of(all_days: tuple[Day, ...], counter: int) -> str:
    return next((one.day for one in all_days if one.first <= counter <= one.last), "")


def of_choice(ws: Workspace, choice: Choice) -> Target:
    """What a choice takes out."""
    kind, _, name = choice.stem.partition("/")
    if kind == BUNDLE:
        return bundle(ws, name)
    return laptop(ws, name.partition("/")[0], choice.first)
