"""An edition as an XLSForm: the rows of its three sheets. A blank is no answer, so nothing is required there.

Members are a repeat; deprivations, B2 and the class are calculations that keep unknown apart from no.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from msgspec import Struct

from desktop.editions import datafiles, raw
from desktop.editions.load import AGE, B2, BORN, COUNT
from desktop.editions.model import Block, Kind, Question, Scope, Words
from desktop.editions.rules import UNKNOWN, Basis, Edition, Rule, Shape
from desktop.editions.xform_class import B2_MOST, CLASS, calculations, class_codes
from desktop.editions.xpath import NO, NOTHING_OF_IT, YES, Said, Translator, answered, every, field, quoted

FILE = "xlsform.toml"
LANGUAGES = {"vi": "Tiếng Việt (vi)", "en": "English (en)"}
REFERENCE, MEMBERS, YES_NO, BIRTH = "reference_date", "members", "yes_no", "birth_day"
DEPRIVED, HOLDS, FAILS = "d_", "t_", "f_"  # before the id of a deprivation
SURE, SURELY_NOT = "mt_", "mf_"  # the same of one member
_A_YEAR = 10_000  # days as numbers are YYYYMMDD
_LAST_DAY = 1231  # of a birth year without a date: editions, "Age"
Row = Mapping[str, str]


class KindForm(Struct, forbid_unknown_fields=True):
    """How XForms type and bound one kind of question."""

    type: str
    constraint: str = ""
    message: raw.TwoLanguages = {}


class FormWords(Struct, forbid_unknown_fields=True):
    """The file of words and types."""

    words: dict[str, raw.TwoLanguages]
    kind: dict[str, KindForm]


@dataclass(frozen=True, slots=True)
class Survey:
    """The sheets, each a list of rows: column -> text."""

    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    settings: tuple[Row, ...]


def read_words(data: bytes) -> FormWords:
    """The words and types of `FILE`."""
    return datafiles.read(FILE, data, FormWords)


def survey(edition: Edition, words: FormWords, date: str = "") -> Survey:
    """The form of an edition; `date` (YYYY-MM-DD) is the reference date that it starts with.

    Score cards stay out: their points come with workbooks. Raises `RasoatError("beyond_subset", …)`.
    """
    maker = _Maker(_without_card(edition), words, date)
    return Survey(tuple(maker.rows()), tuple(maker.choices()), (maker.settings(),))


def _without_card(edition: Edition) -> Edition:
    """Only what is asked without a score card."""
    items = {item.path for item in edition.card.items} | edition.card.decisions if edition.card else set()
    kept = {name: question for name, question in edition.questions.items() if name not in items}
    bases = {id_: basis for id_, basis in edition.bases.items() if basis.value in kept}
    ways = kept[edition.roles.basis]
    ways = replace(ways, options=tuple(option for option in ways.options if option.code in bases))
    return replace(edition, questions={**kept, ways.id: ways}, bases=bases)


class _Maker:
    """Makes the rows of one form; thrown away afterwards."""

    def __init__(self, edition: Edition, words: FormWords, date: str) -> None:
        self.edition, self.words, self.kinds, self.date = edition, words.words, words.kind, date
        self.translate = Translator(edition.questions)

    def rows(self) -> Iterator[Row]:
        """The sheet `survey`, in the order of the form."""
        first = {"type": "date", "name": REFERENCE, "default": self.date}
        yield {**first, **_in_both("label", self.words["reference"])}
        members = False
        for block in self.edition.blocks:
            if block.scope is Scope.HOUSEHOLD:
                yield from self._group(block)
            elif not members:
                members = True
                yield from self._members()
        yield from self._results()

    def choices(self) -> Iterator[Row]:
        """The sheet `choices`: a list for each question, yes and no, the classes."""
        for code in (YES, NO):
            yield _choice(YES_NO, code, self.words[code])
        for question in self.edition.questions.values():
            for option in question.options:
                yield _choice(question.id, option.code, option.label)
            if question.kind is Kind.CODES:
                yield _choice(question.id, NOTHING_OF_IT, self.words[NOTHING_OF_IT])
        for code in (*class_codes(self.edition), UNKNOWN):
            yield _choice(CLASS, code, self.edition.class_words[code].label)

    def settings(self) -> Row:
        """The sheet `settings`."""
        return {
            "form_title": self.edition.title["vi"],
            "form_id": self.edition.id,
            "version": str(self.edition.version),
            "default_language": LANGUAGES["vi"],
        }

    def _group(self, block: Block) -> Iterator[Row]:
        asked = [question for question in self.edition.questions.values() if question.block == block.id]
        if not asked:
            return
        yield {"type": "begin_group", "name": f"block_{block.id}", **_in_both("label", block.title)}
        yield from map(self._question, asked)
        yield {"type": "end_group", "name": f"block_{block.id}"}

    def _members(self) -> Iterator[Row]:
        yield {"type": "begin_repeat", "name": MEMBERS, **_in_both("label", self.words["members"])}
        yield from map(self._question, self.edition.asked(Scope.MEMBER))
        yield from self._ages()
        for rule in self.edition.deprivations:
            if rule.shape in (Shape.SOME_MEMBER, Shape.SHARE):
                said = self.translate.said(rule.conditions[0].text)
                yield _calculate(SURE + rule.id, f"if({said.yes}, 1, 0)")
                yield _calculate(SURELY_NOT + rule.id, f"if({said.no}, 1, 0)")
        yield {"type": "end_repeat", "name": MEMBERS}

    def _question(self, question: Question) -> Row:
        kind = self.kinds[question.kind]
        several = question.kind is Kind.CODES
        listed = YES_NO if question.kind is Kind.YES_NO else question.id
        alone = f"not(selected(., '{NOTHING_OF_IT}') and count-selected(.) > 1)" if several else ""
        message = self.words["only_one"] if several else kind.message
        relevant = self.edition.relevance.get(question.id)
        never = self.translate.said(relevant.text).no if relevant else ""
        return {
            "type": f"{kind.type} {listed}" if kind.type.startswith("select") else kind.type,
            "name": question.id,
            **_in_both("label", {language: _label(question, language) for language in LANGUAGES}),
            **_in_both("hint", question.help),
            "relevant": f"not({never})" if never else "",  # not known = asked
            "constraint": alone or kind.constraint,
            **_in_both("constraint_message", message),
        }

    def _ages(self) -> Iterator[Row]:
        """Days as numbers YYYYMMDD; an age is their difference without its last four digits."""
        roles = self.edition.roles
        date, year = field(roles.birth_date), field(roles.birth_year)
        today = f"number(format-date({field(REFERENCE)}, '%Y%m%d'))"
        of_year = f"if({answered(year)}, {year} * {_A_YEAR} + {_LAST_DAY}, '')"
        has_year = roles.birth_year in self.edition.questions
        exact = f"number(format-date({date}, '%Y%m%d'))"
        yield _calculate(BIRTH, f"if({answered(date)}, {exact}, {of_year if has_year else quoted('')})")
        later = f"({answered(date)} and {field(BIRTH)} > {today})"
        later += f" or int({field(BIRTH)} div {_A_YEAR}) > int({today} div {_A_YEAR})"
        known = every(answered(field(BIRTH)), answered(field(REFERENCE)), f"not({later})")
        yield _calculate(AGE, f"if({known}, int(({today} - {field(BIRTH)}) div {_A_YEAR}), '')")
        yield _calculate(BORN, f"if({answered(field(AGE))}, int({field(BIRTH)} div {_A_YEAR}), '')")

    def _results(self) -> Iterator[Row]:
        yield _calculate(COUNT, f"count({field(MEMBERS)})")
        rules, each = self.edition.deprivations, self.edition.points_each
        for rule in rules:
            said = self._said(rule)
            yield _calculate(HOLDS + rule.id, f"if({said.yes}, 1, 0)")
            yield _calculate(FAILS + rule.id, f"if({said.no}, 1, 0)")
            holds, fails = field(HOLDS + rule.id), field(FAILS + rule.id)
            yield _calculate(DEPRIVED + rule.id, f"if({holds} = 1, '1', if({fails} = 1, '0', ''))")
        sure = " + ".join(field(HOLDS + rule.id) for rule in rules)
        never = " + ".join(field(FAILS + rule.id) for rule in rules)
        yield _calculate(B2, f"{each} * ({sure})")
        yield _calculate(B2_MOST, f"{each} * ({len(rules)} - ({never}))")
        *steps, (name, code) = calculations(self.edition, list(self._bases()), COUNT)
        for step in steps:
            yield _calculate(*step)
        yield {"type": "note", "name": "points_note", **_in_both("label", self.words["points"])}
        shown = {"type": f"select_one {CLASS}", "name": name, "read_only": "yes", "calculation": code}
        yield {**shown, **_in_both("label", self.words["class"])}

    def _bases(self) -> Iterator[Basis]:
        yield from self.edition.bases.values()

    def _said(self, rule: Rule) -> Said:
        """What a rule says of the household, from members or from its conditions."""
        if rule.shape is Shape.WHEN:
            return self.translate.said(rule.conditions[0].text)
        some_yes, some_no = f"sum({field(SURE + rule.id)})", f"sum({field(SURELY_NOT + rule.id)})"
        people = field(COUNT)
        if rule.shape is Shape.SOME_MEMBER:
            return Said(f"{some_yes} > 0", f"{people} > 0 and {some_no} = {people}")
        if rule.shape is Shape.SHARE:
            above, below = rule.more_than
            line = f"{above} * {people}"
            not_more = f"{below} * ({people} - {some_no}) <= {line}"
            return Said(f"{below} * {some_yes} > {line}", f"{people} > 0 and {not_more}")
        told = [self.translate.said(condition.text) for condition in rule.conditions]
        certain = " + ".join(f"if({one.yes}, 1, 0)" for one in told)
        against = " + ".join(f"if({one.no}, 1, 0)" for one in told)
        return Said(f"{certain} >= {rule.n}", f"{len(told)} - ({against}) < {rule.n}")


def _label(question: Question, language: str) -> str:
    number = f"{question.number}. " if question.number else ""
    unit = f" ({question.unit[language]})" if question.unit else ""
    return f"{number}{question.label[language]}{unit}"


def _in_both(column: str, words: Words) -> Row:
    return {f"{column}::{LANGUAGES[language]}": text for language, text in words.items() if text}


def _choice(listed: str, code: str, words: Words) -> Row:
    return {"list_name": listed, "name": code, **_in_both("label", words)}


def _calculate(name: str, how: str) -> Row:
    return {"type": "calculate", "name": name, "calculation": how}
