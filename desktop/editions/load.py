"""Turn an edition's files into an `Edition`; a mistake says file, table, key, found and accepted.

The files come in as bytes: reading folders is for the actions.
"""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

import msgspec

from desktop.editions import raw
from desktop.editions.expression import Expression, Vocabulary
from desktop.editions.model import Block, Certainty, Kind, Option, Question, Roles, Scope, Source, Words
from desktop.editions.rules import Basis, Check, ClassRule, ClassWords, Edition, ProblemWords, Rule, Shape
from desktop.errors import RasoatError

SHARED = ("vocabulary.toml", "classes.toml", "problems.toml")
OWN = ("edition.toml", "questions.toml", "rules.toml", "checks.toml")
LANGUAGES = ("vi", "en")
AGE = "age"  # of a member, in completed years on the reference date
COUNT = "member_count"
CLASS_NUMBERS = ("value", "line", "medium_line", "b2")
Files = Mapping[str, bytes]
Relevance = Mapping[str, Expression]
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def load(files: Mapping[str, bytes]) -> Edition:
    """Build an edition from the files named in `SHARED` and `OWN`. Raises `RasoatError("edition", …)`."""
    missing = [name for name in SHARED + OWN if name not in files]
    if missing:
        raise fault(missing[0], "", "no such file", f"the files {', '.join(SHARED + OWN)}")
    return _Loader(files).edition()


def fault(file: str, where: str, found: str, accepted: str) -> RasoatError:
    """The error of a broken edition."""
    return RasoatError(
        "edition",
        "The edition is broken: {file}{where}: found {found}; accepted is {accepted}.",
        "Correct the file, then run “rasoat edition check” on its folder.",
        file=file,
        where=f", {where}" if where else "",
        found=found,
        accepted=accepted,
    )


def _read(
    files: Mapping[str, bytes], name: str, shape: type[T], renames: Mapping[str, str] | None = None
) -> T:
    try:
        tables = tomllib.loads(files[name].decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise fault(name, "", str(error), "TOML in UTF-8") from error
    for old, new in (renames or {}).items():
        if old in tables:
            tables[new] = tables.pop(old)
    try:
        return msgspec.convert(tables, shape)
    except msgspec.ValidationError as error:
        found, _, where = str(error).partition(" - at ")
        raise fault(name, where.strip("`"), found, "what CONTRIBUTING.md lists for this table") from error


class _Loader:
    """Holds what the steps of one load share; thrown away afterwards."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        names = {"class": "classes"}
        self.hash = _hash(files)
        self.words = _read(files, "vocabulary.toml", raw.RawVocabulary)
        self.class_words = _read(files, "classes.toml", raw.RawClasses, names)
        self.head = _read(files, "edition.toml", raw.RawHead)
        self.asked = _read(files, "questions.toml", raw.RawQuestions)
        self.rules = _read(files, "rules.toml", raw.RawRules, names)
        self.checks = _read(files, "checks.toml", raw.RawChecks)
        self.problems = _read(files, "problems.toml", raw.RawProblems)
        self.sources = self._sources()
        self.vocabulary = {word.id: self._word(word) for word in self.words.question}
        household = [q for q in self.vocabulary.values() if q.scope is Scope.HOUSEHOLD]
        member = [q for q in self.vocabulary.values() if q.scope is Scope.MEMBER]
        self.scopes = {
            Scope.HOUSEHOLD: Vocabulary(household, (COUNT,)),
            Scope.MEMBER: Vocabulary(member, (AGE,)),
        }
        self.class_scope = Vocabulary(household, CLASS_NUMBERS)

    def edition(self) -> Edition:
        questions = {q.id: q for q in map(self._question, self.asked.question)}
        _no_twins("questions.toml", [q.id for q in self.asked.question])
        _no_twins("vocabulary.toml", [word.id for word in self.words.question])
        relevance = {q.id: self._relevance(q) for q in questions.values() if q.relevant}
        deprivations = tuple(self._rule(r, "deprivation", relevance) for r in self.rules.deprivation)
        _no_twins("rules.toml", [rule.id for rule in deprivations])
        return Edition(
            id=self.head.id,
            version=self.head.version,
            title=two(self.head.title, "edition.toml", "title"),
            hash=self.hash,
            roles=self._roles(),
            blocks=self._blocks(),
            questions=questions,
            vocabulary=self.vocabulary,
            deprivations=deprivations,
            points_each=self.rules.points_each,
            bases={basis.id: self._basis(basis) for basis in self.rules.basis},
            classes=tuple(map(self._class, self.rules.classes)),
            class_words={
                c.id: ClassWords(c.id, c.side, two(c.label, "classes.toml", c.id))
                for c in self.class_words.classes
            },
            flags=tuple(self._rule(rule, "flag", relevance) for rule in self.rules.flag),
            household=self.scopes[Scope.HOUSEHOLD],
            member=self.scopes[Scope.MEMBER],
            classing=self.class_scope,
            checks=tuple(map(self._check, self.checks.check)),
            oldest=self.checks.oldest,
            problems=self._problem_words(),
            relevance=relevance,
            _groups=self._groups(),
        )

    def _sources(self) -> dict[str, Source]:
        return {
            s.id: Source(s.text, s.facts, one_of(Certainty, s.certainty, "edition.toml", f"source {s.id}"))
            for s in self.head.source
        }

    def _source(self, name: str, where: str) -> Source:
        if name not in self.sources:
            found = f"source “{name}”" if name else "no source"
            raise fault("rules.toml", where, found, f"one of {', '.join(self.sources)}")
        return self.sources[name]

    def _word(self, word: raw.RawWord) -> Question:
        where = f"question {word.id}"
        return Question(
            id=word.id,
            kind=one_of(Kind, word.kind, "vocabulary.toml", f"{where}, kind"),
            scope=one_of(Scope, word.scope, "vocabulary.toml", f"{where}, scope"),
            label=two(word.label, "vocabulary.toml", where),
            options=tuple(
                Option(
                    option.code,
                    two(option.label, "vocabulary.toml", f"{where}, option {option.code}"),
                    option.number,
                )
                for option in word.options
            ),
            unit=word.unit,
            group=word.group,
        )

    def _question(self, asked: raw.RawQuestion) -> Question:
        where = f"question {asked.id}"
        word = self.vocabulary.get(asked.id)
        if word is None:
            raise fault("questions.toml", where, f"the id “{asked.id}”", "an id of vocabulary.toml")
        if asked.block not in {block.id for block in self.head.block}:
            raise fault("questions.toml", where, f"the block “{asked.block}”", "a block of edition.toml")
        offered = {option.code: option for option in word.options}
        unknown = [code for code in asked.options if code not in offered]
        if unknown:
            raise fault("questions.toml", where, f"the option “{unknown[0]}”", f"one of {', '.join(offered)}")
        return Question(
            id=word.id,
            kind=word.kind,
            scope=word.scope,
            label=two(asked.label, "questions.toml", where) if asked.label else word.label,
            options=tuple(offered[code] for code in asked.options) if asked.options else word.options,
            number=asked.number,
            block=asked.block,
            unit=word.unit,
            help=asked.help,
            relevant=asked.relevant,
            group=word.group,
            width=asked.width,
            required=asked.required,
            source=self._source(asked.source, where) if asked.source else None,
        )

    def _relevance(self, question: Question) -> Expression:
        return self._compile(
            self.scopes[question.scope],
            question.relevant,
            "questions.toml",
            f"question {question.id}, relevant",
        )

    def _rule(self, rule: raw.RawRule, table: str, relevance: Mapping[str, Expression]) -> Rule:
        where = f"{table} {rule.id}"
        shape, scope, texts = _shape(rule, where)
        compiled = [self._compile(self.scopes[scope], text, "rules.toml", where) for text in texts]
        if scope is Scope.MEMBER:
            compiled = [self._only_asked(condition, relevance, where) for condition in compiled]
        return Rule(
            id=rule.id,
            label=two(rule.label, "rules.toml", where),
            shape=shape,
            conditions=tuple(compiled),
            source=self._source(rule.source, where),
            n=rule.at_least.n if rule.at_least else 0,
            more_than=rule.share.more_than if rule.share else (0, 1),
        )

    def _only_asked(
        self, condition: Expression, relevance: Mapping[str, Expression], where: str
    ) -> Expression:
        """A question that is not asked of a member makes the rule skip that member."""
        guards = [relevance[name].text for name in sorted(condition.reads) if name in relevance]
        if not guards:
            return condition
        text = " && ".join(f"({part})" for part in [*guards, condition.text])
        return self._compile(self.scopes[Scope.MEMBER], text, "rules.toml", where)

    def _basis(self, basis: raw.RawBasis) -> Basis:
        where = f"basis {basis.id}"
        if basis.value not in self.vocabulary:
            raise fault("rules.toml", where, f"the value “{basis.value}”", "an id of vocabulary.toml")
        areas = {option.code for option in self.vocabulary[self.words.roles.get("area", "")].options}
        for name, lines in (("line", basis.line), ("medium_line", basis.medium_line)):
            if set(lines) != areas:
                raise fault(
                    "rules.toml", f"{where}, {name}", ", ".join(lines), f"exactly {', '.join(sorted(areas))}"
                )
        source = self._source(basis.source, where)
        return Basis(basis.id, basis.value, basis.is_b1, basis.line, basis.medium_line, source)

    def _class(self, rule: raw.RawClass) -> ClassRule:
        where = f"class {rule.id} by {rule.basis}"
        if rule.id not in {word.id for word in self.class_words.classes}:
            raise fault("rules.toml", where, f"the class “{rule.id}”", "a class of classes.toml")
        if rule.basis not in {basis.id for basis in self.rules.basis}:
            raise fault("rules.toml", where, f"the basis “{rule.basis}”", "a basis of this file")
        condition = self._compile(self.class_scope, rule.when, "rules.toml", where)
        return ClassRule(rule.id, rule.basis, condition, self._source(rule.source, where))

    def _check(self, check: raw.RawCheck) -> Check:
        where = f"check {check.code}"
        if check.code not in {problem.code for problem in self.problems.problem}:
            raise fault("checks.toml", where, f"the code “{check.code}”", "a code of problems.toml")
        scope = self.scopes[Scope.HOUSEHOLD]
        return Check(check.code, check.path, self._compile(scope, check.when, "checks.toml", where))

    def _problem_words(self) -> dict[str, ProblemWords]:
        return {
            p.code: ProblemWords(
                p.code,
                p.severity,
                two(p.title, "problems.toml", f"problem {p.code}"),
                two(p.hint, "problems.toml", f"problem {p.code}"),
            )
            for p in self.problems.problem
        }

    def _compile(self, scope: Vocabulary, text: str, file: str, where: str) -> Expression:
        try:
            return scope.compile(text)
        except ValueError as error:
            raise fault(file, where, f"“{' '.join(text.split())}” ({error})", "a CEL condition") from error

    def _blocks(self) -> tuple[Block, ...]:
        return tuple(
            Block(
                block.id,
                two(block.title, "edition.toml", f"block {block.id}"),
                one_of(Scope, block.scope, "edition.toml", f"block {block.id}"),
                block.number,
            )
            for block in self.head.block
        )

    def _roles(self) -> Roles:
        try:
            return Roles(**self.words.roles)
        except TypeError as error:
            raise fault("vocabulary.toml", "roles", str(error), ", ".join(Roles.__slots__)) from error

    def _groups(self) -> dict[str, str]:
        first: dict[str, str] = {}
        return {q.id: first.setdefault(q.group, q.id) for q in self.vocabulary.values() if q.group}


def two(words: Words, file: str, where: str) -> Words:
    """Words in every language, or a fault that names the missing one."""
    for language in LANGUAGES:
        if not words.get(language, "").strip():
            raise fault(file, where, f"no words in “{language}”", "words in every language")
    return words


def one_of(codes: type[E], found: str, file: str, where: str) -> E:
    """The code called `found`, or a fault that lists the accepted ones."""
    try:
        return codes(found)
    except ValueError as error:
        raise fault(file, where, f"“{found}”", f"one of {', '.join(codes)}") from error


def _shape(rule: raw.RawRule, where: str) -> tuple[Shape, Scope, list[str]]:
    shapes: list[tuple[Shape, Scope, list[str]]] = []
    if rule.when is not None:
        shapes.append((Shape.WHEN, Scope.HOUSEHOLD, [rule.when]))
    if rule.some_member is not None:
        shapes.append((Shape.SOME_MEMBER, Scope.MEMBER, [rule.some_member]))
    if rule.at_least is not None:
        shapes.append((Shape.AT_LEAST, Scope.HOUSEHOLD, rule.at_least.of))
    if rule.share is not None:
        shapes.append((Shape.SHARE, Scope.MEMBER, [rule.share.of]))
    if len(shapes) != 1:
        raise fault("rules.toml", where, f"{len(shapes)} conditions", f"exactly one of {', '.join(Shape)}")
    return shapes[0]


def _no_twins(file: str, ids: list[str]) -> None:
    twins = sorted({name for name in ids if ids.count(name) > 1})
    if twins:
        raise fault(file, "", f"the id “{twins[0]}” twice", "each id once")


def _hash(files: Mapping[str, bytes]) -> str:
    seal = sha256()
    for name in SHARED + OWN:
        seal.update(f"{name} {len(files[name])}\n".encode() + files[name])
    return seal.hexdigest()
