"""Invented households on and around every boundary of the law; the same seed gives the same ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

AGES = (0, 2, 3, 5, 6, 11, 12, 14, 15, 16, 17, 18, 29, 30, 31, 59, 60, 80, 110)
BOTH_SIDES = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Around:
    """The lines of an edition, and the deprivations that may be overridden."""

    points: tuple[int, ...]
    amounts: tuple[int, ...]
    rules: tuple[str, ...]


PER_HEAD = (4000, 799, 800, 801, 999, 1000, 400, 1500, 0)  # hundredths of a square metre
REASONS = ("blank", "refused", "unknown", "illegible")
STUDYING = ("none", "preschool", "primary", "lower_secondary", "upper_secondary", "vocational", "higher")
FINISHED = ("none", "primary", "lower_secondary", "upper_secondary", "vocational", "college")
WORK = ("contract", "no_contract", "self", "seeking", "not_in_labour")
WATER = ("tap", "drilled_well", "protected_well", "protected_spring", "rain", "bottled", "other")
LATRINE = ("septic", "pour_flush", "vip", "double_vault", "other", "none")
MEDIA = ("tv", "radio", "computer", "telephone", "laptop", "tablet", "smartphone")
RULES = (
    "employment", "dependants", "nutrition", "insurance", "adult_education", "schooling",
    "housing_quality", "housing_area", "water", "latrine", "internet", "media",
)  # fmt: skip
RULES_2016 = (
    "health_access", "insurance", "adult_education", "schooling", "housing_quality",
    "housing_area", "water", "latrine", "telecom", "media",
)  # fmt: skip
AMOUNTS_2016 = (700_000, 900_000, 1_000_000, 1_300_000, 1_500_000, 1_950_000)
AMOUNTS_2022 = (1_500_000, 2_000_000, 2_250_000, 3_000_000)
AMOUNTS_LOCAL = (1_800_000, 2_400_000, 2_700_000, 3_600_000)
AROUND = {
    "vn-2016": Around((120, 140, 150, 175), AMOUNTS_2016, RULES_2016),
    "vn-2022": Around((140, 175, 195, 255), AMOUNTS_2022, RULES),
    "vn-2027": Around((140, 175), (2_200_000, 2_800_000), (*RULES[:11], "waste")),
    "local": Around((140, 175, 195, 255), AMOUNTS_LOCAL, RULES),
}
NO_GAPS, FEW_GAPS, MANY_GAPS = 0, 4, 30  # of a hundred answers

Answers = dict[str, Any]


class Maker:
    """Makes households for one reference date."""

    def __init__(self, seed: int, on: str, edition: str = "vn-2022") -> None:
        self.edition = edition
        self.around = AROUND[edition]
        self.random = Random(seed)  # noqa: S311 - invented households, no secrets
        self.mild = False  # a household with few deprivations: around the line of three
        self.on = date.fromisoformat(on)

    def household(self, gaps: int | None = None) -> Answers:
        """One household; `gaps` of a hundred answers are missing, one way or another."""
        percent = self.random.choice((NO_GAPS, FEW_GAPS, MANY_GAPS)) if gaps is None else gaps
        self.mild = self.random.random() < 0.5
        size = self.random.choice((0, 1, 2, 2, 3, 4, 4, 5, 6))
        members = [self._member(percent) for _ in range(size)]
        counted = sum("removed" not in member for member in members)
        h: Answers = {"members": members}
        if size == 0 and self.random.random() < 0.5:
            del h["members"]
        self._put(h, percent, "area", ("rural", "urban"))
        self._put(h, percent, "livelihood", ("farm", "other"))
        self._income(h, percent)
        self._living(h, percent, counted)
        if percent and self.random.random() < 0.1:
            h[f"override/{self._one(self.around.rules)}"] = self.random.random() < 0.5
        return h

    def _income(self, h: Answers, gaps: int) -> None:
        way = self._one(("points", "amount"))
        kinds = ("declared", "declared", "implied", "both", "card") if gaps else ("declared",)
        kind = self._one(kinds)
        if kind == "card":
            h["income_basis"] = "card"
        elif kind == "declared":
            self._put(h, gaps, "income_basis", (way,))
        if way == "points" or kind == "both":
            self._put(h, gaps, "b1_points", _beside(self.around.points), mild=False)
        if way == "amount" or kind == "both":
            self._put(h, gaps, "income_per_head", _beside(self.around.amounts), mild=False)

    def _living(self, h: Answers, gaps: int, counted: int) -> None:
        floor = tuple(hundredths * max(counted, 1) for hundredths in PER_HEAD)
        at_line = (800 * counted - 1, 800 * counted, 800 * counted + 1) if counted else (0,)
        self._put(h, gaps, "floor_area_m2", tuple(area / 100 for area in (*floor, *at_line)))
        for part in ("wall", "pillar", "roof"):
            self._put(h, gaps, part, ("durable", "nondurable"))
        self._put(h, gaps, "water_source", (*WATER, "other", "other"))
        self._put(h, gaps, "latrine", LATRINE)
        self._put(h, gaps, "internet_used", (True, False))
        self._put(h, gaps, "media", (["tv"], [], [], sorted(self.random.sample(MEDIA, 3))))
        if self.edition == "vn-2016":
            self._put(h, gaps, "house_grade", ("solid", "semi_solid", "less_solid", "simple"))
            for name in ("phone_used", "loudspeaker_heard"):
                self._put(h, gaps, name, (True, False, False))
            self._put(h, gaps, "unable_to_see_doctor", (False, True))
        if self.edition == "vn-2027":
            self._put(h, gaps, "waste_treated", (True, False))
        if self.edition == "local":
            self._put(h, gaps, "water_all_year", (True, True, False))

    def _member(self, gaps: int) -> Answers:
        m: Answers = {}
        self._birth(m, gaps)
        self._put(m, gaps, "insured", (True, True, True, False))
        self._put(m, gaps, "studying", ("higher", *STUDYING))
        self._put(m, gaps, "finished", ("college", *FINISHED))
        self._put(m, gaps, "trained_on_job", (True, False, False))
        self._put(m, gaps, "work", ("self", "self", "contract", *WORK))
        self._put(m, gaps, "allowance", ("none", "none", "none", "elderly", "disabled"))
        self._put(m, gaps, "malnourished", (False, False, True))
        if self.random.random() < 0.06:
            m["removed"] = "died"
        return m

    def _birth(self, m: Answers, gaps: int) -> None:
        age = self._one(AGES)
        kind = self._one(("date",) * 6 + ("year",) * 2) if gaps else "date"
        if self.edition == "vn-2016" and self.random.random() < 0.2:
            m["birth_date"] = f"{self._year_of_the_law()}-{self._one(('01-01', '06-15', '12-31'))}"
        elif kind == "year":
            m["birth_year"] = self.on.year - age - self._one((0, 1))
        elif self.random.random() * 100 < gaps:
            self._leave_out(m, "birth_date")
        else:
            m["birth_date"] = self._birthday(age).isoformat()
        if gaps and self.random.random() < 0.03:  # both, or not born yet
            m["birth_date"] = (self.on + timedelta(days=self._one((0, 1, 40)))).isoformat()

    def _year_of_the_law(self) -> int:
        """Around 1986, from which on vn-2016 asks for school certificates."""
        return 1986 + int(self._one((-1, 0, 1)))

    def _birthday(self, age: int) -> date:
        """A day so that the age is reached today, tomorrow or yesterday, or somewhere in between."""
        last = (self.on.month, self.on.day) == (2, 29) and (self.on.year - age) % 4
        turns = self.on.replace(year=self.on.year - age, day=28 if last else self.on.day)
        return turns + timedelta(days=self._one((-1, 0, 0, 1, -180, 180)) if age else 0)

    def _put(self, into: Answers, gaps: int, name: str, choices: Sequence[Any], *, mild: bool = True) -> None:
        """Answer, or leave a gap; in a mild household mostly with the first choice: no deprivation."""
        if self.random.random() * 100 < gaps:
            self._leave_out(into, name)
        else:
            fine = mild and self.mild and self.random.random() < 0.85
            into[name] = choices[0] if fine else self._one(choices)

    def _leave_out(self, into: Answers, name: str) -> None:
        if self.random.random() < 0.6:
            into[name] = {"missing": self._one(REASONS)}

    def _one(self, choices: Sequence[Any]) -> Any:
        return choices[self.random.randrange(len(choices))]


def _beside(lines: tuple[int, ...]) -> tuple[int, ...]:
    """Every line, one less and one more, nothing, and far above."""
    return (0, *(line + step for line in lines for step in BOTH_SIDES), lines[-1] * 2)
