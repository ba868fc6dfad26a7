"""Sentences of problems, reasons and results in the words of the edition: codes go in, words come out."""

from collections.abc import Mapping

from desktop.editions import answers
from desktop.editions.model import Kind, Question, Scope, Words
from desktop.editions.rules import Edition
from desktop.editions.values import Missing, Value
from desktop.records.classify import CLASS, EVERYONE
from desktop.records.confirmed import CONFIRMED, place_of
from desktop.records.links import Decision
from desktop.records.model import MEMBERS, OVERRIDE, Form, Problem, Reason, split_path
from desktop.records.rows import head_name

MISSING_WORDS: Mapping[Missing, Words] = {
    Missing.BLANK: {"vi": "bỏ trống trên phiếu", "en": "blank on paper"},
    Missing.REFUSED: {"vi": "không trả lời", "en": "refused"},
    Missing.UNKNOWN: {"vi": "không biết", "en": "not known"},
    Missing.ILLEGIBLE: {"vi": "không đọc được", "en": "illegible"},
}
REMOVAL_WORDS: Mapping[str, Words] = {  # why a member is no longer counted
    "died": {"vi": "đã mất", "en": "died"},
    "moved": {"vi": "chuyển đi", "en": "moved away"},
    "split": {"vi": "tách hộ", "en": "went to a household of their own"},
    "error": {"vi": "ghi nhầm", "en": "written by mistake"},
    "other": {"vi": "lý do khác", "en": "another reason"},
}
NONE: Words = {"vi": "không có", "en": "none"}  # asked, and nothing of the list
YES_NO: Mapping[bool, Words] = {True: {"vi": "có", "en": "yes"}, False: {"vi": "không", "en": "no"}}

LINK_WORDS: Mapping[Decision | None, Words] = {  # what two households are
    Decision.SAME: {"vi": "cùng một hộ", "en": "one household"},
    Decision.DIFFERENT: {"vi": "hai hộ khác nhau", "en": "two households"},
    None: {"vi": "chưa quyết định", "en": "not decided"},
}
LINK_PLACE: Words = {"vi": "Hai hộ này là", "en": "These two are"}
_NAMELESS: Words = {"vi": "hộ chưa có tên", "en": "a household without a name"}

_CONFIRMED: Words = {"vi": "xác nhận cảnh báo ở {place}", "en": "warning confirmed at {place}"}
_ROW: Words = {"vi": "người ở dòng {n}", "en": "the person in row {n}"}


def problem(edition: Edition, found: Problem, language: str) -> tuple[str, str]:
    """What is wrong and where, and what to do."""
    words = edition.problems[found.code]
    slots = {name: _slot(edition, found, name, language) for name in found.slots}
    return words.title[language].format(**slots), words.hint[language].format(**slots)


def _slot(edition: Edition, found: Problem, name: str, language: str) -> str | int:
    """Options by number and label, a member without a name by the row."""
    value = found.slots[name]
    question = edition.questions.get(split_path(found.path)[1])
    if name == "accepted" and question and question.options:
        return ", ".join(f"{option.number} {option.label[language]}" for option in question.options)
    if isinstance(value, str) and value.startswith(MEMBERS):
        return _ROW[language].format(n=value.removeprefix(MEMBERS))
    return value


def class_label(edition: Edition, code: str, language: str) -> str:
    """The class in words."""
    return edition.class_words[code].label[language]


def answer(edition: Edition, path: str, value: Value | None, language: str) -> str:
    """An answer as people read it: labels for codes, a comma for decimals, a reason for what is not there."""
    if value is None:
        return "—"
    if isinstance(value, Missing):
        return MISSING_WORDS[value][language]
    question = edition.vocabulary.get(split_path(path)[1])
    if isinstance(value, bool):
        return YES_NO[value][language]
    if question is None:
        return str(value)
    codes = value if isinstance(value, tuple) else (value,)
    if question.kind in (Kind.CODE, Kind.CODES):
        return ", ".join(_option(edition, question, str(code), language) for code in codes) or NONE[language]
    return answers.show(question, value)


def _option(edition: Edition, question: Question, code: str, language: str) -> str:
    option = edition.option(question.id, code)
    return option.label[language] if option else code


def place(edition: Edition, form: Form, path: str, language: str) -> str:
    """Where an answer stands: the question, and whose it is."""
    if path.startswith(OVERRIDE):
        rule = path.removeprefix(OVERRIDE).removesuffix("/why")
        return next((r.label[language] for r in edition.deprivations if r.id == rule), path)
    if path.startswith(CONFIRMED):
        about = place(edition, form, place_of(path), language)
        return _CONFIRMED[language].format(place=about)
    uid, question = split_path(path)
    if path == EVERYONE:
        return next((block.title[language] for block in edition.blocks if block.scope is Scope.MEMBER), path)
    asked = edition.vocabulary.get(question)
    label = asked.label[language] if asked else question
    if uid is None:
        return label
    member = form.member(uid)
    name = member.answers.get(edition.roles.member_name) if member else None
    return f"{label} – {name}" if isinstance(name, str) else label


def rule_label(edition: Edition, rule: str, language: str) -> str:
    """A deprivation or class by its name."""
    if rule.startswith(CLASS):
        return class_label(edition, rule.removeprefix(CLASS), language)
    return next((r.label[language] for r in edition.deprivations if r.id == rule), rule)


def because(edition: Edition, form: Form, reason: Reason, language: str) -> str:
    """The answers a reason rests on: those of the household, then person by person."""
    return "; ".join(because_lines(edition, form, reason, language))


def because_lines(edition: Edition, form: Form, reason: Reason, language: str) -> tuple[str, ...]:
    """The same, one line for the household's answers and one for each person."""
    groups: dict[str | None, list[str]] = {}
    for path, value in reason.because.items():
        uid, question = split_path(path)
        if question in edition.vocabulary or path.startswith(OVERRIDE):
            words = f"{place(edition, form, question if uid else path, language)}: "
            groups.setdefault(uid, []).append(words + answer(edition, path, value, language))
    order = [None, *(member.uid for member in form.everyone)]
    return tuple(_line(edition, form, uid, groups[uid]) for uid in order if uid in groups)


def _line(edition: Edition, form: Form, uid: str | None, parts: list[str]) -> str:
    member = form.member(uid) if uid else None
    name = member.answers.get(edition.roles.member_name) if member else None
    return f"{name} – {', '.join(parts)}" if isinstance(name, str) else "; ".join(parts)


def household(edition: Edition, form: Form, language: str = "vi") -> str:
    """A household by its head and code, as other households speak of it."""
    code, name = form.household.get(edition.roles.code), title(edition, form) or _NAMELESS[language]
    return f"{name} ({code})" if isinstance(code, str) and code != name else name


def title(edition: Edition, form: Form) -> str:
    """What a household is called: its head, else its code, else nothing."""
    code = form.household.get(edition.roles.code)
    return head_name(edition, form) or (code if isinstance(code, str) else "")
