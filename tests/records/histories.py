"""Invented histories of one record on four devices, and the merge rules once more, written naively."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from desktop.editions.values import Missing, Value
from desktop.records.merge import Merged, merge
from desktop.records.revision import RevId, Revision, canonical, encode, rev_id, to_json
from desktop.records.withdrawal import withdrawn_revisions

KIND, KEY = "form", "h@vn-2022/2026/periodic"
FIELDS = ("area", "water", "basis", "points", "notes")
MEMBERS = ("m1", "m2")
PATHS = (*FIELDS, *(f"members/{uid}/{name}" for uid in MEMBERS for name in ("name", "id", "issued")))
VALUES: tuple[Value, ...] = (True, 1, 0, False, "1", "x", (), ("x",), Missing.REFUSED)
DEVICES = 4
Record = dict[RevId, Revision]
GROUPS = {"basis": "basis", "points": "basis", "id": "id", "issued": "id"}


def group_of(path: str) -> str:
    """Income and its basis, ID number and its date: as an edition would say."""
    before, slash, name = path.rpartition("/")
    return f"{before}{slash}{GROUPS.get(name, name)}"


def write(
    record: Mapping[RevId, Revision],
    changes: Mapping[str, Value | None],
    parents: Iterable[RevId] = (),
    *,
    device: int = 0,
    counter: int = 1,
    withdrawn: AbstractSet[RevId] = frozenset(),
) -> tuple[RevId, Revision]:
    """One revision as sealing makes it: the body the person saw, and the changes."""
    heads = tuple(sorted(parents))
    seen = {rev: record[rev] for rev in closure(record, heads)}
    body = dict(merge(KIND, KEY, seen, withdrawn, group_of).body)
    for path, value in changes.items():
        body.pop(path, None)
        if value is not None:
            body[path] = value
    sets = frozenset(changes) if heads else frozenset(body)
    made = Revision(KIND, KEY, body, sets, heads, f"device{device}", counter, counter, f"person{device}")
    return rev_id(encode(made)), made


def closure(record: Mapping[RevId, Revision], heads: Iterable[RevId]) -> set[RevId]:
    """The heads and all that came before."""
    found: set[RevId] = set()
    waiting = [rev for rev in heads if rev in record]
    while waiting:
        rev = waiting.pop()
        if rev not in found:
            found.add(rev)
            waiting.extend(parent for parent in record[rev].parents if parent in record)
    return found


@dataclass
class Device:
    """What one laptop holds, and the heads it saw when a draft was opened."""

    number: int
    record: Record = field(default_factory=dict)
    withdrawals: Record = field(default_factory=dict)
    base: tuple[RevId, ...] | None = None
    counter: int = 0

    @property
    def withdrawn(self) -> frozenset[RevId]:
        return withdrawn_revisions(self.withdrawals.values())

    @property
    def state(self) -> Merged:
        return merge(KIND, KEY, self.record, self.withdrawn, group_of)

    def seal(self, changes: Mapping[str, Value | None], base: tuple[RevId, ...] | None = None) -> None:
        self.counter += 1
        parents = self.state.heads if base is None else base
        rev, made = write(
            self.record,
            changes,
            parents,
            device=self.number,
            counter=self.counter,
            withdrawn=self.withdrawn,
        )
        self.record[rev] = made

    def withdraw(self, rev: RevId, *, out: bool) -> None:
        self.counter += 1
        key = f"bundle:{rev[:8]}/1"
        held = {r: one for r, one in self.withdrawals.items() if one.key == key}
        heads = tuple(sorted(set(held) - {parent for one in held.values() for parent in one.parents}))
        body: dict[str, Value] = {"withdrawn": out, "revisions": (rev,)}
        sets = frozenset({"withdrawn"} if heads else body)
        made = Revision("withdrawal", key, body, sets, heads, f"device{self.number}", self.counter)
        self.withdrawals[rev_id(encode(made))] = made

    def receive(self, other: "Device") -> None:
        self.record |= other.record
        self.withdrawals |= other.withdrawals


@dataclass(frozen=True)
class History:
    """All that was ever written, in the order of writing."""

    record: Record
    withdrawals: Record

    @property
    def withdrawn(self) -> frozenset[RevId]:
        return withdrawn_revisions(self.withdrawals.values())


Step = tuple[str, int, int, int]
NAMES = ("edit", "edit", "edit", "two", "clear", "open", "sync", "sync", "settle", "member", "remove")
STEPS = st.lists(
    st.tuples(
        st.sampled_from((*NAMES, "delete", "withdraw", "restore")),
        st.integers(0, DEVICES - 1),
        st.integers(0, 63),
        st.integers(0, 63),
    ),
    min_size=2,
    max_size=24,
)


def play(steps: Iterable[Step]) -> History:
    """Play a list of steps on four devices that begin with the same household."""
    devices = [Device(number) for number in range(DEVICES)]
    devices[0].seal({"area": "x", "basis": "x", "points": 1, "members/m1/name": "x", "members/m1/id": "1"})
    for device in devices[1:]:
        device.receive(devices[0])
    record, withdrawals = dict(devices[0].record), Record()
    for name, number, one, other in steps:
        _step(devices, name, number, one, other)
        record |= devices[number].record
        withdrawals |= devices[number].withdrawals
    return History(record, withdrawals)


def _step(devices: list[Device], name: str, number: int, one: int, other: int) -> None:
    device = devices[number]
    path, value = PATHS[one % len(PATHS)], VALUES[other % len(VALUES)]
    if name == "sync":
        device.receive(devices[one % DEVICES])
    elif name == "open":
        device.base = device.state.heads
    elif name == "settle":
        _settle(device, one, other)
    elif name in ("withdraw", "restore"):
        revs = sorted(device.record)
        device.withdraw(revs[one % len(revs)], out=name == "withdraw")
    else:
        changes: dict[str, dict[str, Value | None]] = {
            "edit": {path: value},
            "two": {path: value, PATHS[other % len(PATHS)]: "x"},
            "clear": {path: None},
            "member": {f"members/{MEMBERS[one % 2]}/name": "x", f"members/{MEMBERS[one % 2]}/id": "7"},
            "remove": {f"members/{MEMBERS[one % 2]}/removed": ("died", "moved", None)[other % 3]},
            "delete": {"deleted": ("gone", "twice", None)[other % 3]},
        }
        device.seal(changes[name], device.base)
        device.base = None


def _settle(device: Device, one: int, other: int) -> None:
    clashes = device.state.clashes
    if clashes:
        clash = clashes[one % len(clashes)]
        side = clash.values[other % len(clash.values)]
        group = {path: None for path in (*PATHS, clash.path) if group_of(path) == clash.path}
        device.seal({**group, **side.values})


HISTORIES = STEPS.map(play)
Merge = Callable[[Record, AbstractSet[RevId]], Merged]


def really(record: Record, withdrawn: AbstractSet[RevId]) -> Merged:
    """The merge that is shipped."""
    return merge(KIND, KEY, record, withdrawn, group_of)


def last_received_wins(record: Record, withdrawn: AbstractSet[RevId]) -> Merged:
    """The negative control: what CSPro does. Every law that matters must fail on it."""
    kept = [rev for rev in record if rev not in withdrawn]
    body = dict(record[kept[-1]].body) if kept else {}
    return replace(really(record, withdrawn), body=body, clashes=(), deleted="deleted" in body)


def plain(values: Mapping[str, Value]) -> bytes:
    """Values as files write them: true is not 1."""
    return canonical({path: to_json(value) for path, value in values.items()})


@dataclass(frozen=True)
class Naive:
    """The rules of section 1 word by word, with sets and no thought of speed."""

    record: Record
    withdrawn: AbstractSet[RevId]

    def ancestors(self, rev: RevId) -> set[RevId]:
        return closure(self.record, self.record[rev].parents)

    def concurrent(self, one: RevId, other: RevId) -> bool:
        return one != other and one not in self.ancestors(other) and other not in self.ancestors(one)

    def writes(self, rev: RevId) -> set[str]:
        made = self.record[rev]
        whole = not made.parents or any(parent not in self.record for parent in made.parents)
        return {group_of(path) for path in (made.sets | set(made.body) if whole else made.sets)}

    def groups(self) -> set[str]:
        return {path for rev in self.record if rev not in self.withdrawn for path in self.writes(rev)}

    def live(self, group: str) -> list[RevId]:
        writers = [r for r in self.record if r not in self.withdrawn and group in self.writes(r)]
        return sorted(r for r in writers if not any(r in self.ancestors(other) for other in writers))

    def value(self, rev: RevId, group: str) -> dict[str, Value]:
        return {path: value for path, value in self.record[rev].body.items() if group_of(path) == group}

    def heads(self) -> tuple[RevId, ...]:
        parents = {parent for made in self.record.values() for parent in made.parents}
        return tuple(sorted(rev for rev in self.record if rev not in parents))

    def speak_against(self, removal: str) -> list[RevId]:
        """Live writes under a removed member or record that nobody who removed it knew, or was known to."""
        removers = [rev for rev in self.live(removal) if removal in self.record[rev].body]
        prefix = "" if removal == "deleted" else removal.removesuffix("removed")
        under = {r for g in self.groups() if g.startswith(prefix) and g != removal for r in self.live(g)}
        return sorted(w for w in under if removers and all(self.concurrent(w, r) for r in removers))

    def sides(self, group: str) -> list[dict[str, Value]]:
        """Distinct live values, each at the place of its smallest revision."""
        said = [(rev, self.value(rev, group)) for rev in self.live(group)]
        if group == "deleted" or group.endswith("/removed"):
            said += [(rev, {}) for rev in self.speak_against(group)]
        sides: dict[bytes, dict[str, Value]] = {}
        for _, values in sorted(said, key=lambda one: one[0]):
            sides.setdefault(plain(values), values)
        return list(sides.values())

    def state(self) -> tuple[bytes, dict[str, list[bytes]]]:
        """The body and the clashes, as bytes."""
        body: dict[str, Value] = {}
        clashes: dict[str, list[bytes]] = {}
        for group in self.groups():
            sides = self.sides(group)
            disputed = (group == "deleted" or group.endswith("/removed")) and {} in sides
            body |= {} if disputed else sides[0]
            if len(sides) > 1:
                clashes[group] = [plain(values) for values in sides]
        return plain(body), clashes
