"""Breakages of what must be accepted: each refuses a good request, or fails on it, for its spelling or its values."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus

from .._requests import Request
from .._responses import Response, plain_answer
from ._context import Breakage, BreakContext, Serve, read_loosely

_SDK_AGENT = b"top-sdk"
_DEPTH = 2000
_LONG_QUERY = 400


def _refuse_where(is_odd: Callable[[BreakContext, Request], bool]) -> Breakage:
    """Make the breakage that refuses good requests of one kind."""

    def make(context: BreakContext) -> Serve:
        def serve(request: Request) -> Response:
            response = context.serve(request)
            return context.refuse() if response.accepts and is_odd(context, request) else response

        return serve

    return make


def _fail_where(is_odd: Callable[[BreakContext, Request], bool]) -> Breakage:
    """Make the breakage that answers valid requests of one kind with 500."""

    def make(context: BreakContext) -> Serve:
        def serve(request: Request) -> Response:
            response = context.serve(request)
            if not response.breaches and is_odd(context, request):
                response.answer = plain_answer(HTTPStatus.INTERNAL_SERVER_ERROR)
            return response

        return serve

    return make


def fail_on_deep_lists(context: BreakContext) -> Serve:
    """Answer 500 to lists that are nested deeper than a parser takes."""

    def serve(request: Request) -> Response:
        response = context.serve(request)
        if b"[" * _DEPTH in request.body:
            response.answer = plain_answer(HTTPStatus.INTERNAL_SERVER_ERROR)
        return response

    return serve


def _is_unusual(context: BreakContext, request: Request) -> bool:
    if not context.operation.media_type:
        return len(request.query) > _LONG_QUERY
    try:
        return not json.dumps(read_loosely(request.body), ensure_ascii=False).isascii()
    except (ValueError, RecursionError):
        return False


def _is_odd_type(context: BreakContext, request: Request) -> bool:
    return request.header_values(b"content-type") != [context.operation.media_type.encode()]


def _is_from_the_sdk(_: BreakContext, request: Request) -> bool:
    return any(_SDK_AGENT in value for value in request.header_values(b"user-agent"))


def _has_further_parameters(_: BreakContext, request: Request) -> bool:
    return b"&" in request.query


RULES: Mapping[str, Breakage] = {
    "spelling/json": _refuse_where(lambda _, request: b"\n" in request.body),
    "spelling/token": _refuse_where(lambda _, request: b"%" in request.query),
    "spelling/content-type": _refuse_where(_is_odd_type),
    "spelling/headers": _refuse_where(_is_from_the_sdk),
    "spelling/chunked": _refuse_where(lambda _, request: bool(request.header_values(b"transfer-encoding"))),
    "valid-requests": _fail_where(_is_unusual),
    "deep-nesting": fail_on_deep_lists,
    "odd-requests": _fail_where(_has_further_parameters),
}
