"""How slow work says where it is: `progress(done, total)`; it may raise `Cancelled`."""

from collections.abc import Callable

Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """Say nothing."""
