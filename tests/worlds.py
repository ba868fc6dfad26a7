"""Offices and laptops for tests, made through the same doors users use: actions and commands."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

from desktop.actions import office as offices
from desktop.actions import workspace
from desktop.actions.context import Workspace
from desktop.actions.workspace import NewWorkspace
from desktop.cli.main import main

EDITION, DATE, YEAR, COMMUNE = "vn-2022", "2026-10-01", 2026, "01906"  # Ba Bể, since July 2025
VILLAGE = f"{COMMUNE}-01"
NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)


def still_clock() -> datetime:
    """A clock that stands: tests never depend on the day they run."""
    return NOON


def uids(prefix: str) -> Callable[[], str]:
    """Uids that are the same in every run: prefix and a number, 32 hex digits."""
    numbers = count(1)
    start = sha256(prefix.encode()).hexdigest()[:8]
    return lambda: f"{start}{next(numbers):024x}"


def make(folder: Path, name: str = "máy", unit: str = COMMUNE, office: Path | None = None) -> Workspace:
    """A practice workspace of one unit."""
    new = NewWorkspace(EDITION, YEAR, DATE, unit, person=name, office=office)
    return workspace.create(folder, new, clock=still_clock, new_uid=uids(name))


@dataclass(slots=True)
class World:
    """One office at the commune, and laptops that it enrolled."""

    office: Workspace
    laptops: list[Workspace]
    certificates: list[Path]
    folder: Path


def world(folder: Path, laptops: int = 2) -> World:
    """An office with its workspace, and enrolled laptops that accepted their certificates."""
    keys = folder / "keys"
    offices.new_office(keys, "Ban Chỉ đạo xã Ba Bể", None)
    above = make(folder / "office", "Văn phòng", office=keys)
    made, certificates = [], []
    for n in range(1, laptops + 1):
        laptop = make(folder / f"laptop{n}", f"Máy {n}")
        certificates.append(enrol(laptop, keys, folder / f"laptop{n}"))
        made.append(laptop)
    return World(above, made, certificates, folder)


def enrol(laptop: Workspace, keys: Path, at: Path) -> Path:
    """Request, certificate, acceptance; returns the certificate's path."""
    asked, certificate = at.with_suffix(".request"), at.with_suffix(".cert")
    offices.request(laptop, asked)
    offices.enrol(
        keys, None, asked, communes=(COMMUNE,), roles=(), until="", issued="2026-10-01", to=certificate
    )
    offices.accept(laptop, certificate)
    return certificate


def close(world: World) -> None:
    """Leave one file in each folder."""
    for ws in (world.office, *world.laptops):
        workspace.close(ws)


def household(code: str = "0001", **more: object) -> dict[str, object]:
    """A poor rural household of two, every asked question answered; `more` replaces answers."""
    return {
        "household_code": code,
        "unit": COMMUNE,
        "village": VILLAGE,
        "area": "rural",
        "livelihood": "farm",
        "income_basis": "points",
        "b1_points": 120,
        "floor_area_m2": 15,
        "wall": "nondurable",
        "pillar": "nondurable",
        "roof": "durable",
        "water_source": "other",
        "latrine": "none",
        "internet_used": False,
        "media": ["radio"],
        "merit": False,
        "no_labour_capacity": False,
        "members": [
            {
                "name": "Nông Văn Thử",
                "relation": "head",
                "sex": "m",
                "birth_date": "1980-05-02",
                "ethnicity": "02",
                "insured": True,
                "finished": "primary",
                "work": "self",
                "allowance": "none",
                "disabled": False,
            },
            {
                "name": "Hoàng Thị Mẫu",
                "relation": "spouse",
                "sex": "f",
                "birth_date": "1984-11-20",
                "ethnicity": "02",
                "insured": True,
                "finished": "primary",
                "work": "self",
                "allowance": "none",
                "disabled": False,
            },
        ],
        **more,
    }


def write_lines(file: Path, *households: dict[str, object]) -> Path:
    """An NDJSON file."""
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in households), "utf-8")
    return file


def run(*words: object) -> int:
    """One command of the command line, in this process."""
    return main([str(word) for word in words])
