"""Make the working file forget: rewrite lines, drop journals, and leave no trace of them in the file."""

import shutil
from collections.abc import Iterator, Sequence

from desktop.records.revision import Revision
from desktop.store import schema, shelf
from desktop.store.coded import read_revision
from desktop.store.database import Store

BATCH = 256
_JOURNAL = "journal_is_not_shortened"
_OF_ROUND = "substr(key, -length(?)) = ?"


def lines(store: Store, round_key: str) -> Iterator[tuple[int, bytes, Revision]]:
    """Every revision of the records of a round: its place, its line as it stands, and what it says."""
    end, place = f"@{round_key}", 0
    while rows := store.rows(
        f"SELECT id, line FROM revision WHERE id > ? AND {_OF_ROUND} ORDER BY id LIMIT ?",
        (place, end, end, BATCH),
    ):
        yield from ((at, line, read_revision(line)) for at, line in rows)
        place = rows[-1][0]


def rewrite(store: Store, changed: Sequence[tuple[int, bytes]]) -> None:
    """Put other lines in place of those at these places; their names stay what they were."""
    with store.write():
        store.run_many("UPDATE revision SET line = ? WHERE id = ?", [(line, at) for at, line in changed])


def journal_size(store: Store, round_key: str) -> int:
    """How many lines the journals of a round's forms have."""
    end = f"@{round_key}"
    ((number,),) = store.rows(f"SELECT count(*) FROM journal WHERE {_OF_ROUND}", (end, end))
    return int(number)


def drop_journal(store: Store, round_key: str) -> None:
    """Forget what was typed into the forms of a round; the journal of all others still only grows."""
    end = f"@{round_key}"
    with store.write():
        store.run(f"DROP TRIGGER {_JOURNAL}")
        store.run(f"DELETE FROM journal WHERE {_OF_ROUND}", (end, end))
        store.run(next(one for one in schema.KEPT if _JOURNAL in one))


def scrub(store: Store) -> None:
    """Write the file anew without anything that was deleted or replaced; call it outside `write()`."""
    with store.write():
        store.run("INSERT INTO word (word) VALUES ('optimize')")  # words that were replaced linger until then
    store.run("VACUUM")
    store.rows("PRAGMA wal_checkpoint(TRUNCATE)")


def drop_backups(store: Store) -> int:
    """Delete every backup beside the working file; says how many there were."""
    folder = store.folder / shelf.FOLDER
    there = shelf.read(folder)
    shelf.sweep(folder)
    for one in there:
        shutil.rmtree(one.path)
    return len(there)
