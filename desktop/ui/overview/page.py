"""The first screen: how far we are, what needs me, what is due; then the classes and the villages."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions.next_steps import UNSIGNED, Step
from desktop.actions.overview import Overview, PlaceCount, overview
from desktop.editions.units import Level
from desktop.i18n import _
from desktop.store.results import Filter
from desktop.ui import theme
from desktop.ui.overview import cards
from desktop.ui.overview.next_card import next_card
from desktop.ui.overview.tile import Tile
from desktop.ui.session import Session, What
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.columns import Columns
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.scroll import scrolled

CARD, TILE = 320, 220  # the narrowest they may be


class OverviewPage(QWidget):
    """Reads everything when it is shown, and again when households or bundles changed while it is."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.XL)
        self._column.setSpacing(theme.L)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(self._content))
        session.changed.connect(self._hear)

    def refresh(self) -> None:
        """Draw what is true now."""
        seen = self._session.do(overview, self._session.language)
        if seen is not None:
            self.show_overview(seen)

    def show_overview(self, seen: Overview) -> None:
        """Show these figures; nothing entered yet has a page of its own."""
        empty(self._column)
        if seen.counts.households:
            self._show_figures(seen)
        else:
            self._show_beginning(seen)
        self._column.addStretch(1)

    def _show_figures(self, seen: Overview) -> None:
        large, more = Columns(CARD, most=3, fill=True), Columns(CARD, most=3, fill=True)
        large.fill(
            [
                cards.how_far(seen.counts),
                cards.needs_me(seen.counts, self._households, self._problems),
                cards.due(seen.dates, self._session.language),
            ]
        )
        more.fill(
            [
                next_card(seen.next, self._session.language, self._open_step),
                cards.mix(seen.classes, self._households),
                cards.safe(seen, self._exchange, self._settings),
            ]
        )
        self._column.addWidget(large)
        self._column.addWidget(more)
        if seen.places:
            self._column.addSpacing(theme.S)
            self._column.addWidget(label(_("Communes") if seen.by_commune else _("Villages"), "heading"))
            tiles = Columns(TILE, theme.M)
            tiles.fill([self._tile(place, by_commune=seen.by_commune) for place in seen.places])
            self._column.addWidget(tiles)

    def _show_beginning(self, seen: Overview) -> None:
        """Nothing yet: one sentence, one button."""
        card = Card(_("No household is here yet"), "title")
        if self._session.ws.level == Level.COMMUNE:
            text = _("Enter the first household. Every answer is kept as soon as it is given.")
            act = button(_("Enter the first household"), self._new, "primary", "add")
        else:
            text = _("Receive the bundles of your communes; their households and figures appear here.")
            act = button(_("Receive bundles"), self._exchange, "primary", "exchange")
        act.setObjectName("begin")
        card.add(label(text, wrap=True))
        card.body.addSpacing(theme.M)
        card.add(act, Qt.AlignmentFlag.AlignLeft)
        if self._session.ws.level == Level.COMMUNE:
            card.add(button(_("Take in last year's list"), self._lists), Qt.AlignmentFlag.AlignLeft)
        card.body.addStretch(1)
        row = Columns(CARD, most=2)
        row.fill([card, cards.due(seen.dates, self._session.language)])
        self._column.addWidget(row)
        self.setFocusProxy(act)

    def _tile(self, place: PlaceCount, *, by_commune: bool) -> Tile:
        wanted = Filter(unit=place.code) if by_commune else Filter(village=place.code)
        return Tile(place, lambda: self._households(wanted))

    def _open_step(self, step: Step) -> None:
        if UNSIGNED in step.why:
            self._session.go.emit("rollup", None)
        else:
            self._households(Filter(village=step.place))

    def _households(self, wanted: Filter) -> None:
        self._session.go.emit("households", wanted)

    def _new(self) -> None:
        self._session.go.emit("form", None)

    def _problems(self) -> None:
        self._session.go.emit("problems", None)

    def _lists(self) -> None:
        self._session.go.emit("lists", None)

    def _exchange(self) -> None:
        self._session.go.emit("exchange", None)

    def _settings(self) -> None:
        self._session.go.emit("settings", None)

    def _hear(self, what: frozenset[What]) -> None:
        if self.isVisible() and what & {What.HOUSEHOLDS, What.EXCHANGE}:
            self.refresh()
