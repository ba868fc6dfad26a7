"""What is wrong with an edition that loads: conditions that fail, are never true, read what nobody answers.

A missing answer may leave a condition unknown; all else that is not true or false is the edition's fault.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from string import Formatter

from desktop.editions import trial
from desktop.editions.expression import Expression, Vocabulary
from desktop.editions.load import AGE, B2, BORN, CLASS_NUMBERS, COUNT, VALUE
from desktop.editions.model import Scope, Words
from desktop.editions.rules import Basis, ClassRule, Edition, Shape
from desktop.errors import RasoatError


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: the file, the table and its key, what was found and what is accepted."""

    file: str
    where: str
    found: str
    accepted: str
    code: str = "broken"  # which rule of `lint` it breaks


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition and where it stands; `known` are the names that can get a value."""

    file: str
    where: str
    expression: Expression
    scope: Vocabulary
    known: frozenset[str]


def faults(edition: Edition) -> tuple[Fault, ...]:
    """All that can be found by trying, in the order of the files."""
    tried = (fault for condition in conditions(edition) for fault in _try(edition, condition))
    return (*_parts(edition), *tried, *_classes(edition), *_words(edition))


def conditions(edition: Edition) -> Iterator[Condition]:
    """Every condition of an edition, and where it stands."""
    household = frozenset(question.id for question in edition.asked(Scope.HOUSEHOLD))
    member = frozenset(question.id for question in edition.asked(Scope.MEMBER))
    scopes = {
        Scope.HOUSEHOLD: (edition.household, household | {COUNT}),
        Scope.MEMBER: (edition.member, member | {AGE, BORN}),
    }
    for name, condition in edition.relevance.items():
        scope = edition.questions[name].scope
        yield Condition("questions.toml", f"question {name}, relevant", condition, *scopes[scope])
    counted = (("deprivation", edition.deprivations), ("flag", edition.flags), ("count", edition.counts))
    for table, rules in counted:
        for rule in rules:
            scope = Scope.MEMBER if rule.shape in (Shape.SOME_MEMBER, Shape.SHARE) else Scope.HOUSEHOLD
            for condition in rule.conditions:
                yield Condition("rules.toml", f"{table} {rule.id}, {rule.shape}", condition, *scopes[scope])
    for rule_ in edition.classes:
        where = f"class {rule_.id} by {rule_.basis}, when"
        known = household | set(CLASS_NUMBERS)
        yield Condition("rules.toml", where, rule_.when, edition.classing, known)
    for check in edition.checks:
        yield Condition("checks.toml", f"check {check.code}, when", check.when, *scopes[Scope.HOUSEHOLD])


def _try(edition: Edition, condition: Condition) -> Iterator[Fault]:
    file, where = condition.file, condition.where
    unasked = sorted(condition.expression.reads - condition.known)
    if unasked:
        yield Fault(
            file, where, f"“{unasked[0]}”, which nobody is asked", "a question of questions.toml", "not_asked"
        )
        return
    ever, tries = False, 0
    for answers in trial.worlds(edition, condition.expression):
        tries += 1
        try:
            ever |= condition.expression.truth(condition.scope.facts(answers)) is True
        except RasoatError as error:
            yield Fault(
                file, where, f"{error.slots['why']}, with {_shown(answers)}", "true or false", "fails"
            )
            return
    if not ever:
        decided = condition.expression.truth(condition.scope.facts({})) is False
        how = "whatever is answered" if decided else f"in {tries} tries on its boundaries"
        found = f"“{' '.join(condition.expression.text.split())}”, never true {how}"
        yield Fault(file, where, found, "what some answers make true", "never_true")


def _shown(answers: trial.Answers) -> str:
    return ", ".join(f"{name} = {value!r}" for name, value in answers.items()) or "nothing answered"


def _parts(edition: Edition) -> Iterator[Fault]:
    """The questions that the program cannot do without are asked."""
    roles = edition.roles
    household = (roles.unit, roles.village, roles.area, roles.basis)
    member = (roles.member_name, roles.birth_date, roles.relation)
    for name in (*household, *member, *(basis.value for basis in edition.bases.values())):
        if name not in edition.questions:
            yield Fault(
                "questions.toml", f"question {name}", "not asked", "asked: the program needs it", "needed"
            )


def _classes(edition: Edition) -> Iterator[Fault]:
    """Where a basis has class rules, exactly one holds, whatever the answers."""
    for basis in edition.bases.values():
        rules = [rule for rule in edition.classes if rule.basis == basis.id]
        wrong = next(_overlaps(edition, basis, rules), "") if rules else ""
        if wrong:
            yield Fault("rules.toml", f"classes by {basis.id}", wrong, "exactly one class", "one_class")


def _overlaps(edition: Edition, basis: Basis, rules: list[ClassRule]) -> Iterator[str]:
    read = frozenset[str]().union(*(rule.when.reads for rule in rules)) & set(edition.questions)
    names = sorted(name for name in read | {edition.roles.area} if edition.vocabulary[name].options)
    choices = [trial.codes(edition.vocabulary[name]) for name in names]
    for said in product(*choices):
        answers = dict(zip(names, said, strict=True))
        area = str(answers[edition.roles.area])
        answers |= basis.lines(area)
        for value, points in product(trial.class_values(edition), trial.class_points(edition)):
            facts = edition.classing.facts({**answers, VALUE: value, B2: points})
            try:
                hold = [rule.id for rule in rules if rule.when.truth(facts)]
            except RasoatError:
                return  # named by its own condition
            if len(hold) != 1:
                shown = _shown({**answers, VALUE: value, B2: points})
                yield f"{' and '.join(hold) or 'no class'}, with {shown}"


def _words(edition: Edition) -> Iterator[Fault]:
    """Both languages of a problem have the same slots."""
    for code, problem in edition.problems.items():
        for key, words in (("title", problem.title), ("hint", problem.hint)):
            try:
                slots = {language: _slots(words, language) for language in words}
            except ValueError as error:
                yield Fault(
                    "problems.toml", f"problem {code}, {key}", str(error), "slots such as {name}", "slots"
                )
                continue
            if len(set(slots.values())) > 1:
                shown = "; ".join(f"{language}: {', '.join(sorted(s))}" for language, s in slots.items())
                accepted = "the same slots in all languages"
                yield Fault("problems.toml", f"problem {code}, {key}", shown, accepted, "slots")


def _slots(words: Words, language: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(words[language]) if name is not None)
