"""What a sender may write: judged on the certificate of the device that signed the bundle (section 3)."""

from enum import StrEnum

from desktop.bundle import refusals
from desktop.bundle.certificate import OFFICE, Certificate
from desktop.errors import RasoatError
from desktop.records.revision import Body, Revision

OWN_FORM = "form"
ABOUT_A_FORM = ("outcome", "link", "answer")  # judged by the form they are about
ABOUT_A_UNIT = ("unit", "unit_total")


class Verdict(StrEnum):
    """Where one revision stands."""

    INSIDE = "inside"
    COMMUNE = "commune"  # about a commune that is not the sender's
    OFFICE_ONLY = "office_only"  # of a kind that only an office may write
    OWN_UNIT = "own_unit"  # the same, yet about a unit inside the sender's communes


def judge(certificate: Certificate, revision: Revision, before: Body | None, unit_role: str) -> Verdict:
    """May the holder of `certificate` write this?

    `before` is the body as the receiver holds it: of the form itself, or of the form that an outcome or one
    end of a link is about; None = not held. `unit_role` is the question that holds the commune.
    An office whose certificate lists no communes speaks for all.
    """
    if revision.kind == OWN_FORM:
        bodies = [revision.body] if before is None else [before, revision.body]
        inside = all(_speaks_for(certificate, body.get(unit_role)) for body in bodies)
        return Verdict.INSIDE if inside else Verdict.COMMUNE
    if revision.kind in ABOUT_A_FORM:
        inside = _speaks_for(certificate, (before or {}).get(unit_role))
        return Verdict.INSIDE if inside else Verdict.COMMUNE
    if OFFICE in certificate.roles:
        return Verdict.INSIDE
    own = revision.kind in ABOUT_A_UNIT and _speaks_for(certificate, _commune(revision))
    return Verdict.OWN_UNIT if own else Verdict.OFFICE_ONLY


def outside(certificate: Certificate, revision: Revision, before: Body | None, unit_role: str) -> bool:
    """Is this more than the holder of `certificate` may write?"""
    return judge(certificate, revision, before, unit_role) is not Verdict.INSIDE


def reason(verdict: Verdict, number: int, kind: str) -> RasoatError:
    """Why record `number` is outside, in one sentence: to raise, or to report of a skipped one."""
    if verdict is Verdict.COMMUNE:
        return refusals.outside_scope(number, kind)
    return refusals.office_only(number, kind)


def _speaks_for(certificate: Certificate, commune: object) -> bool:
    if OFFICE in certificate.roles and not certificate.communes:
        return True
    return commune in certificate.communes


def _commune(revision: Revision) -> str:
    """`<commune>-NN@<day>` of a unit, `<round>/<commune>-NN` of a unit total -> the commune."""
    code = revision.key.rpartition("/")[2] if revision.kind == "unit_total" else revision.key.split("@")[0]
    return code.split("-")[0]
