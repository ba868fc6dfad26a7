"""Sign the tables of a round: freeze them, with a hash and with what they rest on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from desktop.actions import audit, report, seal, signed
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.revision import canonical
from desktop.report import signing
from desktop.rollup.tables import Correction, Table
from desktop.store import files
from desktop.store import signed as kept_tables
from desktop.store.signed import Kept

OPEN = ("clashes", "unknown_class", "errors", "illustrative")  # of `Provisional`: none may be left
OTHER = "other_clashes"


@dataclass(frozen=True, slots=True)
class State:
    """Where a round stands: what is still open, how often it was signed, what is different since."""

    open: Mapping[str, int]  # OPEN and OTHER, those above 0 only: while there is one, nobody can sign
    said: Mapping[str, int]  # what else is said beside figures: unknown moves, residents counted from forms
    versions: tuple[Kept, ...]
    corrections: Mapping[str, tuple[Correction, ...]]  # by table, since the newest version
    tables: tuple[Table, ...]


def state(ws: Workspace, progress: Progress = no_progress) -> State:
    """Count all tables of the open round, and say how they stand."""
    made = report.tables(ws, report.available(ws), progress)
    counts = [table.provisional.counts() for table in made]
    most = {name: max((one[name] for one in counts), default=0) for name in (counts[0] if counts else ())}
    still = {**{name: most.get(name, 0) for name in OPEN}, OTHER: signed.other_clashes(ws)}
    return State(
        open={name: n for name, n in still.items() if n},
        said={name: n for name, n in most.items() if n and name not in OPEN},
        versions=signed.versions(ws),
        corrections={one.id: one.signed.corrections for one in made if one.signed and one.signed.corrections},
        tables=made,
    )


def sign(ws: Workspace, progress: Progress = no_progress) -> Kept:
    """Freeze the tables as the next version. Raises `RasoatError` while something is open, or nothing new."""
    seal.seal_all(ws)
    with ws.store.write():
        found = state(ws, progress)
        _refuse(ws, found)
        bodies = {table.id: signed.frozen(table) for table in found.tables}
        version = len(found.versions) + 1
        head = canonical(_head(ws, found, version, bodies))
        kept = Kept(version, sha256(head).hexdigest(), head.decode("utf-8"))
        _refuse_again(ws, found.versions, kept)
        kept_tables.add(ws.store, ws.round.key, kept, bodies)
        audit.note(ws, audit.SIGN, kept.hash[:12], {"version": version})
    return kept


def write(ws: Workspace, to: Path, version: int | None = None) -> Kept:
    """Write a signed version with its tables as JSON: the newest, or that of a number."""
    there = {one.version: one for one in signed.versions(ws)}
    kept = there.get(version or max(there, default=0))
    if kept is None:
        raise RasoatError(
            "not_signed",
            N_("The tables of round {round} were not signed, or not in this version."),
            N_("`rasoat signoff WS --show` lists what was signed."),
            round=ws.round.key,
        )
    head = json.loads(kept.body)
    bodies = {name: kept_tables.table(ws.store, ws.round.key, kept.version, name) for name in head["tables"]}
    thing = {
        "hash": kept.hash,
        "signed": head,
        "tables": {name: json.loads(body or "null") for name, body in bodies.items()},
    }
    with files.replacing(to) as out:
        out.write(json.dumps(thing, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")
    return kept


def _head(ws: Workspace, found: State, version: int, bodies: Mapping[str, str]) -> dict[str, object]:
    """What was signed and what it rests on; each table by the hash of its canonical JSON."""
    rests = signed.grounds(ws)
    return {
        "round": ws.round.key,
        "version": version,
        "unit": ws.home.code,
        "who": ws.person,
        "at": ws.clock().isoformat(timespec="seconds"),
        "edition": {"id": ws.edition.id, "version": rests.version, "hash": rests.hash},
        "digest": rests.digest,
        "bundles": list(rests.bundles),
        "said": dict(found.said),
        "tables": {name: sha256(body.encode("utf-8")).hexdigest() for name, body in bodies.items()},
    }


def _refuse(ws: Workspace, found: State) -> None:
    if not found.tables:
        raise RasoatError(
            "no_tables_to_sign",
            N_("The standard {edition} has no tables."),
            N_("There is nothing to sign."),
            edition=ws.edition.id,
        )
    if found.open:
        raise RasoatError(
            "not_ready_to_sign",
            N_("The tables cannot be signed yet: {what}."),
            N_("Settle these first, then sign."),
            what="; ".join(sentences(found.open, "en")),
        )


def _refuse_again(ws: Workspace, versions: Sequence[Kept], kept: Kept) -> None:
    """The same tables on the same grounds are not signed twice."""
    if not versions:
        return
    before, now = json.loads(versions[-1].body), json.loads(kept.body)
    if all(before[name] == now[name] for name in ("tables", "digest", "edition")):
        raise RasoatError(
            "signed_already",
            N_("The tables of round {round} are signed as they are: version {version}."),
            N_("Sign again when something has changed."),
            round=ws.round.key,
            version=versions[-1].version,
        )


def stamp(one: Table, language: str) -> str:
    """Provisional, or signed when and by whom, with the beginning of the hash."""
    return signing.stamp(one, report.words(), language)


def corrections(one: Table, language: str) -> tuple[str, ...]:
    """How many figures differ from what was signed, then each in a sentence."""
    return tuple(signing.corrections(one, report.words(), language))


def sentences(still: Mapping[str, int], language: str) -> tuple[str, ...]:
    """What is open, in words."""
    words = report.words()
    said = {**words.counts, OTHER: words.sources[OTHER]}
    return tuple(said[name][language].format(n=n) for name, n in still.items())
