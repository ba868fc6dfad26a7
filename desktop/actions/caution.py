"""What to look at before files are taken in: missing numbers, copied laptops, wrong clocks, great losses."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from desktop import paths
from desktop.actions import audit
from desktop.actions.context import Workspace
from desktop.actions.intake import Taken
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.carry import EPOCH as CARRIED
from desktop.store import brought, bundles, counted, keys, revisions

GAP, FORK, AHEAD, DELETED, LOG = "gap", "fork", "ahead", "many_deleted", "log_broken"
IMPORTED = "import:"


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to look at. `detail`: the counters that are here, `1–120, 131–140`, or a day."""

    code: str
    who: str = ""  # the laptop
    n: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Second:
    """Another person who agrees, with the passphrase of their own slot."""

    person: str
    passphrase: str | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What is remembered of the moment before."""

    live: frozenset[str]
    forks: frozenset[tuple[str, int]]


def remember(ws: Workspace) -> Before:
    """As it is now, before anything is taken in."""
    return Before(counted.live(ws.store, ws.round.key), frozenset(revisions.forks(ws.store)))


def look(ws: Workspace, before: Before, taken: Iterable[Taken]) -> tuple[Caution, ...]:
    """Everything to look at, once the files are in and before they are kept."""
    fresh = [one for one in taken if not one.already]
    found = [*_ahead(ws, fresh), *_logs(ws, fresh), *_forks(ws, before), *_gaps(ws, fresh)]
    lost = len(before.live - counted.live(ws.store, ws.round.key))
    if _is_much(lost, len(before.live)):
        found.append(Caution(DELETED, n=lost, detail=str(len(before.live))))
    return tuple(found)


def _ahead(ws: Workspace, taken: Iterable[Taken]) -> Iterable[Caution]:
    last = (ws.clock() + timedelta(days=_limits()["days_ahead"])).date().isoformat()
    return (Caution(AHEAD, one.sender, detail=one.made[:10]) for one in taken if one.made[:10] > last)


def _logs(ws: Workspace, taken: Iterable[Taken]) -> Iterable[Caution]:
    for one in taken:
        broken = audit.hear(ws, one.device, one.log)
        if broken is not None:
            yield Caution(LOG, one.sender, broken)


def _forks(ws: Workspace, before: Before) -> Iterable[Caution]:
    found: dict[str, int] = {}
    for epoch, counter in sorted(set(revisions.forks(ws.store)) - before.forks):
        if not epoch.startswith((IMPORTED, CARRIED)):
            found.setdefault(epoch, counter)
    return (Caution(FORK, _who(ws, epoch), counter) for epoch, counter in found.items())


def _gaps(ws: Workspace, taken: Iterable[Taken]) -> Iterable[Caution]:
    """Of the laptops whose work these files carry: counters below the highest that are not here."""
    passed: dict[str, set[int]] = {}
    for one in taken:
        for epoch in one.epochs:
            passed.setdefault(epoch, set())
        for epoch, counter in one.passed_over:
            passed.setdefault(epoch, set()).add(counter)
    spans = dict(revisions.spans(ws.store)) if passed else {}
    for epoch, left_out in sorted(passed.items()):
        held = spans.get(epoch, ())
        if epoch.startswith((IMPORTED, CARRIED)) or not held:
            continue
        missing = _missing(held) - left_out
        if missing:
            yield Caution(GAP, _who(ws, epoch), len(missing), _words(held))


def _missing(held: tuple[revisions.Span, ...]) -> set[int]:
    ends = [0, *(last for _, last in held[:-1])]
    return {n for end, (first, _) in zip(ends, held, strict=True) for n in range(end + 1, first)}


def _words(held: tuple[revisions.Span, ...]) -> str:
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in held)


def _who(ws: Workspace, epoch: str) -> str:
    if epoch == ws.epoch:
        return ws.home.full_name
    named = {one.epoch: one.who for one in brought.laptops(ws.store)}
    return named.get(epoch) or bundles.device_name(ws.store, epoch) or epoch[:8]


def _is_much(lost: int, live: int) -> bool:
    limits = _limits()
    return lost >= limits["deleted_least"] and lost * 100 > live * limits["deleted_percent"]


@cache
def _limits() -> Mapping[str, int]:
    text = (paths.resources() / "exchange.toml").read_text("utf-8")
    return {name: int(value) for name, value in tomllib.loads(text).items()}


def needs_second(found: Iterable[Caution]) -> bool:
    """Must another person agree?"""
    return any(one.code == DELETED for one in found)


def must_agree(ws: Workspace, found: Iterable[Caution], second: Second | None) -> None:
    """Raises `RasoatError` unless another person agreed where one is needed."""
    if not needs_second(found):
        return
    if second is None or not second.person.strip() or second.person == ws.person:
        raise RasoatError(
            "second_officer",
            N_("So many households would be deleted that a second person has to agree."),
            N_("Let another person who can open this workspace give their name and passphrase."),
        )
    if not ws.practice:
        keys.open_slot(ws.folder, second.passphrase, second.person)
