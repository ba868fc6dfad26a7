"""Bundles of eight laptops in any order, again and again, in any groups: one state (proof M1).

A few dozen orders go through real files into real offices; hundreds more through the merge alone, on the very
lines of those files. The control takes whatever was received last, and gets another state each time.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from desktop.actions import office, receive, settle, workspace
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.enter import open_form
from desktop.actions.script import enter_all
from desktop.actions.write import put_record
from desktop.bundle.opening import open_bundle
from desktop.records.digest import digest as digest_of
from desktop.records.digest import digest_line
from desktop.records.merge import WITHDRAWAL, Merged, merge
from desktop.records.model import FormKey
from desktop.records.revision import RevId, Revision, rev_id
from desktop.records.withdrawal import withdrawn_revisions
from desktop.store import revisions, states
from tests.faults.laptops import Team, arrivals, forms, team

LAPTOPS, HOUSEHOLDS, STAGES = 8, 10, 3
ORDERS_OF_FILES, ORDERS = 16, 500  # in every run
SHARES, ORDERS_OF_FILES_LONG, ORDERS_LONG = range(10), 60, 1_950  # before a release: 20,000 and more
CONTROL = 30
EDITS = ("address=Thôn {}", "remarks=ghi {}", "head_phone=091{}000", "b1_points={}", "floor_area_m2={}")
Line = tuple[RevId, Revision]
Record = tuple[str, str]
MergeOf = Callable[[str, str, Mapping[RevId, Revision], AbstractSet[RevId]], Merged]


@dataclass(frozen=True, slots=True)
class Material:
    """The team after its work: every bundle's lines, those of the list, and the one state they have."""

    made: Team
    received: Workspace  # an office that knew the list, and got every bundle once
    brought: Mapping[Path, Sequence[Line]]
    listed: Sequence[Line]
    digest: str


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Material]:
    random = Random("M1")  # noqa: S311 - the same work in every run
    made = team(
        tmp_path_factory.mktemp("team"), random, laptops=LAPTOPS, households=HOUSEHOLDS, offices_among=1
    )
    for _ in range(STAGES):
        work(made, random)
    ws = made.copy_of_the_list("in the order of packing")
    listed = tuple(lines_of(ws))
    receive.receive(ws, made.sent)
    held = dict(lines_of(ws))
    brought = {file: tuple(brought_by(ws, file, held)) for file in made.sent}
    yield Material(made, ws, brought, listed, digest(ws))
    workspace.close(ws)
    made.close()


def work(made: Team, random: Random) -> None:
    """Everybody edits and packs; the office hears of some of it, decides, and hands down what it knows."""
    for laptop in made.laptops:
        for key in random.sample(forms(laptop), 3):
            enter_all(laptop, key.partition("@")[0], list(edits(laptop, key, random)))
        if random.random() < 0.4:
            code = f"household_code=M{random.randrange(10**6)}"
            enter_all(laptop, "new", [code, "members/+1/name=Mã Thị Mới"])
    withdraw(made.laptops[0], random)
    files = [made.pack(laptop) for laptop in made.laptops]
    receive.receive(made.office, random.sample(files, 4))
    for clash in random.sample(states.clashes(made.office.store), 2):
        settle.settle(made.office, clash.id, take=1, why="đã hỏi lại")
    for number in random.sample(range(LAPTOPS), 3):
        made.hand_down(number)


def edits(ws: Workspace, key: FormKey, random: Random) -> Iterator[str]:
    """Two answers of a household, now and then a member, now and then all of it."""
    for edit in random.sample(EDITS, 2):
        yield edit.format(random.randrange(100, 140))
    people = open_form(ws, key).form.members
    if people and random.random() < 0.3:
        yield f"members/{random.choice(people).uid}/" + random.choice(("removed=moved", "name=Lý Thị Mẩy"))
    if random.random() < 0.1:
        yield "deleted=hai lần"


def withdraw(ws: Workspace, random: Random) -> None:
    """Somebody who may takes two revisions out, and brings one of them back."""
    for rev in random.sample([rev for rev, one in lines_of(ws) if one.kind == "form"], 2):
        put_record(ws, WITHDRAWAL, f"thử {rev[:8]}", {"revisions": (rev,), "withdrawn": True})
    put_record(ws, WITHDRAWAL, f"thử {rev[:8]}", {"revisions": (rev,), "withdrawn": False})


def lines_of(ws: Workspace) -> Iterator[Line]:
    """Every revision that a workspace holds."""
    for kind in revisions.kinds(ws.store):
        for _, found in revisions.records(ws.store, kind):
            yield from found.items()


def brought_by(ws: Workspace, file: Path, held: Mapping[RevId, Revision]) -> Iterator[Line]:
    """The lines of a bundle that an office accepts: those it holds when it has received all."""
    with open_bundle(
        file, identities=office.identities(ws), trust=office.trust(ws), today=office.today(ws)
    ) as opened:
        for _, revision, line in opened.lines():
            if rev_id(line) in held:
                yield rev_id(line), revision


class Office:
    """Receives lines as the program does: adds them, and merges again the records they touch."""

    def __init__(self, merge_of: MergeOf, listed: Sequence[Line]) -> None:
        self._merge_of = merge_of
        self._records: dict[Record, dict[RevId, Revision]] = defaultdict(dict)
        self._place: dict[RevId, Record] = {}
        self._out = frozenset[RevId]()
        self._states: dict[Record, bytes] = {}
        self.receive([listed])

    def receive(self, bundles: Sequence[Sequence[Line]]) -> None:
        """One command: all its bundles, then the merge."""
        touched = set[Record]()
        for rev, revision in (line for bundle in bundles for line in bundle):
            record = revision.kind, revision.key
            if rev not in self._place:
                self._records[record][rev] = revision
                self._place[rev] = record
                touched.add(record)
        touched |= self._taken_out(touched)
        for record in sorted(touched):
            self._states[record] = digest_line(self._merge_of(*record, self._records[record], self._out))

    def _taken_out(self, touched: AbstractSet[Record]) -> set[Record]:
        """The records that withdrawals among the new lines touch."""
        if not any(kind == WITHDRAWAL for kind, _ in touched):
            return set()
        before, found = self._out, [one for (kind, _), one in self._records.items() if kind == WITHDRAWAL]
        self._out = withdrawn_revisions(revision for one in found for revision in one.values())
        return {self._place[rev] for rev in before ^ self._out if rev in self._place}

    @property
    def digest(self) -> str:
        """The one hash of its state."""
        return digest_of(self._states.values())


def by_files(material: Material, count: int, seed: str) -> set[str]:
    """Real files into new offices that know the list."""
    random = Random(seed)  # noqa: S311 - chance, no secret
    found = set()
    for number in range(count):
        ws = material.made.copy_of_the_list(f"{seed} {number}")
        for group in arrivals(random, material.made.sent):
            receive.receive(ws, group)
        found.add(digest(ws))
        workspace.close(ws)
    return found


def by_lines(material: Material, count: int, seed: str, merge_of: MergeOf) -> set[str]:
    """The lines of those files into the merge."""
    random = Random(seed)  # noqa: S311 - chance, no secret
    found = set()
    for _ in range(count):
        receiving = Office(merge_of, material.listed)
        for group in arrivals(random, material.made.sent):
            receiving.receive([material.brought[file] for file in group])
        found.add(receiving.digest)
    return found


def shipped(material: Material) -> MergeOf:
    """The merge of the program."""
    group_of = material.made.office.edition.group_of
    return lambda kind, key, found, out: merge(kind, key, found, out, group_of)


def last_received(material: Material) -> MergeOf:
    """The control: the household as it came last, as most programs have it."""
    really = shipped(material)

    def merge_of(kind: str, key: str, found: Mapping[RevId, Revision], out: AbstractSet[RevId]) -> Merged:
        left = [revision for rev, revision in found.items() if rev not in out]
        return replace(really(kind, key, found, out), body=dict(left[-1].body) if left else {}, clashes=())

    return merge_of


@pytest.mark.slow
def test_the_work_has_all_there_is(material: Material) -> None:
    """Forks, joins, decisions, clashes, withdrawals, and the same revisions in many bundles."""
    found = dict(lines_of(material.received))
    parents = [one.parents for one in found.values()]
    assert len({one.epoch for one in found.values()}) > LAPTOPS
    assert max(map(len, parents)) > 1
    assert any(one.why for one in found.values())
    assert states.clashes(material.received.store)
    assert withdrawn_revisions(found.values())
    assert sum(map(len, material.brought.values())) > 3 * len(found)


@pytest.mark.slow
def test_files_in_any_order_give_one_state(material: Material) -> None:
    assert by_files(material, ORDERS_OF_FILES, "files") == {material.digest}


@pytest.mark.slow
def test_lines_in_any_order_give_one_state(material: Material) -> None:
    assert by_lines(material, ORDERS, "lines", shipped(material)) == {material.digest}


@pytest.mark.slow
def test_last_received_wins_gives_many(material: Material) -> None:
    assert len(by_lines(material, CONTROL, "control", last_received(material))) > CONTROL // 2


@pytest.mark.release
@pytest.mark.parametrize("share", SHARES)
def test_20000_orders_give_one_state(material: Material, share: int) -> None:
    assert by_files(material, ORDERS_OF_FILES_LONG, f"files {share}") == {material.digest}
    assert by_lines(material, ORDERS_LONG, f"lines {share}", shipped(material)) == {material.digest}
