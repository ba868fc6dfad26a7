"""Which ethnic groups the tables name one by one: the province's own list, or one kept for this workspace."""

from collections.abc import Mapping, Sequence
from functools import cache

from desktop import paths
from desktop.actions.context import Workspace
from desktop.editions.model import Option
from desktop.editions.rules import Edition
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.rollup.peoples import PEOPLES, Peoples, peoples_of

SETTING, CODES = "peoples", "codes"


def named(ws: Workspace) -> tuple[Option, ...]:
    """The groups that R9 names, in order."""
    kept = ws.store.get(SETTING)
    places = [ws.home.code, *(unit.code for unit in ws.units.ancestors(ws.home.code))]
    return options(ws.edition, kept[CODES] if kept else usual(ws.edition, places))


def usual(edition: Edition, places: Sequence[str] = ()) -> tuple[str, ...]:
    """The codes of the list of the first of `places` that has one; else those that live in many provinces."""
    return _shipped(tuple(_codes(edition))).of(places)


def options(edition: Edition, codes: Sequence[str]) -> tuple[Option, ...]:
    """The groups of these codes, in this order."""
    known = _codes(edition)
    return tuple(known[code] for code in codes if code in known)


def name(ws: Workspace, codes: Sequence[str]) -> None:
    """Keep another list for this workspace; an empty one brings the province's back."""
    known = _codes(ws.edition)
    own = _shipped(tuple(known)).own_column
    odd = [code for code in codes if code not in known or code == own or list(codes).count(code) > 1]
    if odd:
        raise RasoatError(
            "no_people",
            N_("“{people}” is no code of an ethnic group that can be named here, or stands twice."),
            N_("Use codes of two digits such as 02 for Tày; Kinh (01) has a column of its own."),
            people=odd[0],
        )
    if codes:
        ws.store.put(SETTING, {CODES: list(codes)})
    else:
        ws.store.drop(SETTING)


def _codes(edition: Edition) -> Mapping[str, Option]:
    question = edition.vocabulary[edition.roles.ethnicity]
    return {option.code: option for option in question.options}


@cache
def _shipped(known: tuple[str, ...]) -> Peoples:
    return peoples_of((paths.resources() / "tables" / PEOPLES).read_bytes(), known)
