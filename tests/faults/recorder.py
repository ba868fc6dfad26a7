"""A flight recorder: what a program does to the files of a folder, call by call, as the kernel sees it.

It traces an unchanged child process (ptrace), so nothing of the program is replaced: the driver that is
shipped, Python's own files and every library are seen alike. Linux only, as are the kills of this folder.
"""

import ctypes
import os
import platform
import signal
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.faults.flight import FOLDER, Event, Flight, Move, Name, Said, Size, Sync, SyncFolder, Write

Say = Callable[[str], None]
EAR = "/dev/null"  # the child writes what it acknowledges there; the recorder hears it in its place
NOT_KEPT = "-shm"  # shared memory with the name of a file; a restart begins it anew
FIRST_NUMBER = 1_000_000  # of files that the program makes

_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.ptrace.restype = ctypes.c_long
_LIBC.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_TRACE_ME, _TO_NEXT_CALL, _SET_OPTIONS, _CALL_INFO = 0, 24, 0x4200, 0x420E
_MARK_CALLS, _TELL_CHILDREN, _DIE_TOGETHER = 0x1, 0x2 | 0x4 | 0x8, 0x100000
_AT_CALL = signal.SIGTRAP | 0x80
_ENTRY = 1
_INFO = struct.Struct("<B7xQQ7Q")  # which stop; two pointers; then number and arguments, or the result
_SHARED, _WRITABLE, _NOWHERE = 1, 2, -100
_LONGEST_PATH = 4096

_CALLS = {  # name: number on x86-64, on arm64; 0 = there is none
    "write": (1, 64),
    "open": (2, 0),
    "mmap": (9, 222),
    "pwrite64": (18, 68),
    "writev": (20, 66),
    "sendfile": (40, 71),
    "fsync": (74, 82),
    "fdatasync": (75, 83),
    "ftruncate": (77, 46),
    "rename": (82, 0),
    "mkdir": (83, 0),
    "rmdir": (84, 0),
    "unlink": (87, 0),
    "openat": (257, 56),
    "mkdirat": (258, 34),
    "unlinkat": (263, 35),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "copy_file_range": (326, 285),
}
_UNSEEN = {  # calls that change files in ways that are not recorded: the program must not make them
    "truncate": (76, 45),
    "creat": (85, 0),
    "link": (86, 0),
    "symlink": (88, 0),
    "linkat": (265, 37),
    "symlinkat": (266, 36),
    "fallocate": (285, 47),
    "pwritev": (296, 70),
    "pwritev2": (328, 287),
}
_COLUMN = {"x86_64": 0, "aarch64": 1}


def record(root: Path, work: Callable[[Say], None]) -> Flight:
    """Run `work(say)` in a traced child of this process; returns all it did to the files under `root`."""
    before = {
        str(path.relative_to(root)): None if path.is_dir() else path.read_bytes() for path in root.rglob("*")
    }
    numbers = {path: n for n, path in enumerate(sorted(before)) if before[path] is not None}
    child = os.fork()
    if not child:
        _be_traced(work)
    return Flight(before, numbers, tuple(Recorder(root, child, dict(numbers)).events()))


def _be_traced(work: Callable[[Say], None]) -> None:
    failed = 1
    try:
        _ptrace(_TRACE_ME, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        ear = os.open(EAR, os.O_WRONLY)
        work(lambda text: _say(ear, text))
        failed = 0
    finally:
        os._exit(failed)


def _say(ear: int, text: str) -> None:
    os.write(ear, text.encode())


def _ptrace(request: int, child: int, place: int = 0, data: int = 0) -> None:
    if _LIBC.ptrace(request, child, place, data) < 0:
        raise OSError(ctypes.get_errno(), f"ptrace {request:#x} is not allowed here")


class Recorder:
    """Follows one child from call to call; each method below hears of one kind of call that went well."""

    def __init__(self, root: Path, child: int, numbers: dict[str, int]) -> None:
        self._root, self._child, self._numbers = f"{root}/", child, numbers
        self._next = FIRST_NUMBER
        self._found: list[Event] = []

    def events(self) -> Iterator[Event]:
        """Everything until the child ends; it must end well, and have no threads: they would go unseen."""
        listeners = self._listeners()
        for call, result in self._calls():
            if result >= 0 and (listener := listeners.get(call[0])):
                listener(result, *call[1:])
                yield from self._found
                self._found.clear()

    def _listeners(self) -> dict[int, Callable[..., None]]:
        column = _COLUMN[platform.machine()]
        unseen = {numbers[column]: self.unseen for numbers in _UNSEEN.values()}
        heard = {numbers[column]: getattr(self, name) for name, numbers in _CALLS.items() if numbers[column]}
        return unseen | heard

    def _calls(self) -> Iterator[tuple[tuple[int, ...], int]]:
        """Every call of the kernel with its arguments and its result, while the child stands still."""
        os.waitpid(self._child, 0)
        _ptrace(_SET_OPTIONS, self._child, 0, _MARK_CALLS | _TELL_CHILDREN | _DIE_TOGETHER)
        info = ctypes.create_string_buffer(_INFO.size)
        call: tuple[int, ...] = ()
        signalled = 0
        while True:
            _ptrace(_TO_NEXT_CALL, self._child, 0, signalled)
            _, status = os.waitpid(self._child, 0)
            if os.WIFEXITED(status) or os.WIFSIGNALED(status):
                assert status == 0, "the program failed"
                return
            assert status >> 16 == 0, "the program has a thread or a child"
            signalled = 0 if os.WSTOPSIG(status) == _AT_CALL else os.WSTOPSIG(status)
            if not signalled:
                _ptrace(_CALL_INFO, self._child, len(info), ctypes.addressof(info))
                stop, _, _, *numbers = _INFO.unpack_from(info)
                if stop == _ENTRY:
                    call = tuple(numbers)
                else:
                    yield call, ctypes.c_int64(numbers[0]).value

    # -------------------------------------------------------------------------- bytes

    def write(self, result: int, handle: int, place: int, *_: int) -> None:
        """At the present position; or something said."""
        if self._target(handle) == EAR:
            self._found.append(Said(self._memory(place, result).decode()))
        else:
            self._written(handle, self._position(handle) - result, result)

    def writev(self, result: int, handle: int, *_: int) -> None:
        """Several pieces, one behind the other."""
        self._written(handle, self._position(handle) - result, result)

    def sendfile(self, result: int, handle: int, *_: int) -> None:
        """From another file."""
        self._written(handle, self._position(handle) - result, result)

    def copy_file_range(self, result: int, _source: int, _from: int, handle: int, to: int, *_: int) -> None:
        """From another file, in the kernel."""
        assert not to
        self._written(handle, self._position(handle) - result, result)

    def pwrite64(self, result: int, handle: int, _: int, _size: int, at: int, *_more: int) -> None:
        """At a place."""
        self._written(handle, at, result)

    def ftruncate(self, _: int, handle: int, size: int, *_more: int) -> None:
        """A new length."""
        if path := self._kept(self._target(handle)):
            self._found.append(Size(self._numbers[path], size))

    def mmap(self, _: int, _place: int, _size: int, may: int, how: int, handle: int, *_more: int) -> None:
        """Writing through memory goes unseen."""
        if how & _SHARED and may & _WRITABLE and ctypes.c_int32(handle).value >= 0:
            assert not self._kept(self._target(handle)), "a file is written through memory"

    def _written(self, handle: int, at: int, size: int) -> None:
        if path := self._kept(self._target(handle)):
            file = os.open(self._root + path, os.O_RDONLY)
            data = os.pread(file, size, at)
            os.close(file)
            assert len(data) == size
            self._found.append(Write(self._numbers[path], at, data))

    # -------------------------------------------------------------------------- to the disk

    def fsync(self, _: int, handle: int, *_more: int) -> None:
        """A file, or the names in a folder."""
        target = self._target(handle)
        if target + "/" == self._root or (self._kept(target) and Path(target).is_dir()):
            self._found.append(SyncFolder())
        elif path := self._kept(target):
            self._found.append(Sync(self._numbers[path]))

    def fdatasync(self, result: int, handle: int, *_: int) -> None:
        """A file."""
        self.fsync(result, handle)

    # -------------------------------------------------------------------------- names

    def open(self, handle: int, _: int, flags: int, *_more: int) -> None:
        """A new file, or an old one emptied."""
        path = self._kept(self._target(handle))
        if not path or flags & os.O_DIRECTORY:
            return
        if path not in self._numbers and flags & os.O_CREAT:
            self._numbers[path] = self._next
            self._next += 1
            self._found.append(Name(path, self._numbers[path]))
        elif flags & os.O_TRUNC:
            self._found.append(Size(self._numbers[path], 0))

    def openat(self, handle: int, _: int, place: int, flags: int, *_more: int) -> None:
        """As `open`."""
        self.open(handle, place, flags)

    def mkdir(self, _: int, place: int, *_more: int) -> None:
        """A new folder."""
        self._named(_NOWHERE, place, FOLDER)

    def mkdirat(self, _: int, folder: int, place: int, *_more: int) -> None:
        """A new folder."""
        self._named(folder, place, FOLDER)

    def unlink(self, _: int, place: int, *_more: int) -> None:
        """A file is gone."""
        self._named(_NOWHERE, place, None)

    def rmdir(self, _: int, place: int, *_more: int) -> None:
        """A folder is gone."""
        self._named(_NOWHERE, place, None)

    def unlinkat(self, _: int, folder: int, place: int, *_more: int) -> None:
        """A file or a folder is gone."""
        self._named(folder, place, None)

    def rename(self, _: int, source: int, target: int, *_more: int) -> None:
        """Another name."""
        self.renameat(0, _NOWHERE, source, _NOWHERE, target)

    def renameat(self, _: int, folder: int, source: int, to: int, target: int, *_more: int) -> None:
        """Another name, for a folder with everything in it."""
        old, new = self._kept(self._path(folder, source)), self._kept(self._path(to, target))
        assert bool(old) == bool(new), "a file comes from elsewhere, or leaves"
        if old and new:
            self._numbers.pop(new, None)
            for path in [path for path in self._numbers if path == old or path.startswith(f"{old}/")]:
                self._numbers[new + path[len(old) :]] = self._numbers.pop(path)
            self._found.append(Move(old, new))

    def renameat2(self, result: int, *places: int) -> None:
        """As `renameat`."""
        self.renameat(result, *places)

    def unseen(self, *_: int) -> None:
        """A call whose work is not recorded."""
        raise AssertionError("the program changed a file in a way that is not recorded")

    def _named(self, folder: int, place: int, what: int | None) -> None:
        if path := self._kept(self._path(folder, place)):
            self._numbers.pop(path, None)
            self._found.append(Name(path, what))

    # -------------------------------------------------------------------------- what the child sees

    def _kept(self, path: str) -> str:
        """The path under the root; "" for other files, for those without a name, and for shared memory."""
        if not path.startswith(self._root) or path.endswith((NOT_KEPT, " (deleted)")):
            return ""
        return path[len(self._root) :]

    def _target(self, handle: int) -> str:
        return str(Path(f"/proc/{self._child}/fd/{ctypes.c_int32(handle).value}").readlink())

    def _position(self, handle: int) -> int:
        with open(f"/proc/{self._child}/fdinfo/{handle}", encoding="ascii") as info:  # noqa: PTH123 - a fast path
            return int(info.readline().removeprefix("pos:"))

    def _path(self, folder: int, place: int) -> str:
        path = self._memory(place, _LONGEST_PATH).partition(b"\0")[0].decode()
        if path.startswith("/"):
            return path
        near = ctypes.c_int32(folder).value
        here = Path(f"/proc/{self._child}/cwd").readlink() if near == _NOWHERE else self._target(near)
        return f"{here}/{path}"

    def _memory(self, place: int, size: int) -> bytes:
        file = os.open(f"/proc/{self._child}/mem", os.O_RDONLY)
        try:
            return os.pread(file, size, place)
        finally:
            os.close(file)
