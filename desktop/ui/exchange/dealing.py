"""Joins the villages that are dealt out to the actions."""

from PySide6.QtCore import QObject

from desktop.actions import assignments, people
from desktop.i18n import _
from desktop.store.results import Filter
from desktop.ui.exchange.villages import VillagesPanel
from desktop.ui.session import Session, What


class VillagesController(QObject):
    """Show them, keep to whom one is dealt, open the households of one."""

    def __init__(self, session: Session, panel: VillagesPanel) -> None:
        super().__init__(panel)
        self._session, self._panel = session, panel
        panel.dealt.connect(self._deal)
        panel.households_wanted.connect(lambda code: session.go.emit("households", Filter(village=code)))

    def refresh(self) -> None:
        """Show them all, with whom they may be dealt to."""
        can_deal = bool(self._session.do(assignments.can_deal))
        takers = (self._session.do(assignments.takers) or ()) if can_deal else ()
        found = self._session.do(assignments.villages) or ()
        known = {*(self._session.do(people.names) or ()), *(one.who for one in found if one.who)}
        self._panel.one.offer(takers, sorted(known), can_deal=can_deal)
        self._panel.show_villages(found)

    def _deal(self, village: str, who: str, laptop: str) -> None:
        if self._session.do(assignments.deal, village, who, laptop):
            self._panel.note.say(_("Kept; the laptop hears of it with the next bundle for it."))
            self._session.say(What.EXCHANGE)
