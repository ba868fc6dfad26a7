"""Load an edition in spite of its faults: what is refused is noted and set aside, the rest loaded again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.editions import load, overlay
from desktop.editions.faults import tables
from desktop.editions.lint_rules import Finding, finding
from desktop.editions.rules import Edition
from desktop.errors import RasoatError

MOST = 200  # faults of one run
TWICE = " twice"
Tables = dict[str, object]


@dataclass(slots=True)
class Loaded:
    """What could be loaded, what was wrong, and the ids of what was set aside."""

    files: dict[str, bytes]  # without what was set aside
    edition: Edition | None = None
    findings: list[Finding] = field(default_factory=list)
    aside: set[str] = field(default_factory=set)

    def follows(self, found: str) -> bool:
        """Is it only wrong because something else was set aside?"""
        return any(f"“{name}”" in found or f"'{name}'" in found for name in self.aside)


def load_all(files: Mapping[str, bytes]) -> Loaded:
    """Load the files of a whole edition; a fault outside any table with an id ends it."""
    loaded = Loaded(dict(files))
    for _ in range(MOST):
        try:
            loaded.edition = load.load(loaded.files)
        except RasoatError as error:
            if error.code != "edition":
                raise
            if not _set_aside(loaded, error):
                return loaded
        else:
            return loaded
    return loaded


def _set_aside(loaded: Loaded, error: RasoatError) -> bool:
    said = {name: str(text) for name, text in error.slots.items()}
    file, where, found = said["file"], said["where"].removeprefix(", "), said["found"]
    if not loaded.follows(found):
        loaded.findings.append(finding("broken", file, where, found, said["accepted"]))
    if not where or file not in loaded.files:
        return False
    there = tables(loaded.files, file)
    entry = _entry(there, where, found)
    if entry is None:
        return False
    kept = {
        table: [row for row in rows if row is not entry] if isinstance(rows, list) else rows
        for table, rows in there.items()
    }
    if not found.endswith(TWICE):
        loaded.aside.add(str(entry.get("id", entry.get("code", ""))))
    loaded.files[file] = overlay.written(kept)
    return True


def _entry(there: Tables, where: str, found: str) -> Tables | None:
    """The entry that the first words of `where` name: "question water_source", "class poor by points"."""
    words = where.partition(",")[0].split(" ")
    named = [name for name in (words[0], words[2] if words[1:2] == ["or"] else "") if name in there]
    last = words[-1]
    for table in named:
        rows = there[table]
        entries = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        basis = last if "by" in words else ""
        id_ = words[words.index("by") - 1] if basis else last
        for entry in reversed(entries):
            if id_ in (entry.get("id"), entry.get("code")) and basis in ("", entry.get("basis")):
                return entry
        if last.isdigit() and int(last) <= len(entries):
            return entries[int(last) - 1]
        quoted = found.partition("“")[2].partition("”")[0]
        if quoted and len(words) == 1:
            return next((entry for entry in entries if quoted in str(entry)), None)
    return None
