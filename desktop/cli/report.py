"""rasoat report: the official tables as files."""

import argparse
import sys
from pathlib import Path
from typing import Any

from desktop.actions import country, engines, peoples, report, report_files
from desktop.cli.opening import add_workspace, open_for, progress
from desktop.rollup.tables import Table

PROVINCE = "province"
ODD = 1  # the data have problems


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "report",
        help="write the official tables of the round",
        description="Write the official tables of the round. What contradicts goes to stderr; exit status 1 "
        "says that a table is not to be trusted: residents that are fewer than the forms or differ from "
        "their parts, forms of no commune, a start or a sum that the forms do not come to. Groups that "
        "overlap in R8, and provisional figures, are said and give 0. WS may be a folder of extracts as "
        "rasoat export WS --to NAME.parquet writes them: one, or those of all provinces for the country.",
    )
    add_workspace(command)
    command.add_argument("--out", required=True, type=Path, metavar="DIR")
    command.add_argument("--tables", default="", metavar="R1,R4,R5", help="left out: all")
    command.add_argument("--format", default="xlsx", metavar=",".join(report_files.FORMATS), dest="formats")
    command.add_argument(
        "--peoples",
        metavar="02,07,09",
        help="ethnic groups that R9 names from now on, by code; province = the province's own list",
    )
    command.add_argument(
        "--engine",
        choices=engines.ENGINES,
        help="what counts; left out: sqlite for a workspace, duckdb for extracts",
    )
    command.add_argument(
        "--master",
        default="",
        metavar="spark://HOST:7077",
        help="the cluster of spark; left out: this machine",
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write them, name each file; what contradicts goes to stderr, and gives 1 where it is no overlap."""
    made, written = _of_extracts(args) if country.is_there(args.workspace) else _of_workspace(args)
    for file in written:
        print(file)
    for problem in (one for table in made for one in table.problems):
        print(report.problem(problem, "en"), file=sys.stderr)
    for table in made:
        for tie in (one for one in table.ties if not one.holds):
            print(report.disagreement(table, tie, "en"), file=sys.stderr)
    return ODD if any(table.contradictions for table in made) else 0


Made = tuple[tuple[Table, ...], tuple[Path, ...]]


def _of_workspace(args: argparse.Namespace) -> Made:
    with open_for(args, write=args.peoples is not None) as ws:
        if args.peoples is not None:
            peoples.name(ws, () if args.peoples == PROVINCE else _listed(args.peoples))
        wanted = _listed(args.tables) or report.available(ws)
        with engines.counting_on(ws, args.engine or engines.SQLITE, args.master) as counting:
            made = report.tables(counting, wanted, progress("counting tables"))
        shown = progress("writing tables")
        return made, report_files.write_made(ws, args.out, made, _listed(args.formats), shown)


def _of_extracts(args: argparse.Namespace) -> Made:
    with country.opened(args.workspace, args.engine or engines.DUCKDB, args.master) as extracts:
        wanted = _listed(args.tables) or country.available(extracts)
        made = country.tables(extracts, wanted, progress("counting tables"))
        return made, country.write(extracts, args.out, made, _listed(args.formats))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())
