"""Cells copied from a spreadsheet onto the members of a form: what they answer, what cannot be read. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.editions import answers
from desktop.editions.model import Kind, Question, Scope
from desktop.editions.rules import Edition
from desktop.editions.values import Unreadable, Value
from desktop.records.fold import fold
from desktop.records.model import Form, member_path

MOST_ROWS = 200  # of one household; more is another table


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that says nothing the form can keep; `path` is "" where no question stands under it."""

    path: str
    text: str
    why: Unreadable | None


@dataclass(frozen=True, slots=True)
class Pasted:
    """What would be written, and what not."""

    values: dict[str, Value]
    unread: tuple[Unread, ...]
    people: tuple[str, ...]  # the uids of the rows it falls on
    new: tuple[str, ...]  # those of them that are not in the form yet
    overwrites: int  # answers that are there now and would become others


def is_table(text: str) -> bool:
    """More than one cell?"""
    return "\t" in text.strip("\r\n") or "\n" in text.strip("\r\n")


def read(
    edition: Edition, form: Form, at: tuple[str | None, str], text: str, new_uids: Sequence[str]
) -> Pasted:
    """Lay the cells over the grid from the row and question `at` on; a first row of headings names columns.

    `at` has None for the empty row; `new_uids` are for the rows below the last person, as many as may come.
    """
    rows = [line.split("\t") for line in text.strip("\r\n").replace("\r", "").split("\n")]
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)][:MOST_ROWS]
    columns, headed = _columns(edition, rows[0] if rows else [], at[1])
    uids, new = _uids(form, at[0], len(rows) - headed, new_uids)
    values: dict[str, Value] = {}
    unread: list[Unread] = []
    for uid, row in zip(uids, rows[headed:], strict=True):
        for place, cell in enumerate(row):
            question = columns[place] if place < len(columns) else None
            _cell(edition, uid, question, cell, values, unread)
    overwrites = sum(form.answer(path) not in (None, value) for path, value in values.items())
    return Pasted(values, tuple(unread), tuple(uids), tuple(new), overwrites)


def _cell(
    edition: Edition,
    uid: str,
    question: Question | None,
    cell: str,
    values: dict[str, Value],
    unread: list[Unread],
) -> None:
    if not cell:
        return
    if question is None:
        unread.append(Unread("", cell, None))
        return
    question = _year_alone(edition, question, cell)
    value = _value(question, cell)
    path = member_path(uid, question.id)
    if isinstance(value, Unreadable):
        unread.append(Unread(path, cell, value))
    else:
        values[path] = value


def _year_alone(edition: Edition, question: Question, cell: str) -> Question:
    """A year where a date of birth is asked answers the question for the year."""
    roles = edition.roles
    alone = question.id == roles.birth_date and cell.isdigit() and roles.birth_year in edition.questions
    year = edition.questions[roles.birth_year] if alone else question
    return year if alone and not isinstance(answers.parse(year, cell), Unreadable) else question


def _value(question: Question, cell: str) -> Value | Unreadable:
    """As it is typed; the words of an option also without diacritics, where only one begins so."""
    value = answers.parse(question, cell)
    if not isinstance(value, Unreadable) or question.kind is not Kind.CODE:
        return value
    wanted = fold(cell)
    found = [
        option.code
        for option in question.options
        if any(fold(label).startswith(wanted) for label in option.label.values())
    ]
    return found[0] if len(found) == 1 else value


def _columns(edition: Edition, first: Sequence[str], begins: str) -> tuple[list[Question | None], bool]:
    """The question of each column: by the headings, or in the order of the paper from `begins` on."""
    asked = edition.asked(Scope.MEMBER)
    named = [_named(asked, cell) for cell in first]
    if sum(one is not None for one in named) * 2 > sum(bool(cell) for cell in first):
        return named, True
    places = [question.id for question in asked]
    return list(asked[places.index(begins) if begins in places else 0 :]), False


def _named(asked: Sequence[Question], cell: str) -> Question | None:
    """The question whose label is this heading, with or without diacritics, its number before it or not."""
    wanted = fold(cell).strip(" .:*")
    if not wanted or wanted.isdigit():
        return None
    for question in asked:
        for label in question.label.values():
            if wanted in (
                fold(label),
                fold(f"{question.number} {label}"),
                fold(f"{question.number}. {label}"),
            ):
                return question
    return None


def _uids(form: Form, at: str | None, rows: int, new: Sequence[str]) -> tuple[list[str], list[str]]:
    """The people of the rows from `at` on, then new ones."""
    here = [member.uid for member in form.members]
    below = here[here.index(at) :] if at in here else []
    made = list(new[: max(0, rows - len(below))])
    return [*below[:rows], *made], made
