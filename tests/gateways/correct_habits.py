"""Correct gateways with habits of their own: what they limit, and how they watch their upstream."""

import threading
import time

from dingtalk_contract.exchange import Reply
from tests.gateways.changing import with_header
from tests.gateways.forwarding import Behaviour, Forward, Request, fail
from tests.gateways.trials import conforms


@conforms()
def is_slow(request: Request, forward: Forward) -> Reply:
    """Takes a moment on its way."""
    time.sleep(0.005)
    return forward(request)


@conforms(stateful=True)
def throttles() -> Behaviour:
    """Says 429 once in a while, and forwards nothing then."""
    served: list[str] = []

    def behaviour(request: Request, forward: Forward) -> Reply:
        served.append(request.target)
        limit = with_header(fail(429), "Retry-After", "0")
        return limit if len(served) in {30, 90} else forward(request)

    return behaviour


@conforms(stateful=True)
def serves_one_at_a_time() -> Behaviour:
    """Has one connection to its upstream."""
    lock = threading.Lock()

    def behaviour(request: Request, forward: Forward) -> Reply:
        with lock:
            return forward(request)

    return behaviour


@conforms(stateful=True)
def looks_after_its_upstream() -> Behaviour:
    """Asks its upstream how it is, now and then."""
    served: list[str] = []

    def behaviour(request: Request, forward: Forward) -> Reply:
        served.append(request.target)
        if len(served) % 20 == 0:
            forward(Request(method="GET", target="/health", headers=(), body=b""))
        return forward(request)

    return behaviour


@conforms(stateful=True)
def has_a_bucket_of_tokens() -> Behaviour:
    """Lets ten through at once, and sixty a second."""
    lock = threading.Lock()
    bucket = [10.0, time.monotonic()]

    def takes_one() -> bool:
        with lock:
            now = time.monotonic()
            bucket[:] = [min(10.0, bucket[0] + (now - bucket[1]) * 60), now]
            if bucket[0] < 1:
                return False
            bucket[0] -= 1
            return True

    def behaviour(request: Request, forward: Forward) -> Reply:
        return forward(request) if takes_one() else with_header(fail(429), "Retry-After", "0")

    return behaviour


@conforms(stateful=True)
def lets_four_through_together() -> Behaviour:
    """Says 503 to the fifth, as nginx does by limit_conn."""
    places = threading.BoundedSemaphore(4)

    def behaviour(request: Request, forward: Forward) -> Reply:
        if not places.acquire(blocking=False):
            return fail(503)
        try:
            return forward(request)
        finally:
            places.release()

    return behaviour


@conforms(stateful=True)
def breaks_the_circuit() -> Behaviour:
    """Spares an upstream that fails three times on end."""
    failures: list[float] = []

    def behaviour(request: Request, forward: Forward) -> Reply:
        if len(failures) >= 3 and time.monotonic() - failures[-1] < 0.5:
            return fail(503)
        reply = forward(request)
        if reply.status >= 500:
            failures.append(time.monotonic())
        else:
            failures.clear()
        return reply

    return behaviour


@conforms(stateful=True)
def looks_after_its_upstream_at_the_path() -> Behaviour:
    """Asks its upstream how it is at the very path that it forwards to."""
    served: list[str] = []

    def behaviour(request: Request, forward: Forward) -> Reply:
        served.append(request.target)
        if len(served) % 10 == 0:
            path = request.target.partition("?")[0]
            forward(Request(method="GET", target=path, headers=(), body=b""))
            forward(Request(method="POST", target=path, headers=(("content-type", "application/json"),), body=b"{}"))
        return forward(request)

    return behaviour


@conforms(stateful=True)
def spares_an_upstream_that_fails() -> Behaviour:
    """Answers 503 by itself for a second, after five failures in a row."""
    failures: list[float] = []

    def behaviour(request: Request, forward: Forward) -> Reply:
        if len(failures) >= 5 and time.monotonic() < failures[-1] + 1:
            return fail(503)
        reply = forward(request)
        if reply.status < 500:
            failures.clear()
        else:
            failures.append(time.monotonic())
        return reply

    return behaviour
