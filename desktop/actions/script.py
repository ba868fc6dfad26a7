"""Enter answers from a script: `path=value` words, all or nothing, sealed before it returns."""

from collections.abc import Sequence

from desktop.actions import enter, seal
from desktop.actions.context import Workspace
from desktop.actions.enter import Entered
from desktop.editions import answers
from desktop.editions.values import Unreadable, Value, clean
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.model import (
    ARRIVALS,
    ARRIVED,
    DELETED,
    MEMBERS,
    OVERRIDE,
    POSITION,
    REMOVALS,
    REMOVED,
    FormKey,
    form_key,
    member_path,
    split_path,
)
from desktop.store import results

NEW = "new"
ADDED = "+"  # members/+1/name adds a member


def enter_all(ws: Workspace, household: str, words: Sequence[str]) -> Entered:
    """Write every `path=value` of one household, or none. Raises `RasoatError` that names the path."""
    before = enter.new_form(ws) if household == NEW else enter.open_form(ws, find(ws, household))
    values: dict[str, Value | None] = {}
    added: dict[str, str] = {}
    for word in words:
        path, equals, text = word.partition("=")
        if not equals:
            raise _unusable(word, "path=value")
        values[_path(ws, before, path, added, values)] = _value(ws, path, text)
    with ws.store.write():
        entered = enter.put_all(ws, before, values)
        seal.seal(ws, entered.form.key)
    return entered


def find(ws: Workspace, household: str) -> FormKey:
    """The form of a uid, or of a household code that is unique in the open round."""
    key = form_key(household, ws.round.key)
    if results.holds(ws.store, key):
        return key
    found = results.keys_of_code(ws.store, household)
    if len(found) == 1:
        return FormKey(found[0])
    raise RasoatError(
        "no_household",
        N_("There is no household {key} in this round.")
        if not found
        else N_("Several households have the code {key}."),
        N_("Use the uid of the household."),
        key=household,
    )


def answers_of(ws: Workspace, words: Sequence[str]) -> dict[str, Value | None]:
    """The household's answers of `path=value` words. Raises `RasoatError` that names the path."""
    values: dict[str, Value | None] = {}
    for word in words:
        path, equals, text = word.partition("=")
        if not equals or split_path(path)[0] is not None:
            raise _unusable(word, "path=value")
        values[path] = _value(ws, path, text)
    return values


def _path(
    ws: Workspace, before: Entered, path: str, added: dict[str, str], values: dict[str, Value | None]
) -> str:
    """`members/+1/name` -> the path of a member that is added."""
    uid, question = split_path(path)
    if uid is None or not uid.startswith(ADDED):
        if uid is not None and before.form.member(uid) is None:
            raise _unusable(path, f"{MEMBERS}<uid>/… of this household, or {MEMBERS}{ADDED}1/…")
        return path
    if uid not in added:
        added[uid] = ws.new_uid()
        last = max((m.position for m in before.form.everyone if POSITION in m.answers), default=0)
        values[member_path(added[uid], POSITION)] = last + len(added)
    return member_path(added[uid], question)


def _value(ws: Workspace, path: str, text: str) -> Value | None:
    if not text.strip():
        return None
    name = split_path(path)[1]
    if name == DELETED:
        return text.strip()
    if name in (REMOVED, ARRIVED):
        codes = REMOVALS if name == REMOVED else ARRIVALS
        if text.strip() not in codes:
            raise _unusable(f"{path}={text}", ", ".join(codes))
        return text.strip()
    if name.startswith(OVERRIDE):
        return _override(ws, name, text)
    value = answers.parse(enter.question_at(ws, path), text)
    if isinstance(value, Unreadable):
        raise _unusable(f"{path}={value.found}", ", ".join(value.accepted) or "an answer to this question")
    return value


def _override(ws: Workspace, name: str, text: str) -> Value:
    rule, slash, _ = name.removeprefix(OVERRIDE).partition("/")
    if rule not in {deprivation.id for deprivation in ws.edition.deprivations}:
        raise _unusable(name, ", ".join(f"{OVERRIDE}{one.id}" for one in ws.edition.deprivations))
    if slash:
        return clean(text)
    if text.strip() not in ("yes", "no"):
        raise _unusable(f"{name}={text}", "yes, no")
    return text.strip() == "yes"


def _unusable(found: str, accepted: str) -> RasoatError:
    return RasoatError(
        "not_an_answer",
        N_("“{found}” cannot be entered; nothing was written."),
        N_("Accepted is: {accepted}."),
        found=found,
        accepted=accepted,
    )
