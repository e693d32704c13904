"""Broken gateways that go wrong at a moment: together, late, kept from before, or with nobody upstream."""

import http.client
import socket
import threading
import time
from dataclasses import replace

from dingtalk_contract.exchange import Reply
from tests.gateways.broken_returns import members_of
from tests.gateways.forwarding import HOP_BY_HOP, Behaviour, Forward, Request, fail, in_background
from tests.gateways.trials import breaks

ACCEPTANCE = Reply(headers=(("Content-Type", "application/json"),), body=b'{"errcode":0,"errmsg":"ok"}')


@breaks("delivery/fresh", stateful=True)
def keeps_answers_by_url() -> Behaviour:
    """Caches as if every request were a GET."""
    kept: dict[str, Reply] = {}

    def behaviour(request: Request, forward: Forward) -> Reply:
        if request.target not in kept:
            reply = forward(request)
            if reply.status != 200:
                return reply
            kept[request.target] = reply
        return kept[request.target]

    return behaviour


@breaks("delivery/fresh")
def answers_empty_lists_by_itself(request: Request, forward: Forward) -> Reply:
    """Takes nothing to do for done."""
    return ACCEPTANCE if b"[]" in request.body else forward(request)


@breaks("delivery/unmixed", stateful=True)
def fails_under_load() -> Behaviour:
    """Loses what is more than six at once."""
    lock = threading.Lock()
    under_way: list[Request] = []

    def behaviour(request: Request, forward: Forward) -> Reply:
        with lock:
            under_way.append(request)
            is_too_much = len(under_way) > 6
        try:
            return fail(502) if is_too_much else forward(request)
        finally:
            with lock:
                under_way.pop()

    return behaviour


@breaks("delivery/unmixed", stateful=True)
def keeps_the_url_in_one_place() -> Behaviour:
    """Has one variable for where a request goes."""
    shared: list[str] = []

    def behaviour(request: Request, forward: Forward) -> Reply:
        shared[:] = [request.target]
        time.sleep(0.004)
        return forward(request.edit(target=shared[0]))

    return behaviour


@breaks("delivery/unmixed", stateful=True)
def collects_bodies_in_one_place() -> Behaviour:
    """Has one variable for the body under way, set when the head of an answer comes."""
    shared: list[list[bytes]] = []

    def behaviour(request: Request, forward: Forward) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", forward.port, timeout=10)
        try:
            connection.request(request.method, request.target, request.body, dict(request.headers))
            response = connection.getresponse()
            pieces: list[bytes] = []
            shared[:] = [pieces]
            pieces.append(response.read())
        except (OSError, http.client.HTTPException):
            return fail(502)
        finally:
            connection.close()
        kept = tuple(pair for pair in response.getheaders() if pair[0].lower() not in HOP_BY_HOP)
        return Reply(status=response.status, headers=kept, body=b"".join(shared[0]))

    return behaviour


@breaks("delivery/unmixed", stateful=True)
def hands_an_answer_left_behind_to_the_next() -> Behaviour:
    """Gives the answer that came too late for one caller to the one after."""
    left: list[Reply] = []

    def behaviour(request: Request, forward: Forward) -> Reply:
        started = time.monotonic()
        reply, seconds = forward(request), time.monotonic() - started
        if left and reply.status == 200:
            return left.pop()
        if 0.19 < seconds < 0.35 and "-via" in str(members_of(reply)):
            left.append(reply)
        return reply

    return behaviour


@breaks("delivery/awaited")
def gives_up_early(request: Request, forward: Forward) -> Reply:
    """Waits a moment and no more."""
    return within_a_moment(request, forward) or fail(504)


@breaks("delivery/failure")
def accepts_where_nobody_listens(request: Request, forward: Forward) -> Reply:
    """Answers in the upstream's place."""
    try:
        socket.create_connection(("127.0.0.1", forward.port), timeout=1).close()
    except OSError:
        return ACCEPTANCE
    return forward(request)


@breaks("delivery/failure")
def says_204_where_nothing_came(request: Request, forward: Forward) -> Reply:
    """Has no words for a failure, and so none of failure."""
    reply = forward(request)
    return Reply(status=204) if reply.body == b"the gateway could not" else reply


@breaks("delivery/failure")
def says_200_to_everything(request: Request, forward: Forward) -> Reply:
    """Has one status."""
    reply = forward(request)
    return replace(reply, status=200) if reply.status >= 500 else reply


@breaks("delivery/failure")
def answers_errors_by_an_acceptance_of_its_own(request: Request, forward: Forward) -> Reply:
    """Has a page for errors that says ok."""
    reply = forward(request)
    return ACCEPTANCE if reply.status >= 500 else reply


@breaks("delivery/fresh", stateful=True)
def remembers_refused_tokens() -> Behaviour:
    """Asks no more about a token that was refused."""
    refusals: dict[str, Reply] = {}

    def behaviour(request: Request, forward: Forward) -> Reply:
        if request.target in refusals:
            return refusals[request.target]
        reply = forward(request)
        if b"40014" in reply.body:
            refusals[request.target] = reply
        return reply

    return behaviour


@breaks("delivery/fresh")
def answers_before_it_forwards(request: Request, forward: Forward) -> Reply:
    """Says ok, and forwards when it has time."""
    in_background(lambda: forward(request), 0.02)
    return ACCEPTANCE


@breaks("delivery/failure")
def accepts_what_it_has_no_time_for(request: Request, forward: Forward) -> Reply:
    """Waits a moment, and says ok then."""
    return within_a_moment(request, forward) or ACCEPTANCE


def within_a_moment(request: Request, forward: Forward) -> Reply | None:
    """Forward a request, and wait no longer than a moment for its answer."""
    replies: list[Reply] = []
    waiting = threading.Thread(target=lambda: replies.append(forward(request)), daemon=True)
    waiting.start()
    waiting.join(1.5)
    return replies[0] if replies else None
