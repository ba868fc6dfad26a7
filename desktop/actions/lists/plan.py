"""What taking a list in would do: its households as revisions, and what is left out. Writes nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from desktop.actions import records, units
from desktop.actions.context import Workspace
from desktop.actions.import_revisions import Item, sealed
from desktop.actions.lists.known import head, here, is_here
from desktop.actions.lists.look import Look
from desktop.actions.lists.places import Places
from desktop.actions.progress import Progress, no_progress
from desktop.editions.units import Unit
from desktop.editions.values import Value
from desktop.records.lists.fields import Part
from desktop.records.lists.lines import Skipped
from desktop.records.lists.mapping import Column, ListMapping, to_toml
from desktop.records.lists.reading import Found, Trouble, named, read_list
from desktop.records.model import POSITION, form_key, member_path
from desktop.records.revision import Revision
from desktop.store import listed

IMPORTS = "list_imports"  # in the settings: sha256 of a file -> the epoch it was taken in under
UID_LENGTH = 32


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that is not taken in: `why` is unknown, not_asked, movement, counted or no_values."""

    column: Column
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that taking the list in would do."""

    look: Look  # its mapping names every village now
    epoch: str
    items: tuple[Item, ...]  # of every sound household
    persons: int
    made: tuple[Item, ...]  # of villages that are new here
    new: int
    troubles: tuple[Trouble, ...]
    skipped: tuple[Skipped, ...]
    left_out: tuple[LeftOut, ...]
    other_mapping: bool  # this file was taken in before, read in another way
    rows: int

    @property
    def households(self) -> tuple[Revision, ...]:
        """Every sound household."""
        return tuple(one for _, _, one in self.items)

    @property
    def villages(self) -> tuple[Revision, ...]:
        """The villages that are new here."""
        return tuple(one for _, _, one in self.made)


Bodies = list[tuple[Found, str, dict[str, Value]]]  # a household of the list, its uid, its body


def plan(ws: Workspace, seen: Look, progress: Progress = no_progress) -> Plan:
    """Read the whole list as its mapping says. What is sound is planned, the rest is named with its row."""
    read = read_list(seen.words, seen.mapping, [(one.name, one.rows) for one in seen.sheets], progress)
    places, troubles = Places(ws, seen.mapping), list(read.troubles)
    bodies = list(_bodies(ws, seen, read.households, places, troubles))
    used = replace(seen.mapping, communes=places.communes, villages=places.villages)
    epoch = _epoch(ws, seen.source, used)
    items = tuple(sealed(one) for one in _households(ws, epoch, bodies, troubles))
    troubles += _same_codes(ws, [found for found, _, _ in bodies])
    villages = enumerate(places.made.values(), start=read.rows + 1)
    before = (ws.store.get(IMPORTS) or {}).get(seen.source)
    return Plan(
        look=replace(seen, mapping=used),
        epoch=epoch,
        items=items,
        persons=sum(len(found.members) for found, _, _ in bodies),
        made=tuple(sealed(_village(ws, epoch, counter, unit)) for counter, unit in villages),
        new=len({rev for rev, _, _ in items} - listed.of_epoch(ws.store, epoch)),
        troubles=tuple(sorted(troubles, key=lambda one: (used.sheets.index(one.sheet), one.row, one.column))),
        skipped=read.skipped,
        left_out=tuple(_left_out(seen)),
        other_mapping=before is not None and before != epoch,
        rows=read.rows,
    )


def _households(ws: Workspace, epoch: str, bodies: Bodies, troubles: list[Trouble]) -> Iterator[Revision]:
    """Those that are not here already, from elsewhere."""
    known = here(ws)
    for found, uid, body in bodies:
        one = _revision(ws, epoch, found.number, records.FORM, form_key(uid, ws.round.key), body)
        if is_here(ws, known, one, body):
            troubles.append(_row_lost("already_here", found, body, ws))
        else:
            yield one


def _bodies(
    ws: Workspace, seen: Look, found: tuple[Found, ...], places: Places, troubles: list[Trouble]
) -> Iterator[tuple[Found, str, dict[str, Value]]]:
    roles, kinds = ws.edition.roles, seen.words.rows.kinds
    for one in found:
        commune = places.commune(one.commune)
        if not commune or not (one.answers or one.members):
            code = "no_commune" if not commune else "empty_row"
            troubles.append(Trouble(code, one.sheet, one.row, found=one.commune, lost=True))
            continue
        uid = _derived(seen.source, one.number)
        body: dict[str, Value] = {**one.answers, roles.unit: commune}
        if one.village:
            body[roles.village] = places.village(commune, one.village, kinds)
        for place, member in enumerate(one.members, start=1):
            person = _derived(uid, place)
            body[member_path(person, POSITION)] = place
            body.update({member_path(person, question): value for question, value in member.items()})
        yield one, uid, body


def _left_out(seen: Look) -> Iterator[LeftOut]:
    asked, empty = seen.words.edition.questions, {one.place for one in seen.empty_formulas}
    for column in seen.mapping.columns:
        if column.place in empty:
            yield LeftOut(column, "no_values")
        elif not column.field:
            yield LeftOut(column, "unknown")
        else:
            one = seen.words.fields[column.field]
            if one.part in (Part.MOVEMENT, Part.COUNTED):
                yield LeftOut(column, one.part.value)
            elif one.question and one.question not in asked:
                yield LeftOut(column, "not_asked")


def _epoch(ws: Workspace, source: str, mapping: ListMapping) -> str:
    """Which import this is: the file's bytes, how it is read, and the edition that reads it."""
    how = f"{source}\n{to_toml(mapping)}\n{ws.edition.id} {ws.edition.version}"
    return f"import:{sha256(how.encode()).hexdigest()}"


def _revision(
    ws: Workspace, epoch: str, counter: int, kind: str, key: str, body: Mapping[str, Value]
) -> Revision:
    edition = ws.edition
    return Revision(
        kind,
        key,
        body,
        frozenset(body),
        epoch=epoch,
        counter=counter,
        edition=edition.id,
        version=edition.version,
    )


def _village(ws: Workspace, epoch: str, counter: int, unit: Unit) -> Revision:
    """The same record as a village that is named by hand."""
    body = {
        units.NAME: unit.name,
        units.KIND: unit.kind,
        units.PARENT: unit.parent,
        units.LEVEL: unit.level.value,
    }
    key = f"{unit.code}{units.KEY_PARTS}{unit.valid_from}"
    return _revision(ws, epoch, counter, records.UNIT, key, body)


def _derived(*parts: object) -> str:
    return sha256("/".join(map(str, parts)).encode()).hexdigest()[:UID_LENGTH]


def _row_lost(code: str, found: Found, body: Mapping[str, Value], ws: Workspace) -> Trouble:
    who = named(body, ws.edition.roles.code) or head(ws, body)
    return Trouble(code, found.sheet, found.row, found=who, lost=True)


def _same_codes(ws: Workspace, found: list[Found]) -> Iterator[Trouble]:
    """Two households of the list with one code: both are taken in, and both are named."""
    role = ws.edition.roles.code
    codes = Counter(named(one.answers, role) for one in found)
    return (
        Trouble("same_code", one.sheet, one.row, found=code)
        for one in found
        if (code := named(one.answers, role)) and codes[code] > 1
    )
