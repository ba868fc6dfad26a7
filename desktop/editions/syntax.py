"""The part of CEL that editions use, as a tree: for other engines, and for what can be checked by reading.

Evaluating conditions stays with `expression`. What this grammar does not know it refuses, by name and place.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from desktop.errors import RasoatError


@dataclass(frozen=True, slots=True)
class Name:
    """A question, or a number of the rules."""

    id: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, a whole number, or true or false."""

    value: str | int | bool


@dataclass(frozen=True, slots=True)
class Size:
    """How many codes an answer of several has."""

    of: Name


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    of: "Tree"


@dataclass(frozen=True, slots=True)
class Both:
    """`&&`."""

    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Either:
    """`||`."""

    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Compare:
    """Two terms with one of == != < <= > >= between."""

    op: str
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Sum:
    """Two numbers with + - or * between."""

    op: str
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Among:
    """`x in ['a', 'b']`."""

    name: Name
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """`'a' in x`: one of the codes of an answer of several."""

    code: str
    name: Name


Tree = Name | Literal | Size | Not | Both | Either | Compare | Sum | Among | Chosen
_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>\d+)|(?P<name>[A-Za-z_]\w*)|(?P<text>'[^'\\]*'|\"[^\"\\]*\")"
    r"|(?P<sign>&&|\|\||[=!<>]=|[-!<>+*()\[\],])"
)
_COMPARES = ("==", "!=", "<", "<=", ">", ">=")
_WORDS = {"true": True, "false": False}
END = "the end"


class _Token(NamedTuple):
    kind: str
    text: str
    place: int


def parse(text: str) -> Tree:
    """The tree of a condition. Raises `RasoatError("beyond_subset", …)` for what is not in this grammar."""
    reader = _Reader(text)
    tree = reader.either()
    if reader.now.kind != END:
        raise beyond(text, reader.now.place, reader.now.text)
    return tree


def beyond(text: str, place: int, found: str) -> RasoatError:
    """The error that names what was found, with its line and column."""
    return RasoatError(
        "beyond_subset",
        "The condition “{text}” uses {found} (line {line}, column {column}), which cannot be translated.",
        "Write it with comparisons, “in” lists, size(), &&, || and !.",
        text=" ".join(text.split()),
        found=f"“{found}”",
        line=text.count("\n", 0, place) + 1,
        column=place - text.rfind("\n", 0, place),
    )


class _Reader:
    """Reads from left to right, one rule of the grammar a method."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = _tokens(text)
        self._at = 0

    @property
    def now(self) -> _Token:
        return self._tokens[self._at]

    def either(self) -> Tree:
        tree = self._both()
        while self._takes("||"):
            tree = Either(tree, self._both())
        return tree

    def _both(self) -> Tree:
        tree = self._compare()
        while self._takes("&&"):
            tree = Both(tree, self._compare())
        return tree

    def _compare(self) -> Tree:
        left = self._sum()
        if self.now.text in _COMPARES and self.now.kind == "sign":
            return Compare(self._next().text, left, self._sum())
        if self.now.kind == "name" and self.now.text == "in":
            return self._in(left)
        return left

    def _in(self, left: Tree) -> Tree:
        place = self._next()
        if isinstance(left, Literal) and isinstance(left.value, str) and self.now.kind == "name":
            return Chosen(left.value, Name(self._next().text))
        if isinstance(left, Name) and self._takes("["):
            return Among(left, self._codes())
        raise beyond(self.text, place.place, place.text)

    def _codes(self) -> tuple[str, ...]:
        codes = [self._code()]
        while self._takes(","):
            codes.append(self._code())
        self._needs("]")
        return tuple(codes)

    def _code(self) -> str:
        token = self._next()
        if token.kind != "text":
            raise beyond(self.text, token.place, token.text)
        return token.text[1:-1]

    def _sum(self) -> Tree:
        tree = self._product()
        while self.now.text in ("+", "-"):
            tree = Sum(self._next().text, tree, self._product())
        return tree

    def _product(self) -> Tree:
        tree = self._unary()
        while self.now.text == "*":
            tree = Sum(self._next().text, tree, self._unary())
        return tree

    def _unary(self) -> Tree:
        if self._takes("!"):
            return Not(self._unary())
        if self._takes("-"):
            return Sum("-", Literal(0), self._unary())
        return self._plain()

    def _plain(self) -> Tree:
        token = self._next()
        if token.text == "(":
            tree = self.either()
            self._needs(")")
            return tree
        if token.kind == "number":
            return Literal(int(token.text))
        if token.kind == "text":
            return Literal(token.text[1:-1])
        if token.kind == "name":
            return self._named(token)
        raise beyond(self.text, token.place, token.text)

    def _named(self, token: _Token) -> Tree:
        if token.text in _WORDS:
            return Literal(_WORDS[token.text])
        if not self._takes("("):
            return Name(token.text)
        if token.text != "size" or self.now.kind != "name":
            raise beyond(self.text, token.place, f"{token.text}()")
        of = Name(self._next().text)
        self._needs(")")
        return Size(of)

    def _next(self) -> _Token:
        token = self.now
        if token.kind != END:
            self._at += 1
        return token

    def _takes(self, sign: str) -> bool:
        found = self.now.kind == "sign" and self.now.text == sign
        self._at += found
        return found

    def _needs(self, sign: str) -> None:
        if not self._takes(sign):
            raise beyond(self.text, self.now.place, self.now.text)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise beyond(text, place, text[place])
        if found.lastgroup != "space":
            tokens.append(_Token(str(found.lastgroup), found[0], place))
        place = found.end()
    return [*tokens, _Token(END, END, len(text))]


def parts(tree: Tree) -> tuple[Tree, ...]:
    """The tree and everything in it."""
    inner: tuple[Tree, ...] = ()
    if isinstance(tree, Both | Either | Compare | Sum):
        inner = (tree.left, tree.right)
    elif isinstance(tree, Not | Size):
        inner = (tree.of,)
    elif isinstance(tree, Among | Chosen):
        inner = (tree.name,)
    return (tree, *(part for one in inner for part in parts(one)))
