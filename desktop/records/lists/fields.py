"""What a column of a list can stand for: a question, one option of it, or a part of the list itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from desktop.editions.model import Kind, Question, Words
from desktop.editions.rules import Edition
from desktop.records.lists.cleaning import letters_of, words_of
from desktop.records.lists.encodings import Encodings


class Part(StrEnum):
    """What a column does that answers no question."""

    NONE = ""
    HOUSEHOLD_NUMBER = "household_number"  # a household begins where it changes
    MEMBER_NUMBER = "member_number"
    HEAD_NAME = "head_name"
    MOVEMENT = "movement"  # computed by the program from the rounds
    COUNTED = "counted"  # computed by the program from the answers


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column can stand for."""

    id: str
    label: Words
    question: str = ""
    code: str = ""  # a mark chooses this option
    also: Mapping[str, str] = field(default_factory=dict)  # answers that the column's place says: sex
    part: Part = Part.NONE
    headers: tuple[str, ...] = ()  # folded
    under: tuple[str, ...] = ()  # folded; one of them must stand above


@dataclass(frozen=True, slots=True)
class FieldFile:
    """The file `fields.toml`."""

    spellings: Mapping[str, tuple[str, ...]]
    field: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class RowWords:
    """The file `rows.toml`."""

    village: tuple[str, ...]
    kinds: tuple[str, ...]
    total: tuple[str, ...]
    signature: tuple[str, ...]
    dated: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AliasFile:
    """The file `aliases.toml`: question -> code -> other ways to write it."""

    alias: Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class ListWords:
    """Everything that is known about how lists are written, for one edition."""

    edition: Edition
    fields: Mapping[str, Field]
    rows: RowWords
    aliases: Mapping[str, Mapping[str, str]]  # question -> folded text -> code
    encodings: Encodings

    @classmethod
    def of(
        cls, edition: Edition, fields: FieldFile, rows: RowWords, aliases: AliasFile, encodings: Encodings
    ) -> "ListWords":
        """Join the files with the vocabulary."""
        known = {one.id: one for one in [*_questions(edition, fields), *fields.field]}
        codes = {
            question.id: _aliases(question, aliases.alias.get(question.id, {}))
            for question in edition.vocabulary.values()
            if question.options
        }
        return cls(edition, known, rows, codes, encodings)

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """Which of two fields that fit the same goes first: what is asked, in the order of the vocabulary."""
        asked = self.edition.questions
        order = sorted(self.fields, key=lambda name: self.fields[name].question not in asked)
        return {name: place for place, name in enumerate(order)}

    @cached_property
    def marks(self) -> Mapping[str, bool]:
        """What a marked cell holds, folded -> yes or no."""
        return dict.fromkeys(self.rows.no, False) | dict.fromkeys(self.rows.yes, True)


def _questions(edition: Edition, fields: FieldFile) -> Iterator[Field]:
    """A field for every question, and one for every option of a question with several answers."""
    for question in edition.vocabulary.values():
        spelled = fields.spellings.get(question.id, ())
        own = (question.id, *question.label.values())
        headers = tuple(dict.fromkeys([*map(words_of, own), *spelled]))
        yield Field(question.id, question.label, question.id, headers=headers)
        if question.kind is Kind.CODES:
            yield from _options(question, headers)


def _options(question: Question, under: tuple[str, ...]) -> Iterator[Field]:
    for option in question.options:
        label = {lang: f"{question.label[lang]}: {text}" for lang, text in option.label.items()}
        headers = tuple(dict.fromkeys(words_of(text) for text in option.label.values()))
        one = Field(f"{question.id}={option.code}", label, question.id, option.code)
        yield replace(one, headers=headers, under=under)


def _aliases(question: Question, more: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """A number alone is no alias: lists number their options as they like. A code of digits is one."""
    found: dict[str, str] = {}
    for option in question.options:
        own = [option.code.lstrip("0")] if option.code.isdigit() else []
        for text in (option.code, *option.label.values(), *own, *more.get(option.code, ())):
            found.setdefault(letters_of(text), option.code)
    return found
