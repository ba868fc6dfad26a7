"""What a field or a cell shows of an answer: its text, how it stands, and what is wrong with it. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.actions import words
from desktop.actions.carry import Last
from desktop.actions.enter import Entered
from desktop.actions.history import Told
from desktop.actions.records import same
from desktop.editions import answers
from desktop.editions.model import Kind, Question
from desktop.editions.rules import Edition
from desktop.editions.values import Missing, Value
from desktop.i18n import N_, _
from desktop.records.confirmed import open_ones
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
    State.CARRIED: N_("as in the last round, to be confirmed"),
    State.CHANGED: N_("changed since the last round"),
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
    last: str = ""  # what it was in the last round, where that is not what it is now

    @property
    def description(self) -> str:
        """How the answer stands, for those who do not see colours."""
        return self.problem or " ".join(filter(None, (self.reason or _(_STATE_WORDS[self.state]), self.last)))


@dataclass(frozen=True, slots=True)
class Board:
    """A form as the screen shows it, in one language."""

    edition: Edition
    language: str
    entered: Entered
    typed: Mapping[str, Typed] = field(default_factory=dict)
    last: Last | None = None  # the household in the round before
    past: tuple[Told, ...] = ()  # what happened to it, the oldest first
    moved: str = ""  # how it moved between the lists since the round before, in words

    def shown(self, path: str) -> Shown:
        """What stands at `path`."""
        value = self.entered.form.answer(path)
        sentence, last = self.sentence(path), self.last_words(path)
        state = self._state(path, value, sentence)
        if path in self.typed:
            return Shown(self.typed[path].text, "", state, sentence, last)
        if isinstance(value, Missing):
            return Shown("", words.MISSING_WORDS[value][self.language], state, sentence, last)
        question = self.edition.questions[split_path(path)[1]]
        return Shown("" if value is None else shown_text(question, value), "", state, sentence, last)

    def last_words(self, path: str) -> str:
        """What the answer was in the last round, when it was another; "" when there is nothing to compare."""
        before = self._before(path)
        if before is None or self.last is None:
            return ""
        text = words.answer(self.last.edition, path, before, self.language)
        return _("Last round: {answer}").format(answer=text)

    def _before(self, path: str) -> Value | None:
        """The last round's answer where it differs from what stands now."""
        if self.last is None or split_path(path)[1] not in self.last.edition.vocabulary:
            return None
        before, now = self.last.form.answer(path), self.entered.form.answer(path)
        return None if isinstance(before, Missing) or same(before, now) else before

    def sentence(self, path: str) -> str:
        """What is wrong at `path`, in plain words; "" when nothing is."""
        found = self.typed[path].problem if path in self.typed else self._problem(path)
        return words.problem(self.edition, found, self.language)[0] if found else ""

    def problem_paths(self) -> frozenset[str]:
        """Where something is wrong."""
        return frozenset(problem.path for problem in open_ones(self.entered.problems)) | frozenset(self.typed)

    def _problem(self, path: str) -> Problem | None:
        return next((one for one in open_ones(self.entered.problems) if one.path == path), None)

    def _state(self, path: str, value: Value | None, sentence: str) -> State:
        """The gravest that is true."""
        states = (
            (bool(sentence), State.PROBLEM),
            (path in self.entered.clashing, State.CLASH),
            (path in self.entered.skipped, State.SKIPPED),
            (path in self.entered.carried, State.CARRIED),
            (isinstance(value, Missing), State.MISSING),
            (value is None, State.NOT_REACHED),
            (self._before(path) is not None, State.CHANGED),
        )
        return next((state for holds, state in states if holds), State.ANSWERED)


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
