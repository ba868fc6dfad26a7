"""A member died: counted no more, and where it was the head, somebody else is."""

from desktop.actions import heads, life
from desktop.actions.context import Workspace
from desktop.actions.life import Happened
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.lineage import Event, What
from desktop.records.model import REMOVED, FormKey, member_path

DIED = "died"


def death(ws: Workspace, key: FormKey, member: str, head: str = "") -> Happened:
    """`head` is the head of those who are left, where that was the one who died."""
    entered = life.opened(ws, key)
    heads.must_be_members(entered.form, member)
    if len(entered.form.members) == 1:
        raise RasoatError(
            "nobody_is_left",
            N_("Nobody would be left in this household."),
            N_("Write down that nobody of the household is left."),
        )
    gone: dict[str, Value | None] = {member_path(member, REMOVED): DIED}
    event = ws.new_uid()
    more = {**heads.next_head(ws.edition.roles, entered.form, (member,), head), **gone}
    return life.happen(ws, event, (entered, Event(event, What.DIED, members=(member,)), more))
