"""Broken servers that refuse a valid request, or fail on it, for the way in which it is written or sent."""

import re
from collections.abc import Callable

from tests.servers.conforming import TOKEN, accept, conforming
from tests.servers.mending import inner_of, reading, refusing
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.spoiling import answering
from tests.servers.trials import break_each, breaks

JUDGE = "dingtalk-contract"
"""The name of the judge itself, whose control must be accepted before anything is asked."""


def _refusing_pattern(pattern: bytes) -> Behaviour:
    return refusing(lambda request: re.search(pattern, request.body) is not None)


def _refusing_type(is_odd: Callable[[str], bool]) -> Behaviour:
    return refusing(lambda request: is_odd(request.headers.get("content-type", "")))


def _agent_of(request: Request) -> str:
    return request.headers.get("user-agent", "")


def _obey_override(request: Request) -> Request:
    method = request.headers.get("x-http-method-override", request.method)
    return request.edit(method=method) if request.method == "POST" else request


def _is_chunked(request: Request) -> bool:
    return "transfer-encoding" in request.headers


break_each(
    "spelling/json",
    refuses_an_escaped_slash=refusing(lambda request: rb"\/" in request.body),
    refuses_indented_bodies=refusing(lambda request: b"\n" in request.body),
    refuses_dense_bodies=_refusing_pattern(rb'":[^ \r\n\t]'),
    refuses_a_line_break_after_the_body=refusing(lambda request: not request.body.endswith(b"}")),
    refuses_a_space_before_the_body=refusing(lambda request: not request.body.startswith(b"{")),
    refuses_tabs=refusing(lambda request: b"\t" in request.body),
    wants_agentid_first=refusing(lambda request: next(iter(inner_of(request))) != "agentid"),
    wants_agentid_before_the_others=refusing(lambda request: list(inner_of(request))[-1] == "agentid"),
    refuses_escapes=refusing(lambda request: b"\\u00" in request.body),
    refuses_escaped_names=_refusing_pattern(rb'"[^"]*\\u[^"]*"\s*:'),
    refuses_capital_escapes=_refusing_pattern(rb"\\u[0-9a-f]*[A-F]"),
    looks_for_the_text_of_a_field=refusing(lambda request: b'"activity_id"' not in request.body),
    wants_the_members_in_order=refusing(lambda request: next(iter(request.value["request"])) != "agentid"),
)
break_each("control/minimal", refuses_airy_bodies=_refusing_pattern(rb'":\s'))
break_each(
    "spelling/token",
    wants_the_token_plain=refusing(lambda request: "%" in request.target),
    compares_the_token_undecoded=refusing(lambda request: TOKEN not in request.target),
)
break_each(
    "spelling/content-type",
    refuses_a_content_type_in_capitals=_refusing_type(lambda named: named.split(";")[0] != "application/json"),
    refuses_a_charset_in_capitals=_refusing_type(lambda named: "UTF-8" in named),
    refuses_a_charset_without_space=_refusing_type(lambda named: ";charset" in named.lower()),
    refuses_a_charset=_refusing_type(lambda named: named != "application/json"),
)
break_each(
    "spelling/headers",
    obeys_an_override_of_post=reading(_obey_override),
    refuses_curl=refusing(lambda request: _agent_of(request).startswith("curl/")),
    refuses_what_is_no_browser=refusing(lambda request: not _agent_of(request).startswith(("Mozilla/", JUDGE))),
    # As a guard against robots does.
    refuses_the_user_agent_of_the_sdk=refusing(lambda request: "top-sdk" in request.headers.get("user-agent", "")),
    refuses_headers_that_it_does_not_know=refusing(
        lambda request: any(name.startswith("x-") for name in request.headers)
    ),
    negotiates_by_accept=refusing(lambda request: not re.search(r"json|\*/\*", request.headers.get("accept", "*/*"))),
)
break_each(
    "spelling/chunked",
    takes_chunks_for_no_body=reading(lambda request: request.edit(body=b"") if _is_chunked(request) else request),
    demands_a_length=refusing(_is_chunked),
)
break_each(
    "answer/server-error",
    # It has no writer for what is accepted.
    fails_on_an_accept_header_of_xml=answering(
        lambda request, _: "xml" in request.headers.get("accept", ""), status=500
    ),
    crashes_on_chunks=answering(lambda request, _: _is_chunked(request), status=500),
)
# It waits for a Content-Length that does not come.
break_each("answer/complete", hangs_on_chunks=answering(lambda request, _: _is_chunked(request), delay=8.0, close=True))


@breaks("control/steady", stateful=True)
def refuses_the_second_request_of_a_connection() -> Behaviour:
    """Reads a second request on one connection wrongly."""
    seen: set[int] = set()

    def behaviour(request: Request) -> Reply:
        is_second = request.connection in seen
        seen.add(request.connection)
        return refusing(lambda _: is_second)(request)

    return behaviour


@breaks("spelling/refusals")
def trusts_long_bodies(request: Request) -> Reply:
    """Checks no body beyond 64 KiB."""
    is_trusted = len(request.body) > 65536 and conforming(request).value["errcode"] != 88
    return accept(request) if is_trusted else conforming(request)


@breaks("spelling/refusals")
def trusts_chunks(request: Request) -> Reply:
    """Checks no body that comes in chunks."""
    return accept(request) if _is_chunked(request) else conforming(request)
