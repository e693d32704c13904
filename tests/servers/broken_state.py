"""Broken servers that remember what they must forget, or fail only now and then."""

import json
import threading
import time
from collections.abc import Callable, Hashable
from typing import Any

from tests.servers.conforming import TOKEN, accept, conforming, find_fault, reject
from tests.servers.mending import groups_of, inner_of, is_valid, refusing, token_of, value_of, with_inner
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.spoiling import answering, is_accepted, text_of, with_fields
from tests.servers.trials import break_each, breaks


def _has_bad_token(request: Request) -> bool:
    return token_of(request) not in {"", TOKEN}


def _locking(is_bad: Callable[[Request], bool], *, times: int = 1) -> Callable[[], Behaviour]:
    """Return a maker of servers that accept nothing any more once so many requests were bad."""

    def make() -> Behaviour:
        bad: list[bool] = []

        def behaviour(request: Request) -> Reply:
            bad.extend([True] if is_bad(request) else [])
            return reject(request, "locked") if len(bad) >= times else conforming(request)

        return behaviour

    return make


def _refusing_each(number: int, *, first: int) -> Callable[[], Behaviour]:
    """Return a maker of servers that refuse one valid request of so many."""

    def make() -> Behaviour:
        count = iter(range(number - first + 1, 10**9))
        return refusing(lambda _: next(count) % number == 0)

    return make


def _caching(key: Callable[[Request], Hashable]) -> Callable[[], Behaviour]:
    """Return a maker of servers that look at the token after their cache of accepted bodies."""

    def make() -> Behaviour:
        cache: set[Hashable] = set()

        def behaviour(request: Request) -> Reply:
            reply = conforming(request)
            cache.update([key(request)] if is_accepted(reply) else [])
            is_cached = key(request) in cache and token_of(request) != ""
            return conforming(request, without={"token"}) if is_cached else reply

        return behaviour

    return make


break_each(
    "token/known",
    stateful=True,
    locks_after_a_bad_token=_locking(_has_bad_token),
    locks_after_three_bad_tokens=_locking(_has_bad_token, times=3),
    counts_what_it_refuses=_locking(lambda request: not is_valid(request), times=31),
    remembers_an_accepted_body=_caching(lambda request: request.body),
    answers_a_known_body_from_a_cache=_caching(lambda request: json.dumps(value_of(request), sort_keys=True)),
)
break_each(
    "body/json",
    stateful=True,
    # A body that is not JSON leaves its parser broken.
    remembers_a_fault_of_parsing=_locking(lambda request: request.body != b"" and find_fault(request) == "json"),
)
break_each("method", stateful=True, is_poisoned_by_another_method=_locking(lambda request: request.method != "POST"))
break_each(
    "control/steady",
    stateful=True,
    refuses_one_request_in_twenty=_refusing_each(20, first=19),
    has_a_backend_that_knows_nothing=_refusing_each(12, first=12),
)
break_each("control/steady", forgets_its_groups_after_forty_requests=refusing(lambda request: request.number > 40))
# It runs out of connections to its database.
break_each(
    "answer/server-error",
    also=("token/known",),
    breaks_down_after_a_hundred_requests=answering(lambda request, _: request.number > 100, status=500),
)
# As where a quota or a disk is full.
break_each(
    "token/query-alone",
    refuses_all_after_150_requests=lambda request: (
        reject(request, "quota") if request.number > 150 else conforming(request)
    ),
)


@breaks("token/required", stateful=True)
def remembers_a_refused_body() -> Behaviour:
    """Refuses a body that came without a good token for good."""
    refused: set[bytes] = set()

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        if reply.value["errcode"] == 88:
            refused.add(request.body)
        return reject(request, "token") if request.body in refused else reply

    return behaviour


@breaks("body/request/agentid/type", stateful=True)
def locks_the_instance_of_a_bad_agentid() -> Behaviour:
    """Holds the lock of an instance once an agentid of it was refused."""
    locked: list[Any] = []

    def behaviour(request: Request) -> Reply:
        instance = inner_of(request).get("process_instance_id")
        fault = find_fault(request)
        if fault == "agentid type":
            locked.append(instance)
        return reject(request, "locked") if fault is None and instance in locked else conforming(request)

    return behaviour


@breaks("body/request/activity_id_list/items/type", stateful=True)
def cancels_before_it_refuses() -> Behaviour:
    """Cancels the good items of a list before it comes upon a bad one."""
    cancelled: set[str] = set()

    def behaviour(request: Request) -> Reply:
        if find_fault(request) == "item type":
            cancelled.update(item for item in groups_of(request) if isinstance(item, str))
        return refusing(lambda valid: bool(cancelled & set(groups_of(valid))))(request)

    return behaviour


@breaks("body/request/process_instance_id/required", stateful=True)
def remembers_the_instance() -> Behaviour:
    """Takes the instance of the request before where there is none."""
    last: list[Any] = []

    def behaviour(request: Request) -> Reply:
        inner = inner_of(request)
        if "process_instance_id" in inner or not inner:
            last[:] = [inner.get("process_instance_id")] if is_valid(request) else last
            return conforming(request)
        return conforming(with_inner(request, process_instance_id=last[0]) if last else request)

    return behaviour


@breaks("body/request/agentid/required", stateful=True)
def remembers_the_agent_of_a_connection() -> Behaviour:
    """Takes agentid from an earlier request of the connection."""
    agents: dict[int, Any] = {}

    def behaviour(request: Request) -> Reply:
        inner = inner_of(request)
        if is_valid(request):
            agents[request.connection] = inner["agentid"]
        is_bare = bool(inner) and "agentid" not in inner and request.connection in agents
        return conforming(with_inner(request, agentid=agents[request.connection]) if is_bare else request)

    return behaviour


@breaks("concurrency", stateful=True)
def answers_the_request_that_came_last() -> Behaviour:
    """Keeps the request in a global, and looks at it a little later."""
    latest: list[Request] = []

    def behaviour(request: Request) -> Reply:
        latest[:] = [request]
        time.sleep(0.002)
        return conforming(latest[0].edit(number=request.number))

    return behaviour


@breaks("concurrency", stateful=True)
def serves_one_request_at_a_time() -> Behaviour:
    """Answers 500 where another request is being served."""
    lock = threading.Lock()

    def behaviour(request: Request) -> Reply:
        if not lock.acquire(blocking=False):
            return conforming(request).edit(status=500)
        time.sleep(0.003)
        lock.release()
        return conforming(request)

    return behaviour


@breaks("concurrency", stateful=True)
def holds_the_token_in_a_global() -> Behaviour:
    """Compares the token that came last, be it of another request."""
    last = [""]

    def behaviour(request: Request) -> Reply:
        last[0] = token_of(request)
        time.sleep(0.003)
        query = {**request.query, "access_token": last[0]} if "access_token" in request.query else request.query
        return conforming(request.edit(query=query))

    return behaviour


@breaks("concurrency", also=("answer/request_id/distinct",), stateful=True)
def holds_its_answer_in_a_global() -> Behaviour:
    """Sends the answer that was made last, be it of another request."""
    last: list[Reply] = []

    def behaviour(request: Request) -> Reply:
        last[:] = [conforming(request)]
        time.sleep(0.003)
        return last[0]

    return behaviour


@breaks("answer/json", stateful=True)
def reuses_its_buffer() -> Behaviour:
    """Leaves the end of a longer answer behind a shorter one."""
    buffer = [b""]

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        body = text_of(reply).encode()
        is_short = not is_accepted(reply) and len(body) < len(buffer[0])
        sent = body + buffer[0][len(body) :] if is_short else body
        buffer[0] = body
        return reply.edit(body=sent)

    return behaviour


@breaks("answer/request_id/distinct", stateful=True)
def replays_its_answers() -> Behaviour:
    """Gives the answer of before where the same request comes again."""
    answers: dict[tuple[str, str, bytes, str], Reply] = {}

    def behaviour(request: Request) -> Reply:
        key = (request.method, request.target, request.body, request.headers.get("content-type", ""))
        return answers.setdefault(key, conforming(request))

    return behaviour


@breaks("answer/request_id/distinct", stateful=True)
def numbers_the_requests_of_a_connection() -> Behaviour:
    """Counts its request_id for each connection anew."""
    counts: dict[int, int] = {}

    def behaviour(request: Request) -> Reply:
        counts[request.connection] = counts.get(request.connection, 0) + 1
        return with_fields(conforming(request), request_id=f"id{counts[request.connection]}")

    return behaviour


@breaks("body/request/activity_id/type", stateful=True)
def checks_each_other_group() -> Behaviour:
    """Accepts each second group of a wrong type."""
    count = iter(range(1, 10**9))

    def behaviour(request: Request) -> Reply:
        is_lucky = find_fault(request) == "activity_id type" and next(count) % 2 == 0
        return accept(request) if is_lucky else conforming(request)

    return behaviour


@breaks("method", stateful=True)
def leaves_the_body_of_a_refused_method() -> Behaviour:
    """Reads the body that it left unread for the next request."""
    spoilt: set[int] = set()

    def behaviour(request: Request) -> Reply:
        if request.connection in spoilt:
            return reject(request, "no such method")
        if request.method != "POST" and request.body:
            spoilt.add(request.connection)
        return conforming(request)

    return behaviour
