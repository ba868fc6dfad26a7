"""The class of a household for an engine without "unknown": every completion of what is missing is a cell.

A cell is one basis, one answer to each question that class rules read, and a run of B2. The class is given
where all possible cells say the same one (as `records.classify` does it).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from desktop.editions import syntax as s
from desktop.editions.load import B2, VALUE
from desktop.editions.model import Kind, Question
from desktop.editions.rules import UNKNOWN, Basis, ClassRule, Edition
from desktop.editions.xpath import NO, YES, Translator, answered, every, field, quoted, some

B2_MOST, USED, CLASS, CAN = "b2_max", "basis_used", "class", "can_"
Plain = str | int | bool
Given = Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class Cell:
    """What is given, B2 from `low` to `high`, and what each class rule still says there."""

    given: tuple[tuple[str, str | bool], ...]
    low: int
    high: int
    says: tuple[tuple[str, s.Tree], ...]


def calculations(edition: Edition, bases: list[Basis], count: str) -> Iterator[tuple[str, str]]:
    """Names and XPath of the fields that give the class, in the order of their use."""
    yield USED, _used(edition, bases)
    cells: list[str] = []
    for basis in bases:
        for number, cell in enumerate(_cells(edition, basis), start=1):
            cells.append(f"cell_{basis.id}_{number}")
            yield cells[-1], _cell(edition, basis, cell)
    codes = [*class_codes(edition), UNKNOWN]
    for code in codes:
        here = some(*(f"{field(name)} = {quoted(code)}" for name in cells))
        yield f"{CAN}{code}", f"if({here}, 1, 0)"
    sure = quoted(UNKNOWN)
    for code in reversed(codes[:-1]):
        sure = f"if({field(CAN + code)} = 1, {quoted(code)}, {sure})"
    ways = " + ".join(field(CAN + code) for code in codes)
    yield CLASS, f"if({field(count)} = 0 or {ways} != 1, {quoted(UNKNOWN)}, {sure})"


def class_codes(edition: Edition) -> list[str]:
    """The classes that its rules give, each once."""
    return list(dict.fromkeys(rule.id for rule in edition.classes))


def _used(edition: Edition, bases: list[Basis]) -> str:
    """The declared basis, else the only one whose value is there."""
    declared, only = field(edition.roles.basis), "''"
    for basis in bases:
        others = [f"{field(other.value)} = ''" for other in bases if other is not basis]
        only = f"if({every(answered(field(basis.value)), *others)}, {quoted(basis.id)}, {only})"
    return f"if({answered(declared)}, {declared}, {only})"


def _cells(edition: Edition, basis: Basis) -> Iterator[Cell]:
    rules = [rule for rule in edition.classes if rule.basis == basis.id]
    if not rules:
        return
    reads = frozenset[str]().union(*(rule.when.reads for rule in rules)) | {edition.roles.area}
    asked = [name for name in sorted(reads) if name in edition.vocabulary and name != basis.value]
    names = [name for name in asked if _answers(edition.vocabulary[name])]
    for said in product(*(_answers(edition.vocabulary[name]) for name in names)):
        yield from _runs(edition, basis, rules, tuple(zip(names, said, strict=True)))


def _answers(question: Question) -> tuple[str | bool, ...]:
    if question.kind is Kind.YES_NO:
        return (True, False)
    return tuple(option.code for option in question.options)


def _runs(
    edition: Edition, basis: Basis, rules: list[ClassRule], given: tuple[tuple[str, str | bool], ...]
) -> Iterator[Cell]:
    """Points of B2 beside each other that leave the same rules are one cell."""
    area = dict(given)[edition.roles.area]
    known: dict[str, str | int | bool] = {**dict(given), **basis.lines(str(area))}
    cell: Cell | None = None
    for number in range(len(edition.deprivations) + 1):
        points = number * edition.points_each
        says = tuple((rule.id, fold(s.parse(rule.when.text), {**known, B2: points})) for rule in rules)
        if cell is not None and cell.says == says:
            cell = Cell(given, cell.low, points, says)
            continue
        if cell is not None:
            yield cell
        cell = Cell(given, points, points, says)
    if cell is not None:
        yield cell


def _cell(edition: Edition, basis: Basis, cell: Cell) -> str:
    translate = Translator(edition.questions, {VALUE: field(basis.value)})
    possible = [f"{field(USED)} = {quoted(basis.id)}"]
    for name, answer in cell.given:
        if name in edition.questions:
            code = (YES if answer else NO) if isinstance(answer, bool) else answer
            possible.append(f"({field(name)} = '' or {field(name)} = {quoted(code)})")
    possible += [f"{field(B2)} <= {cell.high}", f"{field(B2_MOST)} >= {cell.low}"]
    code = quoted(UNKNOWN)
    for id_, tree in reversed(cell.says):
        code = f"if({translate.tree(tree).yes}, {quoted(id_)}, {code})"
    return f"if({' and '.join(possible)}, {code}, '')"


def fold(tree: s.Tree, given: Given) -> s.Tree:
    """The tree with what is given put in, and what is decided by it worked out."""
    if isinstance(tree, s.Name):
        return s.Literal(given[tree.id]) if tree.id in given else tree
    if isinstance(tree, s.Among):
        return s.Literal(given[tree.name.id] in tree.codes) if tree.name.id in given else tree
    if isinstance(tree, s.Not):
        inner = fold(tree.of, given)
        return s.Literal(not inner.value) if isinstance(inner, s.Literal) else s.Not(inner)
    if isinstance(tree, s.Both | s.Either):
        return _joined(type(tree), fold(tree.left, given), fold(tree.right, given))
    return _worked_out(tree, given) if isinstance(tree, s.Compare | s.Sum) else tree


def _joined(join: type[s.Both | s.Either], left: s.Tree, right: s.Tree) -> s.Tree:
    deciding = join is s.Either  # true decides `||`, false decides `&&`
    for one, other in ((left, right), (right, left)):
        if isinstance(one, s.Literal):
            return one if one.value is deciding else other
    return join(left, right)


def _worked_out(tree: s.Compare | s.Sum, given: Given) -> s.Tree:
    left, right = fold(tree.left, given), fold(tree.right, given)
    if isinstance(left, s.Literal) and isinstance(right, s.Literal):
        return s.Literal(_reckon(tree.op, left.value, right.value))
    return type(tree)(tree.op, left, right)


def _reckon(op: str, left: Plain, right: Plain) -> int | bool:
    if op == "==":
        return left == right
    if op == "!=":
        return left != right
    if not (isinstance(left, int) and isinstance(right, int)):
        raise s.beyond(f"{left} {op} {right}", 0, op)
    return {
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
        "+": left + right,
        "-": left - right,
        "*": left * right,
    }[op]
