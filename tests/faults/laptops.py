"""Many laptops that work on one list at once, each by a clock of its own, and the bundles they send."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from shutil import copytree

from desktop.actions import office as offices
from desktop.actions import pack, receive, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.records.model import FormKey
from desktop.store import states
from tests.worlds import COMMUNE, household, make, still_clock, uids, write_lines

FIRST_DAY, LAST_DAY = datetime(1980, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC)


@dataclass(slots=True)
class Team:
    """An office that handed one list out to all its laptops; `list_` is its folder at that moment."""

    folder: Path
    office: Workspace
    laptops: list[Workspace]
    certificates: list[Path]
    list_: Path
    sent: list[Path]  # bundles, as they were packed

    def pack(self, laptop: Workspace) -> Path:
        """Everything the laptop knows, for the office."""
        file = self.folder / f"{len(self.sent):03} {laptop.person}.rasoat"
        pack.pack(laptop, file)
        self.sent.append(file)
        return file

    def hand_down(self, number: int) -> None:
        """Everything the office knows, to one laptop."""
        file = self.folder / "down.rasoat"
        pack.pack(self.office, file, for_certificate=self.certificates[number])
        receive.receive(self.laptops[number], [file])

    def copy_of_the_list(self, name: str) -> Workspace:
        """A new office that knows nothing but the list."""
        place = self.folder / name
        copytree(self.list_, place)
        return workspace.open_workspace(place, None, clock=still_clock, new_uid=uids(name))

    def close(self) -> None:
        """Close everything."""
        for ws in (self.office, *self.laptops):
            workspace.close(ws)


def anywhen(random: Random) -> Callable[[], datetime]:
    """A clock that shows any moment between 1980 and 2099, and another one each time it is asked."""
    seconds = int((LAST_DAY - FIRST_DAY).total_seconds())
    return lambda: FIRST_DAY + timedelta(seconds=random.randrange(seconds))


def team(folder: Path, random: Random, *, laptops: int, households: int, offices_among: int = 0) -> Team:
    """A list of households handed out to every laptop; the first few may also write as an office."""
    keys = folder / "keys"
    offices.new_office(keys, "Ban Chỉ đạo xã Ba Bể", None)
    above = make(folder / "office", "Văn phòng", office=keys)
    lines = (household(f"{n:04}", uid=f"h{n}") for n in range(households))
    import_households(above, write_lines(folder / "list.ndjson", *lines))
    made = Team(folder, above, [], [], folder / "list", [])
    for n in range(laptops):
        laptop = make(folder / f"laptop{n}", f"Máy {n}")
        roles = ("commune", "office") if n < offices_among else ()
        made.certificates.append(_enrol(laptop, keys, folder / f"laptop{n}", roles))
        made.laptops.append(replace(laptop, clock=anywhen(random)))
        made.hand_down(n)
    workspace.close(above)
    copytree(above.folder, made.list_)
    made.office = workspace.open_workspace(above.folder, None, clock=still_clock, new_uid=uids("lại"))
    return made


def _enrol(laptop: Workspace, keys: Path, at: Path, roles: Sequence[str]) -> Path:
    asked, certificate = at.with_suffix(".request"), at.with_suffix(".cert")
    offices.request(laptop, asked)
    offices.enrol(
        keys, None, asked, communes=(COMMUNE,), roles=roles, until="", issued="2026-10-01", to=certificate
    )
    offices.accept(laptop, certificate)
    return certificate


def forms(ws: Workspace) -> list[FormKey]:
    """Every form of a workspace."""
    return [FormKey(key) for key, _ in states.bodies(ws.store, "form")]


def arrivals(random: Random, files: Sequence[Path]) -> list[list[Path]]:
    """All files in any order, some of them again, in groups as somebody might choose them."""
    order = random.sample(files, len(files)) + random.choices(files, k=random.randint(0, len(files) // 2))
    random.shuffle(order)
    cuts = sorted(random.sample(range(1, len(order)), random.randint(0, min(5, len(order) - 1))))
    return [order[start:end] for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]
