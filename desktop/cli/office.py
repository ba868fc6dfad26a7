"""rasoat office: the receiving office's keys, and the enrolment of laptops."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.actions import forgotten, laptops, office, renewal
from desktop.cli.opening import add_workspace, clock, open_for, passphrase


def add_to(commands: Any) -> None:
    """Add the command with its verbs."""
    command = commands.add_parser("office", help="keys of a receiving office, enrolment of laptops")
    verbs = command.add_subparsers(metavar="VERB", required=True)
    _add_new(verbs)
    _add_request(verbs)
    _add_enrol(verbs)
    _add_update(verbs)
    _add_revoke(verbs)
    _add_recover(verbs)
    _add_forgotten(verbs)
    accept = verbs.add_parser("accept", help="take the certificate in: this laptop may now pack")
    add_workspace(accept)
    accept.add_argument("certificate", type=Path, metavar="CERT")
    accept.set_defaults(run=run_accept)


def _add_new(verbs: Any) -> None:
    new = verbs.add_parser("new", help="make the keys of an office")
    new.add_argument("folder", type=Path, metavar="DIR")
    new.add_argument("--name", default="", help="what the office is called")
    new.add_argument("--no-passphrase", action="store_true", help="practice only")
    new.set_defaults(run=run_new)


def _add_request(verbs: Any) -> None:
    request = verbs.add_parser("request", help="a laptop asks to be enrolled")
    add_workspace(request)
    request.add_argument("--to", required=True, type=Path, metavar="FILE")
    request.add_argument(
        "--new-keys", action="store_true", help="after the old enrolment was taken back: with new keys"
    )
    request.set_defaults(run=run_request)


def _add_enrol(verbs: Any) -> None:
    enrol = verbs.add_parser("enrol", help="vouch for a laptop; needs the offline root key")
    enrol.add_argument("folder", type=Path, metavar="DIR")
    enrol.add_argument("request", type=Path, metavar="FILE")
    enrol.add_argument("--communes", default="", help="codes with commas; without: those it asked for")
    enrol.add_argument("--roles", nargs="+", default=[], help="commune, office")
    enrol.add_argument("--until", default="", help="last day, YYYY-MM-DD")
    enrol.add_argument("--to", required=True, type=Path, metavar="CERT")
    enrol.set_defaults(run=run_enrol)


def _add_update(verbs: Any) -> None:
    update = verbs.add_parser("update", help="take in the office's new keys, enrolments and revocations")
    add_workspace(update)
    update.add_argument(
        "source", type=Path, metavar="FROM", help="the office's folder, a notice, a certificate"
    )
    update.set_defaults(run=run_update)
    laptops_ = verbs.add_parser("laptops", help="whom the office of a workspace enrolled")
    add_workspace(laptops_)
    laptops_.add_argument("--json", action="store_true")
    laptops_.set_defaults(run=run_laptops)


def _add_revoke(verbs: Any) -> None:
    revoke = verbs.add_parser("revoke", help="take an enrolment back for good; needs the offline root key")
    revoke.add_argument("folder", type=Path, metavar="DIR")
    revoke.add_argument(
        "device", nargs="?", default="", metavar="DEVICE", help="its certificate or request file, or its key"
    )
    revoke.add_argument("--words", nargs="+", default=[], help="its six words instead")
    revoke.add_argument(
        "--from",
        dest="since",
        default="",
        metavar="DATE",
        help="since when it is in doubt; for people to read",
    )
    revoke.add_argument("--why", required=True)
    revoke.set_defaults(run=run_revoke)


def _add_recover(verbs: Any) -> None:
    recover = verbs.add_parser("recover", help="a new daily key for one that is lost; needs the root key")
    recover.add_argument("folder", type=Path, metavar="DIR")
    recover.set_defaults(run=run_recover)


def _add_forgotten(verbs: Any) -> None:
    forgot = verbs.add_parser("forgot", help="ask the office for help with a forgotten passphrase")
    add_workspace(forgot)
    forgot.add_argument("--person", default="", help="who forgot; not needed where only one works here")
    forgot.add_argument("--to", required=True, type=Path, metavar="REQUEST")
    forgot.set_defaults(run=run_forgot)
    unlock = verbs.add_parser("unlock", help="answer such a request; needs the office's recovery key")
    unlock.add_argument("folder", type=Path, metavar="DIR")
    unlock.add_argument("request", type=Path, metavar="REQUEST")
    unlock.add_argument("--to", required=True, type=Path, metavar="ANSWER")
    unlock.set_defaults(run=run_unlock)
    reopen = verbs.add_parser("reopen", help="take the office's answer in: the new passphrase opens")
    add_workspace(reopen)
    reopen.add_argument("answer", type=Path, metavar="ANSWER")
    reopen.set_defaults(run=run_reopen)


def run_new(args: argparse.Namespace) -> int:
    """Make the office and say what to do with its folder."""
    secret = None if args.no_passphrase else passphrase(twice=True)
    made = office.new_office(args.folder, args.name, secret)
    print(f"{made.name}: hand out {args.folder / 'office.pub'}, keep daily.key")
    print(f"move {args.folder / 'offline'} to a safe place: whoever has it can enrol laptops and read all")
    return 0


def run_request(args: argparse.Namespace) -> int:
    """Write the request and print the words to read over the phone."""
    with open_for(args, write=True) as ws:
        if args.new_keys:
            renewal.new_keys(ws)
        made = office.request(ws, args.to)
    print(" ".join(made.fingerprint))
    return 0


def run_enrol(args: argparse.Namespace) -> int:
    """Write the certificate and print the words to compare first."""
    secret = _office_secret(args.folder)
    made = office.enrol(
        args.folder,
        secret,
        args.request,
        communes=_listed([args.communes]),
        roles=_listed(args.roles),
        until=args.until,
        issued=clock().date().isoformat(),
        to=args.to,
    )
    print(f"{' '.join(office.fingerprint(made))}: {made.name}, communes {', '.join(made.communes)}")
    return 0


def run_update(args: argparse.Namespace) -> int:
    """Take it in and say from whom it came."""
    with open_for(args, write=True) as ws:
        secret = passphrase() if renewal.needs_key(ws, args.source) else None
        print(renewal.update(ws, args.source, secret))
    return 0


def run_laptops(args: argparse.Namespace) -> int:
    """One line a laptop: its words, what it may, until when, its last bundle, whether it was taken back."""
    with open_for(args) as ws:
        found = laptops.listed(ws)
    if args.json:
        json.dump([asdict(one) for one in found], sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    for one in found:
        end = f"until {one.until or 'further notice'}"
        if one.since:
            end = f"taken back from {one.since}: {one.why}"
        what = f"{', '.join(one.communes)} ({', '.join(one.roles)})"
        print(f"{' '.join(one.fingerprint)}: {one.name}, {what}, {end}, last bundle {one.last or 'never'}")
    return 0


def run_revoke(args: argparse.Namespace) -> int:
    """Write the notice and say how it travels."""
    laptop = args.device or " ".join(args.words)
    since = args.since or clock().date().isoformat()
    said = laptops.revoke(args.folder, _office_secret(args.folder), laptop, since=since, why=args.why)
    print(f"{args.folder / 'office.notice'}: number {said.number}, {len(said.revoked)} taken back")
    print("take it in with: rasoat office update WS DIR; every bundle you hand out then carries it")
    return 0


def run_recover(args: argparse.Namespace) -> int:
    """Make the new key and say who must hear of it."""
    said = renewal.recover(args.folder, _office_secret(args.folder))
    print(f"{said.office.name}: a new daily.key; office.pub and office.notice say so (number {said.number})")
    print("take it in with: rasoat office update WS DIR; computers below hear of it in the next bundle")
    return 0


def _office_secret(folder: Path) -> str | None:
    return passphrase() if office.needs_passphrase(folder) else None


def run_forgot(args: argparse.Namespace) -> int:
    """Write the request and print the words to read over the phone; the passphrase is the new one."""
    known = forgotten.people(args.workspace)
    person = args.person or (known[0] if len(known) == 1 else "")
    print("choose the new passphrase; it is asked for once more when the answer comes", file=sys.stderr)
    made = forgotten.ask(args.workspace, person, passphrase(twice=True), args.to)
    print(" ".join(made.fingerprint))
    return 0


def run_unlock(args: argparse.Namespace) -> int:
    """Write the answer and print who asked, with the words to compare before it is handed over."""
    made = forgotten.answer(args.folder, _office_secret(args.folder), args.request, args.to)
    print(f"{' '.join(made.fingerprint)}: {made.person}, {made.workspace}")
    print("hand the answer over only if the six words are those that the person reads out")
    return 0


def run_reopen(args: argparse.Namespace) -> int:
    """Take the answer in."""
    person = forgotten.finish(args.workspace, args.answer, passphrase())
    print(f"{person} opens {args.workspace} with the new passphrase")
    return 0


def run_accept(args: argparse.Namespace) -> int:
    """Take it in and say for whom this laptop packs now."""
    with open_for(args, write=True) as ws:
        found = office.accept(ws, args.certificate)
    print(f"{found.office.name}: communes {', '.join(found.communes)}")
    return 0


def _listed(texts: list[str]) -> tuple[str, ...]:
    return tuple(part for text in texts for part in text.replace(",", " ").split())
