"""Correct servers whose answers differ in what they may."""

import json
import re
import time

from tests.servers.conforming import TOKEN, conforming, reject
from tests.servers.mending import is_accepted, is_valid, token_of, with_fields
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import conforms


def _plain(reply: Reply) -> bytes:
    return json.dumps(reply.value, ensure_ascii=False).encode()


def _rejecting(request: Request, body: bytes) -> Reply:
    reply = conforming(request)
    return reply if is_accepted(reply) else reply.edit(body=body)


@conforms()
def answers_as_the_page_has_it(request: Request) -> Reply:
    """Answers with the placeholder of the page's example."""
    reply = conforming(request)
    return reply.edit(value={"errcode": reply.value["errcode"], "errmsg": "string"})


@conforms()
def writes_its_fields_in_another_order(request: Request) -> Reply:
    """Writes request_id first and errcode last."""
    reply = conforming(request)
    return reply.edit(value=dict(reversed(reply.value.items())))


@conforms()
def writes_indented_json(request: Request) -> Reply:
    """Writes several lines, and one more."""
    reply = conforming(request)
    return reply.edit(body=json.dumps(reply.value, indent="\t").encode() + b"\r\n")


@conforms()
def writes_white_space_before_its_json(request: Request) -> Reply:
    """Begins each answer with line breaks, as old templates do."""
    reply = conforming(request)
    return reply.edit(body=b"\r\n \t\n" + _plain(reply))


@conforms()
def escapes_all_that_it_writes(request: Request) -> Reply:
    """Writes each character of a string as an escape."""
    reply = conforming(request)
    text = "".join(f"\\u{ord(each):04X}" for each in str(reply.value["errmsg"]))
    code = reply.value["errcode"]
    return reply.edit(body=f'{{"\\u0065rrcode":{code},"errmsg":"{text}"}}'.encode())


@conforms()
def writes_zero_with_an_exponent(request: Request) -> Reply:
    """Writes 0 as -0.0e+1."""
    reply = conforming(request)
    return reply.edit(body=b'{"errcode": -0.0e+1, "errmsg": ""}') if is_accepted(reply) else reply


@conforms()
def rejects_with_a_huge_number(request: Request) -> Reply:
    """Rejects with a code that no double can hold."""
    return _rejecting(request, b'{"errcode": 1e400}')


@conforms()
def rejects_with_a_number_of_100000_digits(request: Request) -> Reply:
    """Rejects with a code of a hundred thousand digits."""
    return _rejecting(request, b'{"errcode": ' + b"9" * 100_000 + b"}")


@conforms()
def rejects_with_a_fraction(request: Request) -> Reply:
    """Rejects with -40.5, which is a number."""
    return _rejecting(request, b'{"errcode": -40.5}')


@conforms()
def says_what_it_ought_not_to(request: Request) -> Reply:
    """Writes escapes of terminals, markup and the token into errmsg."""
    errmsg = f"\x1b[31m\x07<script>alert(1)</script>\u202e{token_of(request)}\0"
    return with_fields(conforming(request), errmsg=errmsg)


@conforms()
def says_it_at_length(request: Request) -> Reply:
    """Adds further fields of 200 KB."""
    return with_fields(conforming(request), trace=["x" * 1000] * 200, none=None, deep={"a": [[[{}]]]})


@conforms()
def adds_fields_of_old(request: Request) -> Reply:
    """Adds success, result and sub_code, as siblings do."""
    reply = conforming(request)
    return with_fields(reply, success=is_accepted(reply), result=None, sub_code="0", sub_msg="", code=200)


@conforms()
def rejects_without_words(request: Request) -> Reply:
    """Rejects with 820010 and a request_id alone, as was recorded."""
    reply = conforming(request)
    return reply if is_accepted(reply) else reply.edit(value={"errcode": 820010, "request_id": f"r{request.number}"})


@conforms()
def spells_its_charset_in_capitals(request: Request) -> Reply:
    """Sends APPLICATION/JSON with a charset in quotes."""
    return conforming(request).edit(media_type='APPLICATION/JSON ; Charset="Utf-8"')


@conforms()
def spells_its_charset_without_hyphen(request: Request) -> Reply:
    """Sends charset=utf8, which is no registered name, and profile."""
    return conforming(request).edit(media_type="application/json;charset=utf8;profile=x")


@conforms()
def answers_with_a_kind_of_json(request: Request) -> Reply:
    """Sends a media type that ends in +json."""
    return conforming(request).edit(media_type="application/vnd.dingtalk.v1+json")


@conforms()
def sends_headers_of_all_kinds(request: Request) -> Reply:
    """Sends cookies, validators and policies beside its answer."""
    headers = (
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
    return conforming(request).edit(headers=headers)


@conforms()
def writes_header_names_in_small_letters(request: Request) -> Reply:
    """Writes header names as HTTP/2 does, and no reason phrase."""
    body = _plain(conforming(request))
    head = b"HTTP/1.1 200 \r\ncontent-type:application/json\r\nconnection:close\r\ncontent-length:%d\r\n\r\n"
    return Reply(raw=head % len(body) + body)


@conforms()
def answers_octet_by_octet(request: Request) -> Reply:
    """Sends each octet as a chunk, with an extension and a trailer."""
    body = b"".join(b"1;x=y\r\n%c\r\n" % each for each in _plain(conforming(request)))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
    return Reply(raw=head + b"Transfer-Encoding: chunked\r\n\r\n" + body + b"0\r\nX-Sum: 1\r\n\r\n")


@conforms()
def hints_before_it_answers(request: Request) -> Reply:
    """Sends 100 and 103 before its answer."""
    hints = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    return Reply(raw=hints + conforming(request).edit(close=True).encode())


@conforms()
def answers_http_1_0(request: Request) -> Reply:
    """Answers HTTP/1.0 with a length, and closes."""
    return Reply(raw=conforming(request).encode().replace(b"HTTP/1.1", b"HTTP/1.0", 1))


@conforms(stateful=True)
def closes_after_three_requests() -> Behaviour:
    """Closes a connection with the third answer, and says so."""
    counts: dict[int, int] = {}

    def behaviour(request: Request) -> Reply:
        counts[request.connection] = counts.get(request.connection, 0) + 1
        return conforming(request).edit(close=counts[request.connection] >= 3)

    return behaviour


@conforms(stateful=True)
def closes_after_five_requests_without_a_word() -> Behaviour:
    """Closes a connection after the fifth answer, and does not say so."""
    counts: dict[int, int] = {}

    def behaviour(request: Request) -> Reply:
        counts[request.connection] = counts.get(request.connection, 0) + 1
        reply = conforming(request)
        return Reply(raw=reply.encode()) if counts[request.connection] >= 5 else reply

    return behaviour


@conforms()
def answers_head_and_options(request: Request) -> Reply:
    """Answers OPTIONS with 204 and HEAD with no body, as routers do."""
    if request.method == "OPTIONS":
        return Reply(
            status=204, body=b"", media_type=None, length=-1, headers=(("Allow", "POST, OPTIONS"),), close=True
        )
    if request.method == "HEAD":
        return Reply(body=b"", close=True)
    return conforming(request)


@conforms()
def answers_options_with_200(request: Request) -> Reply:
    """Answers OPTIONS with 200, nothing, and what it allows."""
    if request.method == "OPTIONS":
        return Reply(body=b"", media_type=None, headers=(("Allow", "POST"), ("Access-Control-Allow-Origin", "*")))
    return conforming(request)


@conforms()
def leaves_out_what_it_may(request: Request) -> Reply:
    """Leaves out request_id where it accepts, and errmsg always."""
    reply = conforming(request)
    value = {"errcode": reply.value["errcode"]}
    return reply.edit(value=value if is_accepted(reply) else {**value, "request_id": f"{time.time_ns():x}"})


@conforms()
def says_who_is_called_in_plain_codes(request: Request) -> Reply:
    """Rejects with 40014, 41001, 43002, 47001 and 40035 rather than 88."""
    reply = conforming(request)
    if is_accepted(reply):
        return reply
    fault = str(reply.value["errmsg"])[4:]
    codes = {"method": 43002, "json": 47001, "content-type": 43009, "token": 40014 if token_of(request) else 41001}
    return with_fields(reply, errcode=codes.get(fault, 40035))


@conforms()
def rejects_with_busy(request: Request) -> Reply:
    """Rejects whatever it rejects with -1."""
    reply = conforming(request)
    return reply if is_accepted(reply) else with_fields(reply, errcode=-1, errmsg="系统繁忙")


@conforms()
def refuses_odd_queries(request: Request) -> Reply:
    """Refuses a query with a bad escape, an odd name or a repeat."""
    pairs = request.target.partition("?")[2].split("&")
    is_odd = re.search(r"%(?![0-9A-Fa-f]{2})", request.target) is not None or len(pairs) > 1
    return reject(request, "query") if is_odd and is_valid(request) else conforming(request)


@conforms()
def knows_two_tokens(request: Request) -> Reply:
    """Knows a token that was renewed beside the first."""
    return conforming(request, without={"token"} if token_of(request) in {TOKEN, "8a3f-renewed"} else ())
