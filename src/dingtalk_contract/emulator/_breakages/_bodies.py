"""Breakages of what a body must be: each takes one kind of bad body for a good one, in the place the document gives."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import quote

from ...contract import ABSENT, ITEM, LIMIT_RULES, Field, is_forbidden, is_numeral, is_of_type, take
from ...exchange import encode_json
from .._requests import Request
from .._responses import Response
from ._context import Breakage, BreakContext, Serve, put_where

_LONG = 1 << 15


def take_absence(context: BreakContext) -> Serve:
    """Take a body without the field for one that has it."""
    if not context.field.steps:
        return _take_no_body(context)
    if not context.operation.media_type:
        return _mending_query(context, lambda value: not value)
    return _mending(context, lambda value: value is ABSENT)


def _take_where(is_odd: Callable[[Field, Any], bool]) -> Breakage:
    """Make the breakage that takes odd values of a field for good ones."""

    def make(context: BreakContext) -> Serve:
        return _mending(context, lambda value: value is not ABSENT and is_odd(context.field, value))

    return make


def take_any_secret(context: BreakContext) -> Serve:
    """Take any secret for the good one."""
    return _mending_query(context, bool)


def _mending_query(context: BreakContext, is_odd: Callable[[bytes], bool]) -> Serve:
    name = context.field.steps[-1]

    def serve(request: Request) -> Response:
        if not is_odd(request.query_value(name.encode())):
            return context.serve(request)
        pair = f"{name}={quote(str(context.good_value), safe='')}".encode()
        return context.serve(replace(request, query=pair + b"&" + request.query))

    return serve


def take_null(context: BreakContext) -> Serve:
    """Take null for a good value; among items, for nothing."""
    if not context.field.is_item:
        return _mending(context, lambda value: value is None)
    return lambda request: context.serve_mended(request, lambda body: _without_null(body, context.field.steps))


def _without_null(body: Any, steps: tuple[str, ...]) -> Any:
    step, rest = steps[0], steps[1:]
    if step == ITEM and isinstance(body, list):
        return [_without_null(item, rest) for item in body] if rest else [item for item in body if item is not None]
    if rest and isinstance(body, dict) and step in body:
        return {**body, step: _without_null(body[step], rest)}
    return body


def _mending(context: BreakContext, is_odd: Callable[[Any], bool]) -> Serve:
    def mend(body: Any) -> Any:
        return put_where(body, context.field, context.good_value, is_odd)

    return lambda request: context.serve_mended(request, mend)


def _take_no_body(context: BreakContext) -> Serve:
    def serve(request: Request) -> Response:
        if request.body.strip():
            return context.serve(request)
        typed = (b"content-type", context.operation.media_type.encode())
        headers = [*(header for header in request.headers if header[0] != b"content-type"), typed]
        return context.serve(replace(request, body=encode_json(context.good_body), headers=headers))

    return serve


def take_names_in_any_spelling(context: BreakContext) -> Serve:
    """Take a required field's name in any case and with any joints."""
    return lambda request: context.serve_mended(request, lambda body: _rename(body, context.body))


def _rename(body: Any, field: Field) -> Any:
    if isinstance(body, list) and field.parts:
        items = [_rename(item, field.parts[0]) for item in body]
        return body if items == body else items
    if not isinstance(body, dict):
        return body
    parts = {_fold(part.steps[-1]): part for part in field.parts if not part.is_item}
    renamed: dict[str, Any] = {}
    for name, value in body.items():
        part = parts.get(_fold(name))
        own = name if part is None else part.steps[-1]
        if part is not None and (name == own or (part.required and own not in body)):
            renamed[own] = _rename(value, part)
        else:
            renamed.setdefault(name, value)
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
    """Take any object of more than 32 KiB for a good body."""

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
        if field.steps and good is not ABSENT:
            body = put_where(body, field, good, partial(_is_bad, field))
    return body


def _is_bad(field: Field, value: Any) -> bool:
    return field.required and not field.is_item if value is ABSENT else not is_of_type(value, field.types)


RULES: Mapping[str, Breakage] = {
    "required": take_absence,
    # Null and digits are left to rules of their own.
    "type": _take_where(is_forbidden),
    "null": take_null,
    "secret": take_any_secret,
    "digits": _take_where(lambda _, value: is_numeral(value)),
    **{rule: _take_where(limit.is_broken_by) for rule, limit in LIMIT_RULES.items()},
    "body/names": take_names_in_any_spelling,
    "body/json": take_bodies_cut_short,
    "body/strict-json": take_what_follows_the_body,
    "spelling/refusals": take_long_bodies_unchecked,
}
