"""The sentences of the result: the class and how sure, each deprivation, what is wrong, what is left."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from desktop.actions import reasons, words
from desktop.editions.values import Missing
from desktop.i18n import _, ngettext
from desktop.records.classify import EVERYONE
from desktop.records.confirmed import open_ones
from desktop.records.lineage import LIFE
from desktop.records.model import Problem, Reason, Severity
from desktop.records.rounds import round_of_form
from desktop.ui.form.deprivations import Deprivation
from desktop.ui.form.links import Link
from desktop.ui.form.route import new_path, places
from desktop.ui.form.shown import Board
from desktop.ui.words import day


def class_words(board: Board) -> tuple[str, str]:
    """The side of the tables, and the class in words."""
    code = board.entered.result.code
    return board.edition.class_words[code].side, words.class_label(board.edition, code, board.language)


def note(board: Board, missing: int) -> str:
    """How sure the class is, in one line; `missing` answers are still to be asked."""
    entered, parts = board.entered, []
    errors = sum(problem.severity is Severity.ERROR for problem in entered.problems)
    if errors:
        parts.append(ngettext("provisional: {n} error", "provisional: {n} errors", errors).format(n=errors))
    if entered.clashing:
        parts.append(_("provisional: two sides wrote different answers"))
    if entered.result.year_only:
        parts.append(_("a full date of birth could change it"))
    if entered.result.illustrative:
        parts.append(_("illustrative score card: it counts in no table"))
    if missing and not parts:
        said = ngettext("{n} answer is still missing", "{n} answers are still missing", missing)
        parts.append(said.format(n=missing))
    return "; ".join(parts)


def income_words(board: Board) -> tuple[str, str]:
    """What the income side is called, and its unit."""
    basis = board.edition.bases.get(board.entered.result.distance.basis)
    if basis is None:
        return _("Income"), ""
    unit = board.edition.vocabulary[basis.value].unit.get(board.language, "")
    return (_("Income (B1)"), unit) if basis.is_b1 else (_("Income per head"), unit)


def class_why(board: Board) -> Deprivation:
    """The class, the distance to its line and the points in one answer, with the article of its rule."""
    result, sheet = board.entered.result, board.entered.sheet
    source = reasons.class_source(sheet, result)
    return Deprivation(
        label=_("Why? (Ctrl+R)"),
        holds=None,
        word="",
        source=reasons.source_of(source) if source else "",
        to_be_checked=bool(source and source.to_be_checked),
        why=partial(_class_why, board),
        is_class=True,
    )


def _class_why(board: Board) -> str:
    result, sheet = board.entered.result, board.entered.sheet
    parts = (
        reasons.of_class(sheet, result, board.language),
        reasons.of_distance(result),
        reasons.of_points(sheet, result, board.language),
    )
    return " ".join(part for part in parts if part)


def deprivation(board: Board, reason: Reason) -> Deprivation:
    """One deprivation in words, with what it rests on."""
    said = {True: _("deprived"), False: _("not deprived"), None: _("not known")}[reason.holds]
    return Deprivation(
        label=words.rule_label(board.edition, reason.rule, board.language),
        holds=reason.holds,
        word=said,
        source=reasons.source_of(reason.source),
        to_be_checked=reason.source.to_be_checked,
        why=partial(reasons.of_deprivation, board.entered.sheet, reason, board.language),
    )


def since_last(board: Board) -> str:
    """The class then and now, and which deprivations came or went; "" without a last round.

    Only rules that both standards have are compared, and only where both say yes or no.
    """
    last, result = board.last, board.entered.result
    if last is None:
        return ""
    was = words.class_label(last.edition, last.class_, board.language)
    now = words.class_label(board.edition, result.code, board.language)
    changed_to, as_then = _("{was} → {now}"), _("{now}, as then")
    lines = [(as_then if was == now else changed_to).format(was=was, now=now)]
    changed = [
        reason
        for reason in result.reasons
        if reason.holds is not None and last.deprived.get(reason.rule, None) is (not reason.holds)
    ]
    for reason in changed:
        label = words.rule_label(board.edition, reason.rule, board.language)
        said = _("now deprived: {label}") if reason.holds else _("no longer deprived: {label}")
        lines.append(said.format(label=label))
    return "\n".join(lines)


def problem_links(board: Board) -> list[Link]:
    """What was typed and not understood, then errors, then warnings, each with its place."""
    typed = [one.problem for one in board.typed.values()]
    found = sorted(open_ones(board.entered.problems), key=lambda one: one.severity is Severity.WARNING)
    return [_link(board, problem) for problem in [*typed, *found]]


def confirmed_links(board: Board) -> list[Link]:
    """Warnings that somebody confirmed, each with the remark."""
    confirmed = [problem for problem in board.entered.problems if problem.confirmed]
    told = [(one, words.problem(board.edition, one, board.language)[0]) for one in confirmed]
    return [(one.path, f"{title}: {one.confirmed}", "text_quiet") for one, title in told]


def past_links(board: Board) -> list[Link]:
    """What happened to the household, the newest first; where another one was touched, the way to it."""
    links = []
    for told in reversed(board.past):
        here = [key for key in told.others if round_of_form(key) == round_of_form(board.entered.form.key)]
        when = f"{day(date.fromisoformat(told.day))}: " if told.day else ""
        path, color = (f"{LIFE}{here[0]}", "accent") if here else (LIFE, "text_quiet")
        links.append((path, f"{when}{told.says}", color))
    return links


def open_links(board: Board, paths: Sequence[str]) -> list[Link]:
    """Links to questions that are still to be asked."""
    form, new = board.entered.form, new_path(board.edition)
    places = [(path, EVERYONE if path == new else path) for path in paths]
    return [(path, words.place(board.edition, form, at, board.language), "accent") for path, at in places]


def open_paths(board: Board) -> list[str]:
    """Required answers that are not there, and those that an undecided rule asks for, in the form's order.

    An answer that is missing with a reason was asked, and stays with it.
    """
    entered = board.entered
    excused = {path for path, value in entered.form.body().items() if isinstance(value, Missing)}
    wanted = set(entered.unanswered) | (set(entered.result.ask) - excused)
    if EVERYONE in wanted or not entered.form.members:
        wanted.add(new_path(board.edition))
    return [path for path in places(board.edition, entered) if path in wanted]


def _link(board: Board, problem: Problem) -> Link:
    title, hint = words.problem(board.edition, problem, board.language)
    color = "danger" if problem.severity is Severity.ERROR else "warning"
    return problem.path, f"{title}. {hint}", color
