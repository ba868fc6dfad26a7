"""Who is the head of those who stay when the head leaves: chosen, or the only one who is left."""

from collections.abc import Collection
from dataclasses import replace

from desktop.editions.model import Roles
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.model import Form, member_path


def must_be_members(form: Form, *uids: str) -> None:
    """Raises `RasoatError("no_member", …)` where one of `uids` is nobody who lives there."""
    there = [member.uid for member in form.members]
    strange = sorted(set(uids) - set(there))
    if strange or not uids:
        raise RasoatError(
            "no_member",
            N_("“{found}” is no member who can leave this household."),
            N_("Choose from: {known}."),
            found=", ".join(strange),
            known=", ".join(there),
        )


def needs_head(roles: Roles, form: Form, going: Collection[str]) -> bool:
    """Does the head leave, and several stay? Then somebody has to say who is the head now."""
    staying = sum(member.uid not in going for member in form.members)
    return staying > 1 and _leaves(roles, form, going)


def next_head(roles: Roles, form: Form, going: Collection[str], head: str = "") -> dict[str, Value | None]:
    """What makes `head` the head of those who stay; how each is related to the new head is asked.

    Nothing where the head stays, or where nobody said yet who it is.
    """
    stay = tuple(member for member in form.members if member.uid not in going)
    staying = [member.uid for member in stay]
    if head:
        must_be_members(replace(form, everyone=stay), head)
    if not _leaves(roles, form, going) or not staying:
        return {}
    chosen = head or (staying[0] if len(staying) == 1 else "")
    if not chosen:
        return {}
    said: dict[str, Value | None] = {member_path(uid, roles.relation): None for uid in staying}
    return {**said, member_path(chosen, roles.relation): roles.head}


def _leaves(roles: Roles, form: Form, going: Collection[str]) -> bool:
    heads = (one.uid for one in form.members if one.answers.get(roles.relation) == roles.head)
    return any(uid in going for uid in heads)
