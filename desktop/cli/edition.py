"""rasoat edition: the standards that ship with the program, and the check of one that somebody writes."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.actions.check_edition import check_edition
from desktop.actions.editions import available, load_edition, load_folder, load_named
from desktop.actions.xlsform import export_xlsform
from desktop.cli import card
from desktop.editions.lint_rules import Finding, Severity

ODD = 1


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("edition", help="list the standards, or check one that you write")
    verbs = command.add_subparsers(metavar="VERB", required=True)
    verbs.add_parser("list", help="the standards of this program").set_defaults(run=run_list)
    show = verbs.add_parser("show", help="the questions of a standard, with their ids and codes")
    show.add_argument("edition", metavar="E", help="the standard, such as vn-2022, or the folder of your own")
    show.add_argument("--json", action="store_true", help="one JSON object a question and line")
    show.set_defaults(run=run_show)
    check = verbs.add_parser("check", help="what is wrong with the files of an edition")
    check.add_argument("folder", metavar="DIR", type=Path)
    check.add_argument("--json", action="store_true", help="one JSON object a finding and line")
    check.set_defaults(run=run_check)
    out = verbs.add_parser("export", help="write a standard as a form for other collectors")
    out.add_argument("edition", metavar="E", help="the standard, such as vn-2022, or the folder of your own")
    out.add_argument("--xlsform", metavar="FILE.xlsx", type=Path, required=True, help="an XLSForm")
    out.add_argument("--date", metavar="YYYY-MM-DD", default="", help="the reference date")
    out.set_defaults(run=run_export)
    card.add_to(verbs)


def run_list(_args: argparse.Namespace) -> int:
    """One line an edition: id, version, title."""
    for name in available():
        edition = load_edition(name)
        print(f"{edition.id}\tversion {edition.version}\t{edition.title['en']}")
    return 0


def run_show(args: argparse.Namespace) -> int:
    """One line a question, in the order of the form: number, id, kind, label, codes."""
    for one in load_named(args.edition).questions.values():
        codes = {option.code: option.label["en"] for option in one.options}
        kinds = {"number": one.number, "scope": one.scope, "kind": one.kind}
        told = {"id": one.id, **kinds, "label": one.label["en"]}
        if args.json:
            print(json.dumps({**told, "options": codes}, ensure_ascii=False))
        else:
            print("\t".join([*told.values(), " ".join(f"{code}={label}" for code, label in codes.items())]))
    return 0


def run_check(args: argparse.Namespace) -> int:
    """One line a finding; 1 where one is an error."""
    found = check_edition(args.folder)
    for one in found:
        print(json.dumps(asdict(one), ensure_ascii=False) if args.json else _said(one))
    if any(one.severity is Severity.ERROR for one in found):
        return ODD
    if not args.json:
        edition = load_folder(args.folder)
        print(
            f"{edition.id}, version {edition.version}: {'fit, with warnings' if found else 'nothing wrong'}."
        )
    return 0


def _said(one: Finding) -> str:
    place = f"{one.file}, {one.where}" if one.where else one.file
    line = f", line {one.line}" if one.line else ""
    mark = "warning: " if one.severity is Severity.WARNING else ""
    return f"{mark}{place}: found {one.found}; accepted is {one.accepted}. [{one.code}{line}]"


def run_export(args: argparse.Namespace) -> int:
    """Write the form."""
    export_xlsform(load_named(args.edition), args.xlsform, args.date)
    print(args.xlsform)
    return 0
