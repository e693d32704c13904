"""Broken gateways that send again, or make something else of a failure."""

import json
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from dingtalk_contract.exchange import Reply
from tests.gateways.changing import GAVE_UP, answering, errcode_of, has_header, members_of, sending_again, with_members
from tests.gateways.forwarding import Behaviour, Forward, Request, fail, in_background
from tests.gateways.trials import break_each, breaks, conform_each

ACCEPTANCE = Reply(headers=(("Content-Type", "application/json"),), body=b'{"errcode":0,"errmsg":"ok"}')
BUSY = json.dumps({"errcode": -1, "errmsg": "系统繁忙"}, ensure_ascii=False).encode()
FAILED = {500, 502, 503, 504}


def gave_up(reply: Reply) -> bool:
    """Return whether nothing whole came back from the upstream."""
    return reply.body == GAVE_UP


def is_an_error(reply: Reply) -> bool:
    """Return whether an answer is a 5xx that asks for no pause."""
    return reply.status >= 500 and not has_header(reply, "retry-after")


def instead(other: Callable[[Reply], Reply], when: Callable[[Reply], bool]) -> Behaviour:
    """Make a gateway that brings something else than some answers."""
    return answering(lambda reply: other(reply) if when(reply) else reply)


def in_place_of_errors(body: bytes, media_type: str) -> Behaviour:
    """Make a gateway that answers so, with HTTP 200, where the upstream fails."""
    other = Reply(headers=(("Content-Type", media_type),), body=body)
    return instead(lambda _: other, lambda reply: reply.status in FAILED)


def is_cut_off(reply: Reply) -> bool:
    """Return whether an acceptance lacks its end."""
    return reply.body.startswith(b'{"errcode":0') and members_of(reply) is None


def trying_again(status: int, *, length: bool = False) -> Behaviour:
    """Make a gateway that sends an empty body once more after a status, with the old length or with none."""

    def behaviour(request: Request, forward: Forward) -> Reply:
        reply = forward(request)
        if reply.status == status:
            head = f"POST {request.target} HTTP/1.1\r\nHost: upstream\r\nContent-Type: application/json\r\n"
            size = len(request.body) if length else 0
            with suppress(OSError), socket.create_connection(("127.0.0.1", forward.port), timeout=1) as connection:
                connection.sendall(f"{head}Content-Length: {size}\r\nConnection: close\r\n\r\n".encode())
                connection.recv(1000)
        return reply

    return behaviour


def within_a_moment(request: Request, forward: Forward) -> Reply | None:
    """Forward a request, and wait no longer than a moment for its answer."""
    replies: list[Reply] = []
    waiting = threading.Thread(target=lambda: replies.append(forward(request)), daemon=True)
    waiting.start()
    waiting.join(1.5)
    return replies[0] if replies else None


sends_again_after_503 = sending_again(lambda reply: reply.status == 503 and not has_header(reply, "retry-after"))

break_each(
    {
        "delivery/once": {
            # Takes an errcode for a reason to try again.
            "sends_again_what_was_rejected": sending_again(
                lambda reply: reply.status < 500 and bool(errcode_of(reply))
            ),
            "sends_again_what_was_busy": sending_again(lambda reply: reply.status == 200 and errcode_of(reply) == -1),
        },
        "delivery/after-error": {
            # Retries by status.
            "sends_again_after_503": sends_again_after_503,
            # Takes Retry-After for leave to send again, and does not even wait.
            "sends_again_where_it_should_wait": sending_again(
                lambda reply: reply.status == 503 and has_header(reply, "retry-after")
            ),
        },
        "delivery/after-drop": {"sends_again_after_a_drop": sending_again(gave_up)},
        # Has read the body already when it sends the request anew after a failure.
        "delivery/accounted": {
            "tries_again_without_the_body": trying_again(502),
            "tries_again_with_the_old_length": trying_again(502, length=True),
            "tries_again_after_503_without_the_body": trying_again(503),
        },
        "delivery/awaited": {"gives_up_early": lambda request, forward: within_a_moment(request, forward) or fail(504)},
        "delivery/failure": {
            # Keeps its callers happy.
            "turns_errors_into_success": instead(
                lambda reply: with_members(replace(reply, status=200), {"errcode": 0, "errmsg": "ok"}), gave_up
            ),
            # Mends JSON that lacks its end.
            "answers_what_is_cut_off_as_if_it_were_whole": instead(
                lambda reply: with_members(reply, {"errcode": 0}), is_cut_off
            ),
            # Has no words for a failure, and so none of failure.
            "says_204_where_nothing_came": instead(lambda _: Reply(status=204), gave_up),
            "says_200_to_everything": instead(
                lambda reply: replace(reply, status=200), lambda reply: reply.status >= 500
            ),
            # Has a page for errors that says ok.
            "answers_errors_by_an_acceptance_of_its_own": instead(
                lambda _: ACCEPTANCE, lambda reply: reply.status >= 500
            ),
            "accepts_what_it_has_no_time_for": lambda request, forward: within_a_moment(request, forward) or ACCEPTANCE,
        },
        "delivery/error-answers": {
            "has_error_pages_of_its_own": instead(lambda reply: fail(reply.status), is_an_error),
            "answers_every_error_with_502": instead(lambda reply: replace(reply, status=502), is_an_error),
        },
    }
)
break_each(
    {
        "delivery/failure": {
            "makes_a_page_of_an_error": in_place_of_errors(b"<html><body>Sorry</body></html>", "text/html"),
            # Says that it is well itself, though its upstream is not.
            "says_ok_to_an_error": in_place_of_errors(b"ok", "text/plain"),
        },
        # The documented form is allowed, but hides what failed.
        "delivery/error-answers": {"makes_a_rejection_of_an_error": in_place_of_errors(BUSY, "application/json")},
    },
    also=("return/retry-after",),
)
conform_each(
    {
        "answers_failures_with_504": instead(lambda _: fail(504), gave_up),
        "ends_the_connection_where_the_upstream_does": instead(lambda _: Reply(drop=True), gave_up),
    }
)


@breaks("delivery/once")
def mirrors_requests(request: Request, forward: Forward) -> Reply:
    """Sends each request a second time, for a shadow of the service."""
    reply = forward(request)
    if reply.status < 500:
        in_background(lambda: forward(request), 0.05)
    return reply


@breaks("delivery/slow")
def sends_again_while_it_waits(request: Request, forward: Forward) -> Reply:
    """Hedges its bets where an answer takes long."""
    done = threading.Event()
    in_background(lambda: None if done.is_set() else forward(request), 1.5)
    reply = forward(request)
    done.set()
    return reply


@breaks("delivery/failure")
def accepts_where_nobody_listens(request: Request, forward: Forward) -> Reply:
    """Answers in the upstream's place."""
    try:
        socket.create_connection(("127.0.0.1", forward.port), timeout=1).close()
    except OSError:
        return ACCEPTANCE
    return forward(request)
