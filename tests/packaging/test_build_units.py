"""`build_units.py` on small invented lists; `dev.py units` builds the real ones again and compares them."""

from collections.abc import Mapping
from dataclasses import replace

import build_units
import pytest
from build_units import (
    COUNTS,
    Package,
    as_csv,
    build,
    check_counts,
    crosswalk_rows,
    current_rows,
    legacy_rows,
)

from desktop import paths
from desktop.editions.units import Crosswalk, Level, Units

Record = Mapping[str, object]


def old(district: str, code: str, name: str, key: str, kind: str = "Xã") -> Record:
    return {
        "provinceCode": "06",
        "province": "Tỉnh Bắc Kạn",
        "provinceKey": "backan",
        "districtCode": district,
        "district": f"Huyện {district}",
        "districtKey": f"d{district}",
        "wardCode": code,
        "ward": name,
        "wardKey": key,
        "wardType": kind,
    }


def new(code: str, name: str, key: str, kind: str = "Xã") -> Record:
    return {
        "provinceCode": "19",
        "province": "Tỉnh Thái Nguyên",
        "provinceKey": "thainguyen",
        "wardCode": code,
        "ward": name,
        "wardKey": key,
        "wardType": kind,
    }


PACKAGE = Package(
    version="1",
    legacy=[old("061", "01909", "Xã Nam Mẫu", "nammau"), old("061", "01906", "Xã Khang Ninh", "khangninh")],
    current=[new("01906", "XÃ Ba Bể", "babe"), new("01912", "Xã Chợ Rã", "chora")],
    mapping={
        "DICT_PROVINCE": {"thainguyen": ["backan"]},
        "DICT_PROVINCE_WARD_NO_DIVIDED": {"thainguyen": {"babe": ["backan_d061_khangninh"]}},
        "DICT_PROVINCE_WARD_DIVIDED": {
            "thainguyen": {
                "backan_d061_nammau": [
                    {"newWardKey": "chora", "isDefaultNewWard": False},
                    {"newWardKey": "babe", "isDefaultNewWard": True},
                ]
            }
        },
    },
)


@pytest.mark.parametrize(
    ("full", "kind", "name"),
    [
        ("Xã Bằng Thành", "Xã", "Bằng Thành"),
        ("THÀNH PHỐ Hà Nội", "Thành phố", "Hà Nội"),
        ("Thị  trấn Chợ Rã", "Thị trấn", "Chợ Rã"),
        ("Phường 5", "Phường", "5"),
    ],
)
def test_a_full_name_comes_apart(full: str, kind: str, name: str) -> None:
    assert build_units.split_name(full) == (kind, name)


def test_a_name_without_a_kind_stops_the_work() -> None:
    with pytest.raises(SystemExit, match="begins with none of"):
        build_units.split_name("Ba Bể")


def test_a_wrong_kind_needs_a_listed_correction() -> None:
    build_units.check_kind("2020", "15061", "Thị trấn", "Xã")
    with pytest.raises(SystemExit, match="no correction is listed"):
        build_units.check_kind("2020", "15062", "Thị trấn", "Xã")


def test_parents_come_before_their_children() -> None:
    codes = [row[0] for row in legacy_rows(PACKAGE.legacy)]
    assert codes == ["06", "061", "01906", "01909"]
    assert [row[0] for row in current_rows(PACKAGE.current)] == ["19", "01906", "01912"]


def test_one_code_for_two_units_stops_the_work() -> None:
    twice = [*PACKAGE.legacy, old("061", "01906", "Xã Khác", "khac")]
    with pytest.raises(SystemExit, match="stands for two units"):
        legacy_rows(twice)


@pytest.mark.parametrize(("province", "lines"), [("Tỉnh Đồng Nai", 2), ("Thành phố Đồng Nai", 1)])
def test_a_renamed_unit_has_a_line_for_each_name(province: str, lines: int) -> None:
    rows = current_rows([{**new("26068", "Xã Thử", "thu"), "provinceCode": "75", "province": province}])
    assert [row[0] for row in rows] == [*["75"] * lines, "26068"]
    assert rows[lines - 1][3] == "Thành phố"


def test_the_crosswalk_puts_the_main_part_first() -> None:
    assert crosswalk_rows(PACKAGE) == [
        ("06", "19", "1"),
        ("01906", "01906", "1"),
        ("01909", "01906", "1"),
        ("01909", "01912", "0"),
    ]


def test_another_count_stops_the_work() -> None:
    with pytest.raises(SystemExit, match="expected"):
        check_counts("2025", current_rows(PACKAGE.current))


def test_what_is_built_is_what_the_program_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    small = {"2020": {"province": 1, "district": 1, "commune": 2}, "2025": {"province": 1, "commune": 2}}
    monkeypatch.setattr(build_units, "COUNTS", small)
    files = build(PACKAGE)
    assert Units.from_csv(files["2020.csv"]).ancestors("01909")[-1].full_name == "Tỉnh Bắc Kạn"
    assert [unit.level for unit in Units.from_csv(files["2025.csv"])].count(Level.COMMUNE) == 2
    assert Crosswalk.from_csv(files["crosswalk.csv"]).new_of("01909") == ("01906", "01912")
    assert build(replace(PACKAGE, legacy=PACKAGE.legacy[::-1])) == files


def test_the_bytes_are_the_same_on_every_platform() -> None:
    assert as_csv(("a", "b"), [("ấ", "1,5")]) == 'a,b\nấ,"1,5"\n'.encode()


def test_the_shipped_lists_hold_the_whole_country() -> None:
    for name, counts in COUNTS.items():
        units = Units.from_csv((paths.resources() / "units" / f"{name}.csv").read_bytes())
        levels = [unit.level for unit in units]
        assert {level: levels.count(Level(level)) for level in counts} == counts


def test_the_sources_page_names_every_correction() -> None:
    page = (paths.resources() / "units" / "SOURCES.md").read_text("utf-8")
    assert all(change.code in page for change in build_units.CORRECTIONS)
    assert page == build_units.sources(page.split("` ")[2].split()[0]).decode()
