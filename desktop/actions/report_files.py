"""Official tables as files: Excel, PDF, CSV and JSON, with what they rest on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.actions import papers_table, report, signed
from desktop.actions.context import Workspace
from desktop.actions.differences import differences
from desktop.actions.progress import Progress, no_progress
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.report import plainfiles, workbook
from desktop.report.workbook import Around, Differs
from desktop.rollup.tables import Grounds, Table
from desktop.store import files, results
from desktop.store.results import Filter

FORMATS = ("xlsx", "pdf", "csv", "json")
EXCEL = "xlsx"
MOST_HOUSEHOLDS = 500  # of one tie that are listed: more is no list that anybody works through
MOST = 8  # ties whose households are listed in a workbook: each is counted anew


@dataclass(frozen=True, slots=True)
class Writing:
    """What every file of one writing is made with."""

    ws: Workspace
    language: str
    grounds: Grounds | None  # of Excel files only


def write(
    ws: Workspace,
    folder: Path,
    ids: Sequence[str],
    formats: Sequence[str] = (EXCEL,),
    progress: Progress = no_progress,
    *,
    language: str = "vi",
) -> tuple[Path, ...]:
    """Write a file a table and format into `folder`; one that is there is replaced whole, or stays."""
    return write_made(ws, folder, report.tables(ws, ids), formats, progress, language=language)


def write_made(
    ws: Workspace,
    folder: Path,
    made: Sequence[Table],
    formats: Sequence[str] = (EXCEL,),
    progress: Progress = no_progress,
    *,
    language: str = "vi",
) -> tuple[Path, ...]:
    """Write tables that were made already, so that what is on screen is what is in the files."""
    must_be_known(formats)
    files.make_folder(folder)
    how = Writing(ws, language, signed.grounds(ws) if EXCEL in formats else None)
    written: list[Path] = []
    for one in made:
        for kind in formats:
            file = folder / f"{one.id}.{kind}"
            with files.replacing(file) as out:
                WRITERS[kind](out, one, how)
            written.append(file)
            progress(len(written), len(made) * len(formats))
    return tuple(written)


def must_be_known(formats: Sequence[str]) -> None:
    """Raises `RasoatError("no_such_table_format", …)`."""
    if unknown := [one for one in formats if one not in FORMATS]:
        raise RasoatError(
            "no_such_table_format",
            N_("Tables cannot be written as “{format}”."),
            N_("Use one of: {known}."),
            format=unknown[0],
            known=", ".join(FORMATS),
        )


def _excel(out: BinaryIO, one: Table, how: Writing) -> None:
    around = Around(
        report.words(),
        how.ws.edition.title[how.language],
        how.language,
        how.grounds,
        tuple(_differing(how.ws, one)),
        MOST_HOUSEHOLDS,
    )
    workbook.write(out, one, around)


def _differing(ws: Workspace, one: Table) -> Iterator[Differs]:
    """The households that make ties fail, by their codes: those of the whole unit come first."""
    for found in [tie for tie in one.ties if not tie.holds][:MOST]:
        who = differences(ws, one, found)
        keys = tuple(household.key for household in who[:MOST_HOUSEHOLDS])
        rows = results.page(ws.store, Filter(keys=keys, gone=True), 0, len(keys))
        codes = {row.key: row.code for row in rows}
        for household in who[:MOST_HOUSEHOLDS]:
            yield Differs(found, codes.get(household.key, ""), household.value, household.other)


def _pdf(out: BinaryIO, one: Table, how: Writing) -> None:
    papers_table.write(out, one, report.words(), how.language, report.notes(one, how.language))


def _csv(out: BinaryIO, one: Table, _: Writing) -> None:
    plainfiles.write_csv(out, one)


def _json(out: BinaryIO, one: Table, how: Writing) -> None:
    plainfiles.write_json(out, one, how.language)


Writer = Callable[[BinaryIO, Table, Writing], None]
WRITERS: Mapping[str, Writer] = {EXCEL: _excel, "pdf": _pdf, "csv": _csv, "json": _json}
