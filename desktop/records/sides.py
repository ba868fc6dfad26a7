"""The sides of a clash: which paths they speak of, what a form is with one, whether its class hangs on it."""

from collections.abc import Mapping

from desktop.editions.rules import Edition
from desktop.editions.values import Value
from desktop.records.classify import classify_sheet
from desktop.records.merge import Clash, ClashValue
from desktop.records.model import Form
from desktop.records.sheet import lay_out


def group_paths(clash: Clash) -> tuple[str, ...]:
    """Every path that a side of the clash speaks of."""
    return tuple(sorted({clash.path}.union(*(side.values for side in clash.values))))


def differing(clash: Clash) -> tuple[str, ...]:
    """The paths on which the sides do not agree: of a group often only one."""
    return tuple(
        path
        for path in group_paths(clash)
        if len({(type(value := side.values.get(path)), value) for side in clash.values}) > 1
    )


def chosen(form: Form, clash: Clash, values: Mapping[str, Value]) -> Form:
    """The form with one side's word on the clashing group."""
    for path in group_paths(clash):
        form = form.with_answer(path, values.get(path))
    return form


def flips(edition: Edition, form: Form, clash: Clash, day: str, now: str) -> bool:
    """Does a side make another class than `now`, which the provisional one makes?"""
    others = (side for n, side in enumerate(clash.values) if n != clash.provisional)
    forms = (chosen(form, clash, one.values) for one in others)
    return any(classify_sheet(lay_out(edition, one, day, brief=True)).code != now for one in forms)


def of_same_hand(clash: Clash, side: ClashValue) -> int | None:
    """The number, from 1, of what the laptop of `side` wrote in another clash; None: nothing."""
    return next((n for n, one in enumerate(clash.values, 1) if one.epoch == side.epoch), None)
