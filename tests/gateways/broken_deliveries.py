"""Broken gateways that send again, keep answers, or mix them."""

import threading
from dataclasses import replace
from typing import Any

from dingtalk_contract.exchange import Reply
from tests.gateways.broken_returns import members_of, with_members
from tests.gateways.forwarding import Behaviour, Forward, Request, fail, in_background
from tests.gateways.trials import breaks


@breaks("delivery/once")
def mirrors_requests(request: Request, forward: Forward) -> Reply:
    """Sends each request a second time, for a shadow of the service."""
    reply = forward(request)
    if reply.status < 500:
        in_background(lambda: forward(request), 0.05)
    return reply


@breaks("delivery/once")
def sends_again_what_was_rejected(request: Request, forward: Forward) -> Reply:
    """Takes an errcode for a reason to try again."""
    reply = forward(request)
    return forward(request) if (members_of(reply) or {}).get("errcode") and reply.status < 500 else reply


@breaks("delivery/once")
def sends_again_what_was_busy(request: Request, forward: Forward) -> Reply:
    """Tries again where the upstream is busy."""
    reply = forward(request)
    return forward(request) if (members_of(reply) or {}).get("errcode") == -1 and reply.status == 200 else reply


@breaks("delivery/fresh", stateful=True)
def keeps_answers_by_url_and_body() -> Behaviour:
    """Caches whatever the upstream lets it."""
    kept: dict[tuple[str, bytes], Reply] = {}

    def behaviour(request: Request, forward: Forward) -> Reply:
        key = (request.target, request.body)
        if key not in kept:
            kept[key] = forward(request)
        return kept[key]

    return behaviour


@breaks("delivery/unmixed", stateful=True)
def keeps_the_last_answer_in_one_place() -> Behaviour:
    """Has one variable for what comes back."""
    shared: list[Reply] = []

    def behaviour(request: Request, forward: Forward) -> Reply:
        shared[:] = [forward(request)]
        threading.Event().wait(0.004)
        return shared[0]

    return behaviour


@breaks("delivery/unmixed", stateful=True)
def keeps_the_body_in_one_place() -> Behaviour:
    """Has one buffer for what is forwarded."""
    shared: list[bytes] = []

    def behaviour(request: Request, forward: Forward) -> Reply:
        shared[:] = [request.body]
        threading.Event().wait(0.004)
        return forward(request.edit(body=shared[0]))

    return behaviour


@breaks("delivery/unmixed", stateful=True)
def joins_requests_that_look_alike() -> Behaviour:
    """Gives one answer to all requests to a URL that are under way together."""
    under_way: dict[str, tuple[threading.Event, list[Reply]]] = {}
    lock = threading.Lock()

    def behaviour(request: Request, forward: Forward) -> Reply:
        with lock:
            event, replies = under_way.setdefault(request.target, (threading.Event(), []))
            is_first = not replies and not event.is_set() and not getattr(event, "taken", False)
            event.taken = True  # type: ignore[attr-defined]  # a mark of ours
        if not is_first:
            event.wait(5)
            return replies[0]
        replies.append(forward(request))
        with lock:
            del under_way[request.target]
        event.set()
        return replies[0]

    return behaviour


@breaks("delivery/slow")
def sends_again_while_it_waits(request: Request, forward: Forward) -> Reply:
    """Hedges its bets where an answer takes long."""
    done = threading.Event()
    in_background(lambda: None if done.is_set() else forward(request), 1.5)
    reply = forward(request)
    done.set()
    return reply


@breaks("delivery/after-error")
def sends_again_after_503(request: Request, forward: Forward) -> Reply:
    """Retries by status."""
    reply = forward(request)
    retry = reply.status == 503 and not any(name.lower() == "retry-after" for name, _ in reply.headers)
    return forward(request) if retry else reply


@breaks("delivery/after-error")
def sends_again_where_it_should_wait(request: Request, forward: Forward) -> Reply:
    """Takes Retry-After for leave to send again, and does not even wait."""
    reply = forward(request)
    retry = reply.status == 503 and any(name.lower() == "retry-after" for name, _ in reply.headers)
    return forward(request) if retry else reply


@breaks("delivery/after-drop")
def sends_again_after_a_drop(request: Request, forward: Forward) -> Reply:
    """Retries whatever brought no answer."""
    reply = forward(request)
    return forward(request) if reply.body == b"the gateway could not" else reply


@breaks("delivery/failure")
def turns_errors_into_success(request: Request, forward: Forward) -> Reply:
    """Keeps its callers happy."""
    reply = forward(request)
    is_own = reply.body == b"the gateway could not"
    return with_members(replace(reply, status=200), {"errcode": 0, "errmsg": "ok"}) if is_own else reply


@breaks("delivery/failure")
def answers_what_is_cut_off_as_if_it_were_whole(request: Request, forward: Forward) -> Reply:
    """Mends JSON that lacks its end."""
    reply = forward(request)
    is_cut = reply.body.startswith(b'{"errcode":0') and members_of(reply) is None
    return reply if not is_cut else with_members(reply, {"errcode": 0})


@breaks("delivery/error-answers")
def has_error_pages_of_its_own(request: Request, forward: Forward) -> Reply:
    """Shows nobody the errors of its upstream."""
    reply = forward(request)
    return fail(reply.status) if reply.status >= 500 and not _may_wait(reply) else reply


@breaks("delivery/error-answers")
def answers_every_error_with_502(request: Request, forward: Forward) -> Reply:
    """Has one status for all errors of its upstream."""
    reply = forward(request)
    return replace(reply, status=502) if reply.status >= 500 and not _may_wait(reply) else reply


def _may_wait(reply: Reply) -> Any:
    return any(name.lower() == "retry-after" for name, _ in reply.headers)
