"""The shipped edition with a part of a file changed, as a form author might break it."""

from importlib.resources import files

from desktop.editions.load import OWN, SHARED


def texts() -> dict[str, str]:
    """All files of `vn-2022`."""
    folder = files("resources") / "editions"
    shared = {name: (folder / name).read_text("utf-8") for name in SHARED}
    return shared | {name: (folder / "vn-2022" / name).read_text("utf-8") for name in OWN}


def broken(file: str, old: str, new: str) -> dict[str, bytes]:
    """The files with `old` replaced by `new` once; an empty `old` adds `new` at the end."""
    whole = texts()
    assert not old or old in whole[file], f"{old} is not in {file}"
    whole[file] = whole[file].replace(old, new, 1) if old else whole[file] + new
    return {name: text.encode() for name, text in whole.items()}
