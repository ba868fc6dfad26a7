"""Some members leave to a household of their own: they keep their uids, and each side knows the other."""

from collections.abc import Collection
from dataclasses import replace

from desktop.actions import enter, heads, life, movement
from desktop.actions.context import Workspace
from desktop.actions.life import Happened
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.lineage import Event, What
from desktop.records.model import POSITION, REMOVED, Form, FormKey, Member, household_uid, member_path

SPLIT = "split"


def split(ws: Workspace, key: FormKey, members: Collection[str], head: str = "", stays: str = "") -> Happened:
    """Move `members` to a new household; `head` is its head, else the only one who goes.

    `stays` is the head of those who stay, where the head goes; else the only one who stays.

    Where it lives is taken over until somebody says otherwise; how each is related to the new head is asked.
    """
    old = life.opened(ws, key)
    going = [member for member in old.form.members if member.uid in members]
    _check(old.form, going, members, head)
    new, event = enter.new_form(ws), ws.new_uid()
    uids = tuple(member.uid for member in going)
    leave = Event(event, What.SPLIT_OFF, (household_uid(new.form.key),), uids)
    come = Event(event, What.SPLIT_FROM, (household_uid(key),), uids)
    gone = heads.next_head(ws.edition.roles, old.form, uids, stays)
    gone |= {member_path(uid, REMOVED): SPLIT for uid in uids}
    chosen = head or (uids[0] if len(uids) == 1 else "")
    return life.happen(
        ws,
        event,
        (old, leave, gone),
        (new, come, _body(ws, old.form, going, chosen)),
    )


def _body(ws: Workspace, old: Form, going: list[Member], head: str) -> dict[str, Value | None]:
    roles = ws.edition.roles
    body: dict[str, Value | None] = {
        name: old.household[name] for name in movement.life().kept if name in old.household
    }
    for place, member in enumerate(going, start=1):
        answers = {**member.answers, POSITION: place}
        answers.pop(roles.relation, None)
        if member.uid == head:
            answers[roles.relation] = roles.head
        body |= {member_path(member.uid, name): value for name, value in answers.items()}
    return body


def _check(old: Form, going: list[Member], members: Collection[str], head: str) -> None:
    heads.must_be_members(old, *members)
    if head and head not in members:
        heads.must_be_members(replace(old, everyone=tuple(going)), head)
    if len(going) == len(old.members):
        raise RasoatError(
            "all_leave",
            N_("Somebody has to stay: when all of them leave, the household moves."),
            N_("Write down that the household moved instead."),
        )
