"""Write resources/units/ from the PyPI package vietnamadminunits (MIT); run by hand, the program never does.

    pip install --group units && python packaging/build_units.py

The package is read as data and not imported: importing it would start its address look-up libraries.
Everything that differs from the package, or that it says differently from other lists, is a table below.
"""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import normalize

PACKAGE = "vietnamadminunits"
TARGET = Path(__file__).parent.parent / "resources" / "units"
LEGACY, CURRENT = ("2020-01-01", "2025-06-30"), ("2025-07-01", "")
UNIT_COLUMNS = ("code", "name", "level", "kind", "parent", "valid_from", "valid_to")
CROSSWALK_COLUMNS = ("old", "new", "main")
KINDS = ("Tỉnh", "Thành phố", "Thị xã", "Quận", "Huyện", "Thị trấn", "Phường", "Xã", "Đặc khu")
COUNTS = {
    "2020": {"province": 63, "district": 696, "commune": 10035},
    "2025": {"province": 34, "commune": 3321},
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One unit of one list whose kind the package gives wrongly in its type column."""

    of: str
    code: str
    found: str
    right: str
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """A unit that was renamed while its list was in force: from `since` on it is called `kind`."""

    code: str
    kind: str
    since: str
    why: str


@dataclass(frozen=True, slots=True)
class OtherName:
    """A unit that another list spells differently; the package's spelling is kept."""

    code: str
    ours: str
    theirs: str
    why: str


CORRECTIONS = (
    Correction("2020", "15061", "Xã", "Thị trấn", "its full name is “Thị trấn Ngọc Lặc”"),
    Correction("2020", "27046", "Xã", "Phường", "its full name is “Phường 5”, in a district of wards only"),
    Correction("2020", "27076", "Xã", "Phường", "its full name is “Phường 15”, in a district of wards only"),
    Correction("2025", "10543", "Xã", "Phường", "its full name is “Phường Việt Hòa”"),
    Correction("2025", "11848", "Phường", "Xã", "its full name is “Xã Vĩnh Hòa”"),
    Correction("2025", "31213", "Xã", "Phường", "its full name is “Phường Tân Lộc”"),
    Correction("2025", "31299", "Phường", "Xã", "its full name is “Xã Phong Điền”"),
)
CHANGES = (
    Change("75", "Thành phố", "2026-04-30", "Resolution 30/2026/QH16: Đồng Nai is a centrally run city"),
)
OTHER_NAMES = (
    OtherName("01948", "Xã Trung Hòa", "Xã Trung Hoà", "place of the tone mark"),
    OtherName("01954", "Thị trấn Vân Tùng", "Xã Vân Tùng", "the other list is of April 2023"),
    OtherName("01978", "Xã Sỹ Bình", "Xã Sĩ Bình", "i or y"),
    OtherName("02098", "Xã Hòa Mục", "Xã Hoà Mục", "place of the tone mark"),
    OtherName("02197", "Xã Liêm Thủy", "Xã Liêm Thuỷ", "place of the tone mark"),
)

Row = tuple[str, ...]
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Package:
    """What is read from the package: its two lists and its mapping from old to new units."""

    version: str
    legacy: Sequence[Record]
    current: Sequence[Record]
    mapping: Mapping[str, Any]


def read_package() -> Package:
    """Read the installed package's data files."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{PACKAGE} is not installed: pip install --group units")
    data = Path(spec.origin).parent / "data"
    mapping = json.loads((data / "converter_2025.json").read_text("utf-8"))
    with sqlite3.connect(f"file:{data / 'dataset.db'}?mode=ro", uri=True) as database:
        database.row_factory = sqlite3.Row
        legacy = [dict(row) for row in database.execute("SELECT * FROM admin_units_legacy")]
        current = [dict(row) for row in database.execute("SELECT * FROM admin_units")]
    database.close()
    return Package(distribution(PACKAGE).version, legacy, current, mapping)


def split_name(full: str) -> tuple[str, str]:
    """`Xã Bằng Thành` -> (`Xã`, `Bằng Thành`), whatever the letter case of the prefix."""
    clean = " ".join(normalize("NFC", full).split())
    for kind in KINDS:
        if clean.casefold().startswith(f"{kind} ".casefold()):
            return kind, clean[len(kind) + 1 :]
    raise SystemExit(f"{full!r} begins with none of {', '.join(KINDS)}")


def check_kind(name: str, code: str, kind: str, said: str) -> None:
    """The package's type column agrees with the full name, or a correction says why it does not."""
    corrected = {(c.of, c.code): (c.found, c.right) for c in CORRECTIONS}
    if kind != said and corrected.get((name, code)) != (said, kind):
        raise SystemExit(f"{code}: the name says {kind}, the type says {said}, and no correction is listed")


def legacy_rows(records: Iterable[Record]) -> list[Row]:
    """Provinces, districts and communes until June 2025, each parent before its children."""
    rows: dict[str, Row] = {}
    for record in sorted(records, key=lambda r: (r["provinceCode"], r["districtCode"], r["wardCode"] or "")):
        province, district = record["provinceCode"], record["districtCode"]
        _add(rows, province, record["province"], "province", "")
        _add(rows, district, record["district"], "district", province)
        if record["wardCode"]:  # five island districts have no communes
            _add(rows, record["wardCode"], record["ward"], "commune", district)
            check_kind("2020", record["wardCode"], rows[record["wardCode"]][3], record["wardType"])
    return [(*row, *LEGACY) for row in rows.values()]


def current_rows(records: Iterable[Record]) -> list[Row]:
    """Provinces and communes since July 2025, each parent before its children, renamed units twice."""
    rows: dict[str, Row] = {}
    for record in sorted(records, key=lambda r: (r["provinceCode"], r["wardCode"])):
        _add(rows, record["provinceCode"], record["province"], "province", "")
        _add(rows, record["wardCode"], record["ward"], "commune", record["provinceCode"])
        check_kind("2025", record["wardCode"], rows[record["wardCode"]][3], record["wardType"])
    return [dated for row in rows.values() for dated in _dated((*row, *CURRENT))]


def _add(rows: dict[str, Row], code: str, full: str, level: str, parent: str) -> None:
    kind, name = split_name(full)
    row = (code, name, level, kind, parent)
    if rows.setdefault(code, row) != row:
        raise SystemExit(f"{code} stands for two units: {rows[code]} and {row}")


def _dated(row: Row) -> Iterator[Row]:
    change = next((change for change in CHANGES if change.code == row[0]), None)
    if change is None or change.kind == row[3]:
        yield row
        return
    yield (*row[:6], _day_before(change.since))
    yield (*row[:3], change.kind, row[4], change.since, row[6])


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def crosswalk_rows(package: Package) -> list[Row]:
    """Old code, new code, and 1 on the new unit that took most of the old one."""
    old, new = _old_keys(package.legacy), _new_keys(package.current)
    rows = {(old[key], new[province, ""], "1") for province, key in _provinces(package.mapping)}
    for province, key, ward, is_main in _wards(package.mapping):
        rows.add((old[key], new[province, ward], "1" if is_main else "0"))
    return sorted(rows, key=lambda row: (len(row[0]), row[0], row[2] == "0", row[1]))


def _old_keys(records: Iterable[Record]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for r in records:
        keys[r["provinceKey"]] = r["provinceCode"]
        key = f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey'] or ''}"
        keys[key] = r["wardCode"] or r["districtCode"]
    return keys


def _new_keys(records: Iterable[Record]) -> dict[tuple[str, str], str]:
    keys: dict[tuple[str, str], str] = {}
    for r in records:
        keys[r["provinceKey"], ""] = r["provinceCode"]
        keys[r["provinceKey"], r["wardKey"]] = r["wardCode"]
    return keys


def _provinces(mapping: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for province, keys in mapping["DICT_PROVINCE"].items():
        for key in keys:
            yield province, key


def _wards(mapping: Mapping[str, Any]) -> Iterator[tuple[str, str, str, bool]]:
    for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, keys in wards.items():
            for key in keys:
                yield province, key, ward, True
    for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, wards in divided.items():
            for ward in wards:
                yield province, key, ward["newWardKey"], ward["isDefaultNewWard"]


def check_counts(name: str, rows: Iterable[Row]) -> None:
    """The list holds as many units of each level as the country has."""
    codes: dict[str, set[str]] = {}
    for row in rows:
        codes.setdefault(row[2], set()).add(row[0])
    found = {level: len(all_of_it) for level, all_of_it in codes.items()}
    if found != COUNTS[name]:
        raise SystemExit(f"{name}: found {found}, expected {COUNTS[name]}")


def as_csv(columns: Row, rows: Iterable[Row]) -> bytes:
    """UTF-8, one line a row, the same bytes on every platform."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode()


def sources(version: str) -> bytes:
    """The page that says where the lists come from and what was changed."""
    lines = [
        "# Units: where these lists come from",
        "",
        f"Written by `packaging/build_units.py` from `{PACKAGE}` {version} on PyPI (MIT licence, © 2025 Tran",
        "Ngoc Minh Hieu), which gathers the codes of the statistics office. Do not edit by hand.",
        "",
        "* `2020.csv`: 63 provinces, 696 districts (five island districts hold no commune), 10035 communes,",
        "  as they stood on 30/06/2025. Units merged away between 2020 and then are not in it.",
        "* `2025.csv`: 34 provinces, 3,321 communes since 01/07/2025.",
        "* `crosswalk.csv`: old code, new code, `main` = 1 on the new unit that took most of the old one.",
        "  Provinces, communes, and the island districts.",
        "",
        "A code may be used again with another name: a unit is known by its code **and** `valid_from`.",
        "The tests compare the 108 old and 37 new communes of Bắc Kạn, name by name.",
        "",
        "## Corrected",
        "",
        *(f"* `{c.of}.csv` {c.code}: {c.found} → {c.right}: {c.why}." for c in CORRECTIONS),
        *(f"* `2025.csv` {c.code}: {c.kind} since {c.since}: {c.why}." for c in CHANGES),
        "",
        "## Spelled differently elsewhere, kept",
        "",
        *(f"* {o.code} {o.ours}; also found: {o.theirs} ({o.why})." for o in OTHER_NAMES),
        "",
    ]
    return "\n".join(lines).encode()


def build(package: Package) -> dict[str, bytes]:
    """All files of resources/units/, checked."""
    lists = {"2020": legacy_rows(package.legacy), "2025": current_rows(package.current)}
    for name, rows in lists.items():
        check_counts(name, rows)
    files = {f"{name}.csv": as_csv(UNIT_COLUMNS, rows) for name, rows in lists.items()}
    files["crosswalk.csv"] = as_csv(CROSSWALK_COLUMNS, crosswalk_rows(package))
    files["SOURCES.md"] = sources(package.version)
    return files


def main() -> None:
    """Write the files and say what they hold."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, content in build(read_package()).items():
        (TARGET / name).write_bytes(content)
        print(f"{name}: {len(content.splitlines())} lines, {len(content)} bytes")


if __name__ == "__main__":
    main()
