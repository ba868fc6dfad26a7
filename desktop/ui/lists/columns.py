"""The columns of a list: what stands in each, and a box to choose what it means. Knows no action."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.lists.look import Look
from desktop.i18n import N_, _
from desktop.records.lists.fields import Field, Part
from desktop.records.lists.mapping import Column, RowsAre
from desktop.ui import theme
from desktop.ui.widgets.fields import Field as Labelled
from desktop.ui.widgets.fields import chosen, combo
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.scroll import scrolled

ROWS_ARE = {RowsAre.PERSONS: N_("one person"), RowsAre.HOUSEHOLDS: N_("one household, by its head")}
BETWEEN = " · "
WIDE = 17  # letters of a field that are shown at least
LOWEST = 200  # of the part that scrolls
LONGEST = 60  # letters of the examples of a column


class ColumnsPanel(QWidget):
    """One line a column of the list."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = combo([(kind.value, _(words)) for kind, words in ROWS_ARE.items()])
        self.rows.activated.connect(lambda _place: self.changed.emit())
        self.before = combo([("", _("— the list does not say —"))])
        self.before.activated.connect(lambda _place: self.changed.emit())
        self._before = Labelled(_("Last year all of them were"), self.before)
        self._boxes: dict[int, QComboBox] = {}
        self._question = ""
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, theme.M, 0)
        self._grid.setHorizontalSpacing(theme.M)
        self._grid.setVerticalSpacing(theme.S)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        column.addWidget(label(_("Columns of the list"), "heading"))
        whole = QHBoxLayout()
        whole.setSpacing(theme.M)
        whole.addWidget(Labelled(_("Each row of the list is"), self.rows), 1)
        whole.addWidget(self._before, 1)
        column.addLayout(whole)
        area = scrolled(inside)
        area.setMinimumHeight(theme.px(LOWEST))
        area.setAccessibleName(_("Columns of the list"))
        column.addWidget(area, 1)

    def show_look(self, seen: Look, language: str) -> None:
        """Show these columns, with what each is taken for."""
        empty(self._grid)
        self._boxes.clear()
        self.rows.setCurrentIndex(max(self.rows.findData(seen.mapping.rows.value), 0))
        fields = _choices(seen, language)
        self._question = seen.words.edition.roles.class_before
        self._show_before(seen, language)
        for line, column in enumerate(seen.mapping.columns):
            self._add(line, seen, column, fields)
        self._grid.setRowStretch(len(seen.mapping.columns), 1)

    def fields(self) -> dict[int, str]:
        """What is chosen for each column, by its place."""
        return {place: chosen(box) for place, box in self._boxes.items()}

    def rows_are(self) -> RowsAre:
        """What a row is said to be."""
        return RowsAre(chosen(self.rows))

    def always(self) -> dict[str, str]:
        """What is said of every household: its class last year, where no column says it."""
        said = chosen(self.before)
        return {self._question: said} if said and self._question not in self.fields().values() else {}

    def in_order(self) -> list[QWidget]:
        """What takes the keys, from above."""
        return [self.rows, self.before, *self._boxes.values()]

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return next(iter(self._boxes.values()), self.rows)

    def _show_before(self, seen: Look, language: str) -> None:
        question = seen.words.edition.questions.get(self._question)
        self._before.setVisible(question is not None)
        self.before.clear()
        self.before.addItem(_("— the list does not say —"), "")
        for option in question.options if question else ():
            self.before.addItem(option.label[language], option.code)

    def _add(self, line: int, seen: Look, column: Column, fields: list[tuple[str, str]]) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        title = column.title or _("(no header)")
        words.addWidget(label(title, "strong", wrap=True))
        if examples := BETWEEN.join(seen.examples(column)):
            short = examples if len(examples) <= LONGEST else f"{examples[:LONGEST]}…"
            words.addWidget(label(short, "small", wrap=True))
        box = combo(fields, column.field)
        box.setMinimumContentsLength(WIDE)
        box.setAccessibleName(_("Column {letter}, {title}").format(letter=column.letter, title=title))
        box.setObjectName(f"column-{column.letter}")
        box.activated.connect(partial(self._choose, column.place))
        self._boxes[column.place] = box
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label(column.letter, "quiet"), line, 0, top | Qt.AlignmentFlag.AlignRight)
        self._grid.addLayout(words, line, 1)
        self._grid.addWidget(box, line, 2, top)

    def _choose(self, place: int, _row: int) -> None:
        """A field stands for one column: where another had it, that one is left out now."""
        field = chosen(self._boxes[place])
        for other, box in self._boxes.items():
            if field and other != place and chosen(box) == field:
                box.setCurrentIndex(0)
        self.changed.emit()


def _choices(seen: Look, language: str) -> list[tuple[str, str]]:
    """What a column can be, in the order of the form; what is not asked here only where it was found."""
    used = {column.field for column in seen.mapping.columns}
    asked = seen.words.edition.questions
    offered = [one for one in seen.words.fields.values() if one.id in used or _is_offered(one, asked)]
    return [("", _("— left out —")), *((one.id, one.label[language]) for one in offered)]


def _is_offered(one: Field, asked: object) -> bool:
    if one.part in (Part.MOVEMENT, Part.COUNTED):
        return False
    return not one.question or (isinstance(asked, dict) and one.question in asked)
