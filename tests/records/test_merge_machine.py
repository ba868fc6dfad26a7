"""Devices that do anything in any order, step by step: the laws of merging hold at every moment (proof M2).

`test_merge` plays histories of whole exchanges. Here a device may hold any part of what others wrote, may be
copied like a cloned laptop, and open drafts for long; after every step its state is checked against the rules
written naively, and at the end everybody has the same.
"""

import os
from random import Random

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from desktop.editions.values import Value
from desktop.records.digest import digest_line
from desktop.records.merge import Merged
from desktop.records.removal import is_removal
from tests.records.histories import (
    MEMBERS,
    PATHS,
    VALUES,
    Device,
    Naive,
    group_of,
    last_received_wins,
    plain,
    really,
)

LONG = os.environ.get("RASOAT_LONG") == "1"
MANY = 100_000 if LONG else 100
STEPS = 14
DEVICES = 3
FIRST: dict[str, Value | None] = {"area": "x", "basis": "x", "points": 1, "members/m1/name": "x"}
device_numbers = st.integers(0, DEVICES - 1)
paths = st.sampled_from(PATHS)
values = st.sampled_from(VALUES)
members = st.sampled_from(MEMBERS)


class Laptops(RuleBasedStateMachine):
    """Three devices that begin with the same household."""

    @initialize()
    def begin(self) -> None:
        """One has the household, and the others got it."""
        self.devices = [Device(number) for number in range(DEVICES)]
        self.devices[0].seal(FIRST)
        for device in self.devices[1:]:
            device.receive(self.devices[0])

    @rule(number=device_numbers, changes=st.dictionaries(paths, values, min_size=1, max_size=3))
    def edit(self, number: int, changes: dict[str, Value | None]) -> None:
        """Answers, on what is there or on what was there when the draft was opened."""
        self.seal(number, changes)

    @rule(number=device_numbers, path=paths)
    def clear(self, number: int, path: str) -> None:
        """No answer any more."""
        self.seal(number, {path: None})

    @rule(number=device_numbers, uid=members, how=st.sampled_from(["died", "moved", None]))
    def remove(self, number: int, uid: str, how: str | None) -> None:
        """A member leaves, or is brought back."""
        self.seal(number, {f"members/{uid}/removed": how})

    @rule(number=device_numbers, why=st.sampled_from(["twice", None]))
    def delete(self, number: int, why: str | None) -> None:
        """The household goes, or is brought back."""
        self.seal(number, {"deleted": why})

    @rule(number=device_numbers)
    def open_draft(self, number: int) -> None:
        """What is written next builds on what is seen now."""
        self.devices[number].base = self.devices[number].state.heads

    @rule(number=device_numbers, side=st.integers(0, 3), data=st.data())
    def settle(self, number: int, side: int, data: st.DataObject) -> None:
        """A clash is decided for one of its sides."""
        device = self.devices[number]
        if clashes := device.state.clashes:
            clash = data.draw(st.sampled_from(clashes))
            group = {path: None for path in (*PATHS, clash.path) if group_of(path) == clash.path}
            device.seal({**group, **clash.values[side % len(clash.values)].values})
            assert clash.path not in [left.path for left in device.state.clashes]
            self.check(number)

    @rule(number=device_numbers, out=st.booleans(), data=st.data())
    def withdraw(self, number: int, data: st.DataObject, *, out: bool) -> None:
        """A revision is taken out, or brought back."""
        device = self.devices[number]
        device.withdraw(data.draw(st.sampled_from(sorted(device.record))), out=out)
        self.check(number)

    @rule(number=device_numbers, other=device_numbers)
    def receive(self, number: int, other: int) -> None:
        """A whole bundle."""
        self.devices[number].receive(self.devices[other])
        self.check(number)

    @rule(number=device_numbers, other=device_numbers, data=st.data())
    def receive_a_part(self, number: int, other: int, data: st.DataObject) -> None:
        """An older bundle, or one that lacks what we were thought to hold: parents may be missing."""
        source = self.devices[other].record
        revs = data.draw(st.lists(st.sampled_from(sorted(source)), max_size=3, unique=True))
        self.devices[number].record |= {rev: source[rev] for rev in revs}
        self.check(number)

    @rule(number=device_numbers, other=device_numbers)
    def clone(self, number: int, other: int) -> None:
        """A laptop is set up from a copy of another: both go on with the same epoch and counter."""
        source = self.devices[other]
        base = source.base
        self.devices[number] = Device(
            source.number, dict(source.record), dict(source.withdrawals), base, source.counter
        )
        self.check(number)

    def seal(self, number: int, changes: dict[str, Value | None]) -> None:
        """Leave the household: one revision, which leaves the clashes of other fields open."""
        device = self.devices[number]
        written = {group_of(path) for path in changes}
        open_ = set() if device.base else {c.path for c in device.state.clashes if not is_removal(c.path)}
        device.seal(changes, device.base)
        device.base = None
        assert open_ - written <= {clash.path for clash in device.state.clashes}
        self.check(number)

    def merged(self, device: Device) -> Merged:
        """The merge that is shipped."""
        return really(device.record, device.withdrawn)

    def check(self, number: int) -> None:
        """The state is that of the rules: everything written last is in it, or in a clash."""
        device = self.devices[number]
        state, (body, clashes) = self.merged(device), Naive(device.record, device.withdrawn).state()
        assert plain(state.body) == body
        assert {one.path: [plain(side.values) for side in one.values] for one in state.clashes} == clashes

    def teardown(self) -> None:
        """Everybody gets everything, each in an order of its own: one state."""
        if not hasattr(self, "devices"):
            return
        everything = {rev: one for device in self.devices for rev, one in device.record.items()}
        withdrawals = {rev: one for device in self.devices for rev, one in device.withdrawals.items()}
        lines = set()
        for seed in range(3):
            order = sorted(everything)
            Random(seed).shuffle(order)  # noqa: S311 - an order, no secret
            device = Device(seed, {rev: everything[rev] for rev in order}, withdrawals)
            lines.add(digest_line(self.merged(device)))
        assert len(lines) == 1


class Naively(Laptops):
    """The control: the same devices, merged as most programs do."""

    def merged(self, device: Device) -> Merged:
        """What came last."""
        return last_received_wins(device.record, device.withdrawn)


def test_the_laws_hold_at_every_step() -> None:
    run_state_machine_as_test(
        Laptops, settings=settings(max_examples=500, stateful_step_count=STEPS, deadline=None)
    )


@pytest.mark.release
def test_the_laws_hold_at_every_step_of_many() -> None:
    run_state_machine_as_test(
        Laptops, settings=settings(max_examples=MANY, stateful_step_count=STEPS, deadline=None)
    )


def test_last_received_wins_does_not_hold() -> None:
    quick = settings(
        max_examples=200, stateful_step_count=STEPS, database=None, derandomize=True, phases=[Phase.generate]
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Naively, settings=quick)
