"""Which households of a round are counted at this moment."""

from desktop.store.database import Store


def live(store: Store, round_key: str) -> frozenset[str]:
    """The keys of the forms that the tables count."""
    return frozenset(
        key for (key,) in store.rows("SELECT form_key FROM result WHERE round = ? AND live = 1", (round_key,))
    )
