"""What the frozen program leaves out: modules, Qt plugins and languages that it never uses."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Callable, Iterable, Mapping  # noqa: UP035 - as packaging/dev.py

Entry = tuple[str, str, str]  # a path in the folder, the file it comes from, what it is: PyInstaller's

# Modules that something imports only if they happen to be there.
MODULES = [
    "tkinter", "pip", "setuptools", "pkg_resources", "pytest", "lxml", "numpy", "pandas", "PIL", "IPython",
    "pysqlite3", "unittest", "pydoc", "lib2to3", "xmlrpc", "curses", "cyclonedx",
    "attr", "attrs", "defusedxml", "typing_extensions",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",
    "PySide6.QtDBus", "PySide6.QtConcurrent", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools",
    "PySide6.QtQuickWidgets", "PySide6.QtSql", "PySide6.QtXml", "zstandard._cffi", "zstandard.backend_cffi",
]  # fmt: skip
LANGUAGES = ("vi", "en", "root")

# Paths in the folder, with forward slashes.
LEFT_OUT = re.compile(
    r"""(?x)
      PySide6/(Qt/)?(translations/(?!qtbase_(vi|en)\.qm$)|qml/|resources/)
    | /platforms/(lib)?q(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc|direct2d|webgl)[^/]*$
    | /(egldeviceintegrations|networkinformation|tls|generic|printsupport-cups|sqldrivers|qmltooling)/
    | /imageformats/(lib)?q(gif|icns|jpeg|pdf|tga|tiff|wbmp|webp)[^/]*$
    | /platformthemes/(?!libqxdgdesktopportal)
    | Qt6(Pdf|Qml\w*|Quick\w*|Network|OpenGLWidgets|VirtualKeyboard\w*|EglFS\w*|ShaderTools|WebSockets)\.
    | libQt6(Pdf|Qml\w*|Quick\w*|Network|OpenGLWidgets|VirtualKeyboard\w*|EglFS\w*|EglFs\w*)\.so
    | opengl32sw\.dll$ | D3Dcompiler_\w+\.dll$
    | babel/locale-data/(?!(vi|vi_VN|en|en_001|root)\.dat$)
    """
)


def keeps(name: str) -> bool:
    """Does this file of the collected folder go along?"""
    return not LEFT_OUT.search(name.replace("\\", "/"))


def needed(entries: Iterable[Entry], imports: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The binaries without libraries that only something left out would have opened.

    `imports` tells which libraries a file wants, by file name. Extensions and plugins are opened by name and
    stay; a plain library stays when one that stays wants it.
    """
    waiting = {PurePosixPath(entry[0]).name: entry for entry in entries if is_library(entry)}
    kept = fresh = [entry for entry in entries if not is_library(entry)]
    while fresh:
        wanted = {name for entry in fresh for name in imports(entry[1])}
        fresh = [waiting.pop(name) for name in sorted(wanted & waiting.keys())]
        kept = [*kept, *fresh]
    return kept


def is_library(entry: Entry) -> bool:
    """Does it only lie there for others: neither a module of Python nor a plugin of Qt?"""
    path = PurePosixPath(entry[0].replace("\\", "/"))
    is_python = path.name.lower().startswith(
        ("libpython", "python3", "vcruntime", "ucrtbase")
    )  # by the starter
    return entry[2] == "BINARY" and "plugins" not in path.parts and not is_python


def strays(modules: Iterable[str], owners: Mapping[str, list[str]], shipped: Iterable[str]) -> list[str]:
    """Distributions that came along although nobody asked for them: nobody put their licence beside them.

    `owners` tells which distributions a module of the top comes from.
    """
    known = {plain(name) for name in shipped}
    tops = {module.partition(".")[0] for module in modules}
    found = {plain(owner) for top in tops for owner in owners.get(top, ())}
    return sorted(found - known)


def plain(name: str) -> str:
    """A name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def data(root: Path, package: str) -> list[tuple[str, str]]:
    """The files of a package of data, without what Python left beside them, as (file, folder)."""
    files = (file for file in sorted((root / package).rglob("*")) if file.is_file())
    return [
        (str(file), str(file.parent.relative_to(root))) for file in files if "__pycache__" not in file.parts
    ]
