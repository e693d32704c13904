"""The exchanges of a run: each with its outcome, kept within bounds."""

from dataclasses import dataclass, replace
from enum import StrEnum

from ..contract import phrase, shorten
from ..exchange import Answer, Draft, Failure, Outcome, Reading, Secrets

LONGEST_KEPT = 4096
LONGEST_SHOWN = 300


class Purpose(StrEnum):
    """What a request is sent for."""

    CONTROL = "control"
    """The known-good request, to be accepted."""
    VALID = "valid"
    """Another request that keeps the document; what is wrong with its answer, its own clause reports."""
    NEGATIVE = "negative"
    """A request that breaks the document in one place, not to be accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer, or the lack of one."""

    number: int
    draft: Draft
    base_url: str
    """The address that it was sent to."""
    answer: Answer | Failure
    outcome: Outcome
    reading: Reading
    purpose: Purpose
    started: float
    """Seconds since the epoch."""
    seconds: float
    faults: frozenset[str] = frozenset()
    """Ids of the `answer/…` clauses that the answer breaks."""

    @property
    def is_ill_formed(self) -> bool:
        """Return whether the answer is not of the documented form, so that it says neither yes nor no."""
        return self.outcome in {Outcome.MALFORMED, Outcome.BROKEN}

    def shorten(self) -> "Exchange":
        """Return this exchange with no more of the body than reports show, and without the parsed value."""
        answer = self.answer
        if isinstance(answer, Answer) and len(answer.body) > LONGEST_KEPT:
            answer = replace(answer, body=answer.body[:LONGEST_KEPT] + "…".encode())
        return replace(self, answer=answer, reading=Reading(fault=self.reading.fault))


def describe(exchange: Exchange, secrets: Secrets) -> str:
    """Say in one line what came back, with the tokens masked."""
    answer = exchange.answer
    if isinstance(answer, Failure):
        return phrase("{0}: no complete HTTP answer, {1}", exchange.outcome, secrets.mask(answer.detail))
    media_type = secrets.mask(answer.header("content-type") or "") or phrase("without Content-Type")
    body = shorten(secrets.mask(answer.body.decode("utf-8", "replace")), LONGEST_SHOWN)
    return phrase("{0}: HTTP {1} {2} {3}", exchange.outcome, answer.status, media_type, body)
