"""A person at the keyboard, to be killed: python tests/faults/entering.py WORKSPACE, driven line by line.

Each line `SEED MODE` on standard input is one life: a process of its own that opens the workspace, enters
answers through the same actions as the form, and writes a line for each that was acknowledged. `end` is
written when that process is gone. MODE `honest` acknowledges what `enter` has kept; `early` acknowledges
before, and is what a harness must catch.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from desktop.actions import editions, enter, records, seal, units, workspace
from desktop.actions.context import Workspace
from desktop.actions.enter import Entered
from desktop.editions.answers import parse
from desktop.editions.model import Kind, Scope
from desktop.editions.values import Unreadable, Value
from desktop.records.model import member_path
from desktop.records.revision import to_json
from desktop.store import results
from desktop.store.results import Filter

Say = Callable[..., None]  # words of one line
EDITION = "vn-2022"
EARLY = "early"
NAMES = ("Lý Thị Mẩy", "Nông Văn Dũng", "Hoàng A Páo", "Bàn Thị Nhàn", "Đặng Xuân Đức")
LONGEST_STAY = 12  # answers before the next household
OLD_HOUSEHOLDS = 3  # a few that are opened again and again
LEFT_SEALED, OPENED_AGAIN, CLEARED = 0.5, 0.5, 0.1  # how often


def say(*words: object) -> None:
    """One line to the one who kills; a line this short is written whole or not at all."""
    os.write(1, (json.dumps(words, ensure_ascii=False) + "\n").encode())


def main() -> None:
    """Live again for every line."""
    editions.load_edition(EDITION)  # once: each life is a copy of this process
    units.load("2025")
    folder = Path(sys.argv[1])
    for line in sys.stdin:
        seed, mode = line.split()
        pid = os.fork()
        if pid == 0:
            live(folder, Random(seed), early=mode == EARLY)  # noqa: S311 - chance, no secret
        say("born", pid)
        os.waitpid(pid, 0)
        say("end")


def live(folder: Path, random: Random, *, early: bool) -> None:
    """Open the workspace and enter answers until killed."""
    ws = workspace.open_workspace(
        folder, None, clock=lambda: datetime.now(UTC), new_uid=lambda: f"{random.getrandbits(128):032x}"
    )
    say("open")
    while True:
        enter_household(ws, random, say, early=early)


def enter_household(ws: Workspace, random: Random, say: Say, *, early: bool = False) -> None:
    """A few answers in one household, new or known, each acknowledged; then it is left, or stays open."""
    before = _begin(ws, random)
    for path, text in _answers(ws, before, random):
        if early:
            _acknowledge(before, {path: _value(ws, path, text)}, say)
        after = enter.enter(ws, before, path, text)
        if not early:
            _acknowledge(before, {step.path: step.after for step in after.steps}, say)
        before = after
    if random.random() < LEFT_SEALED:
        seal.seal(ws, before.form.key)


def _begin(ws: Workspace, random: Random) -> Entered:
    known = results.page(ws.store, Filter(), 0, OLD_HOUSEHOLDS)
    old = [row.key for row in known]
    return (
        enter.open_form(ws, random.choice(old))
        if old and random.random() < OPENED_AGAIN
        else enter.new_form(ws)
    )


def _answers(ws: Workspace, entered: Entered, random: Random) -> Iterator[tuple[str, str]]:
    """Believable answers to questions of all kinds; now and then one is cleared."""
    kinds = (Kind.CODE, Kind.YES_NO, Kind.INTEGER, Kind.NAME)
    unit = ws.edition.roles.unit
    asked = [one for one in ws.edition.questions.values() if one.kind in kinds and one.id != unit]
    uids = [member.uid for member in entered.form.members] or [f"{random.getrandbits(128):032x}"]
    for _ in range(random.randint(1, LONGEST_STAY)):
        question = random.choice(asked)
        texts = {
            Kind.CODE: random.choice(question.options).code if question.options else "",
            Kind.YES_NO: random.choice("12"),
            Kind.INTEGER: str(random.randint(1, 999)),
            Kind.NAME: random.choice(NAMES),
        }
        text = texts[question.kind] if random.random() > CLEARED else ""
        member = question.scope is Scope.MEMBER
        yield member_path(random.choice(uids), question.id) if member else question.id, text


def _value(ws: Workspace, path: str, text: str) -> Value | None:
    value = parse(enter.question_at(ws, path), text) if text else None
    if isinstance(value, Unreadable):
        raise TypeError(f"{path}: {value}")
    return value


def _acknowledge(before: Entered, values: Mapping[str, Value | None], say: Say) -> None:
    """One line an answer, with what a new form is given together with its first answer."""
    changed = {
        path: value for path, value in values.items() if not records.same(before.form.answer(path), value)
    }
    if changed:
        lines = [(path, _plain(value)) for path, value in {**before.given, **changed}.items()]
        say("kept", before.form.key, lines)


def _plain(value: Value | None) -> object:
    return None if value is None else to_json(value)


if __name__ == "__main__":
    main()
