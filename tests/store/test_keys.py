"""Who can open a workspace: several people, practice slots, damaged and hostile slots."""

import base64
import json
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from desktop.errors import RasoatError
from desktop.store import keys
from tests.store.made import KEY

SECRET = "năm bông hoa vàng"  # noqa: S105 - of a test
OTHER = "sáu con trâu đen"


def refused(folder: Path, passphrase: str | None, person: str = "") -> str:
    """The code of the error."""
    with pytest.raises(RasoatError) as failed:
        keys.open_slot(folder, passphrase, person)
    return failed.value.code


def change(folder: Path, **slots: Any) -> None:
    """Write something else into the first slot."""
    thing = json.loads((folder / "keys.json").read_text())
    thing["slots"][0].update(slots)
    (folder / "keys.json").write_text(json.dumps(thing))


def test_every_person_opens_with_their_own_passphrase(tmp_path: Path) -> None:
    keys.add_passphrase_slot(tmp_path, KEY, "Lan", SECRET)
    keys.add_passphrase_slot(tmp_path, KEY, "Hùng", OTHER)
    assert keys.people(tmp_path) == ("Lan", "Hùng")
    assert keys.needs_passphrase(tmp_path)
    assert keys.open_slot(tmp_path, SECRET) == (KEY, "Lan")
    assert keys.open_slot(tmp_path, OTHER) == (KEY, "Hùng")
    assert keys.open_slot(tmp_path, OTHER, "Hùng") == (KEY, "Hùng")
    assert refused(tmp_path, OTHER, "Lan") == "wrong_passphrase"
    assert refused(tmp_path, "khác") == "wrong_passphrase"
    assert refused(tmp_path, None) == "wrong_passphrase"


def test_a_passphrase_is_the_same_from_every_keyboard(tmp_path: Path) -> None:
    keys.add_passphrase_slot(tmp_path, KEY, "Lan", normalize("NFD", SECRET))
    assert keys.open_slot(tmp_path, normalize("NFC", SECRET)) == (KEY, "Lan")


def test_a_new_passphrase_replaces_the_old(tmp_path: Path) -> None:
    keys.add_passphrase_slot(tmp_path, KEY, "Lan", SECRET)
    keys.add_passphrase_slot(tmp_path, KEY, "Lan", OTHER)
    assert keys.people(tmp_path) == ("Lan",)
    assert refused(tmp_path, SECRET) == "wrong_passphrase"


def test_a_practice_workspace_opens_without(tmp_path: Path) -> None:
    keys.add_passphrase_slot(tmp_path, KEY, "—", None)
    assert not keys.needs_passphrase(tmp_path)
    assert keys.open_slot(tmp_path, None) == (KEY, "—")


def test_the_key_is_in_the_file_only_sealed(tmp_path: Path) -> None:
    keys.add_passphrase_slot(tmp_path, KEY, "Lan", SECRET)
    text = (tmp_path / "keys.json").read_text()
    assert base64.b64encode(KEY).decode() not in text
    assert KEY.hex() not in text
    assert SECRET not in text


def test_an_empty_passphrase_is_none(tmp_path: Path) -> None:
    with pytest.raises(RasoatError) as failed:
        keys.add_passphrase_slot(tmp_path, KEY, "Lan", " ")
    assert failed.value.code == "empty_passphrase"
    assert not (tmp_path / "keys.json").exists()


def test_a_slot_can_go_but_never_the_last(tmp_path: Path) -> None:
    keys.add_passphrase_slot(tmp_path, KEY, "Lan", None)
    keys.add_passphrase_slot(tmp_path, KEY, "Hùng", None)
    keys.remove_slot(tmp_path, "Lan")
    assert keys.people(tmp_path) == ("Hùng",)
    with pytest.raises(RasoatError) as failed:
        keys.remove_slot(tmp_path, "Hùng")
    assert failed.value.code == "last_slot"
    assert keys.people(tmp_path) == ("Hùng",)


def test_slots_of_later_kinds_are_kept(tmp_path: Path) -> None:
    recovery = {"kind": "recovery", "office": "Ban Chỉ đạo tỉnh", "box": "age…"}
    (tmp_path / "keys.json").write_text(json.dumps({"version": 1, "slots": [recovery]}))
    keys.add_passphrase_slot(tmp_path, KEY, "Lan", None)
    assert keys.people(tmp_path) == ("Lan",)
    assert recovery in json.loads((tmp_path / "keys.json").read_text())["slots"]


def test_slots_that_were_lost_can_come_from_a_backup(folder: Path) -> None:
    (folder / "keys.json").unlink()
    assert refused(folder, None) == "keys_damaged"


def test_no_slots_no_workspace(tmp_path: Path) -> None:
    assert refused(tmp_path, None) == "not_a_workspace"
    with pytest.raises(RasoatError):
        keys.needs_passphrase(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "nothing",
        '{"version": 1}',
        '{"version": 1, "slots": {}}',
        '{"version": 1, "slots": [1]}',
        '{"version": 1, "slots": [{"kind": []}]}',
        '{"version": 1, "slots": [{"kind": "open", "person": 1}]}',
        '{"version": 1, "slots": []}',
        '{"version": 1, "slots": [{"kind": "open", "person": "Lan"}]}',
        '{"version": 1, "slots": [{"kind": "open", "person": "Lan", "key": "AAAA"}]}',
        '{"version": 1, "slots": [{"kind": "open", "person": "Lan", "key": "!"}]}',
        '{"version": 1, "slots": [{"kind": "open", "key": "AAAA"}]}',
        "[" * 100_000,
        "\udcff",
    ],
)
def test_a_damaged_file_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys.json").write_text(content, errors="surrogateescape")
    assert refused(tmp_path, SECRET) == "keys_damaged"


def test_a_file_of_a_later_version_is_said(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text('{"version": 2, "slots": []}')
    assert refused(tmp_path, SECRET) == "newer_keys"


@pytest.mark.parametrize(
    "cost",
    [{"memory": 1 << 30}, {"rounds": 10**6}, {"lanes": 1000}, {"rounds": 0}, {"memory": "64"}, {"salt": 1}],
)
def test_a_file_cannot_ask_for_endless_work(tmp_path: Path, cost: dict[str, Any]) -> None:
    keys.add_passphrase_slot(tmp_path, KEY, "Lan", SECRET)
    change(tmp_path, **cost)
    assert refused(tmp_path, SECRET) == "keys_damaged"


def test_a_slot_under_another_name_does_not_open(tmp_path: Path) -> None:
    keys.add_passphrase_slot(tmp_path, KEY, "Lan", SECRET)
    change(tmp_path, person="Hùng")
    assert refused(tmp_path, SECRET) == "wrong_passphrase"


def test_keys_are_random(tmp_path: Path) -> None:
    assert keys.new_database_key() != keys.new_database_key()
    boxes = []
    for _ in range(2):
        keys.add_passphrase_slot(tmp_path, KEY, "Lan", SECRET)
        boxes.append(json.loads((tmp_path / "keys.json").read_text())["slots"][0]["box"])
    assert boxes[0] != boxes[1]
