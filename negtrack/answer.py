"""What a question found, for programs and notebooks: as data, rows, or another library's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negtrack.formats import notebook, plain
from negtrack.problems import Stop
from negtrack.report import Json, Report, Scalar

if TYPE_CHECKING:
    import pandas
    import polars


class Answer:
    """What a question found: to read, as data, as rows, or as a table of another library."""

    def __init__(self, report: Report) -> None:
        self._report = report

    @property
    def found(self) -> bool:
        """Whether there is something to see, as `--exit-code` has it."""
        return self._report.found

    def data(self) -> dict[str, Json]:
        """The whole of it, as `-f json` writes it: see `negtrack schema`."""
        return self._report.data()

    def to_dicts(self) -> list[dict[str, Scalar]]:
        """A dict per row of what `-f csv` writes, texts raw as the record has them."""
        header, rows = self._report.rows()
        return [dict(zip(header, row, strict=True)) for row in rows]

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a DataFrame of pandas; Stop where it is not installed."""
        try:
            import pandas  # noqa: PLC0415
        except ImportError:
            raise _missing("pandas") from None
        header, rows = self._report.rows()
        return pandas.DataFrame(list(rows), columns=list(header))

    def to_polars(self) -> polars.DataFrame:
        """The rows as a DataFrame of polars; Stop where it is not installed."""
        try:
            import polars  # noqa: PLC0415
        except ImportError:
            raise _missing("polars") from None
        header, rows = self._report.rows()
        every = None  # the type of a column is that of all its rows, not of the first hundred
        return polars.DataFrame(
            list(rows), schema=list(header), orient="row", infer_schema_length=every, strict=False
        )

    def __repr__(self) -> str:
        return plain.render(self._report, None, False).removesuffix("\n")

    def _repr_html_(self) -> str:
        return notebook.render(self._report, None, False)


def _missing(library: str) -> Stop:
    told = f"to_{library}() needs {library}, which is not installed"
    return Stop(told, f"install it: pip install {library}")
