"""The pytest plugin of a run: one clause a test parameter, one result a clause."""

from collections import Counter
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from ..contract import Catalogue, Clause, Level
from ._arranging import Arranger
from ._known import KnownFailures
from ._results import Ledger
from ._session import Judge, Session
from ._verdicts import ClauseSkipped, Finding, NotAsked, Note, SkipReason, Verdict, Violation, worst

if TYPE_CHECKING:
    from ._settings import Profile


@dataclass(slots=True, kw_only=True, eq=False)
class JudgePlugin:
    """Gives the tests their judge and their clauses, and makes results of what they raise."""

    session: Session
    judges: Mapping[str, Judge]
    """By the id of the operation."""
    catalogue: Catalogue
    ledger: Ledger
    arranger: Arranger
    profile: "Profile"
    select: tuple[str, ...] = ()
    time_budget: float | None = None
    """Seconds for all properties together, in deep."""
    known: KnownFailures = field(default_factory=KnownFailures)
    musts_first: bool = False
    """Little may be asked, so that what must be comes first."""
    has_programs: bool = False
    """The programs of this run were run."""
    is_whole: bool = True
    """All tests of the kind of target are run, so that each clause must have one."""
    stopped_by: BaseException | None = None
    """What ended the run before its time: an error of ours, or the user."""
    selected: int = 0
    _findings: dict[str, list[Finding]] = field(default_factory=dict)
    _pending: Counter[str] = field(default_factory=Counter)
    _seconds: dict[str, float] = field(default_factory=dict)

    def judge_of(self, clause: Clause) -> Judge:
        """Return the judge on the operation of a clause."""
        return self.judges[clause.operation_id]

    def pytest_configure(self, config: pytest.Config) -> None:
        """Leave tracebacks alone: what a violation says it says itself, and their source takes longer to read."""
        config.option.tbstyle = "no"

    def pytest_sessionfinish(self) -> None:
        """Put away what the run made, however it ended, and put that on record."""
        if self.selected and not self.stopped_by:
            self.arranger.put_away()
            for line in self.session.take_lines(list(self.catalogue)[-1]):
                self.ledger.emit(line)
        self.ledger.made, self.ledger.left = self.arranger.made, self.arranger.left

    def close(self) -> None:
        """End what still runs or is connected."""
        for judge in self.judges.values():
            judge.close()

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Keep the selected clauses, in the order of the catalogue, but for those whose turn is before or after."""
        order = {clause.id: index for index, clause in enumerate(self.catalogue)}
        chosen = [item for item in items if self.is_selected(clause_of(item))]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])

        def turn(item: pytest.Item) -> tuple[Any, ...]:
            clause = clause_of(item)
            turn = item.get_closest_marker("turn")
            number = turn.args[0] if turn else 0
            return number, self.musts_first and clause.level, order[clause.id]

        chosen.sort(key=turn)
        items[:] = chosen
        self._pending = Counter(clause_of(item).id for item in items)
        self.selected = len(self._pending)
        # What is counted of each stands in the order of the document, whatever is concluded first.
        self.ledger.open(clause for clause in self.catalogue if self._pending[clause.id])
        unasked = [clause.id for clause in self.catalogue if self.is_selected(clause) and not self._pending[clause.id]]
        # A part of the suite may be run by pytest itself; the program runs all of a kind.
        if unasked and self.is_whole:
            self.stop(RuntimeError(f"no test asks {unasked[0]}"))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Take note of a suite that cannot be read, which pytest itself would only print."""
        if report.failed:
            self.stopped_by = RuntimeError(report.longreprtext)

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Take note of the user's wish to stop."""
        if isinstance(excinfo.value, KeyboardInterrupt):
            self.stopped_by = excinfo.value

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Take note of an error of ours."""
        self.stopped_by = excinfo.value

    def stop(self, reason: BaseException) -> NoReturn:
        """End the run before its time."""
        self.stopped_by = self.stopped_by or reason
        pytest.exit("the run cannot go on")

    def is_selected(self, clause: Clause) -> bool:
        """Return whether a clause is to be judged in this run."""
        return not self.select or any(clause.id.startswith(prefix) for prefix in self.select)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Make a finding of what a test ended with; a warning is no failure to pytest."""
        report = yield
        if call.when == "call" or (call.when == "setup" and call.excinfo is not None):
            clause = clause_of(item)
            finding = self._find(clause, call)
            _show(report, finding)
            self._file(clause, finding, call.duration)
        return report

    def _find(self, clause: Clause, call: pytest.CallInfo[None]) -> Finding:
        raised = call.excinfo.value if call.excinfo else None
        if raised is None:
            return Finding(verdict=Verdict.PASS)
        if isinstance(raised, Violation) and raised.clause_id is not None:
            shown = self.catalogue[raised.clause_id]
            try:
                self.session.skip_explained(shown)
            except ClauseSkipped as reason:
                return Finding(verdict=Verdict.SKIP, reason=str(reason))
            if shown.id != clause.id:
                # Its own clause says so; this one cannot be shown.
                self.session.elsewhere.setdefault(shown.id, raised)
                return Finding(verdict=Verdict.SKIP, reason=f"{SkipReason.CONSEQUENCE} {shown.id}")
        if isinstance(raised, Violation):
            # A target that no longer accepts what it must is broken, whatever the clause that showed it.
            is_fatal = clause.level is Level.MUST or raised.note is Note.POISONED
            broken = Verdict.FAIL if is_fatal else Verdict.WARN
            return Finding(verdict=broken, violation=raised)
        if isinstance(raised, ClauseSkipped):
            return Finding(verdict=Verdict.SKIP, reason=str(raised))
        if isinstance(raised, NotAsked):
            return Finding(verdict=Verdict.ERROR, reason=str(raised))
        return self.stop(raised)

    def _file(self, clause: Clause, finding: Finding, seconds: float) -> None:
        self._findings.setdefault(clause.id, []).append(finding)
        self._seconds[clause.id] = self._seconds.get(clause.id, 0.0) + seconds
        if finding.violation:
            self.session.failed[clause.id] = clause.level
        self._pending[clause.id] -= 1
        if self._pending[clause.id] == 0:
            self._conclude(clause)
        if not any(left for each, left in self._pending.items() if each.startswith(f"{clause.operation_id}/")):
            self.judge_of(clause).close()

    def _conclude(self, clause: Clause) -> None:
        finding = worst(self._findings[clause.id])
        verdict = finding.verdict
        known = self.known.reason(clause.id)
        if known is not None and verdict in {Verdict.FAIL, Verdict.WARN}:
            verdict = Verdict.KNOWN
        elif known is not None and verdict is Verdict.PASS:
            self.ledger.stale_known += 1
        lines = self.session.take_lines(clause)
        for line in lines:
            self.ledger.emit(line)
        record = {
            "record": "result",
            "clause": clause.id,
            "level": clause.level.value,
            "verdict": verdict.value,
            "statement": clause.statement,
            **self.session.details(clause, finding, known),
            "exchanges": sum(line["record"] == "exchange" for line in lines),
            "seconds": round(self._seconds[clause.id], 4),
        }
        if "/effect/" in clause.id and finding.verdict in {Verdict.PASS, Verdict.FAIL}:
            sight = self.arranger.sight_of(clause)
            self.ledger.seen[sight] = self.ledger.seen.get(sight, 0) + 1
        self.ledger.add(clause, record)


def clause_of(item: pytest.Item) -> Clause:
    """Return the clause that a test shows."""
    clause: Clause = item.callspec.params["clause"]  # type: ignore[attr-defined]  # every contract test has this parameter
    return clause


def _show(report: pytest.TestReport, finding: Finding) -> None:
    if finding.verdict is Verdict.WARN:
        report.outcome = "passed"
    elif finding.verdict is Verdict.SKIP:
        report.outcome = "skipped"
        report.longrepr = (str(report.location[0]), report.location[1] or 0, finding.reason)
    elif finding.violation is not None:
        report.longrepr = str(finding.violation)
