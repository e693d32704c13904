"""Broken clients that send too often."""

from __future__ import annotations

from tests.clients.calling import Answer, call, call_again, send
from tests.clients.trials import breaks

REFUSED = {"40014", "42001"}


def is_rejected(answer: Answer | None) -> bool:
    """Return whether an answer is a rejection by the service."""
    return answer is not None and bool(answer.codes - {"0"})


@breaks("delivery/accepted")
def sends_everything_twice() -> int:
    """Makes sure."""
    send()
    return call()


@breaks("delivery/accepted")
def asks_again_until_it_has_seen_two() -> int:
    """Counts from 0 to the number of tries."""
    return call_again(lambda answer: answer is not None and answer.status == 200 and b":0" in answer.body[:12], 1)


@breaks("delivery/rejected")
def tries_rejections_again() -> int:
    """Tries whatever is not accepted three times."""
    return call_again(is_rejected, 2)


@breaks("delivery/token-refused")
def tries_a_refused_token_again_and_again() -> int:
    """Fetches a token as often as it takes."""
    return call_again(lambda answer: answer is not None and bool(REFUSED & answer.codes), 4)


@breaks("delivery/throttled")
def hammers_when_throttled() -> int:
    """Tries a throttled call ten times without a pause."""
    return call_again(lambda answer: answer is not None and "90018" in answer.codes, 9)


@breaks("delivery/busy")
def hammers_when_busy() -> int:
    """Tries a busy service ten times without a pause."""
    return call_again(lambda answer: answer is not None and "-1" in answer.codes, 9)


@breaks("delivery/server-error")
def tries_5xx_again() -> int:
    """Takes a cancel for something that can be done twice."""
    return call_again(lambda answer: answer is not None and answer.status >= 500, 2)


@breaks("delivery/malformed")
def tries_what_it_cannot_read_again() -> int:
    """Tries again where the body is no JSON."""
    return call_again(lambda answer: answer is not None and answer.status == 200 and b"{" not in answer.body[:1], 2)


@breaks("delivery/late")
def loses_patience_and_sends_again() -> int:
    """Waits a moment, and takes a late answer for none."""
    try:
        return call(timeout=0.1)
    except TimeoutError:
        return call()


@breaks("delivery/dropped")
def sends_again_when_dropped() -> int:
    """Sends four times where the connection ends."""
    return call_again(lambda answer: answer is None or not is_success_or_said(answer), 3)


def is_success_or_said(answer: Answer) -> bool:
    """Return whether anything was answered at all."""
    return bool(answer.status)
