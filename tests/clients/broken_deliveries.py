"""Broken clients that send too often."""

from __future__ import annotations

from tests.clients.calling import Answer, call, send
from tests.clients.editing import sending_again
from tests.clients.trials import EVERY, break_each, breaks

REFUSED = {"40014", "42001"}


def codes(answer: Answer | None) -> set[str]:
    """Return the errcode and the sub_code of an answer, if there is one."""
    return set() if answer is None else answer.codes


def status(answer: Answer | None) -> int:
    """Return the status of an answer, 0 where there is none."""
    return 0 if answer is None else answer.status


def begins(answer: Answer | None) -> bytes:
    """Return the first bytes of an answer with HTTP 200."""
    return b"" if answer is None or answer.status != 200 else answer.body[:12]


break_each(
    {
        # Counts from 0 to the number of tries.
        "delivery/accepted": {
            "asks_again_until_it_has_seen_two": sending_again(lambda answer: b":0" in begins(answer), 1)
        },
        "delivery/rejected": {
            "tries_rejections_again": sending_again(lambda answer: bool(codes(answer) - {"0"}), 2),
            # Takes 403 and 404 for weather.
            "tries_a_4xx_again": sending_again(lambda answer: status(answer) in {403, 404}, 2),
        },
        "delivery/token-refused": {
            "tries_a_refused_token_again_and_again": sending_again(lambda answer: bool(REFUSED & codes(answer)), 4)
        },
        "delivery/throttled": {
            "hammers_when_throttled": sending_again(lambda answer: "90018" in codes(answer), 9),
            "hammers_when_forbidden_for_a_while": sending_again(lambda answer: "90002" in codes(answer), 9),
            "hammers_at_a_429": sending_again(lambda answer: status(answer) == 429, 9),
        },
        "delivery/busy": {
            "hammers_when_busy": sending_again(lambda answer: "-1" in codes(answer), 9),
            "hammers_when_busy_of_the_other_code": sending_again(lambda answer: "400001" in codes(answer), 9),
        },
        # Takes the call for something that can be done twice.
        "delivery/server-error": {"tries_5xx_again": sending_again(lambda answer: status(answer) >= 500, 2)},
        "delivery/malformed": {
            "tries_what_it_cannot_read_again": sending_again(
                lambda answer: status(answer) == 200 and begins(answer)[:1] != b"{", 2
            )
        },
        "delivery/dropped": {"sends_again_when_dropped": sending_again(lambda answer: answer is None, 3)},
    },
    operations=EVERY,
)


@breaks("delivery/accepted", operations=EVERY)
def sends_everything_twice() -> int:
    """Makes sure."""
    send()
    return call()


@breaks("delivery/late", operations=EVERY)
def loses_patience_and_sends_again() -> int:
    """Waits a moment, and takes a late answer for none."""
    try:
        return call(timeout=0.1)
    except TimeoutError:
        return call()
