"""Fill the template of a paper: named slots and repeated parts in HTML; a mistake says file and line.

A strict part of Mustache: `{{slot}}`, `{{#part}} … {{/part}}` for each of several, or where a slot is not
empty, `{{^part}} … {{/part}}` where there is none, `{{! remark }}`. Pure: text in, text out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import TypeAlias

from desktop.errors import RasoatError
from desktop.i18n import N_

Values: TypeAlias = Mapping[str, "str | Sequence[Values]"]
TAG = re.compile(r"\{\{\s*([#^/!]?)\s*(.*?)\s*\}\}", re.DOTALL)
EACH, NONE, END, REMARK = "#", "^", "/", "!"
MISSING = N_("The paper “{file}” cannot be used: it lacks “{name}”, up to its last line, {line}.")
NOT_BEGUN = N_("The paper “{file}” cannot be used: in line {line} “{name}” ends, which was not begun.")
NEVER_ENDS = N_("The paper “{file}” cannot be used: “{name}”, begun in line {line}, never ends.")
UNKNOWN = N_("The paper “{file}” cannot be used: there is nothing to fill into “{name}” in line {line}.")
VOID = {"br", "hr", "img", "meta", "col"}  # tags of HTML that never close


@dataclass(frozen=True, slots=True)
class Offered:
    """What a paper has to say: slots and parts by name, each with what it is."""

    slots: dict[str, str] = field(default_factory=dict)
    parts: dict[str, "Offered"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that is filled in."""

    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece that stands once for each of several; or, `inverted`, where there is none."""

    name: str
    inverted: bool
    inside: tuple["Piece", ...]


Piece: TypeAlias = str | Slot | Part


@dataclass(frozen=True, slots=True)
class Template:
    """A text with places to fill in."""

    pieces: tuple[Piece, ...]

    def fill(self, values: Values) -> str:
        """The text with `values` in its places, escaped for HTML; new lines become `<br>`."""
        return "".join(_filled(self.pieces, [values]))


def _filled(pieces: Sequence[Piece], around: Sequence[Values]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
            continue
        found = next((values[piece.name] for values in reversed(around) if piece.name in values), "")
        if isinstance(piece, Slot):
            yield escape(found).replace("\n", "<br>") if isinstance(found, str) else ""
        elif piece.inverted:
            yield from () if found else _filled(piece.inside, around)
        elif isinstance(found, str):
            yield from _filled(piece.inside, around) if found else ()
        else:
            for one in found:
                yield from _filled(piece.inside, [*around, one])


def parse(file: str, text: str, offered: Offered, must: Sequence[str] = ()) -> Template:
    """Read a template. Raises `RasoatError("paper", …)` for the first mistake, with its line."""
    reading = _Reading(file, text, must)
    pieces = reading.pieces((offered,))
    for name in must:
        if name not in reading.used:
            raise mistake(file, text.count("\n") + 1, MISSING, name)
    _Tags(file).check(text)
    return Template(pieces)


class _Reading:
    """Goes through the tags once, from front to end."""

    def __init__(self, file: str, text: str, must: Sequence[str]) -> None:
        self._file, self._text, self._at = file, text, 0
        self._must, self.used = must, set[str]()

    def pieces(self, around: tuple[Offered, ...], opened: tuple[str, int] | None = None) -> tuple[Piece, ...]:
        """What stands up to the end of the part that was `opened`, or of the text."""
        found: list[Piece] = []
        while tag := TAG.search(self._text, self._at):
            found.append(self._text[self._at : tag.start()])
            self._at, line = tag.end(), self._text.count("\n", 0, tag.start()) + 1
            kind, name = tag.groups()
            if kind == END:
                if opened is None or opened[0] != name:
                    raise mistake(self._file, line, NOT_BEGUN, name)
                return tuple(found)
            if kind != REMARK:
                self.used.add(name)
                found.append(self._piece(kind, name, line, around))
        if opened is not None:
            raise mistake(self._file, opened[1], NEVER_ENDS, opened[0])
        return (*found, self._text[self._at :])

    def _piece(self, kind: str, name: str, line: int, around: tuple[Offered, ...]) -> Piece:
        part = next((one.parts[name] for one in reversed(around) if name in one.parts), None)
        is_slot = any(name in one.slots for one in around)
        if not is_slot and (part is None or not kind):
            raise mistake(self._file, line, UNKNOWN, name)
        if not kind:
            return Slot(name)
        inner = (*around, part) if part and kind == EACH else around
        return Part(name, kind == NONE, self.pieces(inner, (name, line)))


class _Tags(HTMLParser):
    """Looks whether every tag of the HTML is closed."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file, self._open = file, list[tuple[str, int]]()

    def check(self, text: str) -> None:
        """Raises for the first tag that is not closed, or closed and not open."""
        self.feed(text)
        self.close()
        if self._open:
            tag, line = self._open[-1]
            raise mistake(self._file, line, NEVER_ENDS, f"<{tag}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        del attrs
        if tag not in VOID:
            self._open.append((tag, self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:
        """A tag closes: the one that was opened last."""
        if not self._open or self._open[-1][0] != tag:
            line = self.getpos()[0]
            raise mistake(self._file, line, NOT_BEGUN, f"</{tag}>")
        self._open.pop()


def mistake(file: str, line: int, title: str, name: str) -> RasoatError:
    """The error of a broken template."""
    return RasoatError(
        "paper",
        title,
        N_("Correct the file, or take it out of the folder: then the paper of the program is used."),
        file=file,
        line=line,
        name=name,
    )
