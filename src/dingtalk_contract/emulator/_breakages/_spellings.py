"""Breakages of what must be accepted: each refuses a good request, or fails on it, for its spelling or its values."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus

from .._replies import Reply, plain_answer
from .._requests import Request
from ._scene import Breakage, Scene, Serve, is_accepted, read_loosely

_SDK_AGENT = b"top-sdk"


def _refuse_where(is_odd: Callable[[Scene, Request], bool]) -> Breakage:
    """Make the breakage that refuses good requests of one kind."""

    def make(scene: Scene) -> Serve:
        def serve(request: Request) -> Reply:
            reply = scene.serve(request)
            return scene.refuse() if is_accepted(reply) and is_odd(scene, request) else reply

        return serve

    return make


def _fail_where(is_odd: Callable[[Scene, Request], bool]) -> Breakage:
    """Make the breakage that answers valid requests of one kind with 500."""

    def make(scene: Scene) -> Serve:
        def serve(request: Request) -> Reply:
            reply = scene.serve(request)
            if not reply.breaches and is_odd(scene, request):
                reply.answer = plain_answer(HTTPStatus.INTERNAL_SERVER_ERROR)
            return reply

        return serve

    return make


def _is_beyond_ascii(_: Scene, request: Request) -> bool:
    try:
        return not json.dumps(read_loosely(request.body), ensure_ascii=False).isascii()
    except (ValueError, RecursionError):
        return False


def _is_odd_type(scene: Scene, request: Request) -> bool:
    return request.header_values(b"content-type") != [scene.operation.media_type.encode()]


def _is_from_the_sdk(_: Scene, request: Request) -> bool:
    return any(_SDK_AGENT in value for value in request.header_values(b"user-agent"))


def _has_further_parameters(_: Scene, request: Request) -> bool:
    return b"&" in request.query


RULES: Mapping[str, Breakage] = {
    "spelling/json": _refuse_where(lambda _, request: b"\n" in request.body),
    "spelling/token": _refuse_where(lambda _, request: b"%" in request.query),
    "spelling/content-type": _refuse_where(_is_odd_type),
    "spelling/headers": _refuse_where(_is_from_the_sdk),
    "spelling/chunked": _refuse_where(lambda _, request: bool(request.header_values(b"transfer-encoding"))),
    "valid-requests": _fail_where(_is_beyond_ascii),
    "odd-requests": _fail_where(_has_further_parameters),
}
