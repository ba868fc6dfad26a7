"""Compiles a catalogue of translations: python packaging/catalogue.py FILE.po FILE.mo SECONDS.

With the time it is told and not that of the clock, so that two builds are the same.
"""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from pathlib import Path

from babel.messages import mofile, pofile


def compiled(source: Path, target: Path, seconds: int) -> None:
    """Write `target` as made `seconds` after the beginning of 1970."""
    with source.open("rb") as file:
        catalog = pofile.read_po(file)
    catalog.creation_date = datetime.fromtimestamp(seconds, timezone.utc)  # noqa: UP017 - as packaging/dev.py
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        mofile.write_mo(out, catalog)


if __name__ == "__main__":
    compiled(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
