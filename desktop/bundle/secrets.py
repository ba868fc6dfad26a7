"""Secret keys in files, as the `age` program writes its own: comments, then one line; locked or not."""

from pathlib import Path
from unicodedata import normalize

from desktop.bundle import durable, envelope, troubles

LOCKED = b"age-encryption.org/"
LONGEST = 64 * 1024  # bytes


def write(path: Path, secret: str, public: str, note: str, passphrase: str | None) -> None:
    """Write one secret key; `public` and `note` stand in front of it as comments."""
    text = f"# {note}\n# public key: {public}\n{secret}\n".encode()
    durable.write(path, text if passphrase is None else envelope.lock(text, _typed(passphrase)))


def read(path: Path, passphrase: str | None) -> str:
    """The secret in a file; raises `RasoatError` when it is locked, or holds none."""
    content = durable.read_small(path, LONGEST)
    if content.startswith(LOCKED):
        content = _unlocked(path.name, content, passphrase)
    lines = content.decode("ascii", "replace").splitlines() if b"\0" not in content else []
    secrets = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if len(secrets) != 1:
        raise troubles.not_a_key(path.name)
    return secrets[0]


def read_identity(path: Path, passphrase: str | None) -> str:
    """The age identity in a key file, for instance an office's daily key."""
    identity = read(path, passphrase)
    try:
        envelope.recipient_of(identity)
    except ValueError as wrong:
        raise troubles.not_a_key(path.name) from wrong
    return identity


def is_locked(path: Path) -> bool:
    """Does the key file ask for a passphrase?"""
    return durable.read_small(path, len(LOCKED)) == LOCKED


def _unlocked(name: str, content: bytes, passphrase: str | None) -> bytes:
    if passphrase is None:
        raise troubles.passphrase_needed(name)
    try:
        return envelope.unlock(content, _typed(passphrase))
    except envelope.Locked as wrong:
        raise troubles.wrong_passphrase(name) from wrong
    except envelope.TooHard as slow:
        raise troubles.key_too_hard(name) from slow


def _typed(passphrase: str) -> str:
    """The same letters give the same bytes on every keyboard."""
    return normalize("NFC", passphrase)
