"""The database key and who may open it: `keys.json` beside the working file, one slot a person.

The file holds the key only in boxes; a practice workspace has one slot that is no secret. A recovery slot
opens with an office's recovery key; a waiting slot holds the one-time key of who forgot a passphrase.
Slots of kinds that this program does not know are kept as they are.
"""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.store import files, opening, trouble
from desktop.store.driver import KEY_BYTES, Access

FILE = "keys.json"
VERSION = 1
PASSPHRASE, OPEN = "passphrase", "open"
RECOVERY, WAITING = "recovery", "waiting"  # they do not open the workspace by themselves
LARGEST_FILE = 1 << 20  # bytes
SALT_BYTES = 16
ROUNDS, MEMORY, LANES = 3, 64 * 1024, 4  # RFC 9106, second choice: 64 MiB fits every laptop
MOST_ROUNDS, MOST_MEMORY, MOST_LANES = 20, 1024 * 1024, 16  # a file that asks for more is not followed
Slot = dict[str, Any]


def new_database_key() -> bytes:
    """256 random bits."""
    return secrets.token_bytes(KEY_BYTES)


def add_passphrase_slot(folder: Path, key: bytes, person: str, passphrase: str | None) -> None:
    """Let `person` open the workspace; a second slot of one person replaces the first.

    `passphrase` None: practice data, the slot opens without one.
    """
    if passphrase is not None and not passphrase.strip():
        raise RasoatError(
            "empty_passphrase",
            N_("The passphrase is empty."),
            N_("Type a passphrase that you can remember: several words are best."),
        )
    slots = [
        slot for slot in _slots(folder) if slot.get("person") != person or slot.get("kind") not in _OPENERS
    ]
    made = _open_slot(key, person) if passphrase is None else _closed_slot(key, person, passphrase)
    _write(folder, [*slots, made])


def open_slot(folder: Path, passphrase: str | None, person: str = "") -> tuple[bytes, str]:
    """The database key, and whose slot opened; with `person` only theirs is tried.

    Raises `RasoatError`: wrong_passphrase, not_a_workspace, keys_damaged.
    """
    for slot in _known(folder):
        if person and slot["person"] != person:
            continue
        key = _open(slot, passphrase)
        if key is not None:
            return key, str(slot["person"])
    raise RasoatError(
        "wrong_passphrase",
        N_("The passphrase does not open this workspace."),
        N_("Look whether CAPS LOCK or the Vietnamese keyboard is on, and type it again."),
    )


def people(folder: Path) -> tuple[str, ...]:
    """Who has a slot, in the order they came."""
    return tuple(str(slot["person"]) for slot in _known(folder))


def needs_passphrase(folder: Path) -> bool:
    """Is there no slot that opens without one?"""
    return all(slot["kind"] != OPEN for slot in _known(folder))


def remove_slot(folder: Path, person: str) -> None:
    """Take somebody's slot away. Raises `RasoatError("last_slot", …)` rather than lock everybody out."""
    slots = _slots(folder)
    left = [slot for slot in slots if slot.get("person") != person or slot.get("kind") not in _OPENERS]
    if not any(slot.get("kind") in _OPENERS for slot in left):
        raise RasoatError(
            "last_slot",
            N_("{person} is the last who can open this workspace."),
            N_("Add another person first."),
            person=person,
        )
    _write(folder, left)


@dataclass(frozen=True, slots=True)
class Recovery:
    """The database key in a box that only one office's recovery key opens."""

    office: str  # its name
    recipient: str  # its public recovery key
    box: str


def put_recovery(folder: Path, recovery: Recovery) -> None:
    """Keep a recovery slot; one for the same key is replaced."""
    others = [slot for slot in _slots(folder) if not _is_recovery(slot, recovery.recipient)]
    _write(folder, [*others, {"kind": RECOVERY, **asdict(recovery)}])


def recoveries(folder: Path) -> tuple[Recovery, ...]:
    """Every office that can open the workspace for somebody who forgot."""
    fields = ("office", "recipient", "box")
    found = [slot for slot in _slots(folder) if slot.get("kind") == RECOVERY]
    if not all(isinstance(slot.get(name), str) for slot in found for name in fields):
        raise _damaged()
    return tuple(Recovery(*(slot[name] for name in fields)) for slot in found)


def put_waiting(folder: Path, person: str, secret: str, passphrase: str) -> None:
    """Keep the one-time secret of somebody who asks for help, under the passphrase that shall be theirs."""
    others = [slot for slot in _slots(folder) if slot.get("kind") != WAITING]
    made = _closed_slot(secret.encode(), person, passphrase)
    _write(folder, [*others, {**made, "kind": WAITING}])


def open_waiting(folder: Path, passphrase: str) -> tuple[str, str]:
    """The one-time secret and whose it is; raises `RasoatError` where nobody waits, or it is another word."""
    slot = next((slot for slot in _slots(folder) if slot.get("kind") == WAITING), None)
    if slot is None:
        raise RasoatError(
            "nobody_waits",
            N_("Nobody asked for a new passphrase on this computer."),
            N_("Write the request first, and take it to the office."),
        )
    try:
        secret = _open_closed(slot, passphrase)
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged() from error
    if secret is None:
        raise RasoatError(
            "other_new_passphrase",
            N_("This is not the new passphrase that was chosen for the request."),
            N_("Type the one from then, or write a new request with another."),
        )
    return secret.decode(), str(slot["person"])


def nobody_waits(folder: Path) -> None:
    """The one-time secret has done its work."""
    _write(folder, [slot for slot in _slots(folder) if slot.get("kind") != WAITING])


def is_waiting(folder: Path) -> bool:
    """Did somebody here ask the office for help, whose answer has not come?"""
    return any(slot.get("kind") == WAITING for slot in _slots(folder))


def fits(folder: Path, key: bytes) -> bool:
    """Does this key open the working file?"""
    try:
        opening.connect(opening.file_of(folder), key, Access.READ).close()
    except RasoatError as error:
        if error.code != "wrong_key":
            raise
        return False
    return True


def _is_recovery(slot: Slot, recipient: str) -> bool:
    return bool(slot.get("kind") == RECOVERY and slot.get("recipient") == recipient)


def _open_slot(key: bytes, person: str) -> Slot:
    return {"kind": OPEN, "person": person, "key": _text(key)}


def _closed_slot(key: bytes, person: str, passphrase: str) -> Slot:
    from nacl.secret import SecretBox

    salt = secrets.token_bytes(SALT_BYTES)
    cost = {"rounds": ROUNDS, "memory": MEMORY, "lanes": LANES}
    inside = json.dumps({"key": _text(key), "person": person}, ensure_ascii=False).encode()
    box = bytes(SecretBox(_derived(passphrase, salt, cost)).encrypt(inside))
    return {"kind": PASSPHRASE, "person": person, "salt": _text(salt), **cost, "box": _text(box)}


def _open_plain(slot: Slot, _: str | None) -> bytes | None:
    return _bytes(slot["key"])


def _open_closed(slot: Slot, passphrase: str | None) -> bytes | None:
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    if passphrase is None:
        return None
    cost = {name: _cost(slot, name) for name in ("rounds", "memory", "lanes")}
    try:
        inside = SecretBox(_derived(passphrase, _bytes(slot["salt"]), cost)).decrypt(_bytes(slot["box"]))
    except CryptoError:
        return None
    found = json.loads(inside)
    return _bytes(found["key"]) if found["person"] == slot["person"] else None


_OPENERS = {OPEN: _open_plain, PASSPHRASE: _open_closed}
_MOST = {"rounds": MOST_ROUNDS, "memory": MOST_MEMORY, "lanes": MOST_LANES}


def _open(slot: Slot, passphrase: str | None) -> bytes | None:
    try:
        key = _OPENERS[slot["kind"]](slot, passphrase)
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged() from error
    if key is not None and len(key) != KEY_BYTES:
        raise _damaged()
    return key


def _derived(passphrase: str, salt: bytes, cost: Mapping[str, int]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        normalize("NFC", passphrase).encode(),  # every keyboard spells ễ in its own way
        salt,
        time_cost=cost["rounds"],
        memory_cost=cost["memory"],
        parallelism=cost["lanes"],
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _cost(slot: Slot, name: str) -> int:
    value = slot[name]
    if not isinstance(value, int) or not 0 < value <= _MOST[name]:
        raise ValueError(f"{name} = {value}")
    return value


def _known(folder: Path) -> list[Slot]:
    slots = [slot for slot in _slots(folder) if slot.get("kind") in _OPENERS]
    if not slots:
        known = (folder / FILE).exists() or (folder / opening.FILE).exists()
        raise _damaged() if known else opening.not_a_workspace(folder)
    return slots


def _slots(folder: Path) -> list[Slot]:
    """All slots of the file; none where there is no file yet."""
    file = folder / FILE
    with trouble.explained():
        if not file.is_file():
            return []
        with file.open("rb") as source:
            text = source.read(LARGEST_FILE)
    try:
        thing = json.loads(text)
        version, slots = thing["version"], thing["slots"]
        usable = isinstance(slots, list) and all(map(_is_slot, slots))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged() from error
    if version != VERSION:
        raise _newer()
    if not usable:
        raise _damaged()
    return list(slots)


def _is_slot(slot: Slot) -> bool:
    """Every kind, also one that this program does not know, says its kind; those of a person say whose."""
    kind = slot["kind"]
    return isinstance(kind, str) and (kind not in _OPENERS or isinstance(slot["person"], str))


def _write(folder: Path, slots: list[Slot]) -> None:
    thing = {"version": VERSION, "slots": slots}
    with files.replacing(folder / FILE) as file:
        file.write(json.dumps(thing, ensure_ascii=False, indent=1, sort_keys=True).encode())


def _damaged() -> RasoatError:
    return RasoatError(
        "keys_damaged",
        N_("The file “keys.json” of this workspace is missing or damaged."),
        N_("Copy “keys.json” from the newest backup; the working file itself is untouched."),
    )


def _newer() -> RasoatError:
    return RasoatError(
        "newer_keys",
        N_("The file “keys.json” was written by a newer version of this program."),
        N_("Install the newer version here too."),
    )


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
