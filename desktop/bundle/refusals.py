"""Every sentence with which a bundle is refused: what is wrong, what to do. One function a reason."""

from collections.abc import Sequence

from desktop.errors import RasoatError
from desktop.i18n import N_


def not_a_bundle() -> RasoatError:
    """The first line is not ours."""
    return RasoatError(
        "not_a_bundle",
        N_("This file is not a bundle of Rà soát."),
        N_("Choose the file with the ending .rasoat that the sender's program made."),
    )


def a_piece() -> RasoatError:
    """Cut for the mail, and not joined yet."""
    return RasoatError(
        "bundle_piece",
        N_("This file is only one piece of a bundle."),
        N_("Join all its pieces first, then receive the bundle that comes out."),
    )


def newer_format(version: int) -> RasoatError:
    """A format this program does not know."""
    return RasoatError(
        "bundle_newer_format",
        N_("The bundle is written in format {version}, which this program does not know yet."),
        N_("Install the newest version of Rà soát, then receive the same file again."),
        version=version,
    )


def needs_newer_program(least: str) -> RasoatError:
    """The writer says who may read it."""
    return RasoatError(
        "bundle_newer_program",
        N_("The bundle needs Rà soát {least} or newer."),
        N_("Install the newest version of Rà soát, then receive the same file again."),
        least=least,
    )


def truncated() -> RasoatError:
    """The file ends too early."""
    return RasoatError(
        "bundle_truncated",
        N_("The bundle is not whole: its end is missing."),
        N_("Copy the file again from where it came, or ask the sender for it once more."),
    )


def altered_header() -> RasoatError:
    """The header is not what a bundle has."""
    return RasoatError(
        "bundle_altered_header",
        N_("The header of the bundle is damaged."),
        N_("Copy the file again from where it came, or ask the sender to pack it once more."),
    )


def bad_signature() -> RasoatError:
    """Somebody else wrote the header, or it was changed on the way."""
    return RasoatError(
        "bundle_bad_signature",
        N_("The bundle was changed after it was signed."),
        N_("Do not use the file: ask the sender to pack it once more."),
    )


def altered() -> RasoatError:
    """What stands behind the signature is not what was signed."""
    return RasoatError(
        "bundle_altered",
        N_("What is inside the bundle was changed or damaged on the way."),
        N_("Copy the file again from where it came, or ask the sender to pack it once more."),
    )


def something_behind() -> RasoatError:
    """The file goes on after its end, and not with a trailer."""
    return RasoatError(
        "bundle_something_behind",
        N_("Something that does not belong there was added at the end of the bundle."),
        N_("Copy the file again from where it came, or ask the sender to pack it once more."),
    )


def unknown_device(words: Sequence[str]) -> RasoatError:
    """Nobody vouches for the sender; `words` is the fingerprint to read over the phone."""
    return RasoatError(
        "bundle_unknown_device",
        N_("The bundle comes from a computer that is not enrolled here: {fingerprint}."),
        N_("Call the sender, compare the six words and enrol that computer; the bundle waits until then."),
        fingerprint=" ".join(words),
    )


def bad_certificate(words: Sequence[str]) -> RasoatError:
    """The certificate in the header is not signed by the office it names, or is somebody else's."""
    return RasoatError(
        "bundle_bad_certificate",
        N_("The certificate in the bundle is not valid for the computer that sent it: {fingerprint}."),
        N_("Call the sender, compare the six words, and enrol that computer again."),
        fingerprint=" ".join(words),
    )


def revoked_device(words: Sequence[str]) -> RasoatError:
    """The office took the certificate back."""
    return RasoatError(
        "bundle_revoked_device",
        N_("The bundle comes from a computer whose enrolment was taken back: {fingerprint}."),
        N_("Find out who sent it; enrol the computer anew only when you know it is in good hands."),
        fingerprint=" ".join(words),
    )


def certificate_ended(until: str) -> RasoatError:
    """The last day of the certificate has passed."""
    return RasoatError(
        "bundle_certificate_ended",
        N_("The sender's enrolment ended on {until}."),
        N_("Enrol that computer again with a later date, and ask it to pack once more."),
        until=until,
    )


def other_office(office: str, words: Sequence[str]) -> RasoatError:
    """The certificate is good, but its office is none of ours."""
    return RasoatError(
        "bundle_other_office",
        N_("The sender ({fingerprint}) is enrolled with another office: {office}."),
        N_("Enrol that computer here and ask it to pack once more, or pass the file on to that office."),
        office=office,
        fingerprint=" ".join(words),
    )


def not_for_us() -> RasoatError:
    """None of our keys opens it."""
    return RasoatError(
        "bundle_not_for_us",
        N_("The bundle is encrypted for somebody else."),
        N_("Ask the sender to pack it for your office, or use the key it was made for."),
    )


def too_large(megabytes: int) -> RasoatError:
    """More than this program ever reads at once."""
    return RasoatError(
        "bundle_too_large",
        N_("The bundle is larger than {megabytes} MB."),
        N_("Ask the sender to pack fewer communes at a time."),
        megabytes=megabytes,
    )


def bomb() -> RasoatError:
    """It unpacks to more than it says, or wants more memory than we give."""
    return RasoatError(
        "bundle_bomb",
        N_("The bundle unpacks to more than it says."),
        N_("Do not use the file, and tell whoever looks after the computers that such a file came."),
    )


def unreadable_inside() -> RasoatError:
    """Signed by a known device, yet not encrypted and packed as we do."""
    return RasoatError(
        "bundle_unreadable_inside",
        N_("The inside of the bundle cannot be decrypted and unpacked."),
        N_("Ask the sender to pack it once more with the newest version of Rà soát."),
    )


def bad_manifest() -> RasoatError:
    """The first inner line is no manifest."""
    return RasoatError(
        "bundle_bad_manifest",
        N_("The list of contents inside the bundle cannot be read."),
        N_("Ask the sender to pack it once more with the newest version of Rà soát."),
    )


def bad_line(number: int, why: str) -> RasoatError:
    """Inner line `number` (the manifest is line 0) is no revision; `why` is for those who look closer."""
    return RasoatError(
        "bundle_bad_line",
        N_("Record {number} inside the bundle cannot be read."),
        N_("Ask the sender to pack it once more with the newest version of Rà soát."),
        number=number,
        why=why,
    )


def unknown_edition(edition: str, folder: str) -> RasoatError:
    """The bundle waits until its edition is here."""
    return RasoatError(
        "bundle_unknown_edition",
        N_("The bundle was made by the standard “{edition}”, which is not on this computer."),
        N_("Put the folder of that standard into {folder}, or update Rà soát; then receive the file again."),
        edition=edition,
        folder=folder,
    )


def other_standard(edition: str, folder: str) -> RasoatError:
    """The bundle waits until both sides have the same local standard."""
    return RasoatError(
        "bundle_other_standard",
        N_(
            "The bundle was made by the local standard “{edition}”, whose files differ from those on this "
            "computer: the same answers could get another class."
        ),
        N_("Settle with the sender whose files are right, put them into {folder}, then receive it again."),
        edition=edition,
        folder=folder,
    )


def outside_scope(number: int, kind: str) -> RasoatError:
    """Record `number` is about something the sender may not write."""
    return RasoatError(
        "bundle_outside_scope",
        N_("Record {number} inside the bundle is about a commune the sender may not write for."),
        N_("Check the communes of the sender's enrolment; enrol the computer again if they changed."),
        number=number,
        kind=kind,
    )


def office_only(number: int, kind: str) -> RasoatError:
    """Record `number` is of a kind that only an office writes."""
    return RasoatError(
        "bundle_office_only",
        N_("Record {number} inside the bundle is of a kind that only an office may write."),
        N_("Enter it here yourself, or enrol the sender with the role “office”."),
        number=number,
        kind=kind,
    )


def record_too_long(kilobytes: int) -> RasoatError:
    """What this workspace would pack, no other would read."""
    return RasoatError(
        "record_too_long",
        N_("One record is larger than the {kilobytes} kB that may travel."),
        N_("Shorten its remarks, or move members to a household of their own, then pack again."),
        kilobytes=kilobytes,
    )
