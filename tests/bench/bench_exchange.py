"""What exchange costs: python -m tests.bench.bench_exchange [HOUSEHOLDS] [BUNDLES].

Pack, receive, receive again (commands of their own, with their peak memory); the merge against a bare
pipeline on the same file; the size of bundles; many bundles in one command; parity. Medians of three.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import median

import zstandard

from desktop.actions import intake, office, pack, records, sample, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.progress import no_progress
from desktop.actions.sample import Sample
from desktop.actions.workspace import NewWorkspace
from desktop.bundle import envelope, frame, repair, writing
from desktop.bundle import office as offices
from desktop.editions.values import Value
from desktop.records.model import MEMBERS, FormKey, split_path
from desktop.records.revision import Revision, encode, rev_id
from desktop.records.short import NONE, place_of, read_short
from desktop.store import database, keys, revisions, states
from tests.bundle.damage import bursts

HOUSEHOLDS, BUNDLES, OF_A_BUNDLE = 20_000, 130, 600
SIZED, PEOPLE = 8_000, 4  # households of four, whose bytes are counted
TRIES = 3
EDITION, PROVINCE, DATE = "vn-2022", "19", "2026-10-01"
KB_IN_MB = 1024
LIMITS = {
    "pack": 4.0,  # seconds
    "receive": 25.0,
    "receive again": 1.0,
    "merge / bare": 2.5,
    "peak memory": 300,  # MB
    "bytes, 2 revisions": 500,  # of a household
    "bytes, 10 revisions": 1000,
    "many bundles": 120.0,  # seconds, for 130 of 600
}


@dataclass(slots=True)
class Bench:
    """What was measured, and whether it is within its limit."""

    failed: bool = False

    def say(self, title: str, value: float, unit: str = "s", limit: str = "", scale: float = 1.0) -> None:
        """Print one line; `scale` is the part of the full size that was measured."""
        allowed = LIMITS[limit] * scale if limit else None
        self.failed |= allowed is not None and value > allowed
        at_most = f"   (at most {allowed:,.1f})" if allowed is not None else ""
        print(f"{title:<44} {value:10,.2f} {unit}{at_most}", flush=True)


def main() -> int:
    """Measure everything and print; 1 where a limit is passed."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 else HOUSEHOLDS
    bundles = int(sys.argv[2]) if len(sys.argv) > 2 else BUNDLES
    bench = Bench()
    with tempfile.TemporaryDirectory() as name:
        place = Place.made(Path(name), households)
        exchange(bench, place, households / HOUSEHOLDS)
        merging(bench, place, households)
        sizes(bench, place)
        mending(bench, place)
        many(bench, place, bundles)
    return int(bench.failed)


@dataclass(frozen=True, slots=True)
class Place:
    """An office that knows nothing, a laptop that knows everything, and its bundle."""

    folder: Path
    office: Path
    laptop: Path
    bundle: Path

    @classmethod
    def made(cls, folder: Path, households: int) -> "Place":
        """Invent the households and take them in."""
        office.new_office(folder / "keys", "Tỉnh", None)
        above, laptop = _new(folder / "office", folder / "keys"), _new(folder / "laptop")
        asked, certificate = folder / "asked", folder / "cert"
        office.request(laptop, asked)
        communes = tuple(unit.code for unit in laptop.units if unit.level.value == "commune")
        office.enrol(
            folder / "keys", None, asked, communes=communes, roles=(), until="", issued=DATE, to=certificate
        )
        office.accept(laptop, certificate)
        sample.sample(folder / "list.ndjson", Sample(EDITION, PROVINCE, households, seed=7))
        import_households(laptop, folder / "list.ndjson")
        pack.pack(laptop, folder / "up.rasoat")
        for ws in (above, laptop):
            workspace.close(ws)
        return cls(folder, above.folder, laptop.folder, folder / "up.rasoat")

    def new_office(self, name: str) -> Path:
        """A copy of the office that knows nothing."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        return Path(shutil.copytree(self.office, self.folder / name))


def _new(folder: Path, keys_of: Path | None = None) -> Workspace:
    new = NewWorkspace(EDITION, 2026, DATE, PROVINCE, person=folder.name, office=keys_of)
    return workspace.create(folder, new, clock=_now, new_uid=_uids())


def _open(folder: Path) -> Workspace:
    return workspace.open_workspace(folder, None, clock=_now, new_uid=_uids())


def _now() -> datetime:
    return datetime.now(UTC)


def _uids() -> Callable[[], str]:
    return lambda: os.urandom(16).hex()


# ------------------------------------------------------------------------------ commands


def exchange(bench: Bench, place: Place, scale: float) -> None:
    """Pack, receive, and receive the same file again, each as a command."""
    peak = 0
    times: dict[str, list[float]] = {"pack": [], "receive": [], "receive again": []}
    for _ in range(TRIES):
        fresh = place.new_office("fresh")
        for title, words in (
            ("pack", ["pack", place.laptop, "--to", place.folder / "again.rasoat"]),
            ("receive", ["receive", fresh, place.bundle]),
            ("receive again", ["receive", fresh, place.bundle]),
        ):
            seconds, megabytes = run(words)
            times[title].append(seconds)
            peak = max(peak, megabytes)
    for title, took in times.items():
        bench.say(title, median(took), limit=title, scale=1.0 if title == "receive again" else scale)
    bench.say("peak memory of these", peak, "MB", limit="peak memory")


def run(words: Iterable[object]) -> tuple[float, int]:
    """Seconds and peak megabytes of one command in a process of its own."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "desktop", *map(str, words)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss // KB_IN_MB


# ------------------------------------------------------------------------------ the merge


def merging(bench: Bench, place: Place, households: int) -> None:
    """Verify, judge, keep and merge, against: decrypt, unzstd, parse, hash, insert. Processor time."""
    bare_times, merge_times = [], []
    for _ in range(TRIES):
        bare_times.append(timed(bare, place))
        ws = _open(place.new_office("fresh"))
        merge_times.append(timed(merge, ws, place.bundle))
        workspace.close(ws)
    each = 1e6 / households
    bench.say("bare pipeline, a household", median(bare_times) * each, "µs")
    bench.say("merge, a household", median(merge_times) * each, "µs")
    bench.say("merge / bare", median(merge_times) / median(bare_times), "times", limit="merge / bare")


def timed(work: Callable[..., object], *things: object) -> float:
    """Seconds of the processor."""
    begun = time.process_time()
    work(*things)
    return time.process_time() - begun


def bare(place: Place) -> None:
    """The least that brings the same lines into the same kind of file."""
    daily = offices.open_daily(place.folder / "keys", None)
    with tempfile.TemporaryDirectory(dir=place.folder) as name:
        store = database.create(Path(name), keys.new_database_key(), now=_now())
        store.run("CREATE TABLE bare (rev BLOB PRIMARY KEY, line BLOB NOT NULL) STRICT")
        with store.write():
            for rev, line in _bare_lines(place.bundle, daily):
                store.run("INSERT INTO bare (rev, line) VALUES (?, ?)", (rev, line))
        store.close()


def _bare_lines(bundle: Path, daily: str) -> Iterator[tuple[bytes, bytes]]:
    with bundle.open("rb") as file:
        found = frame.read_frame(file, "99")
        packed = envelope.decrypt(frame.Rest(file, found), [daily])
    before = NONE
    for short in zstandard.ZstdDecompressor().stream_reader(packed).readall().splitlines()[1:]:
        revision, line = read_short(short, before)
        before = place_of(revision, line)
        yield sha256(line).digest(), line


def merge(ws: Workspace, bundle: Path) -> None:
    """All that receiving does but what follows from a household: lists, class, figures."""
    with ws.store.write():
        taken = intake.take(ws, bundle, no_progress)
        for kind, key in sorted(taken.new | taken.changed):
            found = revisions.record(ws.store, kind, key)
            states.put(ws.store, records.merged(ws, kind, key, found, frozenset()))


# ------------------------------------------------------------------------------ bytes


def sizes(bench: Bench, place: Place) -> None:
    """Bytes of a household of four with two and with ten revisions each, in a whole bundle."""
    forms = list(some_forms(place, SIZED))
    for count in (2, 10):
        random = Random(count)  # noqa: S311 - the same edits in every run
        lines = (encode(one) for form in forms for one in edited(form, count, random))
        size = packed(place, "sized", lines)
        title = f"bytes, {count} revisions"
        bench.say(f"{title} ({len(forms):,} households)", size / len(forms), "bytes", limit=title)


def some_forms(place: Place, most: int) -> Iterator[Revision]:
    """First revisions of households of four, by key."""
    ws = _open(place.laptop)
    count = 0
    for _, found in revisions.records(ws.store, records.FORM):
        (first,) = found.values()
        if count < most and len({split_path(path)[0] for path in first.body} - {None}) == PEOPLE:
            count += 1
            yield first
    workspace.close(ws)


def edited(first: Revision, count: int, random: Random) -> Iterator[Revision]:
    """A household and what a surveyor made of it: two answers a time, as sealing writes them."""
    last = first
    yield last
    for number in range(1, count):
        body: dict[str, Value] = dict(last.body)
        paths = random.sample(sorted(body), 2)
        for path in paths:
            body[path] = _other(body[path], random)
        last = replace(
            last,
            body=body,
            sets=frozenset(paths),
            parents=(rev_id(encode(last)),),
            epoch=sha256(b"laptop").hexdigest()[:32],
            counter=first.counter * count + number,
            clock=random.randrange(10**12) * 1000,
            author="Nông Thị Thử",
        )
        yield last


def _other(value: Value, random: Random) -> Value:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + random.randint(1, 9)
    return f"{value}{random.randint(0, 9)}" if isinstance(value, str) else value


def packed(place: Place, name: str, lines: Iterable[bytes], *, parity: bool = False) -> int:
    """Write lines as the laptop would; returns the size of the file."""
    ws = _open(place.laptop)
    certificate = office.certificate_above(ws)
    assert certificate
    made = writing.pack(
        place.folder / f"{name}.rasoat",
        device=ws.device,
        certificate=certificate,
        recipients=(certificate.office.daily, certificate.office.recovery),
        manifest={"made": DATE},
        lines=lines,
        program="0.1.0",
        parity=parity,
    )
    workspace.close(ws)
    return made.size


# ------------------------------------------------------------------------------ parity


def mending(bench: Bench, place: Place) -> None:
    """What parity adds, in bytes and in time, and what repairing 5 % of damage takes."""
    with tempfile.TemporaryDirectory(dir=place.folder) as name:
        plain, mended = place.bundle.stat().st_size, Path(name, "mended.rasoat")
        ws = _open(place.laptop)
        without = timed(lambda: pack.pack(ws, Path(name, "plain.rasoat")))
        with_ = timed(lambda: pack.pack(ws, Path(name, "parity.rasoat"), parity=True))
        workspace.close(ws)
        content = Path(name, "parity.rasoat").read_bytes()
        bench.say(f"parity of {plain / 1e6:.1f} MB", (len(content) / plain - 1) * 100, "% more bytes")
        bench.say("parity, more time to pack", with_ - without)
        damaged = Path(name, "damaged.rasoat")
        damaged.write_bytes(bursts(Random(1), content, 0.05))  # noqa: S311 - the same damage in every run
        bench.say("repair of 5 % of it", timed(repair.repair, damaged, mended))
        if mended.read_bytes() != content:
            raise SystemExit("the repaired bundle is another one")


# ------------------------------------------------------------------------------ many bundles


def many(bench: Bench, place: Place, count: int) -> None:
    """Bundles of 600 households each, all different, in one command."""
    pool = list(some_forms(place, OF_A_BUNDLE))
    files = []
    for number in range(count):
        lines = sorted((key_of(one), encode(one)) for one in anew(pool, number))
        packed(place, f"many{number}", (line for _, line in lines))
        files.append(place.folder / f"many{number}.rasoat")
    seconds, megabytes = run(["receive", place.new_office("fresh"), *files])
    title = f"{count} bundles of {len(pool)} in one command"
    bench.say(title, seconds, limit="many bundles", scale=count * len(pool) / (BUNDLES * OF_A_BUNDLE))
    bench.say("peak memory of that", megabytes, "MB", limit="peak memory")


def anew(forms: Iterable[Revision], number: int) -> Iterator[Revision]:
    """The same households as other people: other uids, ID numbers and codes."""
    for place, form in enumerate(forms):
        body: dict[str, Value] = {}
        for path, value in form.body.items():
            uid, question = split_path(path)
            other = path if uid is None else f"{MEMBERS}{_uid(uid, number)}/{question}"
            body[other] = f"{_digits(uid, number)}" if question == "id_number" else value
        key = FormKey(_uid(form.key.partition("@")[0], number) + "@" + form.key.partition("@")[2])
        yield replace(
            form, key=key, body=body, sets=frozenset(body), epoch=f"bundle {number}", counter=place + 1
        )


def _uid(uid: str, number: int) -> str:
    return sha256(f"{uid} {number}".encode()).hexdigest()[:32]


def _digits(uid: str | None, number: int) -> str:
    return f"{int(_uid(str(uid), number), 16) % 10**12:012}"


def key_of(form: Revision) -> str:
    """What lines of one kind are put in order by."""
    return form.key


if __name__ == "__main__":
    sys.exit(main())
