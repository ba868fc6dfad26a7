"""Write the households of a workspace as other programs read them: JSON lines, an extract, statistics."""

import json
from pathlib import Path

from desktop import paths
from desktop.actions import audit, deliver, records, statistics
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.classify import classify
from desktop.records.model import DELETED, Form, FormKey, household_uid
from desktop.records.outside import UID, write_household, write_result
from desktop.report import statfiles
from desktop.store import files, states

ENDING, VERIFIER = ".ndjson", "verify.py"
ENDINGS = (ENDING, *statfiles.ENDINGS, deliver.ENDING)


def export_as(ws: Workspace, to: Path, progress: Progress = no_progress, *, de_identify: bool = False) -> int:
    """Write `to` as its ending says; returns how many households.

    Raises `RasoatError`: no_such_format, not_de_identified, and what the writers raise.
    """
    if to.suffix == deliver.ENDING:
        return deliver.deliver(ws, to, progress, de_identify=de_identify)
    if to.suffix in statfiles.ENDINGS:
        return statistics.write(ws, to, de_identify=de_identify)
    if de_identify and to.suffix == ENDING:
        raise RasoatError(
            "not_de_identified",
            N_("Lines of JSON hold whole forms: they cannot be de-identified."),
            N_("Use a name that ends in {known}."),
            known=" / ".join(ENDINGS[1:]),
        )
    return export(ws, to, progress)


def put_verifier(folder: Path) -> Path:
    """Put the script that counts R1 to R5 again into `folder`; one that is there is replaced."""
    with files.replacing(folder / VERIFIER) as out:
        out.write((paths.resources() / "verify" / VERIFIER).read_bytes())
    return folder / VERIFIER


def export(ws: Workspace, to: Path, progress: Progress = no_progress) -> int:
    """Write every live household of the open round with its result to `to`; returns how many."""
    if to.suffix != ENDING:
        raise RasoatError(
            "no_such_format",
            N_("Households cannot be written as “{ending}”."),
            N_("Use a file name that ends in one of: {known}."),
            ending=to.suffix,
            known=", ".join(ENDINGS),
        )
    total, done = states.count(ws.store, records.FORM), 0
    with files.replacing(to) as out:
        for key, body in states.bodies(ws.store, records.FORM):
            if not body or DELETED in body or not key.endswith(f"@{ws.round.key}"):
                continue
            form = Form.from_body(FormKey(key), body)
            result = classify(ws.edition, form, ws.round.date)
            line = {
                UID: household_uid(form.key),
                **write_household(ws.edition, form),
                "result": write_result(ws.edition, result),
            }
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            done += 1
            if done % 100 == 0:
                progress(done, total)
    audit.note(ws, audit.EXPORT, counts={"households": done})
    return done
