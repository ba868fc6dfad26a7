"""Settle a clash: a person chooses, and an ordinary revision says so. Opposite decisions clash again."""

from collections.abc import Mapping

from desktop.actions import audit, cards, clashes, records, seal
from desktop.actions.again import taken_out
from desktop.actions.context import Workspace
from desktop.editions import answers
from desktop.editions.values import Unreadable, Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records import card_record
from desktop.records.merge import Clash
from desktop.records.model import FormKey, split_path
from desktop.records.revision import Revision
from desktop.store import revisions


def settle(
    ws: Workspace, clash_id: str, *, take: int | None = None, text: str | None = None, why: str
) -> None:
    """Decide a clash: take side `take` (1, 2, …), or what is typed in `text`. `why` is owed.

    Raises `RasoatError` where there is no such clash or side, no reason, or the text is no answer.
    """
    if not why.strip():
        raise RasoatError(
            "no_why",
            N_("A decision needs its reason."),
            N_("Say in a few words why this answer is right."),
        )
    clash = clashes.find(ws, clash_id)
    values = _taken(clash, take) if text is None else _typed(ws, clash, text)
    if clash.kind == records.FORM:
        seal.seal(ws, FormKey(clash.key))
    with ws.store.write():
        _decide(ws, clash, values, why.strip())


def _decide(ws: Workspace, clash: Clash, values: Mapping[str, Value], why: str) -> None:
    found = revisions.record(ws.store, clash.kind, clash.key)
    out = records.withdrawn(ws)
    state = records.merged(ws, clash.kind, clash.key, found, out)
    paths = clashes.group_paths(clash)
    body = {path: value for path, value in state.body.items() if path not in paths} | dict(values)
    seal.sign(ws, Revision(clash.kind, clash.key, body, frozenset(paths), state.heads, why=why), found)
    again = revisions.record(ws.store, clash.kind, clash.key)
    records.project(ws, records.merged(ws, clash.kind, clash.key, again, out))
    if clash.kind == card_record.KIND:
        cards.score_again(ws)
    taken_out(ws, out)
    audit.note(ws, audit.SETTLE, clash.id)


def _taken(clash: Clash, take: int | None) -> Mapping[str, Value]:
    if take is None or not 1 <= take <= len(clash.values):
        raise RasoatError(
            "no_side",
            N_("The clash has no side {n}."),
            N_("Choose a side from 1 to {most}, or type the value."),
            n=take,
            most=len(clash.values),
        )
    return clash.values[take - 1].values


def _typed(ws: Workspace, clash: Clash, text: str) -> Mapping[str, Value]:
    question = ws.edition.vocabulary.get(split_path(clash.path)[1])
    if question is None or len(clashes.group_paths(clash)) > 1:
        raise RasoatError(
            "take_a_side",
            N_("This clash is settled by taking one of its sides."),
            N_("Choose a side; correct the household afterwards if neither is right."),
        )
    if not text.strip():
        return {}
    value = answers.parse(question, text)
    if isinstance(value, Unreadable):
        raise RasoatError(
            "unreadable_value",
            N_("“{found}” is no answer to this question."),
            N_("Type an answer as on the form."),
            found=value.found,
        )
    return {clash.path: value}
