"""What the demonstration needs before a window opens: an office, laptops, households handed out to both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop import paths
from desktop.actions import office, pack, receive, sample, units, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.sample import Sample
from desktop.actions.workspace import NewWorkspace
from desktop.editions.datafiles import read
from desktop.records.model import Form, FormKey
from desktop.store import states

FILE = "rehearsal.toml"


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """One household that is keyed: question -> what is typed; its members in the order of the paper."""

    title: str
    answers: Mapping[str, str]
    member: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class LaptopEdits:
    """What one laptop changes in the household that was handed out to both."""

    name: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Both:
    """The household that both laptops edit: which question clashes, which value is right, and why."""

    question: str
    right: str  # as the decision shows it
    why: str
    laptop: tuple[LaptopEdits, ...]


@dataclass(frozen=True, slots=True)
class Village:
    """A village and how many live there."""

    name: str
    households: int
    persons: int


@dataclass(frozen=True, slots=True)
class Script:
    """Everything the demonstration makes and types."""

    edition: str
    year: int
    date: str
    unit: str
    units: str
    office: str
    officer: str
    village: tuple[Village, ...]
    households: int  # of practice, handed out
    seed: int
    household: tuple[NewHousehold, ...]
    both: Both


@dataclass(frozen=True, slots=True)
class Stage:
    """The open workspaces, and the form that both laptops will edit."""

    office: Workspace
    laptops: tuple[Workspace, ...]
    shared: FormKey


def load_script() -> Script:
    """The script that ships with the program."""
    return read(FILE, (paths.resources() / "demo" / FILE).read_bytes(), Script)


def prepare(
    script: Script,
    folder: Path,
    *,
    clock: Callable[[], datetime],
    new_uid: Callable[[], str],
    say: Callable[[str], None],
) -> Stage:
    """Make everything in `folder`, which is new or empty; `say` is told each step in plain words."""
    keys = folder / "office-keys"
    office.new_office(keys, script.office, None)
    say(f"office “{script.office}”: keys in {keys.name}")
    above = _workspace(script, folder / "office", script.officer, keys, clock, new_uid)
    for village in script.village:
        unit = units.add_village(above, script.unit, village.name)
        residents = {units.HOUSEHOLDS: village.households, units.PERSONS: village.persons}
        units.set_total(above, unit.code, residents)
    say(f"workspace of {above.home.full_name} for {above.round.key}, {len(script.village)} villages")
    practice = folder / "practice.ndjson"
    sample.sample(
        practice,
        Sample(script.edition, script.unit, script.households, script.seed, script.units, script.date),
    )
    import_households(above, practice)
    say(f"{script.households} invented practice households taken in")
    laptops = tuple(
        _laptop(script, above, folder, edits.name, clock, new_uid, say) for edits in script.both.laptop
    )
    return Stage(above, laptops, _shared(above, script.both.question))


def _workspace(
    script: Script,
    folder: Path,
    person: str,
    keys: Path | None,
    clock: Callable[[], datetime],
    new_uid: Callable[[], str],
) -> Workspace:
    new = NewWorkspace(
        script.edition, script.year, script.date, script.unit, script.units, person=person, office=keys
    )
    return workspace.create(folder, new, clock=clock, new_uid=new_uid)


def _laptop(
    script: Script,
    above: Workspace,
    folder: Path,
    name: str,
    clock: Callable[[], datetime],
    new_uid: Callable[[], str],
    say: Callable[[str], None],
) -> Workspace:
    """Make a laptop, enrol it, and hand the list out to it."""
    at = folder / f"laptop-{name}"
    made = _workspace(script, at, name, None, clock, new_uid)
    asked, certificate, list_ = (at.with_suffix(end) for end in (".request", ".cert", ".list.rasoat"))
    words = office.request(made, asked).fingerprint
    office.enrol(
        folder / "office-keys",
        None,
        asked,
        communes=(script.unit,),
        roles=(),
        until="",
        issued=office.today(above),
        to=certificate,
    )
    office.accept(made, certificate)
    pack.pack(above, list_, for_certificate=certificate)
    counts = receive.receive(made, [list_]).counts
    say(f"laptop “{name}” enrolled ({' '.join(words)}), {counts.households} households handed out to it")
    return made


def _shared(ws: Workspace, question: str) -> FormKey:
    """The first household that has an answer to `question`."""
    found = (Form.from_body(FormKey(key), body) for key, body in states.bodies(ws.store, "form"))
    return next(form.key for form in found if form.answer(question) is not None)
