"""The laptops that ask to be enrolled, or are: what their files say, in words a person can compare."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.actions import office
from desktop.actions.context import Workspace
from desktop.bundle import certificate as certificates
from desktop.bundle import requests


@dataclass(frozen=True, slots=True)
class Laptop:
    """One laptop: its name, the six words to compare over the phone, and the communes it writes for."""

    file: Path
    name: str
    fingerprint: tuple[str, ...]
    communes: tuple[str, ...]  # by name


def enrolled(ws: Workspace, file: Path) -> Laptop:
    """The laptop of a certificate file; raises `RasoatError` for anything else."""
    found = certificates.read(file)
    found.verify()
    return Laptop(file, found.name, office.fingerprint(found), _names(ws, found.communes))


def asking(ws: Workspace, file: Path) -> Laptop:
    """The laptop of a request file; raises `RasoatError` for anything else."""
    found = requests.read(file)
    return Laptop(file, found.name, found.fingerprint, _names(ws, found.communes))


def enrol(ws: Workspace, folder: Path, passphrase: str | None, laptop: Laptop, to: Path) -> Path:
    """Vouch for a laptop whose six words were compared, for all it asks, without an end."""
    office.enrol(
        folder, passphrase, laptop.file, communes=(), roles=(), until="", issued=office.today(ws), to=to
    )
    return to


def _names(ws: Workspace, codes: Sequence[str]) -> tuple[str, ...]:
    known = {code: ws.units.get(code) for code in codes}
    return tuple(unit.full_name if unit else code for code, unit in known.items())
