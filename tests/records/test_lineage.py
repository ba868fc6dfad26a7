"""Events as paths: they come back as they were, fit what a bundle may hold, and lead to kin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.lineage import (
    BACK,
    FORWARD,
    Event,
    What,
    event_body,
    events_of,
    fits_life,
    kin,
    taken_back,
)

IDS = st.text("0123456789abcdef", min_size=1, max_size=6)
EVENTS = st.builds(
    Event,
    IDS,
    st.sampled_from(What),
    st.frozensets(IDS, max_size=3).map(lambda found: tuple(sorted(found))),
    st.frozensets(IDS, max_size=3).map(lambda found: tuple(sorted(found))),
    st.sampled_from(["", "01906"]),
)


@given(st.lists(EVENTS, unique_by=lambda event: event.id, max_size=4))
def test_what_is_written_is_read_back_and_fits(events: list[Event]) -> None:
    body = {path: value for event in events for path, value in event_body(event).items()}
    assert events_of(body) == tuple(sorted(events, key=lambda one: one.id))
    assert all(fits_life(path, value) for path, value in body.items())
    for event in events:
        left = {path: value for path, value in body.items() if path not in taken_back(body, event.id)}
        assert event.id not in {one.id for one in events_of(left)}
        assert len(events_of(left)) == len(events) - 1


@pytest.mark.parametrize(
    ("path", "value", "fits"),
    [
        ("life/e", "split_off", True),
        ("life/e", "flew away", False),
        ("life/e", True, False),
        ("life/e/with", ("h1",), True),
        ("life/e/with", "h1", False),
        ("life/e/place", "01906", True),
        ("life/e/place", 1906, False),
        ("life/", "split_off", False),
        ("life/e/weather", "rain", None),
    ],
)
def test_what_may_stand_under_an_event(path: str, value: object, fits: bool | None) -> None:  # noqa: FBT001 - a table
    assert fits_life(path, value) is fits  # type: ignore[arg-type]


def test_kin_is_found_over_generations_and_never_goes_round_for_ever() -> None:
    held = {
        "grandchild": [Event("1", What.SPLIT_FROM, ("child",))],
        "child": [Event("2", What.SPLIT_FROM, ("parent",)), Event("1", What.SPLIT_OFF, ("grandchild",))],
        "parent": [Event("2", What.SPLIT_OFF, ("child",)), Event("3", What.JOINED_BY, ("grandchild",))],
    }
    find = lambda uid: held.get(uid, [])  # noqa: E731 - a table as a function
    assert kin("grandchild", find, BACK) == ("child", "parent")
    assert kin("parent", find, FORWARD) == ("child", "grandchild")
    assert kin("stranger", find, BACK) == ()
