"""The inside of a bundle: lines to zstd and back, a piece at a time, never more than was said."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from typing import IO, Any, cast

import msgspec
import zstandard

from desktop.bundle import refusals, strict
from desktop.bundle.durable import Progress
from desktop.bundle.frame import PIECE
from desktop.errors import RasoatError
from desktop.records.graph import in_line
from desktop.records.revision import LONGEST_LINE, RevId, Revision, rev_id
from desktop.records.short import NONE, Before, line_of, place_of, read_short

LEVEL = 3  # 9 took 2.5 times as long and saved nothing on 20,000 households
WINDOW_LOG = 22  # 4 MB: what unpacking may cost on a small laptop
LONGEST_FRAME_HEADER = 18  # bytes, RFC 8878
EVERY = 500  # lines between two reports of progress
RECORDS = "records"  # how many lines follow, where the manifest says so
_json = msgspec.json.Decoder(dict[str, Any])


class Lines:
    """Canonical lines, record by record, as one stream of short ones to read from; it keeps count."""

    def __init__(self, manifest: bytes, lines: Iterable[bytes], total: int, progress: Progress) -> None:
        self._ready = bytearray(manifest + b"\n")
        self._lines = shortened(lines)
        self._total, self._progress = total, progress
        self.records, self.plain = 0, len(self._ready)

    def read(self, size: int = -1, /) -> bytes:
        """The next piece, at most `size` bytes."""
        self._fill(size)
        piece = bytes(self._ready[:size])
        del self._ready[:size]
        return piece

    def _fill(self, size: int) -> None:
        while len(self._ready) < size:
            line = next(self._lines, None)
            if line is None:
                return
            self._ready += line + b"\n"
            self.records += 1
            self.plain += len(line) + 1
            if self.records % EVERY == 0:
                self._progress(self.records, max(self._total, self.records))


def shortened(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Canonical lines as a bundle writes them; those of one record stand together, records in order."""
    last = ("", "")
    for record, group in groupby(map(_read, lines), key=_record):
        if record <= last:
            raise ValueError("records come in the order of their kinds and keys, each once")
        last, found = record, dict(group)
        before = NONE
        for rev in in_line({rev: whole["parents"] for rev, whole in found.items()}):
            yield line_of(found[rev], before)
            before = (*record, rev)


def _read(line: bytes) -> tuple[RevId, dict[str, Any]]:
    if len(line) > LONGEST_LINE:
        raise refusals.record_too_long(LONGEST_LINE // 1024)
    return rev_id(line), _json.decode(line)


def _record(read: tuple[RevId, dict[str, Any]]) -> tuple[str, str]:
    return read[1]["kind"], read[1]["key"]


def squeezed(lines: Lines) -> zstandard.ZstdCompressionReader:
    """The lines as a zstd stream to read from."""
    settings = zstandard.ZstdCompressionParameters.from_level(
        LEVEL, window_log=WINDOW_LOG, write_checksum=True, write_content_size=False
    )
    return zstandard.ZstdCompressor(compression_params=settings).stream_reader(cast("IO[bytes]", lines))


def unpacked(packed: BytesIO, plain: int, progress: Progress) -> Iterator[bytes]:
    """The lines in a zstd stream that unpacks to exactly `plain` bytes; raises `RasoatError` otherwise."""
    rest = b""
    number = 0
    for piece in _pieces(packed, plain, progress):
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
        number += len(whole)
        if len(rest) > LONGEST_LINE:
            raise _broken(number, "it is too long")
    if rest:
        raise _broken(number, "its end is missing")


def read_manifest(lines: Iterator[bytes]) -> dict[str, Any]:
    """The first line; raises `RasoatError`."""
    try:
        return strict.read_object(next(lines, b""), LONGEST_LINE)
    except ValueError as wrong:
        raise refusals.bad_manifest() from wrong


def revisions(lines: Iterator[bytes], manifest: dict[str, Any]) -> Iterator[tuple[int, Revision, bytes]]:
    """Every record with its number, 1, 2, 3 …, and its canonical bytes: in order, each once, all there."""
    order, before, number = _Order(), NONE, 0
    for number, line in enumerate(lines, start=1):
        try:
            revision, long = read_short(line, before)
        except (ValueError, RecursionError) as wrong:
            raise refusals.bad_line(number, str(wrong)) from wrong
        before = place_of(revision, long)
        if not order.holds(before, revision):
            raise refusals.bad_line(number, "it stands there twice, or out of order")
        yield number, revision, long
    if manifest.get(RECORDS, number) != number:
        raise refusals.bad_line(number + 1, "it is missing")


class _Order:
    """Are records in order, and the revisions of each there once, parents before children?"""

    def __init__(self) -> None:
        self._record = ("", "")
        self._gone = set[RevId]()  # of this record: those that were there, and all their parents

    def holds(self, place: Before, revision: Revision) -> bool:
        """Take the next one; says whether it may stand here."""
        kind, key, rev = place
        if (kind, key) > self._record:
            self._record, self._gone = (kind, key), set()
        if (kind, key) < self._record or rev in self._gone:
            return False
        self._gone |= {rev, *revision.parents}
        return True


def _pieces(packed: BytesIO, plain: int, progress: Progress) -> Iterator[bytes]:
    _check_window(packed)
    reader = zstandard.ZstdDecompressor(max_window_size=1 << WINDOW_LOG).stream_reader(
        packed, read_across_frames=True, closefd=False
    )
    done = 0
    while piece := _next(reader):
        done += len(piece)
        if done > plain:
            raise refusals.bomb()
        progress(done, plain)
        yield piece
    if done != plain:
        raise refusals.unreadable_inside()


def _check_window(packed: BytesIO) -> None:
    packed.seek(0)
    try:
        window = zstandard.get_frame_parameters(packed.read(LONGEST_FRAME_HEADER)).window_size
    except zstandard.ZstdError as wrong:
        raise refusals.unreadable_inside() from wrong
    if window > 1 << WINDOW_LOG:
        raise refusals.bomb()
    packed.seek(0)


def _next(reader: zstandard.ZstdDecompressionReader) -> bytes:
    try:
        return reader.read(PIECE)
    except zstandard.ZstdError as wrong:
        raise refusals.unreadable_inside() from wrong


def _broken(number: int, why: str) -> RasoatError:
    return refusals.bad_line(number, why) if number else refusals.bad_manifest()
