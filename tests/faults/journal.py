"""What was acknowledged at the keyboard, and whether a working file still holds it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.actions import records
from desktop.editions.values import Value
from desktop.records.model import FormKey
from desktop.records.revision import to_json
from desktop.store import drafts, states
from desktop.store.database import Store

MOST_AT_ONCE = 2  # journal lines of one answer: the first of a household brings its unit
Answer = tuple[str, object]  # path, value as JSON has it


@dataclass(slots=True)
class Toll:
    """What many lives acknowledged, and what of it was lost."""

    told: dict[str, list[Answer]] = field(default_factory=lambda: defaultdict(list))  # by form, oldest first
    answers: int = 0
    unheard: int = 0  # kept, and killed before it could be said: allowed
    in_a_draft: int = 0  # kills that left a draft
    while_opening: int = 0
    lost: list[tuple[str, Answer]] = field(default_factory=list)


def compare(store: Store, key: FormKey, toll: Toll) -> None:
    """The journal holds every acknowledged answer in order, and besides at most what was just being kept."""
    told = toll.told[key]
    found = [(line.path, plain(line.after)) for line in drafts.journal(store, key)]
    if found[: len(told)] != told:
        toll.lost += [(key, one) for one in told if one not in found] or [(key, ("out of order", None))]
    else:
        assert len(found) <= len(told) + MOST_AT_ONCE
        toll.unheard += len(found) - len(told)
    toll.told[key] = found
    draft = drafts.read(store, key)
    touched = draft.touched if draft else {}
    assert touched == {line.path: line.after for line in drafts.since_opened(store, key)}
    form = {**(states.body(store, records.FORM, key) or {}), **touched}
    assert plain_body(form) == {path: value for path, value in dict(found).items() if value is not None}


def plain(value: Value | None) -> object:
    """As the child writes it."""
    return None if value is None else to_json(value)


def plain_body(form: Mapping[str, Value | None]) -> dict[str, object]:
    """What stands in a form, cleared answers left out."""
    return {path: to_json(value) for path, value in form.items() if value is not None}
