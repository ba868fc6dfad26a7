"""The state of a record: a pure function of the set of its revisions (data-and-bundles, section 1).

Clocks are never compared and values never tell who wrote: only `set` and the parents do.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import sha256

from desktop.editions.values import Value
from desktop.records.graph import Graph, ancestry, bits
from desktop.records.model import DELETED
from desktop.records.removal import against_removal, is_removal
from desktop.records.revision import Body, RevId, Revision, canonical, to_json

GroupOf = Callable[[str], str]  # path -> the path that stands for its field group
Revisions = Mapping[RevId, Revision]

WITHDRAWAL = "withdrawal"  # the kind of record that takes revisions out, with two paths
WITHDRAWN = "withdrawn"  # true, or false after a restore
REVISIONS = "revisions"  # which revisions
ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class ClashValue:
    """One side of a clash. `values`: path of the group -> value; empty = cleared or not removed."""

    values: Mapping[str, Value]
    rev: RevId  # the smallest live revision that says so; who and when are its
    author: str
    clock: int
    epoch: str


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that was changed differently on two sides; `values[provisional]` stands meanwhile."""

    id: str
    kind: str
    key: str
    path: str  # the path that stands for the field group
    values: tuple[ClashValue, ...]  # distinct, by revision
    provisional: int


@dataclass(frozen=True, slots=True)
class Merged:
    """The state of one record. `body` holds provisional values; it is empty when nobody's word is left."""

    kind: str
    key: str
    body: dict[str, Value]
    clashes: tuple[Clash, ...]  # by path
    heads: tuple[RevId, ...]  # sorted; withdrawn ones are still part of the graph
    deleted: bool
    carried: frozenset[str] = frozenset()  # paths of the last round that nobody confirmed: see `carry`


def merge(
    kind: str, key: str, revisions: Revisions, withdrawn: AbstractSet[RevId], group_of: GroupOf
) -> Merged:
    """Merge all held revisions of one record; no order, repetition or regrouping of them matters."""
    out = frozenset[RevId]() if kind == WITHDRAWAL else withdrawn
    parents = _plain_parents(revisions, out)
    if parents is not None:
        state = _merge_plain(kind, key, revisions, parents, group_of)
        if not state.clashes:
            return state
    return merge_any(kind, key, revisions, out, group_of)


def missing_parents(revisions: Revisions) -> frozenset[RevId]:
    """Parents that are not held: a bundle is still to come."""
    return frozenset(p for revision in revisions.values() for p in revision.parents if p not in revisions)


def clash_id(kind: str, key: str, path: str) -> str:
    """The short name of a clash, the same on every device."""
    return sha256(canonical([kind, key, path])).hexdigest()[:ID_LENGTH]


def _plain_parents(revisions: Revisions, out: AbstractSet[RevId]) -> dict[RevId, RevId] | None:
    """The parent of every revision but the first, where each differs from it only in `set`: most records.

    None where anything is withdrawn, joined, missing in the middle, or changed behind the back of `set`.
    """
    if not out.isdisjoint(revisions):
        return None
    parents: dict[RevId, RevId] = {}
    for rev, revision in revisions.items():
        held = [parent for parent in revision.parents if parent in revisions]
        if held and len(revision.parents) > 1:
            return None
        if held:
            parents[rev] = held[0]
    if len(parents) != len(revisions) - 1:
        return None
    plain = all(_is_plain(revisions[before], revisions[after]) for after, before in parents.items())
    return parents if plain else None


def _merge_plain(
    kind: str, key: str, revisions: Revisions, parents: Mapping[RevId, RevId], group_of: GroupOf
) -> Merged:
    """The short way; right unless it finds a clash, whose sides it may show without the rest of their group.

    A path that only the first revision wrote is the same in every body, so it can neither clash nor tell two
    sides of a group apart. The first revision is an ancestor of all, so it never speaks against a removal. In
    a chain the tip repeats, group by group, what the last writer wrote.
    """
    tips = revisions.keys() - parents.values()
    if len(tips) == 1:
        (tip,) = tips
        body = revisions[tip].body
        return Merged(kind, key, {path: body[path] for path in sorted(body)}, (), (tip,), DELETED in body)
    touched = frozenset(path for rev in parents for path in revisions[rev].sets)
    state = merge_any(kind, key, _only(touched, revisions), frozenset(), group_of)
    (first,) = revisions.keys() - parents.keys()
    body = {path: value for path, value in revisions[first].body.items() if path not in touched} | state.body
    return replace(state, body={path: body[path] for path in sorted(body)}, deleted=DELETED in body)


def _only(paths: frozenset[str], revisions: Revisions) -> dict[RevId, Revision]:
    return {
        rev: replace(
            one, body={path: one.body[path] for path in paths if path in one.body}, sets=one.sets & paths
        )
        for rev, one in revisions.items()
    }


def _is_plain(before: Revision, after: Revision) -> bool:
    """Does the body differ only where `set` says so?"""
    old, new, sets = before.body, after.body, after.sets
    for path, value in new.items():
        if path not in sets and (path not in old or not _same(old[path], value)):
            return False
    return all(path in new or path in sets for path in old)


def _same(one: Value, other: Value) -> bool:
    """Equal as files write them: true is not 1."""
    return one is other or (type(one) is type(other) and one == other)


def merge_any(
    kind: str, key: str, revisions: Revisions, out: AbstractSet[RevId], group_of: GroupOf
) -> Merged:
    """Merge without the short way; `merge` must always agree with it."""
    graph = ancestry(revisions)
    groups = _Groups.of(revisions, group_of)
    live = _live_writers(graph, revisions, out, groups.of_path)
    against = against_removal(graph, revisions, live)
    bodies = [revisions[rev].body for rev in graph.revs]
    body: dict[str, Value] = {}
    clashes: list[Clash] = []
    for path in sorted(live):
        writers = live[path]
        if writers & (writers - 1) == 0 and path not in against:
            source = bodies[writers.bit_length() - 1]
            for part in groups.parts[path]:
                if part in source:
                    body[part] = source[part]
            continue
        sides = _sides(graph, revisions, writers, groups.parts[path])
        if path in against:
            sides = _with_not_removed(graph, revisions, sides, against[path])
        if kind == WITHDRAWAL and path == REVISIONS:
            sides = _united(sides)
        chosen = _provisional(kind, path, sides)
        body.update(sides[chosen].values)
        if len(sides) > 1:
            clashes.append(Clash(clash_id(kind, key, path), kind, key, path, sides, chosen))
    ordered = {path: body[path] for path in sorted(body)}
    return Merged(kind, key, ordered, tuple(clashes), graph.heads, DELETED in body)


@dataclass(frozen=True, slots=True)
class _Groups:
    """Every path that occurs, and its field group (rule 7)."""

    of_path: Mapping[str, str]
    parts: Mapping[str, list[str]]

    @classmethod
    def of(cls, revisions: Revisions, group_of: GroupOf) -> "_Groups":
        paths = {path for revision in revisions.values() for path in (*revision.body, *revision.sets)}
        of_path = {path: group_of(path) for path in sorted(paths)}
        parts: dict[str, list[str]] = defaultdict(list)
        for path, group in of_path.items():
            parts[group].append(path)
        return cls(of_path, parts)


def _live_writers(
    graph: Graph, revisions: Revisions, out: AbstractSet[RevId], group: Mapping[str, str]
) -> dict[str, int]:
    """Rule 1: who wrote each group last, as bits."""
    writers: dict[str, int] = defaultdict(int)
    for place, rev in enumerate(graph.revs):
        if rev not in out:
            for path in _written(revisions, revisions[rev]):
                writers[group[path]] |= 1 << place
    newest = {some: graph.newest(some) for some in set(writers.values())}
    return {path: newest[some] for path, some in writers.items()}


def _written(revisions: Revisions, revision: Revision) -> AbstractSet[str]:
    """Rule 5: a revision that begins a record, or whose parent is not held, writes its whole body."""
    if revision.parents and all(parent in revisions for parent in revision.parents):
        return revision.sets
    return revision.sets | revision.body.keys()


def _sides(graph: Graph, revisions: Revisions, live: int, paths: list[str]) -> tuple[ClashValue, ...]:
    """Rule 2: the distinct live values, by the smallest revision that wrote each."""
    sides: dict[bytes, ClashValue] = {}
    for place in bits(live):
        rev = graph.revs[place]
        body = revisions[rev].body
        values = {path: body[path] for path in paths if path in body}
        sides.setdefault(_canonical(values), _side(values, rev, revisions[rev]))
    return tuple(sides.values())


def _canonical(values: Body) -> bytes:
    return canonical({path: to_json(value) for path, value in values.items()})


def _side(values: Body, rev: RevId, revision: Revision) -> ClashValue:
    return ClashValue(values, rev, revision.author, revision.clock, revision.epoch)


def _with_not_removed(
    graph: Graph, revisions: Revisions, sides: tuple[ClashValue, ...], against: int
) -> tuple[ClashValue, ...]:
    rev = graph.revs[next(bits(against))]
    stays = [side for side in sides if not side.values] + [_side({}, rev, revisions[rev])]
    removed = [side for side in sides if side.values]
    return tuple(sorted([*removed, min(stays, key=_by_rev)], key=_by_rev))


def _by_rev(side: ClashValue) -> RevId:
    return side.rev


def _united(sides: tuple[ClashValue, ...]) -> tuple[ClashValue, ...]:
    """Two lists of withdrawn revisions never clash: each was withdrawn by somebody."""
    lists = [codes for side in sides if isinstance(codes := side.values.get(REVISIONS), tuple)]
    if not lists:
        return sides
    return (replace(sides[0], values={REVISIONS: tuple(sorted({rev for codes in lists for rev in codes}))}),)


def _provisional(kind: str, path: str, sides: tuple[ClashValue, ...]) -> int:
    """Rule 3: the smallest revision's; a removal in dispute does not count yet, a withdrawal does."""
    if is_removal(path):
        return next((place for place, side in enumerate(sides) if not side.values), 0)
    if kind == WITHDRAWAL and path == WITHDRAWN:
        return next((place for place, side in enumerate(sides) if side.values.get(path) is True), 0)
    return 0
