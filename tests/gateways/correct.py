"""Correct gateways that write a message in another way, forward it in another, or answer for themselves as they may."""

import gzip
import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from dingtalk_contract.exchange import Reply
from tests.clients.trials import CANCEL
from tests.gateways.changing import answering, members_of, pairs_of, refusing, sending, with_header
from tests.gateways.forwarding import Forward, Request, fail
from tests.gateways.trials import conform_each, conforms
from tests.gateways.wires import answer_by_hand, send_by_hand

HINTS = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
UTF_8 = "application/json; charset=utf-8"


def sorted_anew(request: Request) -> Request:
    """Return a request whose value is written with other white space, order and escapes."""
    body = json.dumps(json.loads(request.body), ensure_ascii=False, indent=2, sort_keys=True)
    return request.edit(body=body.encode("utf-8", "surrogatepass"))


def escaped(value: Any) -> str:
    """Return a JSON value with each character as an escape, the mark's too."""
    if isinstance(value, str):
        units = value.encode("utf-16-be", "surrogatepass").hex()
        return '"' + "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)) + '"'
    if isinstance(value, dict):
        return "{" + ",".join(f"{escaped(name)}:{escaped(each)}" for name, each in value.items()) + "}"
    return "[" + ",".join(map(escaped, value)) + "]" if isinstance(value, list) else json.dumps(value)


def with_query(request: Request, query: str) -> Request:
    """Return a request with another query."""
    return request.edit(target=f"{request.target.partition('?')[0]}?{query}")


def encoded_in_lower_case(request: Request) -> Request:
    """Return a request whose query is encoded more than it must, in lower-case hexadecimal."""
    pairs = parse_qsl(request.target.partition("?")[2], keep_blank_values=True)
    return with_query(
        request,
        "&".join(f"{quote(name)}={''.join(f'%{byte:02x}' for byte in value.encode())}" for name, value in pairs),
    )


def keeps_types(request: Request) -> bool:
    """Return whether the fields of a request are there, in their types."""
    its = json.loads(request.body)["request"]
    return isinstance(its["agentid"], int | float) and isinstance(its["activity_id"], str)


def written_anew(reply: Reply) -> Reply:
    """Return an answer with every letter escaped."""
    members = members_of(reply)
    return reply if members is None else replace(reply, body=json.dumps(members, indent=1).encode())


def unpacked(reply: Reply) -> Reply:
    """Return an answer that is not compressed."""
    if not any(name.lower() == "content-encoding" for name, _ in reply.headers):
        return reply
    return with_header(replace(reply, body=gzip.decompress(reply.body)), "Content-Encoding", None)


def forwards(request: Request, forward: Forward) -> Reply:
    """Forward, and do nothing else."""
    return forward(request)


conform_each(
    {
        "forwards": forwards,
        "writes_the_json_anew": sending(sorted_anew),
        "escapes_every_letter": sending(lambda its: its.edit(body=escaped(json.loads(its.body)).encode())),
        # 111.0 for 111, which is the same number.
        "writes_whole_numbers_with_a_point": sending(
            lambda its: its.edit(body=re.sub(rb'("(agentid|count)"\s*:\s*-?\d+)(?=[,}\s])', rb"\g<1>.0", its.body))
        ),
        # Spaces become plus.
        "writes_the_query_anew": sending(lambda its: with_query(its, urlencode(pairs_of(its)))),
        # Each name's values stay in their order.
        "sorts_parameters_by_name": sending(
            lambda its: with_query(its, urlencode(sorted(pairs_of(its), key=lambda pair: pair[0])))
        ),
        "encodes_the_query_in_lower_case": sending(encoded_in_lower_case),
        "speaks_http_1_0_upstream": lambda request, forward: send_by_hand(request, forward, version="1.0"),
        "forwards_in_chunks": lambda request, forward: send_by_hand(request, forward, framing="chunks"),
        # As to a proxy.
        "names_the_whole_url": lambda request, forward: send_by_hand(
            request.edit(target=f"http://upstream{request.target}"), forward
        ),
        # Asks its upstream first.
        "expects_100": sending(lambda its: its.with_header("expect", "100-continue")),
        # Takes no chunks.
        "asks_for_a_length": refusing(411, lambda its: its.chunked),
        "writes_answers_anew": answering(written_anew),
        "unpacks_what_its_upstream_packs": lambda request, forward: unpacked(
            forward(request.with_header("accept-encoding", "gzip"))
        ),
        "answers_in_chunks": answering(lambda reply: answer_by_hand(reply, framing="chunks")),
        "answers_up_to_the_end": answering(lambda reply: answer_by_hand(reply, framing="end", version="1.0")),
        # Sends interim answers of its own.
        "gives_hints_first": answering(lambda reply: answer_by_hand(reply, framing="length", before=HINTS)),
        "ends_each_connection": answering(
            lambda reply: reply if reply.drop else with_header(reply, "Connection", "close")
        ),
    }
)
conform_each(
    {"refuses_what_the_contract_forbids": refusing(400, lambda its: not keeps_types(its))}, operations=(CANCEL,)
)


@conforms()
def adds_headers(request: Request, forward: Forward) -> Reply:
    """Says that it was there, on both ways."""
    reply = forward(request.with_header("via", "1.1 g").with_header("x-forwarded-for", "127.0.0.1"))
    return with_header(with_header(reply, "Via", "1.1 g"), "Server", "g")


@conforms()
def adds_a_charset(request: Request, forward: Forward) -> Reply:
    """Says UTF-8 on both ways."""
    reply = forward(request.with_header("content-type", 'application/json; charset="utf-8"'))
    is_bare = ("Content-Type", "application/json") in reply.headers
    return with_header(reply, "Content-Type", UTF_8) if is_bare else reply


@conforms()
def compresses_for_those_who_accept(request: Request, forward: Forward) -> Reply:
    """Compresses where gzip is accepted, and says so."""
    reply = forward(request.with_header("accept-encoding", None))
    if dict(request.headers).get("accept-encoding") != "gzip":
        return reply
    return with_header(replace(reply, body=gzip.compress(reply.body)), "Content-Encoding", "gzip")


@conforms()
def takes_no_rare_framing(request: Request, forward: Forward) -> Reply:
    """Gives up, and says so, where fields follow the last chunk, and where an interim answer comes unasked."""
    reply = send_by_hand(request, forward)
    raw = reply.raw or b""
    return fail(503) if b"\r\n0\r\nX-" in raw or raw.startswith(b"HTTP/1.1 100") else reply
