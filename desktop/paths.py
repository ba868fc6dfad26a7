"""Where files are: in a checkout, installed, or frozen. Nothing else knows."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import platformdirs


def resources() -> Traversable:
    """The folder of data that ships with the program."""
    return files("resources")


def translations() -> Traversable:
    """The folder with one sub-folder per language."""
    return files("i18n")


def user_data() -> Path:
    """Where workspaces of this user live unless they choose another place."""
    return Path(platformdirs.user_data_dir("rasoat", appauthor=False))


def user_editions() -> Path:
    """The folder where an office puts its local standards, one folder each, named by its id."""
    return user_data() / "editions"


def user_papers() -> Path:
    """The folder where an office puts its own papers, one folder each, named as the paper is."""
    return user_data() / "papers"


def user_settings() -> Path:
    """The file of this user's own settings (language, text size, recent workspaces)."""
    return Path(platformdirs.user_config_dir("rasoat", appauthor=False)) / "settings.toml"


def user_log() -> Path:
    """The file where bugs of the program are noted, without personal data."""
    return Path(platformdirs.user_log_dir("rasoat", appauthor=False)) / "rasoat.log"
