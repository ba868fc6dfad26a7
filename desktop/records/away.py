"""One answer away: the smallest sets of answers that would put a household into another class.

Exact: every answer of a set is one its question could get and another visit could find (`turns` of the
edition), and no part of the set does it alone. It works on the cells of the rules (a rule over members has
one a member): a changed answer asks again only the conditions that read it. `classify` says the class.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, product

from desktop.editions.expression import Expression
from desktop.editions.load import COUNT
from desktop.editions.model import Kind, Question, Scope
from desktop.editions.rules import UNKNOWN, Edition, Rule
from desktop.editions.values import Missing, Value
from desktop.records.card_turns import card_turns
from desktop.records.classify import aggregate, class_code
from desktop.records.model import OVERRIDE, Result, split_path
from desktop.records.sheet import OVER_MEMBERS, Person, Sheet, is_missing, of_birth

MOST = 2  # answers in a set
FEW_OPTIONS = 8  # of a question with several answers: every choice of them is tried
REMEMBERED = 200_000  # truths of conditions, before they are forgotten
_NUMBERS = re.compile(r"\d+")
Truth = bool | None
Cell = tuple[int, int]  # rule, and which member or condition of it
Row = dict[Cell, Truth]
Answers = Mapping[str, Value | None]
_NOTHING: Answers = {}


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer at a path: the nearest number, or every listed answer that does the same."""

    path: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """A smallest set of answers, and the class if they were these."""

    changes: tuple[Change, ...]
    becomes: str


@dataclass(frozen=True, slots=True)
class _Item:
    """One other answer: the cells it turns, what the class rules read of it, and what B2 gains."""

    path: str
    value: Value
    cells: Row
    read: Answers
    rules: frozenset[int]
    gain: tuple[int, int]  # deprivations that hold, and that may hold
    points: int = 0  # more by the score card


class Finder:
    """Looks for flips; remembers what conditions said, so that many households are looked through fast."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._said: dict[tuple[str, tuple[Value | None, ...]], Truth] = {}
        self._reads = {c.text: tuple(sorted(c.reads)) for _cell, _over, c in _conditions(edition)}
        self.reading: dict[
            tuple[bool, str], tuple[Cell, ...]
        ] = {}  # of a member?, question -> its conditions
        for cell, over, condition in _conditions(edition):
            for name in condition.reads:
                self.reading[over, name] = (*self.reading.get((over, name), ()), cell)

    def flips(self, sheet: Sheet, result: Result, most: int = MOST) -> tuple[Flip, ...]:
        """Every smallest set of at most `most` answers, in the order of the form.

        None while the class is unknown: then the result says what to ask.
        """
        if result.code == UNKNOWN:
            return ()
        look = _Look(self, sheet, result)
        found = tuple(_together(look.singles()))
        return found or (tuple(look.pairs()) if most > 1 else ())

    def is_near(self, sheet: Sheet, result: Result) -> bool:
        """Would one answer do?"""
        return result.code != UNKNOWN and next(_Look(self, sheet, result).singles(), None) is not None

    def truth(self, condition: Expression, scope: Scope, answers: Answers) -> Truth:
        """What a condition says of these answers."""
        names = self._reads[condition.text]
        key = (condition.text, tuple(answers.get(name) for name in names))
        if key not in self._said:
            if len(self._said) >= REMEMBERED:
                self._said.clear()
            words = self._edition.household if scope is Scope.HOUSEHOLD else self._edition.member
            known = {name: value for name in names if (value := answers.get(name)) is not None}
            self._said[key] = condition.truth(words.facts(known))
        return self._said[key]


def _conditions(edition: Edition) -> Iterator[tuple[Cell, bool, Expression]]:
    """Each condition of each deprivation, and whether it is over members."""
    for n, rule in enumerate(edition.deprivations):
        for place, condition in enumerate(rule.conditions):
            yield (n, place), rule.shape in OVER_MEMBERS, condition


class _Look:
    """One household: what its rules say now, and what another answer would make of it."""

    def __init__(self, finder: Finder, sheet: Sheet, result: Result) -> None:
        edition = sheet.edition
        self._finder, self._sheet, self._code = finder, sheet, result.code
        self._rules = edition.deprivations
        self._fixed = {n for n, rule in enumerate(self._rules) if self._is_overridden(rule)}
        self._household: Answers = dict(sheet.form.household)
        if sheet.people:
            self._household = {**self._household, COUNT: len(sheet.people)}
        self._people = [_answers_of(sheet, person) for person in sheet.people]
        self._place = {person.member.uid: n for n, person in enumerate(sheet.people)}
        self._cells = dict(self._all_cells())
        self._holds = [self._of_rule(n, {}) for n in range(len(self._rules))]
        for n in self._fixed:
            self._holds[n] = next(r.holds for r in result.reasons if r.rule == self._rules[n].id)
        self._now = (self._holds.count(True), len(self._holds) - self._holds.count(False))
        basis = edition.bases.get(result.distance.basis)
        rules = [rule for rule in edition.classes if basis and rule.basis == basis.id]
        self._class_reads = frozenset[str]().union(*(rule.when.reads for rule in rules))
        self._class_reads |= {basis.value} if basis else set()
        self._basis, self._card = basis, card_turns(sheet, basis)
        self._class_numbers = {n for rule in rules for n in _numbers(rule.when.text)}
        self._codes: dict[tuple[object, ...], str] = {}
        self._made: dict[str, list[_Item]] = {}

    def singles(self) -> "Iterator[tuple[_Item, str]]":
        """Each other answer that does it alone."""
        for path in self._paths():
            if not is_missing(self._sheet.form.answer(path)):  # what is missing leaves a given class as it is
                yield from self._doing_it(self._items(path))

    def pairs(self) -> Iterator[Flip]:
        """Every two answers that do it together; call it when none does it alone."""
        items = {path: _distinct(self._items(path)) for path in self._paths()}
        asked = {path: frozenset(self._reading(path)) for path in items}
        for one, other in combinations(items, 2):
            apart = asked[one].isdisjoint(asked[other])
            both = self._apart(items[one], items[other]) if apart else self._jointly(one, other)
            seen = set[str]()
            for first, second, code in both:
                if code not in seen:
                    seen.add(code)
                    yield Flip((Change(one, (first,)), Change(other, (second,))), code)

    def _doing_it(self, items: "list[_Item]") -> "Iterator[tuple[_Item, str]]":
        for item in items:
            code = self._class(_sum(self._now, item.gain), item.read, item.points)
            if code not in (self._code, UNKNOWN):
                yield item, code

    def _apart(self, ones: "list[_Item]", others: "list[_Item]") -> Iterator[tuple[Value, Value, str]]:
        """Two answers that no condition reads together."""
        for one, other in product(ones, others):
            gain = _sum(one.gain, other.gain)
            if not one.rules.isdisjoint(other.rules):
                gain = self._gain({**one.cells, **other.cells})
            read = {**one.read, **other.read} if one.read or other.read else _NOTHING
            code = self._class(_sum(self._now, gain), read, one.points + other.points)
            if code not in (self._code, UNKNOWN):
                yield one.value, other.value, code

    def _jointly(self, one: str, other: str) -> Iterator[tuple[Value, Value, str]]:
        """Two answers that one condition reads: every value of the one with every value of the other."""
        for first, second in product(self._values(one), self._values(other)):
            cells, read = self._turned({one: first, other: second})
            points = self._points({one: first, other: second})
            if points is None:
                continue
            code = self._class(_sum(self._now, self._gain(cells)), read, points)
            if code not in (self._code, UNKNOWN):
                yield first, second, code

    # ---- which answers

    def _paths(self) -> Iterator[str]:
        """Those that another visit could find different, in the order of the form."""
        sheet = self._sheet
        for question in sheet.edition.questions.values():
            if question.id not in sheet.edition.turns and not (
                self._card and question.id in self._card.answered
            ):
                continue
            if question.scope is Scope.HOUSEHOLD:
                if question.id not in sheet.skipped:
                    yield question.id
                continue
            yield from (
                person.path(question.id) for person in sheet.people if question.id not in person.skipped
            )

    def _values(self, path: str) -> list[Value]:
        """The other answers a question can get, the nearest first."""
        question = self._sheet.edition.questions[split_path(path)[1]]
        now = self._sheet.form.answer(path)
        if self._card and path in self._card.answered:
            return [*self._card.options(path)]
        if question.kind is Kind.YES_NO:
            return [value for value in (True, False) if value is not now]
        codes = tuple(option.code for option in question.options)
        if question.kind is Kind.CODE:
            return [code for code in codes if code != now]
        if question.kind is Kind.CODES:
            return [one for one in _choices(codes, now) if one != now]
        return [*self._near_numbers(question, now if isinstance(now, int) else None)]

    def _near_numbers(self, question: Question, at: int | None) -> list[int]:
        """Numbers on both sides of every number that a rule compares with: between them no rule changes."""
        within = self._sheet.edition.turns[question.id].within or 0
        texts = [c.text for rule in self._rules for c in rule.conditions if question.id in c.reads]
        lines = {n for text in texts for n in _numbers(text)}
        lines |= {n * len(self._people) for n in lines}
        lines |= self._card.lines(question.id) if self._card else set()
        if self._basis and question.id == self._basis.value:
            lines |= {*self._basis.all_lines(), *self._class_numbers}
        near = {line + step for line in lines for step in (-1, 0, 1)}
        if at is None:
            return sorted(n for n in near if n >= 0)
        inside = [n for n in near if n >= 0 and n != at and abs(n - at) <= within]
        return sorted(inside, key=lambda n: (abs(n - at), n))

    # ---- what they do

    def _items(self, path: str) -> list[_Item]:
        """The other answers of one path, with what each turns; those that turn nothing are left out."""
        if path not in self._made:
            self._made[path] = list(self._make_items(path))
        return self._made[path]

    def _make_items(self, path: str) -> Iterator[_Item]:
        gains: dict[tuple[tuple[Cell, Truth], ...], tuple[int, int]] = {}
        for value in self._values(path):
            cells, read = self._turned({path: value})
            points = self._points({path: value})
            if points is not None and (cells or read or points):
                turned = tuple(cells.items())
                if turned not in gains:
                    gains[turned] = self._gain(cells)
                yield _Item(path, value, cells, read, frozenset(n for n, _ in cells), gains[turned], points)

    def _points(self, changed: Mapping[str, Value]) -> int | None:
        """What the score card adds; None where it has no points for these answers."""
        return self._card.gain(changed) if self._card else 0

    def _turned(self, changed: Mapping[str, Value]) -> tuple[Row, Answers]:
        """The cells that say something else with these answers, and the answers that the class rules read."""
        cells: Row = {}
        read = {path: value for path, value in changed.items() if path in self._class_reads}
        for path in changed:
            for cell in self._reading(path):
                truth = self._ask(cell, changed)
                if truth is not self._cells[cell]:
                    cells[cell] = truth
        return cells, read

    def _ask(self, cell: Cell, changed: Mapping[str, Value]) -> Truth:
        rule, place = self._rules[cell[0]], cell[1]
        if rule.shape not in OVER_MEMBERS:
            return self._finder.truth(rule.conditions[place], Scope.HOUSEHOLD, {**self._household, **changed})
        own = {split_path(path)[1]: value for path, value in changed.items()}
        return self._finder.truth(rule.conditions[0], Scope.MEMBER, {**self._people[place], **own})

    def _reading(self, path: str) -> list[Cell]:
        """The cells whose condition reads the answer at `path`."""
        uid, name = split_path(path)
        found = self._finder.reading.get((uid is not None, name), ())
        if uid is None:
            return [cell for cell in found if cell[0] not in self._fixed]
        return [(n, self._place[uid]) for n, _place in found if n not in self._fixed]

    def _all_cells(self) -> Iterator[tuple[Cell, Truth]]:
        for n, rule in enumerate(self._rules):
            if rule.shape in OVER_MEMBERS:
                for place, person in enumerate(self._sheet.people):
                    yield (n, place), person.says[rule.id].truth
            else:
                for place in range(len(rule.conditions)):
                    yield (n, place), self._ask((n, place), {})

    def _of_rule(self, n: int, changed: Row) -> Truth:
        rule = self._rules[n]
        count = len(self._people) if rule.shape in OVER_MEMBERS else len(rule.conditions)
        return aggregate(
            rule, tuple(changed.get((n, place), self._cells[n, place]) for place in range(count))
        )

    def _gain(self, cells: Row) -> tuple[int, int]:
        """How many more deprivations hold, and may hold, with these cells."""
        holds = possible = 0
        for n in {rule for rule, _ in cells}:
            truth, before = self._of_rule(n, cells), self._holds[n]
            holds += (truth is True) - (before is True)
            possible += (truth is not False) - (before is not False)
        return holds, possible

    def _class(self, count: tuple[int, int], read: Answers, points: int = 0) -> str:
        key = (*count, points, *sorted(read.items(), key=_name)) if read else (*count, points)
        if key not in self._codes:
            sheet = self._sheet
            if read:
                answers = {**sheet.form.household, **{name: v for name, v in read.items() if v is not None}}
                sheet = replace(sheet, form=replace(sheet.form, household=answers))
            each = sheet.edition.points_each
            number = self._card.total + points if self._card else None
            self._codes[key] = class_code(sheet, each * count[0], each * count[1], number)
        return self._codes[key]

    def _is_overridden(self, rule: Rule) -> bool:
        return isinstance(self._sheet.form.household.get(f"{OVERRIDE}{rule.id}"), bool)


def _answers_of(sheet: Sheet, person: Person) -> Answers:
    known: dict[str, Value | None] = {
        name: value for name, value in person.member.answers.items() if not isinstance(value, Missing)
    }
    return known | of_birth(sheet, person)


@lru_cache(maxsize=1_000)
def _choices(codes: tuple[str, ...], now: Value | None) -> tuple[Value, ...]:
    """Choices of several codes, those nearest to the present one first."""
    chosen = frozenset(now) if isinstance(now, tuple) else frozenset[str]()
    every: list[frozenset[str]] = [frozenset(), frozenset(codes), *(chosen ^ {code} for code in codes)]
    if len(codes) <= FEW_OPTIONS:
        every = [frozenset(c) for n in range(len(codes) + 1) for c in combinations(codes, n)]
    nearest = sorted(every, key=lambda one: (len(chosen ^ one), len(one), sorted(one)))
    return tuple(tuple(sorted(one)) for one in nearest)


def _name(item: tuple[str, Value | None]) -> str:
    return item[0]


def _numbers(text: str) -> set[int]:
    return {int(found) for found in _NUMBERS.findall(text)}


def _sum(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


def _distinct(items: list[_Item]) -> list[_Item]:
    """One item of each kind of effect, the nearest."""
    found: dict[tuple[object, ...], _Item] = {}
    for item in items:
        found.setdefault((*sorted(item.cells.items()), *item.read.items(), item.points), item)
    return list(found.values())


def _together(found: "Iterator[tuple[_Item, str]]") -> Iterator[Flip]:
    """One flip a path and class: of numbers the nearest, of listed answers all."""
    groups: dict[tuple[str, str], list[Value]] = {}
    for item, code in found:
        groups.setdefault((item.path, code), []).append(item.value)
    for (path, code), values in groups.items():
        listed = [v for v in values if not isinstance(v, int) or isinstance(v, bool)]
        several = listed if listed and not isinstance(listed[0], tuple) else values[:1]
        yield Flip((Change(path, tuple(several)),), code)
