"""Conditions of an edition, in CEL. The only module that knows the engine, so that it can be replaced.

A missing answer makes a condition unknown unless the rest decides it: `||` and `&&` do that by themselves.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cel_expr_python import cel

from desktop.editions.model import Kind, Question
from desktop.editions.values import Missing, Value
from desktop.errors import RasoatError

TYPES = {
    Kind.TEXT: cel.Type.STRING,
    Kind.NAME: cel.Type.STRING,
    Kind.CODE: cel.Type.STRING,
    Kind.CODES: cel.Type.List(cel.Type.STRING),
    Kind.YES_NO: cel.Type.BOOL,
    Kind.INTEGER: cel.Type.INT,
    Kind.MONEY: cel.Type.INT,
    Kind.MEASURE: cel.Type.INT,
    Kind.DATE: cel.Type.STRING,
    Kind.YEAR: cel.Type.INT,
    Kind.ID_NUMBER: cel.Type.STRING,
    Kind.PHONE: cel.Type.STRING,
    Kind.UNIT: cel.Type.STRING,
}
MOST_KEPT = 4_096  # answers of one condition
_ANSWER_MISSING = "No value with name"
_STRINGS = re.compile(r"'[^']*'|\"[^\"]*\"")
_NAMES = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Facts:
    """What conditions are asked about: names with their values, missing ones left out."""

    __slots__ = ("_activation", "_vocabulary", "known", "values")

    def __init__(
        self, values: Mapping[str, Value], known: Mapping[str, Value], vocabulary: "Vocabulary"
    ) -> None:
        self.values, self.known = values, known
        self._vocabulary, self._activation = vocabulary, None

    def activation(self) -> Any:
        """As the engine wants them; made when it is asked the first time."""
        if self._activation is None:
            self._activation = self._vocabulary.activation(self.known)
        return self._activation


@dataclass(frozen=True, slots=True)
class Expression:
    """One compiled condition. `reads` are the names it mentions.

    It says the same of the same values, so what it said is kept: households have much in common.
    """

    text: str
    reads: frozenset[str]
    _program: Any = field(repr=False, compare=False)
    _order: tuple[str, ...] = field(repr=False, compare=False)
    _said: dict[tuple[Value | None, ...], bool | None] = field(
        default_factory=dict, repr=False, compare=False
    )

    def truth(self, facts: Facts) -> bool | None:
        """True, False, or None while an answer it needs is missing; other trouble is the edition's fault."""
        key = tuple(map(facts.known.get, self._order))
        try:
            return self._said[key]
        except KeyError:
            if len(self._said) >= MOST_KEPT:
                self._said.clear()
            return self._said.setdefault(key, self._ask(facts))

    def _ask(self, facts: Facts) -> bool | None:
        found = self._program.eval(facts.activation()).value()
        if found is True or found is False:
            return bool(found)
        if _ANSWER_MISSING in str(found):
            return None
        raise RasoatError(
            "edition_fault",
            "The condition “{text}” of the edition cannot be worked out: {why}.",
            "Correct the edition and run “rasoat edition check” on it.",
            text=self.text,
            why=str(found),
        )


class Vocabulary:
    """The typed names that conditions of one scope may use."""

    def __init__(
        self, questions: Iterable[Question], numbers: Iterable[str] = (), texts: Iterable[str] = ()
    ) -> None:
        types: dict[str, Any] = {question.id: TYPES[question.kind] for question in questions}
        types.update(dict.fromkeys(numbers, cel.Type.INT))
        types.update(dict.fromkeys(texts, cel.Type.STRING))
        self.names = frozenset(types)
        self._environment: Any = cel.NewEnv(variables=types)

    def compile(self, text: str) -> Expression:
        """Compile a condition; raises `ValueError` with line and column for a mistake."""
        try:
            program = self._environment.compile(text)
        except RuntimeError as error:
            raise ValueError(_first_line(str(error))) from error
        if program.return_type() != cel.Type.BOOL:
            raise ValueError(f"a condition is true or false, this one gives {program.return_type().name()}")
        reads = frozenset(_NAMES.findall(_STRINGS.sub("", text))) & self.names
        return Expression(text, reads, program, tuple(sorted(reads)))

    def facts(self, values: Mapping[str, Value]) -> Facts:
        """Bind answers, which must not change any more; reasons for absence are left out."""
        if Missing not in map(type, values.values()):
            return Facts(values, values, self)  # most households: nothing to leave out
        known = {name: value for name, value in values.items() if not isinstance(value, Missing)}
        return Facts(values, known, self)

    def activation(self, known: Mapping[str, Value]) -> Any:
        """Answers as the engine wants them; names of the other scope are left out."""
        plain = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in known.items()
            if name in self.names
        }
        return self._environment.Activation(plain)


def _first_line(message: str) -> str:
    """`ERROR: <input>:1:1: undeclared reference …` -> `line 1, column 1: undeclared reference …`."""
    found = re.search(r"<input>:(\d+):(\d+): (.*)", message)
    return f"line {found[1]}, column {found[2]}: {found[3]}" if found else message.splitlines()[0]
