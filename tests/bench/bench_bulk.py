"""Time and peak memory of sample, import, pack and receive: python tests/bench/bench_bulk.py [HOUSEHOLDS]."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSEHOLDS = 20_000
PROVINCE, DATE, EDITION = "19", "2026-10-01", "vn-2022"
LIMIT_MB = 400
KB_IN_MB = 1024


def main() -> int:
    """Run the commands one after the other and print a line each; 1 where one took too much memory."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 else HOUSEHOLDS
    worst = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, words in steps(folder, households):
            seconds, megabytes = run(words)
            worst = max(worst, megabytes)
            print(f"{title:<28} {seconds:7.1f} s  {megabytes:5d} MB", flush=True)
        for bundle in sorted(folder.glob("*.rasoat")):
            print(f"{bundle.name}: {bundle.stat().st_size / households:.0f} bytes per household")
    print(f"peak {worst} MB, allowed {LIMIT_MB} MB")
    return 1 if worst > LIMIT_MB else 0


def steps(folder: Path, households: int) -> list[tuple[str, list[str]]]:
    """The commands, in order, with what the output calls them."""
    lines, keys, office, laptop = (folder / one for one in ("list.ndjson", "keys", "office", "laptop"))
    new = [
        "--edition",
        EDITION,
        "--year",
        "2026",
        "--date",
        DATE,
        "--unit",
        PROVINCE,
        "--no-passphrase",
    ]
    asked, certificate, bundle = folder / "asked", folder / "cert", folder / "up.rasoat"
    wanted = ["--unit", PROVINCE, "--households", str(households), "--seed", "7", "--edition", EDITION]
    named = [
        ("sample", ["sample", *wanted, "--out", lines]),
        ("office new", ["office", "new", keys, "--no-passphrase"]),
        ("new (office)", ["new", office, *new, "--office", keys]),
        ("new (laptop)", ["new", laptop, *new]),
        ("office request", ["office", "request", laptop, "--to", asked]),
        ("office enrol", ["office", "enrol", keys, asked, "--to", certificate]),
        ("office accept", ["office", "accept", laptop, certificate]),
        ("import", ["import", laptop, lines]),
        ("import again", ["import", laptop, lines]),
        ("pack", ["pack", laptop, "--to", bundle]),
        ("receive, dry run", ["receive", office, bundle, "--dry-run"]),
        ("receive", ["receive", office, bundle]),
        ("receive again", ["receive", office, bundle]),
        ("digest", ["digest", office]),
        ("report", ["report", office, "--out", folder / "tables"]),
    ]
    return [(title, [str(word) for word in words]) for title, words in named]


def run(words: list[str]) -> tuple[float, int]:
    """Seconds and peak megabytes of one command in a process of its own."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-m", "desktop", *words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"rasoat {' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss // KB_IN_MB


if __name__ == "__main__":
    sys.exit(main())
