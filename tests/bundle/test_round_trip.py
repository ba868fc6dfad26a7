"""What is packed comes out again, and only that; nothing half written is ever left."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.bundle import durable, frame, names, opening, strict
from desktop.bundle.opening import open_bundle
from desktop.errors import Cancelled, RasoatError
from desktop.records.revision import LONGEST_LINE, canonical, encode, parse_line
from tests.bundle.makers import (
    PROGRAM,
    TODAY,
    Cast,
    form,
    header_for,
    in_order,
    inner,
    pack,
    read,
    refusal,
    sealed,
    short_lines,
    signed,
    some_lines,
    squeeze,
)


def test_lines_come_out_as_they_went_in(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "a.rasoat"
    packed = pack(cast, path, some_lines(40), manifest={"records": 40, "from": "xã"})
    with open_bundle(path, identities=[cast.daily], trust=cast.trust, today=TODAY) as opened:
        numbers, revisions, lines = zip(*opened.lines(), strict=True)
        assert lines == some_lines(40)
        assert numbers == tuple(range(1, 41))
        assert revisions == tuple(parse_line(line) for line in lines)
        assert [line for _, _, line in opened.lines()] == list(lines)  # each call begins anew
        assert opened.manifest == {"records": 40, "from": "xã"}
        assert (opened.id, opened.signer, opened.certificate) == (
            packed.id,
            cast.device.key,
            cast.certificate,
        )
    assert packed.records == 40
    assert packed.size == path.stat().st_size
    assert packed.plain_size == len(inner(short_lines(40), '{"from":"xã","records":40}'.encode()))


def test_a_bundle_without_records(cast: Cast, tmp_path: Path) -> None:
    pack(cast, tmp_path / "a.rasoat", [])
    assert read(cast, tmp_path / "a.rasoat") == []


def test_anybody_can_verify(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "a.rasoat"
    packed = pack(cast, path)
    verified = opening.verify(path)
    assert verified.id == packed.id
    assert len(verified.fingerprint) == 6
    assert verified.certificate == cast.certificate
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(RasoatError, match="its end is missing"):
        opening.verify(path)


def test_show_needs_a_key_and_no_trust(cast: Cast, stranger: Cast, tmp_path: Path) -> None:
    path = tmp_path / "a.rasoat"
    pack(cast, path, certificate=None, manifest={"a": 1})
    assert list(opening.show(path, [cast.daily])) == [b'{"a":1}', *some_lines(3)]
    with pytest.raises(RasoatError, match="for somebody else"):
        list(opening.show(path, [stranger.daily]))


def test_the_same_records_make_another_file_of_the_same_content(cast: Cast, tmp_path: Path) -> None:
    one, two = pack(cast, tmp_path / "1.rasoat"), pack(cast, tmp_path / "2.rasoat")
    assert one.id != two.id
    assert read(cast, tmp_path / "1.rasoat") == read(cast, tmp_path / "2.rasoat")


def test_a_trailer_is_not_read(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "a.rasoat"
    pack(cast, path)
    with path.open("ab") as file:
        file.write(frame.TRAILER + b"20 anything\n\x00\xff")
    assert read(cast, path) == list(some_lines(3))


def test_a_later_program_may_add_to_the_header(cast: Cast, tmp_path: Path) -> None:
    plain = inner(short_lines(2))
    rest = sealed(cast, squeeze(plain))
    thing = {**strict.plain(header_for(cast, rest, len(plain))), "zz_later": [1, "x"]}
    content = signed(cast, frame.FIRST_LINE + canonical(thing) + b"\n", rest)
    assert refusal(cast, tmp_path / "a.rasoat", content) == ""


def test_progress_is_told_and_may_cancel(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "a.rasoat"
    told: list[tuple[int, int]] = []
    pack(cast, path, some_lines(1200), progress=lambda done, total: told.append((done, total)), total=1200)
    assert told == [(500, 1200), (1000, 1200)]

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        pack(cast, tmp_path / "b.rasoat", some_lines(1200), progress=stop)
    assert [file.name for file in tmp_path.iterdir()] == ["a.rasoat"]
    with (
        pytest.raises(Cancelled),
        open_bundle(path, identities=[cast.daily], trust=cast.trust, today=TODAY, progress=stop),
    ):
        pytest.fail("it went on")


def test_what_goes_wrong_while_packing_leaves_the_old_file(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "a.rasoat"
    pack(cast, path)
    before = path.read_bytes()

    def lines() -> Iterator[bytes]:
        yield from some_lines(2)
        raise KeyError("a bug")

    with pytest.raises(KeyError):
        pack(cast, path, lines=lines())
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.rasoat"]


def test_a_left_over_part_is_replaced(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "a.rasoat"
    durable.part_of(path).write_bytes(b"x" * 100_000)
    pack(cast, path)
    assert [file.name for file in tmp_path.iterdir()] == ["a.rasoat"]
    assert read(cast, path) == list(some_lines(3))


def test_left_overs_of_yesterday_go_and_those_of_today_stay(cast: Cast, tmp_path: Path) -> None:
    for name, age in (("old.rasoat.part", 2 * durable.A_DAY), ("new.rasoat.part", 60), ("other.part", 10**6)):
        (tmp_path / name).write_bytes(b"x")
        then = (tmp_path / name).stat().st_mtime - age
        os.utime(tmp_path / name, (then, then))
    pack(cast, tmp_path / "a.rasoat")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.rasoat", "new.rasoat.part", "other.part"]


def test_lines_out_of_order_are_a_bug_of_ours(cast: Cast, tmp_path: Path) -> None:
    one, other, *_ = some_lines(3)
    for lines in ((other, one), (one, other, one)):
        with pytest.raises(ValueError, match="order"):
            pack(cast, tmp_path / "a.rasoat", lines)
    assert list(tmp_path.iterdir()) == []


def test_a_record_that_nobody_would_read_is_not_packed(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(RasoatError) as caught:
        pack(cast, tmp_path / "a.rasoat", [encode(form(1, remarks="x" * LONGEST_LINE))])
    assert caught.value.code == "record_too_long"


def test_a_certificate_of_another_device_is_not_packed(cast: Cast, stranger: Cast, tmp_path: Path) -> None:
    with pytest.raises(RasoatError) as caught:
        pack(cast, tmp_path / "a.rasoat", certificate=stranger.certificate)
    assert caught.value.code == "bundle_bad_certificate"


def test_only_the_owner_may_read_it(cast: Cast, tmp_path: Path) -> None:
    pack(cast, tmp_path / "a.rasoat")
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "a.rasoat").stat().st_mode) == durable.PRIVATE


@pytest.mark.parametrize("where", ["missing/a.rasoat", "file/a.rasoat", "folder"])
def test_where_nothing_can_be_written(cast: Cast, tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(RasoatError, match="cannot be written") as caught:
        pack(cast, tmp_path / where)
    assert caught.value.code == "file_not_written"
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["file", "folder"]


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    def write_until_full() -> None:
        with durable.being_written(tmp_path / "a") as file:
            file.write(b"x")
            raise OSError(errno.ENOSPC, "no space left")

    with pytest.raises(RasoatError) as caught:
        write_until_full()
    assert caught.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_many_forms_stay_in_order(cast: Cast, tmp_path: Path) -> None:
    lines = in_order([encode(replace(form(n), author="Vàng Thị Mỷ")) for n in range(5)])
    pack(cast, tmp_path / "a.rasoat", lines, program=PROGRAM)
    assert tuple(read(cast, tmp_path / "a.rasoat")) == lines


@pytest.mark.parametrize(
    "name",
    [
        "con.rasoat",
        "NUL",
        "a:b.rasoat",
        "a?.rasoat",
        "lpt1.x.rasoat",
        "a.",
        " a",
        "x" * 121,
        'a"b',
        "a\nb",
        "a|b",
    ],
)
def test_names_that_windows_would_not_take(cast: Cast, tmp_path: Path, name: str) -> None:
    with pytest.raises(RasoatError) as caught:
        pack(cast, tmp_path / name)
    assert caught.value.code == "bad_file_name"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Bằng Lũng", "2026-10-05"), "Bằng Lũng 2026-10-05.rasoat"),
        (("../../etc/passwd",), "etc passwd.rasoat"),
        (("CON",), "_CON.rasoat"),
        (("com1.x",), "_com1.x.rasoat"),
        (("", "...", " "), "_.rasoat"),
        (('a<b>:"c', "d\x00\n"), "a b c d.rasoat"),
        (("Ba\u0302n",), "Bân.rasoat"),
        (("x" * 500,), "x" * 113 + ".rasoat"),
    ],
)
def test_a_file_name_made_of_any_words(parts: tuple[str, ...], name: str) -> None:
    assert names.file_name(*parts) == name
    names.check(Path(name))
