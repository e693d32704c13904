"""Verdicts: what a clause gets, and what a test raises to give it."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._calls import Call
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


class Violation(AssertionError):
    """A clause shown broken by an exchange, with what was expected and what was received."""

    def __init__(
        self,
        *,
        expected: str,
        received: str,
        exchange: "Exchange | None" = None,
        note: Note | None = None,
        call: "Call | None" = None,
        arrival: int | None = None,
    ) -> None:
        self.expected = expected
        self.received = received
        self.exchange = exchange
        self.note = note
        self.call = call
        """The call of a client that shows it."""
        self.arrival = arrival
        """Which of the call's requests shows it, from 0; None where none does."""
        super().__init__(f"expected {expected}; received {received}")


class NotAsked(Exception):
    """A clause that could not be asked, with the reason; it gets the verdict error."""


class ClauseSkipped(Exception):
    """A clause that is not asked, for a reason that is no fault of its own; it gets the verdict skip."""


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
