"""A laptop asks to be enrolled: its public keys, its name, its communes, signed by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.bundle import documents, envelope, keys, signatures, strict, troubles
from desktop.bundle.keys import Device

MAGIC = "RASOAT-REQUEST"
SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Request:
    """What the office needs to know of a laptop; nothing secret."""

    device: str  # public signing key
    age: str  # public reading key
    name: str
    communes: tuple[str, ...]  # codes, sorted; what it asks to write for
    signature: str = ""

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """Six words to read over the phone."""
        return keys.fingerprint(self.device)

    def is_sound(self) -> bool:
        """Did the device itself sign it?"""
        return signatures.is_signed(self.device, _signed(self), self.signature)


def make_request(device: Device, name: str, communes: Sequence[str]) -> Request:
    """The request of this device; `name` is what people call the laptop or its place."""
    asked = Request(device.key, device.age, strict.shown(name), tuple(sorted(set(communes))))
    return replace(asked, signature=device.sign(_signed(asked)))


def write(request: Request, path: Path) -> None:
    """Write a request to a file."""
    documents.write(path, MAGIC, strict.plain(request))


def read(path: Path) -> Request:
    """Read a request; raises `RasoatError` unless it is whole and signed by the device it names."""
    thing = documents.read(path, MAGIC, troubles.not_a_request)
    try:
        request = strict.build(thing, Request)
        signatures.check_key(request.device)
        envelope.check_recipient(request.age)
        strict.check_name(request.name)
        strict.check_codes(request.communes)
    except ValueError as wrong:
        raise troubles.not_a_request(path.name) from wrong
    if not request.is_sound():
        raise troubles.not_a_request(path.name)
    return request


def _signed(request: Request) -> bytes:
    thing = strict.plain(request)
    del thing[SIGNATURE]
    return documents.signed_part(MAGIC, thing)
