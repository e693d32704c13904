"""Broken servers that take another method, another Content-Type, or a token from elsewhere."""

import base64
from urllib.parse import parse_qs

from tests.servers.conforming import TOKEN, conforming
from tests.servers.mending import inner_of, value_of, with_fields, with_token
from tests.servers.serving import Reply, Request
from tests.servers.trials import breaks

KNOWN_METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"}


def _cookie(request: Request, name: str) -> str | None:
    pairs = (part.strip().partition("=") for part in request.headers.get("cookie", "").split(";"))
    return next((value for key, _, value in pairs if key == name), None)


def _as_post(request: Request, *methods: str) -> Request:
    return request.edit(method="POST") if request.method in methods else request


@breaks("method")
def takes_get_with_a_body(request: Request) -> Reply:
    """Takes GET for POST."""
    return conforming(_as_post(request, "GET"))


@breaks("method")
def takes_patch(request: Request) -> Reply:
    """Takes PATCH for POST."""
    return conforming(_as_post(request, "PATCH"))


@breaks("method")
def takes_delete(request: Request) -> Reply:
    """Takes DELETE for POST, it being a cancel."""
    return conforming(_as_post(request, "DELETE"))


@breaks("method")
def takes_methods_that_it_has_not_heard_of(request: Request) -> Reply:
    """Refuses each known method but POST, and takes any other."""
    return conforming(request if request.method in KNOWN_METHODS else request.edit(method="POST"))


@breaks("method")
def refuses_a_method_in_words_alone(request: Request) -> Reply:
    """Says that the method is wrong, and no errcode."""
    reply = conforming(request)
    return reply if request.method == "POST" else reply.edit(value={"message": "Method Not Allowed"})


@breaks("method")
def answers_get_with_a_greeting(request: Request) -> Reply:
    """Answers GET with errcode 0, as a health check."""
    reply = conforming(request)
    return with_fields(reply, errcode=0, errmsg="up") if request.method == "GET" else reply


@breaks("token/query-alone")
def takes_the_token_as_bearer(request: Request) -> Reply:
    """Takes the token from Authorization: Bearer."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return conforming(with_token(request, token if scheme.lower() == "bearer" else None))


@breaks("token/query-alone")
def takes_the_token_as_password(request: Request) -> Reply:
    """Takes the token from Authorization: Basic, either part of it."""
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    try:
        parts = base64.b64decode(text).decode().split(":") if scheme.lower() == "basic" else []
    except ValueError:
        parts = []
    return conforming(with_token(request, TOKEN if TOKEN in parts else None))


@breaks("token/query-alone")
def takes_the_token_from_a_cookie(request: Request) -> Reply:
    """Takes the token from the cookie of its name."""
    return conforming(with_token(request, _cookie(request, "access_token")))


@breaks("token/query-alone")
def takes_the_token_from_a_header_of_its_name(request: Request) -> Reply:
    """Takes the token from a header named access_token."""
    headers = {name.replace("-", "_"): value for name, value in request.headers.items()}
    return conforming(with_token(request, headers.get("access_token")))


@breaks("token/query-alone")
def takes_the_token_from_an_access_header(request: Request) -> Reply:
    """Takes the token from X-Access-Token."""
    return conforming(with_token(request, request.headers.get("x-access-token")))


@breaks("token/query-alone")
def takes_the_token_from_the_body(request: Request) -> Reply:
    """Takes the token from the top of the body."""
    value = value_of(request)
    token = value.get("access_token") if isinstance(value, dict) else None
    return conforming(with_token(request, token if isinstance(token, str) else None))


@breaks("token/query-alone")
def takes_the_token_from_the_request(request: Request) -> Reply:
    """Takes the token from beside the fields."""
    token = inner_of(request).get("access_token")
    return conforming(with_token(request, token if isinstance(token, str) else None))


@breaks("body/content-type")
def takes_a_form(request: Request) -> Reply:
    """Takes the request from a form, as the old front door did."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return conforming(request)
    text = parse_qs(request.body.decode("utf-8", "replace")).get("request", [""])[0]
    return conforming(request.edit(body=b'{"request": ' + text.encode() + b"}"), without={"content-type"})


@breaks("body/content-type")
def takes_plain_text(request: Request) -> Reply:
    """Takes JSON that calls itself text/plain, as beacons send it."""
    is_plain = request.headers.get("content-type", "").startswith("text/plain")
    return conforming(request, without={"content-type"} if is_plain else ())


@breaks("body/content-type")
def takes_no_content_type(request: Request) -> Reply:
    """Takes a body that does not say what it is."""
    return conforming(request, without=() if request.headers.get("content-type") else {"content-type"})


@breaks("body/content-type")
def compares_the_beginning_of_the_content_type(request: Request) -> Reply:
    """Takes any Content-Type that begins with application/json."""
    is_alike = request.headers.get("content-type", "").lower().startswith("application/json")
    return conforming(request, without={"content-type"} if is_alike else ())


@breaks("body/content-type")
def looks_for_json_in_the_content_type(request: Request) -> Reply:
    """Takes any Content-Type that has json somewhere."""
    is_alike = "json" in request.headers.get("content-type", "").lower()
    return conforming(request, without={"content-type"} if is_alike else ())


@breaks("body/content-type")
def takes_octets(request: Request) -> Reply:
    """Takes JSON that calls itself octets."""
    is_octets = request.headers.get("content-type", "").startswith("application/octet-stream")
    return conforming(request, without={"content-type"} if is_octets else ())


@breaks("body/content-type")
def takes_xml(request: Request) -> Reply:
    """Takes JSON that calls itself XML."""
    is_xml = "xml" in request.headers.get("content-type", "")
    return conforming(request, without={"content-type"} if is_xml else ())
