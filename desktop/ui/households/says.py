"""The words of one household in the list."""

from desktop.actions import movement, words
from desktop.actions.context import Workspace
from desktop.i18n import _, ngettext
from desktop.records.movement import Move
from desktop.records.rows import HouseholdRow
from desktop.ui.households import model


class Says:
    """Says a household column by column, in one language."""

    def __init__(self, ws: Workspace, language: str) -> None:
        self._ws, self._language = ws, language

    def __call__(self, row: HouseholdRow, column: int) -> str:
        """What stands in a column."""
        return {
            model.NAME: row.head or _("no name yet"),
            model.CODE: row.code,
            model.VILLAGE: self.village(row.village),
            model.PERSONS: str(row.members),
            model.CLASS: words.class_label(self._ws.edition, row.class_, self._language),
            model.B1: "" if row.b1 is None else str(row.b1),
            model.B2: str(row.b2),
            model.STATUS: self.status(row),
            model.PROBLEMS: self.problems(row),
        }[column]

    def moved(self, row: HouseholdRow) -> str:
        """How it moved between the lists since the last round; nothing where it stayed."""
        return "" if row.moved.endswith(f"/{Move.STAYED}") else movement.words_of(row.moved, self._language)

    def spoken(self, row: HouseholdRow) -> str:
        """The name, and how it moved, for those who do not see the quiet words."""
        return ", ".join(filter(None, (self(row, model.NAME), self.moved(row))))

    def village(self, code: str) -> str:
        """The name of a village; its code while it has none."""
        unit = self._ws.units.get(code)
        return unit.short_name if unit else code

    def side(self, row: HouseholdRow) -> str:
        """The side of the tables its class stands on."""
        return self._ws.edition.class_words[row.class_].side

    def status(self, row: HouseholdRow) -> str:
        """Finished, or how many questions are open: without an answer, or with one nobody confirmed."""
        if not row.unanswered:
            return _("finished")
        return ngettext("{n} open", "{n} open", row.unanswered).format(n=row.unanswered)

    def problems(self, row: HouseholdRow) -> str:
        """Errors, warnings and clashes, those there are."""
        parts = (
            (row.errors, ngettext("{n} error", "{n} errors", row.errors)),
            (row.warnings, ngettext("{n} warning", "{n} warnings", row.warnings)),
            (row.clashes, ngettext("{n} clash", "{n} clashes", row.clashes)),
        )
        return ", ".join(text.format(n=number) for number, text in parts if number)
