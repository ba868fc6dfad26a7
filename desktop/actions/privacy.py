"""The table of `resources/privacy.toml`: asked by everything that shows a household or writes it out."""

import tomllib
from collections.abc import Mapping
from functools import cache

from desktop import paths
from desktop.records.privacy import Privacy, slots_for
from desktop.report.template import Values


@cache
def table() -> Privacy:
    """What may be shown, and to whom."""
    found = tomllib.loads((paths.resources() / "privacy.toml").read_text(encoding="utf-8"))
    return Privacy(
        questions=_told(found["about"]),
        slots=_told(found["slots"]),
        may={one["id"]: frozenset(one["may"]) for one in found["purpose"]},
        papers=found["papers"],
    )


def on_paper(paper: str, values: Values) -> Values:
    """The slots of a paper without what nobody may read in it."""
    return slots_for(table(), table().papers[paper], values)


def _told(kinds: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: told for told, names in kinds.items() for name in names}
