"""The two keys of a device, and the six words that stand for its public one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256

from desktop import paths
from desktop.bundle import envelope, signatures
from desktop.bundle.strict import from_base64, to_base64

WORDS = 6
SEED, IDENTITY = "seed", "age_identity"  # as the working file keeps them


@dataclass(frozen=True, slots=True)
class Device:
    """One workspace's secret keys; they never leave its encrypted file."""

    seed: bytes = field(repr=False)  # Ed25519: it signs
    age_identity: str = field(repr=False)  # it reads

    @property
    def key(self) -> str:
        """The public signing key, canonical base64: the name of the device."""
        return signatures.public_of(self.seed)

    @property
    def age(self) -> str:
        """The public reading key: whoever packs for this device needs it."""
        return envelope.recipient_of(self.age_identity)

    def sign(self, message: bytes) -> str:
        """This device's signature over `message`."""
        return signatures.sign(self.seed, message)


def new_device() -> Device:
    """Fresh keys."""
    return Device(signatures.new_seed(), envelope.new_identity())


def device_to_json(device: Device) -> dict[str, str]:
    """The device as the working file keeps it: secret."""
    return {SEED: to_base64(device.seed), IDENTITY: device.age_identity}


def device_from_json(thing: Mapping[str, str]) -> Device:
    """The device that `device_to_json` wrote; other entries are passed over."""
    return Device(from_base64(thing[SEED], signatures.SEED_SIZE), thing[IDENTITY])


def is_public(text: str) -> bool:
    """Is this the public signing key of a device, in its one spelling?"""
    try:
        signatures.check_key(text)
    except ValueError:
        return False
    return True


def fingerprint(public_key: str) -> tuple[str, ...]:
    """Six Vietnamese words for a public key, to compare over the phone."""
    return tuple(_words()[byte] for byte in sha256(public_key.encode()).digest()[:WORDS])


@cache
def _words() -> tuple[str, ...]:
    listed = paths.resources() / "words" / "fingerprint-vi.txt"
    return tuple(listed.read_text(encoding="utf-8").split())
