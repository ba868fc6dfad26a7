"""Somebody who left is back, or the whole household is."""

from desktop.actions import life
from desktop.actions.context import Workspace
from desktop.actions.life import Happened
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.lineage import Event, What
from desktop.records.model import ARRIVED, DELETED, REMOVED, FormKey, member_path

RETURNED = "returned"


def member_back(ws: Workspace, key: FormKey, member: str) -> Happened:
    """One who was taken out lives here again; who is the head stays as it is."""
    entered, roles = life.opened(ws, key), ws.edition.roles
    left = {one.uid: one for one in entered.form.everyone if one.is_removed}
    if member not in left:
        raise RasoatError(
            "nobody_left",
            N_("“{found}” is nobody who left this household."),
            N_("Choose from: {known}."),
            found=member,
            known=", ".join(left) or "—",
        )
    back: dict[str, Value | None] = {
        member_path(member, REMOVED): None,
        member_path(member, ARRIVED): RETURNED,
    }
    if left[member].answers.get(roles.relation) == roles.head:
        back[member_path(member, roles.relation)] = None  # somebody else is the head by now
    event = ws.new_uid()
    return life.happen(ws, event, (entered, Event(event, What.RETURNED, members=(member,)), back))


def household_back(ws: Workspace, key: FormKey) -> Happened:
    """A household that moved away, or was counted no more for another reason, is here again."""
    entered = life.opened(ws, key, gone=True)
    event = ws.new_uid()
    return life.happen(ws, event, (entered, Event(event, What.CAME_BACK), {DELETED: None}))
