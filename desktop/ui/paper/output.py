"""The ways out of the preview: the system's printer, a PDF file. Both beside the window."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtWidgets import QWidget

from desktop.actions import audit, papers
from desktop.actions.context import Workspace
from desktop.actions.papers import Made
from desktop.actions.progress import Progress
from desktop.i18n import _, ngettext
from desktop.report import printing
from desktop.report.paper import Sheet
from desktop.ui.session import Session
from desktop.ui.words import number

FORBIDDEN = '<>:"/\\|?*'  # in names of files


class Output:
    """Asks where to, then writes or prints the sheets that were looked at."""

    def __init__(self, session: Session, parent: QWidget, say: Callable[[str], object]) -> None:
        self._session, self._parent, self._say = session, parent, say

    def save(self, paper: str, sheets: Sequence[Sheet]) -> None:
        """Write the sheets of a paper into one PDF; the log says so once they stand there."""
        title = "".join("-" if letter in FORBIDDEN else letter for letter in sheets[0].title)
        kinds = f"PDF (*{papers.ENDING})"
        to = self._session.choose.place(
            self._parent, _("Where to write the paper"), title + papers.ENDING, kinds
        )
        if to:
            to = to.with_name(to.name + papers.ENDING) if not to.suffix else to
            self._session.read_in_background(
                _("Writing the paper"), _write, tuple(sheets), to, done=partial(self._saved, paper)
            )

    def print(self, paper: str, sheets: Sequence[Sheet], pages: int) -> None:
        """Print them on the printer that is chosen; logged before, since stopped printing left pages too."""
        printer = self._session.choose.printer(self._parent, sheets[0].title)
        if printer is not None:
            self._log(paper, pages)
            self._session.read_in_background(
                _("Printing"), _print, printer, tuple(sheets), done=self._printed
            )

    def _log(self, paper: str, pages: int) -> None:
        self._session.do(audit.note, audit.PRINT, paper, {"pages": pages})

    def _saved(self, paper: str, made: Made) -> None:
        self._log(paper, made.pages)
        self._say(_("Written: {file}").format(file=made.path.name))

    def _printed(self, pages: int) -> None:
        said = ngettext("{n} page was sent to the printer.", "{n} pages were sent to the printer.", pages)
        self._say(said.format(n=number(pages)))


def _write(_ws: Workspace, sheets: Sequence[Sheet], to: Path, progress: Progress) -> Made:
    return papers.write(list(sheets), to, progress)


def _print(_ws: Workspace, printer: QPagedPaintDevice, sheets: Sequence[Sheet], progress: Progress) -> int:
    return printing.draw(printer, sheets, lambda done: progress(done, len(sheets)))
