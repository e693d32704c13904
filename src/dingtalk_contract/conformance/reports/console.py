"""The console report: progress while a run lasts, failures first, one line of counts last."""

from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.console import Console
from rich.status import Status
from rich.text import Text

from ...contract import Catalogue
from ._record import Line, Translator, sanitise, title_of
from ._words import say

_STYLES = {"fail": "bold red", "warn": "bold yellow", "error": "bold magenta", "known": "cyan", "skip": "dim"}
_DETAILED = ("fail", "warn", "error", "known")


@dataclass(slots=True, kw_only=True)
class ConsoleReport:
    """Reads the record as it comes and shows it to a person."""

    console: Console
    catalogue: Catalogue
    language: str = "en"
    _heading: Line = field(default_factory=dict)
    _results: list[Line] = field(default_factory=list)
    _status: Status | None = None

    def take(self, record: Line) -> None:
        """Take one record."""
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
        """End the progress line, however the run ended."""
        if self._status:
            self._status.stop()

    def _begin(self, record: Line) -> None:
        self._heading = record
        if self.console.is_terminal:
            self._status = self.console.status(self._say("judging"))
            self._status.start()

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
        self._line(self._translator.counts(record), style="bold green" if record["exit_code"] == 0 else "bold red")

    def _show(self, result: Line) -> None:
        verdict = result["verdict"]
        heading = f"{self._say(verdict)} {result['clause']} {self._say('on')} {title_of(self._heading)}"
        self._line(heading, style=_STYLES[verdict])
        rows = self._translator.details(result)
        width = max(cell_len(label) for label in rows)
        for label, text in rows.items():
            first, *others = text.split("\n")
            self._line(f"  {label}:{' ' * (width - cell_len(label))} {first}")
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
            self._line(f"{self._say('skip')} {len(clauses)}: {reason}", style="dim")
            # Which effects there are is said where they can be seen.
            if not all("effect/" in clause for clause in clauses):
                self._line(f"  {', '.join(clauses)}", style="dim")
        if reasons:
            self._line("")

    def _line(self, text: str, style: str = "") -> None:
        self.console.print(Text(sanitise(text), style=style), soft_wrap=True)

    @property
    def _translator(self) -> Translator:
        return Translator(catalogue=self.catalogue, language=self.language, seed=self._heading["seed"])

    def _say(self, key: str) -> str:
        return say(self.language, key)
