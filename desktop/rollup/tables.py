"""Official tables as values: figures by unit, line and column, and what keeps them from being final."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from desktop.editions.units import Level, Unit
from desktop.records.rounds import Round
from desktop.rollup.layout import Column, Layout, Tie
from desktop.rollup.rates import Figure, Plain
from desktop.rollup.residents import Basis

LAST_ROUND = "last_round"
OVERLAPS = frozenset({"overlap", "formula_differs"})  # what groups that overlap come to


@dataclass(frozen=True, slots=True)
class Provisional:
    """Why figures are not final: households (units in `forms_only`). All 0 = nothing is left to settle."""

    clashes: int = 0
    unknown_class: int = 0
    errors: int = 0
    illustrative: int = 0  # left out of every figure
    unknown_move: int = 0  # counted in no way in or out
    forms_only: int = 0  # rows whose residents rest on forms, wholly or in part

    def counts(self) -> dict[str, int]:
        """By name, in the order above."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def __bool__(self) -> bool:
        return any(self.counts().values())


@dataclass(frozen=True, slots=True)
class TableProblem:
    """What contradicts in a table; its sentence stands in words.toml under `code`."""

    code: str
    unit: str
    slots: Mapping[str, str | int] = field(default_factory=dict)
    households: tuple[str, ...] = ()  # the forms it is about, where it is about some


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one unit, or of one of its lines, by official column number."""

    unit: str
    name: str
    level: Level
    number: str  # "" for the total row, then 1, 1.1 …
    values: Mapping[str, Figure]
    basis: Basis = Basis.RESIDENTS  # what the columns of residents rest on
    provisional: Provisional = field(default_factory=Provisional)
    line: str | None = None  # which of several lines of the unit, such as households or persons


@dataclass(frozen=True, slots=True)
class Tied:
    """A figure beside the one of another table that it must come to."""

    tie: Tie
    unit: str
    name: str
    line: str | None
    value: int
    round: str  # the key of the other table's
    column: str  # the key of its column
    other: int

    @property
    def holds(self) -> bool:
        """Are they the same?"""
        return self.value == self.other


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that is no longer what was signed; None = it was not there, or is no more."""

    unit: str
    name: str
    line: str | None
    column: str
    before: Plain
    after: Plain


@dataclass(frozen=True, slots=True)
class Signed:
    """The newest signing of the round, and what is different in one of its tables since."""

    version: int
    day: str  # ISO 8601, by the clock of who signed
    who: str
    hash: str
    corrections: tuple[Correction, ...] = ()
    is_among: bool = True  # was this table among those that were signed?


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the tables of a workspace rest on at one moment."""

    version: int  # of the edition
    hash: str  # of its files
    digest: str  # of everything that is held
    bundles: tuple[str, ...]  # that came in and are not taken out: id and name of the file
    clashing: tuple[str, ...]  # codes of the households with clashing answers


@dataclass(frozen=True, slots=True)
class Table:
    """One official table of one round: the row of the workspace's own unit first, then those inside it."""

    layout: Layout
    edition: str
    round: Round
    unit: Unit
    rows: tuple[Row, ...]
    provisional: Provisional
    problems: tuple[TableProblem, ...] = ()
    opening: str = ""  # where the start of a movement comes from: LAST_ROUND, or a Basis
    ties: tuple[Tied, ...] = ()  # those of the first unit, and every one that does not hold
    signed: Signed | None = None  # None: the round was not signed yet

    @property
    def id(self) -> str:
        """R1 …"""
        return self.layout.id

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in order."""
        return self.layout.column

    def row(self, unit: str, line: str | None = None) -> Row | None:
        """The row of a unit: of this line, or the first."""
        found = (row for row in self.rows if row.unit == unit and line in (None, row.line))
        return next(found, None)

    def is_provisional(self, row: Row, column: Column) -> bool:
        """Does a figure rest on forms that are not settled, or on forms where residents are owed?"""
        if self.shows_residents(column) and row.basis is not Basis.RESIDENTS:
            return True
        unsettled = row.provisional.clashes + row.provisional.unknown_class + row.provisional.errors
        return not column.residents and unsettled + row.provisional.unknown_move > 0

    def shows_residents(self, column: Column) -> bool:
        """Residents themselves, or a share of them?"""
        return bool((self.layout.find(column.share_of) or column).residents)

    @property
    def contradictions(self) -> tuple[TableProblem, ...]:
        """The problems for which the table is not to be trusted.

        Groups that overlap are no fault of the data: the official layout takes them for disjoint.
        """
        explained = OVERLAPS if self.layout.overlap else frozenset[str]()
        return tuple(one for one in self.problems if one.code not in explained)
