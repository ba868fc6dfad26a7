"""Files of statistics programs, .sav (SPSS) and .dta (Stata), through pyreadstat, where that is installed."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from desktop.errors import RasoatError
from desktop.i18n import N_

ENDINGS = (".sav", ".dta")
LONGEST_LABEL = 80  # letters, which Stata allows
_WHOLE = {".sav": "F8.0", ".dta": "%9.0f"}


@dataclass(frozen=True, slots=True)
class Variable:
    """One column; `words` are what its numbers mean."""

    name: str
    label: str
    is_text: bool = False
    words: Mapping[int, str] | None = None


def write(
    out: BinaryIO, ending: str, title: str, variables: Sequence[Variable], columns: Sequence[Sequence[object]]
) -> None:
    """Write a column of values for each variable: integers, texts, None where nothing is known.

    Raises `RasoatError("no_extra", …)` where the library is not installed.
    """
    _need()
    import pandas as pd
    import pyreadstat

    frame: Any = pd.DataFrame(
        {
            one.name: pd.Series(values, dtype="object" if one.is_text else "float64")
            for one, values in zip(variables, columns, strict=True)
        }
    )
    writers: dict[str, Any] = {".sav": pyreadstat.write_sav, ".dta": pyreadstat.write_dta}
    with tempfile.TemporaryDirectory(prefix="rasoat-", ignore_cleanup_errors=True) as place:
        file = Path(place, f"file{ending}")
        writers[ending](
            frame,
            str(file),
            file_label=title[:LONGEST_LABEL],
            column_labels={one.name: one.label[:LONGEST_LABEL] for one in variables},
            variable_value_labels={one.name: dict(one.words) for one in variables if one.words},
            variable_format={one.name: _WHOLE[ending] for one in variables if not one.is_text},
        )
        out.write(file.read_bytes())


def _need() -> None:
    if find_spec("pyreadstat") is None or find_spec("pandas") is None:
        raise RasoatError(
            "no_extra",
            N_("This file needs {library}, which is not installed here."),
            N_('Install it beside the program: pip install "rasoat[{extra}]".'),
            library="pyreadstat",
            extra="stats",
        )
