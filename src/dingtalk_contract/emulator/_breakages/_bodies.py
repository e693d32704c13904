"""Breakages of what a body must be: each takes one kind of bad body for a good one, in the place the document gives."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...contract import ABSENT, LIMIT_RULES, Field, is_forbidden, is_numeral, is_of_type, sample, take
from ...exchange import encode_json
from .._requests import Request
from .._responses import Response
from ._context import Breakage, BreakContext, Serve, fill, put_where

_LONG = 8192


def take_absence(context: BreakContext) -> Serve:
    """Take a body without the field for one that has it."""
    if not context.field.steps:
        return _take_no_body(context)

    def mend(body: Any) -> Any:
        return fill(body, context.field, take(context.good_body, context.field.steps))

    return lambda request: context.serve_mended(request, mend)


def _take_no_body(context: BreakContext) -> Serve:
    def serve(request: Request) -> Response:
        if request.body.strip():
            return context.serve(request)
        typed = (b"content-type", context.operation.media_type.encode())
        headers = [*(header for header in request.headers if header[0] != b"content-type"), typed]
        return context.serve(replace(request, body=encode_json(context.good_body), headers=headers))

    return serve


def take_any_type(context: BreakContext) -> Serve:
    """Take a value of any other type for a good one; null and digits are left to clauses of their own."""

    def mend(body: Any) -> Any:
        good = take(context.good_body, context.field.steps)
        return put_where(body, context.field, good, lambda value: is_forbidden(context.field, value))

    return lambda request: context.serve_mended(request, mend)


def take_null(context: BreakContext) -> Serve:
    """Take null for a field that was left out."""

    def mend(body: Any) -> Any:
        good = take(context.good_body, context.field.steps)
        return put_where(body, context.field, good, lambda value: value is None)

    return lambda request: context.serve_mended(request, mend)


def take_digits(context: BreakContext) -> Serve:
    """Take a string of digits for a good number."""

    def mend(body: Any) -> Any:
        return put_where(body, context.field, take(context.good_body, context.field.steps), is_numeral)

    return lambda request: context.serve_mended(request, mend)


def take_beyond_limit(context: BreakContext) -> Serve:
    """Take a value beyond a limit for a good one."""
    limit, field = LIMIT_RULES[context.clause.rule], context.field

    def mend(body: Any) -> Any:
        good = take(context.good_body, field.steps)
        good = sample(field) if good is ABSENT else good
        return put_where(body, field, good, lambda value: limit.is_broken_by(field, value))

    return lambda request: context.serve_mended(request, mend)


def take_names_in_any_spelling(context: BreakContext) -> Serve:
    """Take a required field's name in any case and with any joints."""
    return lambda request: context.serve_mended(request, lambda body: _rename(body, context.body))


def _rename(body: Any, field: Field) -> Any:
    if not isinstance(body, dict):
        return body
    parts = {_fold(part.steps[-1]): part for part in field.parts if part.required and not part.is_item}
    renamed: dict[str, Any] = {}
    for name, value in body.items():
        part = parts.get(_fold(name))
        if part is None:
            renamed.setdefault(name, value)
        elif name == part.steps[-1] or part.steps[-1] not in body:
            renamed[part.steps[-1]] = _rename(value, part)
    return body if renamed == body else renamed


def _fold(name: str) -> str:
    return name.strip().lower().replace("_", "").replace("-", "")


def take_bodies_cut_short(context: BreakContext) -> Serve:
    """Close the brackets that a body leaves open."""

    def serve(request: Request) -> Response:
        for end in ("}", "}}"):
            try:
                return context.serve(context.with_body(request, json.loads(request.body.decode() + end)))
            except (ValueError, RecursionError):
                continue
        return context.serve(request)

    return serve


def take_what_follows_the_body(context: BreakContext) -> Serve:
    """Read the first JSON value of a body, and do not look at the rest."""

    def serve(request: Request) -> Response:
        try:
            text = request.body.decode()
            value, end = json.JSONDecoder().raw_decode(text.lstrip())
        except (ValueError, RecursionError):
            return context.serve(request)
        is_more = bool(text.lstrip()[end:].strip())
        return context.serve(context.with_body(request, value) if is_more else request)

    return serve


def take_long_bodies_unchecked(context: BreakContext) -> Serve:
    """Take any object of more than 8 KiB for a good body."""

    def serve(request: Request) -> Response:
        if len(request.body) <= _LONG:
            return context.serve(request)
        return context.serve_mended(request, lambda body: _mend_all(body, context))

    return serve


def _mend_all(body: Any, context: BreakContext) -> Any:
    if not is_of_type(body, context.body.types):
        return body
    for field in context.body.walk():
        good = take(context.good_body, field.steps)
        if field.steps and field.required and not field.is_item:
            body = fill(body, field, good)
        if field.steps and good is not ABSENT:
            body = put_where(body, field, good, lambda value, types=field.types: not is_of_type(value, types))  # type: ignore[misc]  # the default binds the types
    return body


RULES: Mapping[str, Breakage] = {
    "required": take_absence,
    "type": take_any_type,
    "null": take_null,
    "digits": take_digits,
    **dict.fromkeys(LIMIT_RULES, take_beyond_limit),
    "body/names": take_names_in_any_spelling,
    "body/json": take_bodies_cut_short,
    "body/strict-json": take_what_follows_the_body,
    "spelling/refusals": take_long_bodies_unchecked,
}
