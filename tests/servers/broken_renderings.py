"""Broken servers that refuse a valid request, or fail on it, for the way in which it is written or sent."""

import re

from tests.servers.conforming import conforming, reject
from tests.servers.mending import inner_of, is_valid
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import breaks


def _refused_where(request: Request, *, is_odd: bool) -> Reply:
    return reject(request, "form") if is_odd and is_valid(request) else conforming(request)


@breaks("spelling/json")
def refuses_indented_bodies(request: Request) -> Reply:
    """Refuses a body of several lines."""
    return _refused_where(request, is_odd=b"\n" in request.body)


@breaks("spelling/json")
def refuses_dense_bodies(request: Request) -> Reply:
    """Looks for a space after each colon."""
    return _refused_where(request, is_odd=re.search(rb'":[^ \r\n\t]', request.body) is not None)


@breaks("control/minimal")
def refuses_airy_bodies(request: Request) -> Reply:
    """Refuses a space after a colon."""
    return _refused_where(request, is_odd=re.search(rb'":\s', request.body) is not None)


@breaks("spelling/json")
def refuses_a_line_break_after_the_body(request: Request) -> Reply:
    """Wants a closing brace at the very end."""
    return _refused_where(request, is_odd=not request.body.endswith(b"}"))


@breaks("spelling/json")
def refuses_a_space_before_the_body(request: Request) -> Reply:
    """Wants an opening brace at the very beginning."""
    return _refused_where(request, is_odd=not request.body.startswith(b"{"))


@breaks("spelling/json")
def refuses_tabs(request: Request) -> Reply:
    """Knows blanks for white space, and no tabs."""
    return _refused_where(request, is_odd=b"\t" in request.body)


@breaks("spelling/json")
def wants_agentid_first(request: Request) -> Reply:
    """Refuses an object that does not begin with agentid."""
    return _refused_where(request, is_odd=next(iter(inner_of(request)), "") != "agentid")


@breaks("spelling/json")
def wants_agentid_before_the_others(request: Request) -> Reply:
    """Refuses an object that ends with agentid."""
    return _refused_where(request, is_odd=(list(inner_of(request)) or [""])[-1] == "agentid")


@breaks("spelling/json")
def refuses_escapes(request: Request) -> Reply:
    """Compares values as they are written, escapes and all."""
    return _refused_where(request, is_odd=b"\\u00" in request.body)


@breaks("spelling/json")
def refuses_escaped_names(request: Request) -> Reply:
    """Compares names as they are written, escapes and all."""
    return _refused_where(request, is_odd=re.search(rb'"[^"]*\\u[^"]*"\s*:', request.body) is not None)


@breaks("spelling/json")
def refuses_capital_escapes(request: Request) -> Reply:
    """Knows the hexadecimal digits of escapes in small letters alone."""
    return _refused_where(request, is_odd=re.search(rb"\\u[0-9a-f]*[A-F]", request.body) is not None)


@breaks("spelling/token")
def wants_the_token_plain(request: Request) -> Reply:
    """Refuses a query that has anything encoded."""
    return _refused_where(request, is_odd="%" in request.target)


@breaks("spelling/content-type")
def refuses_a_content_type_in_capitals(request: Request) -> Reply:
    """Compares the media type with its case."""
    return _refused_where(request, is_odd=request.headers.get("content-type", "").split(";")[0] != "application/json")


@breaks("spelling/content-type")
def refuses_a_charset_in_capitals(request: Request) -> Reply:
    """Knows charset=utf-8, and not charset=UTF-8."""
    return _refused_where(request, is_odd="UTF-8" in request.headers.get("content-type", ""))


@breaks("spelling/content-type")
def refuses_a_charset_without_space(request: Request) -> Reply:
    """Wants a space before the charset."""
    return _refused_where(request, is_odd=";charset" in request.headers.get("content-type", "").lower())


@breaks("spelling/headers")
def refuses_the_user_agent_of_the_sdk(request: Request) -> Reply:
    """Refuses top-sdk-java, as a guard against robots does."""
    return _refused_where(request, is_odd="top-sdk" in request.headers.get("user-agent", ""))


@breaks("spelling/headers")
def refuses_headers_that_it_does_not_know(request: Request) -> Reply:
    """Refuses a header that begins with X-."""
    return _refused_where(request, is_odd=any(name.startswith("x-") for name in request.headers))


@breaks("answer/server-error")
def fails_on_an_accept_header_of_xml(request: Request) -> Reply:
    """Answers 500 where it has no writer for what is accepted."""
    reply = conforming(request)
    return reply.edit(status=500) if "xml" in request.headers.get("accept", "") else reply


@breaks("spelling/chunked")
def takes_chunks_for_no_body(request: Request) -> Reply:
    """Reads as many octets as Content-Length says."""
    return conforming(request.edit(body=b"") if "transfer-encoding" in request.headers else request)


@breaks("answer/server-error")
def crashes_on_chunks(request: Request) -> Reply:
    """Answers 500 where Content-Length is missing."""
    reply = conforming(request)
    return reply.edit(status=500) if "transfer-encoding" in request.headers else reply


@breaks("answer/complete")
def hangs_on_chunks(request: Request) -> Reply:
    """Waits for a Content-Length that does not come."""
    reply = conforming(request)
    return reply.edit(delay=8.0, close=True) if "transfer-encoding" in request.headers else reply


@breaks("control/steady", stateful=True)
def refuses_the_second_request_of_a_connection() -> Behaviour:
    """Reads a second request on one connection wrongly."""
    seen: set[int] = set()

    def behaviour(request: Request) -> Reply:
        is_second = request.connection in seen
        seen.add(request.connection)
        return _refused_where(request, is_odd=is_second)

    return behaviour
