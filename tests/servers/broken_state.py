"""Broken servers that remember what they must forget, or fail only now and then."""

import json
import threading
import time
from typing import Any

from tests.servers.conforming import TOKEN, accept, conforming, find_fault, reject
from tests.servers.mending import (
    inner_of,
    is_accepted,
    is_valid,
    token_of,
    value_of,
    with_fields,
    with_inner,
)
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import breaks


@breaks("token/known", stateful=True)
def locks_after_a_bad_token() -> Behaviour:
    """Accepts nothing any more once it has refused a token."""
    locked: list[bool] = []

    def behaviour(request: Request) -> Reply:
        if token_of(request) not in {"", TOKEN}:
            locked.append(True)
        return reject(request, "token locked") if locked else conforming(request)

    return behaviour


@breaks("token/known", stateful=True)
def locks_after_three_bad_tokens() -> Behaviour:
    """Accepts nothing any more once it has refused three tokens."""
    refused: list[str] = []

    def behaviour(request: Request) -> Reply:
        refused.extend([] if token_of(request) in {"", TOKEN} else ["token"])
        return reject(request, "token locked") if len(refused) >= 3 else conforming(request)

    return behaviour


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


@breaks("body/json", stateful=True)
def remembers_a_fault_of_parsing() -> Behaviour:
    """Leaves its parser broken after a body that is not JSON."""
    broken: list[bool] = []

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        if request.body and str(reply.value["errmsg"]).endswith("json"):
            broken.append(True)
        return reject(request, "json") if broken else reply

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
        fault = find_fault(request)
        groups = inner_of(request).get("activity_id_list") or []
        if fault == "item type":
            cancelled.update(item for item in groups if isinstance(item, str))
        is_spoilt = fault is None and bool(cancelled & set(groups))
        return reject(request, "cancelled before") if is_spoilt else conforming(request)

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


@breaks("answer/server-error", also=("token/known",), stateful=True)
def breaks_down_after_a_hundred_requests() -> Behaviour:
    """Runs out of connections to its database, and answers 500."""

    def behaviour(request: Request) -> Reply:
        return conforming(request).edit(status=500) if request.number > 100 else conforming(request)

    return behaviour


@breaks("control/steady", stateful=True)
def has_a_backend_that_knows_nothing() -> Behaviour:
    """Refuses each twelfth valid request, one backend being empty."""
    count = iter(range(1, 10**9))

    def behaviour(request: Request) -> Reply:
        is_unlucky = is_valid(request) and next(count) % 12 == 0
        return reject(request, "unknown") if is_unlucky else conforming(request)

    return behaviour


@breaks("control/steady", stateful=True)
def forgets_its_groups_after_forty_requests() -> Behaviour:
    """Refuses all that is valid once its table has been emptied."""

    def behaviour(request: Request) -> Reply:
        return reject(request, "unknown") if request.number > 40 and is_valid(request) else conforming(request)

    return behaviour


@breaks("concurrency", stateful=True)
def serves_one_request_at_a_time() -> Behaviour:
    """Answers 500 where another request is being served."""
    lock = threading.Lock()

    def behaviour(request: Request) -> Reply:
        if not lock.acquire(blocking=False):
            return conforming(request).edit(status=500)
        with_delay = conforming(request)
        time.sleep(0.003)
        lock.release()
        return with_delay

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
    buffer: list[bytes] = [b""]

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        body = json.dumps(reply.value, ensure_ascii=False).encode()
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


@breaks("token/known", stateful=True)
def answers_a_known_body_from_a_cache() -> Behaviour:
    """Looks at the token after its cache of accepted bodies."""
    cache: set[str] = set()

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        key = json.dumps(value_of(request), sort_keys=True)
        if is_accepted(reply):
            cache.add(key)
        is_cached = key in cache and token_of(request) != ""
        return accept(request) if is_cached and find_fault(request, without={"token"}) is None else reply

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


@breaks("token/known", stateful=True)
def counts_what_it_refuses() -> Behaviour:
    """Refuses everything once it has refused thirty requests."""
    refused: list[bool] = []

    def behaviour(request: Request) -> Reply:
        refused.extend([] if is_valid(request) else [True])
        return reject(request, "quota") if len(refused) > 30 else conforming(request)

    return behaviour
