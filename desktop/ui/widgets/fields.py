"""A field with its label above and one line below: a hint, or what is wrong with what is in it."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.labels import label, set_role

SHORTEST = 12  # letters that a combo box shows at least; what is longer is cut, not pushed out of the page


class Field(QWidget):
    """Any editor under its label. The line below keeps its height, so nothing jumps."""

    def __init__(self, name: str, editor: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor, self._hint = editor, hint
        self._name, self._below = label(name, "label"), label(hint, "small", wrap=True)
        self._name.setBuddy(editor)
        editor.setAccessibleName(name)
        self.setFocusProxy(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        for part in (self._name, editor, self._below):
            column.addWidget(part)

    def line(self) -> QLineEdit:
        """The editor, where it is a line to type into."""
        if not isinstance(self.editor, QLineEdit):
            raise TypeError("this field holds no line")
        return self.editor

    def set_hint(self, hint: str) -> None:
        """Another hint; a problem that is shown goes away."""
        self._hint = hint
        self.set_problem("")

    def set_problem(self, text: str) -> None:
        """Say what is wrong; "" shows the hint again."""
        self._below.setText(text or self._hint)
        set_role(self._below, "problem" if text else "small")
        self.editor.setAccessibleDescription(text or self._hint)

    def problem(self) -> str:
        """What is said to be wrong now."""
        return self._below.text() if self._below.property("role") == "problem" else ""


def line_edit(text: str = "", *, placeholder: str = "", secret: bool = False) -> QLineEdit:
    """A line to type into."""
    made = QLineEdit(text)
    made.setPlaceholderText(placeholder)
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def combo(choices: list[tuple[str, str]], chosen: str = "") -> QComboBox:
    """A list to choose one of: (what is kept, what is read)."""
    made = QComboBox()
    for code, word in choices:
        made.addItem(word, code)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(SHORTEST)
    made.setCurrentIndex(max(made.findData(chosen), 0))
    return made


def chosen(box: QComboBox) -> str:
    """What a combo box keeps now."""
    return str(box.currentData() or "")
