"""Breakages of the answer: its status, its media type, its bytes, or one of its fields, mostly where it rejects."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ...contract import ABSENT, LIMIT_RULES, is_of_type, put_in_all, sample, values_at
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


def _spoil_field(context: BreakContext, wrong: Any, *, where_accepted: bool) -> Serve:
    """Make what puts something wrong in a field's place: where the answer has the place, or in answers of one kind."""
    steps = context.field.steps

    def serve(request: Request) -> Response:
        response = context.serve(request)
        members = read_json(response.answer.body).members
        is_there = len(steps) == 1 or values_at(dict(members or {}), steps)
        if members is not None and is_there and (len(steps) > 1 or response.accepts == where_accepted):
            body = json.dumps(put_in_all(dict(members), steps, wrong), ensure_ascii=False).encode()
            response.answer = replace(response.answer, body=body)
        return response

    return serve


def give_another_type(context: BreakContext) -> Serve:
    """Give a field another type, in rejections where all answers may have it."""
    wrong = next(each for each in _ODD if not is_of_type(each, context.field.types))
    return _spoil_field(context, wrong, where_accepted=False)


def leave_a_field_out(context: BreakContext) -> Serve:
    """Leave a field out of accepted answers."""
    return _spoil_field(context, ABSENT, where_accepted=True)


def give_beyond_limit(context: BreakContext) -> Serve:
    """Give a field a value beyond its limit."""
    field = context.field
    limit = LIMIT_RULES[context.clause.rule.removeprefix("answer-")]
    return _spoil_field(context, next(limit.forbidden(field, sample(field))), where_accepted=False)


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
