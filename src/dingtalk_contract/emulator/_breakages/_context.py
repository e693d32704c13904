"""What a breakage works with: the emulator as it serves without it, the clause, and ways to misread a request."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from ...contract import ABSENT, ITEM, Clause, Field, Operation, sample, take
from ...exchange import encode_json
from .._emulator import Emulator
from .._rejections import BODY_UNFIT
from .._requests import Request
from .._responses import Response

Serve = Callable[[Request], Response]
Breakage = Callable[["BreakContext"], Serve]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakContext:
    """One clause about to be broken."""

    emulator: Emulator
    clause: Clause
    serve: Serve
    """Answers a request without this breakage."""

    @property
    def operation(self) -> Operation:
        """The operation that the clause is on."""
        return self.emulator.document.operation(self.clause.operation_id)

    @property
    def field(self) -> Field:
        """The field that the clause was derived from."""
        assert self.clause.field is not None, "its rule derives clauses from fields"
        return self.clause.field

    @property
    def body(self) -> Field:
        """The tree of the body's fields."""
        return self.operation.body

    @property
    def good_body(self) -> Any:
        """A body that is accepted at present."""
        return self.emulator.good_body(self.operation)

    @property
    def good_token(self) -> str:
        """A token that the operation takes at present."""
        return self.emulator.good_token(self.operation)

    @property
    def good_value(self) -> Any:
        """A value of the clause's field in such a body, a sample where the body lacks it."""
        value = take(self.good_body, self.field.steps)
        return sample(self.field) if value is ABSENT else value

    def refuse(self) -> Response:
        """Refuse a request for no good reason."""
        return self.emulator.reject(BODY_UNFIT)

    def token_of(self, request: Request) -> bytes:
        """Return the token of a request."""
        return request.query_value((self.operation.token_name or "").encode())

    def with_token(self, request: Request, token: str) -> Request:
        """Return the request with another token."""
        pair = f"{self.operation.token_name}={quote(token, safe='')}".encode()
        return replace(request, query=pair + b"&" + request.query)

    def with_body(self, request: Request, body: Any) -> Request:
        """Return the request with another body."""
        return replace(request, body=encode_json(body))

    def serve_mended(self, request: Request, mend: Callable[[Any], Any]) -> Response:
        """Serve a request whose body is taken for another one."""
        try:
            body = read_loosely(request.body)
            mended = mend(body)
            return self.serve(request if mended is body else self.with_body(request, mended))
        except (ValueError, RecursionError):
            return self.serve(request)


def read_loosely(body: bytes) -> Any:
    """Return the JSON value of a body.

    Raises:
        ValueError: it is none.
    """
    return json.loads(body)


def put_where(body: Any, field: Field, value: Any, is_odd: Callable[[Any], bool]) -> Any:
    """Return the body with a good value in a field's place, in each item of a list, where an odd one stands there.

    Args:
        is_odd: is asked of ABSENT too, where the object around the field lacks it.
    """
    return _put(body, field.steps, value, is_odd)


def _put(body: Any, steps: tuple[str, ...], value: Any, is_odd: Callable[[Any], bool]) -> Any:
    if not steps:
        return value if is_odd(body) else body
    step, rest = steps[0], steps[1:]
    if step == ITEM and isinstance(body, list):
        items = [_put(item, rest, value, is_odd) for item in body]
        return body if all(new is old for new, old in zip(items, body, strict=True)) else items
    if not isinstance(body, dict):
        return body
    old = body.get(step, ABSENT)
    new = _put(old, rest, value, is_odd)
    return body if new is old else {**body, step: new}
