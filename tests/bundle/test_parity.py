"""The parity trailer: readers pass over it, and a damaged file is what it was again."""

from pathlib import Path
from random import Random

import pytest
import reedsolo

from desktop.bundle import opening, parity, parity_code, repair
from desktop.bundle.repair import differing, repaired, salvaged
from desktop.errors import RasoatError
from tests.bundle.damage import bursts, sectors
from tests.bundle.makers import Cast, pack, read, refusal, some_lines

SIZES = (1, 511, 512, 513, 60_000, 229_376, 229_377, 700_001)
LINES = 4000
LOST = 0.05  # of the whole file, trailer and all


def whole(random: Random, size: int) -> bytes:
    content = random.randbytes(size)
    return content + parity.trailer(content)


def seeded(*seed: object) -> Random:
    return Random(str(seed))  # noqa: S311 - the same damage in every run


def grid_in(content: bytes) -> parity.Grid:
    grid = parity.find(content)
    assert grid
    return grid


def refused(damaged: bytes) -> str:
    grid = parity.find(damaged)
    if grid is None:
        return "no_repair_data"
    with pytest.raises(RasoatError) as error:
        repaired(damaged, grid)
    return error.value.code


def test_a_reader_passes_over_the_trailer(cast: Cast, tmp_path: Path) -> None:
    packed = pack(cast, tmp_path / "a.rasoat", some_lines(40), parity=True)
    assert read(cast, tmp_path / "a.rasoat") == list(some_lines(40))
    assert opening.verify(tmp_path / "a.rasoat").id == packed.id
    assert packed.size == (tmp_path / "a.rasoat").stat().st_size


def test_without_being_asked_for_there_is_none(cast: Cast, tmp_path: Path) -> None:
    pack(cast, tmp_path / "a.rasoat")
    assert parity.find((tmp_path / "a.rasoat").read_bytes()) is None


@pytest.mark.parametrize("size", SIZES)
def test_the_same_bytes_have_the_same_trailer_of_about_15_percent(size: int) -> None:
    content = seeded(size).randbytes(size)
    trailer = parity.trailer(content)
    assert trailer == parity.trailer(content)
    grid = grid_in(content + trailer)
    assert grid == parity.grid_of(content)
    assert grid.places()[-1].parity == size + len(trailer)
    assert len(trailer) < max(size * 0.16, 16 * 1024)


def test_every_column_is_a_codeword_of_the_library() -> None:
    random = seeded("columns")
    rows = [random.randbytes(8) for _ in range(100)]
    below = parity_code.parity_rows(rows, 20)
    codec = reedsolo.RSCodec(20)
    for column in zip(*rows, *below, strict=True):
        damaged = bytearray(column)
        for place in random.sample(range(120), 10):
            damaged[place] ^= 0x55
        assert bytes(codec.decode(damaged)[1]) == bytes(column)


@pytest.mark.parametrize("lost", range(1, 9))
def test_as_many_rows_as_there_is_parity_come_back(lost: int) -> None:
    random = seeded(lost)
    rows = [random.randbytes(16) for _ in range(30)]
    every: list[bytes | None] = [*rows, *parity_code.parity_rows(rows, 8)]
    for place in random.sample(range(38), lost):
        every[place] = None
    found = parity_code.lost_rows(every[:30], every[30:])
    assert found == {place: rows[place] for place in range(30) if every[place] is None}


def test_one_row_more_than_there_is_parity_does_not() -> None:
    rows: list[bytes | None] = [None, None, None, b"d"]
    assert parity_code.lost_rows(rows, [b"x", b"y", None]) is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", range(8))
def test_bursts_of_a_twentieth_are_repaired(size: int, seed: int) -> None:
    random = seeded(size, seed)
    file = whole(random, size)
    damaged = bursts(random, file, LOST)
    assert repaired(damaged, grid_in(damaged)) == file[:size]


@pytest.mark.parametrize("seed", range(8))
def test_single_sectors_all_over_are_repaired(seed: int) -> None:
    random = seeded("sectors", seed)
    file = whole(random, 700_001)
    damaged = sectors(random, file, LOST)
    assert repaired(damaged, grid_in(damaged)) == file[:700_001]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_more_than_there_is_parity_is_refused_and_never_guessed(share: float) -> None:
    random = seeded(share)
    file = whole(random, 300_000)
    assert refused(bursts(random, file, share, most=1)) in {"too_damaged", "no_repair_data"}


def test_a_file_cut_off_in_its_trailer_is_repaired() -> None:
    file = whole(seeded("cut"), 300_000)
    cut = file[: 300_000 + len(file[300_000:]) // 3]
    assert repaired(cut, grid_in(cut)) == file[:300_000]
    assert list(differing(cut, file))[-1][1] == len(file)


def test_any_two_descriptions_may_be_lost_with_their_checksums() -> None:
    file = whole(seeded("copies"), 300_000)
    grid = grid_in(file)
    begins = [place.checksums - len(parity.describe(grid)) for place in grid.places()]
    for kept in begins:
        damaged = bytearray(file)
        for place, begin in zip(grid.places(), begins, strict=True):
            if begin != kept:
                damaged[begin : place.parity] = bytes(place.parity - begin)
        damaged[1000:9000] = bytes(8000)
        assert repaired(bytes(damaged), grid_in(bytes(damaged))) == file[:300_000]


def test_a_description_that_asks_for_too_much_is_passed_over() -> None:
    grid = parity.grid_of(b"x" * 1000)
    changed = {"length": 10**9}, {"cell": 1}, {"parity": 254}, {"rows": 1}, {"width": 0}
    for change in changed:
        fields = {name: getattr(grid, name) for name in grid.__slots__}
        assert parity.find(parity.describe(parity.Grid(**{**fields, **change}))) is None


# ------------------------------------------------------------------------------ whole bundles


@pytest.fixture
def file(cast: Cast, tmp_path: Path) -> Path:
    pack(cast, tmp_path / "a.rasoat", some_lines(LINES), parity=True)
    return tmp_path / "a.rasoat"


def test_a_damaged_bundle_is_refused_then_repaired_and_verified(cast: Cast, file: Path) -> None:
    content = file.read_bytes()
    damaged = bytearray(content)
    damaged[:600] = bytes(600)
    damaged[20_000:22_000] = seeded("b").randbytes(2_000)
    file.write_bytes(damaged)
    assert refusal(cast, file) == "not_a_bundle"
    done = repair.repair(file, file.with_name("b.rasoat"))
    assert file.with_name("b.rasoat").read_bytes() == content
    assert done.spans == ((0, 1024), (19_968, 22_016))
    assert done.damaged == 3072
    assert done.verified.id == opening.verify(file.with_name("b.rasoat")).id
    assert read(cast, file.with_name("b.rasoat")) == list(some_lines(LINES))


def test_a_whole_bundle_is_copied_and_nothing_was_damaged(file: Path) -> None:
    done = repair.repair(file, file.with_name("b.rasoat"))
    assert done.spans == ()
    assert file.with_name("b.rasoat").read_bytes() == file.read_bytes()


def test_a_bundle_without_parity_cannot_be_repaired(cast: Cast, tmp_path: Path) -> None:
    pack(cast, tmp_path / "a.rasoat")
    with pytest.raises(RasoatError, match="no data to repair it from"):
        repair.repair(tmp_path / "a.rasoat", tmp_path / "b.rasoat")
    assert not (tmp_path / "b.rasoat").exists()


def test_repair_does_not_make_a_forgery_sound(file: Path) -> None:
    """Whoever changes a bundle can write parity for it; the signature then still refuses it."""
    content = bytearray(file.read_bytes()[: grid_in(file.read_bytes()).length])
    content[-1] ^= 1
    file.write_bytes(content + parity.trailer(bytes(content)))
    with pytest.raises(RasoatError, match="changed or damaged"):
        repair.repair(file, file.with_name("b.rasoat"))
    assert not file.with_name("b.rasoat").exists()


class BadDisk:
    """A stick that does not give some of its sectors."""

    def __init__(self, content: bytes, bad: range) -> None:
        self._content, self._bad, self._at = content, bad, 0

    def seek(self, place: int, /) -> int:
        self._at = place
        return place

    def read(self, size: int, /) -> bytes:
        end = min(self._at + size, len(self._content))
        if self._at < self._bad.stop and end > self._bad.start:
            raise OSError(5, "Input/output error")
        self._at = end
        return self._content[end - size : end] if size <= end else self._content[:end]


def test_what_a_disk_does_not_give_is_zeros_and_the_rest_is_kept() -> None:
    content = seeded("disk").randbytes(300_000)
    found = salvaged(BadDisk(content, range(70_000, 71_000)), len(content))
    assert len(found) == len(content)
    assert found[69_632:71_168] == bytes(1536)
    assert found[:69_632] + found[71_168:] == content[:69_632] + content[71_168:]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RasoatError, match="no file"):
        repair.repair(tmp_path / "a.rasoat", tmp_path / "b.rasoat")
