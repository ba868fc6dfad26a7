"""Is a household of a list here already, from another list or typed by hand?"""

from collections.abc import Mapping

from desktop.actions import records
from desktop.actions.context import Workspace
from desktop.editions.values import Value
from desktop.records.fold import fold
from desktop.records.lists.reading import named
from desktop.records.model import FormKey
from desktop.records.revision import Revision
from desktop.store import listed, states

Here = tuple[dict[str, set[FormKey]], dict[tuple[str, str], set[FormKey]]]


def here(ws: Workspace) -> Here:
    """The households that this round holds: by code, and by village and name of the head."""
    codes: dict[str, set[FormKey]] = {}
    names: dict[tuple[str, str], set[FormKey]] = {}
    for key, code, village, head in listed.heads(ws.store):
        if code:
            codes.setdefault(code, set()).add(key)
        if head:
            names.setdefault((village, fold(head)), set()).add(key)
    return codes, names


def is_here(ws: Workspace, known: Here, one: Revision, body: Mapping[str, Value]) -> bool:
    """Is it here already? By its code, else by village, name of the head and year of birth."""
    codes, names = known
    key, roles = FormKey(one.key), ws.edition.roles
    if code := named(body, roles.code):
        return bool(codes.get(code, set()) - {key})
    same = names.get((named(body, roles.village), fold(head(ws, body))), set()) - {key}
    born = _born(ws, body)
    return bool(born) and any(
        born == _born(ws, states.body(ws.store, records.FORM, other) or {}) for other in same
    )


def head(ws: Workspace, body: Mapping[str, Value]) -> str:
    """The name of the head, "" where none is marked."""
    return named(body, _head_path(ws, body, ws.edition.roles.member_name))


def _born(ws: Workspace, body: Mapping[str, Value]) -> str:
    """The year in which the head was born, "" where it is not known."""
    roles = ws.edition.roles
    date = named(body, _head_path(ws, body, roles.birth_date))
    year = body.get(_head_path(ws, body, roles.birth_year))
    return date[:4] or (str(year) if isinstance(year, int) else "")


def _head_path(ws: Workspace, body: Mapping[str, Value], question: str) -> str:
    roles = ws.edition.roles
    ending = f"/{roles.relation}"
    heads = [path for path, value in body.items() if value == roles.head and path.endswith(ending)]
    return f"{heads[0].removesuffix(ending)}/{question}" if heads else ""
