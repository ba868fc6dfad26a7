"""What the program is made of: in a checkout what is installed, in a frozen program what is shipped."""

from pathlib import Path

from desktop.actions import licences
from desktop.actions.licences import Part


def test_a_checkout_names_the_faces_and_all_that_is_installed_for_it() -> None:
    found = {part.name: part for part in licences.parts()}
    assert list(found)[:2] == ["Be Vietnam Pro", "Tinos"]
    assert "SIL OPEN FONT LICENSE" in found["Be Vietnam Pro"].text
    assert {"rasoat", "pyside6-essentials", "shiboken6", "sqlcipher3", "et-xmlfile"} <= set(found)
    assert found["msgspec"].licence == "BSD-3-Clause"
    assert "pytest" not in found


def test_an_installed_program_shows_what_lies_beside_it(tmp_path: Path) -> None:
    texts = {"README.txt": "click 8.5.1: BSD-3-Clause\nlibz1 (libz.so.1): see its file\n"}
    texts |= {"click/LICENSE": "Redistribution", "libz1/copyright.txt": "zlib", "libz1/NOTICE": "a notice"}
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    assert licences.parts(tmp_path)[2:] == (
        Part("click", "BSD-3-Clause", "Redistribution"),
        Part("libz1", "", "a notice\n\nzlib"),
    )
