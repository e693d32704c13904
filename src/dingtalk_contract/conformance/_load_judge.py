"""The judge of a server under load: what was seen of one operation, when the load is over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..contract import Clause, Operation
from ._session import Session
from ._verdicts import Violation


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What a load came to, put together of all its processes."""

    outcomes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """How many requests of each operation reached each outcome."""
    violations: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    """By clause id: the first few, each with expected, received and a shell line."""
    times: Mapping[str, int] = field(default_factory=dict)
    """How often each clause was broken."""
    repeated: Mapping[str, int] = field(default_factory=dict)
    """By what gave them: how many ids came more than once."""
    given: Mapping[str, int] = field(default_factory=dict)
    """How many ids each gave."""
    operations: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Requests, their rate a second, and p50, p95 and p99 in milliseconds, by operation."""
    samples: tuple[Mapping[str, float], ...] = ()
    """The load every few seconds."""
    left: int = 0
    """How many instances and templates of the load could not be put away."""
    is_interrupted: bool = False

    def summary(self) -> dict[str, Any]:
        """Return what the record says of the load at its end."""
        return {
            "operations": self.operations,
            "samples": list(self.samples),
            "left": self.left,
            "interrupted": self.is_interrupted,
        }


@dataclass(slots=True, kw_only=True)
class LoadJudge:
    """What was seen of one operation."""

    operation: Operation
    session: Session
    report: LoadReport
    max_p99: float | None = None
    """Milliseconds that the user allows; None allows any."""
    max_broken: int | None = None
    """How many requests without an answer the user allows."""

    @property
    def outcomes(self) -> Mapping[str, int]:
        """How many requests reached each outcome."""
        return self.report.outcomes.get(self.operation.id, {})

    def violation(self, clause: Clause) -> Violation | None:
        """Return what broke a clause, None where nothing did."""
        kept = self.report.violations.get(clause.id)
        if not kept:
            return None
        times = self.report.times.get(clause.id, len(kept))
        first = kept[0]
        received = f"{first['received']} ({times} times in all)" if times > 1 else first["received"]
        return Violation(expected=first["expected"], received=received, proof={"reproduce": first["reproduce"]})

    def close(self) -> None:
        """Nothing runs any more."""
