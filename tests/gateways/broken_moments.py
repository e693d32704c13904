"""Broken gateways that keep something from one request to another: answers, URLs, bodies, connections."""

import http.client
import threading
import time
from collections.abc import Callable
from typing import Any

from dingtalk_contract.exchange import Reply
from tests.clients.trials import CANCEL, EVERY
from tests.gateways.broken_deliveries import ACCEPTANCE
from tests.gateways.changing import members_of
from tests.gateways.forwarding import HOP_BY_HOP, Behaviour, Forward, Request, fail, in_background
from tests.gateways.trials import break_each, breaks


def caching(key: Callable[[Request], Any], worth: Callable[[Reply], bool] = lambda _: True) -> Callable[[], Behaviour]:
    """Make the maker of a gateway that gives an answer again to whatever has the same key."""

    def make() -> Behaviour:
        kept: dict[Any, Reply] = {}

        def behaviour(request: Request, forward: Forward) -> Reply:
            if key(request) in kept:
                return kept[key(request)]
            reply = forward(request)
            if worth(reply):
                kept[key(request)] = reply
            return reply

        return behaviour

    return make


def sharing(part: str) -> Callable[[], Behaviour]:
    """Make the maker of a gateway that has one variable for a part of all requests."""

    def make() -> Behaviour:
        shared: dict[str, Any] = {}

        def behaviour(request: Request, forward: Forward) -> Reply:
            shared[part] = getattr(request, part)
            time.sleep(0.004)
            return forward(request.edit(**shared))

        return behaviour

    return make


def answer_first(request: Request, forward: Forward) -> Reply:
    """Say ok, and forward when there is time."""
    in_background(lambda: forward(request), 0.1)
    return ACCEPTANCE


break_each({"delivery/fresh": {"answers_before_it_forwards": answer_first}})
break_each(
    {
        # Takes nothing to do for done.
        "delivery/fresh": {
            "answers_empty_lists_by_itself": lambda request, forward: (
                ACCEPTANCE if b"[]" in request.body else forward(request)
            )
        }
    },
    operations=(CANCEL,),
)
break_each(
    {
        "delivery/fresh": {
            "keeps_answers_by_url_and_body": caching(lambda request: (request.target, request.body)),
            # As if every request were a GET.
            "keeps_answers_by_url": caching(lambda request: request.target, lambda reply: reply.status == 200),
            # Asks no more about a token that was refused.
            "remembers_refused_tokens": caching(lambda request: request.target, lambda reply: b"40014" in reply.body),
        },
        "delivery/unmixed": {
            "keeps_the_url_in_one_place": sharing("target"),
        },
    },
    stateful=True,
)


break_each(
    {"delivery/unmixed": {"keeps_the_body_in_one_place": sharing("body")}},
    operations=tuple(name for name in EVERY if name != "getToken"),
    stateful=True,
)


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
