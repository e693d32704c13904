"""Broken servers that take what only looks like the contract, or stop after a while."""

import json
import re
from typing import Any

from tests.servers.conforming import TOKEN, conforming, reject
from tests.servers.mending import (
    conforming_where,
    failing_where,
    inner_of,
    mend,
    texts_of,
    token_of,
    value_of,
    with_body,
)
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import breaks, conforms


@breaks("method")
def reads_the_body_of_a_get_from_the_query(request: Request) -> Reply:
    """Takes GET where the query holds the object as JSON."""
    if request.method != "GET" or "request" not in request.query:
        return conforming(request)
    body = b'{"request":%s}' % request.query["request"].encode()
    return conforming(request.edit(method="POST", body=body, headers={"content-type": "application/json"}))


@breaks("method")
def reads_the_fields_of_a_get_from_the_query(request: Request) -> Reply:
    """Takes GET where the query holds each field."""
    if request.method != "GET":
        return conforming(request)
    inner: dict[str, Any] = {name: value for name, value in request.query.items() if name != "access_token"}
    if inner.get("agentid", "").isdigit():
        inner["agentid"] = int(inner["agentid"])
    body = json.dumps({"request": inner}).encode()
    return conforming(request.edit(method="POST", body=body, headers={"content-type": "application/json"}))


@breaks("token/known")
def takes_the_token_with_its_scheme(request: Request) -> Reply:
    """Takes off "Bearer " from the token of the query."""
    return conforming_where(request, is_known=token_of(request).removeprefix("Bearer ") == TOKEN)


@breaks("token/known")
def takes_the_token_in_quotes(request: Request) -> Reply:
    """Takes off quotes and brackets from the token."""
    return conforming_where(request, is_known=token_of(request).strip("\"'<>[]{}()") == TOKEN)


@breaks("body/request/type")
def makes_an_object_of_pairs(request: Request) -> Reply:
    """Takes a list of names and values for the object, as dict() and new Map() do."""
    value = value_of(request)
    if isinstance(value, dict) and isinstance(value.get("request"), list):
        try:
            return conforming(with_body(request, {"request": dict(value["request"])}))
        except (TypeError, ValueError):
            pass
    return conforming(request)


@breaks("token/query-alone", stateful=True)
def refuses_all_after_150_requests() -> Behaviour:
    """Refuses everything once it has had 150 requests, as where a quota or a disk is full."""
    seen: list[None] = []

    def answer(request: Request) -> Reply:
        seen.append(None)
        return reject(request, "quota") if len(seen) > 150 else conforming(request)

    return answer


@breaks("valid-requests")
def takes_a_leading_dash_for_an_option(request: Request) -> Reply:
    """Answers 500 where a text begins with a dash, as where a command is called with it."""
    return failing_where(request, is_hit=any(text.startswith("-") for text in texts_of(request)))


@breaks("body/request/agentid/digits")
def takes_text_in_any_number_format(request: Request) -> Reply:
    """Takes "0x6f" for 111, as where the format is guessed."""
    return conforming(mend(request, "agentid", lambda value: str(value).startswith("0x"), 111))


@breaks("body/content-type")
def takes_json_under_the_type_of_a_form(request: Request) -> Reply:
    """Takes JSON where the Content-Type says form, as curl -d sends it."""
    is_form = request.headers.get("content-type") == "application/x-www-form-urlencoded"
    headers = {**request.headers, "content-type": "application/json"}
    return conforming(request.edit(headers=headers) if is_form and request.body.startswith(b"{") else request)


@breaks("odd-requests")
def fails_on_numbers_beyond_doubles(request: Request) -> Reply:
    """Answers 500 where a number is infinite, as int(inf) does."""
    agentid = value_of(request) and inner_of(request).get("agentid")
    return conforming(request).edit(**({"status": 500} if agentid == float("inf") else {}))


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
