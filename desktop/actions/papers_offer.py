"""Papers for the screen: which ones are offered where, and their pages counted before anything is printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from desktop.actions import papers, papers_table, report
from desktop.actions.context import Workspace
from desktop.actions.papers_asked import Asked, households
from desktop.actions.progress import Progress, no_progress
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.report.paper import Kind, Sheet

HOUSEHOLD: Kind = "household"
LIST: Kind = "list"
TABLE: Kind = "table"
TOLD: Kind = "told"
MOST = 2000  # households on the screen at once; the command line writes more


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that can be chosen; of tables, `id` is that of the table."""

    id: str
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Order:
    """What a screen asks the preview for: papers to choose from, about what, and where one came from."""

    offers: tuple[Offer, ...]
    asked: Asked = field(default_factory=Asked)
    first: str = ""  # the offer that is shown first; "": the first one
    back: tuple[str, object] = ("overview", None)
    ready: tuple[Sheet, ...] = ()  # sheets that are filled already: nothing is read for them


@dataclass(frozen=True, slots=True)
class Ready:
    """Filled sheets, and how many pages each takes."""

    sheets: tuple[Sheet, ...]
    pages: tuple[int, ...]


def offers(language: str, *kinds: Kind) -> tuple[Offer, ...]:
    """The papers of these kinds, kind by kind, each in the order in which they are known."""
    names = [*papers.MAKERS, papers_table.PAPER_ID]
    found = [(name, papers.about(name)) for name in names]
    return tuple(
        Offer(name, about.name[language], kind)
        for kind in kinds
        for name, about in found
        if about.kind == kind
    )


def one(paper_id: str, language: str) -> Offer:
    """A paper by its id."""
    about = papers.about(paper_id)
    return Offer(paper_id, about.name[language], about.kind)


def tables(ws: Workspace, language: str) -> tuple[Offer, ...]:
    """The official tables of the standard."""
    layouts = [report.layout(ws, one) for one in report.available(ws)]
    return tuple(Offer(one.id, one.name[language], TABLE) for one in layouts)


def prepare(
    ws: Workspace,
    offer: Offer,
    order: Order,
    progress: Progress = no_progress,
    *,
    language: str = "vi",
) -> Ready:
    """Fill every sheet and count its pages. Raises where there is nothing, or too much for a screen."""
    from desktop.report import printing

    total = len(households(ws, order.asked)) if offer.kind == HOUSEHOLD else 1
    if total > MOST:
        raise RasoatError(
            "too_many_to_show",
            N_("These are {n} households: too many papers to look at."),
            N_("Choose a village or search first; at most {most} at once."),
            n=total,
            most=MOST,
        )
    sheets = order.ready or _sheets(ws, offer, order.asked, progress, language)
    made: list[Sheet] = []
    pages = printing.count(_kept(sheets, made), lambda done: progress(done, total))
    return Ready(tuple(made), pages)


def _sheets(ws: Workspace, offer: Offer, asked: Asked, progress: Progress, language: str) -> Iterable[Sheet]:
    if offer.kind != TABLE:
        return papers.sheets(ws, offer.id, asked, progress, language=language)
    (table,) = report.tables(ws, (offer.id,))
    return [papers_table.sheet(table, report.words(), language, report.notes(table, language))]


def _kept(sheets: Iterable[Sheet], into: list[Sheet]) -> Iterator[Sheet]:
    for one in sheets:
        into.append(one)
        yield one
