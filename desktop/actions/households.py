"""The list of households, a page at a time."""

from dataclasses import dataclass, replace

from desktop.actions.context import Workspace
from desktop.records.rows import HouseholdRow
from desktop.store import results
from desktop.store.results import Filter


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, and how many rows the whole list has."""

    rows: tuple[HouseholdRow, ...]
    total: int


def page(ws: Workspace, wanted: Filter, offset: int = 0, limit: int = 256) -> Page:
    """The rows `offset` … `offset + limit` of the households that fit `wanted`, in Vietnamese order."""
    if wanted.only == results.GONE:
        wanted = replace(wanted, round=ws.round.key)
    return Page(tuple(results.page(ws.store, wanted, offset, limit)), results.count(ws.store, wanted))
