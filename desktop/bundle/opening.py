"""Read a bundle: every check in its order, from the first line to the last record (section 3)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from desktop import __version__
from desktop.bundle import durable, envelope, frame, inside, keys, refusals
from desktop.bundle.certificate import Certificate
from desktop.bundle.durable import Progress, no_progress
from desktop.bundle.frame import Frame, Header, Rest
from desktop.bundle.trust import Trust
from desktop.records.revision import Revision, canonical


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle of a device we know, decrypted in memory; its records are still to be judged."""

    id: str
    header: Header
    manifest: Mapping[str, Any]
    certificate: Certificate
    _packed: BytesIO = field(repr=False)
    _progress: Progress = field(repr=False)

    @property
    def signer(self) -> str:
        """The public key of the device that signed it."""
        return self.header.device

    def lines(self) -> Iterator[tuple[int, Revision, bytes]]:
        """Every record: its number from 1, the revision, its bytes. Raises `RasoatError` at a bad one.

        Each call begins anew. Nothing may be kept for good before the last one has come.
        """
        lines = inside.unpacked(self._packed, self.header.plain, self._progress)
        return inside.revisions(lines, inside.read_manifest(lines))


@dataclass(frozen=True, slots=True)
class Verified:
    """What anybody can see of a bundle without a key: it is whole, and who signed it."""

    id: str
    header: Header
    fingerprint: tuple[str, ...]  # of the device that signed it

    @property
    def certificate(self) -> Certificate | None:
        """What came along; its office need not be one we know."""
        return self.header.certificate


@contextmanager
def open_bundle(
    path: Path,
    *,
    identities: Sequence[str],
    trust: Trust,
    today: str,
    program: str = __version__,
    progress: Progress = no_progress,
) -> Iterator[Opened]:
    """Open a bundle that somebody sent; `today` is YYYY-MM-DD. Raises `RasoatError` with the reason."""
    with durable.being_read(path) as file:
        found = frame.read_frame(file, program)
        certificate = trust.vouch(found.header, today, found.id)
        packed = _checked(file, found, identities, progress)
    with packed:
        manifest = inside.read_manifest(inside.unpacked(packed, found.header.plain, no_progress))
        yield Opened(found.id, found.header, manifest, certificate, packed, progress)


def verify(path: Path, *, program: str = __version__, progress: Progress = no_progress) -> Verified:
    """The checks that need no key: structure, certificate, signature, length, hash. Raises `RasoatError`."""
    with durable.being_read(path) as file:
        return verify_file(file, program=program, progress=progress)


def signer_of(path: Path, *, program: str = __version__) -> Verified:
    """Who signed it, by header and signature alone: fast, and nothing of what is inside is looked at."""
    with durable.being_read(path) as file:
        found = frame.read_frame(file, program)
        frame.check_signature(found)
    return Verified(found.id, found.header, keys.fingerprint(found.header.device))


def verify_file(file: BinaryIO, *, program: str = __version__, progress: Progress = no_progress) -> Verified:
    """As `verify`, for an open file that stands at its beginning."""
    found = frame.read_frame(file, program)
    words = keys.fingerprint(found.header.device)
    certificate = found.header.certificate
    if certificate:
        if certificate.device != found.header.device:
            raise refusals.bad_certificate(words)
        certificate.verify()
    frame.check_signature(found)
    frame.check_rest(file, found, progress)
    return Verified(found.id, found.header, words)


def show(
    path: Path, identities: Sequence[str], *, program: str = __version__, progress: Progress = no_progress
) -> Iterator[bytes]:
    """The manifest and every record as a canonical line, whoever sent them: to look at, never to take in."""
    with durable.being_read(path) as file:
        found = frame.read_frame(file, program)
        packed = _checked(file, found, identities, progress)
    with packed:
        lines = inside.unpacked(packed, found.header.plain, progress)
        manifest = inside.read_manifest(lines)
        yield canonical(manifest)
        yield from (line for _, _, line in inside.revisions(lines, manifest))


def _checked(file: BinaryIO, found: Frame, identities: Sequence[str], progress: Progress) -> BytesIO:
    """Signature, length and hash, then decrypted; the bytes are checked again as they are read again."""
    frame.check_signature(found)
    frame.check_rest(file, found, progress)
    mine = {envelope.recipient_of(identity) for identity in identities}
    if mine.isdisjoint(found.header.recipients):
        raise refusals.not_for_us()
    rest = Rest(file, found)
    try:
        packed = envelope.decrypt(rest, identities)
    except envelope.Locked as trouble:
        raise refusals.not_for_us() from trouble
    except envelope.Damaged as trouble:
        raise refusals.unreadable_inside() from trouble
    rest.check()
    return packed
