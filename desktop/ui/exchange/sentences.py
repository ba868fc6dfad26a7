"""What the exchange says: counts, files and changes in whole sentences."""

from collections.abc import Iterable, Mapping
from datetime import date

from desktop.actions.bundles import BundleRow
from desktop.actions.caution import Caution
from desktop.actions.clashes import ClashLine, ClashView, Side
from desktop.actions.office import Identity
from desktop.actions.pack import Packed
from desktop.actions.receipts import Receipt
from desktop.actions.receive import Counts, FilePlan, Plan
from desktop.i18n import N_, _, ngettext
from desktop.ui.words import day, moment_of, number

KILO, MEGA = 1_000, 1_000_000
TOGETHER = "\u00a0"  # a number and its unit stay in one line


def households(n: int) -> str:
    """`37 households`."""
    return ngettext("{n} household", "{n} households", n).format(n=number(n))


def size(count: int) -> str:
    """`14 kB`, `2,4 MB`."""
    if count < MEGA:
        return f"{number(-(-count // KILO))}{TOGETHER}kB"
    tenths = (count + MEGA // 20) * 10 // MEGA
    return f"{number(tenths // 10)},{tenths % 10}{TOGETHER}MB"


def enrolled_until(identity: Identity) -> str:
    """How long the office above vouches for this computer."""
    if identity.certificate is None or not identity.certificate.until:
        return _("This computer is enrolled, with no end date.")
    last = day(date.fromisoformat(identity.certificate.until))
    return _("This computer is enrolled until {day}.").format(day=last)


def arrived(found: Receipt) -> str:
    """What of our work an office had when it wrote its newest bundle."""
    when = moment_of(found.when)
    if not found.missing:
        return _("All of your work has arrived: {office} said so on {when}.").format(
            office=found.office, when=when
        )
    return _("Arrived at {office}: {n} of {of} pieces of work, as of {when}.").format(
        office=found.office, n=number(found.arrived), of=number(found.written), when=when
    )


def packed(done: Packed) -> str:
    """What was written, for whom."""
    return _("Written for {office}: {households}, {size}, in the file {file}.").format(
        office=done.to, households=households(done.households), size=size(done.size), file=done.path.name
    )


def brought(counts: Counts) -> str:
    """What one file brings: `34 new households, 2 records changed, 1 clashing`."""
    return ", ".join(_parts(counts)) or _("nothing new")


def _parts(counts: Counts) -> Iterable[str]:
    if counts.households:
        yield new_households(counts.households)
    if others := counts.new - counts.households:
        yield ngettext("{n} other new record", "{n} other new records", others).format(n=number(others))
    if counts.merged:
        yield ngettext("{n} record changed", "{n} records changed", counts.merged).format(
            n=number(counts.merged)
        )
    if counts.clashing:
        yield ngettext("{n} record clashing", "{n} records clashing", counts.clashing).format(
            n=number(counts.clashing)
        )
    if counts.known:
        yield ngettext("{n} record known already", "{n} records known already", counts.known).format(
            n=number(counts.known)
        )


def new_households(n: int) -> str:
    """`34 new households`."""
    return ngettext("{n} new household", "{n} new households", n).format(n=number(n))


def clashes(n: int) -> str:
    """`1 clash`."""
    return ngettext("{n} clash", "{n} clashes", n).format(n=number(n))


def left_out(counts: Counts) -> str:
    """Lines of an accepted file that were not taken in; nothing where all were."""
    parts = []
    if counts.unfit:
        parts.append(
            ngettext(
                "{n} line was left out: it does not fit the questions of this round.",
                "{n} lines were left out: they do not fit the questions of this round.",
                counts.unfit,
            ).format(n=number(counts.unfit))
        )
    if counts.not_theirs:
        parts.append(
            ngettext(
                "{n} record was left out: only an office may write it.",
                "{n} records were left out: only an office may write them.",
                counts.not_theirs,
            ).format(n=number(counts.not_theirs))
        )
    return " ".join(parts)


def sent_by(file: FilePlan) -> str:
    """Who made a bundle, and when."""
    when = moment_of(file.when)
    return _("From {sender}, written {when}").format(sender=file.sender, when=when) if when else file.sender


CAUTIONS: Mapping[str, tuple[str, str]] = {  # what stands at the left, and what is to say
    "gap": (
        N_("Numbers missing"),
        N_("{who}: {n} pieces of work never came. Here are numbers {detail}. Ask for a newer bundle."),
    ),
    "fork": (
        N_("A copied computer"),
        N_("{who} was copied or restored: number {n} was written twice. Both are kept."),
    ),
    "ahead": (
        N_("A wrong clock"),
        N_("{who}: the bundle says it was written on {detail}. Look at the clocks of both computers."),
    ),
    "log_broken": (
        N_("The log differs"),
        N_("{who}: its log of bundles does not go on from the one here, at line {n}. Ask what happened."),
    ),
    "many_deleted": (
        N_("Many deleted"),
        N_("{n} of {detail} households would be deleted. A second person has to agree."),
    ),
}


def caution(found: Caution) -> tuple[str, str]:
    """One thing to look at before agreeing: a word, and a sentence."""
    word, says = CAUTIONS[found.code]
    detail = day(date.fromisoformat(found.detail)) if found.code == "ahead" else found.detail
    return _(word), _(says).format(who=found.who, n=number(found.n), detail=detail)


def will_receive(plan: Plan) -> str:
    """What the one button does: `Receive 2 bundles: 34 new households, 1 clash`."""
    fresh = [file for file in plan.accepted if not file.already]
    verb = ngettext("Receive {n} bundle", "Receive {n} bundles", len(fresh)).format(n=number(len(fresh)))
    return _("{verb}: {what}").format(verb=verb, what=effect(plan))


def effect(plan: Plan) -> str:
    """What all accepted files do together, in a few words."""
    counts, parts = plan.counts, []
    if counts.households:
        parts.append(new_households(counts.households))
    if counts.merged:
        parts.append(
            ngettext("{n} record changed", "{n} records changed", counts.merged).format(
                n=number(counts.merged)
            )
        )
    if plan.clashes:
        parts.append(clashes(len(plan.clashes)))
    return ", ".join(parts) or _("nothing new")


def received(plan: Plan) -> str:
    """What was done."""
    fresh = [file for file in plan.accepted if not file.already]
    verb = ngettext("{n} bundle received", "{n} bundles received", len(fresh)).format(n=number(len(fresh)))
    return _("{verb}: {what}").format(verb=verb, what=effect(plan))


def said_by(side: Side) -> str:
    """Who wrote one side of a clash."""
    return side.who or _("no name given")


def whose(view: ClashLine | ClashView) -> str:
    """The household of a clash and its village."""
    return " · ".join(part for part in (view.title, view.village) if part)


def direction(row: BundleRow) -> str:
    """Came in or went out."""
    return _("Received") if row.direction == "in" else _("Sent")
