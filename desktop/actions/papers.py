"""Make a paper: read its template, fill it, write a PDF. Whatever a paper shows passes through `sheets`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop import i18n, paths
from desktop.actions import audit, papers_household, papers_lists, papers_person, privacy
from desktop.actions.context import Workspace
from desktop.actions.papers_asked import Asked
from desktop.actions.progress import Progress, no_progress
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.report import paper
from desktop.report.paper import PAPER, STYLE, About, Paper, Sheet
from desktop.report.template import Values
from desktop.store import files

Maker = Callable[[Workspace, Asked, str], Iterator[tuple[str, Values]]]
MAKERS: Mapping[str, Maker] = {
    "reason-slip": papers_household.reason_slips,
    "review-form": papers_household.review_forms,
    "my-data": papers_person.my_data,
    "review-list": papers_lists.review_list,
    "query-list": papers_lists.query_list,
    "handover": papers_lists.minutes,
}
ENDING = ".pdf"


@dataclass(frozen=True, slots=True)
class Made:
    """A paper on the disk."""

    path: Path
    pages: int


def make_paper(
    ws: Workspace,
    paper_id: str,
    asked: Asked,
    to: Path,
    progress: Progress = no_progress,
    *,
    language: str = "vi",
) -> Made:
    """Write the paper for everything that was asked into one PDF; a file that is there is replaced whole."""
    if to.suffix.lower() != ENDING:
        raise RasoatError(
            "no_such_format",
            N_("A paper cannot be written as “{ending}”."),
            N_("Use a file name that ends in .pdf."),
            ending=to.suffix,
        )
    made = write(list(sheets(ws, paper_id, asked, progress, language=language)), to, progress)
    audit.note(ws, audit.PRINT, paper_id, {"pages": made.pages})
    return made


def sheets(
    ws: Workspace,
    paper_id: str,
    asked: Asked,
    progress: Progress = no_progress,
    *,
    language: str = "vi",
) -> Iterator[Sheet]:
    """The filled sheets of a paper, one a household or one in all. Raises where there is nothing to print."""
    made = read(paper_id, language)
    found = False
    with i18n.speaking(language):
        for title, values in MAKERS[paper_id](ws, asked, language):
            found = True
            progress(0, 0)  # work that was stopped goes no further
            shown = privacy.on_paper(paper_id, values)
            yield paper.filled(made, shown, f"{made.about.name[language]} – {title}")
    if not found:
        raise RasoatError(
            "nothing_to_print",
            N_("There is no household to print this paper for."),
            N_("Choose a household, or a village that has some."),
        )


def write(made: list[Sheet], to: Path, progress: Progress = no_progress) -> Made:
    """Write sheets that were filled already, so that what was looked at is what is in the file."""
    from desktop.report import printing

    with files.replacing(to) as out:
        pages = printing.write_pdf(out, made, partial(_say, progress, len(made)))
    return Made(to, pages)


def read(paper_id: str, language: str = "vi") -> Paper:
    """A paper as the province has it, else as the program has it; raises `RasoatError` that says where."""
    if paper_id not in known():
        raise RasoatError(
            "no_paper",
            N_("There is no paper “{paper}”."),
            N_("Use one of: {known}."),
            paper=paper_id,
            known=", ".join(known()),
        )
    shipped = paths.resources() / "papers"
    found = {one.name: one.read_bytes() for one in (shipped / paper_id).iterdir() if one.is_file()}
    found[STYLE] = (shipped / STYLE).read_bytes()
    local = paths.user_papers()
    for file in (local / STYLE, *sorted((local / paper_id).glob("*"))):
        if file.is_file() and file.name != PAPER:  # what can be filled in is up to the program
            found[file.name] = file.read_bytes()
    return paper.paper_of(paper_id, found, language)


def about(paper_id: str) -> About:
    """What a paper is: its name and its kind."""
    folder = paths.resources() / "papers" / paper_id
    return paper.about_of(paper_id, {PAPER: (folder / PAPER).read_bytes()})


def known() -> tuple[str, ...]:
    """Every paper there is."""
    folder = paths.resources() / "papers"
    return tuple(sorted(one.name for one in folder.iterdir() if (one / PAPER).is_file()))


def _say(progress: Progress, total: int, done: int) -> None:
    progress(done, total)
