"""A run record read back: validated line by line, and marked incomplete where its end is missing."""

import json
import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema_rs

from ...contract import Catalogue, Clause, clause_address
from ...errors import UsageError
from ._words import say, say_phrase, say_reason

Line = Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class RunRecord:
    """The lines of one run, in their order."""

    heading: Line
    results: list[Line] = field(default_factory=list)
    exchanges: list[Line] = field(default_factory=list)
    processes: list[Line] = field(default_factory=list)
    end: Line | None = None
    """None where the run did not come to its end; then nothing is concluded."""

    def having(self, *verdicts: str) -> list[Line]:
        """Return the results with these verdicts, in the order of the verdicts."""
        return [result for verdict in verdicts for result in self.results if result["verdict"] == verdict]

    def exchanges_of(self, clause_id: str) -> list[Line]:
        """Return the exchanges made for one clause."""
        return [exchange for exchange in self.exchanges if exchange["clause"] == clause_id]

    def processes_of(self, clause_id: str) -> list[Line]:
        """Return the processes of a client that were run for one clause."""
        return [process for process in self.processes if process["clause"] == clause_id]


def title_of(heading: Line) -> str:
    """Return what a target is called in reports: its address, or the command that starts it."""
    target = heading["target"]
    return shlex.join(target["command"]) if "command" in target else str(target["url"])


def gather(lines: Iterable[Line]) -> RunRecord:
    """Make a run record of its lines.

    Raises:
        ValueError: the first line is not the run's, or a line stands where none can.
    """
    record: RunRecord | None = None
    for line in lines:
        kind = line["record"]
        if (record is None) != (kind == "run") or (record is not None and record.end is not None):
            raise ValueError(f"a line {kind!r} stands where none can")
        if record is None:
            record = RunRecord(heading=line)
        elif kind == "end":
            record.end = line
        else:
            {"result": record.results, "exchange": record.exchanges, "process": record.processes}[kind].append(line)
    if record is None:
        raise ValueError("it has no line")
    return record


def read_record(path: Path) -> RunRecord:
    """Read a run record from a file; a last line that was cut off is left out.

    Raises:
        UsageError: it cannot be read, or is no run record.
    """
    try:
        texts = path.read_text(encoding="utf-8").split("\n")
        lines = [_parse(number, text, is_last=number == len(texts)) for number, text in enumerate(texts, 1) if text]
        return gather(line for line in lines if line is not None)
    except OSError as error:
        raise UsageError(f"cannot read the record {str(path)!r}: {error.strerror}.") from error
    except ValueError as error:
        raise UsageError(f"cannot use the record {str(path)!r}: {error}.") from error


def _parse(number: int, text: str, *, is_last: bool) -> Line | None:
    try:
        line: Line = json.loads(text)
    except ValueError as error:
        # A whole line ends in a line break; what follows the last one was cut off.
        if is_last:
            return None
        raise ValueError(f"line {number} is no JSON") from error
    fault = next(_validator().iter_errors(line), None)
    if fault is not None:
        raise ValueError(f"line {number} is no line of a record: {fault.message}")
    return line


@cache
def _validator() -> Any:
    text = files(__package__).joinpath("record.schema.json").read_text(encoding="utf-8")
    return jsonschema_rs.validator_for(json.loads(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Translator:
    """Says a result in one language: by its clause id, or as recorded where the clause is no longer known."""

    catalogue: Catalogue
    language: str
    seed: int = 0
    site: str = ""
    """Where the site of the docs is, to link clauses to."""

    def address(self, result: Line) -> str:
        """Return where the site has the clause, or nothing where no site was named."""
        there = clause_address(result["clause"], self.catalogue.kind, self.language)
        return f"{self.site.rstrip('/')}/{there}" if self.site else ""

    def statement(self, result: Line) -> str:
        """Return the clause's sentence."""
        clause = self._clause(result)
        return clause.statements[self.language] if clause else result["statement"]

    def hint(self, result: Line) -> str | None:
        """Return what the finding has to say, and the clause's hint."""
        if "hint" not in result:
            return None
        clause = self._clause(result)
        hint = clause.hints[self.language] if clause else result["hint"]
        note = say(self.language, result["note"]).format(seed=self.seed) if "note" in result else ""
        return f"{note} {hint}".strip()

    def reason(self, result: Line) -> str:
        """Return why a clause was skipped, could not be asked, or is known to be broken."""
        reasons = (say_reason(self.language, result.get("reason", "")), result.get("known", ""))
        return " ".join(filter(None, reasons))

    def source(self, result: Line) -> str:
        """Return the level of a clause and where it comes from, in one line."""
        clause = self._clause(result)
        if clause is None:
            return str(result["level"])
        provenance = clause.provenance
        parts = (provenance.kind, provenance.source, provenance.date, provenance.link)
        return f"{result['level']}; {', '.join(filter(None, parts))}"

    def details(self, result: Line) -> dict[str, str]:
        """Return the rows of a finding by their labels, in the order of every report; what is absent is left out."""
        rows = {
            "Expected": self._worded(result, "expected"),
            "Received": self._worded(result, "received"),
            "Reason": self.reason(result),
            "Clause": f"{self.statement(result)} ({self.source(result)})",
            "Reproduce": result.get("reproduce"),
            "Hint": self.hint(result),
        }
        return {say(self.language, label): text for label, text in rows.items() if text}

    def operations(self, end: Line) -> list[str]:
        """Return a line of counts for each operation, none where there is but one."""
        counts = end.get("operations", {})
        return [f"{name}: {self._verdicts(each)}" for name, each in counts.items()] if len(counts) > 1 else []

    def makings(self, end: Line) -> list[str]:
        """Return a line of what was made on the target and what was left there, none where nothing was made."""
        made, left = (_some(end.get(name, {})) for name in ("made", "left"))
        if not made:
            return []
        return [f"{say(self.language, 'made')}: {made}; {say(self.language, 'left')}: {left or 0}"]

    def effects(self, end: Line) -> list[str]:
        """Return a line of how many effects were seen, and by what; none where none was."""
        seen = _some(end.get("seen", {}))
        return [f"{say(self.language, 'seen')}: {seen}"] if seen else []

    def loads(self, end: Line) -> list[str]:
        """Return a line of figures for each operation of a load, none where there was no load."""
        load = end.get("load", {})
        lines = [
            f"{name}: {each['requests']:.0f} {say(self.language, 'exchanges')}, {each['rate']:.1f}/s, "
            f"p50 {each['p50']:.0f} ms, p95 {each['p95']:.0f} ms, p99 {each['p99']:.0f} ms"
            for name, each in load.get("operations", {}).items()
        ]
        return [*lines, f"{say(self.language, 'left')}: {load['left']}"] if load.get("left") else lines

    def counts(self, end: Line) -> str:
        """Return the one line of counts."""
        verdicts = self._verdicts(end["counts"])
        outcomes = ", ".join(f"{count} {say(self.language, name)}" for name, count in end["outcomes"].items() if count)
        exchanges = f"{end['exchanges']} {say(self.language, 'exchanges')}"
        seconds = f"{end['seconds']:.1f} {say(self.language, 'seconds')}"
        is_interrupted = end.get("load", {}).get("interrupted", False)
        conclusion = say(self.language, "interrupted" if is_interrupted else f"verdict-{end['exit_code']}")
        return f"{conclusion}: {verdicts}; {exchanges}: {outcomes or 0}; {seconds}"

    def _worded(self, result: Line, name: str) -> str | None:
        words = result.get("words", {}).get(name)
        return result.get(name) if words is None or self.language == "en" else say_phrase(self.language, words)

    def _verdicts(self, counts: Mapping[str, int]) -> str:
        return ", ".join(f"{count} {say(self.language, name)}" for name, count in counts.items())

    def _clause(self, result: Line) -> Clause | None:
        return next((each for each in self.catalogue if each.id == result["clause"]), None)


def _some(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count)


def sanitise(text: str) -> str:
    """Return text that a terminal or a page shows and does not obey: control and direction characters escaped."""
    return _CONTROL.sub(lambda match: match.group().encode("unicode_escape").decode(), text)


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
