"""Chance that falls the same way on every machine and every Python: only `Random.random` is relied on."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
HUNDRED = 100


class Dice:
    """A stream of chance that a text begins: the same text, the same stream."""

    def __init__(self, seed: str) -> None:
        self._next = Random(seed).random  # noqa: S311 - practice data, no secrets

    def below(self, n: int) -> int:
        """One of 0 … n − 1."""
        return int(self._next() * n)

    def between(self, low: int, high: int) -> int:
        """One of low … high, both possible."""
        return low + self.below(high - low + 1)

    def happens(self, of_hundred: float) -> bool:
        """True so many times of 100."""
        return self._next() * HUNDRED < of_hundred

    def one_of(self, things: Sequence[T]) -> T:
        """One of several, all alike."""
        return things[self.below(len(things))]


class Odds(Generic[T]):
    """Things with their weights; the order in which they are given decides, so it must be a fixed one."""

    def __init__(self, weighted: Iterable[tuple[T, int]]) -> None:
        pairs = tuple(weighted)
        self.things = tuple(thing for thing, _ in pairs)
        self._weights = tuple(weight for _, weight in pairs)
        self._sums = tuple(accumulate(self._weights))

    def draw(self, dice: Dice) -> T:
        """One of the things, as often as its weight says."""
        return self.things[bisect_right(self._sums, dice.below(self._sums[-1]))]

    def draw_some(self, dice: Dice, n: int) -> tuple[T, ...]:
        """`n` different things, or all when there are fewer."""
        left = list(zip(self.things, self._weights, strict=True))
        drawn: list[T] = []
        while left and len(drawn) < n:
            drawn.append(Odds(left).draw(dice))
            left = [pair for pair in left if pair[0] != drawn[-1]]
        return tuple(drawn)
