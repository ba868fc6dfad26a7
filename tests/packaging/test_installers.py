"""What installers put beside the program: menu entry, description, manual page, icons; Windows' script."""

import gzip
import re
import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import catalogue
import changes
import icons
import linux_files
import manual
import nsis
import pytest
from changes import Release
from dev import COMMANDS
from packaging.version import Version

from desktop import __version__
from desktop.cli.main import COMMANDS as OF_THE_COMMAND_LINE

ROOT = Path(__file__).parents[2]
SCRIPT = nsis.SCRIPT.read_text("utf-8")
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def test_releases_are_read_from_the_changelog(tmp_path: Path) -> None:
    page = tmp_path / "CHANGELOG.md"
    page.write_text(
        "# Changes\n\n## 0.2.0 · in the making\n\nNew\nthings.\n\n### Added\n* one\n\n"
        "## 0.1.0 · 2026-12-01\n\nThe first.\n",
        "utf-8",
    )
    found = changes.releases(page)
    assert found == [
        Release("0.2.0", "in the making", "New things."),
        Release("0.1.0", "2026-12-01", "The first."),
    ]
    assert [one.is_out for one in found] == [False, True]


def test_the_newest_release_is_the_version_of_the_program_and_they_descend() -> None:
    """The version stands in desktop/__init__.py; the changelog names it too, and everything else reads it."""
    versions = [one.version for one in changes.releases(ROOT / "CHANGELOG.md")]
    assert versions[0] == __version__
    assert versions == sorted(versions, key=Version, reverse=True)


def test_the_description_for_linux_names_every_release_and_both_languages() -> None:
    text = linux_files.metainfo([Release("0.1.0", "in the making", "Rates < 5 & more.")], "2026-11-25")
    root = ET.fromstring(text)  # noqa: S314 - our own file
    release = root.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": "0.1.0", "date": "2026-11-25", "type": "development"}
    assert release.findtext("description/p") == "Rates < 5 & more."
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [one.get(language) for one in root.findall("summary")] == [None, "vi"]


def test_all_files_of_a_linux_desktop_are_put_where_they_belong(tmp_path: Path) -> None:
    drawn = tmp_path / "drawn"
    drawn.mkdir()
    (drawn / "rasoat.svg").write_text("<svg/>")
    (drawn / "rasoat-48.png").write_bytes(b"png")
    linux_files.write(tmp_path / "usr", drawn, [], "2026-11-25", "page")
    share = tmp_path / "usr" / "share"
    made = {file.relative_to(share).as_posix() for file in share.rglob("*") if file.is_file()}
    assert made == {
        "applications/rasoat.desktop",
        "mime/packages/rasoat.xml",
        "metainfo/vn.rasoat.Rasoat.metainfo.xml",
        "icons/hicolor/scalable/apps/rasoat.svg",
        "icons/hicolor/48x48/apps/rasoat.png",
        "man/man1/rasoat.1.gz",
    }
    assert gzip.decompress((share / "man/man1/rasoat.1.gz").read_bytes()) == b"page"


def test_the_menu_entry_and_the_kind_of_file_agree() -> None:
    entry = (linux_files.HERE / "rasoat.desktop").read_text("utf-8")
    kind = ET.fromstring((linux_files.HERE / "rasoat.xml").read_bytes())  # noqa: S314 - our own file
    [one] = list(kind)
    assert f"MimeType={one.get('type')};" in entry
    assert "Exec=rasoat %f" in entry
    assert b"RASOAT-BUNDLE 1".startswith(one.findall(".//{*}match")[0].attrib["value"].encode())


def test_the_manual_page_names_every_command() -> None:
    page = manual.page("2026-11-25").replace("\\-", "-")
    named = set(re.findall(r"^\.B rasoat (\S+)", page, re.MULTILINE))
    assert {*OF_THE_COMMAND_LINE, "demo", "self-test"} == named


def test_a_catalogue_is_the_same_at_every_hour(tmp_path: Path) -> None:
    source = ROOT / "i18n/vi/LC_MESSAGES/rasoat.po"
    made = [tmp_path / "one.mo", tmp_path / "two.mo"]
    for file in made:
        catalogue.compiled(source, file, 1_700_000_000)
    one, two = (file.read_bytes() for file in made)
    assert one == two
    assert b"POT-Creation-Date: 2023-11-14 22:13" in one


@pytest.mark.gui
def test_an_icon_of_windows_holds_every_size() -> None:
    pictures = {16: b"small", 256: b"a large one"}
    data = icons.ico(pictures)
    assert struct.unpack_from("<HHH", data) == (0, 1, 2)
    entries = [struct.unpack_from("<BBBBHHII", data, 6 + 16 * n) for n in range(2)]
    assert [entry[:2] for entry in entries] == [(16, 16), (0, 0)]
    assert [data[begin : begin + size] for *_, size, begin in entries] == list(pictures.values())


def test_the_compiler_of_windows_is_told_all_the_script_asks_for() -> None:
    told = nsis.words("0.1.0", Path("folder"), Path("out.exe"), Path("rasoat.ico"))
    names = {word[2:].partition("=")[0] for word in told if word.startswith("-D")}
    own = set(re.findall(r"^!define (\w+)", SCRIPT, re.MULTILINE))
    used = (
        set(re.findall(r"(?<!\$)\$\{([A-Z_]+)\}", SCRIPT)) - own - {"LANG_VIETNAMESE", "LANG_ENGLISH", "UN"}
    )
    assert used == names


def test_every_text_of_the_windows_installer_is_there_in_both_languages() -> None:
    texts = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\} ", SCRIPT, re.MULTILINE)
    names = {name for name, _language in texts}
    assert {(name, language) for name in names for language in ("VIETNAMESE", "ENGLISH")} == set(texts)
    assert set(re.findall(r"\$\((\w+)\)", SCRIPT)) == names


def test_the_windows_installer_needs_no_administrator_and_leaves_data_alone() -> None:
    """Data lies in LOCALAPPDATA/rasoat, or in `data` beside the program on a stick: neither is named."""
    assert "RequestExecutionLevel user" in SCRIPT
    assert "HKLM" not in SCRIPT
    assert re.findall(r"\$(?:LOCAL|ROAMING)?APPDATA\S*", SCRIPT) == ['$LOCALAPPDATA\\Programs\\Rasoat"']
    assert re.findall(r"RMDir .*", SCRIPT) == [
        'RMDir /r "$INSTDIR\\lib"',
        'RMDir "$INSTDIR" ; only when it is empty',
    ]


def test_no_name_of_a_file_is_refused_by_windows() -> None:
    for package in ("desktop", "resources", "i18n"):
        paths = [path.relative_to(ROOT).as_posix() for path in (ROOT / package).rglob("*")]
        paths = [path for path in paths if "__pycache__" not in path]
        folded = [path.casefold() for path in paths]
        assert len(set(folded)) == len(folded)
        for path in paths:
            assert len(path) < 120, path
            for part in path.split("/"):
                assert not RESERVED.match(part), path
                assert not re.search(r'[<>:"\\|?*]|[. ]$', part), path


def test_the_workflows_call_commands_that_exist() -> None:
    for file in (ROOT / ".github" / "workflows").glob("*.yml"):
        text = file.read_text("utf-8")
        assert set(re.findall(r"packaging/dev\.py ([a-z-]+)", text)) <= set(COMMANDS), file.name
        assert set(re.findall(r"packaging/build\.py ([a-z-]+)", text)) <= {"linux", "deb", "windows"}, (
            file.name
        )
