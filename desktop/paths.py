"""Where files are: in a checkout, installed, frozen, or all of it on a USB stick. Nothing else knows.

A frozen program with an empty file `portable` beside it keeps everything in `data` beside it.
"""

import sys
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import platformdirs

PROGRAM = Path(sys.executable).parent if getattr(sys, "frozen", False) else None  # of the frozen program
MARKER, BESIDE = "portable", "data"


def resources() -> Traversable:
    """The folder of data that ships with the program."""
    return files("resources")


def translations() -> Traversable:
    """The folder with one sub-folder per language."""
    return files("i18n")


def licences(program: Path | None = PROGRAM) -> Path | None:
    """The folder with the licences of all that a frozen program holds; None in a checkout."""
    return program / "lib" / "licences" if program else None


def on_a_stick(program: Path | None = PROGRAM) -> Path | None:
    """Where everything is kept when the marker lies beside the program; None otherwise."""
    return program / BESIDE if program and (program / MARKER).is_file() else None


def user_data(program: Path | None = PROGRAM) -> Path:
    """Where workspaces of this user live unless they choose another place."""
    return on_a_stick(program) or Path(platformdirs.user_data_dir("rasoat", appauthor=False))


def user_editions() -> Path:
    """The folder where an office puts its local standards, one folder each, named by its id."""
    return user_data() / "editions"


def user_papers() -> Path:
    """The folder where an office puts its own papers, one folder each, named as the paper is."""
    return user_data() / "papers"


def user_settings(program: Path | None = PROGRAM) -> Path:
    """The file of this user's own settings (language, text size, recent workspaces)."""
    folder = on_a_stick(program) or Path(platformdirs.user_config_dir("rasoat", appauthor=False))
    return folder / "settings.toml"


def user_log(program: Path | None = PROGRAM) -> Path:
    """The file where bugs of the program are noted, without personal data."""
    folder = on_a_stick(program) or Path(platformdirs.user_log_dir("rasoat", appauthor=False))
    return folder / "rasoat.log"
