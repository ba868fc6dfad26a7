"""Write a bundle: squeeze, encrypt, sign, verify what stands on the disk, and only then give it its name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from desktop.bundle import durable, envelope, frame, inside, keys, names, refusals
from desktop.bundle.certificate import Certificate
from desktop.bundle.durable import Progress, no_progress
from desktop.bundle.frame import Header
from desktop.bundle.keys import Device
from desktop.bundle.parity import trailer
from desktop.records.revision import canonical

IN_MEMORY = 8 * frame.MEGABYTE  # larger ones wait on the disk, already encrypted


@dataclass(frozen=True, slots=True)
class Packed:
    """A bundle that is on the disk, verified."""

    id: str
    size: int  # bytes of the file
    records: int
    plain_size: int  # bytes of the lines in it


class _Measured:
    """A target that keeps count and hash of what is written."""

    def __init__(self, target: SpooledTemporaryFile[bytes]) -> None:
        self._target, self._hash, self.length = target, sha256(), 0

    def write(self, piece: bytes, /) -> int:
        self._hash.update(piece)
        self.length += len(piece)
        if self.length > frame.MOST:
            raise refusals.too_large(frame.MOST // frame.MEGABYTE)
        return self._target.write(piece)

    def flush(self) -> None:
        self._target.flush()

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


def pack(
    path: Path,
    *,
    device: Device,
    certificate: Certificate | None,
    recipients: Sequence[str],
    manifest: Mapping[str, object],
    lines: Iterable[bytes],
    program: str,
    progress: Progress = no_progress,
    total: int = 0,
    parity: bool = False,
) -> Packed:
    """Write a bundle whole or not at all; `lines` are canonical revisions, record by record.

    With `parity` it carries what repairs it when a stick is damaged, and is about 15 % larger.
    Raises `RasoatError` when the disk says no, and lets a `Cancelled` of `progress` through.
    """
    names.check(path)
    if certificate and certificate.device != device.key:
        raise refusals.bad_certificate(keys.fingerprint(device.key))
    stream = inside.Lines(canonical(manifest), lines, total, progress)
    with durable.being_written(path) as file, SpooledTemporaryFile(IN_MEMORY, dir=str(path.parent)) as rest:
        durable.sweep(path.parent, names.ENDING, file)
        target = _Measured(rest)
        envelope.encrypt(inside.squeezed(stream), target, recipients)
        header = Header(
            version=frame.FORMAT,
            least=frame.LEAST_PROGRAM,
            program=program,
            device=device.key,
            certificate=certificate,
            length=target.length,
            sha256=target.sha256,
            plain=stream.plain,
            recipients=tuple(recipients),
        )
        return _write(file, rest, header, device, stream.records, parity=parity)


def _write(
    file: BinaryIO,
    rest: SpooledTemporaryFile[bytes],
    header: Header,
    device: Device,
    records: int,
    *,
    parity: bool,
) -> Packed:
    head = frame.head_of(header)
    file.write(head + device.sign(head).encode() + b"\n")
    rest.seek(0)
    copyfileobj(rest, file)
    if parity:
        file.seek(0)
        file.write(trailer(file.read()))
    size = file.tell()
    durable.settle(file)
    file.seek(0)
    found = frame.read_frame(file, header.program)
    frame.check_signature(found)
    frame.check_rest(file, found, no_progress)
    return Packed(found.id, size, records, header.plain)
