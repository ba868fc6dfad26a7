"""Everything that can be found wrong with an edition's files, several at once; programs use `load`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from desktop.editions import lint_parts
from desktop.editions.lint_conditions import in_conditions
from desktop.editions.lint_load import Loaded, load_all
from desktop.editions.lint_rules import Finding, finding
from desktop.editions.rules import Edition
from desktop.editions.verify import faults

_WHOLE = frozenset({"one_class", "unused_source", "empty_block", "needed", "report_column", "released"})
Files = Mapping[str, bytes]


def lint(files: Files, own: Files, layouts: Files, released: Sequence[Edition]) -> tuple[Finding, ...]:
    """The findings of a whole edition's `files`, errors first as they are found.

    `own` are the files as their author wrote them (for lines), `layouts` the tables of its reports,
    `released` the editions that ship. What follows only from something set aside is left out.
    """
    loaded = load_all(files)
    found = [*loaded.findings]
    if loaded.edition is not None:
        found += _kept(loaded, _all(loaded.edition, loaded.files, layouts, released))
    exact = {(one.file, one.where) for one in found if one.code == "no_such_option"}
    kept = [one for one in found if one.code != "never_true" or (one.file, one.where) not in exact]
    return tuple(replace(one, line=_line(own, one)) for one in kept)


def _all(edition: Edition, files: Files, layouts: Files, released: Sequence[Edition]) -> Iterator[Finding]:
    for fault in faults(edition):
        yield finding(fault.code, fault.file, fault.where, fault.found, fault.accepted)
    yield from in_conditions(edition)
    yield from lint_parts.changes(edition, released)
    yield from lint_parts.in_sources(files)
    yield from lint_parts.in_questions(edition)
    yield from lint_parts.in_words(edition)
    yield from lint_parts.in_tables(edition, layouts, released)


def _kept(loaded: Loaded, found: Iterator[Finding]) -> list[Finding]:
    """Where something was set aside, what needs the whole edition cannot be judged."""
    if not loaded.findings:
        return list(found)
    return [one for one in found if one.code not in _WHOLE and not loaded.follows(one.found)]


def _line(own: Files, one: Finding) -> int:
    """The line where the table of a finding begins, by its id."""
    words = one.where.partition(",")[0].split(" ")
    if one.file not in own or len(words) == 1:
        return 0
    basis = words[-1] if "by" in words else ""
    name = words[words.index("by") - 1] if basis else words[-1]
    lines = own[one.file].decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, start=1):
        if re.match(rf'\s*(?:id|code|key) = "{re.escape(name)}"', line) and (
            not basis or any(f'basis = "{basis}"' in near for near in lines[number : number + 3])
        ):
            return number
    return 0
