"""The log of those who could only read: nothing that leaves the workspace goes unseen."""

import os
from pathlib import Path

import pytest

from desktop.actions import audit, workspace
from desktop.actions.context import Workspace
from tests import worlds


def whats(ws: Workspace) -> list[str]:
    """What was done, in its order; the log is whole."""
    (own, *_) = audit.logs(ws)
    assert own.broken is None
    return [entry.what for entry in own.entries]


def test_what_is_written_out_beside_an_open_window_is_logged(tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    window = worlds.make(folder)
    worlds.run("import", folder, worlds.write_lines(tmp_path / "l.ndjson", worlds.household("0001")))
    before = whats(window)
    assert worlds.run("export", folder, "--to", tmp_path / "all.ndjson") == 0
    assert worlds.run("away", folder, "--to", tmp_path / "visits.xlsx") == 0
    assert worlds.run("paper", folder, "review-list", "--to", tmp_path / "list.pdf") == 0
    assert whats(window) == [*before, "export", "list_for_visits", "print"]
    audit.note(window, audit.AGAIN)
    assert list(folder.glob("waiting-*")) == []
    assert whats(window) == [*before, "export", "list_for_visits", "print", "began_anew"]
    workspace.close(window)


def test_what_waits_is_taken_up_at_the_next_opening(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ws"
    workspace.close(worlds.make(folder))
    worlds.run("import", folder, worlds.write_lines(tmp_path / "l.ndjson", worlds.household("0001")))
    assert worlds.run("paper", folder, "review-list", "--to", tmp_path / "list.pdf") == 0
    (folder / "waiting-000009.json").write_text("no entry", "utf-8")
    assert worlds.run("audit", folder) == 0
    said = capsys.readouterr().out
    assert "print review-list pages 1" in said
    assert "Nông Văn Thử" not in said
    ws = workspace.open_workspace(folder, None, clock=worlds.still_clock, new_uid=worlds.uids("w"))
    assert whats(ws)[-1] == "print"
    assert [file.name for file in folder.glob("waiting-*")] == ["waiting-000009.json"]
    workspace.close(ws)


def test_where_nothing_can_be_noted_no_list_is_written_out(tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    workspace.close(worlds.make(folder))
    worlds.run("import", folder, worlds.write_lines(tmp_path / "l.ndjson", worlds.household("0001")))
    (folder / f"waiting-000001-{os.getpid()}.json.part").mkdir()
    assert worlds.run("away", folder, "--to", tmp_path / "visits.xlsx") == 2
    assert not (tmp_path / "visits.xlsx").exists()
