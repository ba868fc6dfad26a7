"""The file of settings: what is kept comes back, what is broken is put aside."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import settings
from desktop.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rasoat" / "settings.toml"


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
folders = texts.filter(lambda one: not one.startswith(settings.HERE))  # the program knows whole paths only


@given(
    st.builds(
        Settings,
        language=st.sampled_from(settings.LANGUAGES),
        theme=st.sampled_from(settings.THEMES),
        text_percent=st.integers(settings.SMALLEST, settings.LARGEST),
        recent=st.lists(
            texts.filter(lambda one: not one.startswith(settings.HERE)), max_size=settings.RECENT, unique=True
        ).map(tuple),
        second_place=texts,
    )
)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, wanted: Settings) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    settings.save(wanted, file)
    assert settings.load(file) == wanted


def test_a_workspace_beside_the_file_is_found_where_a_stick_has_another_letter(tmp_path: Path) -> None:
    there = tmp_path / "E" / "data"
    elsewhere = str(tmp_path / "C" / "xa")
    settings.save(Settings(recent=(str(there / "Ba Bể"), elsewhere)), there / "settings.toml")
    (tmp_path / "E").rename(tmp_path / "F")
    again = settings.load(tmp_path / "F" / "data" / "settings.toml")
    assert again.recent == (str(tmp_path / "F" / "data" / "Ba Bể"), elsewhere)


def test_without_a_file_all_is_default(file: Path) -> None:
    assert settings.load(file) == Settings()


def test_saving_leaves_one_file(file: Path) -> None:
    settings.save(Settings(), file)
    settings.save(Settings(language="en"), file)
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    "text", ["language = ", "\x00", 'language = "vi"\nlanguage = "en"', "recent = [1, 2"]
)
def test_a_broken_file_is_kept_aside(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    assert settings.load(file) == Settings()
    assert file.with_suffix(".broken").read_text(encoding="utf-8") == text
    assert not file.exists()


def test_bytes_that_are_no_text_are_broken_too(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"language = \xff")
    assert settings.load(file) == Settings()


def test_a_value_that_cannot_be_is_its_default(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(
        'language = "xx"\ntheme = 3\ntext_percent = "big"\nrecent = "here"\nsecond_place = 1\nnew = true\n',
        encoding="utf-8",
    )
    assert settings.load(file) == Settings()


@pytest.mark.parametrize(("written", "read"), [(20, 100), (125, 125), (9_000, 200)])
def test_the_text_size_stays_within_bounds(file: Path, written: int, read: int) -> None:
    file.parent.mkdir()
    file.write_text(f"text_percent = {written}\n", encoding="utf-8")
    assert settings.load(file).text_percent == read


def test_the_list_of_workspaces_has_the_newest_first_and_an_end() -> None:
    now = Settings()
    for n in range(12):
        now = settings.opened(now, Path(f"/ws/{n}"))
    now = settings.opened(now, Path("/ws/9"))
    assert now.recent[:3] == ("/ws/9", "/ws/11", "/ws/10")
    assert len(now.recent) == settings.RECENT
    assert "/ws/9" not in settings.forgotten(now, "/ws/9").recent


def test_every_setting_is_written(file: Path) -> None:
    settings.save(Settings(), file)
    text = file.read_text(encoding="utf-8")
    assert all(f"{field.name} = " in text for field in fields(Settings))
