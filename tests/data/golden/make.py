"""Make the golden files of this version: python -m tests.data.golden.make.

A working file, a bundle it has not received yet, and a bundle of a later program, all of invented people and
without a passphrase. Made once, when a version is released, and never again: later programs must open them.
"""

import json
import shutil
import sys
import tempfile
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import zstandard

from desktop import __version__
from desktop.actions import enter, pack, receive, units, workspace
from desktop.actions import office as offices
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.import_ import import_households
from desktop.actions.script import enter_all
from desktop.bundle import envelope, frame, strict
from desktop.bundle.certificate import Certificate
from desktop.records.model import form_key
from desktop.records.revision import Revision, canonical, encode
from desktop.records.short import line_of
from tests.worlds import COMMUNE, household, still_clock, uids, world, write_lines

HERE = Path(__file__).parent
WORKSPACE, BUNDLE, FUTURE, FACTS = "workspace", "bundle.rasoat", "future.rasoat", "facts.json"
HOUSEHOLDS = 4
LATER = {"zz_later": {"list": [1, True, "x"]}}  # a field that this program does not know


def main() -> None:
    """Make the folder of this version, unless it is there."""
    to = HERE / __version__
    if to.exists():
        sys.exit(f"{to} is there already, and golden files stay as they are.")
    with tempfile.TemporaryDirectory() as name:
        make(Path(name), to)


def make(place: Path, to: Path) -> None:
    """Play a small exchange, keep the files of its middle, and write down what comes of them."""
    made = world(place, laptops=2)
    above, (one, other) = made.office, made.laptops
    units.add_village(above, COMMUNE, "Nà Mơ")
    units.set_total(above, COMMUNE, {"households": 40, "persons": 171})
    lines = (household(f"{n:04}", uid=f"h{n}") for n in range(HOUSEHOLDS))
    import_households(above, write_lines(place / "list.ndjson", *lines))
    for laptop, certificate in zip(made.laptops, made.certificates, strict=True):
        pack.pack(above, place / "down.rasoat", for_certificate=certificate)
        receive.receive(laptop, [place / "down.rasoat"])
    enter_all(one, "h0", ["address=Nà Phại", "remarks=một"])
    pack.pack(one, place / "first.rasoat")
    receive.receive(above, [place / "first.rasoat"])
    enter_all(other, "h0", ["head_phone=0911222333", "remarks=hai"])
    enter_all(other, "h1", ["deleted=hai lần"])
    enter_all(other, "new", ["household_code=M1", "members/+1/name=Mã Thị Mới"])
    pack.pack(other, place / BUNDLE, parity=True)
    as_office(one, place)
    (place / FUTURE).write_bytes(future(one))
    draft = enter.open_form(above, form_key("h2", above.round.key))
    enter.enter(above, draft, "address", "Đang nhập dở")
    above.store.close()
    keep(place, to)
    write_facts(to)


def as_office(laptop: Workspace, place: Path) -> None:
    """Only an office writes records of any kind."""
    asked, certificate, roles = place / "asked", place / "certificate", ("commune", "office")
    offices.request(laptop, asked)
    offices.enrol(
        place / "keys",
        None,
        asked,
        communes=(COMMUNE,),
        roles=roles,
        until="",
        issued="2026-10-02",
        to=certificate,
    )
    offices.accept(laptop, certificate)


def keep(place: Path, to: Path) -> None:
    """Copy what is golden; no backups, no lock."""
    (to / WORKSPACE).mkdir(parents=True)
    for name in ("rasoat.db", "keys.json"):
        shutil.copyfile(place / "office" / name, to / WORKSPACE / name)
    for name in (BUNDLE, FUTURE):
        shutil.copyfile(place / name, to / name)


def write_facts(to: Path) -> None:
    """What this version makes of them, step by step; later ones must come to the same."""
    with tempfile.TemporaryDirectory() as name:
        folder = shutil.copytree(to / WORKSPACE, Path(name) / WORKSPACE)
        ws = workspace.open_workspace(folder, None, clock=still_clock, new_uid=uids("golden"))
        facts = {"opened": digest(ws)}
        for file in (BUNDLE, FUTURE):
            receive.receive(ws, [to / file])
            facts[file] = digest(ws)
        workspace.close(ws)
    (to / FACTS).write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


def future(ws: Workspace) -> bytes:
    """A bundle as a later program of the same laptop might write it, with things nobody here knows."""
    certificate = offices.certificate_above(ws)
    assert certificate
    lines = sorted((one.kind, one.key, encode(one)) for one in unheard_of(ws))
    inside = [line_of(json.loads(line)) for _, _, line in lines]
    plain = b"".join(line + b"\n" for line in (canonical({"made": "2031-10-05", **LATER}), *inside))
    packed = BytesIO()
    recipients = (certificate.office.daily, certificate.office.recovery)
    envelope.encrypt(BytesIO(zstandard.ZstdCompressor().compress(plain)), packed, recipients)
    return signed(ws, certificate, packed.getvalue(), len(plain))


def unheard_of(ws: Workspace) -> list[Revision]:
    """A household with a question of a later edition, and a kind of record that is still to come."""
    body = {"unit": COMMUNE, "household_code": "M2", "members/m1/name": "Nông Thị Sau", "later_question": "x"}
    key = form_key("f" * 32, ws.round.key)
    form = Revision("form", key, body, frozenset(body), (), "later", 1, edition=ws.edition.id, version=99)
    return [replace(form, extra=LATER), Revision("visit", "v1", {"when": "2031-10-05"}, frozenset({"when"}))]


def signed(ws: Workspace, certificate: Certificate, rest: bytes, plain: int) -> bytes:
    """The frame of a later program that says older ones may read it."""
    header = frame.Header(
        version=frame.FORMAT,
        least=frame.LEAST_PROGRAM,
        program="9.0.0",
        device=ws.device.key,
        length=len(rest),
        sha256=sha256(rest).hexdigest(),
        plain=plain,
        recipients=(certificate.office.daily, certificate.office.recovery),
        certificate=certificate,
    )
    head = frame.FIRST_LINE + canonical({**strict.plain(header), **LATER}) + b"\n"
    return head + ws.device.sign(head).encode() + b"\n" + rest


if __name__ == "__main__":
    main()
