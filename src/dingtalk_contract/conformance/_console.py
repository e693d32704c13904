"""
The console report: progress while a run lasts, failures first, one line of counts last.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.status import Status
from rich.text import Text

from ..contract import Catalogue, Clause
from ._words import say

_STYLES = {"fail": "bold red", "warn": "bold yellow", "error": "bold magenta", "known": "cyan", "skip": "dim"}
_DETAILED = ("fail", "warn", "error", "known")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@dataclass(slots=True, kw_only=True)
class ConsoleReport:
    """
    Reads the record as it comes and shows it to a person.
    """

    console: Console
    catalogue: Catalogue
    language: str = "en"
    _heading: Mapping[str, Any] = field(default_factory=dict)
    _results: list[Mapping[str, Any]] = field(default_factory=list)
    _status: Status | None = None

    def take(self, record: Mapping[str, Any]) -> None:
        """
        Take one record.
        """
        kind = record["record"]
        if kind == "run":
            self._begin(record)
        elif kind == "result":
            self._results.append(record)
            if self._status:
                self._status.update(f"{len(self._results)}/{len(self.catalogue.clauses)} {record['clause']}")
        elif kind == "end":
            self._end(record)

    def close(self) -> None:
        """
        End the progress line, however the run ended.
        """
        if self._status:
            self._status.stop()

    def _begin(self, record: Mapping[str, Any]) -> None:
        self._heading = record
        if self.console.is_terminal:
            self._status = self.console.status(self._say("judging"))
            self._status.start()

    def _end(self, record: Mapping[str, Any]) -> None:
        self.close()
        for verdict in _DETAILED:
            for result in self._results:
                if result["verdict"] == verdict:
                    self._show(result)
        self._show_skips()
        self._line(self._counts(record), style="bold green" if record["exit_code"] == 0 else "bold red")

    def _show(self, result: Mapping[str, Any]) -> None:
        clause = self.catalogue[result["clause"]]
        verdict = result["verdict"]
        heading = f"{self._say(verdict)} {clause.id} {self._say('on')} {self._heading['target']['url']}"
        self._line(heading, style=_STYLES[verdict])
        rows = {
            "Expected": result.get("expected"),
            "Received": result.get("received"),
            "Reason": " ".join(filter(None, (result.get("reason"), result.get("known")))),
            "Clause": f"{clause.level}: {clause.statements[self.language]} ({_source(clause)})",
            "Reproduce": result.get("reproduce"),
            "Hint": self._hint(clause, result),
        }
        shown = {self._say(label): text for label, text in rows.items() if text}
        width = max(cell_len(label) for label in shown)
        for label, text in shown.items():
            self._line(f"  {label}:{' ' * (width - cell_len(label))} {text}")
        self._line("")

    def _hint(self, clause: Clause, result: Mapping[str, Any]) -> str | None:
        return clause.hints[self.language] if self.language != "en" and "hint" in result else result.get("hint")

    def _show_skips(self) -> None:
        reasons: dict[str, list[str]] = {}
        for result in self._results:
            if result["verdict"] == "skip":
                reasons.setdefault(result.get("reason", ""), []).append(result["clause"].split("/", 1)[1])
        for reason, clauses in reasons.items():
            self._line(f"{self._say('skip')} {len(clauses)}: {reason}", style="dim")
            self._line(f"  {', '.join(clauses)}", style="dim")
        if reasons:
            self._line("")

    def _counts(self, record: Mapping[str, Any]) -> str:
        verdicts = ", ".join(f"{count} {self._say(name)}" for name, count in record["counts"].items())
        outcomes = ", ".join(f"{count} {self._say(name)}" for name, count in record["outcomes"].items() if count)
        exchanges = f"{record['exchanges']} {self._say('exchanges')}"
        seconds = f"{record['seconds']:.1f} {self._say('seconds')}"
        return (
            f"{self._say('verdict-' + str(record['exit_code']))}: {verdicts}; {exchanges}: {outcomes or 0}; {seconds}"
        )

    def _line(self, text: str, style: str = "") -> None:
        self.console.print(Text(sanitise(text), style=style), soft_wrap=True)

    def _say(self, key: str) -> str:
        return say(self.language, key)


def sanitise(text: str) -> str:
    """
    Give text that a terminal shows and does not obey: control and direction characters escaped.
    """
    return _CONTROL.sub(lambda match: match.group().encode("unicode_escape").decode(), text)


def _source(clause: Clause) -> str:
    provenance = clause.provenance
    return ", ".join(filter(None, (provenance.kind, provenance.source, provenance.date, provenance.link)))
