"""Correct gateways with habits of their own: how they write, what they limit, and how they watch their upstream."""

import gzip
import json
import re
import threading
import time
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dingtalk_contract.exchange import Reply
from tests.gateways.broken_returns import with_header
from tests.gateways.forwarding import Behaviour, Forward, Request, fail
from tests.gateways.trials import conforms
from tests.gateways.wires import answer_by_hand, send_by_hand


@conforms()
def sorts_parameters_by_name(request: Request, forward: Forward) -> Reply:
    """Writes parameters by their names, each name's values in their order."""
    path, _, query = request.target.partition("?")
    pairs = sorted(parse_qsl(query, keep_blank_values=True), key=lambda pair: pair[0])
    return forward(request.edit(target=f"{path}?{urlencode(pairs)}"))


@conforms()
def escapes_every_letter(request: Request, forward: Forward) -> Reply:
    """Writes each character as an escape, the mark's too."""

    def escape(value: Any) -> str:
        if isinstance(value, str):
            units = value.encode("utf-16-be", "surrogatepass").hex()
            return '"' + "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)) + '"'
        if isinstance(value, dict):
            return "{" + ",".join(f"{escape(name)}:{escape(each)}" for name, each in value.items()) + "}"
        return "[" + ",".join(map(escape, value)) + "]" if isinstance(value, list) else json.dumps(value)

    return forward(request.edit(body=escape(json.loads(request.body)).encode()))


@conforms()
def writes_whole_numbers_with_a_point(request: Request, forward: Forward) -> Reply:
    """Writes 111.0 for 111, which is the same number."""
    return forward(request.edit(body=re.sub(rb'("agentid"\s*:\s*-?\d+)(?=[,}\s])', rb"\g<1>.0", request.body)))


@conforms()
def speaks_http_1_0_upstream(request: Request, forward: Forward) -> Reply:
    """Forwards in the older version."""
    return send_by_hand(request, forward, version="1.0")


@conforms()
def takes_no_rare_framing(request: Request, forward: Forward) -> Reply:
    """Gives up, and says so, where fields follow the last chunk, and where an interim answer comes unasked."""
    reply = send_by_hand(request, forward)
    raw = reply.raw or b""
    return fail(503) if b"\r\n0\r\nX-" in raw or raw.startswith(b"HTTP/1.1 100") else reply


@conforms()
def forwards_in_chunks(request: Request, forward: Forward) -> Reply:
    """Forwards without a length, with a trailer."""
    return send_by_hand(request, forward, framing="chunks")


@conforms()
def names_the_whole_url(request: Request, forward: Forward) -> Reply:
    """Forwards as to a proxy."""
    return send_by_hand(request.edit(target=f"http://upstream{request.target}"), forward)


@conforms()
def expects_100(request: Request, forward: Forward) -> Reply:
    """Asks its upstream first."""
    return forward(request.with_header("expect", "100-continue"))


@conforms()
def answers_in_chunks(request: Request, forward: Forward) -> Reply:
    """Answers without a length, with a trailer."""
    return answer_by_hand(forward(request), framing="chunks")


@conforms()
def answers_up_to_the_end(request: Request, forward: Forward) -> Reply:
    """Answers in the older version, up to the connection's end."""
    return answer_by_hand(forward(request), framing="end", version="1.0")


@conforms()
def gives_hints_first(request: Request, forward: Forward) -> Reply:
    """Sends interim answers of its own."""
    hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
    return answer_by_hand(forward(request), framing="length", before=hints)


@conforms()
def unpacks_what_its_upstream_packs(request: Request, forward: Forward) -> Reply:
    """Asks for gzip and gives it to nobody."""
    reply = forward(request.with_header("accept-encoding", "gzip"))
    is_packed = any(name.lower() == "content-encoding" for name, _ in reply.headers)
    return (
        with_header(replace(reply, body=gzip.decompress(reply.body)), "Content-Encoding", None) if is_packed else reply
    )


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
