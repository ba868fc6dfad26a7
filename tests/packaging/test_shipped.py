"""What goes into the installers: the licences of all of it, nothing that nobody asked for, one whole list."""

import re
import tomllib
from pathlib import Path

import allowed
import bom
import pytest
import shipped
import slim

NAMES = shipped.distributions("rasoat")


def test_the_distributions_are_those_the_program_needs_and_theirs() -> None:
    assert {"rasoat", "pyside6-essentials", "shiboken6", "sqlcipher3", "sqlite-utils"} <= set(NAMES)
    assert not {"pip", "pytest", "pyinstaller"} & set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_distribution_has_the_text_of_its_licence(name: str) -> None:
    assert all(text.strip() for text in shipped.texts_of(name).values())
    assert shipped.texts_of(name)


def test_every_licence_may_be_shipped() -> None:
    assert allowed.refused(NAMES) == []


@pytest.mark.parametrize(
    ("licence", "may"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT OR Apache-2.0)", True),
        ("see its text", False),
    ],
)
def test_one_alternative_must_be_allowed_in_all_its_parts(licence: str, may: bool) -> None:  # noqa: FBT001 - a row
    assert allowed.may_be_shipped(licence) is may


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("PySide6/Qt/translations/qtbase_vi.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qdirect2d.dll", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("libQt6Quick.so.6", False),
        ("libQt6Widgets.so.6", True),
        ("PySide6\\opengl32sw.dll", False),
        ("babel/locale-data/vi.dat", True),
        ("babel/locale-data/fr.dat", False),
        ("resources/editions/vn-2022/rules.toml", True),
    ],
)
def test_only_what_is_used_goes_along(name: str, stays: bool) -> None:  # noqa: FBT001 - a row
    assert slim.keeps(name) is stays


def test_a_library_stays_only_where_something_that_stays_opens_it() -> None:
    opens = {"/x/module.so": ["liba.so"], "/x/liba.so": ["libb.so"], "/x/libc.so": ["libd.so"]}
    entries = [
        ("module.so", "/x/module.so", "EXTENSION"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/x/libqxcb.so", "BINARY"),
        *((f"lib{one}.so", f"/x/lib{one}.so", "BINARY") for one in "abcd"),
        ("libpython3.11.so.1.0", "/x/libpython3.11.so.1.0", "BINARY"),
    ]
    kept = slim.needed(entries, lambda file: opens.get(file, ()))
    assert {name for name, _file, _kind in entries} - {name for name, _, _ in kept} == {"libc.so", "libd.so"}


def test_what_nobody_asked_for_is_found() -> None:
    owners = {"attr": ["attrs"], "openpyxl": ["openpyxl"], "et_xmlfile": ["et_xmlfile"]}
    modules = ["openpyxl.cell", "attr.validators", "et_xmlfile", "json.decoder"]
    assert slim.strays(modules, owners, ["openpyxl", "et-xmlfile"]) == ["attrs"]


def test_the_build_is_locked_to_the_versions_that_are_tested() -> None:
    """Every dependency of the program stands in both files, in one version."""
    root = Path(slim.__file__).parents[1]
    line = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;]+)", re.MULTILINE)
    tested = set(line.findall((root / "requirements.lock.txt").read_text("utf-8")))
    built = set(line.findall((root / "packaging" / "build.lock.txt").read_text("utf-8")))
    names = {name for name, _version in tested}
    assert {one for one in built if one[0] in names} <= tested
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {slim.plain(re.split(r"[<>=!~ ;\[]", one)[0]) for one in project["dependencies"]}
    assert needed <= {name for name, _version in built}


def test_the_data_is_taken_without_what_python_left_there() -> None:
    root = Path(slim.__file__).parents[1]
    files = slim.data(root, "resources")
    assert (str(root / "resources/editions/vocabulary.toml"), str(Path("resources", "editions"))) in files
    assert not any("__pycache__" in file for file, _folder in files)


def test_the_list_of_parts_holds_what_is_inside_and_no_tool_of_the_build() -> None:
    parts = ["Et_XmlFile", "lxml", "PyInstaller"]
    whole = {
        "metadata": {"component": {"bom-ref": "root", "name": "rasoat"}},
        "components": [{"bom-ref": one, "name": one} for one in parts],
        "dependencies": [{"ref": "root", "dependsOn": parts}, {"ref": "lxml"}],
    }
    overview = "libz1 (libz.so.1, libzz.so.1): see its file\net-xmlfile 2.0.0: MIT\n"
    made = bom.only_shipped(whole, ["et-xmlfile", "rasoat"], overview, "3.11.7")
    assert [one["name"] for one in made["components"]] == ["Et_XmlFile", "PyInstaller", "libz1", "python"]
    assert made["dependencies"] == [{"ref": "root", "dependsOn": ["Et_XmlFile", "PyInstaller"]}]
    assert bom.missing(made, ["et-xmlfile", "rasoat"]) == []
    assert bom.missing(made, ["click", "rasoat"]) == ["click"]
