"""What can be found in the parts of an edition by looking: sources, blocks, words, tables, changes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from desktop.editions.cards import CARD
from desktop.editions.faults import LANGUAGES, tables
from desktop.editions.lint_rules import Finding, finding
from desktop.editions.model import Option, Question, Words
from desktop.editions.rules import Edition

FAR = 0.4  # two labels are less alike than this: they say something else
_DIGIT = re.compile(r"\d")
_COLUMN = re.compile(r"\br\.([a-z_]+)(\d*)\b")
HEAD, QUESTIONS, RULES, WORDS = "edition.toml", "questions.toml", "rules.toml", "vocabulary.toml"
Files = Mapping[str, bytes]


def in_sources(files: Files) -> Iterator[Finding]:
    """Sources that say nothing, or that nothing cites."""
    cited = set[str]()
    for name in (QUESTIONS, RULES):
        for rows in tables(files, name).values():
            cited |= {row.get("source", "") for row in rows} if isinstance(rows, list) else set()
    for source in tables(files, HEAD).get("source", []):
        where = f"source {source['id']}"
        blank = [key for key in ("text", "facts") if not source[key].strip()]
        if blank:
            found = f"no {blank[0]}"
            yield finding(
                "blank_source", HEAD, f"{where}, {blank[0]}", found, "document and article, section"
            )
        if source["id"] not in cited:
            yield finding("unused_source", HEAD, where, "cited nowhere", "cited by a rule or a question")


def in_questions(edition: Edition) -> Iterator[Finding]:
    """Thresholds without a source, blocks that are empty or of another scope, numbers twice."""
    scopes = {block.id: block.scope for block in edition.blocks}
    asked = [question for question in edition.questions.values() if not question.id.startswith(CARD)]
    numbers = Counter(question.number for question in asked if question.number)
    for question in asked:
        where = f"question {question.id}"
        if question.source is None and _DIGIT.search(question.relevant):
            found = f"no source of “{question.relevant}”"
            yield finding("no_source", QUESTIONS, f"{where}, source", found, "a source of edition.toml")
        scope = scopes.get(question.block, question.scope)
        if scope is not question.scope:
            found = f"“{question.block}”, a block of each {scope}"
            yield finding("block_scope", QUESTIONS, f"{where}, block", found, f"of each {question.scope}")
        if numbers[question.number] > 1:
            yield finding(
                "number_twice", QUESTIONS, f"{where}, number", f"“{question.number}” twice", "each once"
            )
    used = {question.block for question in edition.questions.values()}
    for block in edition.blocks:
        if block.id not in used:
            yield finding("empty_block", HEAD, f"block {block.id}", "no question", "at least one question")


def in_words(edition: Edition) -> Iterator[Finding]:
    """Thresholds that are not said."""
    for rule in edition.deprivations:
        if not rule.says:
            yield finding(
                "no_words", RULES, f"deprivation {rule.id}, says", "no words", "the threshold in words"
            )
    for one in edition.classes:
        if not one.says:
            where = f"class {one.id} by {one.basis}, says"
            yield finding("no_words", RULES, where, "no words", "the threshold in words")


def in_tables(edition: Edition, layouts: Files, released: Iterable[Edition]) -> Iterator[Finding]:
    """Columns of the official tables that count what the edition does not have."""
    flags = {flag.id for flag in edition.flags}
    others = {flag.id for one in released for flag in one.flags} - flags
    most = {
        "d": len(edition.deprivations),
        "k": len(edition.vocabulary[edition.roles.causes].options),
    }
    for file, data in layouts.items():
        for column in tables({file: data}, file).get("column", []):
            for name, number in _COLUMN.findall(column.get("where", "")):
                missing = name in most and number and int(number) > most[name]
                if missing or name in others:
                    where, found = f"column {column['key']}, where", f"“r.{name}{number}”"
                    accepted = f"r.{name}1 to r.{name}{most[name]}" if missing else ", ".join(sorted(flags))
                    yield finding("report_column", file, where, found, accepted)


def changes(edition: Edition, released: Iterable[Edition]) -> Iterator[Finding]:
    """An id means the same for ever, and a released edition stays as it is."""
    known: dict[str, Question] = {}
    for one in released:
        known |= one.vocabulary
        if (one.id, one.version) == (edition.id, edition.version) and one.hash != edition.hash:
            accepted = f"version {one.version + 1}, or an id of its own"
            found = f"{one.id}, version {one.version}, with other files than were released"
            yield finding("released", HEAD, "version", found, accepted)
    for name, question in edition.vocabulary.items():
        if name in known and question != known[name]:
            yield from _changed(f"question {name}", known[name], question)


def _changed(where: str, before: Question, now: Question) -> Iterator[Finding]:
    accepted = "a changed meaning is a new id"
    for key, one, other in (("kind", before.kind, now.kind), ("scope", before.scope, now.scope)):
        if one is not other:
            found = f"“{other}”, before “{one}”"
            yield finding("changed_meaning", WORDS, f"{where}, {key}", found, accepted)
    yield from _reworded(f"{where}, label", before.label, now.label)
    there = {option.code: option for option in now.options}
    for option in before.options:
        if option.code not in there:
            found = f"no option “{option.code}”"
            yield finding("changed_meaning", WORDS, f"{where}, options", found, accepted)
        else:
            yield from _same_option(where, option, there[option.code])


def _same_option(where: str, before: Option, now: Option) -> Iterator[Finding]:
    yield from _reworded(f"{where}, option {before.code}", before.label, now.label)


def _reworded(where: str, before: Words, now: Words) -> Iterator[Finding]:
    far = [language for language in LANGUAGES if not _alike(before[language], now[language])]
    if far:
        code = "changed_meaning" if len(far) == len(LANGUAGES) else "other_words"
        found = f"“{now[far[0]]}”, before “{before[far[0]]}”"
        yield finding(code, WORDS, where, found, "the same meaning; a changed meaning is a new id")


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= FAR
