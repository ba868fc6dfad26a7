"""Take out what came in, or bring it back: first what it would change, then one transaction."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.actions import audit, card_list, figures, records, seal, targets, units, words
from desktop.actions.again import taken_out
from desktop.actions.context import Workspace
from desktop.actions.figures import Change
from desktop.actions.progress import Progress, no_progress
from desktop.actions.targets import Choice, Target
from desktop.actions.write import put_record
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records import withdrawal
from desktop.records.graph import ancestry
from desktop.records.merge import REVISIONS, WITHDRAWAL, WITHDRAWN
from desktop.records.model import Form, FormKey
from desktop.records.revision import RevId
from desktop.store import backup, brought, results, revisions, shelf, states

Writes = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Moved:
    """A household that is counted otherwise: its class before and after; "" = it is not counted."""

    key: FormKey
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Later:
    """A revision that stays and was written by somebody who knew what is taken out."""

    key: str
    rev: RevId
    author: str
    why: str
    clock: int


@dataclass(frozen=True, slots=True)
class Effect:
    """Everything that taking out, or bringing back, does."""

    about: str  # the stem: `bundle/<id>` …
    out: bool  # False: it is brought back
    revisions: int
    households: int
    others: int  # records that are no household
    moved: tuple[Moved, ...]
    later: tuple[Later, ...]
    clashes: int  # open ones more, or fewer
    figures: tuple[Change, ...]
    goes_up: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, and the backup made just before."""

    effect: Effect
    backup: Path


def plan(ws: Workspace, target: Target, progress: Progress = no_progress, *, language: str = "vi") -> Effect:
    """What taking `target` out would do; the working file stays as it is."""
    return _dry(ws, target.stem, _withdrawing(ws, target, ""), progress, language, out=True)


def withdraw(
    ws: Workspace, target: Target, why: str, progress: Progress = no_progress, *, language: str = "vi"
) -> Done:
    """Take `target` out: backup, then one transaction. `why` is owed."""
    reason = must_say_why(why)
    return _really(ws, target.stem, _withdrawing(ws, target, reason), progress, language, out=True)


def plan_restore(
    ws: Workspace, name: str, progress: Progress = no_progress, *, language: str = "vi"
) -> Effect:
    """What bringing a bundle, or another withdrawal, back would do."""
    stem = find_out(ws, name)
    return _dry(ws, stem, _restoring(ws, stem, ""), progress, language, out=False)


def restore(
    ws: Workspace, name: str, why: str, progress: Progress = no_progress, *, language: str = "vi"
) -> Done:
    """Bring back what was taken out. `why` is owed."""
    stem, reason = find_out(ws, name), must_say_why(why)
    return _really(ws, stem, _restoring(ws, stem, reason), progress, language, out=False)


def find_out(ws: Workspace, name: str) -> str:
    """The stem of what is out under this name: the id of a bundle, or a stem; raises `RasoatError`."""
    out = targets.out_now(ws)
    for stem in (name, f"{targets.BUNDLE}/{name}"):
        if stem in out:
            return stem
    raise RasoatError(
        "not_withdrawn",
        N_("{name} is not taken out."),
        N_("Look at the list of bundles: it says which are."),
        name=name,
    )


def must_say_why(why: str) -> str:
    """The reason without spaces around it; raises `RasoatError` where there is none."""
    if not why.strip():
        raise RasoatError(
            "no_why_withdrawn",
            N_("Taking out and bringing back need a reason."),
            N_("Say in a few words why."),
        )
    return why.strip()


def _withdrawing(ws: Workspace, target: Target, why: str) -> Writes:
    def write() -> None:
        own = {key for key, _ in targets.withdrawals(ws) if withdrawal.stem_of(key) == target.stem}
        before = {RevId(rev) for key in own for rev in _listed(ws, key)}
        for key, revs in withdrawal.parts(target.stem, before.union(target.revs)).items():
            put_record(ws, WITHDRAWAL, key, {**target.about, REVISIONS: revs, WITHDRAWN: True}, why)

    return write


def _listed(ws: Workspace, key: str) -> tuple[str, ...]:
    revs = (states.body(ws.store, WITHDRAWAL, key) or {}).get(REVISIONS)
    return revs if isinstance(revs, tuple) else ()


def _restoring(ws: Workspace, stem: str, why: str) -> Writes:
    """The records of `stem` say so no more, and other bundles that are out no longer hold back its lines."""

    def write() -> None:
        back = set(brought.in_bundle(ws.store, stem.partition("/")[2])) if _is_bundle(stem) else set()
        for key, body in list(targets.withdrawals(ws)):
            if withdrawal.stem_of(key) == stem:
                put_record(ws, WITHDRAWAL, key, {**body, WITHDRAWN: False}, why)
            elif _is_bundle(key) and back.intersection(revs := withdrawal.listed(body)):
                left = tuple(rev for rev in revs if rev not in back)
                put_record(ws, WITHDRAWAL, key, {**body, REVISIONS: left}, why)

    return write


def _is_bundle(key: str) -> bool:
    return key.startswith(f"{targets.BUNDLE}/")


def _dry(ws: Workspace, stem: str, write: Writes, progress: Progress, language: str, *, out: bool) -> Effect:
    targets.must_be_office(ws)
    seal.seal_all(ws)
    with ws.store.write(keep=False):
        effect = _effect(ws, stem, write, progress, language, out=out)
    units.refresh(ws)
    card_list.refresh(ws)
    return effect


def _really(ws: Workspace, stem: str, write: Writes, progress: Progress, language: str, *, out: bool) -> Done:
    targets.must_be_office(ws)
    seal.seal_all(ws)
    kept = backup.back_up(ws.store, reason=shelf.WITHDRAW, now=ws.clock())
    with ws.store.write():
        effect = _effect(ws, stem, write, progress, language, out=out)
        counts = {"revisions": effect.revisions, "households": effect.households}
        audit.note(ws, audit.WITHDRAW if out else audit.RESTORE_BUNDLE, stem, counts)
    return Done(effect, kept)


def _effect(
    ws: Workspace, stem: str, write: Writes, progress: Progress, language: str, *, out: bool
) -> Effect:
    before, clashing, was = figures.now(ws, language), len(states.clashes(ws.store)), records.withdrawn(ws)
    write()
    now = records.withdrawn(ws)
    touched = brought.records_of(ws.store, was ^ now)
    forms = sorted(FormKey(key) for kind, key in touched if kind == records.FORM)
    classes = {key: _class(ws, key) for key in forms}
    titles = {key: _title(ws, key) for key in forms}
    taken_out(ws, was, progress)
    return Effect(
        about=stem,
        out=out,
        revisions=len(was ^ now),
        households=len(forms),
        others=len(touched) - len(forms),
        moved=tuple(
            Moved(key, titles[key] or _title(ws, key), classes[key], after)
            for key in forms
            if (after := _class(ws, key)) != classes[key]
        ),
        later=tuple(one for key in forms for one in _later(ws, key, was ^ now, now)),
        clashes=len(states.clashes(ws.store)) - clashing,
        figures=figures.changes(before, figures.now(ws, language)),
        goes_up=targets.goes_up(ws),
    )


def _class(ws: Workspace, key: FormKey) -> str:
    found = results.standing_of(ws.store, key)
    return found.class_ if found and found.live else ""


def _title(ws: Workspace, key: FormKey) -> str:
    body: Mapping[str, Value] = states.body(ws.store, records.FORM, key) or {}
    return words.title(ws.edition, Form.from_body(key, body))


def _later(ws: Workspace, key: str, changed: frozenset[RevId], out: frozenset[RevId]) -> Iterator[Later]:
    """Revisions that stay and have one of `changed` behind them."""
    found = revisions.record(ws.store, records.FORM, key)
    if len(found) == len(changed & found.keys()):
        return
    graph = ancestry(found)
    gone = sum(1 << place for place, rev in enumerate(graph.revs) if rev in changed)
    for place, rev in enumerate(graph.revs):
        if rev not in out and rev not in changed and graph.before[place] & gone:
            one = found[rev]
            yield Later(key, rev, one.author, one.why, one.clock)


def plan_choice(
    ws: Workspace, choice: Choice, progress: Progress = no_progress, *, language: str = "vi"
) -> Effect:
    """What a choice of the history would do: taken out, or brought back where it is out."""
    if choice.is_out:
        return plan_restore(ws, choice.stem, progress, language=language)
    return plan(ws, targets.of_choice(ws, choice), progress, language=language)


def do_choice(
    ws: Workspace, choice: Choice, why: str, progress: Progress = no_progress, *, language: str = "vi"
) -> Done:
    """Do what a choice of the history says."""
    if choice.is_out:
        return restore(ws, choice.stem, why, progress, language=language)
    return withdraw(ws, targets.of_choice(ws, choice), why, progress, language=language)
