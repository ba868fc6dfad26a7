"""“Vì sao?”: each class, deprivation, point and distance answered in one sentence, with its article.

The law's part of a sentence is data of the edition (`says`); what binds it together are words of the program.
"""

from collections.abc import Iterable, Mapping

from desktop.actions import words
from desktop.editions.load import B2, VALUE
from desktop.editions.model import Certainty, Source
from desktop.editions.rules import LINES, UNKNOWN, Basis, ClassRule
from desktop.editions.values import Value
from desktop.i18n import N_, _, ngettext
from desktop.records.classify import CLASS, EVERYONE, NO_RULE, judge
from desktop.records.model import OVERRIDE, WHY, Form, Reason, Result, split_path
from desktop.records.sheet import Sheet

CERTAINTY: Mapping[Certainty, str] = {
    Certainty.SEEN: N_("seen"),
    Certainty.RECALLED_SURE: N_("recalled, sure"),
    Certainty.RECALLED_UNSURE: N_("recalled, not sure"),
    Certainty.INFERRED: N_("inferred"),
    Certainty.OURS: N_("a choice of this program"),
}


def of_deprivation(sheet: Sheet, reason: Reason, language: str) -> str:
    """Why one deprivation holds, does not hold, or is not known."""
    rule = next(one for one in sheet.edition.deprivations if one.id == reason.rule)
    slots = {"label": rule.label[language], "says": rule.says.get(language, "")}
    if f"{OVERRIDE}{rule.id}" in reason.because:
        return _overridden(sheet, reason, slots, language)
    if reason.holds is None:
        (judged,) = judge(sheet, (rule,))
        asked = named(sheet, judged.ask, language)
        told = _("It is not known yet whether “{label}” is a deprivation. Still to ask: {asked}.")
        told = told.format(asked=asked, **slots)
    else:
        told = (_SAYS if slots["says"] else _BARE)[reason.holds]
        told = _(told).format(**slots)
    rests = inputs(sheet, reason, language)
    parts = [told, rests] if reason.holds is not None and rests else [told]
    if reason.year_only:
        parts.append(_("A full date of birth could change it."))
    return " ".join(parts)


_SAYS = {
    True: N_("“{label}” is a deprivation, because {says}."),
    False: N_("“{label}” is no deprivation; it would be one if {says}."),
}
_BARE = {True: N_("“{label}” is a deprivation."), False: N_("“{label}” is no deprivation.")}


def _overridden(sheet: Sheet, reason: Reason, slots: Mapping[str, str], language: str) -> str:
    path = f"{OVERRIDE}{reason.rule}"
    why = sheet.form.household.get(f"{path}{WHY}")
    said = _("a deprivation") if reason.because[path] else _("no deprivation")
    told = _("“{label}” was set by hand: {said}. The reason given: {why}.")
    given = words.answer(sheet.edition, path, why, language) if why else _("none")
    return told.format(label=slots["label"], said=said, why=given)


def of_class(sheet: Sheet, result: Result, language: str) -> str:
    """Why a household is in its class, or what is still to be asked."""
    label = words.class_label(sheet.edition, result.code, language)
    if result.code == UNKNOWN:
        return _of_unknown(sheet, result, language)
    rule = _rule_of(sheet, result)
    says = rule.says.get(language, "") if rule else ""
    if not says:
        return _("Class: {label}.").format(label=label)
    slots = class_slots(sheet, result)
    return _("{label}, because {says}.").format(label=label, says=says.format(**slots))


def _of_unknown(sheet: Sheet, result: Result, language: str) -> str:
    if any(reason.rule == NO_RULE for reason in result.reasons):
        return _("This standard has no rule for an income that was answered in this way.")
    asked = named(sheet, result.ask, language)
    if not asked:
        return _("The class is not known.")
    return _("The class is not known yet. Still to ask: {asked}.").format(asked=asked)


def of_points(sheet: Sheet, result: Result, language: str) -> str:
    """How B2 comes about."""
    labels = ", ".join(words.rule_label(sheet.edition, rule, language) for rule in result.deprived)
    n = len(result.deprived)
    told = ngettext(
        "B2 is {b2}: {n} deprivation of {each} points",
        "B2 is {b2}: {n} deprivations of {each} points each",
        n,
    ).format(b2=result.b2, n=n, each=sheet.edition.points_each)
    told = f"{told} ({labels})." if labels else f"{told}."
    if result.unknown:
        open_ones = ", ".join(words.rule_label(sheet.edition, rule, language) for rule in result.unknown)
        told += " " + _("It may become {most}: not known yet are {open}.").format(
            most=result.b2_max, open=open_ones
        )
    return told


def of_distance(result: Result) -> str:
    """How far the income side is from its line; "" while either is not known."""
    line, by = result.distance.line, result.distance.by
    if line is None or by is None:
        return ""
    slots = {"value": dotted(line + by), "line": dotted(line), "by": dotted(abs(by))}
    if by == 0:
        return _("The income side is {value}: exactly at the line.").format(**slots)
    if by < 0:
        return _("The income side is {value}: {by} below the line of {line}.").format(**slots)
    return _("The income side is {value}: {by} above the line of {line}.").format(**slots)


def source_of(source: Source) -> str:
    """The article, and how sure it is."""
    sure = _(CERTAINTY[source.certainty])
    if source.to_be_checked:
        sure = f"{sure}, {_('to be checked')}"
    return _("Source: {text} ({sure}).").format(text=source.text, sure=sure)


def class_source(sheet: Sheet, result: Result) -> Source | None:
    """Where the rule of the class stands."""
    rule = _rule_of(sheet, result)
    if rule:
        return rule.source
    found = sheet.edition.bases.get(result.distance.basis)
    return found.source if found else None


def whole(sheet: Sheet, result: Result, language: str) -> str:
    """All of it as text to be copied or printed: class, points, distance, every deprivation."""
    source = class_source(sheet, result)
    first = [
        of_class(sheet, result, language),
        of_distance(result),
        of_points(sheet, result, language),
    ]
    lines = [" ".join(part for part in first if part) + (f" {source_of(source)}" if source else "")]
    known = {rule.id for rule in sheet.edition.deprivations}
    lines += [
        f"{of_deprivation(sheet, reason, language)} {source_of(reason.source)}"
        for reason in result.reasons
        if reason.rule in known
    ]
    return "\n".join(lines)


def class_slots(sheet: Sheet, result: Result) -> dict[str, str]:
    """What the words of a class rule are filled with."""
    basis = sheet.edition.bases[result.distance.basis]
    reason = next(one for one in result.reasons if one.rule == f"{CLASS}{result.code}")
    value = reason.because.get(basis.value)
    return {
        VALUE: dotted(value) if type(value) is int else "?",
        **{name: _lines(sheet, basis, name) for name in LINES},
        B2: str(result.b2) if result.b2 == result.b2_max else f"{result.b2}–{result.b2_max}",
    }


def _lines(sheet: Sheet, basis: Basis, name: str) -> str:
    """A line of the household's area; while the area is not known, those of all areas."""
    area = sheet.form.household.get(sheet.edition.roles.area)
    areas = [area] if isinstance(area, str) and area in basis.line else list(basis.line)
    found = (basis.lines(one).get(name) for one in areas)
    return " / ".join(dotted(line) for line in found if line is not None)


def _rule_of(sheet: Sheet, result: Result) -> ClassRule | None:
    basis: Basis | None = sheet.edition.bases.get(result.distance.basis)
    rules = (r for r in sheet.edition.classes if basis and (r.id, r.basis) == (result.code, basis.id))
    return next(rules, None)


def named(sheet: Sheet, paths: Iterable[str], language: str) -> str:
    """The questions at some paths, whose they are, in the order of the form."""
    order = {question: place for place, question in enumerate(sheet.edition.questions)}
    sorted_paths = sorted(paths, key=lambda path: (order.get(split_path(path)[1], len(order)), path))
    return "; ".join(words.place(sheet.edition, sheet.form, path, language) for path in sorted_paths)


def inputs(sheet: Sheet, reason: Reason, language: str) -> str:
    """The answers a deprivation rests on: the household's, then person by person with their age."""
    own = [path for path in reason.because if split_path(path)[0] is None and path != EVERYONE]
    parts = [f"{_label(sheet, path, language)}: {_said(sheet, path, reason, language)}" for path in own]
    if EVERYONE in reason.because:
        n = int(str(reason.because[EVERYONE]))
        parts.append(ngettext("{n} member", "{n} members", n).format(n=n))
    parts += [_of_person(sheet, n, reason, language) for n in range(len(sheet.people))]
    told = "; ".join(part for part in parts if part)
    return f"{told}." if told else ""


def _of_person(sheet: Sheet, place: int, reason: Reason, language: str) -> str:
    """“Nông Văn Thử (41): Has health insurance: no”."""
    person, roles = sheet.people[place], sheet.edition.roles
    paths = [path for path in reason.because if split_path(path)[0] == person.member.uid]
    births = (roles.birth_date, roles.birth_year)
    said = [
        f"{_label(sheet, path, language)}: {_said(sheet, path, reason, language)}"
        for path in paths
        if split_path(path)[1] not in births
    ]
    if not paths:
        return ""
    name = person.member.answers.get(roles.member_name)
    who = name if isinstance(name, str) else _("person {n}").format(n=place + 1)
    age = "" if person.age is None else f" ({_('{n} years').format(n=person.age)})"
    return f"{who}{age}" + (f" – {', '.join(said)}" if said else "")


def _label(sheet: Sheet, path: str, language: str) -> str:
    return words.place(sheet.edition, Form(sheet.form.key), split_path(path)[1], language)


def _said(sheet: Sheet, path: str, reason: Reason, language: str) -> str:
    value: Value = reason.because[path]
    return words.answer(sheet.edition, path, value, language)


def dotted(number: int) -> str:
    """`1500000` -> `1.500.000`."""
    return f"{number:,}".replace(",", ".")
