"""Broken servers that take what only looks like the contract, or stop after a while."""

import json
import re
from typing import Any

from tests.servers.conforming import TOKEN, conforming
from tests.servers.mending import (
    inner_of,
    knowing,
    reading,
    texts_of,
    unwrapping,
    value_of,
    with_body,
)
from tests.servers.serving import Reply, Request
from tests.servers.spoiling import answering, failing
from tests.servers.trials import break_each, breaks, conforms

AS_JSON = {"content-type": "application/json"}


@breaks("method")
def reads_the_body_of_a_get_from_the_query(request: Request) -> Reply:
    """Takes GET where the query holds the object as JSON."""
    if request.method != "GET" or "request" not in request.query:
        return conforming(request)
    body = b'{"request":%s}' % request.query["request"].encode()
    return conforming(request.edit(method="POST", body=body, headers=AS_JSON))


@breaks("method")
def reads_the_fields_of_a_get_from_the_query(request: Request) -> Reply:
    """Takes GET where the query holds each field."""
    if request.method != "GET":
        return conforming(request)
    inner: dict[str, Any] = {name: value for name, value in request.query.items() if name != "access_token"}
    if inner.get("agentid", "").isdigit():
        inner["agentid"] = int(inner["agentid"])
    return conforming(with_body(request, {"request": inner}).edit(method="POST", headers=AS_JSON))


def _make_object_of_pairs(inner: Any) -> Any:
    try:
        return dict(inner) if isinstance(inner, list) else inner
    except (TypeError, ValueError):
        return inner


def _take_json_under_the_type_of_a_form(request: Request) -> Request:
    is_form = request.headers.get("content-type") == "application/x-www-form-urlencoded"
    return request.edit(headers=request.headers | AS_JSON) if is_form and request.body.startswith(b"{") else request


break_each(
    "token/known",
    takes_the_token_with_its_scheme=knowing(lambda token: token.removeprefix("Bearer ") == TOKEN),
    takes_the_token_in_quotes=knowing(lambda token: token.strip("\"'<>[]{}()") == TOKEN),
)
# As dict() and new Map() do.
break_each("body/request/type", makes_an_object_of_pairs=unwrapping(_make_object_of_pairs))
break_each(
    "valid-requests",
    # As where a command is called with it.
    takes_a_leading_dash_for_an_option=failing(lambda request: any(text.startswith("-") for text in texts_of(request))),
)
# As curl -d sends it.
break_each("body/content-type", takes_json_under_the_type_of_a_form=reading(_take_json_under_the_type_of_a_form))
break_each(
    "odd-requests",
    # As int(inf) does.
    fails_on_numbers_beyond_doubles=answering(
        lambda request, _: inner_of(request).get("agentid") == float("inf"), status=500
    ),
)


@conforms(warns=("body/strict-json",))
def reads_json_as_leniently_as_it_may(request: Request) -> Reply:
    """Takes one value, raw line breaks, comments and names without quotes, and leaves what follows, as parsers do."""
    if (value := value_of(request)) is not None or not request.body.strip():
        return conforming(request)
    text = re.sub(r"/\*.*?\*/|//[^\n]*\n", "", request.body.decode("utf-8", "replace"), flags=re.DOTALL).lstrip()
    text = re.sub(r"([{,]\s*)([A-Za-z_]\w*)\s*:", r'\1"\2":', text)
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        return conforming(request)
    return conforming(with_body(request, value))
