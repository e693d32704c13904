"""The console report: progress while a run lasts, failures first, one line of counts last."""

import os
import shutil
from dataclasses import dataclass, field
from typing import Any, TextIO
from unicodedata import east_asian_width

import typer

from ...contract import Catalogue
from ._record import Line, Translator, sanitise, title_of
from ._words import say

_STYLES: dict[str, dict[str, Any]] = {
    "fail": {"fg": "red", "bold": True},
    "warn": {"fg": "yellow", "bold": True},
    "error": {"fg": "magenta", "bold": True},
    "known": {"fg": "cyan"},
    "skip": {"dim": True},
    "conforms": {"fg": "green", "bold": True},
}
_DETAILED = ("fail", "warn", "error", "known")


@dataclass(slots=True, kw_only=True)
class ConsoleReport:
    """Reads the record as it comes and shows it to a person."""

    stream: TextIO
    catalogue: Catalogue
    language: str = "en"
    _heading: Line = field(default_factory=dict)
    _results: list[Line] = field(default_factory=list)
    _has_progress: bool = False

    def take(self, record: Line) -> None:
        """Take one record."""
        kind = record["record"]
        if kind == "run":
            self._heading = record
            self._show_progress(self._say("judging"))
        elif kind == "result":
            self._results.append(record)
            self._show_progress(f"{len(self._results)}/{len(self.catalogue.clauses)} {record['clause']}")
        elif kind == "end":
            self._end(record)

    def close(self) -> None:
        """End the progress line, however the run ended."""
        self._show_progress("")

    def _show_progress(self, text: str) -> None:
        if (text or self._has_progress) and self.stream.isatty() and os.environ.get("TERM") != "dumb":
            self._has_progress = bool(text)
            shown = sanitise(text)[: shutil.get_terminal_size().columns - 1]
            typer.echo(f"\r\x1b[K{shown}", file=self.stream, nl=False, color=True)

    def _end(self, record: Line) -> None:
        self.close()
        for verdict in _DETAILED:
            for result in self._results:
                if result["verdict"] == verdict:
                    self._show(result)
        self._show_skips()
        told = self._translator
        for line in (*told.loads(record), *told.operations(record), *told.effects(record), *told.makings(record)):
            self._line(line)
        self._line(self._translator.counts(record), style="fail" if record["exit_code"] else "conforms")

    def _show(self, result: Line) -> None:
        verdict = result["verdict"]
        heading = f"{self._say(verdict)} {result['clause']} {self._say('on')} {title_of(self._heading)}"
        self._line(heading, style=verdict)
        rows = self._translator.details(result)
        width = max(map(_cells, rows))
        for label, text in rows.items():
            first, *others = text.split("\n")
            self._line(f"  {label}:{' ' * (width - _cells(label))} {first}")
            for line in others:
                self._line(line)
        self._line("")

    def _show_skips(self) -> None:
        reasons: dict[str, list[str]] = {}
        for result in self._results:
            if result["verdict"] == "skip":
                operation, slug = result["clause"].split("/", 1)
                name = slug if len(self._heading.get("operations", ())) < 2 else f"{operation}/{slug}"
                reasons.setdefault(self._translator.reason(result), []).append(name)
        for reason, clauses in reasons.items():
            self._line(f"{self._say('skip')} {len(clauses)}: {reason}", style="skip")
            # Which effects there are is said where they can be seen.
            if not all("effect/" in clause for clause in clauses):
                self._line(f"  {', '.join(clauses)}", style="skip")
        if reasons:
            self._line("")

    def _line(self, text: str, style: str = "") -> None:
        typer.secho(sanitise(text), file=self.stream, color=_wants_colour(), **_STYLES.get(style, {}))

    @property
    def _translator(self) -> Translator:
        return Translator(catalogue=self.catalogue, language=self.language, seed=self._heading["seed"])

    def _say(self, key: str) -> str:
        return say(self.language, key)


def _cells(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for each wide character."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _wants_colour() -> bool | None:
    """Return what the environment says of colours; None leaves it to whether the stream is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None
