"""Invented names, ID numbers and phones. Only the parts are real; what they make together is chance."""

from desktop.practice.dice import Dice, Odds
from desktop.practice.plan import GivenNames, Peoples, Plan
from desktop.records.check import CENTURY_AND_SEX, FIRST_CENTURY, ID_LENGTH, YEAR_DIGITS

TRIES = 8  # to find a name nobody else in the house has
SERIAL = ID_LENGTH - YEAR_DIGITS.stop
SERIALS = 10**SERIAL
STRIDE = 387_421  # has no factor in common with SERIALS: every number once, and none in order


class Names:
    """Draws names that fit a people, a sex and a year of birth."""

    def __init__(self, peoples: Peoples) -> None:
        self._families = {people.code: Odds(people.families.items()) for people in peoples.people}
        self._names = {people.code: people.names for people in peoples.people}
        self._middles = {id(names): Odds(names.middle.items()) for p in peoples.people for names in p.names}
        self._mixes = [(mix, Odds(mix.weights.items())) for mix in peoples.mix]
        self._mixed = peoples.mixed

    def mix(self, province: str, aim: str) -> Odds[str]:
        """Who lives in a province."""
        return next(
            odds
            for mix, odds in self._mixes
            if (not mix.provinces or province in mix.provinces) and (not mix.aims or aim in mix.aims)
        )

    def other(self, dice: Dice, code: str, mix: Odds[str]) -> str:
        """The people of somebody who married in."""
        return mix.draw(dice) if dice.happens(self._mixed) else code

    def family(self, dice: Dice, code: str) -> str:
        """A family name."""
        return self._families[code].draw(dice)

    def full(self, dice: Dice, code: str, sex: str, born: int, family: str, taken: set[str]) -> str:
        """Family, middle and given name; another given name than those `taken`, which grows."""
        names = self._fitting(code, sex, born)
        given = dice.one_of(names.given)
        for _ in range(TRIES):
            if given not in taken:
                break
            given = dice.one_of(names.given)
        taken.add(given)
        parts = (family, self._middles[id(names)].draw(dice), given)
        return " ".join(part for part in parts if part)

    def _fitting(self, code: str, sex: str, born: int) -> GivenNames:
        fitting = [names for names in self._names[code] if names.sex == sex and names.since <= born]
        return fitting[-1] if fitting else next(names for names in self._names[code] if names.sex == sex)


class Numbers:
    """Mints ID numbers that no two people of one file share, and phones that nobody has."""

    def __init__(self, plan: Plan, seed: str, province: str, sexes: tuple[str, str]) -> None:
        self._plan, self._seed = plan, seed
        self._home = province.zfill(CENTURY_AND_SEX)
        self._sexes = sexes
        self._minted: dict[str, int] = {}

    def id_number(self, dice: Dice, sex: str, born: int) -> str:
        """Province, century and sex, year, serial: Decree 137/2015, Art. 13 (facts 7.3)."""
        elsewhere = self._plan.born_elsewhere
        away = elsewhere.provinces and dice.happens(elsewhere.of)
        province = dice.one_of(elsewhere.provinces) if away else self._home
        digit = 2 * (born // 100 - FIRST_CENTURY) + self._sexes.index(sex)
        start = f"{province}{digit}{born % 100:02d}"
        n = self._minted.get(start)
        if n is None:
            n = Dice(f"{self._seed}/{start}").below(SERIALS)
        self._minted[start] = n + 1
        return f"{start}{n * STRIDE % SERIALS:0{SERIAL}d}"

    def phone(self, dice: Dice) -> str:
        """Ten digits under a prefix that is not given out."""
        return f"{self._plan.phone}{dice.below(SERIALS):0{SERIAL}d}"
