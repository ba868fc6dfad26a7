"""The list of all that is shipped, as CycloneDX: what the build alone needed is taken out, the rest put in.

python packaging/bom.py FILE LICENCES: FILE is what cyclonedx-py wrote of the build's environment, LICENCES
the folder of texts in the built program, whose overview names the libraries of the system too.
"""

from __future__ import annotations

import json
import platform
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import shipped
from slim import plain

LIBRARY = re.compile(r"^(?P<package>\S+) \((?P<files>.+)\): see its file$", re.MULTILINE)


def only_shipped(whole: dict[str, Any], names: list[str], overview: str, python: str) -> dict[str, Any]:
    """The same list with what is inside the program, and nothing else."""
    inside = {*names, "pyinstaller"} - {"rasoat"}
    kept = [one for one in whole["components"] if plain(one["name"]) in inside]
    kept += [_library(found) for found in LIBRARY.finditer(overview)]
    kept.append(_component("python", python, "pkg:generic/python@" + python))
    refs = {one["bom-ref"] for one in kept} | {whole["metadata"]["component"]["bom-ref"]}
    needs = [
        {**one, "dependsOn": [ref for ref in one.get("dependsOn", ()) if ref in refs]}
        for one in whole["dependencies"]
        if one["ref"] in refs
    ]
    return {**whole, "components": kept, "dependencies": needs}


def missing(bom: dict[str, Any], names: list[str]) -> list[str]:
    """Distributions that are shipped and not listed."""
    listed = {plain(one["name"]) for one in (*bom["components"], bom["metadata"]["component"])}
    return sorted(set(names) - listed)


def _library(found: re.Match[str]) -> dict[str, Any]:
    files = [{"name": "file", "value": file} for file in found["files"].split(", ")]
    return {**_component(found["package"], "", f"pkg:deb/debian/{found['package']}"), "properties": files}


def _component(name: str, version: str, purl: str) -> dict[str, Any]:
    known = {"version": version} if version else {}
    return {"bom-ref": f"{name}-inside", "type": "library", "name": name, **known, "purl": purl}


def main(file: Path, licences: Path) -> int:
    """Write the list anew and have its schema judge it; exit status 1 when it is not in order."""
    from cyclonedx.schema import SchemaVersion  # type: ignore[import-not-found] # of the build only
    from cyclonedx.validation.json import JsonStrictValidator  # type: ignore[import-not-found] # so too

    names = shipped.distributions("rasoat")
    overview = (licences / "README.txt").read_text("utf-8")
    bom = only_shipped(json.loads(file.read_text("utf-8")), names, overview, platform.python_version())
    bom["metadata"]["component"]["version"] = metadata.version("rasoat")
    text = json.dumps(bom, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    file.write_text(text, "utf-8")
    fault = JsonStrictValidator(SchemaVersion.from_version(bom["specVersion"])).validate_str(text)
    wrong = [*map("not listed: {}".format, missing(bom, names)), *([str(fault)] if fault else [])]
    print("\n".join(wrong), file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
