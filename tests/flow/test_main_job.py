"""The main job on the command line: office, laptops, edits on both, clash, decision, official table."""

import json
from pathlib import Path

import pytest

from tests.worlds import COMMUNE, DATE, EDITION, YEAR, household, run, write_lines

pytestmark = pytest.mark.slow


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return write_lines(
        tmp_path / "practice.ndjson", *(household(f"{n:04}", uid=f"h{n}") for n in range(1, 6))
    )


def _new(ws: Path, *more: object) -> None:
    words = ["--edition", EDITION, "--year", YEAR, "--date", DATE, "--unit", COMMUNE, "--no-passphrase"]
    assert run("new", ws, *words, *more) == 0


def _out(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_from_two_laptops_to_the_official_table(
    tmp_path: Path, lines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office, keys = tmp_path / "office", tmp_path / "keys"
    one, two = tmp_path / "one", tmp_path / "two"
    assert run("office", "new", keys, "--name", "Xã Ba Bể", "--no-passphrase") == 0
    _new(office, "--office", keys, "--person", "Cán bộ xã")
    for laptop in (one, two):
        _new(laptop, "--person", laptop.name)
        asked, certificate = laptop.with_suffix(".request"), laptop.with_suffix(".cert")
        assert run("office", "request", laptop, "--to", asked) == 0
        assert run("office", "enrol", keys, asked, "--communes", COMMUNE, "--to", certificate) == 0
        assert run("office", "accept", laptop, certificate) == 0

    assert run("import", office, lines) == 0
    for laptop in (one, two):
        handed = laptop.with_suffix(".rasoat")
        assert run("pack", office, "--to", handed, "--for", laptop.with_suffix(".cert")) == 0
        assert run("receive", laptop, handed) == 0

    assert run("enter", one, "h1", "b1_points=150", "address=Nà Mơ", "--by", "Lan") == 0
    assert run("enter", two, "h1", "b1_points=130", "remarks=Nhà mới sửa", "--by", "Minh") == 0
    assert run("enter", two, "new", "members/+1/name=Lý Thị Mới", "household_code=0099") == 0
    for laptop in (one, two):
        assert run("pack", laptop, "--to", laptop.with_suffix(".up.rasoat")) == 0
    _out(capsys)
    assert run("receive", office, one.with_suffix(".up.rasoat"), two.with_suffix(".up.rasoat"), "--json") == 0
    received = json.loads(_out(capsys))
    assert [file["status"] for file in received["files"]] == ["accepted", "accepted"]
    assert len(received["clashes"]) == 1

    assert run("clashes", office, "--json") == 0
    (clash,) = json.loads(_out(capsys))
    assert clash["household"] == "h1"
    assert clash["path"] == "income_basis"  # the group of the income side
    assert {value["class"] for value in clash["values"]} == {"poor", "medium"}
    wanted = next(value["n"] for value in clash["values"] if value["value"]["b1_points"] == 130)
    assert run("settle", office, clash["id"], "--take", wanted, "--why", "Đã hỏi lại gia đình") == 0
    assert _out(capsys) == "1 decided, 0 left\n"
    assert run("clashes", office, "--json") == 0
    assert json.loads(_out(capsys)) == []

    assert run("export", office, "--to", tmp_path / "all.ndjson") == 0
    exported = {
        h["uid"]: h for h in map(json.loads, (tmp_path / "all.ndjson").read_text("utf-8").splitlines())
    }
    merged = exported["h1"]
    assert (merged["b1_points"], merged["address"], merged["remarks"]) == (130, "Nà Mơ", "Nhà mới sửa")
    assert merged["result"]["class"] == "poor"

    assert run("report", office, "--out", tmp_path / "tables", "--format", "json,xlsx") == 0
    table = json.loads((tmp_path / "tables" / "R1.json").read_text("utf-8"))
    total = table["rows"][0]
    assert (total["unit"], total["values"]["1"], total["values"]["3"]) == (COMMUNE, 6, 5)
    assert total["values"]["4"] == "83.33"
    assert table["provisional"]["unknown_class"] == 1


def test_any_order_of_files_gives_the_same_state(
    tmp_path: Path, lines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = tmp_path / "keys"
    run("office", "new", keys, "--no-passphrase")
    offices = [tmp_path / "first", tmp_path / "second"]
    for office in offices:
        _new(office, "--office", keys)
        assert run("import", office, lines) == 0  # the same file gives the same revisions
    bundles = []
    for n in range(3):
        laptop = tmp_path / f"laptop{n}"
        _new(laptop)
        run("office", "request", laptop, "--to", laptop.with_suffix(".request"))
        run("office", "enrol", keys, laptop.with_suffix(".request"), "--to", laptop.with_suffix(".cert"))
        run("office", "accept", laptop, laptop.with_suffix(".cert"))
        assert run("import", laptop, lines) == 0
        assert run("enter", laptop, "h2", f"address=Nhà số {n}", f"household_code=000{n}") == 0
        assert run("pack", laptop, "--to", laptop.with_suffix(".rasoat")) == 0
        bundles.append(laptop.with_suffix(".rasoat"))
    assert run("receive", offices[0], *bundles) == 0
    for bundle in (bundles[2], bundles[0], bundles[2], bundles[1]):
        assert run("receive", offices[1], bundle) == 0
    _out(capsys)
    digests = []
    for office in offices:
        assert run("digest", office) == 0
        digests.append(_out(capsys))
    assert digests[0] == digests[1]
    assert run("clashes", offices[0], "--json") == 0
    assert len(json.loads(_out(capsys))) == 2
