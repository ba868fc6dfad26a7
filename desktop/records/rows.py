"""What lists and tables keep of a form: a row for the screen, a row of integers and codes for the tables."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from desktop.editions.rules import Edition
from desktop.editions.values import Value
from desktop.records.carry import to_confirm
from desktop.records.classify import judge
from desktop.records.confirmed import open_ones
from desktop.records.model import DELETED, Form, FormKey, Problem, Result, Severity, household_uid
from desktop.records.movement import UNKNOWN, Movement
from desktop.records.sheet import Sheet, not_asked, unanswered

POOR_SIDE, UNKNOWN_CLASS = "poor", "unknown"  # sides of the tables: classes.toml
REGISTERED, LEFT, STILL_POOR = "registered", "left", "still_poor"
DEPRIVATIONS, CAUSES = 12, 8  # columns d1 … d12 and k1 … k8
OF_MEMBERS = (  # how many members: the counts of an edition
    "children", "children_malnourished", "children_uninsured", "children_out_of_school",
    "insured", "uninsured", "trained", "untrained",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """A household as lists show it."""

    key: FormKey
    code: str
    head: str
    unit: str
    village: str
    phone: str
    id_numbers: str  # all of them, spaces between, for search
    names: str  # all members, for search
    members: int
    class_: str
    b1: int | None
    b2: int
    unanswered: int  # questions still open
    errors: int
    warnings: int
    clashes: int
    leaving: str  # REGISTERED to leave poverty, LEFT it, STILL_POOR; "" = not registered
    live: bool  # counted, and of the open round
    moved: str = ""  # since the last round, as `movement.told_move` names it: read with the list, not kept


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A household as the tables count it: integers and codes only. Columns as the SQL table `result`."""

    values: dict[str, int | str | None]


def household_row(
    sheet: Sheet,
    result: Result,
    problems: tuple[Problem, ...],
    clashes: int,
    carried: AbstractSet[str] = frozenset(),
) -> HouseholdRow:
    """The list row of a form; an answer of the last round that nobody confirmed is a question still open."""
    roles, form = sheet.edition.roles, sheet.form
    severities = [problem.severity for problem in open_ones(problems)]
    return HouseholdRow(
        key=form.key,
        code=_text(form, roles.code),
        head=head_name(sheet.edition, form),
        unit=_text(form, roles.unit),
        village=_text(form, roles.village),
        phone=_text(form, roles.phone),
        id_numbers=" ".join(_each(form, roles.id_number)),
        names=", ".join(_each(form, roles.member_name)),
        members=len(form.members),
        class_=result.code,
        b1=result.b1,
        b2=result.b2,
        unanswered=len(unanswered(sheet)) + len(to_confirm(sheet.edition, carried, not_asked(sheet))),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        clashes=clashes,
        leaving=_leaving(sheet.edition, form, result),
        live=is_live(form),
    )


def result_row(
    sheet: Sheet,
    result: Result,
    problems: tuple[Problem, ...],
    clashes: int,
    round_key: str,
    moved: Movement = UNKNOWN,
) -> ResultRow:
    """The row that every official table is counted from."""
    roles, form, edition = sheet.edition.roles, sheet.form, sheet.edition
    errors = any(problem.severity is Severity.ERROR for problem in problems)
    values: dict[str, int | str | None] = {
        "form_key": form.key,
        "uid": household_uid(form.key),
        "round": round_key,
        "edition": edition.id,
        "commune": _text(form, roles.unit),
        "village": _text(form, roles.village),
        "area": _text(form, roles.area),
        "persons": len(form.members),
        "class": result.code,
        "provisional": int(clashes > 0),
        "illustrative": int(result.illustrative),
        "errors": int(errors),
        "b1": result.b1,
        "b2": result.b2,
        "head_ethnicity": _head_answer(edition, form, roles.ethnicity),
        "live": int(is_live(form)),
        **_moves(moved),
    }
    values |= _deprivations(edition, result)
    for flag in judge(sheet, edition.flags):
        values[flag.rule.id] = _bit(flag.holds)
    values |= _of_members(sheet)
    chosen = form.household.get(roles.causes)
    options = edition.vocabulary[roles.causes].options
    for place in range(CAUSES):
        picked = isinstance(chosen, tuple) and place < len(options) and options[place].code in chosen
        values[f"k{place + 1}"] = int(picked)
    return ResultRow(values)


def _of_members(sheet: Sheet) -> dict[str, int | None]:
    """How many members the conditions of the edition certainly hold for; None where it does not ask."""
    counted = {one.rule.id: one.truths.count(True) for one in judge(sheet, sheet.edition.counts)}
    return {name: counted.get(name) for name in OF_MEMBERS}


def _deprivations(edition: Edition, result: Result) -> dict[str, int | None]:
    said = {reason.rule: reason.holds for reason in result.reasons}
    rules = [rule.id for rule in edition.deprivations]
    return {
        f"d{n}": _bit(said.get(rules[n - 1])) if n <= len(rules) else None for n in range(1, DEPRIVATIONS + 1)
    }


def _moves(moved: Movement) -> dict[str, int | str | None]:
    return {
        "movement_poor": moved.poor and moved.poor.value,
        "movement_near_poor": moved.near_poor and moved.near_poor.value,
        "persons_start": moved.persons_start,
        "persons_stayed": moved.persons_stayed,
    }


def is_live(form: Form) -> bool:
    """Is the record counted? Deleted ones, and those of which nobody's word is left, are kept and not."""
    return DELETED not in form.household and bool(form.household or form.everyone)


def head_name(edition: Edition, form: Form) -> str:
    """The head's name; the first member's while no head is marked."""
    name = _head_answer(edition, form, edition.roles.member_name)
    return name or next(_each(form, edition.roles.member_name), "")


def _leaving(edition: Edition, form: Form, result: Result) -> str:
    """What became of a registration to leave poverty; a class that is not known yet leaves it open."""
    if form.household.get(edition.roles.leaves) is not True:
        return ""
    side = edition.class_words[result.code].side
    return {POOR_SIDE: STILL_POOR, UNKNOWN_CLASS: REGISTERED}.get(side, LEFT)


def _head_answer(edition: Edition, form: Form, question: str) -> str:
    roles = edition.roles
    heads = (member for member in form.members if member.answers.get(roles.relation) == roles.head)
    head = next(heads, None)
    value = head.answers.get(question) if head else None
    return value if isinstance(value, str) else ""


def _each(form: Form, question: str) -> Iterator[str]:
    return (value for member in form.members if isinstance(value := member.answers.get(question), str))


def _text(form: Form, question: str) -> str:
    value: Value | None = form.household.get(question)
    return value if isinstance(value, str) else ""


def _bit(holds: bool | None) -> int | None:  # noqa: FBT001
    return None if holds is None else int(holds)
