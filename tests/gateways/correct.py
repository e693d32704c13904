"""Correct gateways that differ in what they may."""

import gzip
import json
import threading
import time
from dataclasses import replace
from urllib.parse import parse_qsl, quote, urlencode

from dingtalk_contract.exchange import Reply
from tests.gateways.broken_returns import members_of, with_header
from tests.gateways.forwarding import Behaviour, Forward, Request, fail
from tests.gateways.trials import conforms


@conforms()
def forwards(request: Request, forward: Forward) -> Reply:
    """Forwards, and nothing else."""
    return forward(request)


@conforms()
def adds_headers(request: Request, forward: Forward) -> Reply:
    """Says that it was there, on both ways."""
    reply = forward(request.with_header("via", "1.1 g").with_header("x-forwarded-for", "127.0.0.1"))
    return with_header(with_header(reply, "Via", "1.1 g"), "Server", "g")


@conforms()
def writes_the_json_anew(request: Request, forward: Forward) -> Reply:
    """Writes the same values with other white space, order and escapes."""
    body = json.dumps(json.loads(request.body), ensure_ascii=False, indent=2, sort_keys=True)
    return forward(request.edit(body=body.encode("utf-8", "surrogatepass")))


@conforms()
def writes_the_query_anew(request: Request, forward: Forward) -> Reply:
    """Decodes the query and encodes it again, spaces as plus."""
    path, _, query = request.target.partition("?")
    return forward(request.edit(target=f"{path}?{urlencode(parse_qsl(query, keep_blank_values=True))}"))


@conforms()
def encodes_the_query_in_lower_case(request: Request, forward: Forward) -> Reply:
    """Encodes more than it must, in lower-case hexadecimal."""
    path, _, query = request.target.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    encoded = "&".join(f"{quote(name)}={''.join(f'%{byte:02x}' for byte in value.encode())}" for name, value in pairs)
    return forward(request.edit(target=f"{path}?{encoded}"))


@conforms()
def adds_a_charset(request: Request, forward: Forward) -> Reply:
    """Says UTF-8 on both ways."""
    reply = forward(request.with_header("content-type", 'application/json; charset="utf-8"'))
    is_bare = ("Content-Type", "application/json") in reply.headers
    return with_header(reply, "Content-Type", "application/json; charset=utf-8") if is_bare else reply


@conforms()
def writes_answers_anew(request: Request, forward: Forward) -> Reply:
    """Writes the same values with every letter escaped."""
    reply = forward(request)
    members = members_of(reply)
    return reply if members is None else replace(reply, body=json.dumps(members, indent=1).encode())


@conforms()
def compresses_for_those_who_accept(request: Request, forward: Forward) -> Reply:
    """Compresses where gzip is accepted, and says so."""
    reply = forward(request.with_header("accept-encoding", None))
    if dict(request.headers).get("accept-encoding") != "gzip":
        return reply
    return with_header(replace(reply, body=gzip.compress(reply.body)), "Content-Encoding", "gzip")


@conforms()
def asks_for_a_length(request: Request, forward: Forward) -> Reply:
    """Takes no chunks."""
    return fail(411) if request.chunked else forward(request)


@conforms()
def refuses_what_the_contract_forbids(request: Request, forward: Forward) -> Reply:
    """Checks required fields and types itself."""
    inner = json.loads(request.body)["request"]
    is_right = isinstance(inner["agentid"], int | float) and isinstance(inner["activity_id"], str)
    return forward(request) if is_right else fail(400)


@conforms()
def answers_failures_with_504(request: Request, forward: Forward) -> Reply:
    """Has another status for a way that is broken."""
    reply = forward(request)
    return fail(504) if reply.body == b"the gateway could not" else reply


@conforms()
def ends_the_connection_where_the_upstream_does(request: Request, forward: Forward) -> Reply:
    """Brings no answer where there is none."""
    reply = forward(request)
    return Reply(drop=True) if reply.body == b"the gateway could not" else reply


@conforms()
def ends_each_connection(request: Request, forward: Forward) -> Reply:
    """Keeps no connection."""
    reply = forward(request)
    return reply if reply.drop else with_header(reply, "Connection", "close")


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
