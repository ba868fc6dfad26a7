"""Lists of units and the crosswalk: Bắc Kạn unit by unit, the traps of re-used codes, search, broken lists.

`tests/data/bac_kan_units.csv` is typed from the tables of the facts file, section 6.
"""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest
from build_units import OTHER_NAMES

from desktop import paths
from desktop.editions.units import Crosswalk, Level, Unit, Units, commune_of, village_code
from desktop.errors import RasoatError
from desktop.records.fold import fold

TABLE = Path(__file__).parent.parent / "data" / "bac_kan_units.csv"
HEAD = "code,name,level,kind,parent,valid_from,valid_to\n"
SPELLED = {(name.code, name.theirs): name.ours for name in OTHER_NAMES}  # tone marks, i or y
ACROSS_DISTRICTS = {"01849", "01933", "02014"}  # Phong Quang, Đồng Phúc, Bạch Thông


class Typed(NamedTuple):
    """One line of the facts file."""

    of: str
    level: str
    code: str
    name: str
    parent: str
    formed_from: str


def _read(name: str) -> bytes:
    return (paths.resources() / "units" / name).read_bytes()


OLD, NEW = Units.from_csv(_read("2020.csv")), Units.from_csv(_read("2025.csv"))
CROSSWALK = Crosswalk.from_csv(_read("crosswalk.csv"))
TYPED = [Typed(*row) for row in csv.reader(TABLE.read_text("utf-8").splitlines()[1:])]
DISTRICTS = [row for row in TYPED if row.level == "district"]
OLD_COMMUNES = [row for row in TYPED if row.of == "2020" and row.level == "commune"]
NEW_COMMUNES = [row for row in TYPED if row.of == "2025"]


def _full_name(units: Units, code: str) -> str:
    unit = units.get(code)
    return unit.full_name if unit else ""


def _parent(units: Units, code: str) -> str:
    unit = units.get(code)
    return unit.parent if unit else ""


# ---------------------------------------------------------------------------------------------- Bắc Kạn
def test_the_facts_file_was_typed_whole() -> None:
    assert (len(DISTRICTS), len(OLD_COMMUNES), len(NEW_COMMUNES)) == (8, 108, 37)


@pytest.mark.parametrize("row", [*DISTRICTS, *OLD_COMMUNES], ids=lambda row: row.code)
def test_an_old_unit_of_bac_kan(row: Typed) -> None:
    assert _full_name(OLD, row.code) == SPELLED.get((row.code, row.name), row.name)
    assert _parent(OLD, row.code) == row.parent


@pytest.mark.parametrize("row", NEW_COMMUNES, ids=lambda row: row.code)
def test_a_new_commune_on_the_land_of_bac_kan(row: Typed) -> None:
    assert _full_name(NEW, row.code) == row.name
    assert _parent(NEW, row.code) == row.parent
    assert set(CROSSWALK.old_of(row.code)) == set(row.formed_from.split())
    for old in row.formed_from.split():
        assert CROSSWALK.new_of(old) == (row.code,)


def test_bac_kan_holds_these_units_and_no_other() -> None:
    assert {unit.code for unit in OLD.children("06")} == {row.code for row in DISTRICTS}
    assert {unit.code for unit in OLD.communes("06")} == {row.code for row in OLD_COMMUNES}
    successors = {new for row in OLD_COMMUNES for new in CROSSWALK.new_of(row.code)}
    assert successors == {row.code for row in NEW_COMMUNES}


def test_only_three_new_communes_cross_the_old_district_lines() -> None:
    crossing = {
        row.code for row in NEW_COMMUNES if len({_parent(OLD, old) for old in CROSSWALK.old_of(row.code)}) > 1
    }
    assert crossing == ACROSS_DISTRICTS


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("01864", "Xã Bộc Bố", "Xã Bằng Thành"),
        ("01879", "Xã Cổ Linh", "Xã Cao Minh"),
        ("02143", "Xã Lương Thượng", "Xã Văn Lang"),
        ("01843", "Phường Phùng Chí Kiên", "Phường Bắc Kạn"),
        ("01906", "Xã Khang Ninh", "Xã Ba Bể"),
    ],
)
def test_a_code_used_again_under_another_name(code: str, before: str, after: str) -> None:
    assert (_full_name(OLD, code), _full_name(NEW, code)) == (before, after)


def test_the_name_bang_thanh_moved_to_another_code() -> None:
    """The old commune 01858 went into the new 01864, which took its name."""
    assert _full_name(OLD, "01858") == _full_name(NEW, "01864")
    assert "01858" not in NEW
    assert CROSSWALK.new_of("01858") == ("01864",)


def test_bac_kan_became_a_part_of_thai_nguyen() -> None:
    assert CROSSWALK.new_of("06") == ("19",)
    assert _full_name(NEW, "19") == "Tỉnh Thái Nguyên"
    assert len(NEW.communes("19")) == 92


# ------------------------------------------------------------------------------------------- the country
def test_the_country_until_june_2025() -> None:
    levels = [unit.level for unit in OLD]
    assert (levels.count(Level.PROVINCE), levels.count(Level.COMMUNE)) == (63, 10_035)
    assert levels.count(Level.DISTRICT) == 696


def test_the_country_since_july_2025() -> None:
    levels = [unit.level for unit in NEW]
    assert (levels.count(Level.PROVINCE), levels.count(Level.COMMUNE)) == (34, 3_321)
    assert Level.DISTRICT not in levels


@pytest.mark.parametrize("units", [OLD, NEW], ids=["2020", "2025"])
def test_every_unit_hangs_in_the_tree(units: Units) -> None:
    digits = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}
    for unit in units:
        assert len(unit.code) == digits[unit.level]
        above = units.ancestors(unit.code)
        assert unit.level is Level.PROVINCE or above[-1].level is Level.PROVINCE


def test_every_old_unit_leads_to_a_new_one() -> None:
    for unit in OLD:
        after = CROSSWALK.new_of(unit.code)
        assert all(code in NEW for code in after)
        assert after or unit.level is Level.DISTRICT


def test_dong_nai_is_a_city_since_april_2026() -> None:
    before = Units.from_csv(_read("2025.csv"), on="2026-04-29")
    after = Units.from_csv(_read("2025.csv"), on="2026-04-30")
    assert (_full_name(before, "75"), _full_name(after, "75")) == ("Tỉnh Đồng Nai", "Thành phố Đồng Nai")
    assert _full_name(NEW, "75") == "Thành phố Đồng Nai"


# ------------------------------------------------------------------------------------------------- search
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("duc xuan bac kan", "01840"),
        ("ĐỨC XUÂN Bắc Kạn", "01840"),
        ("xuat hoa", "01855"),
        ("vi huong bach thong", "01975"),
        ("dong phuc bac kan", "01933"),  # another Đồng Phúc lies in Bắc Giang
        ("01906", "01906"),
        ("huyen na ri", "066"),
        ("thuong qua", "01957"),  # while typing
    ],
)
def test_search_without_diacritics(typed: str, code: str) -> None:
    assert OLD.search(typed, fold)[0].code == code


def test_search_finds_nothing_for_nothing() -> None:
    assert OLD.search("  ", fold) == ()
    assert OLD.search("khong co xa nay", fold) == ()


def test_search_stops_at_its_limit() -> None:
    assert len(NEW.search("xa", fold, limit=7)) == 7


# ------------------------------------------------------------------------------------------------ villages
def test_a_village_is_added_below_its_commune() -> None:
    code = village_code("01906", 7)
    village = Unit(code, "Bản Thử", Level.VILLAGE, "Thôn", "01906", "2026-01-01")
    units = NEW.with_units([village])
    assert units.get(code) == village
    assert units.children("01906") == (village,)
    assert [unit.code for unit in units.ancestors(code)] == ["01906", "19"]
    assert [unit.code for unit in units.communes("01906")] == ["01906"]
    assert code not in NEW
    assert (code, commune_of(code), commune_of("01906")) == ("01906-07", "01906", "01906")


def test_the_later_name_of_a_village_stands() -> None:
    first = Unit("01906-01", "Bản Một", Level.VILLAGE, "Thôn", "01906", "2026-01-01")
    later = Unit("01906-01", "Bản Hai", Level.VILLAGE, "Thôn", "01906", "2027-01-01")
    assert _full_name(NEW.with_units([later]).with_units([first]), "01906-01") == "Thôn Bản Hai"


def test_a_ward_with_a_number_keeps_its_prefix() -> None:
    ward = Unit("27046", "5", Level.COMMUNE, "Phường", "774", "2020-01-01")
    assert (ward.full_name, ward.short_name) == ("Phường 5", "Phường 5")
    assert Unit("01906", "Ba Bể", Level.COMMUNE, "Xã", "19", "").short_name == "Ba Bể"


def test_a_list_that_bites_its_tail_comes_to_an_end() -> None:
    ring = Units.from_csv(f"{HEAD}1,A,commune,Xã,2,,\n2,B,commune,Xã,1,,\n".encode())
    assert len(ring.ancestors("1")) <= len(Level)
    assert ring.search("a", fold)


# ------------------------------------------------------------------------------------------- broken lists
@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "line 1"),
        (b"code,name\n", "line 1"),
        (f"{HEAD}1,A,hamlet,Thôn,,,\n".encode(), "line 2"),
        (f"{HEAD}1,A,commune\n".encode(), "line 2"),
        (b"\xff\xfe", "line 1"),
    ],
)
def test_a_broken_list_is_refused_with_its_line(data: bytes, line: str) -> None:
    with pytest.raises(RasoatError, match=line):
        Units.from_csv(data)


@pytest.mark.parametrize("data", [b"old,new,main\n1,2,x\n", b"old,new,main\n1,2\n", b"from,to\n"])
def test_a_broken_crosswalk_is_refused(data: bytes) -> None:
    with pytest.raises(RasoatError, match="line"):
        Crosswalk.from_csv(data)


def test_the_crosswalk_names_the_main_successor_first() -> None:
    crosswalk = Crosswalk.from_csv(b"old,new,main\n1,8,0\n1,9,1\n1,7,0\n2,9,1\n")
    assert crosswalk.new_of("1") == ("9", "8", "7")
    assert crosswalk.old_of("9") == ("1", "2")
    assert crosswalk.new_of("5") == crosswalk.old_of("5") == ()
