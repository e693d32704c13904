"""The session: what the judges of one run share, whatever they judge: pace, bounds, secrets, tally, and findings."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol, TypeVar

from ..contract import ANY_OPERATION, Clause, Level, Operation, take_apart
from ..exchange import Answer, Failure, FailureKind, Outcome, Secrets, to_curl
from ._verdicts import ClauseSkipped, Finding, NotAsked, SkipReason, Violation

BACK_OFF = (1.0, 2.0, 4.0)
"""Seconds to wait after each throttled answer, where it does not say how long."""
FIRST_PAUSE = 0.05
"""Seconds before what may have come too early is sent again."""
LONGEST_WAIT = 10.0
MOST_TIMEOUTS = 8
"""How many requests may run into the timeout before no further ones are made."""

T = TypeVar("T")
Line = Mapping[str, Any]
"""One line of the run record."""
MakeLines = Callable[[Clause], Iterable[Line]]
"""Makes the lines of what was done, filed under the clause that it was done for."""


@dataclass(slots=True)
class Tally:
    """How many exchanges a run had, and how many reached each outcome."""

    exchanges: int = 0
    outcomes: dict[str, int] = field(default_factory=lambda: {outcome.value: 0 for outcome in Outcome})


@dataclass(slots=True, kw_only=True)
class Session:
    """What the judges of one run share."""

    secrets: Secrets = field(default_factory=Secrets)
    timeout: float = 5.0
    """Seconds of one exchange."""
    rate: float | None = None
    """At most this many requests, or processes, a second."""
    most: int | None = None
    """At most this many requests in all."""
    seed: int = 0
    is_recorded: bool = True
    """What is exchanged is kept for the record."""
    sleep: Callable[[float], None] = time.sleep
    tally: Tally = field(default_factory=Tally)
    failed: dict[str, Level] = field(default_factory=dict)
    """Ids of clauses already found broken in this run, with their levels."""
    elsewhere: dict[str, Violation] = field(default_factory=dict)
    """By clause id: what was found while another clause was being shown."""
    settle: float = 2.0
    """Seconds within which a target may show what was done."""
    seen: set[str] = field(default_factory=set)
    """The operations that have shown something of what was done."""
    given: dict[str, set[str]] = field(default_factory=dict)
    """The ids that each operation gave to what it made."""
    bystanders: set[str] | None = None
    """The to-dos that were listed before the run created any by its programs; None before it was looked."""
    page_size: int | None = None
    """How many to-dos a page of the target may have; None before it was asked."""
    lateness: float = 0.0
    """Seconds that it was seen to take for that, at most."""
    serials: Iterator[int] = field(default_factory=lambda: count(1))
    """Numbers of the run, each given once."""
    mark: str = field(default_factory=lambda: f"{time.time_ns() // 1_000_000:x}")
    """Differs between runs."""
    _unsaid: list[MakeLines] = field(default_factory=list)
    _timeouts: int = 0
    _next_slot: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def new_name(self) -> str:
        """Return a name that nobody has, and that says whose it is."""
        return f"dingtalk-contract {self.mark} {next(self.serials)}"

    def ask_until(self, ask: Callable[[], T], is_there: Callable[[T], bool]) -> T:
        """Ask again and again until something is there, as long as the target may take to settle; return the last."""
        started, pause = time.monotonic(), FIRST_PAUSE
        while not is_there(seen := ask()) and time.monotonic() - started < self.settle:
            self.sleep(pause)
            pause *= 2
        if pause > FIRST_PAUSE and is_there(seen):
            self.lateness = max(self.lateness, time.monotonic() - started)
        return seen

    def wait_for_slot(self) -> None:
        """Wait until the rate allows one more request; threads may share it."""
        if self.rate is None:
            return
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next_slot)
            self._next_slot = start + 1 / self.rate
        if start > now:
            self.sleep(start - now)

    def require_no_rate(self) -> None:
        """Make sure that requests may be sent at once.

        Raises:
            ClauseSkipped: the user wants them one by one.
        """
        if self.rate is not None:
            raise ClauseSkipped(SkipReason.RATE)

    def check_bounds(self) -> None:
        """Make sure that one more request may be made.

        Raises:
            NotAsked: too many ran into the timeout.
            ClauseSkipped: there were as many as there may be.
        """
        if self._timeouts >= MOST_TIMEOUTS:
            raise NotAsked(f"the target let {MOST_TIMEOUTS} requests run into the timeout")
        if self.most is not None and self.tally.exchanges >= self.most:
            raise ClauseSkipped(SkipReason.LIVE_BOUND, f"{self.most} requests to the real service")

    def count(self, outcome: Outcome, answer: Answer | Failure | None = None) -> int:
        """Count one exchange, and return its number in the run, from 1."""
        with self._lock:
            self._timeouts += isinstance(answer, Failure) and answer.kind is FailureKind.TIMEOUT
            self.tally.exchanges += 1
            self.tally.outcomes[outcome.value] += 1
            return self.tally.exchanges

    def keep(self, make_lines: MakeLines) -> None:
        """Keep for the record what was done, where there is one."""
        if self.is_recorded:
            self._unsaid.append(make_lines)

    def take_lines(self, clause: Clause) -> list[Line]:
        """Return the record's lines of what was done since the last call, filed under a clause."""
        unsaid, self._unsaid = self._unsaid, []
        return [line for make_lines in unsaid for line in make_lines(clause)]

    def details(self, clause: Clause, finding: Finding, known: str | None) -> dict[str, Any]:
        """Return what a result says beyond its verdict, every token masked."""
        details: dict[str, Any] = {} if known is None else {"known": known}
        if finding.reason:
            details["reason"] = self.secrets.mask(finding.reason)
        violation = finding.violation
        if violation is None:
            return details
        details["expected"] = self.secrets.mask(violation.expected)
        details["received"] = self.secrets.mask(violation.received)
        details["words"] = {
            "expected": take_apart(violation.expected, self.secrets.mask),
            "received": take_apart(violation.received, self.secrets.mask),
        }
        details |= violation.proof
        if violation.exchange is not None:
            details["reproduce"] = to_curl(violation.exchange.draft, violation.exchange.base_url)
            details["shown_by"] = violation.exchange.number
        if violation.note is not None:
            details["note"] = violation.note.value
        return details | {"hint": clause.hints["en"]}

    def skip_explained(self, clause: Clause, *more: str, broken: Mapping[str, Level] | None = None) -> None:
        """Skip a clause one of whose causes is broken; what must be is never excused by what only should be.

        Args:
            more: further causes than the clause's own.
            broken: further clauses that are broken, with their levels.
        """
        found = self.failed | dict(broken or {})
        grave = sorted(each for each, level in found.items() if level is Level.MUST or clause.level is Level.SHOULD)
        for cause in (*clause.causes, *more):
            for clause_id in grave:
                if _explains(cause, clause_id):
                    raise ClauseSkipped(SkipReason.CONSEQUENCE, clause_id) from None


def _explains(cause: str, clause_id: str) -> bool:
    if cause.startswith(ANY_OPERATION):
        return clause_id.partition("/")[2] == cause.removeprefix(ANY_OPERATION)
    return clause_id == cause or (cause.endswith("/") and clause_id.startswith(cause))


class Judge(Protocol):
    """The judge of a server, a gateway or a client on one operation."""

    operation: Operation
    session: Session

    def close(self) -> None:
        """End what still runs or is connected."""
