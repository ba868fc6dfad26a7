"""Whether every licence of what is shipped is one that may be; `packaging/dev.py check` asks.

Nothing that would put the whole program under the GPL; Qt is under the LGPL, in libraries of its own.
"""

from __future__ import annotations

import re
import sys

import shipped

ALLOWED = {
    "Apache-2.0",
    "Apache License, Version 2.0",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "LGPL-3.0-only",  # Qt
    "MIT",
    "MIT License",
    "MIT-0",
    "PSF-2.0",
    "Public Domain",
    "Zlib",
}


def may_be_shipped(licence: str) -> bool:
    """One of the alternatives, and all of its parts, stand in the list."""
    return any(
        all(part.strip(" ()") in ALLOWED for part in re.split(r" AND | and ", one))
        for one in licence.split(" OR ")
    )


def refused(names: list[str]) -> list[str]:
    """What must not be shipped: name and licence."""
    licences = {name: shipped.licence_of(name) for name in names}
    return [f"{name}: {licence}" for name, licence in licences.items() if not may_be_shipped(licence)]


def without_text(names: list[str]) -> list[str]:
    """What brings no licence text, and has none in packaging/licences/."""
    return [name for name in names if not shipped.texts_of(name)]


def main() -> int:
    """Say what is wrong; exit status 1 when something is."""
    names = shipped.distributions("rasoat")
    wrong = [*refused(names), *(f"{name}: no text of its licence" for name in without_text(names))]
    print("\n".join(wrong) or f"The licences of {len(names)} distributions are in order.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
