"""The run record: a line for the run, one for each exchange, one for each clause's result, and one at the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..contract import Clause, Level
from ._exchanges import Tally
from ._verdicts import ExitCode, Verdict, Violation, exit_code

RECORD_SCHEMA = 1


class Sink(Protocol):
    """Takes the records of a run as they come."""

    def take(self, record: Mapping[str, Any]) -> None:
        """Take one record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one test of a clause ended with."""

    verdict: Verdict
    reason: str = ""
    violation: Violation | None = None


def worst(findings: list[Finding]) -> Finding:
    """Return the finding that decides a clause: broken before not asked, not asked before skipped, that before kept."""
    order = (Verdict.FAIL, Verdict.WARN, Verdict.ERROR, Verdict.SKIP, Verdict.PASS)
    return min(findings, key=lambda finding: order.index(finding.verdict))


@dataclass(slots=True, kw_only=True)
class Ledger:
    """The results of a run as they come in, and what they amount to."""

    tally: Tally
    strict: bool
    sinks: list[Sink]
    counts: dict[str, int] = field(default_factory=lambda: {verdict.value: 0 for verdict in Verdict})
    must_errors: int = 0
    stale_known: int = 0

    def emit(self, record: Mapping[str, Any]) -> None:
        """Hand a record to every sink."""
        for sink in self.sinks:
            sink.take(record)

    def add(self, clause: Clause, record: Mapping[str, Any]) -> None:
        """Count and hand on the result of one clause."""
        self.counts[record["verdict"]] += 1
        self.must_errors += record["verdict"] == Verdict.ERROR and clause.level is Level.MUST
        self.emit(record)

    def exit_code(self) -> ExitCode:
        """Return the exit code of the run as it stands."""
        return exit_code(
            self.counts,
            strict=self.strict,
            must_errors=self.must_errors,
            accepted=self.tally.outcomes["accepted"],
            stale_known=self.stale_known,
        )

    def end(self, seconds: float) -> ExitCode:
        """Hand on the end of the run."""
        code = self.exit_code()
        self.emit(
            {
                "record": "end",
                "counts": self.counts,
                "outcomes": self.tally.outcomes,
                "exchanges": self.tally.exchanges,
                "seconds": round(seconds, 3),
                "exit_code": int(code),
            }
        )
        return code
