"""Conditions of an edition in XPath, for XForms. XPath knows true and false only, so each becomes two.

`Said.yes` is true when the condition surely holds, `Said.no` when it surely does not: unknown is neither.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from desktop.editions import syntax as s
from desktop.editions.load import AGE, BORN, COUNT
from desktop.editions.model import Kind, Question
from desktop.editions.values import MEASURE_UNIT

YES, NO, NOTHING_OF_IT = "yes", "no", "none_of_these"  # codes that XForms need besides ours
TRUE, FALSE = "true()", "false()"
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MADE = (AGE, BORN, COUNT)  # fields of the form that are worked out


class Said(NamedTuple):
    """A condition in two expressions."""

    yes: str
    no: str


class Translator:
    """Translates conditions over these questions; `numbers` are other names, and how they are written."""

    def __init__(self, questions: Mapping[str, Question], numbers: Mapping[str, str] | None = None) -> None:
        self._questions = questions
        self._numbers = {name: field(name) for name in _MADE} | dict(numbers or {})

    def said(self, text: str) -> Said:
        """A condition's text. Raises `RasoatError("beyond_subset", …)` where it cannot be said."""
        return self.tree(s.parse(text), text)

    def tree(self, tree: s.Tree, text: str = "") -> Said:
        """A condition's tree; `text` is named when it cannot be said."""

        def no_way(found: str) -> Exception:
            return s.beyond(text, max(text.find(found), 0), found)

        return self._tree(tree, no_way)

    def _tree(self, tree: s.Tree, no_way: Callable[[str], Exception]) -> Said:
        if isinstance(tree, s.Literal) and isinstance(tree.value, bool):
            return Said(TRUE, FALSE) if tree.value else Said(FALSE, TRUE)
        if isinstance(tree, s.Not):
            inner = self._tree(tree.of, no_way)
            return Said(inner.no, inner.yes)
        if isinstance(tree, s.Both):
            left, right = self._tree(tree.left, no_way), self._tree(tree.right, no_way)
            return Said(every(left.yes, right.yes), some(left.no, right.no))
        if isinstance(tree, s.Either):
            left, right = self._tree(tree.left, no_way), self._tree(tree.right, no_way)
            return Said(some(left.yes, right.yes), every(left.no, right.no))
        return self._atom(tree, no_way)

    def _atom(self, tree: s.Tree, no_way: Callable[[str], Exception]) -> Said:
        if isinstance(tree, s.Name) and self._kind(tree) is Kind.YES_NO:
            return Said(f"{field(tree.id)} = '{YES}'", f"{field(tree.id)} = '{NO}'")
        if isinstance(tree, s.Among) and self._kind(tree.name) not in (None, Kind.CODES):
            here = field(tree.name.id)
            one = some(*(f"{here} = {quoted(code)}" for code in tree.codes))
            return Said(one, every(answered(here), *(f"{here} != {quoted(code)}" for code in tree.codes)))
        if isinstance(tree, s.Chosen) and self._kind(tree.name) is Kind.CODES:
            here = field(tree.name.id)
            chosen = f"selected({here}, {quoted(tree.code)})"
            return Said(chosen, every(answered(here), f"not({chosen})"))
        if isinstance(tree, s.Compare):
            return self._compare(tree, no_way)
        raise no_way(_shown(tree))

    def _compare(self, tree: s.Compare, no_way: Callable[[str], Exception]) -> Said:
        op = "=" if tree.op == "==" else tree.op
        text = self._is_text(tree.left) and self._is_text(tree.right) and op in ("=", "!=")
        term = self._text if text else self._number
        left, right = term(tree.left, no_way), term(tree.right, no_way)
        names = dict.fromkeys(part.id for part in s.parts(tree) if isinstance(part, s.Name))
        known = [self._known(name) for name in names]
        return Said(every(*known, f"{left} {op} {right}"), every(*known, f"{left} {_OPPOSITE[op]} {right}"))

    def _known(self, name: str) -> str:
        return f"{field(name)} > 0" if name == COUNT else answered(self._numbers.get(name, field(name)))

    def _is_text(self, tree: s.Tree) -> bool:
        if isinstance(tree, s.Literal):
            return isinstance(tree.value, str)
        texts = (Kind.TEXT, Kind.NAME, Kind.CODE, Kind.ID_NUMBER, Kind.PHONE, Kind.UNIT)
        return isinstance(tree, s.Name) and self._kind(tree) in texts

    def _text(self, tree: s.Tree, _no_way: Callable[[str], Exception]) -> str:
        return quoted(str(tree.value)) if isinstance(tree, s.Literal) else field(getattr(tree, "id", ""))

    def _number(self, tree: s.Tree, no_way: Callable[[str], Exception]) -> str:
        if isinstance(tree, s.Literal) and type(tree.value) is int:
            return str(tree.value)
        if isinstance(tree, s.Size) and self._kind(tree.of) is Kind.CODES:
            here = field(tree.of.id)
            return f"if(selected({here}, '{NOTHING_OF_IT}'), 0, count-selected({here}))"
        if isinstance(tree, s.Sum):
            return f"({self._number(tree.left, no_way)} {tree.op} {self._number(tree.right, no_way)})"
        if isinstance(tree, s.Name) and tree.id in self._numbers:
            return self._numbers[tree.id]
        if isinstance(tree, s.Name) and self._kind(tree) in (Kind.INTEGER, Kind.MONEY, Kind.YEAR):
            return field(tree.id)
        if isinstance(tree, s.Name) and self._kind(tree) is Kind.MEASURE:
            return f"round({field(tree.id)} * {MEASURE_UNIT})"
        raise no_way(_shown(tree))

    def _kind(self, name: s.Name) -> Kind | None:
        question = self._questions.get(name.id)
        return question.kind if question else None


def field(name: str) -> str:
    """How an XLSForm names a field."""
    return f"${{{name}}}"


def answered(here: str) -> str:
    """Is there an answer?"""
    return f"{here} != ''"


def quoted(text: str) -> str:
    """A text of ours in XPath 1.0, which knows no escapes: it goes between the quotes it does not have."""
    return f'"{text}"' if "'" in text else f"'{text}'"


def every(*told: str) -> str:
    """All of these."""
    if FALSE in told:
        return FALSE
    return " and ".join(_bracketed(one) for one in told if one != TRUE) or TRUE


def some(*told: str) -> str:
    """At least one of these."""
    if TRUE in told:
        return TRUE
    return " or ".join(_bracketed(one) for one in told if one != FALSE) or FALSE


def _bracketed(told: str) -> str:
    return f"({told})" if " and " in told or " or " in told else told


def _shown(tree: s.Tree) -> str:
    first = next((part for part in s.parts(tree) if isinstance(part, s.Name | s.Literal)), None)
    return str(getattr(first, "id", getattr(first, "value", tree)))
