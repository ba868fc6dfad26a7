"""What an import compares a list with: the households of the open round, and what is held already."""

import json
from collections.abc import Collection, Iterator

from desktop.records.model import FormKey
from desktop.records.revision import RevId
from desktop.store.database import Store


def heads(store: Store) -> Iterator[tuple[FormKey, str, str, str]]:
    """Key, code, village and head of every household that is listed."""
    rows = store.rows("SELECT key, code, village, head FROM household WHERE live = 1")
    return ((FormKey(key), code, village, head) for key, code, village, head in rows)


def of_epoch(store: Store, epoch: str) -> set[RevId]:
    """Every revision that an import, or a device, made."""
    return {RevId(rev.hex()) for (rev,) in store.rows("SELECT rev FROM revision WHERE epoch = ?", (epoch,))}


def known_records(store: Store, kind: str, keys: Collection[str]) -> set[str]:
    """Those of the records of a kind of which at least one revision is here."""
    sql = "SELECT DISTINCT key FROM revision WHERE kind = ? AND key IN (SELECT value FROM json_each(?))"
    return {key for (key,) in store.rows(sql, (kind, json.dumps(list(keys))))}
