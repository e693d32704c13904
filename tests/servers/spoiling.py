"""What careless servers make of an answer before they send it, in some cases alone."""

import json
from collections.abc import Callable
from typing import Any

from tests.servers.conforming import conforming
from tests.servers.mending import LIST, inner_of, is_valid
from tests.servers.serving import Behaviour, Reply, Request

Where = Callable[[Request, Reply], bool]
"""Says in which cases, given the request and the right answer."""


def accepted(_: Request, reply: Reply) -> bool:
    """Return whether the right answer accepts."""
    return is_accepted(reply)


def list_accepted(request: Request, reply: Reply) -> bool:
    """Return whether the right answer accepts several groups."""
    return is_accepted(reply) and LIST in inner_of(request)


def rejected(_: Request, reply: Reply) -> bool:
    """Return whether the right answer rejects."""
    return not is_accepted(reply)


def token_refused(_: Request, reply: Reply) -> bool:
    """Return whether the right answer refuses the token."""
    return bool(reply.value["errcode"] == 88)


def unreadable(_: Request, reply: Reply) -> bool:
    """Return whether the right answer says that the body is no JSON."""
    return str(reply.value["errmsg"]).endswith("json")


def method_refused(request: Request, _: Reply) -> bool:
    """Return whether the method is another than the documented one."""
    return request.method != "POST"


def always(_: Request, __: Reply) -> bool:
    """Return True."""
    return True


def remaking(where: Where, make: Callable[[Request, Reply], Reply]) -> Behaviour:
    """Make a server that answers otherwise in some cases."""

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        return make(request, reply) if where(request, reply) else reply

    return behaviour


def answering(where: Where, **changes: Any) -> Behaviour:
    """Make a server whose answers differ in some cases, in their status, headers or bytes."""
    return remaking(where, lambda _, reply: reply.edit(**changes))


def writing(where: Where, write: Callable[[Reply], bytes], **changes: Any) -> Behaviour:
    """Make a server that writes the right answer as other bytes in some cases."""
    return remaking(where, lambda _, reply: reply.edit(body=write(reply), **changes))


def saying(where: Where, **fields: Any) -> Behaviour:
    """Make a server whose answers have other fields in some cases."""
    return remaking(where, lambda _, reply: with_fields(reply, **fields))


def failing(is_hit: Callable[[Request], bool], **changes: Any) -> Behaviour:
    """Make a server that fails on some valid requests, with 500 unless changes say otherwise."""
    return answering(lambda request, _: is_valid(request) and is_hit(request), **(changes or {"status": 500}))


def is_accepted(reply: Reply) -> bool:
    """Return whether a reply of the conforming server accepts."""
    return bool(reply.value["errcode"] == 0)


def text_of(reply: Reply) -> str:
    """Return the body of a reply before it is bytes."""
    return json.dumps(reply.value, ensure_ascii=False)


def with_fields(reply: Reply, **fields: Any) -> Reply:
    """Return a reply with other fields."""
    return reply.edit(value={**reply.value, **fields})
