"""Changed bundles are never accepted, and nothing inside a bundle makes the reader stumble (claims B1, B2).

The negative control is a reader without the signature check: were it to refuse everything too, the harness
would be blind.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from desktop.bundle import envelope, frame, inside
from desktop.bundle.durable import no_progress
from desktop.errors import RasoatError
from desktop.records.revision import encode, parse_line
from tests.bundle.garbage import payload
from tests.bundle.makers import COMMUNE, PROGRAM, TODAY, Cast, forge, make_cast, pack, read, some_lines
from tests.bundle.mutants import Stock, mutants, stock

SHARES = range(4)  # for workers that share the load
CHANGED, GARBAGE = 5_000, 500  # a share: 20,000 and 2,000 in every run
CHANGED_LONG, GARBAGE_LONG = 1_250_000, 125_000  # before a release: 5,000,000 and 500,000
CONTROL = 1_000


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Cast:
    return make_cast(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def material(cast: Cast, tmp_path_factory: pytest.TempPathFactory) -> Stock:
    folder = tmp_path_factory.mktemp("sound")
    for count in range(4):
        pack(cast, folder / f"{count}.rasoat", some_lines(count))
    wider = cast.enrol(cast.device, communes=[COMMUNE, "01837"], roles=["office"], until="2027-12-31")
    pack(cast, folder / "wider.rasoat", certificate=wider)
    return stock(cast, [file.read_bytes() for file in sorted(folder.iterdir())])


def judged(cast: Cast, path: Path, files: Iterator[bytes]) -> Iterator[str]:
    """What the product says of each file: the code of its refusal, or "accepted"."""
    for content in files:
        path.write_bytes(content)
        try:
            read(cast, path)
        except RasoatError as error:
            yield error.code
        else:
            yield "accepted"


def refuse_all_changed(cast: Cast, material: Stock, path: Path, seed: str, count: int) -> None:
    """B1. Whatever is no `RasoatError` ends the test by itself."""
    codes: Counter[str] = Counter()
    random = Random(seed)  # noqa: S311 - the same files in every run
    for _ in range(0, count, CONTROL):
        codes.update(judged(cast, path, (content for _, content in mutants(random, material, CONTROL))))
    assert codes.total() == count
    assert codes["accepted"] == 0
    for common in ("bundle_bad_signature", "bundle_altered", "bundle_truncated", "bundle_altered_header"):
        assert codes[common] > 0


def survive_garbage(cast: Cast, path: Path, seed: str, count: int) -> None:
    """B2. The payload is signed and encrypted properly; what comes out is a revision, byte for byte."""
    random = Random(seed)  # noqa: S311 - the same files in every run
    codes: Counter[str] = Counter()
    came_out = 0
    for _ in range(count):
        plain = payload(random)
        if not plain:
            continue
        path.write_bytes(forge(cast, plain))
        try:
            lines = read(cast, path)
        except RasoatError as error:
            codes[error.code] += 1
            continue
        assert all(encode(parse_line(line)) == line for line in lines)
        codes["accepted"] += 1
        came_out += len(lines)
    assert codes.keys() == {"accepted", "bundle_bad_line", "bundle_bad_manifest"}
    assert came_out > count // 20  # otherwise only the first check was ever reached


@pytest.mark.slow
@pytest.mark.parametrize("share", SHARES)
def test_no_changed_bundle_is_accepted(cast: Cast, material: Stock, tmp_path: Path, share: int) -> None:
    refuse_all_changed(cast, material, tmp_path / "a.rasoat", f"B1 {share}", CHANGED)


@pytest.mark.slow
@pytest.mark.parametrize("share", SHARES)
def test_signed_garbage_does_no_harm(cast: Cast, tmp_path: Path, share: int) -> None:
    survive_garbage(cast, tmp_path / "a.rasoat", f"B2 {share}", GARBAGE)


@pytest.mark.release
@pytest.mark.parametrize("share", SHARES)
def test_no_changed_bundle_of_millions(cast: Cast, material: Stock, tmp_path: Path, share: int) -> None:
    refuse_all_changed(cast, material, tmp_path / "a.rasoat", f"B1 long {share}", CHANGED_LONG)


@pytest.mark.release
@pytest.mark.parametrize("share", SHARES)
def test_signed_garbage_by_the_hundred_thousand(cast: Cast, tmp_path: Path, share: int) -> None:
    survive_garbage(cast, tmp_path / "a.rasoat", f"B2 long {share}", GARBAGE_LONG)


def read_blindly(cast: Cast, path: Path) -> list[bytes]:
    """Every check of the product but the signature's, made of the product's own parts."""
    with path.open("rb") as file:
        found = frame.read_frame(file, PROGRAM)
        cast.trust.vouch(found.header, TODAY)
        frame.check_rest(file, found, no_progress)
        packed = envelope.decrypt(frame.Rest(file, found), [cast.daily])
    lines = inside.unpacked(packed, found.header.plain, no_progress)
    return [line for _, _, line in inside.revisions(lines, inside.read_manifest(lines))]


def test_a_reader_without_the_signature_is_fooled(cast: Cast, material: Stock, tmp_path: Path) -> None:
    """The negative control, on files that the product refuses."""
    path = tmp_path / "a.rasoat"
    fooled: Counter[str] = Counter()
    files = mutants(Random("control"), material, CONTROL)  # noqa: S311 - the same files in every run
    for name, content in files:
        path.write_bytes(content)
        try:
            read_blindly(cast, path)
        except RasoatError:
            continue
        fooled[name] += 1
    assert {"replace_inside", "edit_signature", "flip_in_head", "mix_lines"} <= fooled.keys()
    assert set(judged(cast, path, (content for _, content in files))) & {"accepted"} == set()
