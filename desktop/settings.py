"""What this user likes: language, theme, text size, the workspaces opened last. One TOML file."""

import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

LANGUAGES, THEMES = ("vi", "en"), ("system", "light", "dark", "contrast")
SMALLEST, LARGEST = 100, 200  # per cent of the text
RECENT = 8
HERE = "./"  # begins the name of a folder beside the file
LOCK_AFTER, LONGEST_LOCK = 10, 240  # minutes


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one user of this computer; nothing of a household is here."""

    language: str = "vi"
    theme: str = "system"
    text_percent: int = SMALLEST
    recent: tuple[str, ...] = ()  # folders of workspaces, newest first
    second_place: str = ""  # where copies of backups go
    lock_minutes: int = LOCK_AFTER  # untouched for so long, the window is locked; 0 = never


def opened(settings: Settings, folder: Path) -> Settings:
    """The same with `folder` as the workspace opened last."""
    name = str(folder)
    others = tuple(one for one in settings.recent if one != name)
    return replace(settings, recent=(name, *others)[:RECENT])


def forgotten(settings: Settings, folder: str) -> Settings:
    """The same without `folder` in the list."""
    return replace(settings, recent=tuple(one for one in settings.recent if one != folder))


def load(file: Path) -> Settings:
    """Read the file; a value that cannot be is its default, and a broken file is kept aside.

    Workspaces beside the file are found again where a USB stick has another letter today.
    """
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError:
        return Settings()
    except ValueError:
        with suppress(OSError):
            file.replace(file.with_suffix(".broken"))
        return Settings()
    kept = _read(found)
    return replace(kept, recent=tuple(_from_there(one, file.parent) for one in kept.recent))


def save(settings: Settings, file: Path) -> None:
    """Write the file: beside it first, then in its place, so that it is always whole. Raises `OSError`."""
    part = file.with_suffix(".part")
    file.parent.mkdir(parents=True, exist_ok=True)
    with part.open("w", encoding="utf-8") as out:
        out.write(_text(replace(settings, recent=tuple(_near(one, file.parent) for one in settings.recent))))
        out.flush()
        os.fsync(out.fileno())
    part.replace(file)


def _read(found: Mapping[str, Any]) -> Settings:
    default, percent = Settings(), found.get("text_percent")
    recent, place = found.get("recent"), found.get("second_place")
    minutes = found.get("lock_minutes")
    return Settings(
        language=_one_of(found.get("language"), LANGUAGES, default.language),
        theme=_one_of(found.get("theme"), THEMES, default.theme),
        text_percent=min(max(percent, SMALLEST), LARGEST) if type(percent) is int else SMALLEST,
        recent=_texts(recent)[:RECENT],
        second_place=place if isinstance(place, str) else "",
        lock_minutes=min(max(minutes, 0), LONGEST_LOCK) if type(minutes) is int else LOCK_AFTER,
    )


def _near(folder: str, place: Path) -> str:
    """As it is written: a folder below `place` is named from there."""
    below = Path(folder).is_relative_to(place)
    return HERE + Path(folder).relative_to(place).as_posix() if below else folder


def _from_there(folder: str, place: Path) -> str:
    return str(place / folder.removeprefix(HERE)) if folder.startswith(HERE) else folder


def _one_of(value: object, known: tuple[str, ...], default: str) -> str:
    return value if isinstance(value, str) and value in known else default


def _texts(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def _text(settings: Settings) -> str:
    recent = "".join(f"  {_quoted(folder)},\n" for folder in settings.recent)
    return (
        f"language = {_quoted(settings.language)}\n"
        f"theme = {_quoted(settings.theme)}\n"
        f"text_percent = {settings.text_percent}\n"
        f"recent = [\n{recent}]\n"
        f"second_place = {_quoted(settings.second_place)}\n"
        f"lock_minutes = {settings.lock_minutes}\n"
    )


def _quoted(text: str) -> str:
    """A TOML basic string: only what must be escaped is."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in plain) + '"'
