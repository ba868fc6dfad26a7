"""Which editor each kind of question gets: on the sheet, and in a cell of the grid."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from desktop.editions.model import Kind
from desktop.i18n import N_, _
from desktop.ui.widgets.editors.chips import ChipsEditor
from desktop.ui.widgets.editors.choices import Choice
from desktop.ui.widgets.editors.contract import Editor
from desktop.ui.widgets.editors.line import LineEditor
from desktop.ui.widgets.editors.listed import ListEditor
from desktop.ui.widgets.editors.numbers import NumbersEditor

Maker = Callable[[Sequence[Choice], QWidget | None], Editor]
IN_SIGHT = 4  # so many answers stand side by side; more make a list


def _line(*, hint: str = "", digits: bool = True, in_grid: bool = False) -> Maker:
    def make(_choices: Sequence[Choice], parent: QWidget | None) -> Editor:
        return LineEditor(parent, hint=_(hint), digits=digits, in_grid=in_grid)

    return make


def _one(choices: Sequence[Choice], parent: QWidget | None) -> Editor:
    return ChipsEditor(choices, parent) if len(choices) <= IN_SIGHT else ListEditor(choices, parent)


def _any(choices: Sequence[Choice], parent: QWidget | None) -> Editor:
    return ChipsEditor(choices, parent, many=True, nothing=_("None of these"))


def _unit(choices: Sequence[Choice], parent: QWidget | None) -> Editor:
    return ListEditor(choices, parent, closed=False)  # a village may have a number before it has a name


def _listed_in_grid(choices: Sequence[Choice], parent: QWidget | None) -> Editor:
    return ListEditor(choices, parent, in_grid=True)


def _numbers(choices: Sequence[Choice], parent: QWidget | None) -> Editor:
    return NumbersEditor(choices, parent)


_DAY = N_("day/month/year")
ON_SHEET: Mapping[Kind, Maker] = {
    Kind.TEXT: _line(digits=False),
    Kind.NAME: _line(digits=False),
    Kind.CODE: _one,
    Kind.CODES: _any,
    Kind.YES_NO: _one,
    Kind.INTEGER: _line(),
    Kind.MONEY: _line(),
    Kind.MEASURE: _line(),
    Kind.DATE: _line(hint=_DAY),
    Kind.YEAR: _line(),
    Kind.ID_NUMBER: _line(),
    Kind.PHONE: _line(),
    Kind.UNIT: _unit,
}
IN_GRID: Mapping[Kind, Maker] = {
    Kind.TEXT: _line(digits=False, in_grid=True),
    Kind.NAME: _line(digits=False, in_grid=True),
    Kind.CODE: _listed_in_grid,
    Kind.CODES: _numbers,
    Kind.YES_NO: _listed_in_grid,
    Kind.INTEGER: _line(in_grid=True),
    Kind.MONEY: _line(in_grid=True),
    Kind.MEASURE: _line(in_grid=True),
    Kind.DATE: _line(hint=_DAY, in_grid=True),
    Kind.YEAR: _line(in_grid=True),
    Kind.ID_NUMBER: _line(in_grid=True),
    Kind.PHONE: _line(in_grid=True),
    Kind.UNIT: _listed_in_grid,
}
