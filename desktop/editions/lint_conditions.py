"""What can be found in the conditions of an edition by reading them, and by trying them together."""

from collections.abc import Iterator

from desktop.editions import syntax as s
from desktop.editions import trial
from desktop.editions.expression import Expression
from desktop.editions.lint_rules import Finding, finding
from desktop.editions.load import COUNT
from desktop.editions.model import Kind, Scope
from desktop.editions.rules import Edition
from desktop.editions.verify import Condition, conditions
from desktop.editions.xpath import Translator
from desktop.errors import RasoatError

CODED = (Kind.CODE, Kind.CODES)


def in_conditions(edition: Edition) -> Iterator[Finding]:
    """All findings about conditions, in the order of the files."""
    seen = set[tuple[str, str, str]]()
    translate = Translator({**edition.vocabulary, **edition.questions}, _numbers(edition))
    for condition in conditions(edition):
        for one in (
            *_always(edition, condition),
            *_no_option(edition, condition),
            *_untranslatable(translate, condition),
        ):
            key = (one.code, one.where, one.found)
            if key not in seen:
                seen.add(key)
                yield one
    yield from _unreachable(edition)


def _numbers(edition: Edition) -> dict[str, str]:
    return {name: name for name in edition.classing.names - edition.household.names}


def _always(edition: Edition, condition: Condition) -> Iterator[Finding]:
    told, place = condition.expression, (condition.file, condition.where)
    try:
        if not told.reads - {COUNT}:
            yield finding(
                "never_unknown", *place, f"“{_flat(told)}”, which reads no answer", "an answer is read"
            )
        if told.truth(condition.scope.facts({})) is True:
            shown = f"“{_flat(told)}”, always true whatever is answered"
            yield finding("never_false", *place, shown, "what some answers make false")
        elif _never_false(edition, condition):
            shown = f"“{_flat(told)}”, never false in the tries on its boundaries"
            yield finding("never_false", *place, shown, "what some answers make false")
    except RasoatError:
        return  # said by its trial: it fails


def _never_false(edition: Edition, condition: Condition) -> bool:
    told, holds = condition.expression, False
    for answers in trial.worlds(edition, told):
        truth = told.truth(condition.scope.facts(answers))
        if truth is False:
            return False
        holds |= truth is True
    return holds


def _no_option(edition: Edition, condition: Condition) -> Iterator[Finding]:
    try:
        tree = s.parse(condition.expression.text)
    except RasoatError:
        return  # said by `no_xlsform`
    for part in s.parts(tree):
        for name, code in _compared(part):
            question = edition.questions.get(name) or edition.vocabulary.get(name)
            if question is None or question.kind not in CODED:
                continue
            offered = [option.code for option in question.options]
            if offered and code not in offered:
                accepted = f"one of {', '.join(offered)}"
                yield finding(
                    "no_such_option", condition.file, condition.where, f"“{code}” of {name}", accepted
                )


def _compared(part: s.Tree) -> Iterator[tuple[str, str]]:
    """The texts that an answer is compared with."""
    if isinstance(part, s.Among):
        yield from ((part.name.id, code) for code in part.codes)
    elif isinstance(part, s.Chosen):
        yield part.name.id, part.code
    elif isinstance(part, s.Compare):
        for one, other in ((part.left, part.right), (part.right, part.left)):
            if isinstance(one, s.Name) and isinstance(other, s.Literal) and isinstance(other.value, str):
                yield one.id, other.value


def _untranslatable(translate: Translator, condition: Condition) -> Iterator[Finding]:
    try:
        translate.said(condition.expression.text)
    except RasoatError as error:
        place = f"{error.slots['found']} (line {error.slots['line']}, column {error.slots['column']})"
        accepted = "comparisons, in, size(), &&, || and !"
        yield finding("no_xlsform", condition.file, condition.where, place, accepted)


def _unreachable(edition: Edition) -> Iterator[Finding]:
    """A question is asked only where those it depends on are asked and answered so."""
    scopes = {Scope.HOUSEHOLD: edition.household, Scope.MEMBER: edition.member}
    for name, own in edition.relevance.items():
        chain = _chain(edition, name)
        if len(chain) == 1:
            continue
        scope = scopes[edition.questions[name].scope]
        joined = scope.compile(" && ".join(f"({edition.relevance[one].text})" for one in chain))
        try:
            alone, together = (_ever(edition, one, name) for one in (own, joined))
        except RasoatError:
            continue  # said by its trial: it fails
        if alone and not together:
            found = f"never asked: it reads {', '.join(chain[1:])}, asked only where this one is not"
            yield finding(
                "unreachable", "questions.toml", f"question {name}, relevant", found, "what can be asked"
            )


def _chain(edition: Edition, name: str) -> list[str]:
    """The question and all with a relevance that its own depends on."""
    chain = [name]
    for one in chain:
        reads = edition.relevance[one].reads
        chain += [other for other in sorted(reads) if other in edition.relevance and other not in chain]
    return chain


def _ever(edition: Edition, told: Expression, name: str) -> bool:
    scope = edition.household if edition.questions[name].scope is Scope.HOUSEHOLD else edition.member
    return any(told.truth(scope.facts(answers)) is True for answers in trial.worlds(edition, told))


def _flat(told: Expression) -> str:
    return " ".join(told.text.split())
