"""The receipt of a dry run: what comes, what is refused and why, what it does to the figures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.receive import FilePlan, Plan
from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.exchange import sentences
from desktop.ui.exchange.figures import figure_table
from desktop.ui.widgets.labels import label, line, sign
from desktop.ui.widgets.message import sentences as error_sentences
from desktop.ui.widgets.scroll import scrolled
from desktop.ui.words import number

STATE_WIDTH = 150


class Receipt(QWidget):
    """One plan on paper: a line a file, then the figures."""

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.L)
        column.addWidget(_files(plan))
        column.addWidget(_figures(plan))
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))


def _files(plan: Plan) -> QWidget:
    sheet = QFrame()
    sheet.setProperty("role", "card")
    column = QVBoxLayout(sheet)
    column.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
    column.setSpacing(theme.M)
    for place, file in enumerate(plan.files):
        if place:
            column.addWidget(line())
        column.addWidget(FileLine(file))
    for mark, title, text in _about_all(plan):
        column.addWidget(line())
        column.addWidget(Entry(mark, "warning", title, "warning", [(text, "")]))
    return sheet


def _about_all(plan: Plan) -> list[tuple[str, str, str]]:
    entries = [("warning", *sentences.caution(one)) for one in plan.cautions]
    if plan.clashes:
        text = ngettext(
            "{n} field was written differently on two sides. Both stay; you decide after receiving.",
            "{n} fields were written differently on two sides. Both stay; you decide after receiving.",
            len(plan.clashes),
        ).format(n=number(len(plan.clashes)))
        entries.append(("clash", _("Clashes"), text))
    if plan.findings:
        text = ngettext(
            "Then {n} place needs a second look, such as one ID number in two households.",
            "Then {n} places need a second look, such as one ID number in two households.",
            len(plan.findings),
        ).format(n=number(len(plan.findings)))
        entries.append(("warning", _("To look at"), text))
    return entries


class Entry(QWidget):
    """One line of the receipt: a sign and a word at the left, what is to say at the right."""

    def __init__(
        self, mark: str, token: str, verdict: str, role: str, said: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__()
        state = QWidget()
        state.setFixedWidth(theme.px(STATE_WIDTH))
        left = QHBoxLayout(state)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.S)
        left.addWidget(sign(mark, token))
        left.addWidget(label(verdict, role), 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        for text, kind in said:
            words.addWidget(label(text, kind, wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.L)
        row.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setAccessibleName(". ".join([verdict, *(text for text, _kind in said)]))


class FileLine(Entry):
    """One file: accepted with what it brings, or refused with the reason and what to do."""

    def __init__(self, file: FilePlan) -> None:
        mark, token, verdict = _verdict(file)
        role = "good" if file.accepted else "problem"
        super().__init__(mark, token, verdict, role, [(file.path.name, "strong"), *_said(file)])


def _verdict(file: FilePlan) -> tuple[str, str, str]:
    if not file.accepted:
        return "trouble", "danger", _("Refused")
    if file.already:
        return "saved", "good", _("Here already")
    return "saved", "good", _("Can be received")


def _said(file: FilePlan) -> list[tuple[str, str]]:
    if file.error is not None:
        title, hint = error_sentences(file.error)
        return [(title, ""), (hint, "quiet")]
    if file.already:
        return [(sentences.sent_by(file), "quiet"), (_("It was received before and brings nothing new."), "")]
    said = [(sentences.sent_by(file), "quiet"), (sentences.brought(file.counts), "")]
    left_out = sentences.left_out(file.counts)
    return [*said, (left_out, "warning")] if left_out else said


def _figures(plan: Plan) -> QWidget:
    sheet = QFrame()
    sheet.setProperty("role", "card")
    column = QVBoxLayout(sheet)
    column.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
    column.setSpacing(theme.M)
    if not plan.figures:
        column.addWidget(label(_("The official figures stay as they are."), "quiet"))
        return sheet
    column.addWidget(label(_("What it does to the official figures"), "heading"))
    column.addWidget(figure_table(plan.figures))
    return sheet
