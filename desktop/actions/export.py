"""Write the households of a workspace as other programs read them: one JSON object a line."""

import json
from pathlib import Path

from desktop.actions import audit, records
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.classify import classify
from desktop.records.model import DELETED, Form, FormKey, household_uid
from desktop.records.outside import UID, write_household, write_result
from desktop.store import files, states

ENDING = ".ndjson"


def export(ws: Workspace, to: Path, progress: Progress = no_progress) -> int:
    """Write every live household of the open round with its result to `to`; returns how many."""
    if to.suffix != ENDING:
        raise RasoatError(
            "no_such_format",
            N_("Households cannot be written as “{ending}”."),
            N_("Use a file name that ends in .ndjson."),
            ending=to.suffix,
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
