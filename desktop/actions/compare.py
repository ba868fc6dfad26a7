"""Who of the open round would be in another class by another standard, and through which rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.actions import editions, words
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.actions.records import FORM
from desktop.editions.rules import Edition
from desktop.i18n import _
from desktop.records.classify import CLASS, NO_RULE, classify_sheet
from desktop.records.compare import Changed, Difference, compare
from desktop.records.model import DELETED, Form, FormKey
from desktop.records.sheet import lay_out
from desktop.store import states

EVERY = 50  # households between two words of progress


@dataclass(frozen=True, slots=True)
class Group:
    """Households that change in the same way through the same rules."""

    before: str
    after: str
    why: str
    keys: tuple[FormKey, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of so many households these change; the largest group first."""

    edition: str
    households: int
    groups: tuple[Group, ...]

    @property
    def changing(self) -> int:
        """How many households change."""
        return sum(len(group.keys) for group in self.groups)


def others(ws: Workspace) -> tuple[str, ...]:
    """The editions that the open round can be compared with, the ones that come after its own first."""
    known = editions.available()
    place = known.index(ws.edition.id) + 1 if ws.edition.id in known else 0
    return tuple(one for one in (*known[place:], *known[:place]) if one != ws.edition.id)


def compare_round(ws: Workspace, other: str, language: str, progress: Progress = no_progress) -> Comparison:
    """Judge every live household of the open round by both standards, on the day of the round."""
    then = editions.load_edition(other)
    total, households = states.count(ws.store, FORM), 0
    found: dict[Changed, list[FormKey]] = {}
    for done, (key, body) in enumerate(states.bodies(ws.store, FORM)):
        if done % EVERY == 0:
            progress(done, total)
        if not body or DELETED in body or not key.endswith(f"@{ws.round.key}"):
            continue
        households += 1
        changed = _changed(ws, then, Form.from_body(FormKey(key), body))
        if changed.before != changed.after:
            found.setdefault(changed, []).append(FormKey(key))
    groups = [_group(ws.edition, then, changed, keys, language) for changed, keys in found.items()]
    return Comparison(then.id, households, tuple(sorted(groups, key=_order)))


def _changed(ws: Workspace, then: Edition, form: Form) -> Changed:
    one, two = lay_out(ws.edition, form, ws.round.date), lay_out(then, form, ws.round.date)
    return compare(one, classify_sheet(one), two, classify_sheet(two))


def _order(group: Group) -> tuple[int, str, str, str]:
    return (-len(group.keys), group.before, group.after, group.why)


def _group(now: Edition, then: Edition, changed: Changed, keys: Sequence[FormKey], language: str) -> Group:
    return Group(
        words.class_label(now, changed.before, language),
        words.class_label(then, changed.after, language),
        "; ".join(_why(now, then, rule, language) for rule in changed.rules),
        tuple(keys),
    )


def _why(now: Edition, then: Edition, found: Difference, language: str) -> str:
    """“income line 1.500.000 → 2.200.000”, “Waste treatment: not answered yet”."""
    if found.rule == NO_RULE:
        return _("the other standard has no rule for this way of knowing the income")
    if found.rule.startswith(CLASS):
        return _("the other standard parts the classes in another way")
    if "/" in found.rule:
        return _("line {before} → {after}").format(before=_dotted(found.before), after=_dotted(found.after))
    label = next(r.label[language] for r in (*now.deprivations, *then.deprivations) if r.id == found.rule)
    return f"{label}: {_holds(found)}"


def _holds(found: Difference) -> str:
    if found.after is None:
        return _("not answered yet")
    return _("now deprived") if found.after else _("no longer deprived")


def _dotted(number: int | None) -> str:
    return f"{number:,}".replace(",", ".")
