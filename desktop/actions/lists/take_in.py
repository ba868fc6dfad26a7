"""Take a list in: what is sound is kept in one transaction, and again adds none."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.actions import units
from desktop.actions.context import Workspace
from desktop.actions.import_revisions import keep
from desktop.actions.lists import look as looking
from desktop.actions.lists import plan as planning
from desktop.actions.lists.look import Look
from desktop.actions.lists.plan import Plan
from desktop.actions.progress import Progress, no_progress
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.lists.mapping import ListMapping, from_toml
from desktop.report.sheets import no_file
from desktop.store import results

BATCH = 500


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was done."""

    plan: Plan
    new: int  # households


def read_mapping(file: Path) -> ListMapping:
    """The mapping of a file of TOML. Raises `RasoatError`."""
    try:
        return from_toml(file.read_text("utf-8-sig"))
    except OSError as error:
        raise no_file(file, error.strerror or str(error)) from error
    except ValueError as error:
        raise RasoatError(
            "no_mapping",
            N_("The mapping {file} cannot be read: {why}."),
            N_("Make it anew with --dry-run, or correct it."),
            file=file.name,
            why=str(error),
        ) from error


def open_list(ws: Workspace, file: Path, progress: Progress = no_progress) -> Plan:
    """Look at a file and say what taking it in would do; writes nothing."""
    return planning.plan(ws, looking.look(ws, file), progress)


def preview(ws: Workspace, seen: Look, progress: Progress = no_progress) -> Plan:
    """What taking the list in would do; writes nothing."""
    return planning.plan(ws, seen, progress)


def take_in(ws: Workspace, seen: Look, progress: Progress = no_progress) -> TakenIn:
    """Keep everything sound of a list, its new villages too, and remember how the layout is read."""
    twice = 2 * sum(len(one.rows) for one in seen.sheets)
    made = planning.plan(ws, seen, lambda done, _total: progress(done, twice))
    before = ws.units
    try:
        new = _keep(ws, made, lambda done: progress(made.rows + done, twice))
    except BaseException:
        ws.units = before  # the new villages went with the transaction
        raise
    progress(twice, twice)
    return TakenIn(made, new)


def _keep(ws: Workspace, made: Plan, say: Callable[[int], None]) -> int:
    """All of it in one transaction; says how many households were new."""
    new = 0
    with ws.store.write(), results.many(ws.store, len(made.items)):
        keep(ws, made.made)
        if made.made:
            units.refresh(ws)
        for start in range(0, len(made.items), BATCH):
            some = made.items[start : start + BATCH]
            say(some[0][2].counter)
            new += keep(ws, some)
        looking.remember(ws, made.look)
        ws.store.put(
            planning.IMPORTS, {**(ws.store.get(planning.IMPORTS) or {}), made.look.source: made.epoch}
        )
    return new
