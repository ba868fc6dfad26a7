"""The class of a household, with every step of its reasoning. Rules come from the edition; none stands here.

A missing answer makes a rule unknown unless the rest decides it; the class is given when every completion of
what is missing gives the same one (editions, "Classes").
"""

from dataclasses import dataclass, replace
from itertools import product

from desktop.editions.expression import Facts
from desktop.editions.load import B2, COUNT, VALUE
from desktop.editions.model import Kind, Question
from desktop.editions.rules import UNKNOWN, Basis, ClassRule, Edition, Rule, Shape
from desktop.editions.values import Missing, Value
from desktop.records.model import MEMBERS, OVERRIDE, Distance, Form, Reason, Result
from desktop.records.sheet import FIRST_DAY, OVER_MEMBERS, Sheet, is_missing, lay_out, year_only
from desktop.records.worth import Worth, worth

NO_RULE = "no_rule"
CLASS = "class/"  # the reason of a class rule is called class/<code>
EVERYONE = MEMBERS.rstrip("/")


@dataclass(frozen=True, slots=True)
class Judged:
    """What one yes/no rule says of a household."""

    rule: Rule
    holds: bool | None
    because: dict[str, Value]
    ask: frozenset[str]
    truths: tuple[bool | None, ...] = ()  # of each member, for rules over members
    overridden: bool = False


def classify(edition: Edition, form: Form, on: str) -> Result:
    """Classify `form` on the date `on` (YYYY-MM-DD)."""
    return classify_sheet(lay_out(edition, form, on))


def classify_sheet(sheet: Sheet) -> Result:
    """Classify a form that is laid out already; runs the rules twice when only a birth year is known."""
    judged = judge(sheet, sheet.edition.deprivations)
    result = _result(sheet, judged)
    roles = sheet.edition.roles
    if not any(year_only(roles, person.member) for person in sheet.people):
        return result
    early = lay_out(sheet.edition, sheet.form, sheet.on, day=FIRST_DAY, brief=sheet.brief)
    other = judge(early, sheet.edition.deprivations)
    return _mark_year_only(sheet, result, judged, other, _result(early, other).code)


def judge(sheet: Sheet, rules: tuple[Rule, ...]) -> tuple[Judged, ...]:
    """Ask every rule of `rules` about the household, overrides applied."""
    judged = tuple(_judge(sheet, rule) for rule in rules)
    by_hand = any(path.startswith(OVERRIDE) for path in sheet.form.household)
    return tuple(_override(sheet, one) for one in judged) if by_hand else judged


def judge_bare(sheet: Sheet, rule: Rule) -> bool | None:
    """What the answers alone say of a rule, whatever was decided by hand."""
    return _judge(sheet, rule).holds


def aggregate(rule: Rule, truths: tuple[bool | None, ...]) -> bool | None:
    """What a rule says, from what its condition says of each member, or each condition of the household."""
    if rule.shape is Shape.SOME_MEMBER:
        return _some(truths)
    if rule.shape is Shape.SHARE:
        return _share(truths, rule.more_than)
    return truths[0] if rule.shape is Shape.WHEN else _at_least(truths, rule.n)


def _judge(sheet: Sheet, rule: Rule) -> Judged:
    if rule.shape not in OVER_MEMBERS:
        return _judge_household(sheet, rule)
    said = [person.says[rule.id] for person in sheet.people]
    truths = tuple(one.truth for one in said)
    holds = aggregate(rule, truths)
    if sheet.brief:
        return Judged(rule, holds, {}, frozenset(), truths)
    decisive = [one for one in said if one.truth] if holds and rule.shape is Shape.SOME_MEMBER else said
    because = {path: value for one in decisive for path, value in one.because.items()}
    ask = frozenset[str]()
    if holds is None:
        ask = ask.union(*(one.ask for one in said)) if said else frozenset({EVERYONE})
    return Judged(rule, holds, because, ask, truths)


def _judge_household(sheet: Sheet, rule: Rule) -> Judged:
    holds = aggregate(rule, tuple(condition.truth(sheet.facts) for condition in rule.conditions))
    if sheet.brief:
        return Judged(rule, holds, {}, frozenset())
    reads = frozenset[str]().union(*(condition.reads for condition in rule.conditions))
    return Judged(
        rule, holds, _because(sheet, reads), _asked_household(sheet, reads) if holds is None else frozenset()
    )


def _because(sheet: Sheet, reads: frozenset[str]) -> dict[str, Value]:
    because = {name: sheet.form.household[name] for name in sorted(reads) if name in sheet.form.household}
    if COUNT in reads:
        because[EVERYONE] = len(sheet.people)
    return because


def _some(truths: tuple[bool | None, ...]) -> bool | None:
    if True in truths:
        return True
    return None if None in truths or not truths else False


def _share(truths: tuple[bool | None, ...], more_than: tuple[int, int]) -> bool | None:
    """True, false, or unknown, from how many members certainly and how many possibly count."""
    certain, possible = truths.count(True), len(truths) - truths.count(False)
    above, below = more_than
    if certain * below > above * len(truths):
        return True
    return None if possible * below > above * len(truths) or not truths else False


def _at_least(truths: tuple[bool | None, ...], n: int) -> bool | None:
    if truths.count(True) >= n:
        return True
    return None if len(truths) - truths.count(False) >= n else False


def _asked_household(sheet: Sheet, reads: frozenset[str]) -> frozenset[str]:
    asked = {name for name in reads - {COUNT} if sheet.asks(name)}
    if COUNT in reads and not sheet.people:
        asked.add(EVERYONE)
    return frozenset(asked)


def _override(sheet: Sheet, judged: Judged) -> Judged:
    path = f"{OVERRIDE}{judged.rule.id}"
    said = sheet.form.household.get(path)
    if not isinstance(said, bool):
        return judged
    because: dict[str, Value] = {path: said}
    why = sheet.form.household.get(f"{path}/why")
    if why is not None:
        because[f"{path}/why"] = why
    return replace(judged, holds=said, because=because, ask=frozenset(), overridden=True)


@dataclass(frozen=True, slots=True)
class Classed:
    """The class, the reasons of its rules, and what they still ask."""

    code: str
    b1: int | None
    reasons: tuple[Reason, ...]
    ask: frozenset[str]
    distance: Distance
    illustrative: bool = False


def _result(sheet: Sheet, judged: tuple[Judged, ...]) -> Result:
    each = sheet.edition.points_each
    b2 = each * sum(one.holds is True for one in judged)
    b2_max = each * sum(one.holds is not False for one in judged)
    classed = _class(sheet, b2, b2_max)
    reasons = tuple(Reason(one.rule.id, one.holds, one.because, one.rule.source) for one in judged)
    return Result(
        code=classed.code,
        b1=classed.b1,
        b2=b2,
        b2_max=b2_max,
        deprived=tuple(one.rule.id for one in judged if one.holds is True),
        unknown=tuple(one.rule.id for one in judged if one.holds is None),
        ask=tuple(sorted(classed.ask.union(*(one.ask for one in judged)))),
        reasons=reasons + classed.reasons,
        distance=classed.distance,
        overridden=tuple(one.rule.id for one in judged if one.overridden),
        illustrative=classed.illustrative,
    )


def class_code(sheet: Sheet, b2: int, b2_max: int, number: int | None = None) -> str:
    """The class alone, with these B2 points known to hold and possible.

    With `number` the income side is worth that much, whatever the answers say.
    """
    return _class(sheet, b2, b2_max, None if number is None else Worth(number, {}, frozenset())).code


def _class(sheet: Sheet, b2: int, b2_max: int, given: Worth | None = None) -> Classed:
    basis, why_not = _basis(sheet)
    if basis is None:
        return why_not
    rules = [rule for rule in sheet.edition.classes if rule.basis == basis.id]
    value = given or worth(sheet, basis)
    number = value.number
    b1 = number if basis.is_b1 else None
    distance = _distance(sheet, basis, number)
    if not rules:
        reason = Reason(NO_RULE, None, {basis.value: number} if number is not None else {}, basis.source)
        return Classed(UNKNOWN, b1, (reason,), frozenset(), distance)
    start = Classed(UNKNOWN, b1, value.reasons, frozenset(), distance, value.illustrative)
    if not sheet.people:
        return replace(start, ask=frozenset({EVERYONE}) | value.ask)
    return _decide(sheet, basis, rules, value, (b2, b2_max), start)


def _decide(
    sheet: Sheet, basis: Basis, rules: list[ClassRule], value: Worth, b2: tuple[int, int], start: Classed
) -> Classed:
    """Ask the class rules for every completion of what is missing: one class = given.

    A missing value is not completed: it leaves the rules that read it undecided.
    """
    missing = _missing_for(sheet, basis, rules)
    worlds = list(_worlds(sheet, basis, missing, value.number, b2))
    said = {rule.id: {rule.when.truth(world) for world in worlds} for rule in rules}
    classes = {next((r.id for r in rules if r.when.truth(world)), UNKNOWN) for world in worlds}
    because = dict(value.because)
    area = sheet.form.household.get(sheet.edition.roles.area)
    because |= {B2: b2[0]} if area is None else {sheet.edition.roles.area: area, B2: b2[0]}
    reasons, ask = [], frozenset[str]()
    for rule in rules:
        holds = next(iter(said[rule.id])) if len(said[rule.id]) == 1 else None
        read = {name: sheet.form.household[name] for name in rule.when.reads if name in sheet.form.household}
        reasons.append(Reason(CLASS + rule.id, holds, {**because, **read}, rule.source))
        if holds is None:
            ask |= {name for name in missing if name in rule.when.reads or name == sheet.edition.roles.area}
            ask |= value.ask
    code = classes.pop() if len(classes) == 1 else UNKNOWN
    return replace(start, code=code, reasons=tuple(reasons) + start.reasons, ask=ask)


def _missing_for(sheet: Sheet, basis: Basis, rules: list[ClassRule]) -> list[str]:
    """Questions that the class rules need and that have no answer."""
    reads = frozenset[str]().union(*(rule.when.reads for rule in rules)) | {sheet.edition.roles.area}
    asked = [name for name in sorted(reads) if name in sheet.edition.vocabulary and name != basis.value]
    return [name for name in asked if is_missing(sheet.form.household.get(name))]


def _worlds(
    sheet: Sheet, basis: Basis, missing: list[str], value: int | None, b2: tuple[int, int]
) -> list[Facts]:
    completions = [_completions(sheet.edition.vocabulary[name]) for name in missing]
    worlds: list[Facts] = []
    for said in product(*completions):
        answers = {**sheet.form.household, **dict(zip(missing, said, strict=True))}
        area = str(answers[sheet.edition.roles.area])
        answers |= basis.lines(area)
        answers |= {} if value is None else {VALUE: value}
        possible = range(b2[0], b2[1] + 1, sheet.edition.points_each)
        worlds.extend(sheet.edition.classing.facts({**answers, B2: points}) for points in possible)
    return worlds


def _completions(question: Question) -> tuple[Value, ...]:
    """Every answer a question can get; of those without options none, so that its rules stay undecided."""
    if question.kind is Kind.YES_NO:
        return (True, False)
    return tuple(option.code for option in question.options) or (Missing.UNKNOWN,)


def _basis(sheet: Sheet) -> tuple[Basis | None, Classed]:
    """The income basis, or why there is none."""
    edition, household = sheet.edition, sheet.form.household
    declared = household.get(edition.roles.basis)
    nothing = Classed(UNKNOWN, None, (), frozenset(), Distance("", None, None))
    if isinstance(declared, str):
        if declared in edition.bases:
            return edition.bases[declared], nothing
        source = next(iter(edition.bases.values())).source
        reason = Reason(NO_RULE, None, {edition.roles.basis: declared}, source)
        return None, replace(nothing, reasons=(reason,), distance=Distance(declared, None, None))
    present = [basis for basis in edition.bases.values() if isinstance(household.get(basis.value), int)]
    if len(present) == 1:
        return present[0], nothing
    ask = {edition.roles.basis} | (set() if sheet.people else {EVERYONE})
    return None, replace(nothing, ask=frozenset(ask))


def _distance(sheet: Sheet, basis: Basis, value: int | None) -> Distance:
    area = sheet.form.household.get(sheet.edition.roles.area)
    line = basis.line.get(area) if isinstance(area, str) else None
    return Distance(basis.id, line, value - line if value is not None and line is not None else None)


def _mark_year_only(
    sheet: Sheet, result: Result, late: tuple[Judged, ...], early: tuple[Judged, ...], other: str
) -> Result:
    """Mark what differs if those with only a birth year were born on 1 January; ask for their dates."""
    birth = sheet.edition.roles.birth_date
    differing, ask = set[str](), set(result.ask)
    for one, two in zip(late, early, strict=True):
        if one.holds == two.holds:
            continue
        differing.add(one.rule.id)
        ask |= {
            person.path(birth)
            for person, a, b in zip(sheet.people, one.truths, two.truths, strict=True)
            if a != b
        }
    reasons = tuple(replace(r, year_only=True) if r.rule in differing else r for r in result.reasons)
    return replace(result, reasons=reasons, ask=tuple(sorted(ask)), year_only=other != result.code)
