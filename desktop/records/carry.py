"""From one round to the next: what a household takes over, and what nobody has confirmed since.

A carried form is one revision of its own, made of the last form alone: the same wherever it is made.
"""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from hashlib import sha256

from desktop.editions.answers import fits
from desktop.editions.model import Scope
from desktop.editions.rules import Edition
from desktop.editions.values import Missing, Value
from desktop.records.model import (
    DELETED,
    POSITION,
    Answers,
    Form,
    FormKey,
    form_key,
    household_uid,
    member_path,
    split_path,
)
from desktop.records.revision import RevId, Revision, canonical, to_json

FORM = "form"
EPOCH = "carry:"  # what the epoch of a carried revision begins with
Places = Callable[[Answers], Mapping[str, Value | None]]  # household's answers -> where it is now


def carried_body(edition: Edition, form: Form, places: Places, unsure: AbstractSet[str]) -> dict[str, Value]:
    """What the next round takes over from `form`, asked by the next round's `edition`.

    Only stable answers that this edition asks and would accept; no reason why there was no answer, no
    member who left, nothing that two sides wrote differently (`unsure`: paths). `places` says where the
    household is in the units of the next round; None: not known, so it is asked.
    """
    household = _stable(edition, Scope.HOUSEHOLD, form.household, "", unsure)
    for question, value in places(form.household).items():
        household.pop(question, None)
        if value is not None and question in edition.questions and question not in unsure:
            household[question] = value
    for member in form.members:
        household |= _stable(edition, Scope.MEMBER, member.answers, member_path(member.uid, ""), unsure)
        if POSITION in member.answers:
            household[member_path(member.uid, POSITION)] = member.answers[POSITION]
    return household


def carried(key: FormKey, the_round: str, edition: Edition, body: Mapping[str, Value]) -> Revision | None:
    """The first revision of the same household in `the_round`; None when there is nothing to take over.

    Its epoch is the hash of all it says, so two laptops with the same last form make the same revision.
    """
    if not body:
        return None
    there = form_key(household_uid(key), the_round)
    said = {path: to_json(value) for path, value in body.items()}
    seal = sha256(canonical([key, there, said, edition.id, edition.version])).hexdigest()
    return Revision(
        FORM,
        there,
        dict(sorted(body.items())),
        frozenset(body),
        epoch=f"{EPOCH}{seal}",
        counter=1,
        edition=edition.id,
        version=edition.version,
    )


def is_carried(revision: Revision) -> bool:
    """Was it made by carrying a household forward?"""
    return revision.epoch.startswith(EPOCH)


def unconfirmed(
    revisions: Mapping[RevId, Revision], withdrawn: AbstractSet[RevId], group_of: Callable[[str], str]
) -> frozenset[str]:
    """The paths that only carrying wrote: nobody confirmed or changed them since. Confirming is a write."""
    held = [one for rev, one in revisions.items() if rev not in withdrawn]
    brought = [one for one in held if is_carried(one)]
    if not brought:
        return frozenset()
    written = {group_of(path) for one in held if not is_carried(one) for path in one.sets}
    return frozenset(
        path
        for one in brought
        for path in one.sets
        if group_of(path) not in written and not path.endswith(f"/{POSITION}")
    )


def to_confirm(edition: Edition, paths: Iterable[str], skipped: AbstractSet[str]) -> frozenset[str]:
    """Those of `paths` that the form asks: what a keyer still has to look at."""
    return frozenset(
        path for path in paths if split_path(path)[1] in edition.questions and path not in skipped
    )


def _stable(
    edition: Edition, scope: Scope, answers: Answers, before: str, unsure: AbstractSet[str]
) -> dict[str, Value]:
    """`before` + question -> value."""
    kept: dict[str, Value] = {}
    for name, value in answers.items():
        question = edition.questions.get(name)
        if question is None or question.scope is not scope or name not in edition.carry:
            continue
        if f"{before}{name}" in unsure or isinstance(value, Missing) or not fits(question, value):
            continue
        kept[f"{before}{name}"] = value
    return kept


def is_carriable(form: Form) -> bool:
    """Does the household go on? A deleted one, or one without members, does not."""
    return DELETED not in form.household and bool(form.members)
