"""A bug of ours: noted without personal data, and one dialog with the details to copy."""

import logging
import sys
import traceback
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop import __version__
from desktop.i18n import _

LARGEST, KEPT = 200_000, 2  # bytes of a log, and how many old ones


def catch(log: Path) -> None:
    """From now on nothing ends silently."""
    sys.excepthook = partial(_caught, log)


def details(error: BaseException) -> str:
    """Where it happened, line by line, and of what kind it was; the words of the error may hold a name."""
    lines = [f"Rà soát {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    lines += [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    cause = error.__cause__ or error.__context__
    lines += [type(error).__name__, *([f"after {type(cause).__name__}"] if cause else [])]
    return "\n".join(lines)


def note(text: str, log: Path) -> None:
    """One entry of the log; where it cannot be written the program goes on."""
    logger = logging.getLogger("rasoat.bugs")
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(log, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger.addHandler(handler)
    logger.error(text)
    logger.removeHandler(handler)
    handler.close()


def box(text: str) -> QMessageBox:
    """What the user sees: nothing is lost, and what to send to those who can mend it."""
    made = QMessageBox(
        QMessageBox.Icon.Warning,
        "Rà soát",
        _("The program made a mistake. What you entered is kept."),
        QMessageBox.StandardButton.Close,
        QApplication.activeWindow(),
    )
    made.setInformativeText(
        _("Copy the details and send them to whoever looks after the program. They hold no names or answers.")
    )
    made.setDetailedText(text)
    copy = made.addButton(_("Copy details"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # copying leaves the box open
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    return made


def _caught(log: Path, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    text = details(error)
    note(text.replace("\n", " | "), log)
    if QApplication.instance() is not None and QApplication.activeModalWidget() is None:
        box(text).exec()
