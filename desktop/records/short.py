"""Revisions as a bundle writes them: without what can be said shorter (bundle/FORMAT.md, "Inside").

The uid of a member stands once, a first revision does not repeat its whole body in `set`, and a revision that
was made on top of the line before it does not name it. A third of the bytes are left, and of those zstd makes
half of what it makes of whole lines.
"""

from collections.abc import Mapping
from typing import Any

from desktop.records.model import MEMBERS
from desktop.records.revision import (
    LONGEST_LINE,
    RevId,
    Revision,
    canonical,
    plain,
    read_line,
    rev_id,
    revision_from,
)

NESTED = MEMBERS.rstrip("/")  # the field of a short line that holds the answers of members
Before = tuple[str, str, RevId]  # kind, key and hash of the line before
NONE: Before = ("", "", RevId(""))


def shorten(whole: Mapping[str, Any], before: Before = NONE) -> dict[str, Any]:
    """The object that travels, of the object of a canonical line."""
    if NESTED in whole:
        raise ValueError(f"a revision has no field {NESTED}")
    body, members = _nested(whole["body"])
    short = {**whole, "body": body}
    if members:
        short[NESTED] = members
    if not whole["parents"] and whole["set"] == sorted(whole["body"]):
        del short["set"]
    if (whole["kind"], whole["key"], *whole["parents"]) == before:
        del short["parents"]
    return short


def read_short(line: bytes, before: Before = NONE) -> tuple[Revision, bytes]:
    """A revision and its canonical bytes; raises `ValueError` unless it would be written exactly so."""
    thing = read_line(line)
    if not isinstance(thing, dict):
        raise ValueError("a revision is one object")
    revision = revision_from(_lengthened(thing, before))
    whole = plain(revision)
    long = canonical(whole)
    if len(long) > LONGEST_LINE:
        raise ValueError("the revision is too long")
    if canonical(shorten(whole, before)) != line:
        raise ValueError("the line is not as it should be written")
    return revision, long


def _nested(body: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    own: dict[str, Any] = {}
    members: dict[str, dict[str, Any]] = {}
    for path, value in body.items():
        if path.startswith(MEMBERS):
            uid, slash, name = path[len(MEMBERS) :].partition("/")
            if uid and slash:
                members.setdefault(uid, {})[name] = value
                continue
        own[path] = value
    return own, members


def _lengthened(short: dict[str, Any], before: Before) -> dict[str, Any]:
    whole = {name: value for name, value in short.items() if name != NESTED}
    body, members = short.get("body"), short.get(NESTED, {})
    if not isinstance(body, dict) or not isinstance(members, dict):
        raise ValueError("a body is an object")
    whole["body"] = {**body, **_flat(members)}
    if "parents" not in short:
        whole["parents"] = [before[2]]
    if "set" not in short:
        whole["set"] = sorted(whole["body"])
    return whole


def _flat(members: dict[str, Any]) -> dict[str, Any]:
    """The answers of members by their paths; bounded first, since every path repeats its uid."""
    if not all(isinstance(answers, dict) for answers in members.values()):
        raise ValueError("the answers of a member are an object")
    if sum(len(uid) * len(answers) for uid, answers in members.items()) > LONGEST_LINE:
        raise ValueError("the revision is too long")
    return {
        f"{MEMBERS}{uid}/{name}": value for uid, answers in members.items() for name, value in answers.items()
    }


def line_of(whole: Mapping[str, Any], before: Before = NONE) -> bytes:
    """The short line of the object of a canonical line."""
    return canonical(shorten(whole, before))


def place_of(revision: Revision, line: bytes) -> Before:
    """What the next line needs to know of this one, whose canonical bytes are `line`."""
    return revision.kind, revision.key, rev_id(line)
