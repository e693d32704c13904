"""Reports as files: opened before the run, so that nothing is lost to a bad path, and written whatever ends it."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from ...contract import Catalogue
from ...errors import UsageError
from ._har import render_har
from ._html import render_html
from ._junit import render_junit
from ._markdown import render_markdown
from ._record import Line, Translator, gather

RENDERERS = {"har": render_har, "html": render_html, "junit": render_junit, "markdown": render_markdown}
"""By the name that is typed: what makes a report of a whole record."""
FORMATS = ("jsonl", *RENDERERS)


_LINE_BREAKS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}
"""What Unicode takes for line breaks and JSON does not: escaped, so that a line of the record is one to all."""


@dataclass(slots=True, kw_only=True)
class ReportFile:
    """One report on its way to a file: the record line by line as it comes, any other when the run is over."""

    form: str
    stream: IO[str]
    catalogue: Catalogue
    language: str
    site: str = ""
    _lines: list[Line] = field(default_factory=list)

    @classmethod
    def open(cls, form: str, path: Path, catalogue: Catalogue, language: str, site: str = "") -> "ReportFile":
        """Begin a report.

        Raises:
            UsageError: the file cannot be written.
        """
        try:
            stream = path.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise UsageError(f"cannot write the report {str(path)!r}: {error.strerror}.") from error
        return cls(form=form, stream=stream, catalogue=catalogue, language=language, site=site)

    def take(self, record: Line) -> None:
        """Take one line of the record."""
        if self.form == "jsonl":
            text = json.dumps(record, ensure_ascii=False).translate(_LINE_BREAKS)
            self.stream.write(text + "\n")
            self.stream.flush()
        else:
            self._lines.append(record)

    def close(self) -> None:
        """Write what is left to write; a run without its end is marked incomplete."""
        with self.stream:
            if self._lines:
                seed = self._lines[0]["seed"]
                translator = Translator(catalogue=self.catalogue, language=self.language, seed=seed, site=self.site)
                self.stream.write(RENDERERS[self.form](gather(self._lines), translator))
