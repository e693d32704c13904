"""Breakages of what a request must be as a whole: its method, its media type, and the control that must be accepted."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count

from ...contract import ABSENT, Field, take
from .._replies import Reply
from .._requests import Request
from ._scene import Breakage, Scene, Serve, is_accepted, read_loosely

_EACH = 20


def _optional_fields(scene: Scene) -> list[Field]:
    return [field for field in scene.body.walk() if not field.required and not field.is_item]


def _has_optional(scene: Scene, request: Request) -> bool:
    body = read_loosely(request.body)
    return any(take(body, field.steps) is not ABSENT for field in _optional_fields(scene))


def demand_optional_fields(scene: Scene) -> Serve:
    """Refuse a good request that has the required fields alone."""

    def serve(request: Request) -> Reply:
        reply = scene.serve(request)
        return scene.refuse() if is_accepted(reply) and not _has_optional(scene, request) else reply

    return serve


def refuse_optional_fields(scene: Scene) -> Serve:
    """Refuse a good request that has any optional field, or each good one where there is none to have."""

    def serve(request: Request) -> Reply:
        reply = scene.serve(request)
        return scene.refuse() if is_accepted(reply) and _has_optional(scene, request) else reply

    return serve


def refuse_now_and_then(scene: Scene) -> Serve:
    """Refuse each twentieth good request."""
    numbers = count(1)

    def serve(request: Request) -> Reply:
        reply = scene.serve(request)
        return scene.refuse() if is_accepted(reply) and next(numbers) % _EACH == _EACH - 1 else reply

    return serve


def take_any_method(scene: Scene) -> Serve:
    """Do not look at the method."""
    return lambda request: scene.serve(replace(request, method=scene.operation.method))


def take_any_media_type(scene: Scene) -> Serve:
    """Do not look at the Content-Type."""

    def serve(request: Request) -> Reply:
        headers = [header for header in request.headers if header[0] != b"content-type"]
        typed = (b"content-type", scene.operation.media_type.encode())
        return scene.serve(replace(request, headers=[*headers, typed]))

    return serve


RULES: Mapping[str, Breakage] = {
    "control/minimal": demand_optional_fields,
    "control/full": refuse_optional_fields,
    "control/steady": refuse_now_and_then,
    "method": take_any_method,
    "body/content-type": take_any_media_type,
}
