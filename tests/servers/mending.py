"""What careless servers make of a request before they check it, and of an answer before they send it."""

import json
from collections.abc import Callable
from typing import Any

from tests.servers.conforming import TOKEN, conforming, find_fault
from tests.servers.serving import Reply, Request


def value_of(request: Request) -> Any:
    """Return the body as JSON, None where it is none."""
    try:
        return request.value
    except (ValueError, RecursionError):
        return None


def inner_of(request: Request) -> dict[str, Any]:
    """Return the object within the envelope, an empty one where there is none."""
    value = value_of(request)
    inner = value.get("request") if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}


def with_body(request: Request, value: Any) -> Request:
    """Return the request with another body."""
    return request.edit(body=json.dumps(value).encode())


def with_inner(request: Request, **changes: Any) -> Request:
    """Return the request with other fields."""
    return with_body(request, {"request": {**inner_of(request), **changes}})


def mend(request: Request, name: str, is_odd: Callable[[Any], bool], instead: Any) -> Request:
    """Put a good value in the place of an odd one."""
    inner = inner_of(request)
    return with_inner(request, **{name: instead}) if name in inner and is_odd(inner[name]) else request


def with_token(request: Request, token: str | None) -> Request:
    """Return the request with another token, or as it is where there is none."""
    return request if token is None else request.edit(query={**request.query, "access_token": token})


def token_of(request: Request) -> str:
    """Return the token, a blank one where there is none."""
    return request.query.get("access_token", "")


def conforming_where(request: Request, *, is_known: bool) -> Reply:
    """Answer as documented, and take the token for good where it is known."""
    return conforming(with_token(request, TOKEN) if is_known else request)


def is_valid(request: Request) -> bool:
    """Return whether a request breaks no rule."""
    return find_fault(request) is None


def is_accepted(reply: Reply) -> bool:
    """Return whether a reply of the conforming server accepts."""
    return bool(reply.value["errcode"] == 0)


def with_fields(reply: Reply, **fields: Any) -> Reply:
    """Return a reply with other fields."""
    return reply.edit(value={**reply.value, **fields})


def groups_of(request: Request) -> list[Any]:
    """Return the list of groups, an empty one where there is none."""
    groups = inner_of(request).get("activity_id_list")
    return groups if isinstance(groups, list) else []


def texts_of(request: Request) -> list[str]:
    """Return each text of the documented fields."""
    inner = inner_of(request)
    values = [inner.get("process_instance_id"), inner.get("activity_id"), *groups_of(request)]
    return [value for value in values if isinstance(value, str)]


def failing_where(request: Request, *, is_hit: bool, **changes: Any) -> Reply:
    """Answer a valid request with a failure where it hits, with 500 unless changes say otherwise."""
    reply = conforming(request)
    return reply.edit(**(changes or {"status": 500})) if is_hit and is_valid(request) else reply


def agentid_of(request: Request) -> float:
    """Return agentid, 1 where it is no number."""
    agentid = inner_of(request).get("agentid")
    return agentid if isinstance(agentid, int | float) else 1
