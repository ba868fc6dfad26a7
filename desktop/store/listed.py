"""What an import compares a list with: the households that are counted in the open round."""

from collections.abc import Iterator

from desktop.records.model import FormKey
from desktop.store.database import Store


def heads(store: Store) -> Iterator[tuple[FormKey, str, str, str]]:
    """Key, code, village and head of every household that is listed."""
    rows = store.rows("SELECT key, code, village, head FROM household WHERE live = 1")
    return ((FormKey(key), code, village, head) for key, code, village, head in rows)
