"""What careless servers make of a request before they check it."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.servers.conforming import TOKEN, conforming, find_fault, reject
from tests.servers.serving import Behaviour, Reply, Request

LIST = "activity_id_list"
GOOD = {"request": {"agentid": 1, "process_instance_id": "a", "activity_id": "b"}}


def reading(edit: Callable[[Request], Request]) -> Behaviour:
    """Make a server that answers as documented to what it makes of a request."""
    return lambda request: conforming(edit(request))


def parsing(remake: Callable[[Any], Any]) -> Behaviour:
    """Make a server that makes another value of the body's, which is None where it is no JSON."""

    def edit(request: Request) -> Request:
        value = value_of(request)
        remade = remake(value)
        return request if remade is value else with_body(request, remade)

    return reading(edit)


def unwrapping(remake: Callable[[Any], Any]) -> Behaviour:
    """Make a server that makes another value of what the envelope holds, where there is one."""

    def open_envelope(value: Any) -> Any:
        if not isinstance(value, dict) or "request" not in value:
            return value
        remade = remake(value["request"])
        return value if remade is value["request"] else {"request": remade}

    return parsing(open_envelope)


def taking(name: str, is_odd: Callable[[Any], bool], instead: Any) -> Behaviour:
    """Make a server that puts a good value in the place of an odd one."""
    return reading(lambda request: mend(request, name, is_odd, instead))


def listing(remake: Callable[[list[Any]], list[Any]]) -> Behaviour:
    """Make a server that makes other items of those of the list."""

    def edit(request: Request) -> Request:
        groups = groups_of(request)
        return with_inner(request, **{LIST: remake(groups)}) if groups else request

    return reading(edit)


def completing(is_bare: Callable[[Request], bool], **fields: Any) -> Behaviour:
    """Make a server that adds fields to some requests, where they lack them."""

    def edit(request: Request) -> Request:
        lacking = {name: value for name, value in fields.items() if name not in inner_of(request)}
        return with_inner(request, **lacking) if lacking and is_bare(request) else request

    return reading(edit)


def ignoring(rule: str, where: Callable[[Request], bool] = lambda _: True) -> Behaviour:
    """Make a server that passes over a rule, in some requests or in all."""
    return lambda request: conforming(request, without={rule} if where(request) else ())


def knowing(is_known: Callable[[str], bool]) -> Behaviour:
    """Make a server that takes some tokens for good."""
    return lambda request: conforming_where(request, is_known=is_known(token_of(request)))


def finding(find_token: Callable[[Request], Any]) -> Behaviour:
    """Make a server that looks for the token elsewhere too."""
    return reading(lambda request: with_token(request, find_token(request)))


def refusing(is_odd: Callable[[Request], bool]) -> Behaviour:
    """Make a server that refuses some valid requests."""
    return lambda request: reject(request, "odd") if is_valid(request) and is_odd(request) else conforming(request)


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


def agentid_of(request: Request) -> float:
    """Return agentid, 1 where it is no number."""
    agentid = inner_of(request).get("agentid")
    return agentid if isinstance(agentid, int | float) else 1


def groups_of(request: Request) -> list[Any]:
    """Return the list of groups, an empty one where there is none."""
    groups = inner_of(request).get(LIST)
    return groups if isinstance(groups, list) else []


def texts_of(request: Request) -> list[str]:
    """Return each text of the documented fields."""
    inner = inner_of(request)
    values = [inner.get("process_instance_id"), inner.get("activity_id"), *groups_of(request)]
    return [value for value in values if isinstance(value, str)]


def token_of(request: Request) -> str:
    """Return the token, a blank one where there is none."""
    return request.query.get("access_token", "")


def is_valid(request: Request) -> bool:
    """Return whether a request breaks no rule."""
    return find_fault(request) is None


def mend(request: Request, name: str, is_odd: Callable[[Any], bool], instead: Any) -> Request:
    """Put a good value in the place of an odd one."""
    inner = inner_of(request)
    return with_inner(request, **{name: instead}) if name in inner and is_odd(inner[name]) else request


def rename(value: Any, names: Mapping[str, str]) -> Any:
    """Return an object with the documented names for others; of two members of one name the first counts."""
    if not isinstance(value, dict) or not value.keys() & names.keys():
        return value
    renamed: dict[str, Any] = {}
    for name, each in value.items():
        renamed.setdefault(names.get(name, name), each)
    return renamed


def with_body(request: Request, value: Any) -> Request:
    """Return the request with another body."""
    return request.edit(body=json.dumps(value).encode())


def with_inner(request: Request, **changes: Any) -> Request:
    """Return the request with other fields."""
    return with_body(request, {"request": {**inner_of(request), **changes}})


def with_token(request: Request, token: Any) -> Request:
    """Return the request with another token, or as it is where that is no text."""
    return request.edit(query={**request.query, "access_token": token}) if isinstance(token, str) else request


def conforming_where(request: Request, *, is_known: bool) -> Reply:
    """Answer as documented, and take the token for good where it is known."""
    return conforming(with_token(request, TOKEN) if is_known else request)
