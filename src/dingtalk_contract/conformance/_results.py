"""The run record: a line for the run, one for each exchange, one for each clause's result, and one at the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..contract import Clause, Level
from ._session import Tally
from ._verdicts import ExitCode, Verdict, exit_code

RECORD_SCHEMA = 1


class Sink(Protocol):
    """Takes the records of a run as they come."""

    def take(self, record: Mapping[str, Any]) -> None:
        """Take one record."""


@dataclass(slots=True, kw_only=True)
class Ledger:
    """The results of a run as they come in, and what they amount to."""

    tally: Tally
    strict: bool
    sinks: list[Sink]
    operations: dict[str, dict[str, int]] = field(default_factory=dict)
    """How many clauses of each operation got each verdict."""
    made: dict[str, int] = field(default_factory=dict)
    """How many things each operation made on the target that another puts away."""
    left: dict[str, int] = field(default_factory=dict)
    """How many of them are there yet."""
    seen: dict[str, int] = field(default_factory=dict)
    """How many effect clauses were judged by what each operation shows."""
    load: Mapping[str, Any] | None = None
    """What a load came to; None where there was none."""
    must_errors: int = 0
    stale_known: int = 0

    def emit(self, record: Mapping[str, Any]) -> None:
        """Hand a record to every sink."""
        for sink in self.sinks:
            sink.take(record)

    def open(self, clauses: Iterable[Clause]) -> None:
        """Begin to count for the operations of these clauses, in their order."""
        for clause in clauses:
            self.operations.setdefault(clause.operation_id, _zero())

    def add(self, clause: Clause, record: Mapping[str, Any]) -> None:
        """Count and hand on the result of one clause."""
        self.operations[clause.operation_id][record["verdict"]] += 1
        self.must_errors += record["verdict"] == Verdict.ERROR and clause.level is Level.MUST
        self.emit(record)

    @property
    def counts(self) -> dict[str, int]:
        """How many clauses got each verdict, in all."""
        return {name: sum(counts[name] for counts in self.operations.values()) for name in _zero()}

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
        if self.load and self.load["interrupted"]:
            code = ExitCode.NOT_ASKED
        self.emit(
            {
                "record": "end",
                "counts": self.counts,
                "operations": self.operations,
                "outcomes": self.tally.outcomes,
                "exchanges": self.tally.exchanges,
                "made": self.made,
                "left": self.left,
                "seen": self.seen,
                "seconds": round(seconds, 3),
                "exit_code": int(code),
                **({} if self.load is None else {"load": self.load}),
            }
        )
        return code


def _zero() -> dict[str, int]:
    return {verdict.value: 0 for verdict in Verdict}
