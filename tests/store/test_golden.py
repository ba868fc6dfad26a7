"""Files of every released version open for ever: migrated, received into, and still the same data.

Where this fails, a change broke files that exist: write a step (`store/steps.py`), or read both ways. The
files come from `tests/data/golden/make.py`; they are made again only while their version is not released.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import __version__
from desktop.actions import backup, enter, overview, receive, report, workspace
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.bundle import opening
from desktop.records.model import form_key
from desktop.records.revision import encode, rev_id
from desktop.store import drafts, results, revisions, schema, states
from desktop.store import opening as files
from desktop.store.results import Filter
from tests.data.golden.make import BUNDLE, FACTS, FUTURE, HERE, HOUSEHOLDS, LATER, WORKSPACE
from tests.worlds import still_clock, uids

pytestmark = pytest.mark.slow
VERSIONS = sorted(folder.name for folder in HERE.iterdir() if (folder / FACTS).is_file())


@pytest.fixture(params=VERSIONS)
def golden(request: pytest.FixtureRequest) -> Path:
    return HERE / str(request.param)


@pytest.fixture
def ws(golden: Path, tmp_path: Path) -> Iterator[Workspace]:
    folder = shutil.copytree(golden / WORKSPACE, tmp_path / WORKSPACE)
    opened = workspace.open_workspace(folder, None, clock=still_clock, new_uid=uids("golden"))
    yield opened
    workspace.close(opened)


def facts(golden: Path) -> dict[str, str]:
    made: dict[str, str] = json.loads((golden / FACTS).read_text("utf-8"))
    return made


def test_this_version_has_its_own() -> None:
    assert __version__ in VERSIONS


def test_a_working_file_opens_is_migrated_and_holds_the_same(golden: Path, ws: Workspace) -> None:
    assert ws.store.rows("PRAGMA user_version") == [(schema.VERSION,)]
    assert digest(ws) == facts(golden)["opened"]
    assert ws.store.rows("PRAGMA integrity_check") == [("ok",)]
    assert results.count(ws.store, Filter()) == HOUSEHOLDS


def test_what_was_being_entered_is_there(ws: Workspace) -> None:
    key = form_key("h2", ws.round.key)
    assert drafts.open_keys(ws.store) == []
    assert enter.open_form(ws, key).form.answer("address") == "Đang nhập dở"
    assert [line.path for line in drafts.journal(ws.store, key)] == ["address"]


def test_bundles_are_verified_and_received(golden: Path, ws: Workspace) -> None:
    assert opening.verify(golden / BUNDLE).header.program == golden.name
    done = receive.receive(ws, [golden / BUNDLE])
    assert (done.counts.new, done.counts.clashing) == (1, 1)
    assert digest(ws) == facts(golden)[BUNDLE]
    assert [clash.path for clash in states.clashes(ws.store)] == ["remarks"]


def test_what_a_later_program_says_is_kept_and_passed_on(golden: Path, ws: Workspace) -> None:
    receive.receive(ws, [golden / BUNDLE, golden / FUTURE])
    assert digest(ws) == facts(golden)[FUTURE]
    key = form_key("f" * 32, ws.round.key)
    ((rev, form),) = revisions.record(ws.store, "form", key).items()
    assert (form.extra, form.version, form.body["later_question"]) == (LATER, 99, "x")
    assert rev_id(encode(form)) == rev
    lines = list(revisions.lines(ws.store))
    assert encode(form) in lines
    assert sum(b'"kind":"visit"' in line for line in lines) == 1


def test_everything_else_works_on_it(golden: Path, ws: Workspace, tmp_path: Path) -> None:
    receive.receive(ws, [golden / BUNDLE])
    made = backup.back_up(ws, tmp_path / "copy")
    assert (made / files.FILE).is_file()
    assert len(report.tables(ws, report.available(ws))) == len(report.available(ws))
    assert overview.overview(ws, "vi").counts.households == HOUSEHOLDS  # one is new, one was deleted
