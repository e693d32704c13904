"""The answers of the upstream: what it says, and how it frames or fails to say it."""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from contract_tests.gateway.verifiers import example
from dingtalk_contract.conformance import Answering, GatewayCase, GatewayJudge
from dingtalk_contract.contract import ABSENT, ITEM, Field, change_leaves, limits_of, phrase, put, take, vary
from dingtalk_contract.exchange import Arrival, Draft, Reply, Token, encode_json, json_reply

LONG = 300_000
LARGE = 2**53 + 1
"""What a number of floating point does not hold."""
CUT_OFF = b'{"errcode":0,"errmsg":"o'
SLOW_SECONDS = 1.5
LATE_SECONDS = 0.2
JSON_HEADER = ("Content-Type", "application/json;charset=UTF-8")
ACCEPTED = {"errcode": 0, "errmsg": "ok", "request_id": "16knz8ktgl0ic"}
REJECTED = {"errcode": 400002, "errmsg": "参数错误: 😀", "request_id": "16knz8ktgl0id"}
REFUSED = {
    "errcode": 88,
    "sub_code": "40014",
    "sub_msg": "不合法的access_token",
    "errmsg": "ding talk error[subcode=40014,submsg=不合法的access_token]",
    "request_id": "16knz8ktgl0ie",
}
VALUES: Mapping[str, Any] = {
    "an acceptance": ACCEPTED,
    "an acceptance without errmsg": {"errcode": 0, "request_id": "16knz8ktgl0if"},
    "a rejection": REJECTED,
    "a rejection without errmsg": {"errcode": 33012},
    "a refused token": REFUSED,
    "busy": {"errcode": -1, "errmsg": "系统繁忙"},
    "an empty object": {},
}
ELSEWHERE = "/elsewhere"
REDIRECTS = (302, 307)
STATUSES = (200, 400, 401, 403, 404, 413, 422, 429)
ERRORS = (500, 502, 503, 504)
TEXTS = ("参数错误-ñ-é-e\u0301", "😀𠮷 \u2028 <b>&amp;</b>", 'quote " backslash \\ slash / tab \t')
BYTES = {
    "a page of HTML": (b"<html><body>\xe5\xb0\x81\xe7\xa6\x81</body></html>", "text/html;charset=utf-8"),
    "text that is no UTF-8": (b"caf\xe9 \xff\xfe", "text/plain"),
    "no body at all": (b"", "application/json"),
}


def with_values(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Answer the example with accepted and rejected values, with HTTP 200 and with 4xx."""
    for name, value in VALUES.items():
        yield _answered(judge, phrase("answered by {0}", name), json_reply(value))
    yield _answered(judge, phrase("answered by all that is documented"), json_reply(in_full(judge)))
    yield _answered(judge, phrase("answered by numbers of 54 bits and other flags"), json_reply(with_large(judge)))
    yield _answered(judge, phrase("answered by a rejection with HTTP 400"), json_reply(REJECTED, status=400))


def in_full(judge: GatewayJudge) -> Any:
    """Return the document's accepted answer, its lists with further items that are in no order."""
    answer = judge.operation.answer_example
    for field in judge.operation.answer.walk():
        items = take(answer, field.steps) if ITEM not in field.steps else ABSENT
        if isinstance(items, list) and items:
            varied = [vary(field.parts[0], items[0], number) for number in (9, 1, 10)]
            answer = put(answer, field.steps, [*varied, *items, items[0]])
    return answer


def with_large(judge: GatewayJudge) -> Any:
    """Return the document's accepted answer with its large numbers larger still, and its flags turned."""

    def change(field: Field, value: Any, number: int) -> Any:
        if isinstance(value, bool):
            return not value
        return LARGE + number if isinstance(value, int) and value >= 2**31 and not any(limits_of(field)) else value

    return change_leaves(judge.operation.answer, judge.operation.answer_example, change)


def with_statuses(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Answer the example with several statuses, an error wherever one is due."""
    for status in STATUSES:
        value = ACCEPTED if status == 200 else REJECTED
        yield _answered(judge, phrase("answered with HTTP {0}", status), json_reply(value, status=status))
    for status in REDIRECTS:
        yield _redirected(judge, status)


def with_further_fields(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Answer the example with fields that the document does not name, and without those that it leaves open."""
    further = {
        "more": {"list": [3, 1, 2, 1], "none": None, "large": 2**63 - 1, "text": "更多"},
        "success": True,
        "data": None,
    }
    yield _answered(judge, phrase("an acceptance with further fields"), json_reply({**ACCEPTED, **further}))
    yield _answered(judge, phrase("a refused token with its sub_code"), json_reply(REFUSED))
    yield _answered(judge, phrase("an errcode alone"), json_reply({"errcode": 0}))


def with_texts(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Answer the example with texts of many scripts, escaped and as they are."""
    for text in TEXTS:
        for ascii_only in (True, False):
            value = {**REJECTED, "errmsg": text}
            body = encode_json(value, ascii_only=ascii_only)
            yield _answered(judge, phrase("answered by {0}", repr(text)), Reply(headers=(JSON_HEADER,), body=body))


def with_media_types(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Answer the example with several media types."""
    for media_type in ("application/json;charset=UTF-8", "application/json", "text/html;charset=utf-8"):
        reply = Reply(headers=(("Content-Type", media_type),), body=encode_json(REJECTED))
        yield _answered(judge, phrase("answered as {0}", media_type), reply)


def for_codings(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Ask for several content codings, and answer with a body that is worth compressing."""
    value = {**ACCEPTED, "errmsg": "ok " * 8000}
    plain = json_reply(value)
    packed = Reply(headers=(JSON_HEADER, ("Content-Encoding", "gzip")), body=gzip.compress(plain.body, mtime=0))

    def packed_on_demand(arrival: Arrival, _: str) -> Reply:
        return packed if "gzip" in (arrival.header("accept-encoding") or "") else plain

    for accepted in ("identity", "gzip;q=0, identity", "br;q=0, gzip;q=0", "gzip"):
        yield _asking(accepted, _answered(judge, phrase(""), plain))
    for accepted in ("gzip", "identity"):
        yield _asking(accepted, replace(example(judge), answering=packed_on_demand))


def with_length(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Answer the example at length."""
    yield _answered(
        judge, phrase("an answer of {0} bytes", LONG), json_reply({**ACCEPTED, "errmsg": "长" * (LONG // 3)})
    )
    long_head = Reply(headers=(JSON_HEADER, ("X-Trace", "t" * 2000)), body=encode_json(ACCEPTED))
    yield _answered(judge, phrase("an answer with a header of 2,000 bytes"), long_head)


def with_framings(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Answer the example in every framing in use, but no trailer, no unasked 100 Continue: some take neither."""
    body = json.dumps(REJECTED, ensure_ascii=False).encode()
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(body[at : at + 7]), body[at : at + 7]) for at in range(0, len(body), 7))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    wires = {
        "in chunks": head + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + pieces + b"0\r\n\r\n",
        "up to the connection's end": head + b"Connection: close\r\n\r\n" + body,
        "as HTTP/1.0": b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + body,
        "with its length, closing": head + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body,
    }
    for name, raw in wires.items():
        yield _answered(judge, phrase("answered {0}", name), Reply(raw=raw, headers=(JSON_HEADER,), body=body))


def with_bytes(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Answer the example with what is no JSON."""
    for name, (body, media_type) in BYTES.items():
        yield _answered(
            judge, phrase("answered by {0}", name), Reply(headers=(("Content-Type", media_type),), body=body)
        )


def throttled(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Answer the example with a wish to wait."""
    for status in (429, 503):
        body = encode_json({"errcode": 90018, "errmsg": "限流"})
        reply = Reply(status=status, headers=(JSON_HEADER, ("Retry-After", "7")), body=body)
        yield _answered(judge, phrase("answered with HTTP {0} and Retry-After", status), reply)


def cacheable(judge: GatewayJudge, number: int) -> GatewayCase:
    """Answer the example as if it could be kept, and another way each time."""
    headers = (JSON_HEADER, ("Cache-Control", "public, max-age=600"), ("ETag", '"e"'))
    value = {**ACCEPTED, "errmsg": fresh_text(number)}
    return _answered(judge, phrase("the same request again"), Reply(headers=headers, body=encode_json(value)))


def fresh_text(number: int) -> str:
    """Return the text that an answer that could be kept is known by."""
    return f"ok {number}"


def late() -> Answering:
    """Answer with the mark of its own trip, when its caller has gone."""

    def answering(_: Arrival, mark: str) -> Reply:
        return replace(json_reply({**ACCEPTED, "errmsg": f"ok{mark}"}), delay=LATE_SECONDS)

    return answering


def own(judge: GatewayJudge, number: int) -> GatewayCase:
    """Answer the example with the mark of its own trip, some later than others."""

    def answering(_: Arrival, mark: str) -> Reply:
        value = {**ACCEPTED, "errmsg": f"ok{mark}"} if number % 3 else {**REJECTED, "errmsg": f"no{mark}"}
        # Heads come before other requests' bodies: what a gateway keeps between the two gets mixed.
        return replace(json_reply(value), delay=0.01 * ((number * 7) % 5), pause=0.01 * (number % 3))

    # Some share a token and so a URL, others do not: what is one's may be another's by either.
    token = Token(value=f"{judge.known_good.token.value}-{number % 4}")
    return replace(example(judge), name=phrase("requests under way together"), answering=answering, token=token)


def slow(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Reject the example late, as its waiting caller cannot know."""
    yield _answered(
        judge, phrase("answered after {0} s", SLOW_SECONDS), replace(json_reply(REJECTED), delay=SLOW_SECONDS)
    )


def closing(judge: GatewayJudge) -> GatewayCase:
    """Accept the example, and close the connection behind an answer that lets it stay open."""
    body = encode_json(ACCEPTED)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    return _answered(judge, phrase("the connection closed while idle"), Reply(raw=head + body, body=body))


def with_server_errors(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Answer the example with 5xx, and with an acceptance in the body that does not count."""
    for status in ERRORS:
        value = {"errcode": -1, "errmsg": f"系统错误 {status}"}
        yield _failed(judge, phrase("answered with HTTP {0}", status), json_reply(value, status=status))
    yield _failed(judge, phrase("answered with HTTP 500 and errcode 0"), json_reply(ACCEPTED, status=500))


def dropped(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Answer the example by dropping its connection, at once and after the head."""
    yield _failed(judge, phrase("the connection dropped without an answer"), Reply(drop=True))
    yield _failed(judge, phrase("the connection dropped again"), Reply(drop=True))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"
    yield _failed(judge, phrase("the connection dropped after the head"), Reply(raw=head))


def failing(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Fail the example behind the gateway, each time so that it could be taken for a success."""
    body = encode_json({"errcode": 0, "errmsg": "ok"})
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    wires = {
        "an answer shorter than its length": head + b"Content-Length: %d\r\n\r\n" % (len(body) + 40) + body,
        "chunks without an end": head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(body) + body + b"\r\n",
        "what is no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n",
        "no answer": b"",
    }
    yield from with_server_errors(judge)
    for name, raw in wires.items():
        yield _failed(judge, phrase("the upstream gives {0}", name), Reply(raw=raw, body=body))
    for name, (data, media_type) in {**BYTES, "JSON that is cut off": (CUT_OFF, "application/json")}.items():
        yield _failed(judge, phrase("answered by {0}", name), Reply(headers=(("Content-Type", media_type),), body=data))


def _redirected(judge: GatewayJudge, status: int) -> GatewayCase:
    def answering(arrival: Arrival, _: str) -> Reply:
        if arrival.path == ELSEWHERE:
            return json_reply(ACCEPTED)
        return replace(json_reply(REJECTED, status=status), headers=(JSON_HEADER, ("Location", ELSEWHERE)))

    return replace(example(judge), name=phrase("answered with HTTP {0} to another path", status), answering=answering)


def _answered(judge: GatewayJudge, name: str, reply: Reply) -> GatewayCase:
    def answering(_: Arrival, __: str) -> Reply:
        return reply

    return replace(example(judge), name=name, answering=answering)


def _failed(judge: GatewayJudge, name: str, reply: Reply) -> GatewayCase:
    return replace(_answered(judge, name, reply), fails=True)


def _asking(accepted: str, case: GatewayCase) -> GatewayCase:
    def spell(draft: Draft, value: Any) -> Draft:
        return replace(draft, body=encode_json(value), headers=(*draft.headers, ("Accept-Encoding", accepted)))

    return replace(case, name=phrase("Accept-Encoding: {0}", accepted), spell=spell)
