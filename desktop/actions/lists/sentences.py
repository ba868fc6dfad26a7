"""What is wrong with a list, in words: codes go in, sentences come out in the language of the face."""

from collections.abc import Mapping

from desktop.actions.lists.plan import LeftOut, Plan
from desktop.editions.rules import Edition
from desktop.i18n import N_, _, ngettext
from desktop.records.lists.lines import Skip
from desktop.records.lists.reading import Trouble

TROUBLES: Mapping[str, str] = {  # those that the words of the editions lack
    "two_digit_year": N_("“{found}” has a year of two digits; write all four"),
    "not_a_mark": N_("“{found}” is no mark; x is one"),
    "shortened_number": N_(
        "“{found}” has lost the zero in front; format the column as text and type it again"
    ),
    "differs": N_("“{found}” differs from the first row of the household, which stands"),
    "two_answers": N_("“{found}” contradicts another column of this row, which stands"),
    "no_household": N_("no household begins before this row: {found}"),
    "no_commune": N_("the commune “{found}” is not one of this workspace"),
    "empty_row": N_("nothing in it can be read"),
    "already_here": N_("the household {found} is here already"),
    "same_code": N_("the household code {found} stands twice in the list"),
}
LEFT_OUT: Mapping[str, str] = {
    "unknown": N_("left out"),
    "not_asked": N_("left out: this standard does not ask it"),
    "movement": N_("left out: the program computes it from the rounds"),
    "counted": N_("left out: the program counts it itself"),
    "no_values": N_("left out: formulas without values; open the list in Excel and save it"),
}
SKIPPED: Mapping[Skip, str] = {
    Skip.TOTAL: N_("total"),
    Skip.SIGNATURE: N_("signature"),
    Skip.NUMBERING: N_("numbers of the columns"),
    Skip.VILLAGE: N_("village"),
    Skip.HEADER: N_("header"),
}


def trouble(edition: Edition, found: Trouble, language: str) -> str:
    """What is wrong, and what became of it."""
    words = edition.problems.get(found.code)
    text = words.title[language] if words else _(TROUBLES[found.code])
    said = text.format(found=found.found, accepted=", ".join(found.accepted))
    if found.lost:
        return _("{problem}: the row is left out").format(problem=said)
    if found.code == "same_code":
        return said
    return _("{problem}: this answer is left out").format(problem=said)


def where(plan: Plan, found: Trouble) -> str:
    """Sheet (where there are several), cell or row."""
    cell = f"{found.column}{found.row}" if found.column else _("row {n}").format(n=found.row)
    return f"{found.sheet}!{cell}" if len(plan.look.mapping.sheets) > 1 else cell


def left_out(one: LeftOut) -> str:
    """Why a column is not taken in."""
    return _(LEFT_OUT[one.why])


def skipped(plan: Plan) -> str:
    """How many rows of which kind are no data."""
    kinds = [one.why for one in plan.skipped]
    return ", ".join(f"{_(SKIPPED[why])}: {kinds.count(why)}" for why in Skip if why in kinds)


def remarks(plan: Plan) -> tuple[str, ...]:
    """What a person should know before it is taken in."""
    said: list[str] = []
    if plan.other_mapping:
        said.append(
            _(
                "This file was taken in before, read in another way. What differs will clash. "
                "To give a list to other laptops, hand it out in a bundle."
            )
        )
    names = [str(one.body["name"]) for one in plan.villages]
    if names:
        words = ngettext("{n} new village: {names}", "{n} new villages: {names}", len(names))
        said.append(words.format(n=len(names), names=", ".join(names)))
    look = plan.look
    encodings = {one.encoding for one in look.mapping.columns if one.encoding and one.field}
    said.extend(
        _("Old letters are converted: {encoding}.").format(encoding=name) for name in sorted(encodings)
    )
    if look.others:
        said.append(_("Sheets of another layout are not read: {names}.").format(names=", ".join(look.others)))
    if look.book.hidden:
        said.append(_("Hidden sheets are not read: {names}.").format(names=", ".join(look.book.hidden)))
    return tuple(said)
