"""F1: the guidance of the question where the keyer is, what may be answered, by which article it is asked."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.actions import reasons
from desktop.editions.model import Question
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.form.choosing import choices_of
from desktop.ui.widgets.labels import label, set_role

HARD = "\u00a0"  # a space where no line breaks


class GuidanceBar(QFrame):
    """Under the sheet; it follows the keyer from question to question until F1 or Esc puts it away."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._language = language
        self._question = label("", "strong", wrap=True)
        self._guidance, self._source = label("", wrap=True), label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        column.setSpacing(2)
        for part in (self._question, self._guidance, self._source):
            column.addWidget(part)
        self.hide()

    def show_question(self, question: Question | None) -> None:
        """Say all that the edition says of a question."""
        if question is None:
            self._say(_("No question is open."), "", "", "small")
            return
        words = question.label[self._language]
        guidance = question.help.get(self._language, "") or _("The edition gives no guidance here.")
        source = reasons.source_of(question.source) if question.source else _("No article is named for it.")
        checked = bool(question.source and question.source.to_be_checked)
        self._say(
            f"{question.number}  {words}",
            "\n".join(filter(None, (guidance, offered(question, self._language)))),
            source,
            "small_warning" if checked else "small",
        )

    def words(self) -> str:
        """All it says."""
        return "\n".join(part.text() for part in (self._question, self._guidance, self._source))

    def _say(self, question: str, guidance: str, source: str, role: str) -> None:
        self._question.setText(question)
        self._guidance.setText(guidance)
        self._guidance.setVisible(bool(guidance))
        self._source.setText(source)
        set_role(self._source, role)
        self.setAccessibleName(self.words())


def offered(question: Question, language: str) -> str:
    """The answers with their numbers, where they are few enough to be read."""
    choices = choices_of(question, language)
    few = choices if len(choices) <= theme.L else ()
    said = "   ".join(f"{choice.number} {choice.label}".replace(" ", HARD) for choice in few)
    return said or (_("Type the number, or the first letters.") if choices else "")
