"""Broken servers that take another method, another Content-Type, or a token from elsewhere."""

import base64
from urllib.parse import parse_qs

from tests.servers.conforming import TOKEN, conforming
from tests.servers.mending import finding, ignoring, inner_of, reading, value_of
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.spoiling import answering, method_refused, saying
from tests.servers.trials import break_each, breaks

KNOWN_METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"}


def _posting(*methods: str) -> Behaviour:
    return reading(lambda request: request.edit(method="POST") if request.method in methods else request)


def _is_overridden(request: Request) -> bool:
    return request.method == "GET" and request.headers.get("x-http-method-override") == "POST"


def _type_of(request: Request) -> str:
    return request.headers.get("content-type", "")


def _taking_types(*beginnings: str) -> Behaviour:
    return ignoring("content-type", lambda request: _type_of(request).startswith(beginnings))


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else None


def _password(request: Request) -> str | None:
    """Return the token where it is either part of Authorization: Basic."""
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    try:
        parts = base64.b64decode(text).decode().split(":") if scheme.lower() == "basic" else []
    except ValueError:
        parts = []
    return TOKEN if TOKEN in parts else None


def _cookie(request: Request) -> str | None:
    pairs = (part.strip().partition("=") for part in request.headers.get("cookie", "").split(";"))
    return next((value for key, _, value in pairs if key == "access_token"), None)


def _header_of_its_name(request: Request) -> str | None:
    return {name.replace("-", "_"): value for name, value in request.headers.items()}.get("access_token")


def _member(request: Request) -> object:
    value = value_of(request)
    return value.get("access_token") if isinstance(value, dict) else None


break_each(
    "method",
    takes_get_with_a_body=_posting("GET"),
    takes_patch=_posting("PATCH"),
    takes_delete=_posting("DELETE"),  # it being a cancel
    # It refuses each known method but POST.
    takes_methods_that_it_has_not_heard_of=reading(
        lambda request: request if request.method in KNOWN_METHODS else request.edit(method="POST")
    ),
    takes_the_method_from_a_header=reading(
        lambda request: request.edit(method="POST") if _is_overridden(request) else request
    ),
    refuses_a_method_in_words_alone=answering(method_refused, value={"message": "Method Not Allowed"}),
    # As a health check.
    answers_get_with_a_greeting=saying(lambda request, _: request.method == "GET", errcode=0, errmsg="up"),
)
break_each(
    "token/query-alone",
    takes_the_token_as_bearer=finding(_bearer),
    takes_the_token_as_password=finding(_password),
    takes_the_token_from_a_cookie=finding(_cookie),
    takes_the_token_from_a_header_of_its_name=finding(_header_of_its_name),
    takes_the_token_from_an_access_header=finding(lambda request: request.headers.get("x-access-token")),
    takes_the_token_from_the_body=finding(_member),
    takes_the_token_from_the_request=finding(lambda request: inner_of(request).get("access_token")),
)


@breaks("body/content-type")
def takes_a_form(request: Request) -> Reply:
    """Takes the request from a form, as the old front door did."""
    if not _type_of(request).startswith("application/x-www-form-urlencoded"):
        return conforming(request)
    text = parse_qs(request.body.decode("utf-8", "replace")).get("request", [""])[0]
    return conforming(request.edit(body=b'{"request": ' + text.encode() + b"}"), without={"content-type"})


break_each(
    "body/content-type",
    takes_plain_text=_taking_types("text/plain"),  # as beacons send it
    takes_no_content_type=ignoring("content-type", lambda request: not _type_of(request)),
    compares_the_beginning_of_the_content_type=ignoring(
        "content-type", lambda request: _type_of(request).lower().startswith("application/json")
    ),
    looks_for_json_in_the_content_type=ignoring("content-type", lambda request: "json" in _type_of(request).lower()),
    takes_octets=_taking_types("application/octet-stream"),
    takes_xml=ignoring("content-type", lambda request: "xml" in _type_of(request)),
)
