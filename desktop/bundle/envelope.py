"""age: who may read this. The only module that knows the encryption library."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Protocol

import pyrage

NO_KEY, TOO_HARD = "No matching keys", "Excessive work"  # how the library says it
RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")


class Source(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; empty at the end."""
        ...


class Target(Protocol):
    """What can be written piece by piece."""

    def write(self, piece: bytes, /) -> int:
        """Take a piece; returns its length."""
        ...

    def flush(self) -> None:
        """Nothing is held back."""
        ...


class Locked(Exception):  # noqa: N818 - a finding of this layer, never shown
    """None of the keys, or not this passphrase, opens it."""


class TooHard(Exception):  # noqa: N818 - a finding of this layer, never shown
    """It was locked on a much faster computer."""


class Damaged(Exception):  # noqa: N818 - a finding of this layer, never shown
    """It is not an age file, or not whole."""


def new_identity() -> str:
    """A new secret reading key."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public key of a secret one; raises `ValueError` for anything else."""
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError:
        raise ValueError("not an age identity") from None


def check_recipient(text: str) -> None:
    """Raises `ValueError` unless `text` is a public reading key."""
    try:
        if RECIPIENT.fullmatch(text):
            pyrage.x25519.Recipient.from_str(text)
            return
    except pyrage.RecipientError:
        pass
    raise ValueError("not an age recipient")


class _Watched:
    """Source and target as foreign code calls them; it would turn what they raise into a text."""

    def __init__(self, source: Source, target: Target) -> None:
        self._source, self._target = source, target
        self.trouble: BaseException | None = None

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self._source.read(size)
        except BaseException as trouble:
            self.trouble = trouble
            raise

    def write(self, piece: bytes, /) -> int:
        try:
            return self._target.write(piece)
        except BaseException as trouble:
            self.trouble = trouble
            raise

    def flush(self) -> None:
        self._target.flush()


def encrypt(source: Source, target: Target, recipients: Sequence[str]) -> None:
    """Encrypt all of `source` piece by piece; what source and target raise passes through."""
    watched = _Watched(source, target)
    try:
        pyrage.encrypt_io(watched, watched, [pyrage.x25519.Recipient.from_str(one) for one in recipients])
    except pyrage.EncryptError as trouble:
        raise watched.trouble or trouble from trouble


def decrypt(source: Source, identities: Sequence[str]) -> BytesIO:
    """What `source` holds, in memory only; raises `Locked` or `Damaged`."""
    held = BytesIO()
    watched = _Watched(source, held)
    keys = [pyrage.x25519.Identity.from_str(one) for one in identities]
    try:
        pyrage.decrypt_io(watched, held, keys)
    except pyrage.DecryptError as trouble:
        raise watched.trouble or (Locked if NO_KEY in str(trouble) else Damaged) from trouble
    except OSError as trouble:
        raise watched.trouble or Damaged from trouble
    held.seek(0)
    return held


def lock(secret: bytes, passphrase: str) -> bytes:
    """`secret` under a passphrase, as the `age` program writes it."""
    locked: bytes = pyrage.passphrase.encrypt(secret, passphrase)
    return locked


def unlock(locked: bytes, passphrase: str) -> bytes:
    """What `lock` was given; raises `Locked` or `TooHard`."""
    try:
        secret: bytes = pyrage.passphrase.decrypt(locked, passphrase)
    except pyrage.DecryptError as trouble:
        raise (TooHard if TOO_HARD in str(trouble) else Locked) from trouble
    return secret
