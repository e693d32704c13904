"""Makers of gateways that differ in one thing: in what they forward, what they refuse, or what they bring back."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from dingtalk_contract.exchange import Reply
from tests.gateways.forwarding import Behaviour, Forward, Request, fail

GAVE_UP = b"the gateway could not"
"""What the trials' own answers say, where nothing whole came back."""


def sending(change: Callable[[Request], Request]) -> Behaviour:
    """Make a gateway that forwards another request."""
    return lambda request, forward: forward(change(request))


def rewriting(change: Callable[[Any], Any]) -> Behaviour:
    """Make a gateway that forwards another JSON value."""
    return sending(lambda request: request.edit(body=json.dumps(change(json.loads(request.body))).encode()))


def rewriting_fields(change: Callable[[dict[str, Any]], Any]) -> Behaviour:
    """Make a gateway that changes the operation's own fields, within the envelope where there is one."""

    def apply(value: Any) -> Any:
        name = envelope_of(value)
        return {**value, name: change(value[name])} if name else change(value)

    return rewriting(apply)


def rewriting_texts(change: Callable[[str], str]) -> Behaviour:
    """Make a gateway that changes every text."""

    def apply(value: Any) -> Any:
        if isinstance(value, str):
            return change(value)
        if isinstance(value, list):
            return [apply(each) for each in value]
        return {name: apply(each) for name, each in value.items()} if isinstance(value, dict) else value

    return rewriting(apply)


def rewriting_lists(change: Callable[[list[Any]], Any]) -> Behaviour:
    """Make a gateway that changes every list among the operation's own fields."""

    def apply(value: Any) -> Any:
        return change(value) if isinstance(value, list) else value

    return rewriting_fields(lambda its: {name: apply(each) for name, each in its.items()})


def envelope_of(value: dict[str, Any]) -> str | None:
    """Return the member that holds the operation's own fields, None where there is none."""
    return next((name for name in ("request", "saveProcessRequest") if name in value), None)


def fields_of(request: Request) -> dict[str, Any]:
    """Return the operation's own fields."""
    value = json.loads(request.body)
    name = envelope_of(value)
    fields: dict[str, Any] = value[name] if name else value
    return fields


def editing_query(change: Callable[[list[tuple[str, str]]], list[tuple[str, str]]]) -> Behaviour:
    """Make a gateway that decodes the query, changes it, and encodes it anew."""
    return sending(lambda request: with_pairs(request, change(pairs_of(request))))


def pairs_of(request: Request) -> list[tuple[str, str]]:
    """Return the parameters of a request."""
    return parse_qsl(request.target.partition("?")[2], keep_blank_values=True)


def with_pairs(request: Request, pairs: list[tuple[str, str]]) -> Request:
    """Return a request with other parameters."""
    path = request.target.partition("?")[0]
    return request.edit(target=f"{path}?{urlencode(pairs, quote_via=quote)}" if pairs else path)


def refusing(status: int, when: Callable[[Request], bool]) -> Behaviour:
    """Make a gateway that refuses some requests by itself."""
    return lambda request, forward: fail(status) if when(request) else forward(request)


def answering(change: Callable[[Reply], Reply]) -> Behaviour:
    """Make a gateway that brings back another answer."""
    return lambda request, forward: change(forward(request))


def answering_members(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Behaviour:
    """Make a gateway that changes the members of an answer, where it is a JSON object."""

    def changed(reply: Reply) -> Reply:
        members = members_of(reply)
        return with_members(reply, change(members)) if members else reply

    return answering(changed)


def sending_again(when: Callable[[Reply], bool]) -> Behaviour:
    """Make a gateway that sends again after some answers."""

    def behaviour(request: Request, forward: Forward) -> Reply:
        reply = forward(request)
        return forward(request) if when(reply) else reply

    return behaviour


def members_of(reply: Reply) -> dict[str, Any] | None:
    """Return the members of an answer, None where it is no JSON object."""
    try:
        value = json.loads(reply.body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def errcode_of(reply: Reply) -> Any:
    """Return the errcode of an answer, None where there is none."""
    return (members_of(reply) or {}).get("errcode")


def with_members(reply: Reply, members: dict[str, Any]) -> Reply:
    """Return an answer with other members."""
    return replace(reply, body=json.dumps(members).encode())


def has_header(reply: Reply, name: str) -> bool:
    """Return whether an answer has a header."""
    return any(each.lower() == name.lower() for each, _ in reply.headers)


def with_header(reply: Reply, name: str, value: str | None) -> Reply:
    """Return an answer with another value of a header, or without it."""
    others = tuple(header for header in reply.headers if header[0].lower() != name.lower())
    return replace(reply, headers=others if value is None else (*others, (name, value)))
