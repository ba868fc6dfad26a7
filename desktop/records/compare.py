"""Two standards on the same answers: which class each gives, and through which rules they differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.editions.rules import LINES, Basis, Edition
from desktop.records.classify import CLASS, EVERYONE, NO_RULE, class_code
from desktop.records.model import OVERRIDE, WHY, Result
from desktop.records.sheet import Sheet

Side = bool | int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A rule and what each edition says: whether it holds (None: not known), or where a line lies."""

    rule: str  # a deprivation, `<line>/<basis>`, `class/<code>`, or no_rule
    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class Changed:
    """The class by each of two editions, and the rules that make the difference; none where there is none."""

    before: str
    after: str
    rules: tuple[Difference, ...]


def compare(one: Sheet, before: Result, other: Sheet, after: Result) -> Changed:
    """What changes between two editions for a household that is laid out for each."""
    if before.code == after.code:
        return Changed(before.code, after.code, ())
    found = [*_no_rule(before, after), *_lines(one, other, before)]
    if class_code(other, before.b2, before.b2_max) != after.code:
        found.extend(_deprivations(one.edition, other.edition, before, after))
    return Changed(before.code, after.code, tuple(found or _classes(before, after)))


def _deprivations(one: Edition, other: Edition, before: Result, after: Result) -> Iterator[Difference]:
    """Those that differ. A rule that an edition lacks does not hold there."""
    says, says_then = ({reason.rule: reason.holds for reason in result.reasons} for result in (before, after))
    for rule in dict.fromkeys(rule.id for rule in (*one.deprivations, *other.deprivations)):
        was, is_now = says.get(rule, False), says_then.get(rule, False)
        if was is not is_now:
            yield Difference(rule, was, is_now)


def _lines(one: Sheet, other: Sheet, before: Result) -> Iterator[Difference]:
    """Lines that its income or points are under by one edition, and over by the other."""
    basis = before.distance.basis
    first, second = one.edition.bases.get(basis), other.edition.bases.get(basis)
    value = _value(before, first)
    area = one.form.household.get(one.edition.roles.area)
    if first is None or second is None or value is None or not isinstance(area, str):
        return
    was, is_now = first.lines(area), second.lines(area)
    for name in LINES:
        low, high = was.get(name), is_now.get(name)
        if low is not None and high is not None and (value <= low) is not (value <= high):
            yield Difference(f"{name}/{basis}", low, high)


def _value(result: Result, basis: Basis | None) -> int | None:
    line, by = result.distance.line, result.distance.by
    return line + by if basis and line is not None and by is not None else None


def _no_rule(before: Result, after: Result) -> Iterator[Difference]:
    was, is_now = (any(r.rule == NO_RULE for r in result.reasons) for result in (before, after))
    if was is not is_now:
        yield Difference(NO_RULE, was, is_now)


def _classes(before: Result, after: Result) -> Iterator[Difference]:
    """No other rule differs: the classes themselves are cut in another way."""
    says, says_then = ({reason.rule: reason.holds for reason in result.reasons} for result in (before, after))
    for rule in dict.fromkeys(f"{CLASS}{code}" for code in (before.code, after.code)):
        was, is_now = says.get(rule, False), says_then.get(rule, False)
        if was is not is_now:
            yield Difference(rule, was, is_now)


def known_to(edition: Edition, other: Edition, thing: object) -> object:
    """The household without what only `other` knows: its own words, and decisions about its own rules."""
    if not isinstance(thing, dict):
        return thing
    foreign = set(other.vocabulary) - set(edition.vocabulary)
    rules = {rule.id for rule in other.deprivations} - {rule.id for rule in edition.deprivations}
    foreign |= {f"{OVERRIDE}{rule}{end}" for rule in rules for end in ("", WHY)}
    people, kept = thing.get(EVERYONE), {key: found for key, found in thing.items() if key not in foreign}
    if not isinstance(people, list) or not foreign:
        return kept
    each = [
        {k: v for k, v in one.items() if k not in foreign} if isinstance(one, dict) else one for one in people
    ]
    return {**kept, EVERYONE: each}
