"""Whom a receiver believes: certificates by day and role, notices of the office, requests of who forgot."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.bundle import envelope, keys, notice, office, unlocking
from desktop.bundle.notice import Notice, Revocation
from desktop.bundle.trust import Trust
from desktop.bundle.unlocking import Box, UnlockRequest
from desktop.errors import RasoatError
from tests.bundle.makers import Cast, make_cast, pack, refusal

LAST = "2026-12-31"


@pytest.mark.parametrize(
    ("today", "code"),
    [("2026-12-30", ""), (LAST, ""), ("2027-01-01", "bundle_certificate_ended")],
)
def test_the_last_day_still_counts_and_the_next_does_not(
    cast: Cast, tmp_path: Path, today: str, code: str
) -> None:
    path = tmp_path / "b.rasoat"
    packed = pack(cast, path, certificate=cast.enrol(cast.device, until=LAST))
    assert refusal(cast, path, today=today) == code
    assert refusal(cast, path, today=today, trust=Trust(cast.office, allowed=frozenset({packed.id}))) == ""
    other = Trust(cast.office, allowed=frozenset({"0" * 12}))
    assert refusal(cast, path, today=today, trust=other) == code


def test_a_revoked_device_is_let_in_bundle_by_bundle(cast: Cast, tmp_path: Path) -> None:
    one, two = tmp_path / "1.rasoat", tmp_path / "2.rasoat"
    allowed = frozenset({pack(cast, one).id})
    pack(cast, two)
    trust = Trust(cast.office, revoked={cast.device.key: "2026-01-01"}, allowed=allowed)
    assert refusal(cast, one, trust=trust) == ""
    assert refusal(cast, two, trust=trust) == "bundle_revoked_device"
    stranger = Trust(allowed=allowed)  # letting one in does not make its office ours
    assert refusal(cast, one, trust=stranger) == "bundle_other_office"


def revoked(made: Cast, *names: str) -> list[Notice]:
    """One notice after the other, each taking one more device back."""
    return [
        office.revoke(made.folder, None, Revocation(keys.new_device().key, name, "2026-10-01", "Mất máy"))
        for name in names
    ]


def test_notices_come_together_in_any_order(tmp_path: Path) -> None:
    made, other = make_cast(tmp_path / "1"), make_cast(tmp_path / "2", "Ba Bể")
    one, two = revoked(made, "máy 1", "máy 2")
    three = office.renew_daily(made.folder, None)
    (foreign,) = revoked(other, "máy 3")
    assert notice.kept([one, two, three]) == notice.kept([three, one, two, two]) == (three,)
    assert set(notice.kept([foreign, one, three])) == {three, foreign}
    assert notice.newest([two, three, foreign, one], made.office) == three.office
    assert notice.newest([foreign], made.office) == made.office
    assert [(one.number, len(one.revoked)) for one in (one, two, three)] == [(1, 1), (2, 2), (3, 2)]
    copied = replace(one, number=9)  # two copies of an office's folder went apart: both are heard
    assert set(notice.kept([copied, two])) == {copied, two}


def test_a_notice_cut_or_changed_at_every_byte_is_refused(tmp_path: Path) -> None:
    made = make_cast(tmp_path / "1")
    revoked(made, "máy 1")
    refuses_all(made.folder / notice.FILE, notice.read)


def test_an_answer_cut_or_changed_at_every_byte_opens_nothing(tmp_path: Path) -> None:
    recovery, (secret, once) = envelope.new_identity(), unlocking.new_once()
    box = Box(envelope.recipient_of(recovery), unlocking.seal(b"k" * 32, envelope.recipient_of(recovery)))
    asked, given = tmp_path / "asked", tmp_path / "given"
    unlocking.write_request(UnlockRequest("Xã Ba Bể", "Ma Thị Thử", once, (box,)), asked)
    unlocking.answer(asked, recovery, given)
    assert unlocking.read_answer(given, secret) == b"k" * 32
    content = given.read_bytes()
    begin = content.index(b'"sealed"')  # the public key in front of it is for people only
    refuses_all(given, lambda path: unlocking.read_answer(path, secret), begin)


def refuses_all(path: Path, read: Callable[[Path], object], begin: int = 0) -> None:
    content = path.read_bytes()
    for place in range(begin, len(content)):
        for bad in (content[:place], content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]):
            path.write_bytes(bad)
            with pytest.raises(RasoatError):
                read(path)


def test_what_is_missing_in_a_revocation_is_said(tmp_path: Path) -> None:
    made = make_cast(tmp_path / "1")
    device = keys.new_device().key
    for changes, code in (({"why": " "}, "reason_missing"), ({"since": "1/11/2026"}, "not_a_day")):
        given = replace(Revocation(device, "máy", "2026-11-01", "Mất máy"), **changes)
        with pytest.raises(RasoatError) as caught:
            office.revoke(made.folder, None, given)
        assert caught.value.code == code
    (made.folder / "offline" / "root.key").unlink()
    with pytest.raises(RasoatError) as caught:
        revoked(made, "máy")
    assert caught.value.code == "root_key_away"
    assert not (made.folder / notice.FILE).exists()


def test_there_is_an_end_to_what_a_notice_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice, "MOST_REVOKED", 1)
    made = make_cast(tmp_path / "1")
    revoked(made, "máy 1")
    with pytest.raises(RasoatError) as caught:
        revoked(made, "máy 2")
    assert caught.value.code == "too_many_revoked"
