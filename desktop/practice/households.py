"""Invented households, one after the other: reproducible by seed, and of the classes that are asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.editions.datafiles import broken
from desktop.editions.rules import Edition
from desktop.editions.units import Unit
from desktop.practice.dice import Dice, Odds
from desktop.practice.house import Maker, Place
from desktop.practice.plan import Aim, Peoples, Plan
from desktop.records.classify import classify
from desktop.records.model import Form

MOST_TRIES = 300  # to draw a household of the class that is aimed at
SMALLEST, LARGEST = 60, 140  # of 100: how communes differ in size


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: so many households of these communes.

    `exactly`: so many of a class, or of all classes on one side of the tables (poor, whatever the reason).
    """

    communes: Sequence[Unit]
    province: str
    households: int
    seed: str  # begins every stream of chance
    date: str  # reference date, YYYY-MM-DD
    exactly: Mapping[str, int] = field(default_factory=dict)


def draw_households(edition: Edition, plan: Plan, peoples: Peoples, order: Order) -> Iterator[Form]:
    """The households of `order`, village by village; memory does not grow with their number."""
    maker = Maker(edition, plan, peoples, seed=order.seed, province=order.province, on=order.date)
    places = zip(_places(plan, order), _aims(edition, plan, order), strict=True)
    return (_of_class(maker, edition, order, place, aim) for place, aim in places)


def _of_class(maker: Maker, edition: Edition, order: Order, place: Place, aim: str) -> Form:
    """Draw until the classifier agrees with the aim."""
    dice = Dice(f"{order.seed}/{place.n}")
    for _ in range(MOST_TRIES):
        form = maker.draw(dice, place, aim)
        if classify(edition, form, order.date).code == aim:
            return form
    tries = f"no household of the class “{aim}” in {MOST_TRIES} tries"
    raise broken(f"{edition.id}.toml", "answer", tries, "odds that make every class now and then")


def shares(edition: Edition, plan: Plan, order: Order) -> dict[str, int]:
    """How many households of each class: as asked for, the others in proportion to their usual shares."""
    asked = dict(order.exactly)
    groups = [
        (number, [aim for aim in plan.aim if name in sides(edition, aim)]) for name, number in asked.items()
    ]
    others = [aim for aim in plan.aim if not sides(edition, aim) & asked.keys()]
    groups.append((order.households - sum(asked.values()), others))
    drawn: dict[str, int] = {}
    for number, aims in groups:
        parts = _parts(number, [aim.share for aim in aims])
        drawn |= {aim.code: part for aim, part in zip(aims, parts, strict=True)}
    return {aim.code: drawn[aim.code] for aim in plan.aim}


def sides(edition: Edition, aim: Aim) -> frozenset[str]:
    """What a wish may call an aim: its class, or the side of the tables that it stands on."""
    return frozenset({aim.code, edition.class_words[aim.code].side})


def _parts(whole: int, weights: Sequence[int]) -> list[int]:
    """Whole parts in proportion to the weights; what is left over goes to the largest remainders."""
    total = sum(weights) or 1
    parts = [whole * weight // total for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda i: (-(whole * weights[i] % total), i))
    for i in by_rest[: whole - sum(parts)]:
        parts[i] += 1
    return parts


def _aims(edition: Edition, plan: Plan, order: Order) -> Iterator[str]:
    """Each class exactly as often as wanted, anywhere in the file alike (selection sampling)."""
    left, dice = shares(edition, plan, order), Dice(f"{order.seed}/aims")
    for _ in range(order.households):
        aim = Odds(left.items()).draw(dice)
        left[aim] -= 1
        yield aim


def _places(plan: Plan, order: Order) -> Iterator[Place]:
    dice, n = Dice(f"{order.seed}/places"), 0
    sizes = _parts(order.households, [dice.between(SMALLEST, LARGEST) for _ in order.communes])
    for commune, size in zip(order.communes, sizes, strict=True):
        villages = min(max(plan.fewest_villages, size // plan.households_a_village), size)
        weights = [dice.between(SMALLEST, LARGEST) for _ in range(villages)]
        for village, houses in enumerate(_parts(size, weights), start=1):
            for house in range(1, houses + 1):
                n += 1
                yield Place(n, commune, village, house)
