"""Breakages of the answer: its status, its media type, its bytes, or one of its fields, mostly where it rejects."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ...contract import ABSENT, LIMIT_RULES, Field, is_of_type, sample
from ...errors import UsageError
from ...exchange import read_json
from .._requests import Request
from .._responses import Response
from ._context import Breakage, BreakContext, Serve

_ODD: tuple[Any, ...] = ("text", 400002, True, [], {})


def _where_rejected(spoil: Callable[[Response], None]) -> Breakage:
    """Make the breakage that spoils what is said of rejected requests."""

    def make(context: BreakContext) -> Serve:
        def serve(request: Request) -> Response:
            response = context.serve(request)
            if not response.accepts:
                spoil(response)
            return response

        return serve

    return make


def _edit(**changes: Any) -> Callable[[Response], None]:
    def spoil(response: Response) -> None:
        response.answer = replace(response.answer, **changes)

    return spoil


def _cut(response: Response) -> None:
    response.cut = 0.9


def _repeat_a_name(response: Response) -> None:
    response.answer = replace(response.answer, body=b'{"errcode":0,' + response.answer.body.removeprefix(b"{"))


def _encode_as_gbk(response: Response) -> None:
    text = response.answer.body.decode().replace("{", '{"note":"错误",', 1)
    response.answer = replace(response.answer, body=text.encode("gbk", "replace"))


def accept_with_201(context: BreakContext) -> Serve:
    """Answer accepted requests 201."""

    def serve(request: Request) -> Response:
        response = context.serve(request)
        if response.accepts:
            response.answer = replace(response.answer, status=201)
        return response

    return serve


def _spoil_field(context: BreakContext, wrong: Any, *, where_accepted: bool = False) -> Serve:
    """Make what puts something wrong in a field's place, in accepted answers or in rejections.

    What lies within an object or a list is spoilt in accepted answers alone, for rejections have no place for it.
    """
    field = context.field
    where_accepted = where_accepted or len(field.steps) > 1

    def serve(request: Request) -> Response:
        response = context.serve(request)
        members = read_json(response.answer.body).members
        if members is not None and response.accepts == where_accepted:
            body = _put_in_each(dict(members), context.operation.answer, field, wrong)
            response.answer = replace(response.answer, body=json.dumps(body, ensure_ascii=False).encode())
        return response

    return serve


def _put_in_each(value: Any, part: Field, field: Field, wrong: Any) -> Any:
    """Return a value with something wrong wherever a field has its place in it, samples around where they lack.

    Args:
        part: the field of the value itself.
    """
    if part.steps == field.steps:
        return wrong
    value = sample(part) if value is ABSENT else value
    below = next(each for each in part.parts if each.steps == field.steps[: len(each.steps)])
    if below.is_item:
        items = value or [sample(below)] * max(1, part.schema.get("minItems", 1))
        return [_put_in_each(item, below, field, wrong) for item in items]
    name = below.steps[-1]
    members = {**value, name: _put_in_each(value.get(name, ABSENT), below, field, wrong)}
    return {each: member for each, member in members.items() if member is not ABSENT}


def give_another_type(context: BreakContext) -> Serve:
    """Give a field another type."""
    return _spoil_field(context, next(each for each in _ODD if not is_of_type(each, context.field.types)))


def leave_a_field_out(context: BreakContext) -> Serve:
    """Leave a field out of accepted answers."""
    return _spoil_field(context, ABSENT, where_accepted=True)


def give_beyond_limit(context: BreakContext) -> Serve:
    """Give a field a value beyond its limit."""
    field = context.field
    limit = LIMIT_RULES[context.clause.rule.removeprefix("answer-")]
    wrong = next(limit.forbidden(field, sample(field)), ABSENT)
    if wrong is ABSENT:
        raise UsageError(f"cannot break {context.clause.id!r}: no value is known to lie beyond this limit.")
    return _spoil_field(context, wrong)


def give_one_request_id(context: BreakContext) -> Serve:
    """Return one and the same request_id to all."""

    def serve(request: Request) -> Response:
        response = context.serve(request)
        members = read_json(response.answer.body).members or {}
        if "request_id" in members:
            body = json.dumps({**members, "request_id": "0"}, ensure_ascii=False, separators=(",", ":")).encode()
            response.answer = replace(response.answer, body=body)
        return response

    return serve


RULES: Mapping[str, Breakage] = {
    "answer-type": give_another_type,
    "answer-required": leave_a_field_out,
    **{f"answer-{rule}": give_beyond_limit for rule in LIMIT_RULES},
    "answer/complete": _where_rejected(_cut),
    "answer/server-error": _where_rejected(_edit(status=500)),
    "answer/redirect": _where_rejected(_edit(status=302)),
    "answer/json": _where_rejected(_edit(body=b"[]")),
    "answer/encoding": _where_rejected(_encode_as_gbk),
    "answer/unique-names": _where_rejected(_repeat_a_name),
    "answer/status": accept_with_201,
    "answer/rejection-status": _where_rejected(_edit(status=400)),
    "answer/media-type": _where_rejected(_edit(headers=(("content-type", "text/plain"),))),
    "answer/request_id/distinct": give_one_request_id,
}
