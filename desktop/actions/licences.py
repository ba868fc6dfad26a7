"""What the program is made of, under which licences: from the texts that are shipped, or from a checkout."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from desktop import paths

LEGAL = re.compile(r"(licen[cs]e|copying|notice|copyright|authors)", re.IGNORECASE)
FACES = {"OFL.txt": "Be Vietnam Pro", "OFL-Tinos.txt": "Tinos"}
OVERVIEW = "README.txt"
NEEDED = re.compile(r"^([A-Za-z0-9._-]+)\s*(?:[^;]*)(?:;(?P<when>.*))?$")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing the program is made of."""

    name: str
    licence: str  # its short name; "" where only its text says it
    text: str


def parts(shipped: Path | None = None) -> tuple[Part, ...]:
    """All parts, faces first, then by name; `shipped` is the folder of a frozen program."""
    folder = shipped or paths.licences()
    found = _shipped(folder) if folder else _installed("rasoat")
    return (*_faces(), *sorted(found, key=lambda part: part.name.lower()))


def _faces() -> Iterator[Part]:
    for file, name in FACES.items():
        text = (paths.resources() / "fonts" / file).read_text("utf-8")
        yield Part(name, "OFL-1.1", text)


def _shipped(folder: Path) -> Iterator[Part]:
    said = dict(_overview((folder / OVERVIEW).read_text("utf-8")))
    for place in folder.iterdir():
        if place.is_dir():
            texts = [file.read_text("utf-8", "replace") for file in sorted(place.iterdir())]
            yield Part(place.name, said.get(place.name, ""), "\n\n".join(texts))


def _overview(text: str) -> Iterator[tuple[str, str]]:
    """Lines such as “click 8.1: BSD-3-Clause”."""
    for line in text.splitlines():
        name, _, licence = line.partition(": ")
        yield name.split(" ")[0], "" if licence.startswith("see its") else licence


def _installed(name: str) -> Iterator[Part]:
    """A distribution and what it needs here, as far as it is here."""
    seen, waiting = set[str](), [name]
    while waiting:
        one = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if one in seen:
            continue
        seen.add(one)
        try:
            dist = metadata.distribution(one)
        except metadata.PackageNotFoundError:
            continue  # of another system, or an extra
        waiting += [need for need in map(_needed, dist.requires or ()) if need]
        files = [file for file in dist.files or () if LEGAL.search(file.name) and ".dist-info" in str(file)]
        texts = [Path(str(file.locate())).read_text("utf-8", "replace") for file in files]
        yield Part(one, _licence_of(dist), "\n\n".join(texts))


def _needed(requirement: str) -> str:
    """The name of what is needed; "" where only an extra needs it."""
    found = NEEDED.match(requirement)
    return "" if found is None or "extra" in (found["when"] or "") else found[1]


def _licence_of(dist: metadata.Distribution) -> str:
    about = dist.metadata
    said = next((about[name] for name in ("License-Expression", "License") if name in about), "")
    return said if len(said) < 60 else ""  # some put the whole text there  # noqa: PLR2004
