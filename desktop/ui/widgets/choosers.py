"""How a screen asks for a file or a folder: the system's own dialogs, or whatever is handed in instead."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget


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
    show_folder: Callable[[Path], None] = show_folder
