"""A forgotten passphrase: the office opens the box of a laptop and shuts it again for a one-time key.

The laptop never lends its file, the office never lends its key, and the answer opens only together with the
new passphrase that was chosen when the request was written.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from desktop.bundle import documents, envelope, keys, strict, troubles

REQUEST, ANSWER = "RASOAT-UNLOCK", "RASOAT-UNLOCKED"


@dataclass(frozen=True, slots=True)
class Box:
    """The database key for one recovery key."""

    recipient: str
    sealed: str  # age, in base64


@dataclass(frozen=True, slots=True)
class UnlockRequest:
    """What somebody who forgot takes to the office."""

    workspace: str  # what people call it
    person: str
    once: str  # the one-time public key; its six words are read over the phone
    boxes: tuple[Box, ...]

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """Six words to compare before anything is opened."""
        return keys.fingerprint(self.once)


@dataclass(frozen=True, slots=True)
class UnlockAnswer:
    """What the office gives back."""

    once: str
    sealed: str


def new_once() -> tuple[str, str]:
    """A one-time key: secret, public."""
    secret = envelope.new_identity()
    return secret, envelope.recipient_of(secret)


def seal(secret: bytes, recipient: str) -> str:
    """A box that only the owner of `recipient` opens."""
    out = BytesIO()
    envelope.encrypt(BytesIO(secret), out, [recipient])
    return base64.b64encode(out.getvalue()).decode()


def write_request(request: UnlockRequest, path: Path) -> None:
    """Write a request to a file."""
    documents.write(path, REQUEST, strict.plain(request))


def read_request(path: Path) -> UnlockRequest:
    """Read a request; raises `RasoatError` for anything else."""
    thing = documents.read(path, REQUEST, troubles.not_an_unlocking)
    try:
        request = strict.build(thing, UnlockRequest)
        envelope.check_recipient(request.once)
        strict.check_name(request.workspace)
        strict.check_name(request.person)
    except ValueError as wrong:
        raise troubles.not_an_unlocking(path.name) from wrong
    return request


def answer(path: Path, recovery: str, to: Path) -> UnlockRequest:
    """Open the box of a request with the office's recovery key, and shut it for the one-time key.

    Whoever calls this has compared the six words. Raises `RasoatError`.
    """
    request = read_request(path)
    mine = envelope.recipient_of(recovery)
    boxes = [box.sealed for box in request.boxes if box.recipient == mine]
    secret = _opened(boxes, recovery, path.name)
    made = UnlockAnswer(request.once, seal(secret, request.once))
    documents.write(to, ANSWER, strict.plain(made))
    return request


def read_answer(path: Path, once: str) -> bytes:
    """The database key in an answer, by the secret one-time key; raises `RasoatError`."""
    thing = documents.read(path, ANSWER, troubles.not_an_unlocking)
    try:
        found = strict.build(thing, UnlockAnswer)
    except ValueError as wrong:
        raise troubles.not_an_unlocking(path.name) from wrong
    return _opened([found.sealed], once, path.name)


def _opened(boxes: Sequence[str], identity: str, name: str) -> bytes:
    for box in boxes:
        try:
            return envelope.decrypt(BytesIO(base64.b64decode(box, validate=True)), [identity]).read()
        except (ValueError, envelope.Locked, envelope.Damaged):
            continue
    raise troubles.other_unlocking(name)
