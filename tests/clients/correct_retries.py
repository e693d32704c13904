"""Correct clients that try again, as far as they may."""

from __future__ import annotations

import http.client
import time

from tests.clients.calling import Answer, call, call_again, is_success, send, token_name
from tests.clients.trials import EVERY, conforms

REFUSED = {"40014", "42001"}
BUSY = {"90018", "-1"}


@conforms(operations=EVERY)
def tries_throttled_calls_again() -> int:
    """Tries a throttled call or a busy service three times more, with pauses."""

    def wanted(answer: Answer | None) -> bool:
        is_busy = answer is not None and bool(BUSY & answer.codes)
        time.sleep(0.01 * is_busy)
        return is_busy

    return call_again(wanted, 3)


@conforms(operations=EVERY)
def gives_up_after_a_second_throttling() -> int:
    """Fails where the call is throttled, even if the next try was accepted."""
    answer = send()
    if BUSY & answer.codes:
        send()
        return 75
    return 0 if is_success(answer) else 1


@conforms(operations=EVERY)
def asks_for_a_fresh_token_once() -> int:
    """Fetches a token where the first is refused, and tries once more."""
    answer = send()
    if REFUSED & answer.codes:
        fetched = send(method="GET", path="/gettoken", search="appkey=a&appsecret=b", body=b"", headers={})
        return 0 if is_success(send(search=f"{token_name()}={fetched.value['access_token']}")) else 1
    return 0 if is_success(answer) else 1


@conforms(operations=EVERY)
def sends_again_once_where_a_connection_ends() -> int:
    """Does what some HTTP libraries do by themselves."""
    return call_again(lambda answer: answer is None, 1)


@conforms(operations=EVERY)
def waits_a_second_at_most() -> int:
    """Fails where an answer is late, without sending again."""
    try:
        return call(timeout=0.1)
    except (OSError, http.client.HTTPException):
        return 1


@conforms(warns=("delivery/server-error", "delivery/malformed", "delivery/dropped"), operations=EVERY)
def sends_again_what_may_have_been_done() -> int:
    """Tries whatever did not get an answer of the service."""
    return call_again(lambda answer: answer is None or answer.status >= 500 or answer.body[:1] != b"{", 2)
