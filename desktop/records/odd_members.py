"""What is odd about members beside the head, about totals on paper, and about decisions by hand."""

from collections.abc import Iterator

from desktop.editions.odd import AGE, B2, B2_MAX, CLASS_CODE, COUNT, HEAD_AGE
from desktop.editions.values import Value
from desktop.records.classify import classify_sheet, judge_bare
from desktop.records.fold import fold
from desktop.records.model import OVERRIDE
from desktop.records.sheet import Person, Sheet, born, is_missing

Odd = Iterator[tuple[str, str, dict[str, str | int]]]  # code, path, slots
PROVINCE, FIRST_COUNTRY = slice(0, 3), "100"  # of an ID number: facts 7.3


def odd_members(sheet: Sheet) -> Odd:
    """Relations and ages that do not go together, by the checks of the edition."""
    odd, head = sheet.edition.odd, _head_age(sheet)
    for person in sheet.people:
        if person.age is None:
            continue
        known: dict[str, Value] = {**person.member.answers, AGE: person.age}
        if head is not None:
            known[HEAD_AGE] = head
        facts = odd.member.facts(known)
        for check in odd.members:
            if check.when.truth(facts):
                yield check.code, person.path(check.path), {"n": person.age}


def _head_age(sheet: Sheet) -> int | None:
    roles = sheet.edition.roles
    heads = [one for one in sheet.people if one.member.answers.get(roles.relation) == roles.head]
    return heads[0].age if len(heads) == 1 else None


def same_persons(sheet: Sheet) -> Odd:
    """One person in two rows: the same name and the same birth."""
    roles, seen = sheet.edition.roles, set[tuple[str, str]]()
    for person in sheet.people:
        name = person.member.answers.get(roles.member_name)
        birth = born(roles, person.member.answers, sheet.day)
        if not isinstance(name, str) or birth is None:
            continue
        who = fold(name), birth
        if who in seen:
            yield "same_person", person.path(roles.member_name), {}
        seen.add(who)


def odd_province(sheet: Sheet, person: Person, number: str) -> Odd:
    """The first digits of an ID number are no province; countries are not listed."""
    if number[PROVINCE] < FIRST_COUNTRY and number[PROVINCE] not in sheet.edition.odd.provinces:
        yield "id_province_unknown", person.path(sheet.edition.roles.id_number), {}


def odd_totals(sheet: Sheet) -> Odd:
    """Totals and class on paper that are not what the program finds, where they were written down."""
    odd, household = sheet.edition.odd, sheet.form.household
    checks = [check for check in odd.results if not is_missing(household.get(check.path))]
    if not checks:
        return
    result = classify_sheet(sheet)
    found: dict[str, Value] = {**household, COUNT: len(sheet.people)}
    facts = odd.result.facts({**found, B2: result.b2, B2_MAX: result.b2_max, CLASS_CODE: result.code})
    for check in checks:
        if check.when.truth(facts):
            yield check.code, check.path, {"found": str(household[check.path]), "n": result.b2}


def needless_overrides(sheet: Sheet) -> Odd:
    """Decisions by hand that say what the answers say anyway."""
    for rule in sheet.edition.deprivations:
        said = sheet.form.household.get(f"{OVERRIDE}{rule.id}")
        if isinstance(said, bool) and judge_bare(sheet, rule) is said:
            yield "override_needless", f"{OVERRIDE}{rule.id}", {}
