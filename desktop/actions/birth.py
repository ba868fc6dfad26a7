"""A child was born: a new member with name and day of birth; the rest is asked on the form."""

from desktop.actions import enter, life
from desktop.actions.context import Workspace
from desktop.actions.life import Happened
from desktop.editions import answers
from desktop.editions.values import Unreadable, Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.lineage import Event, What
from desktop.records.model import ARRIVED, POSITION, FormKey, member_path

BORN = "born"


def birth(ws: Workspace, key: FormKey, name: str, born: str) -> Happened:
    """`born` as the form reads days, such as 05092026 or 05/09/2026."""
    entered, roles = life.opened(ws, key), ws.edition.roles
    event, uid = ws.new_uid(), ws.new_uid()
    child: dict[str, Value | None] = {
        member_path(uid, POSITION): enter.next_position(entered.form),
        member_path(uid, roles.member_name): _read(ws, roles.member_name, name),
        member_path(uid, roles.birth_date): _read(ws, roles.birth_date, born),
        member_path(uid, ARRIVED): BORN,
    }
    return life.happen(ws, event, (entered, Event(event, What.BORN, members=(uid,)), child))


def _read(ws: Workspace, question: str, text: str) -> Value:
    value = answers.parse(ws.edition.questions[question], text)
    if isinstance(value, Unreadable) or not text.strip():
        raise RasoatError(
            "not_a_birth",
            N_("“{found}” cannot be read; nothing was written."),
            N_("Give the name, and the day as day, month, year: 05092026."),
            found=text.strip(),
        )
    return value
