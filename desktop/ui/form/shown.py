"""What a field or a cell shows of an answer: its text, how it stands, and what is wrong with it. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.actions import words
from desktop.actions.enter import Entered
from desktop.editions import answers
from desktop.editions.model import Kind, Question
from desktop.editions.rules import Edition
from desktop.editions.values import Missing, Value
from desktop.i18n import N_, _
from desktop.records.model import Problem, split_path
from desktop.ui.widgets.editors.contract import State

GROUP = 3  # digits between the dots of a large number
_STATE_WORDS = {
    State.NOT_REACHED: N_("not answered yet"),
    State.ANSWERED: N_("answered"),
    State.MISSING: N_("no answer, with a reason"),
    State.PROBLEM: N_("something is wrong"),
    State.SKIPPED: N_("not asked"),
    State.CLASH: N_("two sides wrote different answers"),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and could not be read: it stays on the screen with its problem, and is not kept."""

    text: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer as a field shows it."""

    text: str  # what the editor is given
    reason: str  # why there is no answer, in words
    state: State
    problem: str  # the sentence under the field

    @property
    def description(self) -> str:
        """How the answer stands, for those who do not see colours."""
        return self.problem or self.reason or _(_STATE_WORDS[self.state])


@dataclass(frozen=True, slots=True)
class Board:
    """A form as the screen shows it, in one language."""

    edition: Edition
    language: str
    entered: Entered
    typed: Mapping[str, Typed] = field(default_factory=dict)

    def shown(self, path: str) -> Shown:
        """What stands at `path`."""
        value = self.entered.form.answer(path)
        sentence = self.sentence(path)
        state = self._state(path, value, sentence)
        if path in self.typed:
            return Shown(self.typed[path].text, "", state, sentence)
        if isinstance(value, Missing):
            return Shown("", words.MISSING_WORDS[value][self.language], state, sentence)
        question = self.edition.questions[split_path(path)[1]]
        return Shown("" if value is None else shown_text(question, value), "", state, sentence)

    def sentence(self, path: str) -> str:
        """What is wrong at `path`, in plain words; "" when nothing is."""
        found = self.typed[path].problem if path in self.typed else self._problem(path)
        return words.problem(self.edition, found, self.language)[0] if found else ""

    def problem_paths(self) -> frozenset[str]:
        """Where something is wrong."""
        return frozenset(problem.path for problem in self.entered.problems) | frozenset(self.typed)

    def _problem(self, path: str) -> Problem | None:
        return next((problem for problem in self.entered.problems if problem.path == path), None)

    def _state(self, path: str, value: Value | None, sentence: str) -> State:
        if sentence:
            return State.PROBLEM
        if path in self.entered.clashing:
            return State.CLASH
        if path in self.entered.skipped:
            return State.SKIPPED
        if isinstance(value, Missing):
            return State.MISSING
        return State.NOT_REACHED if value is None else State.ANSWERED


def shown_text(question: Question, value: Value) -> str:
    """An answer as it stands in a line: dots between thousands, no `@` doubled."""
    text = answers.show(question, value)
    if question.kind in (Kind.INTEGER, Kind.MONEY):
        return grouped(text)
    return text[1:] if text.startswith("@@") else text


def typed_text(text: str) -> str:
    """What `answers.parse` is given for typed text: a leading `@` is a letter, not a reason."""
    bare = text.lstrip()
    return f"@{bare}" if bare.startswith("@") else text


def reason_text(reason: Missing | None) -> str:
    """What `answers.parse` is given for a reason; none clears the answer."""
    return f"@{reason.value}" if reason else ""


def grouped(digits: str) -> str:
    """`1500000` -> `1.500.000`."""
    sign, bare = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    parts = [bare[max(0, end - GROUP) : end] for end in range(len(bare), 0, -GROUP)]
    return sign + ".".join(reversed(parts))
