"""Report from extracts, without a workspace: one office's, or those of all provinces below the country."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from desktop.actions import against, layouts, papers_table, peoples, report, report_files
from desktop.actions.context import Ask
from desktop.actions.editions import load_edition
from desktop.actions.progress import Progress, no_progress
from desktop.editions.units import Level, Unit
from desktop.engine import asking
from desktop.engine.extract import Extract, is_extract, read_all
from desktop.errors import RasoatError
from desktop.i18n import N_, _
from desktop.records.rounds import Round
from desktop.report import plainfiles, workbook
from desktop.report.workbook import Around
from desktop.rollup.compared import compared, with_note, with_sets
from desktop.rollup.counting import table_of
from desktop.rollup.layout import Layout
from desktop.rollup.peoples import expanded
from desktop.rollup.sql import overlap_sql, rows_sql
from desktop.rollup.tables import Table, TableProblem
from desktop.rollup.ties import tied
from desktop.store import files

SQLITE = "sqlite"  # which reads no Parquet
COUNTRY = N_("The whole country")
HUNDRED = Decimal(100)
NO_CODES = "–"  # extracts have none
Known = dict[tuple[str, str], Table | None]  # by table and round


@dataclass(frozen=True, slots=True)
class Country:
    """Open extracts."""

    ask: Ask
    extracts: tuple[Extract, ...]
    home: Unit
    known: Known

    @property
    def first(self) -> Extract:
        """What all of them say alike stands in the first."""
        return self.extracts[0]

    @property
    def before(self) -> Round | None:
        """The last round, where all of them have its rows."""
        return self.first.before if all(one.before for one in self.extracts) else None


def is_there(folder: Path) -> bool:
    """Does the folder hold an extract, or several?"""
    return is_extract(folder)


@contextmanager
def opened(folder: Path, engine: str, master: str = "") -> Iterator[Country]:
    """The extracts in a folder, on an engine. Raises `RasoatError`: see `read_all` and `asking.opened`."""
    if engine == SQLITE:
        raise RasoatError(
            "not_on_sqlite",
            N_("Extracts cannot be counted on {engine}."),
            N_("Use duckdb or spark."),
            engine=engine,
        )
    extracts = read_all(folder)
    if len(extracts) > 1 and extracts[0].level != Level.PROVINCE:
        raise RasoatError(
            "not_provinces",
            N_("Several extracts are put together for the whole country, and these are not of provinces."),
            N_("Report from one at a time, or pack and receive the data of lower units."),
        )
    with asking.opened(engine, extracts, name=_(COUNTRY), master=master) as open_engine:
        yield Country(open_engine.rows, extracts, _home(extracts), {})


def available(country: Country) -> tuple[str, ...]:
    """The tables of the standard."""
    return layouts.ids(country.first.tables)


def tables(country: Country, ids: Sequence[str], progress: Progress = no_progress) -> tuple[Table, ...]:
    """Several tables, beside those they must agree with. Raises `RasoatError("no_table", …)`."""
    for table_id in ids:
        report.must_be(table_id, available(country))
    made = []
    for table_id in ids:
        made.append(_table(country, table_id))
        progress(len(made), len(ids))
    return tuple(made)


def write(
    country: Country, folder: Path, made: Sequence[Table], formats: Sequence[str], *, language: str = "vi"
) -> tuple[Path, ...]:
    """Write a file a table and format into `folder`; formats are the keys of `WRITERS`."""
    report_files.must_be_known(formats)
    files.make_folder(folder)
    written: list[Path] = []
    for one in made:
        for kind in formats:
            file = folder / f"{one.id}.{kind}"
            with files.replacing(file) as out:
                WRITERS[kind](out, one, country, language)
            written.append(file)
    return tuple(written)


def _home(extracts: Sequence[Extract]) -> Unit:
    one = extracts[0]
    if len(extracts) == 1:
        return Unit(one.unit, one.name, Level(one.level), "", "", "")
    return Unit(asking.home_of(extracts), _(COUNTRY), Level.COUNTRY, "", "", "")


def _table(country: Country, table_id: str) -> Table:
    made = _counted(country, table_id, country.first.round)
    rounds = {tie.id: country.before if tie.last else country.first.round for tie in made.layout.tie}
    others = {tie.id: _other(country, tie.table, rounds[tie.id]) for tie in made.layout.tie}
    return tied(made, {name: other for name, other in others.items() if other}) if made.layout.tie else made


def _other(country: Country, table_id: str, the_round: Round | None) -> Table | None:
    return _counted(country, table_id, the_round) if the_round and table_id in available(country) else None


def _counted(country: Country, table_id: str, the_round: Round) -> Table:
    """One table of a round by itself, counted once."""
    if found := country.known.get((table_id, the_round.key)):
        return found
    plan = layout(country, table_id)
    rows = country.ask(rows_sql(layouts.shared(), plan), (the_round.key, country.home.code))
    made = table_of(plan, the_round, country.home, rows, given=country.before is None)
    made = _filled(country, replace(made, edition=country.first.edition))
    if plan.overlap:
        made = replace(made, problems=(*_overlaps(country, plan, the_round), *made.problems))
    country.known[table_id, the_round.key] = made
    return made


def layout(country: Country, table_id: str) -> Layout:
    """How a table looks; its ethnic groups are those of all extracts, or the usual ones where they differ."""
    edition = load_edition(country.first.tables)
    lists = {one.peoples for one in country.extracts}
    codes = lists.pop() if len(lists) == 1 else peoples.usual(edition)
    return expanded(layouts.layout(country.first.tables, table_id), peoples.options(edition, codes))


def _filled(country: Country, table: Table) -> Table:
    """With the last round, targets, units that are reported apart."""
    provinces = {one.unit for one in country.extracts}
    if table.layout.apart:
        sets = [one for one in against.beside().apart if one.province in provinces]
        notes = [one for one in against.beside().note if one.province == country.home.code]
        table = with_note(with_sets(table, sets), notes)
    if not any(column.beside for column in table.columns):
        return table
    before = country.before
    wants = any(column.before for column in table.columns) and before and table.round.key != before.key
    last = _counted(country, table.id, before) if wants and before else None
    return compared(table, last, _targets(country))


def _targets(country: Country) -> Mapping[tuple[str, str], Decimal]:
    found = (target for one in country.extracts for target in one.targets)
    return {(unit, indicator): number / HUNDRED for unit, indicator, number in found}


def _overlaps(country: Country, plan: Layout, the_round: Round) -> Iterator[TableProblem]:
    home = country.home.code
    sql = overlap_sql(layouts.shared(), plan)
    if n := len(country.ask(sql, (the_round.key, home, home))):
        slots: dict[str, str | int] = {"name": country.home.full_name, "n": n, "codes": NO_CODES}
        yield TableProblem("overlap", home, slots)


def _excel(out: BinaryIO, one: Table, country: Country, language: str) -> None:
    workbook.write(out, one, Around(layouts.words(), country.first.title[language], language))


def _pdf(out: BinaryIO, one: Table, _country: Country, language: str) -> None:
    papers_table.write(out, one, layouts.words(), language, report.notes(one, language))


def _csv(out: BinaryIO, one: Table, _country: Country, _language: str) -> None:
    plainfiles.write_csv(out, one)


def _json(out: BinaryIO, one: Table, _country: Country, language: str) -> None:
    plainfiles.write_json(out, one, language)


Writer = Callable[[BinaryIO, Table, Country, str], None]
WRITERS: Mapping[str, Writer] = {"xlsx": _excel, "pdf": _pdf, "csv": _csv, "json": _json}
