"""Settle a clash: a person chooses, and an ordinary revision says so. Opposite decisions clash again."""

from collections.abc import Iterator, Mapping, Sequence

from desktop.actions import audit, cards, clashes, records, seal
from desktop.actions.again import taken_out
from desktop.actions.context import Workspace
from desktop.editions import answers
from desktop.editions.values import Unreadable, Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records import card_record
from desktop.records.merge import Clash, ClashValue
from desktop.records.model import FormKey, split_path
from desktop.records.revision import Revision
from desktop.records.sides import group_paths, of_same_hand
from desktop.store import revisions, states

Taken = tuple[Clash, Mapping[str, Value]]  # a clash, and the word that stands


def settle(
    ws: Workspace,
    clash_id: str,
    *,
    take: int | None = None,
    text: str | None = None,
    why: str,
    whole: bool = False,
) -> int:
    """Decide a clash: take side `take` (1, 2, …), or what is typed in `text`. `why` is owed.

    With `whole` the word of the same laptop is taken in every other clash of that record where it has one;
    says how many were decided. Raises `RasoatError` where there is no such clash or side, no reason, or the
    text is no answer.
    """
    if not why.strip():
        raise RasoatError(
            "no_why",
            N_("A decision needs its reason."),
            N_("Say in a few words why this answer is right."),
        )
    clash = clashes.find(ws, clash_id)
    taken = [(clash, _taken(clash, take) if text is None else _typed(ws, clash, text))]
    if take is not None and whole:
        taken += _of_same_hand(ws, clash, clash.values[take - 1])
    if clash.kind == records.FORM:
        seal.seal(ws, FormKey(clash.key))
    with ws.store.write():
        _decide(ws, clash, taken, why.strip())
    return len(taken)


def _of_same_hand(ws: Workspace, clash: Clash, side: ClashValue) -> Iterator[Taken]:
    """What the laptop of `side` wrote in the other clashes of the record."""
    for one in states.clashes_of(ws.store, clash.kind, clash.key):
        n = of_same_hand(one, side) if one.id != clash.id else None
        if n:
            yield one, one.values[n - 1].values


def _decide(ws: Workspace, clash: Clash, taken: Sequence[Taken], why: str) -> None:
    """One revision that writes every path in dispute, and knows all heads."""
    found = revisions.record(ws.store, clash.kind, clash.key)
    out = records.withdrawn(ws)
    state = records.merged(ws, clash.kind, clash.key, found, out)
    paths = {path for one, _ in taken for path in group_paths(one)}
    body = {path: value for path, value in state.body.items() if path not in paths}
    for _, values in taken:
        body |= values
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
    if question is None or len(group_paths(clash)) > 1:
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
