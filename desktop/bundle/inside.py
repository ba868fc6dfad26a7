"""The inside of a bundle: lines to zstd and back, a piece at a time, never more than was said."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO, Any, cast

import zstandard

from desktop.bundle import refusals, strict
from desktop.bundle.durable import Progress
from desktop.bundle.frame import PIECE
from desktop.errors import RasoatError
from desktop.records.revision import LONGEST_LINE, Revision, parse_line, rev_id

LEVEL = 3  # 9 took 2.5 times as long and saved nothing on 20,000 households
WINDOW_LOG = 22  # 4 MB: what unpacking may cost on a small laptop
LONGEST_FRAME_HEADER = 18  # bytes, RFC 8878
EVERY = 500  # lines between two reports of progress
RECORDS = "records"  # how many lines follow, where the manifest says so


class Lines:
    """Lines as one stream to read from; it keeps count."""

    def __init__(self, manifest: bytes, lines: Iterable[bytes], total: int, progress: Progress) -> None:
        self._ready = bytearray(manifest + b"\n")
        self._lines = iter(lines)
        self._last, self._total, self._progress = "", total, progress
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
            self._check(line)
            self._ready += line + b"\n"
            self.records += 1
            self.plain += len(line) + 1
            if self.records % EVERY == 0:
                self._progress(self.records, max(self._total, self.records))

    def _check(self, line: bytes) -> None:
        if len(line) > LONGEST_LINE:
            raise refusals.record_too_long(LONGEST_LINE // 1024)
        rev = rev_id(line)
        if rev <= self._last or b"\n" in line:
            raise ValueError("lines come in the order of their hashes, each once")
        self._last = rev


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
    """Every record with its number, 1, 2, 3 …, and its bytes: canonical, in order, each once, all there."""
    last, number = "", 0
    for number, line in enumerate(lines, start=1):
        try:
            revision = parse_line(line)
        except (ValueError, RecursionError) as wrong:
            raise refusals.bad_line(number, str(wrong)) from wrong
        rev = rev_id(line)
        if rev <= last:
            raise refusals.bad_line(number, "it stands there twice, or out of order")
        last = rev
        yield number, revision, line
    if manifest.get(RECORDS, number) != number:
        raise refusals.bad_line(number + 1, "it is missing")


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
