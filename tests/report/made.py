"""Small tables, made without a working file."""

from decimal import Decimal

from desktop import paths
from desktop.editions.units import Level, Unit
from desktop.records.rounds import Round
from desktop.rollup.layout import WORDS, TableWords, words_of
from desktop.rollup.residents import Basis
from desktop.rollup.tables import Provisional, Row, Table, TableProblem
from tests.rollup.shipped import layout

REVIEW = Round("vn-2022/2026/periodic", "vn-2022", 2026, "2026-10-01", "periodic")
HOME = Unit("060", "Pác Nặm", Level.DISTRICT, "Huyện", "06", "2020-01-01")
HARMLESS = Provisional()


def words() -> TableWords:
    """The words that ship."""
    return words_of((paths.resources() / "tables" / WORDS).read_bytes())


def row(
    unit: str,
    name: str,
    number: str,
    first: int,
    basis: Basis = Basis.RESIDENTS,
    level: Level = Level.COMMUNE,
) -> Row:
    """A row of R1 whose counts are `first`, `first` + 1 …, and whose rates are empty where `first` is 0."""
    columns = layout("R1").column
    values = {
        column.key: (Decimal(first + n) / 4 if first else None) if column.is_rate else first + n
        for n, column in enumerate(columns)
    }
    return Row(unit, name, level, number, values, basis)


def table(*rows: Row, provisional: Provisional = HARMLESS, problems: tuple[TableProblem, ...] = ()) -> Table:
    """R1 of a district: a total row, then `rows`."""
    total = row(HOME.code, HOME.full_name, "", 1000, level=Level.DISTRICT)
    return Table(layout("R1"), "vn-2022", REVIEW, HOME, (total, *rows), provisional, problems)
