"""Breakages of what a request must be as a whole: its method, its media type, and the control that must be accepted."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count

from ...contract import ABSENT, Field, take
from .._requests import Request
from .._responses import Response
from ._context import Breakage, BreakContext, Serve, read_loosely

_EACH = 20


def _optional_fields(context: BreakContext) -> list[Field]:
    """Return the fields that the smallest good request is without."""
    fields = [field for field in context.body.walk() if not field.required and not field.is_item]
    return [field for field in fields if "x-required-when" not in field.schema and "demanded" not in field.free]


def _has_optional(context: BreakContext, request: Request) -> bool:
    if not context.operation.media_type:
        return False
    body = read_loosely(request.body)
    return any(take(body, field.steps) is not ABSENT for field in _optional_fields(context))


def demand_optional_fields(context: BreakContext) -> Serve:
    """Refuse a good request that has the required fields alone."""

    def serve(request: Request) -> Response:
        response = context.serve(request)
        return context.refuse() if response.accepts and not _has_optional(context, request) else response

    return serve


def refuse_optional_fields(context: BreakContext) -> Serve:
    """Refuse a good request that has any optional field, each third one where the document has none."""
    has_none = not _optional_fields(context)
    # The judge sends what deletes once less.
    each = 2 if context.operation.is_destructive else 3
    numbers = count(1)

    def serve(request: Request) -> Response:
        response = context.serve(request)
        # Without optional fields all good requests are alike; the judge's third one stands for every field.
        is_full = response.accepts and (next(numbers) % each == 0 if has_none else _has_optional(context, request))
        return context.refuse() if is_full else response

    return serve


def refuse_now_and_then(context: BreakContext) -> Serve:
    """Refuse each twentieth good request."""
    numbers = count(1)

    def serve(request: Request) -> Response:
        response = context.serve(request)
        return context.refuse() if response.accepts and next(numbers) % _EACH == _EACH - 1 else response

    return serve


def take_any_method(context: BreakContext) -> Serve:
    """Do not look at the method."""
    return lambda request: context.serve(replace(request, method=context.operation.method))


def take_any_media_type(context: BreakContext) -> Serve:
    """Do not look at the Content-Type."""

    def serve(request: Request) -> Response:
        headers = [header for header in request.headers if header[0] != b"content-type"]
        typed = (b"content-type", context.operation.media_type.encode())
        return context.serve(replace(request, headers=[*headers, typed]))

    return serve


RULES: Mapping[str, Breakage] = {
    "control/minimal": demand_optional_fields,
    "control/full": refuse_optional_fields,
    "control/steady": refuse_now_and_then,
    "method": take_any_method,
    "body/content-type": take_any_media_type,
}
