"""The keys of an office, requests and certificates: what people hand over, and what they get wrong."""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from desktop.bundle import certificate as certificates
from desktop.bundle import documents, keys, office, requests, secrets
from desktop.bundle.certificate import Certificate
from desktop.bundle.requests import Request
from desktop.errors import RasoatError
from desktop.records.fold import fold
from tests.bundle.makers import COMMUNE, Cast, make_cast, pack, read

Call = Callable[[], object]


def code_of(call: Call) -> str:
    with pytest.raises(RasoatError) as caught:
        call()
    return caught.value.code


def test_256_short_words_that_nobody_confuses() -> None:
    words = keys._words()
    assert len(words) == len({fold(word) for word in words}) == 256
    assert all(word.isalpha() and len(word) <= 6 for word in words)


def test_six_words_stand_for_a_key() -> None:
    assert keys.fingerprint("A" * 43 + "=") == keys.fingerprint("A" * 43 + "=")
    assert keys.fingerprint("A" * 43 + "=") != keys.fingerprint("B" * 43 + "=")
    assert len(keys.fingerprint("")) == 6


def test_a_device_is_kept_and_says_nothing_of_its_secrets() -> None:
    device = keys.new_device()
    kept = keys.device_to_json(device)
    assert keys.device_from_json({"epoch": "x", **kept}) == device
    assert not any(secret in repr(device) for secret in kept.values())
    assert device.age.startswith("age1")


def test_practice_keys_need_no_passphrase(tmp_path: Path) -> None:
    made = office.new_office(tmp_path / "o", "  Chơ\u0323  Đồn ", None)
    assert made.name == "Chợ Đồn"
    assert office.read_public(tmp_path / "o") == office.read_public(tmp_path / "o" / "office.pub") == made
    assert sorted(str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.*")) == [
        "o/daily.key",
        "o/office.pub",
        "o/offline/recovery.key",
        "o/offline/root.key",
    ]
    assert not office.needs_passphrase(tmp_path / "o")
    assert office.has_root(tmp_path / "o")
    recovery = secrets.read_identity(tmp_path / "o" / "offline" / "recovery.key", None)
    assert recovery != office.open_daily(tmp_path / "o", None)
    assert office.office_from_json({**office.office_to_json(made), "daily_secret": "x"}) == made


@pytest.mark.slow
def test_keys_under_a_passphrase(tmp_path: Path) -> None:
    folder = tmp_path / "o"
    folder.mkdir()
    office.new_office(folder, "Chợ Đồn", "đúng rồi")
    locked = [file for file in folder.rglob("*.key") if secrets.is_locked(file)]
    assert len(locked) == 3
    assert not any(b"SECRET" in file.read_bytes() for file in locked)
    typed_elsewhere = normalize("NFD", "đúng rồi")
    assert office.open_daily(folder, typed_elsewhere).startswith("AGE-SECRET-KEY-1")
    assert code_of(lambda: office.open_daily(folder, "sai rồi")) == "wrong_passphrase"
    assert code_of(lambda: office.open_daily(folder, None)) == "passphrase_needed"


def test_a_key_that_was_locked_on_a_much_faster_computer(tmp_path: Path) -> None:
    stanza = b"-> scrypt yBNQ63uyKp2+6l99W8BTFw 40\nq+vROokZcxpQfL8Jz0sVk9lUZt34//jywCVK61oc4UE\n"
    (tmp_path / "a.key").write_bytes(
        b"age-encryption.org/v1\n" + stanza + b"--- " + b"A" * 43 + b"\n" + b"x" * 40
    )
    assert code_of(lambda: secrets.read_identity(tmp_path / "a.key", "x")) == "key_too_hard"


def test_an_empty_passphrase_is_no_passphrase(tmp_path: Path) -> None:
    assert code_of(lambda: office.new_office(tmp_path / "o", "x", "")) == "empty_passphrase"
    assert not (tmp_path / "o").exists()


def test_keys_are_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "something").write_bytes(b"")
    assert code_of(lambda: office.new_office(tmp_path, "x", None)) == "office_exists"
    assert code_of(lambda: office.new_office(tmp_path / "something", "x", None)) == "file_not_written"


def test_what_is_no_office(tmp_path: Path) -> None:
    assert code_of(lambda: office.read_public(tmp_path)) == "file_missing"
    (tmp_path / "office.pub").write_bytes(b'RASOAT-OFFICE 1\n{"name":"x"}\n')
    assert code_of(lambda: office.read_public(tmp_path)) == "not_an_office"
    (tmp_path / "office.pub").write_bytes(b"RASOAT-OFFICE 2\nanything")
    assert code_of(lambda: office.read_public(tmp_path)) == "newer_document"


def test_the_daily_key_of_another_office(tmp_path: Path) -> None:
    one, two = make_cast(tmp_path / "1"), make_cast(tmp_path / "2")
    (one.folder / "daily.key").write_bytes((two.folder / "daily.key").read_bytes())
    assert code_of(lambda: office.open_daily(one.folder, None)) == "not_a_key"


@pytest.mark.parametrize(
    "content", [b"", b"# only words\n", b"a\nb\n", b"\xff\x00", b"AGE-SECRET-KEY-1X\n", b"x" * 99]
)
def test_what_is_no_key(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.key").write_bytes(content)
    assert code_of(lambda: secrets.read_identity(tmp_path / "a.key", None)) == "not_a_key"


def test_the_root_key_is_away_or_wrong(tmp_path: Path) -> None:
    one = make_cast(tmp_path / "1")
    root = one.folder / "offline" / "root.key"
    for content in (b"AAAA\n", (one.folder / "daily.key").read_bytes(), b"A" * 43 + b"=\n"):
        root.write_bytes(content)
        assert code_of(lambda: one.enrol(one.device)) == "not_a_key"
    root.unlink()
    assert code_of(lambda: one.enrol(one.device)) == "root_key_away"
    assert not office.has_root(one.folder)


def test_a_certificate_says_what_the_office_says(cast: Cast, tmp_path: Path) -> None:
    made = cast.enrol(
        keys.new_device(),
        communes=["01837", COMMUNE, COMMUNE],
        roles=["office", "commune"],
        until="2027-12-31",
    )
    assert made.communes == (COMMUNE, "01837")
    assert made.roles == ("commune", "office")
    certificates.write(made, tmp_path / "c")
    again = certificates.read(tmp_path / "c")
    again.verify()
    assert again == made
    assert certificates.certificate_from_json(certificates.certificate_to_json(made)) == made
    assert len(made.id) == 12


OTHERS: dict[str, Any] = {
    "device": keys.new_device().key,
    "age": keys.new_device().age,
    "name": "khác",
    "communes": (),
    "roles": ("office",),
    "until": "2099-01-01",
    "issued": "2020-01-01",
    "signature": "A" * 86 + "==",
}


@pytest.mark.parametrize("field", [field.name for field in fields(Certificate)])
def test_no_field_of_a_certificate_can_be_changed(cast: Cast, stranger: Cast, field: str) -> None:
    changed = replace(cast.certificate, **{field: {**OTHERS, "office": stranger.office}[field]})
    assert code_of(changed.verify) == "bundle_bad_certificate"


def test_a_request_carries_its_own_proof(cast: Cast, tmp_path: Path) -> None:
    asked = requests.make_request(cast.device, "Ma\u0301y 1", ["b", "a", "a"])
    assert (asked.name, asked.communes, asked.fingerprint) == (
        "Máy 1",
        ("a", "b"),
        keys.fingerprint(cast.device.key),
    )
    requests.write(asked, tmp_path / "r")
    assert requests.read(tmp_path / "r") == asked
    odd = requests.make_request(cast.device, "a\n\u202eb" + "x" * 500, [])
    requests.write(odd, tmp_path / "odd")
    assert requests.read(tmp_path / "odd").name == ("a b" + "x" * 500)[:200]
    for field in (field.name for field in fields(Request)):
        requests.write(replace(asked, **{field: OTHERS[field]}), tmp_path / "r")
        assert code_of(lambda: requests.read(tmp_path / "r")) == "not_a_request", field


def test_a_certificate_is_no_request_and_the_other_way_round(cast: Cast, tmp_path: Path) -> None:
    requests.write(requests.make_request(cast.device, "x", []), tmp_path / "r")
    certificates.write(cast.certificate, tmp_path / "c")
    assert code_of(lambda: certificates.read(tmp_path / "r")) == "not_a_certificate"
    assert code_of(lambda: requests.read(tmp_path / "c")) == "not_a_request"
    assert code_of(lambda: requests.read(tmp_path / "none")) == "file_missing"


def test_small_files_cut_or_changed_at_every_byte(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "c"
    certificates.write(cast.certificate, path)
    content = path.read_bytes()
    for place in range(len(content)):
        for bad in (content[:place], content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]):
            path.write_bytes(bad)
            with pytest.raises(RasoatError):
                certificates.read(path).verify()


def test_a_file_name_that_windows_would_not_take(cast: Cast, tmp_path: Path) -> None:
    assert code_of(lambda: certificates.write(cast.certificate, tmp_path / "aux.cert")) == "bad_file_name"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"communes": ["01834;01837"]}, "not_a_code"),
        ({"communes": [""]}, "not_a_code"),
        ({"roles": ["Office"]}, "not_a_code"),
        ({"until": "31/12/2027"}, "not_a_day"),
        ({"until": "2027-02-30"}, "not_a_day"),
        ({"communes": [f"{number:05}" for number in range(3321)]}, "too_many_communes"),
    ],
)
def test_what_a_person_types_wrongly(cast: Cast, changes: dict[str, object], code: str) -> None:
    assert code_of(lambda: cast.enrol(cast.device, **changes)) == code


def test_as_many_communes_as_may_be_fit_in_a_header(cast: Cast, tmp_path: Path) -> None:
    many = cast.enrol(cast.device, communes=[f"{number:05}" for number in range(office.MOST_COMMUNES - 1)])
    pack(cast, tmp_path / "a.rasoat", certificate=many)
    assert len(read(cast, tmp_path / "a.rasoat")) == 3


def test_a_key_file_is_written_as_the_age_program_writes_it(tmp_path: Path) -> None:
    secrets.write(tmp_path / "k", "SECRET", "public", "a note", None)
    assert (tmp_path / "k").read_text() == "# a note\n# public key: public\nSECRET\n"


def test_the_documents_of_ours_have_a_bound(tmp_path: Path) -> None:
    documents.write(tmp_path / "big", "RASOAT-OFFICE", {"name": "x" * documents.LONGEST})
    assert code_of(lambda: office.read_public(tmp_path / "big")) == "not_an_office"
