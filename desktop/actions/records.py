"""What a record is now, and what follows from it: merged state, list row, result row."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from desktop.actions.context import Workspace
from desktop.editions.values import Value
from desktop.records.check import check
from desktop.records.classify import classify_sheet
from desktop.records.merge import Merged, merge
from desktop.records.model import Form, FormKey
from desktop.records.revision import RevId, Revision, encode, rev_id
from desktop.records.rows import household_row, result_row
from desktop.records.sheet import lay_out
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
    return merge(kind, key, found, out, ws.edition.group_of)


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
        if ws.edition.group_of(path) in clashing or not same(start.body.get(path), value)
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


def project(ws: Workspace, state: Merged) -> None:
    """Write everything that follows from a record; call it inside `store.write()`."""
    states.put(ws.store, state)
    if state.kind == FORM:
        _project_form(ws, state)
    elif state.kind == UNIT_TOTAL:
        results.put_unit_total(ws.store, state.key, state.body)
    elif state.kind == UNIT:
        results.put_unit(ws.store, state.key, state.body)


def _project_form(ws: Workspace, state: Merged) -> None:
    form = Form.from_body(FormKey(state.key), state.body)
    sheet = lay_out(ws.edition, form, ws.round.date)
    problems, result, clashes = check(sheet), classify_sheet(sheet), len(state.clashes)
    row = household_row(sheet, result, problems, clashes)
    results.put(ws.store, row, result_row(sheet, result, problems, clashes, ws.round.key))


def same(one: Value | None, other: Value | None) -> bool:
    """Equal in value and in kind: true is not 1."""
    return type(one) is type(other) and one == other
