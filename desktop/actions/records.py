"""What a record is now, and what follows from it: merged state, list row, result row."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from desktop.actions import card_list, movement, standing
from desktop.actions.context import Workspace
from desktop.editions.values import Value
from desktop.records import card_record
from desktop.records.carry import is_carried, unconfirmed
from desktop.records.check import check
from desktop.records.classify import classify_sheet
from desktop.records.merge import Merged, merge
from desktop.records.model import Form, FormKey
from desktop.records.revision import RevId, Revision, encode, rev_id
from desktop.records.rounds import LOOK_BACK, Round
from desktop.records.rows import household_row, result_row
from desktop.records.sheet import lay_out
from desktop.records.sides import flips
from desktop.records.withdrawal import withdrawn_revisions
from desktop.store import drafts, results, revisions, states

FORM, ROUND, UNIT, UNIT_TOTAL, WITHDRAWAL = "form", "round", "unit", "unit_total", "withdrawal"
Revisions = Mapping[RevId, Revision]


def withdrawn(ws: Workspace) -> frozenset[RevId]:
    """The revisions that are taken out at present."""
    return withdrawn_revisions(
        revision for _, found in revisions.records(ws.store, WITHDRAWAL) for revision in found.values()
    )


def merged(ws: Workspace, kind: str, key: str, found: Revisions, out: AbstractSet[RevId]) -> Merged:
    """One record's state from its revisions."""
    state = merge(kind, key, found, out, ws.edition.group_of)
    if kind != FORM or not any(map(is_carried, found.values())):
        return state
    carried = unconfirmed(found, out, ws.edition.group_of)
    return replace(state, carried=carried & state.body.keys())


def current(ws: Workspace, key: FormKey) -> Merged:
    """A form as it stands: sealed revisions, with the open draft as one more head."""
    found = revisions.record(ws.store, FORM, key)
    draft = drafts.read(ws.store, key)
    if draft and draft.touched:
        head = drafted(ws, key, draft.base, draft.touched, found)
        found = {**found, rev_id(encode(head)): head}
    return merged(ws, FORM, key, found, withdrawn(ws))


def drafted(
    ws: Workspace,
    key: FormKey,
    base: tuple[RevId, ...],
    touched: Mapping[str, Value | None],
    found: Revisions,
) -> Revision:
    """What the draft would be if it were sealed: exactly `base` as parents, the touched paths as `set`."""
    start = merged(ws, FORM, key, history(found, base), withdrawn(ws))
    clashing = {clash.path for clash in start.clashes}
    written = {
        path: value
        for path, value in touched.items()
        if ws.edition.group_of(path) in clashing
        or path in start.carried
        or not same(start.body.get(path), value)
    }
    body = {path: value for path, value in start.body.items() if path not in written}
    body |= {path: value for path, value in written.items() if value is not None}
    return Revision(FORM, key, body, frozenset(written), tuple(sorted(base)))


def history(found: Revisions, heads: Iterable[RevId]) -> dict[RevId, Revision]:
    """`heads` and everything they build on, as far as it is held."""
    seen: dict[RevId, Revision] = {}
    waiting = list(heads)
    while waiting:
        rev = waiting.pop()
        if rev in found and rev not in seen:
            seen[rev] = found[rev]
            waiting.extend(found[rev].parents)
    return seen


def project(ws: Workspace, state: Merged, rounds: Mapping[str, Round] | None = None) -> None:
    """Write everything that follows from a record; call it inside `store.write()`.

    `rounds` are all that are known; whoever projects many forms asks for them once.
    """
    before = states.body(ws.store, ROUND, state.key) if state.kind == ROUND else None
    states.put(ws.store, state)
    if state.kind == FORM:
        rounds = standing.known(ws) if rounds is None else rounds
        _project_form(ws, state, rounds)
        _project_again(ws, movement.later_forms(ws, FormKey(state.key), rounds))
    elif state.kind == ROUND:
        _project_round(ws, state.key, before)
    elif state.kind == UNIT_TOTAL:
        results.put_unit_total(ws.store, state.key, state.body)
    elif state.kind == card_record.KIND:
        points = {one.id for one in state.clashes if one.path.startswith(f"{card_record.POINTS}/")}
        states.mark_flips(ws.store, state.kind, state.key, points)
        card_list.refresh(ws)
    elif state.kind == UNIT:
        results.put_unit(ws.store, state.key, state.body)


def _project_form(ws: Workspace, state: Merged, rounds: Mapping[str, Round]) -> None:
    """By the standard and the day of its own round; a form of a round not known here waits for its record."""
    found = standing.of_form(ws, state.key)
    if found is None:
        return
    form = Form.from_body(FormKey(state.key), state.body)
    sheet = lay_out(found.edition, form, found.round.date, brief=True)
    problems, result, clashes = check(sheet, ws.units.commune_of), classify_sheet(sheet), len(state.clashes)
    row = household_row(sheet, result, problems, clashes, state.carried)
    listed = replace(row, live=row.live and found.round.key == ws.round.key)
    moved = movement.movement_of(ws, found, form, result.code, rounds)
    results.put(ws.store, listed, result_row(sheet, result, problems, clashes, found.round.key, moved))
    if state.clashes:
        day, now = found.round.date, result.code
        turning = {one.id for one in state.clashes if flips(found.edition, form, one, day, now)}
        states.mark_flips(ws.store, FORM, state.key, turning)


def _project_round(ws: Workspace, key: str, before: Mapping[str, Value] | None) -> None:
    """A round that is new: the forms that came before its record, and what moved since in later ones."""
    found = standing.known(ws).get(key)
    if found is None:
        return
    if before is None:
        _project_again(ws, movement.forms_of(ws, (found,)))
        _project_again(ws, movement.forms_after(ws, found))
    elif before.get(LOOK_BACK, 0) != found.look_back:
        _project_again(ws, movement.forms_of(ws, (found,)))


def _project_again(ws: Workspace, keys: Sequence[FormKey]) -> None:
    """Forms whose row follows from another record that changed."""
    if not keys:
        return
    out, rounds = withdrawn(ws), standing.known(ws)
    for key in keys:
        _project_form(ws, merged(ws, FORM, key, revisions.record(ws.store, FORM, key), out), rounds)


def same(one: Value | None, other: Value | None) -> bool:
    """Equal in value and in kind: true is not 1."""
    return type(one) is type(other) and one == other
