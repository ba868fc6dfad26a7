"""The form as a sheet of paper: blocks under their headings, fields in four columns, members as a grid."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.editions.model import Block, Question, Scope
from desktop.editions.rules import Edition
from desktop.ui import theme
from desktop.ui.form.card_block import CardBlock
from desktop.ui.form.card_lines import CardShown, card_shown, is_card_block, item_shown, ways
from desktop.ui.form.choosing import choices_of
from desktop.ui.form.field import Field
from desktop.ui.form.heading import Heading
from desktop.ui.form.members import MembersBlock
from desktop.ui.form.route import questions_of
from desktop.ui.form.shown import Board
from desktop.ui.form.watermark import Watermark
from desktop.ui.widgets.editors.chips import ChipsEditor
from desktop.ui.widgets.editors.choices import Choice
from desktop.ui.widgets.editors.contract import BACK, FORWARD
from desktop.ui.widgets.editors.listed import ListEditor
from desktop.ui.widgets.editors.registry import ON_SHEET
from desktop.ui.widgets.labels import line

COLUMNS, NARROW, WIDEST = 4, 640, 960  # under NARROW pixels of text size 100 % two columns


class Sheet(QFrame):
    """Made once from the edition; shows one household after the other."""

    answered = Signal(str, str)  # path, text
    moved = Signal(str, int)  # path, step

    def __init__(self, edition: Edition, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self._edition, self._language = edition, language
        self.fields: dict[str, Field] = {}
        self._blocks: list[HouseholdBlock | CardBlock] = []
        self.card = CardBlock(edition.blocks[0], {}, language)
        self.card.setParent(self)
        self.members = self._new_members()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.M, theme.L, theme.XL, theme.L)
        column.setSpacing(theme.M)
        self._above_card = line()
        for place, block in enumerate(edition.blocks):
            made = self._made(block)
            above = line()
            if place:
                column.addWidget(above)
            if made is self.card:
                self._above_card = above
            column.addWidget(made)
        self.watermark = Watermark(self)

    def show_board(self, board: Board) -> None:
        """Show every answer of a form; what did not change is not touched."""
        wanted = set(board.entered.unanswered)
        card = self._show_card(board)
        for path, field in self.fields.items():
            field.show_answer(item_shown(board, card, path), wanted=path in wanted)
        for block in self._blocks:
            block.show_problems()
        self.members.show_board(board)

    def offer(self, question: str, choices: tuple[Choice, ...]) -> None:
        """Other answers to choose from: the villages of another commune."""
        field = self.fields.get(question)
        if field and isinstance(field.editor, ListEditor | ChipsEditor) and field.editor.choices != choices:
            field.editor.set_choices(choices)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt names it so
        """Tab goes where Return goes."""
        field = field_of(self.focusWidget())
        if field is None:
            return super().focusNextPrevChild(next)
        field.editor.commit()
        self.moved.emit(field.path, FORWARD if next else BACK)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Four columns, two where it is narrow for the size of the text."""
        super().resizeEvent(event)
        self.watermark.setGeometry(self.rect())
        columns = COLUMNS if self.width() >= theme.px(NARROW) else COLUMNS // 2
        for block in self._blocks:
            block.arrange(columns)

    def _made(self, block: Block) -> QWidget:
        if block.scope is Scope.MEMBER:
            return self.members
        if is_card_block(self._edition, block.id):
            self.card = CardBlock(block, {one.path: one for one in self._new_fields(block)}, self._language)
            self.card.recheck_wanted.connect(self._recheck)
            self._blocks.append(self.card)
            return self.card
        made = HouseholdBlock(block, list(self._new_fields(block)), self._edition, self._language)
        self._blocks.append(made)
        return made

    def _show_card(self, board: Board) -> CardShown:
        """The score card, whether one may be chosen, and the mark of one that is invented."""
        basis = board.edition.vocabulary[board.edition.roles.basis]
        asked = board.edition.questions[basis.id].options
        offered = choices_of(replace(basis, options=asked), board.language)
        self.offer(basis.id, ways(board, offered))
        shown = card_shown(board)
        self.card.show_card(shown)
        self._above_card.setHidden(self.card.isHidden())
        self.watermark.show_text(shown.illustrative)
        return shown

    def _recheck(self) -> None:
        """Compare a total from paper item by item."""
        form = self._edition.card
        if form is not None:
            self.answered.emit(form.recheck, "1")

    def _new_members(self) -> MembersBlock:
        block = next(block for block in self._edition.blocks if block.scope is Scope.MEMBER)
        made = MembersBlock(block, self._edition, self._language)
        made.answered.connect(self.answered)
        made.moved.connect(self.moved)
        return made

    def _new_fields(self, block: Block) -> Iterator[Field]:
        for question in questions_of(self._edition, block.id):
            choices = choices_of(question, self._language)
            field = Field(question.id, ON_SHEET[question.kind](choices, None))
            words, unit = question.label[self._language], question.unit.get(self._language, "")
            field.set_words(question.number, words, unit, question.help.get(self._language, ""))
            field.committed.connect(self.answered)
            field.moved.connect(self.moved)
            self.fields[question.id] = field
            yield field


class HouseholdBlock(QWidget):
    """Fields of the household in columns, in the widths that the edition gives."""

    def __init__(self, block: Block, fields: list[Field], edition: Edition, language: str) -> None:
        super().__init__()
        self._fields, self._columns = fields, 0
        self._rows: list[list[Field]] = [[]]
        self._questions: dict[str, Question] = dict(edition.questions)
        self._heading = Heading(block, language)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(self._heading)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.S)
        self._grid.setVerticalSpacing(theme.XS)
        column.addLayout(self._grid)
        self.arrange(COLUMNS)

    def arrange(self, columns: int) -> None:
        """Lay the fields out in so many columns."""
        if columns == self._columns:
            return
        self._columns = columns
        self._rows = [[]]
        row, at = 0, 0
        for field in self._fields:
            wide = min(self._questions[field.path].width, columns)
            if at + wide > columns:
                row, at = row + 1, 0
                self._rows.append([])
            self._rows[-1].append(field)
            self._grid.addWidget(field, row, at, 1, wide, Qt.AlignmentFlag.AlignTop)
            at += wide
        for place in range(COLUMNS):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The labels of a row are as tall as the tallest, so its fields stand on one line."""
        super().resizeEvent(event)
        for row in self._rows:
            tall = max(field.label_height() for field in row)
            for field in row:
                field.set_label_height(tall)

    def show_problems(self) -> None:
        """Count them in the heading."""
        self._heading.show_problems(sum(bool(field.problem()) for field in self._fields))


class Ground(QWidget):
    """What the sheet lies on: it keeps the sheet in a readable width, in the middle.

    A maximum width on the sheet itself would make layouts reckon its height for a width it never has.
    """

    def __init__(self, sheet: Sheet, *below: QWidget) -> None:
        super().__init__()
        self.setObjectName("page")
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.M)
        self._column.addWidget(sheet)
        for part in below:
            self._column.addWidget(part, 0, Qt.AlignmentFlag.AlignRight)
        self._column.addStretch(1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as there is room, and no wider than can be read."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        side = max(theme.L, (self.width() - theme.px(WIDEST)) // 2)
        self._column.setContentsMargins(side, 0, side, theme.L)


def field_of(widget: QWidget | None) -> Field | None:
    """The field that a widget is a part of."""
    while widget is not None and not isinstance(widget, Field):
        widget = widget.parentWidget()
    return widget
