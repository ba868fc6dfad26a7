"""Who changed what of a household, when, on which laptop, by which bundle it came; what a bundle brought."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.actions import records, words
from desktop.actions.clashes import CLOCK
from desktop.actions.context import Workspace
from desktop.actions.records import same
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.graph import in_line
from desktop.records.model import Form, FormKey
from desktop.records.revision import RevId, Revision
from desktop.store import brought, bundles, results, revisions, states


@dataclass(frozen=True, slots=True)
class Wrote:
    """One answer that a revision wrote; the texts are as people read them, "—" = nothing."""

    path: str
    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One revision: everything that is known of how it came to be."""

    rev: RevId
    who: str
    when: str  # by the writer's own clock, ISO 8601
    device: str  # the laptop, as its certificate calls it; "" = brought in from a list
    bundles: tuple[str, ...]  # ids of those that brought it; none: it was written here
    why: str  # of a decision
    withdrawn: bool
    wrote: tuple[Wrote, ...]


@dataclass(frozen=True, slots=True)
class Household:
    """A household that a bundle brought something of, as it stands now."""

    key: FormKey
    title: str
    class_: str  # "" = it is not counted
    revisions: int


def of_household(ws: Workspace, key: FormKey, language: str = "vi") -> tuple[Step, ...]:
    """Every sealed revision of a form, those before others first."""
    found, out = revisions.record(ws.store, records.FORM, key), records.withdrawn(ws)
    named = {laptop.epoch: laptop.who for laptop in brought.laptops(ws.store)}
    came = brought.bundles_of(ws.store, records.FORM, key)
    form = Form.from_body(key, states.body(ws.store, records.FORM, key) or {})
    order = in_line({rev: one.parents for rev, one in sorted(found.items())})
    return tuple(
        Step(
            rev=rev,
            who=found[rev].author,
            when=_when(found[rev]),
            device=_device(ws, found[rev], named),
            bundles=came.get(rev, ()),
            why=found[rev].why,
            withdrawn=rev in out,
            wrote=tuple(_wrote(ws, form, found, found[rev], language)),
        )
        for rev in order
    )


def _device(ws: Workspace, one: Revision, named: Mapping[str, str]) -> str:
    if one.epoch == ws.epoch:
        return ws.home.full_name
    return named.get(one.epoch) or (bundles.device_name(ws.store, one.epoch) if one.author else "")


def _when(one: Revision) -> str:
    """The writer's clock, for people: it decides nothing."""
    return datetime.fromtimestamp(one.clock / CLOCK, UTC).isoformat(timespec="seconds") if one.clock else ""


def _wrote(
    ws: Workspace, form: Form, found: dict[RevId, Revision], one: Revision, language: str
) -> Iterator[Wrote]:
    bodies = [found[parent].body for parent in one.parents if parent in found]
    for path in sorted(one.sets):
        before = _one_of([body.get(path) for body in bodies])
        after = one.body.get(path)
        if not same(before, after) or one.why:
            yield Wrote(
                path,
                words.place(ws.edition, form, path, language),
                words.answer(ws.edition, path, before, language),
                words.answer(ws.edition, path, after, language),
            )


def _one_of(values: list[Value | None]) -> Value | None:
    return next((value for value in values if value is not None), None)


def of_bundle(ws: Workspace, bundle: str) -> tuple[Household, ...]:
    """The households that a bundle brought something of, which nothing else had brought before."""
    if not bundles.is_received(ws.store, bundle):
        raise RasoatError(
            "no_bundle",
            N_("No bundle {bundle} was received here."),
            N_("Look at the list of bundles; only those that came in can be taken out again."),
            bundle=bundle,
        )
    counts = brought.first_by(ws.store, bundle, records.FORM)
    return tuple(_household(ws, FormKey(key), n) for key, n in sorted(counts.items()))


def _household(ws: Workspace, key: FormKey, n: int) -> Household:
    standing = results.standing_of(ws.store, key)
    form = Form.from_body(key, states.body(ws.store, records.FORM, key) or {})
    title = words.title(ws.edition, form)
    return Household(key, title, standing.class_ if standing and standing.live else "", n)
