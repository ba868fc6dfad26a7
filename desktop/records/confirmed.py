"""A warning that somebody looked at and confirmed with a remark: what is odd, and right all the same.

Two paths that merge as one value: `confirmed/<code>/<path>` holds the remark, `…/of` what was confirmed. When
the answer changes, the confirmation no longer speaks of it, and the warning is open again.
"""

from dataclasses import replace

from desktop.editions import answers
from desktop.editions.rules import Edition
from desktop.editions.values import Value
from desktop.records.model import Form, Problem, Severity, split_path

CONFIRMED = "confirmed/"  # confirmed/<code>/<path> = the remark
OF = "/of"  # confirmed/<code>/<path>/of = the answer and the numbers that were confirmed


def confirmation(problem: Problem) -> str:
    """Where the remark about a warning stands."""
    return f"{CONFIRMED}{problem.code}/{problem.path}"


def confirms(edition: Edition, form: Form, problem: Problem, remark: str | None) -> dict[str, Value | None]:
    """What to write to confirm a warning with a remark; None takes the confirmation back."""
    path = confirmation(problem)
    if remark is None:
        return {path: None, f"{path}{OF}": None}
    return {path: remark, f"{path}{OF}": fingerprint(edition, form, problem)}


def fingerprint(edition: Edition, form: Form, problem: Problem) -> str:
    """What a confirmation speaks of: the answer and the numbers of the sentence."""
    value, question = form.answer(problem.path), edition.vocabulary.get(split_path(problem.path)[1])
    shown = "" if value is None else (answers.show(question, value) if question else str(value))
    numbers = [f"{name}={n}" for name, n in sorted(problem.slots.items()) if isinstance(n, int)]
    return " ".join([shown, *numbers])


def with_remarks(edition: Edition, form: Form, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The same problems; warnings that are confirmed carry their remark."""
    if not any(path.startswith(CONFIRMED) for path in form.household):
        return problems
    return tuple(_with_remark(edition, form, problem) for problem in problems)


def _with_remark(edition: Edition, form: Form, problem: Problem) -> Problem:
    path = confirmation(problem)
    remark = form.household.get(path)
    holds = form.household.get(f"{path}{OF}") == fingerprint(edition, form, problem)
    if problem.severity is Severity.WARNING and isinstance(remark, str) and holds:
        return replace(problem, confirmed=remark)
    return problem


def code_of(path: str) -> str:
    """The code of the problem that a confirmation speaks of."""
    return path.removeprefix(CONFIRMED).partition("/")[0]


def place_of(path: str) -> str:
    """The place that a confirmation speaks of."""
    return path.removeprefix(CONFIRMED).partition("/")[2].removesuffix(OF)


def fits_confirmed(edition: Edition, path: str, value: Value) -> bool | None:
    """Can a form hold this? None = a problem that this edition does not know."""
    return type(value) is str and bool(place_of(path)) if code_of(path) in edition.problems else None


def open_ones(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those that nobody confirmed."""
    return tuple(problem for problem in problems if not problem.confirmed)
