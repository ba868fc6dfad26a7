"""Write down what became of households after their score: meeting, posting, complaint, recognition."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop import paths
from desktop.actions import records, script, words
from desktop.actions.context import Workspace
from desktop.actions.write import put_record
from desktop.editions import answers
from desktop.editions.model import Kind, Option, Question, Scope
from desktop.editions.values import Unreadable, Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.model import Form, FormKey
from desktop.records.outcome import OUTCOME, Outcomes, Stage, stage, unfit_outcome
from desktop.records.revision import Revision
from desktop.store import states

FILE = "outcome.toml"
CLASSES = "classes"  # a field that offers the classes of the standard


@dataclass(frozen=True, slots=True)
class Outcome:
    """One household and what became of it."""

    form: FormKey
    household: str  # in words, without numbers of people
    stage: Stage
    said: Mapping[str, Value]
    clash: bool


def table(ws: Workspace) -> Outcomes:
    """What can be written down, with the classes of the standard of this round."""
    found = _file()
    classes = tuple(Option(code, about.label) for code, about in ws.edition.class_words.items())
    questions = {one["id"]: _question(one, classes) for one in found["field"]}
    return Outcomes(questions, found["roles"], found["agreement_percent"])


def write(ws: Workspace, household: str, said: Sequence[str]) -> bool:
    """Write every `path=value` of one household, or none; an empty value clears. Says whether that is new."""
    key = script.find(ws, household)
    questions = table(ws).questions
    changes = dict(_read(questions, word) for word in said)
    body = {**(states.body(ws.store, OUTCOME, key) or {}), **changes}
    return put_record(ws, OUTCOME, key, {path: value for path, value in body.items() if value is not None})


def listed(ws: Workspace, language: str = "vi") -> Iterator[Outcome]:
    """Every household of the round about which something was written."""
    known = table(ws)
    for key in states.keys_of_round(ws.store, OUTCOME, ws.round.key):
        body = states.body(ws.store, OUTCOME, key) or {}
        form = Form.from_body(FormKey(key), states.body(ws.store, records.FORM, key) or {})
        clash = bool(states.clashes_of(ws.store, OUTCOME, key))
        whose = words.household(ws.edition, form, language)
        yield Outcome(FormKey(key), whose, stage(known, body), body, clash)


def unfit_here(ws: Workspace, revision: Revision) -> str:
    """What of a line from outside does not fit; "" = it fits."""
    return unfit_outcome(table(ws), revision)


def place(ws: Workspace, path: str, language: str) -> str:
    """A field in words."""
    question = table(ws).questions.get(path)
    return question.label[language] if question else path


def said(ws: Workspace, path: str, value: Value | None, language: str) -> str:
    """What is written at a field, in words."""
    question = table(ws).questions.get(path)
    if question is None or value is None:
        return words.answer(ws.edition, "", value, language)
    chosen = next((one for one in question.options if one.code == value), None)
    return chosen.label[language] if chosen else answers.show(question, value)


def _read(questions: Mapping[str, Question], word: str) -> tuple[str, Value | None]:
    path, equals, text = word.partition("=")
    question = questions.get(path)
    if not equals or question is None:
        raise _unusable(word, ", ".join(f"{one}=…" for one in questions))
    if not text.strip():
        return path, None
    value = answers.parse(question, text)
    if isinstance(value, Unreadable):
        raise _unusable(word, ", ".join(value.accepted) or question.label["en"])
    return path, value


def _unusable(found: str, accepted: str) -> RasoatError:
    return RasoatError(
        "not_an_answer",
        N_("“{found}” cannot be entered; nothing was written."),
        N_("Accepted is: {accepted}."),
        found=found,
        accepted=accepted,
    )


def _question(found: Mapping[str, Any], classes: tuple[Option, ...]) -> Question:
    options = classes if found.get(CLASSES) else ()
    return Question(found["id"], Kind(found["kind"]), Scope.HOUSEHOLD, found["label"], options)


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads((paths.resources() / FILE).read_text(encoding="utf-8"))
