"""A bundle cut for the mail: the pieces come together again in any order, or it is said what is wrong."""

from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest

from desktop.bundle import pieces
from desktop.bundle.pieces import LONGEST_HEAD, join, split
from desktop.errors import Cancelled, RasoatError
from desktop.records.revision import encode
from tests.bundle.makers import Cast, form, in_order, pack, read, refusal

SIZE = 7_000


def sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()


LINES = in_order([encode(form(n, remarks=sha(str(n)))) for n in range(400)])


@pytest.fixture
def file(cast: Cast, tmp_path: Path) -> Path:
    pack(cast, tmp_path / "Ba Bể.rasoat", LINES)
    return tmp_path / "Ba Bể.rasoat"


@pytest.fixture
def parts(file: Path) -> tuple[Path, ...]:
    return split(file, file.parent, SIZE)


def why(paths: list[Path]) -> RasoatError:
    to = paths[0].with_name("joined.rasoat")
    with pytest.raises(RasoatError) as error:
        join(paths, to)
    assert not to.exists()
    return error.value


def test_the_pieces_are_named_and_none_is_larger(file: Path, parts: tuple[Path, ...]) -> None:
    assert [part.name for part in parts] == [f"Ba Bể.{n}of3.rasoat-part" for n in (1, 2, 3)]
    assert all(part.stat().st_size <= SIZE for part in parts)
    assert sum(part.stat().st_size for part in parts) < file.stat().st_size + 3 * LONGEST_HEAD


def test_any_order_and_one_of_them_twice(cast: Cast, file: Path, parts: tuple[Path, ...]) -> None:
    for number, order in enumerate(permutations(parts)):
        to = file.with_name(f"{number}.rasoat")
        made = join([*order, order[0]], to)
        assert to.read_bytes() == file.read_bytes()
        assert (made.pieces, made.size) == (3, file.stat().st_size)
    assert read(cast, to) == list(LINES)


def test_the_names_of_the_files_do_not_matter(file: Path, parts: tuple[Path, ...]) -> None:
    renamed = [part.rename(part.with_name(f"tải về ({n})")) for n, part in enumerate(reversed(parts))]
    join(renamed, file.with_name("joined.rasoat"))


def test_one_piece_is_enough_for_a_small_bundle(file: Path) -> None:
    (only,) = split(file, file.parent, 10**7)
    assert only.name == "Ba Bể.1of1.rasoat-part"
    join([only], file.with_name("joined.rasoat"))


def test_the_parity_trailer_travels_along(cast: Cast, tmp_path: Path) -> None:
    pack(cast, tmp_path / "a.rasoat", LINES, parity=True)
    join(split(tmp_path / "a.rasoat", tmp_path, SIZE), tmp_path / "b.rasoat")
    assert (tmp_path / "b.rasoat").read_bytes() == (tmp_path / "a.rasoat").read_bytes()


def test_ten_pieces_and_more_have_numbers_of_one_length(file: Path) -> None:
    assert split(file, file.parent, 2_200)[0].name.startswith("Ba Bể.01of1")


def test_what_is_missing_is_said(parts: tuple[Path, ...]) -> None:
    error = why([parts[1]])
    assert error.code == "missing_pieces"
    assert "Pieces are missing: 1, 3 of 3." in str(error)


def test_a_piece_of_another_bundle_is_named(cast: Cast, parts: tuple[Path, ...], tmp_path: Path) -> None:
    pack(cast, tmp_path / "Khác.rasoat", LINES)
    other = split(tmp_path / "Khác.rasoat", tmp_path, SIZE)
    error = why([other[0], *parts])
    assert error.code == "foreign_piece"
    assert "Khác.1of3.rasoat-part" in str(error)


def test_pieces_of_another_cut_are_foreign(file: Path, parts: tuple[Path, ...]) -> None:
    assert why([*parts, *split(file, file.parent, 2 * SIZE)[:1]]).code == "foreign_piece"


@pytest.mark.parametrize("at", [-1, LONGEST_HEAD, 100])
def test_a_damaged_piece_is_named(parts: tuple[Path, ...], at: int) -> None:
    content = bytearray(parts[1].read_bytes())
    content[at] ^= 1
    parts[1].write_bytes(content)
    error = why(list(parts))
    assert error.code in {"damaged_piece", "foreign_piece", "missing_pieces"}
    assert at == 100 or error.code == "damaged_piece"


@pytest.mark.parametrize("end", [-1, 100, 20])
def test_a_piece_cut_short_is_named(parts: tuple[Path, ...], end: int) -> None:
    parts[2].write_bytes(parts[2].read_bytes()[:end])
    assert why(list(parts)).code == "damaged_piece"


def test_a_piece_with_something_behind_is_damaged(parts: tuple[Path, ...]) -> None:
    parts[2].write_bytes(parts[2].read_bytes() + b"x")
    assert why(list(parts)).code == "damaged_piece"


def test_another_file_is_no_piece(file: Path, parts: tuple[Path, ...]) -> None:
    assert why([*parts, file]).code == "not_a_piece"


def test_pieces_that_fit_each_other_but_make_no_bundle_are_refused(parts: tuple[Path, ...]) -> None:
    """Nothing in a piece is signed: what they make is."""
    forged = pieces.read_piece(parts[0])
    wrong = pieces.Piece(5, 1, 1, sha("hello"), 5, 0, forged.whole)
    pieces._write(parts[0], wrong, b"hello")
    assert why([parts[0]]).code == "bundle_altered"
    pieces._write(parts[0], pieces.Piece(5, 1, 1, sha("hello"), 5, 0, sha("hello")), b"hello")
    assert why([parts[0]]).code == "not_a_bundle"


def test_a_piece_alone_is_not_received(cast: Cast, parts: tuple[Path, ...]) -> None:
    assert refusal(cast, parts[0]) == "bundle_piece"


@pytest.mark.parametrize("size", [0, 500, 2047])
def test_pieces_too_small_to_hold_anything(file: Path, size: int) -> None:
    with pytest.raises(RasoatError, match="too small"):
        split(file, file.parent, size)


def test_only_a_sound_bundle_is_cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(RasoatError, match="not whole"):
        split(file, file.parent, SIZE)
    assert list(file.parent.glob("*-part")) == []


def test_stopping_leaves_nothing_half_done(file: Path, parts: tuple[Path, ...]) -> None:
    def stop(done: int, total: int) -> None:
        assert total == 3
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        join(parts, file.with_name("joined.rasoat"), progress=stop)
    assert not file.with_name("joined.rasoat").exists()
