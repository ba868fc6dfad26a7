"""Look at a bundle without receiving it: is it whole, who sent it, and what is in it."""

from collections.abc import Iterator
from pathlib import Path

from desktop.bundle import opening, secrets
from desktop.bundle.opening import Verified


def verify(file: Path) -> Verified:
    """Check what can be checked without a key: signature, length, hash, certificate. Raises the refusal."""
    return opening.verify(file)


def needs_passphrase(key: Path) -> bool:
    """Is the key file under a passphrase?"""
    return secrets.is_locked(key)


def lines(file: Path, key: Path, passphrase: str | None) -> Iterator[bytes]:
    """The manifest and every record as JSON lines, opened with an office's key file."""
    return opening.show(file, [secrets.read_identity(key, passphrase)])
