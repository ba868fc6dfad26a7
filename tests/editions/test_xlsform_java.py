"""JavaRosa, the engine inside ODK Collect, works out the same classes. Needs Java: see conftest."""

import subprocess
from pathlib import Path

import pytest
from lxml import etree
from pyxform.validators import odk_validate

from tests.editions.test_xlsform import EDITIONS, ON, form, household, ours
from tests.editions.xform_engine import Engine
from tests.records.invented import Maker

HOUSEHOLDS = 500
JAR = Path(odk_validate.__file__).parent / "bin" / "ODK_Validate.jar"
SOURCE = Path(__file__).parent / "Judge.java"

pytestmark = pytest.mark.release


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("java")
    subprocess.run(["javac", "-cp", str(JAR), "-d", str(made), str(SOURCE)], check=True)
    return made


@pytest.mark.parametrize("edition", EDITIONS)
def test_javarosa_agrees_about_every_household(edition: str, folder: Path) -> None:
    made, maker = form(edition, folder), Maker(351, ON, edition)
    (folder / "form.xml").write_text(made, "utf-8")
    engine, asked = Engine(made), [household(maker) for _ in range(HOUSEHOLDS)]
    filled = [etree.tostring(engine.instance(one, ON), encoding="unicode") for one in asked]
    wanted = [ours(edition, one) for one in asked]
    words = ["java", "-cp", f"{JAR}:{folder}", "Judge", str(folder / "form.xml"), ",".join(wanted[0])]
    lines = "".join(one.replace("\n", "") + "\n" for one in filled)
    said = subprocess.run(words, input=lines, capture_output=True, text=True, check=True).stdout
    found = [line[1:-1].split(";") for line in said.splitlines() if line.startswith("=")]
    assert len(found) == HOUSEHOLDS
    for one, other, household_ in zip(wanted, found, asked, strict=True):
        assert dict(zip(one, other, strict=True)) == one, household_
