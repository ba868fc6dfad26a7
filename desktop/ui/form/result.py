"""What follows from the answers, beside the sheet: class, scales, deprivations with reasons, what is left.

It updates in place: its widgets are made once, and only what changed is drawn anew.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.editions.rules import Edition
from desktop.i18n import _
from desktop.records.scale import deprivation_scale, income_scale
from desktop.ui import theme
from desktop.ui.form import findings
from desktop.ui.form.away import AwayLinks
from desktop.ui.form.deprivations import DeprivationRow, Legend
from desktop.ui.form.links import Links
from desktop.ui.form.scales import ScaleBar
from desktop.ui.form.shown import Board
from desktop.ui.form.verdict import ClassWord
from desktop.ui.widgets.labels import label, line

WIDTH, MOST_LINKS = 320, 6


class ResultPanel(QFrame):
    """The whole result, at the right of the sheet."""

    jumped = Signal(str)  # path
    left = Signal()  # Esc in the reasons: back to the sheet

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self.setObjectName("result")
        self.setFixedWidth(theme.px(WIDTH))
        self.verdict = ClassWord()
        self.income, self.deprivation = ScaleBar(""), ScaleBar("")
        self.why = DeprivationRow()
        self.rows = {rule.id: DeprivationRow() for rule in edition.deprivations}
        self.problems = Links(_("To correct"), MOST_LINKS)
        self.open = Links(_("Still to ask"), MOST_LINKS)
        self.confirmed = Links(_("Confirmed as right"), MOST_LINKS)
        self.past = Links(_("What happened"), MOST_LINKS)
        self.away = AwayLinks(edition)
        self._since_title, self.since = label(_("Since the last round"), "strong"), label("", wrap=True)
        for links in (self.problems, self.open, self.away, self.confirmed, self.past):
            links.jumped.connect(self.jumped)
        for row in (self.why, *self.rows.values()):
            row.left.connect(self.left)
        self._lay_out()

    def start(self) -> None:
        """The keyer asks why: the class unfolds, and the arrows go on to each deprivation."""
        self.why.head.setChecked(True)
        self.why.head.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_board(self, board: Board) -> None:
        """Show what follows from a form."""
        result, sheet = board.entered.result, board.entered.sheet
        side, word = findings.class_words(board)
        left, problems = findings.open_paths(board), findings.problem_links(board)
        note = findings.note(board, len(left))
        self.verdict.show_class(side, word, note, illustrative=result.illustrative)
        self.why.show_deprivation(findings.class_why(board))
        title, unit = findings.income_words(board)
        self.income.show_scale(title, income_scale(sheet, result), unit, side)
        points = deprivation_scale(sheet, result)
        self.deprivation.show_scale(_("Deprivations (B2)"), points, _("points"), side)
        for reason in result.reasons:
            if reason.rule in self.rows:
                self.rows[reason.rule].show_deprivation(findings.deprivation(board, reason))
        self.problems.show_links(problems[:MOST_LINKS], len(problems))
        self.open.show_links(findings.open_links(board, left[:MOST_LINKS]), len(left))
        self.away.show_board(board)
        since = findings.since_last(board)
        self.since.setText(since)
        for part in (self._since_title, self.since):
            part.setVisible(bool(since))
        confirmed = findings.confirmed_links(board)
        self.confirmed.show_links(confirmed[:MOST_LINKS], len(confirmed))
        past = findings.past_links(board)
        self.past.show_links(past[:MOST_LINKS], len(past))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.M, theme.L, theme.M, theme.L)
        column.setSpacing(theme.M)
        for part in (self.verdict, self.why, self.income, self.deprivation, line(), self._deprivations()):
            column.addWidget(part)
        for links in (self.problems, self.open, self._since(), self.past, self.away, self.confirmed):
            column.addWidget(links)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _since(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._since_title)
        column.addWidget(self.since)
        return made

    def _deprivations(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(_("Deprivations"), "strong"))
        column.addWidget(Legend())
        for row in self.rows.values():
            column.addWidget(row)
        return made
