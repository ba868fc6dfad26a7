"""The answer to “what do you keep about me?”: all about a household or a person, who wrote it, when."""

from collections.abc import Iterator, Mapping

from desktop.actions import enter, standing, trail, words
from desktop.actions.context import Workspace
from desktop.actions.enter import Entered
from desktop.actions.papers_asked import Asked, day, households, shared, village_name
from desktop.actions.records import FORM
from desktop.actions.trail import Step
from desktop.errors import RasoatError
from desktop.i18n import N_, _
from desktop.records.model import POSITION, Form, FormKey, Member, household_uid, split_path
from desktop.records.rounds import round_of_form
from desktop.report.template import Values
from desktop.store import revisions

ISO_DAY = 10  # letters of a day at the front of a time


def my_data(ws: Workspace, asked: Asked, language: str) -> Iterator[tuple[str, Values]]:
    """One sheet a household; with `asked.member`, only what is kept about that person."""
    for row in households(ws, asked):
        opened = enter.open_form(ws, row.key)
        people = _people(opened.form, asked.member)
        wrote = _writers(trail.of_household(ws, row.key, language))
        sections = [] if asked.member else [_section(opened, wrote, None, language)]
        sections += [_section(opened, wrote, one, language) for one in people]
        class_ = words.class_label(opened.sheet.edition, opened.result.code, language)
        yield (
            row.head or row.code,
            {
                **shared(ws),
                "head": words.title(ws.edition, opened.form),
                "code": row.code,
                "village": village_name(ws, row.village),
                "uid": household_uid(row.key),
                "class": "" if asked.member else class_,
                "rounds": _rounds(ws, row.key),
                "sections": sections,
            },
        )


def _people(form: Form, wanted: str) -> tuple[Member, ...]:
    """All, those who left too; or the one of a uid or of a row on paper."""
    found = tuple(one for n, one in enumerate(form.everyone, start=1) if wanted in ("", one.uid, str(n)))
    if wanted and not found:
        raise RasoatError(
            "no_member",
            N_("Nobody in this household is “{member}”."),
            N_("Give the row on the form, such as 2, or the person's uid."),
            member=wanted,
        )
    return found


def _writers(steps: tuple[Step, ...]) -> dict[str, Step]:
    """Who wrote what stands at each path: the last step that did."""
    return {wrote.path: step for step in steps if not step.withdrawn for wrote in step.wrote}


def _section(opened: Entered, wrote: Mapping[str, Step], member: Member | None, language: str) -> Values:
    """What is kept about the household itself, or about a person: one row for each writing of it."""
    form, edition = opened.form, opened.sheet.edition
    groups: dict[tuple[str, str], list[str]] = {}
    order = {question: n for n, question in enumerate(edition.questions)}
    for path, value in sorted(
        form.body().items(), key=lambda one: order.get(split_path(one[0])[1], len(order))
    ):
        uid, question = split_path(path)
        if uid != (member.uid if member else None) or question == POSITION:
            continue
        step = wrote.get(path)
        by = (step.who or _("from a list"), day(step.when[:ISO_DAY])) if step else (_("being entered"), "")
        label = words.place(edition, form, question, language)
        groups.setdefault(by, []).append(f"{label}: {words.answer(edition, path, value, language)}")
    name = member.answers.get(edition.roles.member_name) if member else None
    rows: list[Values] = [
        {"said": "; ".join(said), "who": who, "when": when} for (who, when), said in groups.items()
    ]
    return {"title": name if isinstance(name, str) else _("The household"), "rows": rows}


def _rounds(ws: Workspace, key: FormKey) -> str:
    """The years of the reviews that hold a form of it."""
    known = standing.known(ws)
    found = {round_of_form(one.key) for one in revisions.of_household(ws.store, FORM, household_uid(key))}
    return ", ".join(sorted({str(known[one].year) for one in found if one in known}))
