"""Several answers in one narrow cell: their numbers are typed, `1 3 5`."""

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.editors.chips import NOTHING
from desktop.ui.widgets.editors.choices import Choice, by_code
from desktop.ui.widgets.editors.line import LineEditor

_NONE = "0"  # typed for "asked, and none of them"


class NumbersEditor(LineEditor):
    """Shows and reads numbers; gives codes. What is no number of the list is given as it is."""

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        self._choices = tuple(choices)
        super().__init__(parent, in_grid=True)

    def set_value(self, text: str, reason: str = "") -> None:
        """Show the numbers of the codes."""
        found = [by_code(self._choices, code) for code in text.split(",")]
        numbers = [one.number if one else code for one, code in zip(found, text.split(","), strict=True)]
        super().set_value(_NONE if text == NOTHING else " ".join(numbers), reason)

    def text(self) -> str:
        """The codes of what is typed."""
        parts = re.split(r"[ ,;.]+", self.line.text().strip())
        if parts == [_NONE]:
            return NOTHING
        codes = {choice.number: choice.code for choice in self._choices}
        return ",".join(codes.get(part, part) for part in parts)
