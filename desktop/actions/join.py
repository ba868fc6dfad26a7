"""Two households become one: the members of the other come with their answers, and it is counted no more."""

from desktop.actions import life
from desktop.actions.context import Workspace
from desktop.actions.life import Happened
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.lineage import Event, What
from desktop.records.model import (
    ARRIVED,
    DELETED,
    POSITION,
    REMOVED,
    Form,
    FormKey,
    household_uid,
    member_path,
)

JOINED = "joined"


def join(ws: Workspace, key: FormKey, other: FormKey) -> Happened:
    """The members of `other` come into the household `key`; how they are related to its head is asked."""
    if key == other:
        raise RasoatError(
            "same_household",
            N_("A household cannot join itself."),
            N_("Choose the other household."),
        )
    stays, ends = life.opened(ws, key), life.opened(ws, other)
    event, uids = ws.new_uid(), tuple(member.uid for member in ends.form.members)
    come = Event(event, What.JOINED_BY, (household_uid(other),), uids)
    leave = Event(event, What.JOINED_TO, (household_uid(key),), uids)
    return life.happen(
        ws,
        event,
        (stays, come, _members(stays.form, ends.form, ws.edition.roles.relation)),
        (ends, leave, {DELETED: What.JOINED_TO.value}),
    )


def _members(stays: Form, ends: Form, relation: str) -> dict[str, Value | None]:
    """Everyone's answers below those who are there; one who left to the other household comes back."""
    last = max((one.position for one in stays.everyone if POSITION in one.answers), default=0)
    body: dict[str, Value | None] = {}
    for place, member in enumerate(ends.members, start=last + 1):
        answers = {**member.answers, POSITION: place, ARRIVED: JOINED}
        answers.pop(relation, None)
        body |= {member_path(member.uid, name): value for name, value in answers.items()}
        if stays.member(member.uid):
            body[member_path(member.uid, REMOVED)] = None
    return body
