"""Who lives in an invented house: relations, sexes and ages that make sense together."""

from dataclasses import dataclass

from desktop.practice.dice import Dice, Odds
from desktop.practice.plan import Plan, Tie


@dataclass(frozen=True, slots=True)
class Dweller:
    """Somebody who lives in a house, before names and answers."""

    relation: str
    sex: str
    age: int
    of_house: bool  # carries its family name


class Houses:
    """Draws who lives in a house."""

    def __init__(self, plan: Plan, sexes: tuple[str, str], head: str) -> None:
        self._shapes = Odds((shape.who, shape.weight) for shape in plan.shape)
        self._ties = {tie.id: tie for tie in plan.tie}
        self._odds = {tie.id: Odds(tie.sex.items()) for tie in plan.tie if tie.sex}
        self._many = {tie.id: Odds(tie.how_many.items()) for tie in plan.tie if tie.how_many}
        self._male, self._female = sexes
        self._head = head

    def draw(self, dice: Dice) -> tuple[Dweller, ...]:
        """The members of one house; the head is the first."""
        there: dict[str, Dweller] = {}
        everyone: list[Dweller] = []
        for name in self._shapes.draw(dice):
            drawn = self._tie(dice, self._ties[name], there)
            if drawn:
                there[name] = drawn[0]
                everyone += drawn
        return tuple(everyone)

    def _tie(self, dice: Dice, tie: Tie, there: dict[str, Dweller]) -> list[Dweller]:
        age = self._first_age(dice, tie, there)
        drawn: list[Dweller] = []
        for _ in range(int(self._many[tie.id].draw(dice)) if tie.id in self._many else 1):
            sex = self._sex(dice, tie, there)
            if tie.limits[0] <= age <= tie.limits[1]:
                drawn.append(Dweller(tie.relation, sex, age, self._of_house(tie, sex)))
            age -= dice.between(*tie.apart)
        return drawn

    def _first_age(self, dice: Dice, tie: Tie, there: dict[str, Dweller]) -> int:
        if tie.between:
            return dice.between(*tie.between)
        of = next((there[name] for name in tie.than if name in there), None)
        return of.age - dice.between(*tie.younger) if of else -1

    def _sex(self, dice: Dice, tie: Tie, there: dict[str, Dweller]) -> str:
        if tie.other_than:
            return self._female if there[tie.other_than].sex == self._male else self._male
        return self._odds[tie.id].draw(dice)

    def _of_house(self, tie: Tie, sex: str) -> bool:
        """Children carry the house's name; of those who came by marriage, and heads, only men do."""
        grown_here = tie.relation != self._head and not tie.other_than
        return tie.house and (grown_here or sex == self._male)
