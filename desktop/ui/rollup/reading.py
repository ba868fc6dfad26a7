"""An official table as a person reads it: words of heads and cells, what is provisional, what opens."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.editions.units import Level
from desktop.i18n import N_, _, ngettext
from desktop.rollup.layout import Column, Part
from desktop.rollup.residents import Basis
from desktop.rollup.tables import LAST_ROUND, Row, Table
from desktop.ui.widgets.figures import figure
from desktop.ui.words import number

A_HOUSEHOLD = "1"  # what a column of households adds for each
WIDE_LEVELS = (Level.PROVINCE, Level.DISTRICT)
BASES: Mapping[Basis, tuple[str, str]] = {  # the star behind a unit's name, and what it means
    Basis.FORMS: ("*", N_("forms only")),
    Basis.MIXED: ("**", N_("partly forms only")),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One table in one language."""

    table: Table
    language: str

    def title(self, column: Column) -> str:
        """The head of a column."""
        return column.title[self.language]

    def group(self, column: Column) -> str:
        """What stands over several columns; nothing over some."""
        groups = self.table.layout.group
        return next((group.title[self.language] for group in groups if group.id == column.group), "")

    def whole_title(self, column: Column) -> str:
        """The head with what stands over it."""
        parts = dict.fromkeys((self.group(column), self.title(column)))
        return " – ".join(part for part in parts if part)

    def is_strong(self, place: int) -> bool:
        """Is this a row that sums others up?"""
        row = self.table.rows[place]
        return row.unit == self.table.rows[0].unit or row.level in WIDE_LEVELS

    def is_first_line(self, place: int) -> bool:
        """Does a unit begin here?"""
        return place % len(self.table.layout.lines) == 0

    def is_last_line(self, place: int) -> bool:
        """Does the next unit begin below?"""
        return self.is_first_line(place + 1)

    def line(self, row: Row) -> str:
        """Which of several lines of its unit this is."""
        return self.table.layout.find_line(row.line).title.get(self.language, "")

    def behind(self, place: int) -> str:
        """What stands behind the name of a unit: its star, and the line."""
        row = self.table.rows[place]
        star = self.star(row) if self.is_first_line(place) else ""
        return " ".join(filter(None, (star, self.line(row))))

    def star(self, row: Row) -> str:
        """What marks a unit whose residents rest on forms."""
        return BASES[row.basis][0] if row.basis in BASES else ""

    def legend(self) -> str:
        """What the figures are measured in, and what the stars of this table mean."""
        there = {row.basis for row in self.table.rows}
        stars = [f"{star} {_(words)}" for basis, (star, words) in BASES.items() if basis in there]
        return " · ".join([self.table.layout.measured_in[self.language], *stars])

    def is_provisional(self, row: Row, column: Column) -> bool:
        """Is this figure not settled yet?"""
        return self.table.is_provisional(row, column)

    def households(self, row: Row, column: Column) -> int | None:
        """How many households are behind a cell, where the table itself says so."""
        layout, part = self.table.layout, self._part(row, column)
        if column.residents or self._rests_on_given(part, column):
            return None
        for other in (one for one in self.table.rows if one.unit == row.unit):
            for same in self.table.columns:
                here = layout.part(same, layout.find_line(other.line))
                count = other.values[same.key]
                if (here.where, here.sum) == (part.where, A_HOUSEHOLD) and isinstance(count, int):
                    return count
        return None

    def _rests_on_given(self, part: Part, column: Column) -> bool:
        """Was it given for the unit, or worked out of what was, rather than counted?"""
        return self.table.opening not in ("", LAST_ROUND) and bool(part.given or column.formula)

    def _part(self, row: Row, column: Column) -> Part:
        return self.table.layout.part(column, self.table.layout.find_line(row.line))

    def said(self, row: Row, column: Column) -> str:
        """A cell in words: whose, what, how much, and what opens."""
        value = figure(row.values.get(column.key)) or _("empty: there is nothing to divide by")
        text = _("{unit} · column {n}, {what}: {value}").format(
            unit=" · ".join(filter(None, (row.name, self.line(row)))),
            n=column.key,
            what=self.whole_title(column),
            value=value,
        )
        basis = [_(BASES[row.basis][1])] if self.table.shows_residents(column) and row.basis in BASES else []
        return " · ".join([text, *basis, self.opens(row, column)])

    def opens(self, row: Row, column: Column) -> str:
        """What Return does."""
        count = self.households(row, column)
        if count is None:
            return _("Enter opens the forms")
        if not count:
            return _("no household is behind it")
        text = ngettext("Enter opens {n} household", "Enter opens {n} households", count)
        return text.format(n=number(count))
