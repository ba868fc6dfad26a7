"""An office vouches for a device: who it is, for which communes, in which roles, until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from desktop.bundle import documents, envelope, keys, refusals, signatures, strict, troubles

MAGIC = "RASOAT-CERTIFICATE"
SIGNATURE = "signature"
ID_LENGTH = 12
COMMUNE, OFFICE = "commune", "office"  # roles; others are kept and give no right


@dataclass(frozen=True, slots=True)
class OfficePublic:
    """The public side of an office: whom it trusts, and for whom others pack."""

    name: str
    root: str  # Ed25519: signs certificates
    daily: str  # age: reads what comes in
    recovery: str  # age: reads it when the daily key is lost


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the root key of `office` says about one device."""

    device: str  # public signing key
    age: str  # public reading key
    name: str
    communes: tuple[str, ...]  # codes, sorted
    roles: tuple[str, ...]  # sorted
    until: str  # the last day, YYYY-MM-DD; "" = no end
    issued: str  # the day it was made
    office: OfficePublic
    signature: str = ""

    @property
    def id(self) -> str:
        """A short name for lists."""
        return sha256(signed_part(self)).hexdigest()[:ID_LENGTH]

    def is_sound(self) -> bool:
        """Did the office named in it sign exactly this?"""
        return signatures.is_signed(self.office.root, signed_part(self), self.signature)

    def verify(self) -> None:
        """Raises `RasoatError` unless it is sound."""
        if not self.is_sound():
            raise refusals.bad_certificate(keys.fingerprint(self.device))


def signed_part(certificate: Certificate) -> bytes:
    """What the root key signs."""
    thing = certificate_to_json(certificate)
    del thing[SIGNATURE]
    return documents.signed_part(MAGIC, thing)


def certificate_to_json(certificate: Certificate) -> dict[str, object]:
    """A certificate as headers, files and the working file hold it."""
    return strict.plain(certificate)


def certificate_from_json(thing: Mapping[str, object]) -> Certificate:
    """What `certificate_to_json` wrote; raises `ValueError` where a field is wrong. Does not verify."""
    certificate = strict.build(thing, Certificate)
    check(certificate)
    return certificate


def check(certificate: Certificate) -> None:
    """Raises `ValueError` unless every field is what it should be; the signature is `verify`'s matter."""
    signatures.check_key(certificate.device)
    envelope.check_recipient(certificate.age)
    strict.check_name(certificate.name)
    strict.check_codes(certificate.communes)
    strict.check_codes(certificate.roles)
    strict.check_day(certificate.issued)
    if certificate.until:
        strict.check_day(certificate.until)
    check_office(certificate.office)


def check_office(office: OfficePublic) -> None:
    """Raises `ValueError` unless the keys of an office are keys."""
    strict.check_name(office.name)
    signatures.check_key(office.root)
    envelope.check_recipient(office.daily)
    envelope.check_recipient(office.recovery)


def write(certificate: Certificate, path: Path) -> None:
    """Write a certificate to a file."""
    documents.write(path, MAGIC, certificate_to_json(certificate))


def read(path: Path) -> Certificate:
    """Read a certificate; raises `RasoatError` for anything else. Does not verify."""
    thing = documents.read(path, MAGIC, troubles.not_a_certificate)
    try:
        return certificate_from_json(thing)
    except ValueError as wrong:
        raise troubles.not_a_certificate(path.name) from wrong
