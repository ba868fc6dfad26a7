"""Chance falls the same way everywhere."""

from collections import Counter

from desktop.practice.dice import Dice, Odds


def test_a_text_begins_one_stream_on_every_python() -> None:
    dice = Dice("1/06")
    assert [dice.below(1000) for _ in range(6)] == [866, 847, 78, 809, 401, 341]


def test_between_reaches_both_ends_and_nothing_else() -> None:
    dice = Dice("ends")
    assert {dice.between(3, 5) for _ in range(200)} == {3, 4, 5}


def test_never_and_always() -> None:
    dice = Dice("sure")
    assert not any(dice.happens(0) for _ in range(500))
    assert all(dice.happens(100) for _ in range(500))


def test_odds_follow_their_weights() -> None:
    dice, odds = Dice("weights"), Odds([("often", 90), ("never", 0), ("seldom", 10)])
    drawn = Counter(odds.draw(dice) for _ in range(2000))
    assert drawn["never"] == 0
    assert 1700 < drawn["often"] < 1900


def test_some_are_different_things_and_at_most_all() -> None:
    dice, odds = Dice("some"), Odds([("a", 1), ("b", 1), ("c", 1)])
    assert all(len(set(odds.draw_some(dice, 2))) == 2 for _ in range(50))
    assert sorted(odds.draw_some(dice, 9)) == ["a", "b", "c"]
