"""rasoat bundle: cut for the mail and joined, damaged and repaired, as it is typed."""

from pathlib import Path
from random import Random

import pytest

from desktop.actions.import_ import import_households
from desktop.cli.bundle import size
from tests.bundle.damage import bursts
from tests.worlds import close, household, run, world, write_lines

pytestmark = pytest.mark.slow


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A bundle of a laptop with repair data; its office is beside it."""
    made = world(tmp_path, laptops=1)
    lines = write_lines(tmp_path / "list.ndjson", *(household(f"{n:04}") for n in range(100)))
    import_households(made.laptops[0], lines)
    close(made)
    assert run("pack", tmp_path / "laptop1", "--to", tmp_path / "Ba Bể.rasoat", "--parity") == 0
    return tmp_path / "Ba Bể.rasoat"


def test_cut_joined_damaged_repaired_and_received(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = packed.read_bytes()
    joined, repaired = packed.with_name("joined.rasoat"), packed.with_name("repaired.rasoat")
    capsys.readouterr()
    assert run("bundle", "split", packed, "--size", "8kB") == 0
    pieces = capsys.readouterr().out.splitlines()
    assert run("bundle", "join", *reversed(pieces), "--to", joined) == 0
    assert f"whole again from {len(pieces)} pieces" in capsys.readouterr().out
    joined.write_bytes(bursts(Random("x"), content, 0.04))  # noqa: S311 - the same damage in every run
    assert run("receive", packed.with_name("office"), joined) == 1
    capsys.readouterr()
    assert run("bundle", "repair", joined, "--to", repaired) == 0
    said = capsys.readouterr().out
    assert "were damaged" in said
    assert "repaired" in said
    assert repaired.read_bytes() == content
    assert run("receive", packed.with_name("office"), repaired) == 0
    assert "100 new" in capsys.readouterr().out


def test_nothing_to_repair_is_said(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("bundle", "repair", packed, "--to", packed.with_name("b.rasoat")) == 0
    assert "nothing was damaged; whole" in capsys.readouterr().out


def test_a_missing_piece_is_one_sentence(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("bundle", "split", packed, "--size", "8kB", "--to", packed.parent / "keys") == 0
    first, *_, last = sorted((packed.parent / "keys").glob("*.rasoat-part"))
    capsys.readouterr()
    assert run("bundle", "join", first, last, "--to", packed.with_name("b.rasoat")) == 2
    said = capsys.readouterr().err
    assert "Pieces are missing: 2" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "wanted"), [("10MB", 10_000_000), ("500 kB", 500_000), ("7000", 7000), ("7mb", 7_000_000)]
)
def test_sizes_as_mail_counts_them(text: str, wanted: int) -> None:
    assert size(text) == wanted


@pytest.mark.parametrize("text", ["", "MB", "1.5MB", "-1", "10GiB", "10MBs"])
def test_what_is_no_size(text: str, packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("bundle", "split", packed, f"--size={text}")
    assert "no size" in capsys.readouterr().err
