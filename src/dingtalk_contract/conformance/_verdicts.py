"""Verdicts: what a clause gets, and what a test raises to give it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from ._exchanges import Exchange


class Verdict(StrEnum):
    """What a clause gets."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    """Every case shows the clause kept."""
    FAIL = "fail"
    """A MUST is broken."""
    WARN = "warn"
    """A SHOULD is broken."""
    SKIP = "skip"
    """Not asked, for a reason that is no fault of this clause."""
    ERROR = "error"
    """Could not be asked: throttled for good, or the target stalls."""
    KNOWN = "known"
    """Broken, and listed in the file of known failures."""


class ExitCode(IntEnum):
    """What a check ends with."""

    CONFORMS = 0
    """No clause failed."""
    BREAKS = 1
    """A clause failed, one warned under --strict, or a known failure passed."""
    NOT_ASKED = 2
    """The question could not be asked, or not wholly."""


class Note(StrEnum):
    """What a finding has to say beyond its clause; the words stand with the reports."""

    POISONED = "poisoned"
    """A refused request left something behind."""
    SHRUNK = "shrunk"
    """The request is the smallest that a property found, and the seed finds it again."""


class SkipReason(StrEnum):
    """Why a clause is not asked; a detail may follow."""

    NOT_ACCEPTED = "control not accepted"
    """The target does not accept the known-good request, so that a refusal means nothing."""
    NOT_REPEATABLE = "control not repeatable"
    """The target accepts the known-good request but once, and no fresh values are left."""
    NOT_ARRANGED = "could not be arranged by"
    """The operation that makes what this one needs is not accepted, or does not say what it made."""
    NOTHING_OWN = "nothing of its own to delete: choose what makes it too, or name it with --values"
    """Nothing is deleted that the run did not make or the user did not name."""
    CONSEQUENCE = "consequence of"
    """Another clause explains why this one is broken."""
    SHOWN = "its own cases have shown it already"
    """Nothing more can be learnt of a clause that is broken."""
    RATE = "not with --rate: these requests are sent at once"
    """The user wants requests one by one."""
    LIVE = "not asked of the real service"
    """The real service is asked no more often than needed."""
    LIVE_BOUND = "no more than"
    """The real service was asked as often as it may be."""
    ENDED = "not asked:"
    """Too many calls of a client had to be ended."""
    SILENT = "no request in the call"
    """A client sent nothing that could be looked at."""
    UNSEEN = "cannot be seen without"
    """The operation that shows what was done is not chosen."""
    UNACCEPTED_SIGHT = "cannot be seen: not accepted, or not in documented form, is"
    """The operation that shows what was done is of no use on this target."""
    UNCLEAR = "cannot be seen: neither yes nor no was said by"
    """Nobody knows whether it was done."""
    ENDLESS = "cannot be seen: too long is a list of"
    """What was there before hides what was done."""
    NOT_LOADED = "not asked by this load"
    """The shapes of its users have no use for it."""
    NO_LIMIT = "no limit was set"
    """The user did not say what is too much."""
    ONE_USER = "not with one user: name two"
    """On another user's list nothing may be put."""
    UNANSWERED = "none of"
    """No request of several at once was answered in time."""


class ClauseSkipped(Exception):
    """A clause that is not asked, for a reason that is no fault of its own; it gets the verdict skip."""

    def __init__(self, reason: SkipReason, detail: str = "") -> None:
        self.reason = reason
        super().__init__(f"{reason} {detail}".rstrip())


class NotAsked(Exception):
    """A clause that could not be asked, with the reason; it gets the verdict error."""


class Violation(AssertionError):
    """A clause shown broken, with what was expected and what was received."""

    def __init__(
        self,
        *,
        expected: str,
        received: str,
        exchange: Exchange | None = None,
        note: Note | None = None,
        proof: Mapping[str, Any] | None = None,
        clause_id: str | None = None,
    ) -> None:
        self.expected = expected
        self.received = received
        self.exchange = exchange
        """The exchange that shows it; its request is repeated by a shell line."""
        self.note = note
        self.proof = proof or {}
        """What the record says instead of an exchange: shell lines, and the number of what shows it."""
        self.clause_id = clause_id
        """The clause that it breaks, None for the one that is being shown."""
        super().__init__(f"expected {expected}; received {received}")


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


def exit_code(
    counts: Mapping[str, int], *, strict: bool, must_errors: int, accepted: int, stale_known: int
) -> ExitCode:
    """Return the exit code of a run that came to its end.

    Args:
        must_errors: MUST clauses whose verdict is error.
        accepted: exchanges whose outcome is accepted.
        stale_known: known failures that passed.
    """
    if counts["fail"] or stale_known or (strict and counts["warn"]):
        return ExitCode.BREAKS
    if must_errors or not accepted or not sum(counts.values()):
        return ExitCode.NOT_ASKED
    return ExitCode.CONFORMS
