"""What is shipped inside the program, and under which licence: for the folder `licences`.

Run by the build in its own environment: python packaging/shipped.py FOLDER COLLECTED
writes a text for every distribution and system library of the collected program, raises where one has none.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Iterator  # noqa: UP035 - as packaging/dev.py

from packaging.requirements import Requirement
from slim import plain

LEGAL = re.compile(r"(licen[cs]e|copying|notice|copyright|authors)", re.IGNORECASE)
OURS = Path(__file__).resolve().parent / "licences"
QT = ("LGPL-3.0-only.txt", "GPL-3.0-only.txt", "qt-base.txt")
BY_ITS_TEXT = {"pyrage": "MIT", "sqlcipher3": "Zlib"}  # they name it nowhere else: we read it
BROUGHT_NONE = {"pyside6-essentials": QT, "shiboken6": QT}  # texts in packaging/licences/
NOT_INSIDE = {"pip"}  # needed by name only: sqlite-utils can install plugins, and nobody does here
PYTHONS = ("lib/python{0}.{1}/LICENSE.txt", "LICENSE.txt", "share/doc/python{0}.{1}/copyright")


class Missing(Exception):  # noqa: N818 - the sentence is for the one who builds
    """Something would be shipped without the text of its licence."""


def distributions(name: str) -> list[str]:
    """The distribution and all that it needs here, sorted."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = plain(waiting.pop())
        if one in found or one in NOT_INSIDE:
            continue
        found.add(one)
        needed = (Requirement(text) for text in metadata.requires(one) or ())
        waiting += [
            need.name for need in needed if need.marker is None or need.marker.evaluate({"extra": ""})
        ]
    return sorted(found)


def licence_of(name: str) -> str:
    """How its makers name the licence."""
    if name in BY_ITS_TEXT:
        return BY_ITS_TEXT[name]
    about = metadata.metadata(name)
    said = str((about.get_all("License-Expression") or about.get_all("License") or [""])[0])
    if said and len(said) < 60:  # some put the whole text there  # noqa: PLR2004
        return said
    classes = [
        one.rsplit(" :: ", 1)[-1] for one in about.get_all("Classifier") or () if one.startswith("License ::")
    ]
    return " and ".join(classes) or (said.splitlines() or ["see its text"])[0]


def texts_of(name: str) -> dict[str, str]:
    """Its licence texts by file name; from packaging/licences/ where the distribution brings none."""
    dist = metadata.distribution(name)
    files = [file for file in dist.files or () if LEGAL.search(file.name) and ".dist-info" in str(file)]
    found = {file.name: Path(str(file.locate())).read_text("utf-8", "replace") for file in files}
    return found or {file: (OURS / file).read_text("utf-8") for file in BROUGHT_NONE.get(name, ())}


def python_texts() -> dict[str, str]:
    """The licence of Python itself; raises `Missing`."""
    places = [Path(sys.base_prefix, place.format(*sys.version_info)) for place in PYTHONS]
    there = next((place for place in places if place.is_file()), None)
    if there is None:
        raise Missing(f"this Python has no licence text at {', '.join(map(str, places))}")
    return {"LICENSE.txt": there.read_text("utf-8", "replace")}


def libraries(collected: Path) -> dict[str, list[Path]]:
    """The system's shared libraries that were collected, by the Debian package they come from."""
    found: dict[str, list[Path]] = {}
    for file in sorted(collected.glob("lib*.so*")):
        package = _package_of(file.name)
        if package:
            found.setdefault(package, []).append(file)
    return found


def write(folder: Path, collected: Path, *, names: list[str]) -> None:
    """All texts into `folder`, and an overview; raises `Missing`."""
    lines = [
        f"python {sys.version.split()[0]}: PSF-2.0",
        "pyinstaller (what starts the program): see its text",
    ]
    _put(folder / "python", python_texts())
    _put(folder / "pyinstaller", texts_of("pyinstaller"))
    for name in names:
        texts = texts_of(name)
        if not texts:
            raise Missing(f"{name} brings no licence text: put it into packaging/licences/")
        _put(folder / name, texts)
        lines.append(f"{name} {metadata.version(name)}: {licence_of(name)}")
    for package, files in libraries(collected).items():
        source = Path("/usr/share/doc", package.split(":")[0], "copyright")
        if not source.is_file():
            raise Missing(f"{package} has no file of its copyright: {source}")
        _put(folder / package.split(":")[0], {"copyright.txt": source.read_text("utf-8", "replace")})
        lines.append(f"{package.split(':')[0]} ({', '.join(file.name for file in files)}): see its file")
    (folder / "README.txt").write_text("\n".join(sorted(lines)) + "\n", "utf-8")


def _put(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")


def _package_of(library: str) -> str:
    if not shutil.which("dpkg"):
        return ""
    done = subprocess.run(["dpkg", "-S", f"*/{library}"], capture_output=True, encoding="utf-8", check=False)
    return done.stdout.split(": ")[0].split(",")[0] if done.returncode == 0 else ""


def main(arguments: list[str]) -> Iterator[str]:
    """The names of what is shipped; with a folder and the collected program, the texts too."""
    names = distributions("rasoat")
    if arguments:
        write(Path(arguments[0]), Path(arguments[1]), names=names)
    yield from names


if __name__ == "__main__":
    print("\n".join(main(sys.argv[1:])))
