"""Breakages of what a body must be: each takes one kind of bad body for a good one, in the place the document gives."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...contract import ABSENT, Field, is_forbidden, is_of_type, take
from ...exchange import encode_json
from .._replies import Reply
from .._requests import Request
from ._scene import Breakage, Scene, Serve, fill, put_where

_LONG = 8192


def take_absence(scene: Scene) -> Serve:
    """Take a body without the field for one that has it."""
    if not scene.field.steps:
        return _take_no_body(scene)

    def mend(body: Any) -> Any:
        return fill(body, scene.field, take(scene.good_body, scene.field.steps))

    return lambda request: scene.serve_mended(request, mend)


def _take_no_body(scene: Scene) -> Serve:
    def serve(request: Request) -> Reply:
        if request.body.strip():
            return scene.serve(request)
        typed = (b"content-type", scene.operation.media_type.encode())
        headers = [*(header for header in request.headers if header[0] != b"content-type"), typed]
        return scene.serve(replace(request, body=encode_json(scene.good_body), headers=headers))

    return serve


def take_any_type(scene: Scene) -> Serve:
    """Take a value of any other type for a good one; null and digits are left to clauses of their own."""

    def mend(body: Any) -> Any:
        good = take(scene.good_body, scene.field.steps)
        return put_where(body, scene.field, good, lambda value: is_forbidden(scene.field, value))

    return lambda request: scene.serve_mended(request, mend)


def take_null(scene: Scene) -> Serve:
    """Take null for a field that was left out."""

    def mend(body: Any) -> Any:
        good = take(scene.good_body, scene.field.steps)
        return put_where(body, scene.field, good, lambda value: value is None)

    return lambda request: scene.serve_mended(request, mend)


def take_digits(scene: Scene) -> Serve:
    """Take a string of digits for a good number."""

    def is_odd(value: Any) -> bool:
        return isinstance(value, str) and value.isascii() and value.isdecimal()

    def mend(body: Any) -> Any:
        return put_where(body, scene.field, take(scene.good_body, scene.field.steps), is_odd)

    return lambda request: scene.serve_mended(request, mend)


def take_names_in_any_spelling(scene: Scene) -> Serve:
    """Take a required field's name in any case and with any joints."""
    return lambda request: scene.serve_mended(request, lambda body: _rename(body, scene.body))


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


def take_bodies_cut_short(scene: Scene) -> Serve:
    """Close the brackets that a body leaves open."""

    def serve(request: Request) -> Reply:
        for end in ("}", "}}"):
            try:
                return scene.serve(scene.with_body(request, json.loads(request.body.decode() + end)))
            except (ValueError, RecursionError):
                continue
        return scene.serve(request)

    return serve


def take_what_follows_the_body(scene: Scene) -> Serve:
    """Read the first JSON value of a body, and do not look at the rest."""

    def serve(request: Request) -> Reply:
        try:
            text = request.body.decode()
            value, end = json.JSONDecoder().raw_decode(text.lstrip())
        except (ValueError, RecursionError):
            return scene.serve(request)
        is_more = bool(text.lstrip()[end:].strip())
        return scene.serve(scene.with_body(request, value) if is_more else request)

    return serve


def take_long_bodies_unchecked(scene: Scene) -> Serve:
    """Take any object of more than 8 KiB for a good body."""

    def serve(request: Request) -> Reply:
        if len(request.body) <= _LONG:
            return scene.serve(request)
        return scene.serve_mended(request, lambda body: _mend_all(body, scene))

    return serve


def _mend_all(body: Any, scene: Scene) -> Any:
    if not is_of_type(body, scene.body.types):
        return body
    for field in scene.body.walk():
        good = take(scene.good_body, field.steps)
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
    "body/names": take_names_in_any_spelling,
    "body/json": take_bodies_cut_short,
    "body/strict-json": take_what_follows_the_body,
    "spelling/refusals": take_long_bodies_unchecked,
}
