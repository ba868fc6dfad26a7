"""How a screen asks for a file, a folder, a printer: the dialogs of the system, or what is handed in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QPagedPaintDevice
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.i18n import _


def ask_files(parent: QWidget, title: str, kinds: str) -> tuple[Path, ...]:
    """Several files that are there; `kinds` as Qt writes filters."""
    return tuple(Path(name) for name in QFileDialog.getOpenFileNames(parent, title, "", kinds)[0])


def ask_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """One file that is there."""
    name = QFileDialog.getOpenFileName(parent, title, "", kinds)[0]
    return Path(name) if name else None


def ask_place(parent: QWidget, title: str, suggested: str, kinds: str) -> Path | None:
    """Where to write a file."""
    name = QFileDialog.getSaveFileName(parent, title, suggested, kinds)[0]
    return Path(name) if name else None


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def ask_printer(parent: QWidget, title: str) -> QPagedPaintDevice | None:
    """A printer that is ready to be drawn on."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    asked = QPrintDialog(printer, parent)
    asked.setWindowTitle(_("Print"))
    asked.setOptions(QPrintDialog.PrintDialogOption.PrintToFile)
    return printer if asked.exec() else None


def show_folder(folder: Path) -> None:
    """Open a folder in the system's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


@dataclass(frozen=True, slots=True)
class Choosers:
    """The ways to ask. Nothing chosen is None or empty; others may be handed in."""

    files: Callable[[QWidget, str, str], tuple[Path, ...]] = ask_files
    file: Callable[[QWidget, str, str], Path | None] = ask_file
    place: Callable[[QWidget, str, str, str], Path | None] = ask_place
    folder: Callable[[QWidget, str], Path | None] = ask_folder
    printer: Callable[[QWidget, str], QPagedPaintDevice | None] = ask_printer
    show_folder: Callable[[Path], None] = show_folder
