"""The five works that a power cut may strike, each made ready and then flown under the recorder.

    python tests/faults/flights.py WORK FOLDER SEED MODE OUT

A process of its own, since the recorder follows one that has no threads. OUT gets the flight (pickled). MODE
`shipped` is the program as it is; `normal` has it write with `synchronous=NORMAL`, which loses answers.
"""

import json
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from sqlite_utils.db import Database

from desktop.actions import backup, intake, pack, receive, seal, workspace
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.import_ import import_households
from desktop.actions.progress import no_progress
from desktop.actions.script import enter_all
from desktop.store import database, driver, keys, schema, steps
from tests.faults.entering import enter_household
from tests.faults.recorder import Say, record
from tests.worlds import household, make, still_clock, uids, world, write_lines

ANSWERS = 320  # enough that the log is written into the file in between
HOUSEHOLDS, ROUNDS = 40, 3
NORMAL = "normal"
WS, PACKED, BROUGHT = "ws", "Ba Bể.rasoat", "brought"
NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Work:
    """What is there before, and what is done under the recorder; `folder` holds everything."""

    prepare: Callable[[Path], None]
    do: Callable[[Path, Random, Say], None]


def main() -> None:
    """Fly once."""
    name, folder, seed, mode, out = sys.argv[1:]
    work, root = WORKS[name], Path(folder).resolve()
    work.prepare(root)
    chance = Random(seed)  # noqa: S311 - the same work for the same seed
    with pytest.MonkeyPatch.context() as patch:
        if mode == NORMAL:
            pragmas = tuple(pragma.replace("FULL", "NORMAL") for pragma in driver.WRITING)
            patch.setattr(driver, "WRITING", pragmas)
        flight = record(root, lambda say: work.do(root, chance, say))
    Path(out).write_bytes(pickle.dumps(flight))


def opened(folder: Path, random: Random | None = None) -> Workspace:
    """The workspace, opened as a window opens it."""
    new_uid = uids("máy") if random is None else lambda: f"{random.getrandbits(128):032x}"
    return workspace.open_workspace(folder / WS, None, clock=still_clock, new_uid=new_uid)


def filled(folder: Path) -> None:
    """A workspace with households."""
    ws = make(folder / WS)
    _import(ws, folder / WS / "list.ndjson", HOUSEHOLDS)
    workspace.close(ws)


def _import(ws: Workspace, file: Path, count: int) -> None:
    import_households(ws, write_lines(file, *(household(f"{n:04}", uid=f"h{n}") for n in range(count))))
    file.unlink()


# ------------------------------------------------------------------------------ save


def _empty(folder: Path) -> None:
    workspace.close(make(folder / WS))


def _save(folder: Path, random: Random, say: Say) -> None:
    """Answers, sealed now and then; closed and opened again in the middle."""
    said = 0

    def count(*words: object) -> None:
        nonlocal said
        said += 1
        say(json.dumps(words, ensure_ascii=False))

    for upto in (ANSWERS, ANSWERS * 5 // 4):
        ws = opened(folder, random)
        while said < upto:
            enter_household(ws, random, count)
        workspace.close(ws)


# ------------------------------------------------------------------------------ migrate


@contextmanager
def a_step_more() -> Iterator[None]:
    """The program of the next version: it adds a column and fills it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "STEPS", (*steps.STEPS, _mark))
        patch.setattr(schema, "VERSION", schema.VERSION + 1)
        yield


def _mark(db: Database) -> None:
    db.execute("ALTER TABLE state ADD COLUMN mark TEXT")
    db.execute("UPDATE state SET mark = kind || key")
    db.execute("CREATE INDEX state_mark ON state (mark)")


def _migrate(folder: Path, _: Random, say: Say) -> None:
    with a_step_more():
        store = database.open_store(folder / WS, keys.open_slot(folder / WS, None)[0], now=NOW)
        say("migrated")
        store.close()


# ------------------------------------------------------------------------------ receive


def _brought(folder: Path) -> None:
    """An office, and a bundle of a laptop with new and changed households."""
    made = world(folder.parent / "world", laptops=1)
    _import(made.office, folder.parent / "list.ndjson", HOUSEHOLDS // 2)
    (laptop,), (certificate,) = made.laptops, made.certificates
    pack.pack(made.office, certificate.with_suffix(".rasoat"), for_certificate=certificate)
    receive.receive(laptop, [certificate.with_suffix(".rasoat")])
    for n in range(0, HOUSEHOLDS // 2, 2):
        enter_all(laptop, f"h{n}", [f"address=Thôn {n}"])
    _import(laptop, folder.parent / "more.ndjson", HOUSEHOLDS)
    pack.pack(laptop, folder / BROUGHT)
    workspace.close(laptop)
    workspace.close(made.office)
    made.office.folder.rename(folder / WS)


def _receive(folder: Path, _: Random, say: Say) -> None:
    ws = opened(folder)
    receive.receive(ws, [folder / BROUGHT])
    say("received")
    workspace.close(ws)


def receive_in_two(folder: Path, _: Random, say: Say) -> None:
    """The control: a program that keeps the revisions first and what follows from them later."""
    ws = opened(folder)
    with ws.store.write():
        taken = intake.take(ws, folder / BROUGHT, no_progress)
    with ws.store.write():
        receive._merge(ws, sorted(taken.new | taken.changed), no_progress)
        receive._note(ws, [(folder / BROUGHT, taken, None)], [receive._planned(folder, taken, None, set())])
    say("received")
    workspace.close(ws)


# ------------------------------------------------------------------------------ back up


def _back_up(folder: Path, _: Random, say: Say) -> None:
    ws = opened(folder)
    for n in range(ROUNDS):
        made = backup.back_up(ws)
        say(f"{made.name} {digest(ws)}")
        enter_all(ws, f"h{n}", [f"address=Thôn {n}"])
    workspace.close(ws)


# ------------------------------------------------------------------------------ pack


def _enrolled(folder: Path) -> None:
    """A laptop with households that may pack."""
    made = world(folder.parent / "world", laptops=1)
    (laptop,) = made.laptops
    _import(laptop, folder.parent / "list.ndjson", HOUSEHOLDS)
    workspace.close(laptop)
    workspace.close(made.office)
    laptop.folder.rename(folder / WS)


def _pack(folder: Path, _: Random, say: Say) -> None:
    ws = opened(folder)
    for n in range(ROUNDS):
        enter_all(ws, f"h{n}", [f"address=Thôn {n}"])
        seal.seal_all(ws)
        say(pack.pack(ws, folder / PACKED, parity=n == 1).id)
    workspace.close(ws)


WORKS = {
    "save": Work(_empty, _save),
    "migrate": Work(filled, _migrate),
    "receive": Work(_brought, _receive),
    "back_up": Work(filled, _back_up),
    "pack": Work(_enrolled, _pack),
}
IN_TWO = "receive_in_two"
ALL = {**WORKS, IN_TWO: Work(_brought, receive_in_two)}

if __name__ == "__main__":
    main()
