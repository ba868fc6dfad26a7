"""Bad input on the command line: one plain sentence, what to do, exit status 2, nothing half done."""

import json
from pathlib import Path

import pytest

from desktop.actions import pack, workspace
from tests.worlds import COMMUNE, DATE, EDITION, YEAR, household, make, run, world, write_lines
from tests.worlds import close as close_world

pytestmark = pytest.mark.slow
NEW = ["--edition", EDITION, "--year", YEAR, "--date", DATE, "--unit", COMMUNE]


def _sentence(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return said.err.strip()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["new", "W", *NEW[:-1], "99999", "--no-passphrase"], "no unit 99999"),
        (["new", "W", "--edition", "vn-1900", *NEW[2:], "--no-passphrase"], "no edition “vn-1900”"),
        (["new", "W", *NEW[:5], "2026-02-30", *NEW[6:], "--no-passphrase"], "is not a day"),
        (["digest", "nowhere"], "workspace"),
        (["bundle", "verify", "nothing.rasoat"], "There is no file"),
    ],
)
def test_one_sentence_and_status_2(
    words: list[object], part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = [tmp_path / str(word) if word in ("W", "nowhere", "nothing.rasoat") else word for word in words]
    assert run(*named) == 2
    said = _sentence(capsys)
    assert part in said
    assert said.count("\n") == 0
    assert not (tmp_path / "W").exists()


def test_a_full_folder_is_not_made_a_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thu.txt").write_text("giữ nguyên", "utf-8")
    assert run("new", tmp_path, *NEW, "--no-passphrase") == 2
    assert "is not empty" in _sentence(capsys)
    assert [file.name for file in tmp_path.iterdir()] == ["thu.txt"]


def test_a_wrong_passphrase_opens_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASOAT_PASSPHRASE", "lúa nếp nương")
    assert run("new", tmp_path / "W", *NEW) == 0
    monkeypatch.setenv("RASOAT_PASSPHRASE", "lúa tẻ")
    assert run("digest", tmp_path / "W") == 2
    assert "passphrase" in _sentence(capsys)
    monkeypatch.setenv("RASOAT_PASSPHRASE", "lúa nếp nương")
    assert run("digest", tmp_path / "W") == 0


def test_bad_lines_of_an_import_are_named_and_the_others_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.close(make(tmp_path / "W"))
    file = write_lines(tmp_path / "some.ndjson", household("0001"), household("0002", latrine="golden"))
    with file.open("a", encoding="utf-8") as more:
        more.write("{not json\n")
        more.write(json.dumps(household("0003", unit="00001")) + "\n")
        more.write("[" * 100_000 + "\n")
    assert run("import", tmp_path / "W", file) == 1
    said = _sentence(capsys)
    assert [line.partition(": left out")[0].rpartition(" ")[2] for line in said.splitlines()] == [
        "2",
        "3",
        "4",
        "5",
    ]
    assert "golden" in said
    assert run("import", tmp_path / "W", file) == 1  # again: nothing is new
    assert "1 households read, 0 are new" in capsys.readouterr().out


def test_a_working_file_of_a_newer_program_and_a_broken_one_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ws = make(tmp_path / "W")
    workspace.close(ws)
    (file,) = (f for f in (tmp_path / "W").iterdir() if f.stat().st_size > 20_000)
    whole = file.read_bytes()
    file.write_bytes(b"\x00" * 4096 + whole[4096:])
    assert run("digest", tmp_path / "W") == 2
    assert _sentence(capsys)
    file.write_bytes(whole)
    assert run("digest", tmp_path / "W") == 0


def test_refused_bundles_say_why_and_change_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = world(tmp_path, laptops=2)
    good = tmp_path / "good.rasoat"
    pack.pack(made.laptops[0], good)
    handed = tmp_path / "handed.rasoat"
    pack.pack(made.office, handed, for_certificate=made.certificates[0])
    close_world(made)
    short, altered, words = tmp_path / "short.rasoat", tmp_path / "altered.rasoat", tmp_path / "words.rasoat"
    short.write_bytes(good.read_bytes()[:-10])
    content = bytearray(good.read_bytes())
    content[-20] ^= 1
    altered.write_bytes(bytes(content))
    words.write_text("Kính gửi Ban Chỉ đạo", "utf-8")
    before = _digest(tmp_path / "office", capsys)
    assert run("receive", tmp_path / "office", short, altered, words, "--json") == 1
    files = json.loads(capsys.readouterr().out)["files"]
    assert [file["code"] for file in files] == ["bundle_truncated", "bundle_altered", "not_a_bundle"]
    assert run("receive", tmp_path / "laptop2", handed, "--json") == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert file["code"] == "bundle_not_for_us"
    assert _digest(tmp_path / "office", capsys) == before
    assert run("receive", tmp_path / "office", good) == 0


def _digest(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run("digest", folder) == 0
    return capsys.readouterr().out
