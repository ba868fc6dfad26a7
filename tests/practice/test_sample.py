"""rasoat sample: one household a line, the same bytes for the same wishes, plain refusals."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from desktop.records.outside import form_of
from tests.practice.plans import edition
from tests.worlds import run

WISHES = ("--unit", "01858", "--units", "2020", "--seed", "5", "--edition", "vn-2022")


def _sample(to: Path, *more: object) -> list[dict[str, Any]]:
    assert run("sample", *WISHES, "--households", "12", "--out", to, *more) == 0
    return [json.loads(line) for line in to.read_text("utf-8").splitlines()]


def test_lines_are_read_as_any_other_file(tmp_path: Path) -> None:
    for line in _sample(tmp_path / "a.ndjson"):
        form = form_of(edition(), line)
        assert form.members
        assert len(str(line["uid"])) == 32


def test_the_same_bytes_on_every_machine_and_python(tmp_path: Path) -> None:
    _sample(tmp_path / "a.ndjson")
    _sample(tmp_path / "b.ndjson")
    first = (tmp_path / "a.ndjson").read_bytes()
    assert first == (tmp_path / "b.ndjson").read_bytes()
    assert sha256(first).hexdigest()[:16] == "d3785219b99c45d0"


def test_another_date_moves_the_births(tmp_path: Path) -> None:
    lines = _sample(tmp_path / "a.ndjson", "--date", "2022-10-01")
    members: list[dict[str, str]] = [member for line in lines for member in line["members"]]
    days = [one[key] for one in members for key in ("birth_date", "id_issued") if key in one]
    assert "2021" < max(days) < "2022-10-01"
    assert {line.get("exit_year", 2023) for line in lines} <= {2023, 2024}


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        (("--unit", "99999"), "no unit 99999"),
        (("--edition", "vn-1999"), "no edition"),
        (("--date", "2026-02-30"), "not a day"),
        (("--poor", "9", "--near-poor", "9"), "cannot hold"),
        (("--poor", "-1"), "cannot hold"),
        (("--households", "-4"), "cannot hold"),
    ],
)
def test_refusals_leave_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wishes: tuple[str, ...], said: str
) -> None:
    to = tmp_path / "a.ndjson"
    assert run("sample", *WISHES, "--households", "12", "--out", to, *wishes) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
