"""Reads CHANGELOG.md: the releases, for the files of Linux and the notes of a release."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

HEADING = re.compile(
    r"^## (?P<version>\d+\.\d+\.\d+) · (?P<date>\d{4}-\d{2}-\d{2}|in the making)$", re.MULTILINE
)
UNFINISHED = "in the making"


class Release(NamedTuple):
    """One release: its version, its day ("in the making" before that) and what is said for people."""

    version: str
    date: str
    words: str

    @property
    def is_out(self) -> bool:
        """Has it a day?"""
        return self.date != UNFINISHED


def releases(changelog: Path) -> list[Release]:
    """All releases, newest first; the words are the paragraph under the heading."""
    text = changelog.read_text("utf-8")
    found = list(HEADING.finditer(text))
    ends = [*(heading.start() for heading in found[1:]), len(text)]
    return [
        Release(heading["version"], heading["date"], _paragraph(text[heading.end() : end]))
        for heading, end in zip(found, ends)  # noqa: B905 - runs before 3.10 is refused
    ]


def _paragraph(text: str) -> str:
    return " ".join(text.strip().split("\n\n")[0].split())
