"""Where Enter goes: the places of a form in paper order, without the questions that are not asked. Pure."""

from collections.abc import Iterator

from desktop.actions.enter import Entered
from desktop.editions.model import Question, Scope
from desktop.editions.rules import Edition
from desktop.records.model import Member, member_path, split_path

NEW = "+"  # stands for the uid of the member that is not there yet: the empty row at the foot of the grid


def places(edition: Edition, entered: Entered) -> tuple[str, ...]:
    """Every path of the form, in the order of the paper; the empty member row is one place, its name."""
    return tuple(_places(edition, entered))


def onward(edition: Edition, entered: Entered, path: str, step: int) -> str | None:
    """The next path that is asked in the direction of `step`; None behind the last and before the first."""
    order = places(edition, entered)
    place = order.index(path) if path in order else -1
    going = order[place + 1 :] if step > 0 else tuple(reversed(order[: max(place, 0)]))
    lonely = not entered.form.members
    return next(
        (to for to in going if _stops(edition, entered, to) and (step > 0 or lonely or not is_new(to))), None
    )


def first(edition: Edition, entered: Entered) -> str:
    """Where a keyer starts: the top of a new form, else the first required question without an answer."""
    asked = [path for path in places(edition, entered) if _stops(edition, entered, path)]
    if not entered.base and not entered.form.members:
        return asked[0]
    wanted = set(entered.unanswered) | entered.to_confirm
    return next((path for path in asked if path in wanted), asked[0])


def to_confirm(edition: Edition, entered: Entered, at: str | None) -> tuple[str, ...]:
    """What stands as in the last round in the block of `at`, else in the first such block; None: all."""
    order = [path for path in places(edition, entered) if path in entered.to_confirm]
    if at is None or not order:
        return tuple(order)
    block = _block(edition, at)
    here = [path for path in order if _block(edition, path) == block]
    return tuple(here or [path for path in order if _block(edition, path) == _block(edition, order[0])])


def next_open(edition: Edition, entered: Entered, path: str) -> str | None:
    """The next place behind `path` where something is left to answer or to confirm, then from the top."""
    wanted = set(entered.unanswered) | entered.to_confirm
    order = places(edition, entered)
    at = order.index(path) if path in order else 0
    return next((one for one in (*order[at:], *order[:at]) if one in wanted), None)


def new_path(edition: Edition) -> str:
    """The name in the empty row at the foot of the member grid."""
    return member_path(NEW, edition.roles.member_name)


def is_new(path: str) -> bool:
    """Is this a cell of the empty row?"""
    return split_path(path)[0] == NEW


def questions_of(edition: Edition, block: str) -> tuple[Question, ...]:
    """The questions of one block, in order."""
    return tuple(question for question in edition.questions.values() if question.block == block)


def _places(edition: Edition, entered: Entered) -> Iterator[str]:
    for block in edition.blocks:
        asked = questions_of(edition, block.id)
        if block.scope is Scope.HOUSEHOLD:
            yield from (question.id for question in asked)
            continue
        for member in entered.form.members:
            yield from (member_path(member.uid, question.id) for question in asked)
        yield new_path(edition)


def _stops(edition: Edition, entered: Entered, path: str) -> bool:
    if path in entered.skipped:
        return False
    uid, question = split_path(path)
    member = entered.form.member(uid) if uid else None
    return member is None or not _is_spare(edition, member, question)


def _is_spare(edition: Edition, member: Member, question: str) -> bool:
    """A birth year is not asked of someone whose birth date is there."""
    roles = edition.roles
    return (
        question == roles.birth_year and roles.birth_date in member.answers and question not in member.answers
    )


def _block(edition: Edition, path: str) -> str:
    question = edition.questions.get(split_path(path)[1])
    return question.block if question else ""
