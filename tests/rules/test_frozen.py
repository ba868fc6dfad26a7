"""Released editions are frozen: a correction is a new version with a reason, never another content."""

import tomllib

import pytest

from desktop.actions.editions import available, load_edition
from tests.rules.sources import ROOT

FROZEN = ROOT / "resources" / "editions" / "frozen.toml"
AGAIN = "Raise the version and run: python packaging/freeze.py (before a release also without raising it)."


def frozen() -> dict[str, dict[str, object]]:
    """Id -> its entry."""
    return {one["id"]: one for one in tomllib.loads(FROZEN.read_text("utf-8"))["edition"]}


def test_every_edition_is_frozen() -> None:
    assert tuple(sorted(frozen())) == available(), AGAIN


@pytest.mark.parametrize("name", available())
def test_an_edition_is_what_was_frozen(name: str) -> None:
    edition = load_edition(name)
    assert frozen()[name] == {"id": name, "version": edition.version, "sha256": edition.hash}, AGAIN
