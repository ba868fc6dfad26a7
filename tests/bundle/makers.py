"""An office, its laptop, and bundles: well made by the product, or ill made by hand with sound signatures."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import zstandard

from desktop.bundle import envelope, frame, keys, office, requests, writing
from desktop.bundle.certificate import Certificate, OfficePublic
from desktop.bundle.frame import Header
from desktop.bundle.keys import Device
from desktop.bundle.opening import open_bundle
from desktop.bundle.trust import Trust
from desktop.bundle.writing import Packed
from desktop.errors import RasoatError
from desktop.records.revision import Revision, canonical, encode, parse_line
from desktop.records.short import line_of

COMMUNE = "01834"
TODAY = "2026-10-05"
PROGRAM = "0.1.0"
MANIFEST = canonical({"from": "Bằng Lũng"})


@dataclass(frozen=True)
class Cast:
    """Who plays: an office in a folder, its daily key, and a laptop it enrolled."""

    folder: Path
    office: OfficePublic
    daily: str
    device: Device
    certificate: Certificate

    @property
    def trust(self) -> Trust:
        return Trust(self.office)

    @property
    def recipients(self) -> tuple[str, str]:
        return self.office.daily, self.office.recovery

    def enrol(self, device: Device, **more: Any) -> Certificate:
        asked = requests.make_request(device, "Máy tính xã", [COMMUNE])
        return office.enrol(self.folder, None, asked, **{"communes": [COMMUNE], "issued": TODAY, **more})


def make_cast(folder: Path, name: str = "Chợ Đồn") -> Cast:
    """An office without a passphrase and one enrolled laptop."""
    public = office.new_office(folder, name, None)
    device = keys.new_device()
    asked = requests.make_request(device, "Máy tính xã", [COMMUNE])
    certificate = office.enrol(folder, None, asked, communes=[COMMUNE], issued=TODAY)
    return Cast(folder, public, office.open_daily(folder, None), device, certificate)


def form(number: int, **answers: str) -> Revision:
    """One household as a laptop seals it first."""
    body = {"unit": COMMUNE, "name": f"Hộ {number}", **answers}
    return Revision("form", f"h{number}@r", body, frozenset(body), (), "e", number, number)


@cache
def some_lines(count: int) -> tuple[bytes, ...]:
    """Canonical lines, one a record, in the order of their keys."""
    return in_order([encode(form(number)) for number in range(1, count + 1)])


def in_order(lines: Sequence[bytes]) -> tuple[bytes, ...]:
    """Canonical lines of first revisions as a bundle has them."""
    return tuple(sorted(lines, key=lambda line: (parse_line(line).kind, parse_line(line).key)))


@cache
def short_lines(count: int) -> tuple[bytes, ...]:
    """`some_lines` as they are written inside."""
    return tuple(short(line) for line in some_lines(count))


def short(line: bytes) -> bytes:
    """The canonical line of a first revision as it is written inside."""
    return line_of(json.loads(line))


def pack(cast: Cast, path: Path, lines: Iterable[bytes] = some_lines(3), **more: Any) -> Packed:
    """A bundle as the program writes it."""
    given = {
        "device": cast.device,
        "certificate": cast.certificate,
        "recipients": cast.recipients,
        "manifest": {"from": "Bằng Lũng"},
        "lines": iter(lines),
        "program": PROGRAM,
    }
    return writing.pack(path, **{**given, **more})


def sealed(cast: Cast, packed: bytes) -> bytes:
    """Encrypted for the office."""
    out = BytesIO()
    envelope.encrypt(BytesIO(packed), out, cast.recipients)
    return out.getvalue()


def inner(lines: Sequence[bytes], manifest: bytes = MANIFEST) -> bytes:
    """What stands inside, before it is squeezed."""
    return b"".join(line + b"\n" for line in (manifest, *lines))


def squeeze(plain: bytes, **settings: Any) -> bytes:
    return zstandard.ZstdCompressor(**settings).compress(plain)


def header_for(cast: Cast, rest: bytes, size: int, **changes: Any) -> Header:
    """A header that fits `rest` and `size` bytes of lines in it, but for the changes."""
    header = Header(
        version=frame.FORMAT,
        least=frame.LEAST_PROGRAM,
        program=PROGRAM,
        device=cast.device.key,
        certificate=cast.certificate,
        length=len(rest),
        sha256=sha256(rest).hexdigest(),
        plain=size,
        recipients=cast.recipients,
    )
    return replace(header, **changes)


def signed(cast: Cast, head: bytes, rest: bytes) -> bytes:
    """A whole file with a sound signature over whatever stands in its head."""
    return head + cast.device.sign(head).encode() + b"\n" + rest


def forge(cast: Cast, lines: bytes, **changes: Any) -> bytes:
    """A correctly signed and encrypted bundle around any bytes."""
    rest = sealed(cast, squeeze(lines))
    return signed(cast, frame.head_of(header_for(cast, rest, len(lines), **changes)), rest)


def read(cast: Cast, path: Path, trust: Trust | None = None, today: str = TODAY) -> list[bytes]:
    """Every line that the product lets through."""
    with open_bundle(path, identities=[cast.daily], trust=trust or cast.trust, today=today) as opened:
        return [line for _, _, line in opened.lines()]


def refusal(cast: Cast, path: Path, content: bytes | None = None, **more: Any) -> str:
    """The code with which a file is refused; "" when it is accepted."""
    if content is not None:
        path.write_bytes(content)
    try:
        read(cast, path, **more)
    except RasoatError as error:
        return error.code
    return ""
