"""Who was made knowing whom: the ancestry of one record's revisions, as bits of integers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.records.revision import RevId, Revision


@dataclass(frozen=True, slots=True)
class Graph:
    """The revisions of one record in order of their hash: bit `i` of a set stands for `revs[i]`.

    So the lowest bit of a set is the revision with the smallest hash.
    """

    revs: tuple[RevId, ...]
    before: tuple[int, ...]  # before[i]: all ancestors of revs[i], as far as they are held

    def newest(self, some: int) -> int:
        """Those of `some` that are no ancestor of another of them."""
        older = 0
        for place in bits(some):
            older |= self.before[place]
        return some & ~older

    def related(self, some: int) -> int:
        """`some` with all their ancestors and descendants."""
        found = some
        for place in bits(some):
            found |= self.before[place]
        for place, ancestors in enumerate(self.before):
            if ancestors & some:
                found |= 1 << place
        return found

    @property
    def heads(self) -> tuple[RevId, ...]:
        """Revisions that are nobody's parent."""
        return tuple(self.revs[place] for place in bits(self.newest((1 << len(self.revs)) - 1)))


def bits(some: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while some:
        lowest = some & -some
        yield lowest.bit_length() - 1
        some ^= lowest


def ancestry(revisions: Mapping[RevId, Revision]) -> Graph:
    """Lay out the revisions of one record; parents that are not held are left out."""
    revs = tuple(sorted(revisions))
    places = {rev: place for place, rev in enumerate(revs)}
    parents = [[places[p] for p in revisions[rev].parents if p in places] for rev in revs]
    before: dict[int, int] = {}
    for start in range(len(revs)):
        waiting = [start]
        while waiting:
            place = waiting[-1]
            if place not in before and (first := [p for p in parents[place] if p not in before]):
                waiting.extend(first)
                continue
            waiting.pop()
            ancestors = 0
            for parent in parents[place]:
                ancestors |= before[parent] | 1 << parent
            before[place] = ancestors
    return Graph(revs, tuple(before[place] for place in range(len(revs))))


def in_line(parents: Mapping[RevId, Sequence[RevId]]) -> list[RevId]:
    """Parents before children, each right behind its parent where it can be; the same for every sender.

    `parents` holds the revisions of one record; parents that are not among them count for nothing.
    """
    children: dict[RevId, list[RevId]] = defaultdict(list)
    waiting = {rev: sum(parent in parents for parent in before) for rev, before in parents.items()}
    for rev in sorted(parents):
        for parent in parents[rev]:
            children[parent].append(rev)
    ready = sorted((rev for rev, count in waiting.items() if not count), reverse=True)
    line: list[RevId] = []
    while ready:
        line.append(ready.pop())
        freed = []
        for child in children[line[-1]]:
            waiting[child] -= 1
            freed += [] if waiting[child] else [child]
        ready = [*sorted(ready, reverse=True), *reversed(freed)]
    return line
