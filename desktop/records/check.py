"""What is odd about a form: problems as values, never a stop. Words and severities come from the edition."""

from collections import Counter
from collections.abc import Callable, Iterator

from desktop.editions.units import commune_of
from desktop.editions.values import Unreadable
from desktop.records.card_problems import card_problems
from desktop.records.confirmed import with_remarks
from desktop.records.model import MEMBERS, OVERRIDE, Problem, Severity, split_path
from desktop.records.odd_members import (
    Odd,
    needless_overrides,
    odd_members,
    odd_province,
    odd_totals,
    same_persons,
)
from desktop.records.sheet import Person, Sheet, born, year_only

CENTURY_AND_SEX, YEAR_DIGITS, ID_LENGTH = 3, slice(4, 6), 12  # Decree 137/2015, Art. 13; facts 7.3
FIRST_CENTURY = 19  # digits 0 and 1 of `CENTURY_AND_SEX`


def check(sheet: Sheet, commune: Callable[[str], str] = commune_of) -> tuple[Problem, ...]:
    """All problems of a form, those of the household first, then member by member.

    `commune` says to which commune a village belongs; without it, its code does.
    """
    household = (*_household(sheet, commune), *_card(sheet), *_named(sheet, odd_totals(sheet)))
    members = (*_members(sheet), *_twins(sheet), *_named(sheet, same_persons(sheet)))
    found = (*household, *_heads(sheet), *_overrides(sheet), *members)
    return with_remarks(sheet.edition, sheet.form, found)


def rejected(sheet: Sheet, path: str, unreadable: Unreadable) -> Problem:
    """The problem of a text that was typed and could not be read; it was not kept."""
    slots = {"found": unreadable.found, "accepted": ", ".join(unreadable.accepted)}
    return _problem(sheet, unreadable.code, path, **slots)


def _problem(sheet: Sheet, code: str, path: str, **slots: str | int) -> Problem:
    return Problem(code, Severity(sheet.edition.problems[code].severity), path, slots)


def _household(sheet: Sheet, commune: Callable[[str], str]) -> Iterator[Problem]:
    for rule in sheet.edition.checks:
        if rule.when.truth(sheet.facts):
            yield _problem(sheet, rule.code, rule.path)
    roles, answers = sheet.edition.roles, sheet.form.household
    unit, village = answers.get(roles.unit), answers.get(roles.village)
    if isinstance(unit, str) and isinstance(village, str) and commune(village) != unit:
        yield _problem(sheet, "village_elsewhere", roles.village)


def _heads(sheet: Sheet) -> Iterator[Problem]:
    roles = sheet.edition.roles
    relations = [person.member.answers.get(roles.relation) for person in sheet.people]
    heads = [i for i, relation in enumerate(relations) if relation == roles.head]
    if not heads and relations and None not in relations:
        yield _problem(sheet, "no_head", sheet.people[0].path(roles.relation))
    if len(heads) > 1:
        yield _problem(sheet, "two_heads", sheet.people[heads[1]].path(roles.relation), n=len(heads))


def _card(sheet: Sheet) -> Iterator[Problem]:
    for code, path, slots in card_problems(sheet):
        yield _problem(sheet, code, path, **slots)


def _named(sheet: Sheet, odd: Odd) -> Iterator[Problem]:
    """Problems that another module found, with the member's name where one is meant."""
    people = {person.member.uid: person for person in sheet.people}
    for code, path, slots in odd:
        uid = split_path(path)[0]
        name = {"name": name_of(sheet, people[uid])} if uid in people else {}
        yield _problem(sheet, code, path, **slots, **name)


def _overrides(sheet: Sheet) -> Iterator[Problem]:
    for path in sheet.form.household:
        if path.startswith(OVERRIDE) and path.count("/") == 1 and f"{path}/why" not in sheet.form.household:
            yield _problem(sheet, "override_without_why", path)
    yield from _named(sheet, needless_overrides(sheet))


def _members(sheet: Sheet) -> Iterator[Problem]:
    for person in sheet.people:
        yield from _ages(sheet, person)
        yield from _id_number(sheet, person)
    yield from _named(sheet, odd_members(sheet))


def _ages(sheet: Sheet, person: Person) -> Iterator[Problem]:
    roles, answers, name = sheet.edition.roles, person.member.answers, name_of(sheet, person)
    birth = born(roles, answers, sheet.day)
    if birth and person.age is None:
        where = roles.birth_year if year_only(roles, person.member) else roles.birth_date
        yield _problem(sheet, "born_later", person.path(where), name=name)
    if person.age is not None and person.age > sheet.edition.oldest:
        yield _problem(sheet, "very_old", person.path(roles.birth_date), name=name, n=person.age)
    exact, year = answers.get(roles.birth_date), answers.get(roles.birth_year)
    if isinstance(exact, str) and isinstance(year, int) and int(exact[:4]) != year:
        yield _problem(sheet, "two_birth_years", person.path(roles.birth_year), name=name)


def _id_number(sheet: Sheet, person: Person) -> Iterator[Problem]:
    """An ID number agrees with sex and birth year: soft, because papers differ."""
    roles, answers = sheet.edition.roles, person.member.answers
    number = answers.get(roles.id_number)
    if not isinstance(number, str) or len(number) != ID_LENGTH or not (number.isascii() and number.isdigit()):
        return
    where, name = person.path(roles.id_number), name_of(sheet, person)
    yield from _named(sheet, odd_province(sheet, person, number))
    digit, sex = int(number[CENTURY_AND_SEX]), answers.get(roles.sex)
    codes = [option.code for option in sheet.edition.vocabulary[roles.sex].options]  # male, then female
    if sex in codes and codes[digit % 2] != sex:
        yield _problem(sheet, "id_sex_differs", where, name=name)
    birth = born(roles, answers, sheet.day)
    if birth and int(birth[:4]) != (FIRST_CENTURY + digit // 2) * 100 + int(number[YEAR_DIGITS]):
        yield _problem(sheet, "id_year_differs", where, name=name)


def _twins(sheet: Sheet) -> Iterator[Problem]:
    roles = sheet.edition.roles
    numbers = [(person.member.answers.get(roles.id_number), person) for person in sheet.people]
    counted = Counter(number for number, _ in numbers if isinstance(number, str))
    first: dict[str, Person] = {}
    for number, person in numbers:
        if not isinstance(number, str) or counted[number] == 1:
            continue
        if number in first:
            slots = {"name": name_of(sheet, person), "other": name_of(sheet, first[number])}
            yield _problem(sheet, "same_id_number", person.path(roles.id_number), **slots)
        first.setdefault(number, person)


def name_of(sheet: Sheet, person: Person) -> str:
    """The member's name, or the row on the form."""
    name = person.member.answers.get(sheet.edition.roles.member_name)
    if isinstance(name, str) and name:
        return name
    return f"{MEMBERS}{sheet.people.index(person) + 1}"
