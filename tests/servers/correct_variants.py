"""Correct servers whose answers differ in what they may."""

import json
import re
import time
from collections.abc import Callable

from tests.servers.conforming import TOKEN, conforming
from tests.servers.mending import ignoring, refusing, token_of
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.spoiling import (
    accepted,
    always,
    answering,
    is_accepted,
    rejected,
    remaking,
    saying,
    text_of,
    with_fields,
    writing,
)
from tests.servers.trials import conform_each

HEADERS = (
    ("Set-Cookie", "sid=1; Path=/; HttpOnly"),
    ("Set-Cookie", "lang=zh"),
    ("ETag", '"constant"'),
    ("Cache-Control", "public, max-age=3600"),
    ("Vary", "*"),
    ("Content-Encoding", "identity"),
    ("Content-Language", "zh-CN"),
    ("Location", "/elsewhere"),
    ("X-Empty", ""),
    ("Server", "Tengine"),
    ("Retry-After", "0"),
    ("Link", "</a>; rel=preload"),
)
HINTS = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
SMALL_HEAD = b"HTTP/1.1 200 \r\ncontent-type:application/json\r\nconnection:close\r\ncontent-length:%d\r\n\r\n"
CHUNKED_HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
)


def _typed(media_type: str) -> Behaviour:
    return answering(always, media_type=media_type)


def _sending(make: Callable[[Reply], bytes]) -> Behaviour:
    return remaking(always, lambda _, reply: Reply(raw=make(reply)))


def _escape(reply: Reply) -> bytes:
    text = "".join(f"\\u{ord(each):04X}" for each in str(reply.value["errmsg"]))
    return f'{{"\\u0065rrcode":{reply.value["errcode"]},"errmsg":"{text}"}}'.encode()


def _write_octet_by_octet(reply: Reply) -> bytes:
    """Return each octet as a chunk, with an extension and a trailer."""
    body = b"".join(b"1;x=y\r\n%c\r\n" % each for each in text_of(reply).encode())
    return CHUNKED_HEAD + body + b"0\r\nX-Sum: 1\r\n\r\n"


def _write_small_head(reply: Reply) -> bytes:
    body = text_of(reply).encode()
    return SMALL_HEAD % len(body) + body


def _say_what_it_ought_not_to(request: Request, reply: Reply) -> Reply:
    """Write escapes of terminals, markup and the token into errmsg."""
    return with_fields(reply, errmsg=f"\x1b[31m\x07<script>alert(1)</script>\u202e{token_of(request)}\0")


def _leave_out(_: Request, reply: Reply) -> Reply:
    """Leave out request_id where it accepts, and errmsg always."""
    value = {"errcode": reply.value["errcode"]}
    return reply.edit(value=value if is_accepted(reply) else {**value, "request_id": f"{time.time_ns():x}"})


def _say_in_plain_codes(request: Request, reply: Reply) -> Reply:
    """Reject with 40014, 41001, 43002, 47001 and 40035 rather than 88."""
    codes = {"method": 43002, "json": 47001, "content-type": 43009, "token": 40014 if token_of(request) else 41001}
    return with_fields(reply, errcode=codes.get(str(reply.value["errmsg"])[4:], 40035))


def _has_odd_query(request: Request) -> bool:
    """Return whether a query has a bad escape, an odd name or a repeat."""
    return re.search(r"%(?![0-9A-Fa-f]{2})", request.target) is not None or "&" in request.target.partition("?")[2]


def _closing_after(requests: int, close: Callable[[Reply], Reply]) -> Callable[[], Behaviour]:
    """Return a maker of servers that close a connection after so many requests."""

    def make() -> Behaviour:
        counts: dict[int, int] = {}

        def behaviour(request: Request) -> Reply:
            counts[request.connection] = counts.get(request.connection, 0) + 1
            reply = conforming(request)
            return close(reply) if counts[request.connection] >= requests else reply

        return behaviour

    return make


def _routing(head: Reply | None = None, **options: object) -> Behaviour:
    """Make a server that answers OPTIONS and HEAD itself, as routers do."""

    def behaviour(request: Request) -> Reply:
        if request.method == "OPTIONS":
            return Reply(body=b"", media_type=None).edit(**options)
        return head if request.method == "HEAD" and head is not None else conforming(request)

    return behaviour


conform_each(
    # With the placeholder of its example.
    answers_as_the_page_has_it=remaking(
        always, lambda _, reply: reply.edit(value={"errcode": reply.value["errcode"], "errmsg": "string"})
    ),
    writes_its_fields_in_another_order=remaking(
        always, lambda _, reply: reply.edit(value=dict(reversed(reply.value.items())))
    ),
    writes_indented_json=writing(always, lambda reply: json.dumps(reply.value, indent="\t").encode() + b"\r\n"),
    # As old templates do.
    writes_white_space_before_its_json=writing(always, lambda reply: b"\r\n \t\n" + text_of(reply).encode()),
    escapes_all_that_it_writes=writing(always, _escape),
    writes_zero_with_an_exponent=answering(accepted, body=b'{"errcode": -0.0e+1, "errmsg": ""}'),
    rejects_with_a_huge_number=answering(rejected, body=b'{"errcode": 1e400}'),
    rejects_with_a_number_of_100000_digits=answering(rejected, body=b'{"errcode": ' + b"9" * 100_000 + b"}"),
    rejects_with_a_fraction=answering(rejected, body=b'{"errcode": -40.5}'),
    says_what_it_ought_not_to=remaking(always, _say_what_it_ought_not_to),
    says_it_at_length=saying(always, trace=["x" * 1000] * 200, none=None, deep={"a": [[[{}]]]}),
    # Success, result and sub_code, as siblings do.
    adds_fields_of_old=remaking(
        always,
        lambda _, reply: with_fields(
            reply, success=is_accepted(reply), result=None, sub_code="0", sub_msg="", code=200
        ),
    ),
    # With a code and a request_id alone, as was recorded.
    rejects_without_words=remaking(
        rejected, lambda request, reply: reply.edit(value={"errcode": 820010, "request_id": f"r{request.number}"})
    ),
    spells_its_charset_in_capitals=_typed('APPLICATION/JSON ; Charset="Utf-8"'),
    spells_its_charset_without_hyphen=_typed("application/json;charset=utf8;profile=x"),  # which is no registered name
    answers_with_a_kind_of_json=_typed("application/vnd.dingtalk.v1+json"),
    sends_headers_of_all_kinds=answering(always, headers=HEADERS),
    writes_header_names_in_small_letters=_sending(_write_small_head),
    answers_octet_by_octet=_sending(_write_octet_by_octet),
    hints_before_it_answers=_sending(lambda reply: HINTS + reply.edit(close=True).encode()),
    answers_http_1_0=_sending(lambda reply: reply.encode().replace(b"HTTP/1.1", b"HTTP/1.0", 1)),
)
conform_each(
    stateful=True,
    closes_after_three_requests=_closing_after(3, lambda reply: reply.edit(close=True)),
    closes_after_five_requests_without_a_word=_closing_after(5, lambda reply: Reply(raw=reply.encode())),
)
conform_each(
    answers_head_and_options=_routing(
        Reply(body=b"", close=True), status=204, length=-1, headers=(("Allow", "POST, OPTIONS"),), close=True
    ),
    answers_options_with_200=_routing(headers=(("Allow", "POST"), ("Access-Control-Allow-Origin", "*"))),
    leaves_out_what_it_may=remaking(always, _leave_out),
    says_who_is_called_in_plain_codes=remaking(rejected, _say_in_plain_codes),
    rejects_with_busy=saying(rejected, errcode=-1, errmsg="系统繁忙"),
    refuses_odd_queries=refusing(_has_odd_query),
    knows_two_tokens=ignoring("token", lambda request: token_of(request) in {TOKEN, "8a3f-renewed"}),
)
