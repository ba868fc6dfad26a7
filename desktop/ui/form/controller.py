"""Joins the form on the screen to the actions: each answer is kept when it is given, and the result shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from desktop.actions import carry, enter, history, seal, words
from desktop.actions.carry import Last
from desktop.actions.enter import Entered, Step
from desktop.actions.history import Told
from desktop.editions.rules import Edition
from desktop.editions.values import Missing
from desktop.i18n import _, ngettext
from desktop.records.confirmed import confirms, open_ones
from desktop.records.lineage import LIFE
from desktop.records.model import REMOVED, FormKey, Problem, Severity, member_path, split_path
from desktop.ui.form import choosing, route
from desktop.ui.form.history import Change, Sitting
from desktop.ui.form.life_acts import ACTS, Said
from desktop.ui.form.rows import Rows
from desktop.ui.form.shown import Board, Typed, reason_text, typed_text
from desktop.ui.form.view import FormView
from desktop.ui.session import Session, What
from desktop.ui.widgets.editors.contract import BY_ITSELF, FORWARD
from desktop.ui.words import closed_day

SITTING = "form_sitting"  # a property of the session: undo goes on in another language


class FormController(QObject):
    """Holds which household is open, what could not be read, and what can be undone."""

    def __init__(self, session: Session, view: FormView, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._view = session, view
        self._entered: Entered | None = None
        self._last: Last | None = None  # the same household in the round before
        self._past: tuple[Told, ...] = ()  # what happened to it
        self._moved = ("", "")  # the class it was opened with, and how it moved then, in words
        self._typed: dict[str, Typed] = {}
        self._sitting = _sitting(session)
        self._kept = False  # something of the open household is in the file
        self._history = self._sitting.history
        self._told = False  # the keyer was told that something typed was not kept
        self._odd: Problem | None = None  # the warning whose remark is asked
        self._sent = ""  # the path that another screen asked for, until something is answered
        self._stays = ""  # where Return does not move on this time, because the text was refused
        self._arrived = (
            ""  # where the keyer came by itself: a Return that follows belongs to the number before
        )
        self._rows = Rows(session, view, self, self)
        view.answered.connect(self._answer)
        view.excused.connect(self._excuse)
        view.moved.connect(self._move)
        view.jumped.connect(self.jump)
        view.removed.connect(self._remove)
        view.restored.connect(self._restore)
        view.added.connect(self._add)
        view.undone.connect(self._undo)
        view.redone.connect(self._redo)
        view.new_wanted.connect(self.new)
        view.problem_wanted.connect(self._next_problem)
        view.remark_wanted.connect(self._ask_remark)
        view.remarked.connect(self._confirm_warning)
        view.confirmed.connect(self._confirm)
        view.happened.connect(self._happen)
        view.life.closed.connect(self._leave_life)
        view.left.connect(self._ask_to_leave)

    def key(self) -> FormKey | None:
        """The household that is open."""
        return self._entered.form.key if self._entered else None

    def entered(self) -> Entered | None:
        """The household that is open, as it is now."""
        return self._entered

    def refuse(self, typed: Mapping[str, Typed]) -> None:
        """Texts that could not be read: they stay on the screen with their problems, and are not kept."""
        self._typed.update(typed)
        self._show()

    def open(self, key: FormKey, at: str = "") -> bool:
        """Open a household where its keyer stopped, or at a path, or ask what happened (`LIFE`)."""
        self.leave()
        self._sent = at
        entered = self._session.do(enter.open_form, key)
        return self._begin(entered, kept=True)

    def new(self) -> bool:
        """Begin a household; nothing is kept before its first answer."""
        self.leave()
        self._sent = ""
        entered = self._session.do(enter.new_form)
        return self._begin(entered, kept=False)

    def leave(self) -> FormKey | None:
        """Seal what was entered; says which household that was, unless there is nothing of it in the file."""
        if self._entered is None:
            return None
        self._view.commit()
        form, is_known = self._entered.form, bool(self._entered.base)
        key, kept, self._entered = form.key, self._kept and (is_known or bool(form.body())), None
        if self._session.do(seal.seal, key) is not None:
            self._session.say(What.HOUSEHOLDS, What.TABLES)
        return key if kept else None

    def start(self) -> None:
        """Put the keyer where somebody was sent, else where something is left to answer."""
        if self._entered and self._sent == LIFE:
            self._view.ask_life()
        elif self._entered:
            self._view.go(self._sent or route.first(self._edition, self._entered))

    def _leave_life(self) -> None:
        """Esc, where another screen asked what happened: the keyer starts where something is left."""
        if self._sent == LIFE:
            self._sent = ""
            self.start()

    def _begin(self, entered: Entered | None, *, kept: bool) -> bool:
        self._entered, self._kept, self._told = entered, kept, False
        self._view.head.show_notice("")
        self._view.forget_typing()
        if entered:
            self._typed = self._sitting.typed.setdefault(entered.form.key, {})
            self._last = self._session.do(carry.last, entered.form.key) if kept else None
            self._look_back(entered, kept=kept)
            self._view.show_closed(closed_day(self._session.ws.round))
            roles = self._edition.roles
            self._view.sheet.offer(roles.unit, choosing.communes(self._session.ws))
            self._show()
            self.start()
        return entered is not None

    def _look_back(self, entered: Entered, *, kept: bool) -> None:
        """What happened, and how it moved: both follow from what is sealed, so they are looked up once."""
        asked = entered.form.key, self._session.language
        self._past = (self._session.do(history.history, *asked) or ()) if kept else ()
        moved = self._session.do(history.move_of, *asked) if kept else ""
        self._moved = entered.result.code, moved or ""

    @property
    def _edition(self) -> Edition:
        return self._session.ws.edition

    def _show(self) -> None:
        if self._entered is None:
            return
        roles, ws = self._edition.roles, self._session.ws
        commune = self._entered.form.household.get(roles.unit)
        self._view.sheet.offer(roles.village, choosing.villages(ws, str(commune or "")))
        typed, language = dict(self._typed), self._session.language
        class_, moved = self._moved
        moved = moved if self._entered.result.code == class_ else ""  # another class: not worked out yet
        board = Board(self._edition, language, self._entered, typed, self._last, self._past, moved)
        self._view.show_board(board)

    def _answer(self, path: str, text: str) -> None:
        """What was typed: kept when it can be read, else it stays on the screen with its problem."""
        self._arrived = ""
        if self._entered is None:
            return
        if self._rows.takes(path, text):
            return
        if route.is_new(path):
            self._answer_new(text)
            return
        roles = self._edition.roles
        if path == roles.village:
            text = choosing.village_of(str(self._entered.form.household.get(roles.unit, "")), text)
        self.take(self._session.do(enter.enter, self._entered, path, typed_text(text)), path, text)

    def _answer_new(self, text: str) -> None:
        """A name in the empty row makes a person."""
        path = route.new_path(self._edition)
        if not text.strip():
            self._typed.pop(path, None)
            self._show()
            return
        made = self._session.do(enter.add_named_member, self._entered, typed_text(text))
        self.take(made[1] if made else None, path, text)

    def take(self, entered: Entered | None, path: str = "", text: str = "") -> bool:
        """Show what came back; None means that the world failed, and what was typed is still being typed."""
        if entered is None:
            return False
        self._entered, self._told, self._sent = replace(entered, rejected=None), False, ""
        if entered.rejected:
            self._typed[path] = Typed(text, entered.rejected)
            self._stays = path
        else:
            self._typed.pop(path, None)
            self._view.head.show_notice("")
        self._history.did(Change(entered.form.key, entered.steps))
        self._show()
        if entered.steps:
            self._kept = True
            self._session.say(What.HOUSEHOLDS)
        return True

    def _excuse(self, path: str, reason: Missing | None) -> None:
        """A reason why there is no answer, or none any more; then on."""
        if self._entered is None or route.is_new(path):
            return
        done = self._session.do(enter.enter, self._entered, path, reason_text(reason))
        if self.take(done, path) and reason:
            self._move(path, 1)

    def _move(self, path: str, step: int) -> None:
        """On by route; what could not be kept keeps the keyer where it is."""
        if self._entered is None or self._view.is_typing():
            return
        came, self._arrived = self._arrived, ""
        if self._stays == path:
            self.jump(path)
            return
        if step == FORWARD and path == came:
            return
        if step > 0 and path in self._entered.to_confirm:
            self._keep_as_it_was([path])
        to = route.onward(self._edition, self._entered, path, step)
        if to is not None:
            self._view.go(to)
            self._arrived = to if step == BY_ITSELF else ""
        elif step == FORWARD:
            self._view.go_end()

    def _confirm(self, whole: bool) -> None:  # noqa: FBT001 - a Qt slot
        """What stands as in the last round is right: of the block where the keyer is, or all; then on.

        Where nothing is to be confirmed, on to the next place where something is left to answer.
        """
        self._view.commit()
        if self._entered is None:
            return
        at = self._view.at()
        chosen = route.to_confirm(self._edition, self._entered, None if whole else at)
        if not chosen or self._keep_as_it_was(chosen):
            to = route.next_open(self._edition, self._entered, chosen[-1] if chosen else at)
            if to is None:
                self._view.go_end()
            else:
                self._view.go(to)

    def _keep_as_it_was(self, paths: Sequence[str]) -> bool:
        return self.take(self._session.do(enter.confirm, self._entered, paths))

    def jump(self, path: str) -> None:
        """Put the keyer at a path, or open the other household of an event."""
        self._arrived = ""
        if path.startswith(LIFE):
            self._open_other(path.removeprefix(LIFE))
            return
        self._stays = ""
        self._view.go(path)

    def _open_other(self, key: str) -> None:
        """The other household of an event, where there is one."""
        if key:
            self._session.go.emit("form", FormKey(key))

    def _add(self) -> None:
        self.jump(route.new_path(self._edition))

    def _remove(self, uid: str, reason: str) -> None:
        if self._entered:
            self.take(self._session.do(enter.remove_member, self._entered, uid, reason))

    def _restore(self, uid: str) -> None:
        if self._entered:
            self.take(self._session.do(enter.put, self._entered, member_path(uid, REMOVED), None))

    def _undo(self) -> None:
        """Take the last change of this sitting back, in whichever household it was."""
        change = self._history.last()
        if change and self._write(change):
            self._history.undid()
        elif change:
            self._history.drop_last()

    def _redo(self) -> None:
        """Do again what was taken back."""
        change = self._history.last_undone()
        if change and self._write(change.reversed):
            self._history.redid()

    def _write(self, change: Change) -> bool:
        """Put back what was there before a change, and show the place."""
        if change.key != self.key() and not self.open(change.key):
            return False
        if self._entered is None:
            return False
        entered = self._session.do(enter.undo, self._entered, *change.steps)
        if entered is None:
            return False
        self._entered = entered
        for step in change.steps:
            self._typed.pop(step.path, None)
        self._show()
        self._session.say(What.HOUSEHOLDS)
        self.jump(self._place_of(change.steps[-1]))
        return True

    def _place_of(self, step: Step) -> str:
        """Where to look at a change: its question, or the name of the person who came or went."""
        uid, question = split_path(step.path)
        if question in self._edition.questions or uid is None:
            return step.path
        return member_path(uid, self._edition.roles.member_name)

    def _happen(self, act: str, said: Said) -> None:
        """Write down what happened to the household, and show it as it is now."""
        key = self.leave()
        if key is None:
            return
        done = self._session.do(ACTS[act].write, key, said)
        if self.open(key) and done:
            self._session.say(What.HOUSEHOLDS, What.TABLES)
            n = len(done.keys)
            told = ngettext(
                "Written down, in {n} household. Ctrl+L, 0 takes it back.",
                "Written down, in {n} households. Ctrl+L, 0 takes it back.",
                n,
            )
            self._view.head.show_notice(told.format(n=n))

    def _next_problem(self) -> None:
        """The next place in the order of the form where something is wrong, then from the top again."""
        if self._entered is None:
            return
        wrong = Board(self._edition, self._session.language, self._entered, self._typed).problem_paths()
        order = [path for path in route.places(self._edition, self._entered) if path in wrong]
        if not order:
            return
        places = route.places(self._edition, self._entered)
        at = places.index(self._view.at()) if self._view.at() in places else -1
        self.jump(next((path for path in order if places.index(path) > at), order[0]))

    def _ask_remark(self) -> None:
        """The warning where the keyer is, or the first, is to be confirmed."""
        open_here = self._warnings()
        at = self._view.at()
        found = next((one for one in open_here if one.path == at), open_here[0] if open_here else None)
        if found is not None:
            self.jump(found.path)
            self._odd = found
            self._view.ask_remark(words.problem(self._edition, found, self._session.language)[0])

    def _confirm_warning(self, remark: str) -> None:
        if self._entered is None or self._odd is None:
            return
        path, values = self._odd.path, confirms(self._edition, self._entered.form, self._odd, remark)
        self.take(self._session.do(enter.put_all, self._entered, values), path)
        self.jump(path)

    def _warnings(self) -> list[Problem]:
        found = self._entered.problems if self._entered else ()
        return [one for one in open_ones(found) if one.severity is Severity.WARNING]

    def _ask_to_leave(self) -> None:
        """Esc: first forget what could not be read here, then say what was not kept, then go."""
        at = self._view.at()
        if at in self._typed:
            del self._typed[at]
            self._show()
        elif self._typed and not self._told:
            path, typed = next(iter(self._typed.items()))
            self._told = True
            told = _("“{text}” could not be read and was not kept. Correct it, or press Esc again to leave.")
            self._view.head.show_notice(told.format(text=typed.text))
            self.jump(path)
        else:
            self._session.go.emit("households", None)


def _sitting(session: Session) -> Sitting:
    """The one of this session; a page that is made anew goes on with it."""
    found = session.property(SITTING)
    if isinstance(found, Sitting):
        return found
    made = Sitting()
    session.setProperty(SITTING, made)
    return made
