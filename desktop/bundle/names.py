"""File names that every computer takes: Windows is the strictest."""

import re
from pathlib import Path
from unicodedata import normalize

from desktop.bundle import troubles

ENDING = ".rasoat"
LONGEST = 120  # letters; Windows paths are short, and `.part` comes behind
_NOT_ALLOWED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)


def file_name(*parts: str) -> str:
    """A bundle's file name made of words: `Bằng Lũng`, `2026-10-05` -> `Bằng Lũng 2026-10-05.rasoat`."""
    words = normalize("NFC", " ".join(part for part in parts if part))
    text = " ".join(_NOT_ALLOWED.sub(" ", words).split())[: LONGEST - len(ENDING)].strip(". ")
    return f"{'_' if not text or _DEVICES.fullmatch(text) else ''}{text}{ENDING}"


def check(path: Path) -> None:
    """Raises `RasoatError` unless the last part of `path` can be a file name on every computer."""
    name = path.name
    odd = not name or len(name) > LONGEST or name != name.strip() or name.endswith(".")
    if odd or _NOT_ALLOWED.search(name) or _DEVICES.fullmatch(name):
        raise troubles.bad_file_name(name)
