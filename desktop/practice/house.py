"""One invented household with its members: names, births and answers for those who live there."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from desktop.editions.model import Scope
from desktop.editions.rules import Edition
from desktop.editions.units import Unit, village_code
from desktop.editions.values import Value
from desktop.practice.answers import Answers, Asked, Make
from desktop.practice.dice import Dice
from desktop.practice.names import Names, Numbers
from desktop.practice.people import Dweller, Houses
from desktop.practice.plan import Peoples, Plan
from desktop.records.model import POSITION, Form, FormKey, Member
from desktop.records.sheet import age_on

UID_LENGTH = 32
NEWBORN_DAYS = 20  # nobody is younger than this: their papers are not there yet


@dataclass(frozen=True, slots=True)
class Place:
    """Where the n-th household of a file lives, and which house of its village it is."""

    n: int
    commune: Unit
    village: int
    house: int

    @property
    def village_code(self) -> str:
        """`01858-07`."""
        return village_code(self.commune.code, self.village)


@dataclass(slots=True)
class _Family:
    """What the members of one household share."""

    aim: str
    area: str
    people: str  # the ethnic group of the house
    name: str  # its family name
    taken: set[str]  # given names so far


class Maker:
    """Makes households; `seed` begins their uids, `on` is the reference date (YYYY-MM-DD)."""

    def __init__(
        self, edition: Edition, plan: Plan, peoples: Peoples, *, seed: str, province: str, on: str
    ) -> None:
        male, female = (option.code for option in edition.vocabulary[edition.roles.sex].options)
        sexes = self._sexes = (male, female)
        self._edition, self._plan, self._seed, self._on = edition, plan, seed, on
        self._province, self._day = province, date.fromisoformat(on)
        self._like = {aim.code: aim.like or aim.code for aim in plan.aim}
        self._houses = Houses(plan, sexes, edition.roles.head)
        self._names = Names(peoples)
        self._numbers = Numbers(plan, seed, province, sexes)
        self._answers = Answers(plan, edition)

    def draw(self, dice: Dice, place: Place, aim: str) -> Form:
        """A household that aims at a class; whether it is of that class, the classifier says."""
        roles, uid = self._edition.roles, uid_of(self._seed, place.n)
        area = self._plan.area.kinds.get(place.commune.kind, self._plan.area.others)
        given: dict[str, Value] = {
            roles.code: f"{place.village_code}-{place.house:03d}",
            roles.unit: place.commune.code,
            roles.village: place.village_code,
            roles.area: area,
        }
        members = self._members(dice, aim, area)
        asked = Asked(aim, area, self._day, given, self._makes(dice), members=members)
        asked.slots = {"n": str(place.village), "commune": place.commune.full_name}
        self._answers.draw(dice, Scope.HOUSEHOLD, asked)
        everyone = (Member(uid_of(uid, n), one.given) for n, one in enumerate(members, start=1))
        return Form(FormKey(f"{uid}@"), given, tuple(everyone))

    def _members(self, dice: Dice, aim: str, area: str) -> list[Asked]:
        people = self._names.mix(self._province, self._like[aim]).draw(dice)
        family = _Family(aim, area, people, self._names.family(dice, people), set())
        dwellers = self._houses.draw(dice)
        return [self._member(dice, family, dweller, n) for n, dweller in enumerate(dwellers, start=1)]

    def _member(self, dice: Dice, family: _Family, dweller: Dweller, n: int) -> Asked:
        roles = self._edition.roles
        birth = _birth(dice, self._day, dweller.age)
        people, house = self._belongs(dice, family, dweller)
        given: dict[str, Value] = {
            POSITION: n,
            roles.member_name: self._names.full(dice, people, dweller.sex, birth.year, house, family.taken),
            roles.relation: dweller.relation,
            roles.sex: dweller.sex,
            roles.birth_date: birth.isoformat(),
            roles.ethnicity: people,
        }
        if self._knows_the_year_only(dice, dweller.age):
            del given[roles.birth_date]
            given[roles.birth_year] = birth.year
        makes = {"identity": lambda: self._numbers.id_number(dice, dweller.sex, birth.year)}
        asked = Asked(family.aim, family.area, self._day, given, makes, age=age_on(roles, given, self._on))
        self._answers.draw(dice, Scope.MEMBER, asked)
        return asked

    def _belongs(self, dice: Dice, family: _Family, dweller: Dweller) -> tuple[str, str]:
        """People and family name: those of the house, or of the house one came from."""
        if dweller.of_house:
            return family.people, family.name
        people = self._names.other(
            dice, family.people, self._names.mix(self._province, self._like[family.aim])
        )
        return people, self._names.family(dice, people)

    def _knows_the_year_only(self, dice: Dice, age: int) -> bool:
        low, high = self._plan.year_only.age
        return low <= age <= high and dice.happens(self._plan.year_only.of)

    def _makes(self, dice: Dice) -> dict[str, Make]:
        """A phone, and the name of an official: somebody of any people of the province."""
        return {"phone": lambda: self._numbers.phone(dice), "person": lambda: self._official(dice)}

    def _official(self, dice: Dice) -> str:
        people = self._names.mix(self._province, "").draw(dice)
        sex = dice.one_of(
            [option.code for option in self._edition.vocabulary[self._edition.roles.sex].options]
        )
        born = self._day.year - dice.between(26, 56)
        return self._names.full(dice, people, sex, born, self._names.family(dice, people), set())


def uid_of(*parts: object) -> str:
    """128 bits that the parts decide."""
    return sha256("/".join(map(str, parts)).encode()).hexdigest()[:UID_LENGTH]


def _birth(dice: Dice, on: date, age: int) -> date:
    """A day that makes somebody `age` years old on the date `on`."""
    last = _years_before(on, age)
    first = date.fromordinal(_years_before(on, age + 1).toordinal() + 1)
    newest = last.toordinal() - (NEWBORN_DAYS if age == 0 else 0)
    return date.fromordinal(dice.between(first.toordinal(), newest))


def _years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=day.day - 1)
