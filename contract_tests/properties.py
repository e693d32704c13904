"""The runner of properties: seeded examples, one exchange each, shrunk to the smallest that shows a fault."""

import hashlib
import re
import time
from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.database import DirectoryBasedExampleDatabase
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from hypothesis.strategies import SearchStrategy

from dingtalk_contract.conformance import NotAsked, Note, ServerCase, ServerJudge, Violation
from dingtalk_contract.contract import Clause

if TYPE_CHECKING:
    from dingtalk_contract.exchange import Draft

Check = Callable[[ServerCase], None]
"""Sends one request and raises a Violation where its answer shows a fault."""

FRUGAL = 5
"""By how much fewer examples do where the target is slow, or limits its requests."""
MOST_SLOW_FAULTS = 3
SLOW = 1.0


class PropertyRun:
    """One property over one strategy, with what was already learnt about each request."""

    def __init__(self, check: Check) -> None:
        self._check = check
        self._known: dict[Draft, Violation | None] = {}
        self._slow_faults = 0
        self.not_asked: NotAsked | None = None
        self.last: Violation | None = None

    def __call__(self, case: ServerCase) -> None:
        """Ask about one request, once; Hypothesis comes back to the same ones while it shrinks."""
        draft = case.draft
        if self.not_asked is not None or (self._slow_faults >= MOST_SLOW_FAULTS and draft not in self._known):
            return
        if draft not in self._known:
            self._known[draft] = self._ask(case)
        violation = self._known[draft]
        if violation is not None:
            self.last = violation
            raise violation

    def _ask(self, case: ServerCase) -> Violation | None:
        started = time.monotonic()
        try:
            self._check(case)
        except NotAsked as stop:
            self.not_asked = stop
        except Violation as violation:
            self._slow_faults += time.monotonic() - started > SLOW
            return violation
        return None


def holds_for_all(
    judge: ServerJudge, clause: Clause, requests: SearchStrategy[ServerCase], check: Check, *, examples: int
) -> None:
    """Show a property on seeded examples; in deep, in round after round until its share of the time budget is spent.

    Raises:
        Violation: the smallest request found that breaks it.
        NotAsked: the target could not be asked to the end.
    """
    deadline = time.monotonic() + (judge.property_seconds or 0)
    for turn in count():
        started = time.monotonic()
        wanted = examples // FRUGAL if judge.sender.is_costly else examples
        _hold(judge, clause, requests, check, examples=wanted, turn=turn)
        now = time.monotonic()
        if now + (now - started) >= deadline:
            return


def _hold(
    judge: ServerJudge, clause: Clause, requests: SearchStrategy[ServerCase], check: Check, *, examples: int, turn: int
) -> None:
    forget_local_constants()
    run = PropertyRun(check)
    profile = settings(
        max_examples=examples,
        database=DirectoryBasedExampleDatabase(judge.database) if judge.database else None,
        deadline=None,
        print_blob=False,
        phases=(Phase.reuse, Phase.generate, Phase.shrink) if judge.database else (Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )

    def ask(case: ServerCase) -> None:
        run(case)

    # The database files counterexamples by this name.
    ask.__qualname__ = ask.__name__ = re.sub(r"\W", "_", clause.id)
    seeded = seed(_seed_of(judge, clause, turn))(profile(given(requests)(ask)))
    try:
        seeded()
    except Violation as violation:
        violation.note = Note.SHRUNK
        raise
    if run.not_asked is not None:
        raise run.not_asked


def _seed_of(judge: ServerJudge, clause: Clause, turn: int) -> int:
    # Of its own for each clause, so that choosing other clauses changes none.
    return int.from_bytes(hashlib.sha256(f"{judge.session.seed} {turn} {clause.id}".encode()).digest()[:8])


def forget_local_constants() -> None:
    """Have what is drawn depend on the seed alone."""
    # Hypothesis mixes in constants of the modules that happen to be imported; then a seed would not be enough.
    providers._get_local_constants = Constants  # noqa: SLF001 - a test fails when it moves
    providers.CONSTANTS_CACHE.cache.clear()
