"""Which questions are asked: a question whose relevance is not known yet is asked."""

from collections.abc import Iterable

from desktop.editions.expression import Facts
from desktop.editions.model import Question, Scope
from desktop.editions.rules import Edition


def skipped(edition: Edition, scope: Scope, facts: Facts) -> frozenset[str]:
    """The questions of `scope` that are certainly not asked of this household or member."""
    return frozenset(
        name
        for name, condition in edition.relevance.items()
        if edition.questions[name].scope is scope and condition.truth(facts) is False
    )


def required(questions: Iterable[Question]) -> tuple[str, ...]:
    """Those that a finished form answers, or says why not."""
    return tuple(question.id for question in questions if question.required)
