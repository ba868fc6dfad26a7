"""The named lists of the poor (R14) and the near-poor (R15): each member of each household, by village."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from desktop import paths
from desktop.actions import audit, privacy, words
from desktop.actions.context import Workspace
from desktop.actions.papers_asked import day, village_name
from desktop.actions.records import FORM
from desktop.editions.datafiles import read
from desktop.editions.rules import Edition
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.fold import vietnamese_key
from desktop.records.model import Form, FormKey, Member
from desktop.records.rows import UNKNOWN_CLASS, head_name
from desktop.report import named_list
from desktop.report.named_list import Kind, Line
from desktop.store import extracted, files, states

NAME, ENDING, LANGUAGE, TABLE = "named-lists.toml", ".xlsx", "vi", "result"
PURPOSE = "named_list"  # in the table of what may be shown
HOUSEHOLD_NUMBER, MEMBER_NUMBER = "household_number", "member_number"
ROLE, BORN, MOVE, FLAG, SUPPORT = "role", "born", "move", "flag", "support"
MARKS = (MOVE, FLAG, SUPPORT)  # what is marked on the head's line, and summed
Result = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file of data."""

    of: str
    heading: str
    width: float
    code: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One list: the side of the classes on it, and the column of results that holds their move."""

    id: str
    side: str
    moves: str
    title: str
    listed: str


@dataclass(frozen=True, slots=True)
class Said:
    """resources/named-lists.toml."""

    support: str
    mark: str
    words: dict[str, str]
    notes: dict[str, str]
    list: tuple[Listed, ...]
    column: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A household on the list, the head first."""

    form: Form
    result: Result
    marks: Mapping[Column, bool | None] = field(default_factory=dict)


@cache
def said() -> Said:
    """Titles, columns and words."""
    return read(NAME, (paths.resources() / NAME).read_bytes(), Said)


def ids() -> tuple[str, ...]:
    """The lists there are."""
    return tuple(one.id for one in said().list)


def write(ws: Workspace, list_id: str, to: Path, *, village: str = "") -> int:
    """Write a list to an Excel file, of one village or of all; returns how many households are on it.

    It holds names: whoever carries it away answers for it. Raises `RasoatError` for another kind of file.
    """
    listed = next((one for one in said().list if one.id == list_id), None)
    if listed is None:
        raise RasoatError(
            "no_such_list",
            N_("There is no named list “{id}”."),
            N_("Choose one of {ids}."),
            id=list_id,
            ids=", ".join(ids()),
        )
    if to.suffix.lower() != ENDING:
        raise RasoatError(
            "no_such_format",
            N_("The list cannot be written as “{ending}”."),
            N_("Use a file name that ends in .xlsx."),
            ending=to.suffix,
        )
    with ws.store.snapshot():
        counted = _counted(ws, village)
        found = [_listing(ws, listed, one) for one in counted if _is_on(ws.edition, listed, one)]
    with files.replacing(to) as out:
        named_list.write(out, _sheet(ws, listed, _in_order(ws, found), counted, village))
        audit.note(ws, audit.EXPORT, listed.id, counts={"households": len(found)})
    return len(found)


def _counted(ws: Workspace, village: str) -> list[Result]:
    """The result rows of the live households of the open round, of our own units."""
    names = tuple(extracted.columns(ws.store, TABLE))
    found = extracted.rows(ws.store, TABLE, names, (ws.round.key,))
    rows = (dict(zip(names, row, strict=True)) for row in found)
    own = ws.home.code
    ours = (row for row in rows if row["live"] and ws.units.is_within(str(row["commune"]), own))
    return [row for row in ours if village in ("", row["village"])]


def _is_on(edition: Edition, listed: Listed, row: Result) -> bool:
    return _side(edition, row) == listed.side and not row["illustrative"]


def _side(edition: Edition, row: Result) -> str:
    return edition.class_words[str(row["class"])].side


def _listing(ws: Workspace, listed: Listed, row: Result) -> Listing:
    key = FormKey(str(row["form_key"]))
    form = Form.from_body(key, states.body(ws.store, FORM, key) or {})
    marks = (one for one in said().column if one.of in MARKS and _shows(ws.edition, one))
    return Listing(form, row, {one: _marked(listed, one, form, row) for one in marks})


def _marked(listed: Listed, column: Column, form: Form, row: Result) -> bool | None:
    """Is it so? None where nobody knows."""
    if column.of == MOVE:
        move = row[listed.moves]
        return None if move is None else move == column.code
    if column.of == FLAG:
        holds = row.get(column.code)
        return None if holds is None else bool(holds)
    had = form.household.get(said().support)
    return column.code in had if isinstance(had, tuple) else None


def _shows(edition: Edition, column: Column) -> bool:
    """May what a column tells be shown on a named list?"""
    return all(privacy.table().shows(PURPOSE, one) for one in _questions(edition, column))


def _questions(edition: Edition, column: Column) -> Sequence[str]:
    roles = edition.roles
    if column.of == FLAG:
        rules = (rule for rule in edition.flags if rule.id == column.code)
        return [name for rule in rules for when in rule.conditions for name in when.reads]
    if column.of == BORN:
        return (roles.birth_date, roles.birth_year)
    if column.of == ROLE:
        return (getattr(roles, column.code),)
    return (said().support,) if column.of == SUPPORT else ()


def _in_order(ws: Workspace, found: Sequence[Listing]) -> dict[str, list[Listing]]:
    """By village, in the order of the units; in a village by the head's name as Vietnamese sorts it."""
    places = {unit.code: n for n, unit in enumerate(ws.units.descendants(ws.home.code))}
    code = ws.edition.roles.code

    def order(one: Listing) -> tuple[int, str, str, str]:
        at = str(one.result["village"])
        name, number = vietnamese_key(head_name(ws.edition, one.form)), str(one.form.household.get(code, ""))
        return places.get(at, len(places)), at, name, number

    villages: dict[str, list[Listing]] = {}
    for one in sorted(found, key=order):
        villages.setdefault(str(one.result["village"]), []).append(one)
    return villages


def _sheet(
    ws: Workspace,
    listed: Listed,
    villages: Mapping[str, list[Listing]],
    counted: Sequence[Result],
    village: str,
) -> named_list.NamedList:
    say, columns = said().words, said().column
    place = village_name(ws, village) if village else ws.home.full_name
    return named_list.NamedList(
        id=listed.id,
        day=ws.round.date,
        above=(ws.home.full_name, f"{say['number']} ({listed.id})"),
        title=listed.title.format(year=ws.round.year),
        under=say["reference"].format(day=day(ws.round.date), place=place),
        warning=say["practice"] if ws.practice else "",
        columns=[_drawn(one, listed) for one in columns],
        lines=list(_lines(ws, villages)),
        notes=_notes(ws.edition, listed, [one for many in villages.values() for one in many], counted),
        before_marks=next(n for n, one in enumerate(columns) if one.of in MARKS),
    )


def _drawn(column: Column, listed: Listed) -> named_list.Column:
    heading = column.heading.format(listed=listed.listed)
    return named_list.Column(heading, column.group, column.width, column.of == ROLE)


def _lines(ws: Workspace, villages: Mapping[str, list[Listing]]) -> Iterator[Line]:
    number = 0
    for village, found in villages.items():
        name = village_name(ws, village) if village else said().words["no_village"]
        yield Line(Kind.VILLAGE, (_said_of("village", found, name), *_empty(1)))
        for one in found:
            number += 1
            yield from _of_household(ws.edition, number, one)
        yield _sum("sum", found, name)
    yield _sum("total", [one for found in villages.values() for one in found], "")


def _of_household(edition: Edition, number: int, one: Listing) -> Iterator[Line]:
    roles = edition.roles
    members = sorted(one.form.members, key=lambda member: member.answers.get(roles.relation) != roles.head)
    for place, member in enumerate(members, start=1):
        cells = [_cell(edition, column, one, member, (number, place)) for column in said().column]
        yield Line(Kind.MEMBER, cells)


def _cell(
    edition: Edition, column: Column, one: Listing, member: Member, numbers: tuple[int, int]
) -> str | int:
    household, place = numbers
    if column.of == MEMBER_NUMBER:
        return place
    if column.of == HOUSEHOLD_NUMBER:
        return household if place == 1 else ""
    if column.of in MARKS:
        return said().mark if place == 1 and one.marks.get(column) else ""
    if not _shows(edition, column):
        return ""
    if column.of == BORN:
        return _born(edition, member) if member.answers.get(edition.roles.sex) == column.code else ""
    question = getattr(edition.roles, column.code)
    value = member.answers.get(question)
    return "" if value is None else words.answer(edition, question, value, LANGUAGE)


def _born(edition: Edition, member: Member) -> str | int:
    """The year of birth alone."""
    date, year = (member.answers.get(one) for one in (edition.roles.birth_date, edition.roles.birth_year))
    if isinstance(date, str):
        return int(date.split("-")[0])
    return year if type(year) is int else ""


def _sum(words_id: str, found: Sequence[Listing], village: str) -> Line:
    counts = [_count(column, found) for column in said().column[1:]]
    return Line(Kind.SUM, (_said_of(words_id, found, village), *counts))


def _count(column: Column, found: Sequence[Listing]) -> str | int:
    """How many are marked; empty where nothing is known of any."""
    marks = [one.marks.get(column) for one in found]
    return "" if all(mark is None for mark in marks) else sum(mark is True for mark in marks)


def _said_of(words_id: str, found: Sequence[Listing], village: str) -> str:
    persons = sum(len(one.form.members) for one in found)
    return said().words[words_id].format(village=village, households=len(found), persons=persons)


def _empty(taken: int) -> tuple[str, ...]:
    return ("",) * (len(said().column) - taken)


def _notes(
    edition: Edition, listed: Listed, found: Sequence[Listing], counted: Sequence[Result]
) -> tuple[str, ...]:
    """What keeps the list from being final, with counts; what is not the case is not said."""
    moves = [column.code for column in said().column if column.of == MOVE]
    numbers = {
        "provisional": sum(bool(one.result["provisional"] or one.result["errors"]) for one in found),
        "unknown": sum(_side(edition, row) == UNKNOWN_CLASS for row in counted),
        "illustrative": sum(_side(edition, row) == listed.side for row in counted) - len(found),
        "move": sum(one.result[listed.moves] not in moves for one in found),
    }
    odd = tuple(said().notes[name].format(n=n) for name, n in numbers.items() if n)
    return (*odd, said().notes["names"])
