"""Turn an edition's files into an `Edition`; a mistake says file, table, key, found and accepted.

The files come in as bytes: reading folders is for the actions.
"""

from collections.abc import Mapping
from hashlib import sha256

from desktop.editions import card_items, raw
from desktop.editions.expression import Expression, Vocabulary
from desktop.editions.faults import fault, no_twins, one_of, read, two
from desktop.editions.model import Block, Certainty, Kind, Option, Question, Roles, Scope, Source, Words
from desktop.editions.odd import read_odd
from desktop.editions.rules import (
    LINES,
    UNKNOWN,
    Basis,
    Check,
    ClassRule,
    ClassWords,
    Edition,
    Odd,
    ProblemWords,
    Rule,
    Shape,
)
from desktop.editions.turns import read_turns

SHARED = ("vocabulary.toml", "classes.toml", "problems.toml", card_items.FILE)
OWN = ("edition.toml", "questions.toml", "rules.toml", "checks.toml")
AGE = "age"  # of a member, in completed years on the reference date
COUNT = "member_count"
BORN = "born"  # of a member, the year of birth
VALUE, B2 = "value", "b2"
CLASS_NUMBERS = (VALUE, *LINES, B2)
Files = Mapping[str, bytes]
Relevance = Mapping[str, Expression]


def load(files: Mapping[str, bytes]) -> Edition:
    """Build an edition from the files named in `SHARED` and `OWN`. Raises `RasoatError("edition", …)`."""
    missing = [name for name in SHARED + OWN if name not in files]
    if missing:
        raise fault(missing[0], "", "no such file", f"the files {', '.join(SHARED + OWN)}")
    return card_items.with_items(_Loader(files).edition(), files)


class _Loader:
    """Holds what the steps of one load share; thrown away afterwards."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        names = {"class": "classes"}
        self.hash = _hash(files)
        self.words = read(files, "vocabulary.toml", raw.RawVocabulary)
        self.class_words = read(files, "classes.toml", raw.RawClasses, names)
        self.head = read(files, "edition.toml", raw.RawHead)
        self.asked = read(files, "questions.toml", raw.RawQuestions)
        self.rules = read(files, "rules.toml", raw.RawRules, names)
        self.checks = read(files, "checks.toml", raw.RawChecks)
        self.problems = read(files, "problems.toml", raw.RawProblems)
        self._each_once()
        self.sources = self._sources()
        self.vocabulary = {word.id: self._word(word) for word in self.words.question}
        household = [q for q in self.vocabulary.values() if q.scope is Scope.HOUSEHOLD]
        member = [q for q in self.vocabulary.values() if q.scope is Scope.MEMBER]
        self.scopes = {
            Scope.HOUSEHOLD: Vocabulary(household, (COUNT,)),
            Scope.MEMBER: Vocabulary(member, (AGE, BORN)),
        }
        self.class_scope = Vocabulary(household, CLASS_NUMBERS)
        self.roles = self._roles()

    def edition(self) -> Edition:
        questions = {q.id: q for q in map(self._question, self.asked.question)}
        relevance = {q.id: self._relevance(q) for q in questions.values() if q.relevant}
        deprivations = tuple(self._rule(r, "deprivation", relevance) for r in self.rules.deprivation)
        return Edition(
            id=self.head.id,
            version=self.head.version,
            years=self.head.years,
            title=two(self.head.title, "edition.toml", "title"),
            hash=self.hash,
            roles=self.roles,
            blocks=self._blocks(),
            questions=questions,
            vocabulary=self.vocabulary,
            deprivations=deprivations,
            points_each=self.rules.points_each,
            bases={basis.id: self._basis(basis) for basis in self.rules.basis},
            classes=tuple(map(self._class, self.rules.classes)),
            class_words=self._class_words(),
            flags=tuple(self._rule(rule, "flag", relevance) for rule in self.rules.flag),
            counts=tuple(self._count(count, relevance) for count in self.rules.count),
            household=self.scopes[Scope.HOUSEHOLD],
            member=self.scopes[Scope.MEMBER],
            classing=self.class_scope,
            checks=tuple(map(self._check, self.checks.check)),
            oldest=self.checks.oldest,
            problems=self._problem_words(),
            relevance=relevance,
            carry=self._carry(),
            turns=read_turns(self.words.turns, self.vocabulary),
            odd=self._odd(),
            _groups=self._groups(),
            base=self.head.base,
        )

    def _each_once(self) -> None:
        """What is looked up by its id stands once."""
        no_twins("vocabulary.toml", "question {}", [word.id for word in self.words.question])
        no_twins("classes.toml", "class {}", [word.id for word in self.class_words.classes])
        no_twins("problems.toml", "problem {}", [problem.code for problem in self.problems.problem])
        no_twins("edition.toml", "source {}", [source.id for source in self.head.source])
        no_twins("edition.toml", "block {}", [block.id for block in self.head.block])
        no_twins("questions.toml", "question {}", [question.id for question in self.asked.question])
        rules: list[raw.RawRule | raw.RawCount] = [
            *self.rules.deprivation,
            *self.rules.flag,
            *self.rules.count,
        ]
        no_twins("rules.toml", "deprivation, flag or count {}", [rule.id for rule in rules])
        no_twins("rules.toml", "basis {}", [basis.id for basis in self.rules.basis])

    def _sources(self) -> dict[str, Source]:
        return {
            s.id: Source(
                s.text, s.facts, one_of(Certainty, s.certainty, "edition.toml", f"source {s.id}, certainty")
            )
            for s in self.head.source
        }

    def _source(self, name: str, where: str, file: str = "rules.toml") -> Source:
        if name not in self.sources:
            raise fault(file, f"{where}, source", f"“{name}”", f"one of {', '.join(self.sources)}")
        return self.sources[name]

    def _word(self, word: raw.RawWord) -> Question:
        where = f"question {word.id}"
        if word.id in (AGE, BORN, COUNT, *CLASS_NUMBERS):
            raise fault(
                "vocabulary.toml", f"{where}, id", f"“{word.id}”", "an id that is no number of the rules"
            )
        no_twins("vocabulary.toml", where + ", option {}", [option.code for option in word.options])
        numbers = [option.number for option in word.options if option.number]
        no_twins("vocabulary.toml", where + ", number {}", numbers)
        kind = one_of(Kind, word.kind, "vocabulary.toml", f"{where}, kind")
        if (kind in (Kind.CODE, Kind.CODES)) is not bool(word.options):
            found = f"{len(word.options)} options of a “{kind}”"
            raise fault("vocabulary.toml", f"{where}, options", found, "options for code and codes only")
        return Question(
            id=word.id,
            kind=kind,
            scope=one_of(Scope, word.scope, "vocabulary.toml", f"{where}, scope"),
            label=two(word.label, "vocabulary.toml", f"{where}, label"),
            options=tuple(self._option(option, where) for option in word.options),
            unit=two(word.unit, "vocabulary.toml", f"{where}, unit") if word.unit else word.unit,
            group=word.group,
        )

    def _option(self, option: raw.RawOption, where: str) -> Option:
        label = two(option.label, "vocabulary.toml", f"{where}, option {option.code}")
        return Option(option.code, label, option.number)

    def _question(self, asked: raw.RawQuestion) -> Question:
        where = f"question {asked.id}"
        word = self.vocabulary.get(asked.id)
        if word is None:
            raise fault("questions.toml", f"{where}, id", f"“{asked.id}”", "an id of vocabulary.toml")
        if asked.block not in {block.id for block in self.head.block}:
            blocks = ", ".join(block.id for block in self.head.block)
            raise fault("questions.toml", f"{where}, block", f"“{asked.block}”", f"one of {blocks}")
        offered = {option.code: option for option in word.options}
        unknown = [code for code in asked.options if code not in offered]
        if unknown:
            accepted = f"one of {', '.join(offered)}"
            raise fault("questions.toml", f"{where}, options", f"“{unknown[0]}”", accepted)
        return Question(
            id=word.id,
            kind=word.kind,
            scope=word.scope,
            label=two(asked.label, "questions.toml", f"{where}, label") if asked.label else word.label,
            options=tuple(offered[code] for code in asked.options) if asked.options else word.options,
            number=asked.number,
            block=asked.block,
            unit=word.unit,
            help=two(asked.help, "questions.toml", f"{where}, help") if asked.help else asked.help,
            relevant=asked.relevant,
            group=word.group,
            width=asked.width,
            required=asked.required,
            source=self._source(asked.source, where, "questions.toml") if asked.source else None,
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
        compiled = [
            self._compile(self.scopes[scope], text, "rules.toml", f"{where}, {shape}") for text in texts
        ]
        return Rule(
            id=rule.id,
            label=two(rule.label, "rules.toml", f"{where}, label"),
            shape=shape,
            conditions=tuple(self._only_asked(one, scope, relevance, where) for one in compiled),
            source=self._source(rule.source, where),
            n=rule.at_least.n if rule.at_least else 0,
            more_than=rule.share.more_than if rule.share else (0, 1),
            says=two(rule.says, "rules.toml", f"{where}, says") if rule.says else rule.says,
        )

    def _count(self, count: raw.RawCount, relevance: Mapping[str, Expression]) -> Rule:
        rule = raw.RawRule(count.id, count.label, count.source, some_member=count.members)
        return self._rule(rule, "count", relevance)

    def _only_asked(
        self, condition: Expression, scope: Scope, relevance: Mapping[str, Expression], where: str
    ) -> Expression:
        """A question that is not asked makes its rule skip that member or household: never unknown."""
        guards = [relevance[name].text for name in sorted(condition.reads) if name in relevance]
        if not guards:
            return condition
        text = " && ".join(f"({part})" for part in [*guards, condition.text])
        return self._compile(self.scopes[scope], text, "rules.toml", where)

    def _basis(self, basis: raw.RawBasis) -> Basis:
        where = f"basis {basis.id}"
        ways = [option.code for option in self.vocabulary[self.roles.basis].options]
        if basis.id not in ways:
            raise fault("rules.toml", f"{where}, id", f"“{basis.id}”", f"one of {', '.join(ways)}")
        numbers = [q.id for q in self.vocabulary.values() if _is_number(q)]
        if basis.value not in numbers:
            raise fault("rules.toml", f"{where}, value", f"“{basis.value}”", f"one of {', '.join(numbers)}")
        areas = sorted(option.code for option in self.vocabulary[self.roles.area].options)
        for name, lines in zip(LINES, (basis.line, basis.upper_line, basis.medium_line), strict=True):
            if lines and sorted(lines) != areas:
                found = ", ".join(sorted(lines)) or "nothing"
                raise fault("rules.toml", f"{where}, {name}", found, f"exactly {', '.join(areas)}")
        source = self._source(basis.source, where)
        return Basis(
            basis.id, basis.value, basis.is_b1, basis.line, basis.medium_line, source, basis.upper_line
        )

    def _class(self, rule: raw.RawClass) -> ClassRule:
        where = f"class {rule.id} by {rule.basis}"
        known = [word.id for word in self.class_words.classes]
        if rule.id not in known:
            raise fault("rules.toml", f"{where}, id", f"“{rule.id}”", f"one of {', '.join(known)}")
        bases = [basis.id for basis in self.rules.basis]
        if rule.basis not in bases:
            raise fault("rules.toml", f"{where}, basis", f"“{rule.basis}”", f"one of {', '.join(bases)}")
        condition = self._compile(self.class_scope, rule.when, "rules.toml", f"{where}, when")
        self._has_lines(rule, condition, where)
        says = self._says(rule, where) if rule.says else rule.says
        return ClassRule(rule.id, rule.basis, condition, self._source(rule.source, where), says)

    def _has_lines(self, rule: raw.RawClass, condition: Expression, where: str) -> None:
        """A rule reads only lines that its basis has."""
        basis = next(one for one in self.rules.basis if one.id == rule.basis)
        known = {name for name in LINES if getattr(basis, name)}
        if unknown := sorted((condition.reads & set(LINES)) - known):
            accepted = ", ".join(sorted(known)) or "no line: this basis has none"
            raise fault("rules.toml", f"{where}, when", f"“{unknown[0]}”", accepted)

    def _says(self, rule: raw.RawClass, where: str) -> Words:
        """Words with slots that can be filled."""
        for language, text in rule.says.items():
            try:
                text.format(**dict.fromkeys(CLASS_NUMBERS, ""))
            except (KeyError, IndexError, ValueError) as error:
                slots = ", ".join(f"{{{name}}}" for name in CLASS_NUMBERS)
                raise fault(
                    "rules.toml", f"{where}, says, {language}", f"“{text}”", f"slots {slots}"
                ) from error
        return two(rule.says, "rules.toml", f"{where}, says")

    def _class_words(self) -> dict[str, ClassWords]:
        words = {
            word.id: ClassWords(
                word.id, word.side, two(word.label, "classes.toml", f"class {word.id}, label")
            )
            for word in self.class_words.classes
        }
        if UNKNOWN not in words:
            raise fault("classes.toml", "class", f"no class “{UNKNOWN}”", f"a class “{UNKNOWN}”")
        return words

    def _check(self, check: raw.RawCheck) -> Check:
        where = f"check {check.code}"
        if check.code not in {problem.code for problem in self.problems.problem}:
            raise fault("checks.toml", f"{where}, code", f"“{check.code}”", "a code of problems.toml")
        scope = self.scopes[Scope.HOUSEHOLD]
        if check.path not in scope.names - {COUNT}:
            raise fault("checks.toml", f"{where}, path", f"“{check.path}”", "a question of the household")
        return Check(
            check.code, check.path, self._compile(scope, check.when, "checks.toml", f"{where}, when")
        )

    def _odd(self) -> Odd:
        codes = frozenset(problem.code for problem in self.problems.problem)
        questions = tuple(self.vocabulary.values())
        return read_odd(self.checks, questions, codes, self.words.id_provinces, self._compile)

    def _problem_words(self) -> dict[str, ProblemWords]:
        file = "problems.toml"
        return {
            p.code: ProblemWords(
                p.code,
                p.severity,
                two(p.title, file, f"problem {p.code}, title"),
                two(p.hint, file, f"problem {p.code}, hint"),
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
                two(block.title, "edition.toml", f"block {block.id}, title"),
                one_of(Scope, block.scope, "edition.toml", f"block {block.id}, scope"),
                block.number,
            )
            for block in self.head.block
        )

    def _roles(self) -> Roles:
        """Each part is played by a question, and the head is an option of the relation."""
        file, parts = "vocabulary.toml", self.words.roles
        if set(parts) != set(Roles.__slots__):
            odd = min(set(parts) ^ set(Roles.__slots__))
            found = f"the key “{odd}”" if odd in parts else f"no key “{odd}”"
            raise fault(file, "roles", found, f"the keys {', '.join(Roles.__slots__)}")
        roles = Roles(**parts)
        for part, name in parts.items():
            if part != "head" and name not in self.vocabulary:
                raise fault(file, f"roles, {part}", f"“{name}”", "the id of a question")
        heads = [option.code for option in self.vocabulary[roles.relation].options]
        if roles.head not in heads:
            raise fault(file, "roles, head", f"“{roles.head}”", f"one of {', '.join(heads)}")
        return roles

    def _carry(self) -> dict[str, str]:
        asked = [question for carry in self.words.carry for question in carry.questions]
        no_twins("vocabulary.toml", "carry, question {}", asked)
        for question in asked:
            if question not in self.vocabulary:
                raise fault("vocabulary.toml", "carry, questions", f"“{question}”", "the id of a question")
        return {question: carry.why for carry in self.words.carry for question in carry.questions}

    def _groups(self) -> dict[str, str]:
        first: dict[str, str] = {}
        return {q.id: first.setdefault(q.group, q.id) for q in self.vocabulary.values() if q.group}


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
    if rule.at_least and rule.at_least.n > len(rule.at_least.of):
        found, most = f"{rule.at_least.n} of {len(rule.at_least.of)} conditions", len(rule.at_least.of)
        raise fault("rules.toml", f"{where}, at_least, n", found, f"1 to {most}")
    if rule.share and not rule.share.more_than[0] < rule.share.more_than[1]:
        found = f"{rule.share.more_than[0]} of {rule.share.more_than[1]}"
        raise fault("rules.toml", f"{where}, share, more_than", found, "less than the whole")
    return shapes[0]


def _is_number(question: Question) -> bool:
    return question.scope is Scope.HOUSEHOLD and question.kind in (Kind.INTEGER, Kind.MONEY)


def _hash(files: Mapping[str, bytes]) -> str:
    seal = sha256()
    for name in SHARED + OWN:
        seal.update(f"{name} {len(files[name])}\n".encode() + files[name])
    return seal.hexdigest()
