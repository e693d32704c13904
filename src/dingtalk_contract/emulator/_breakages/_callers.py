"""Breakages of what a token is for, and of requests kept apart."""

from collections.abc import Mapping

from .._replies import Reply
from .._requests import Request
from ._scene import Breakage, Scene, Serve, is_accepted

_HEADER = b"x-acs-dingtalk-access-token"
_SECONDS = 0.006


def take_no_token(scene: Scene) -> Serve:
    """Take a request without token, or with a blank one, for one with a good token."""

    def serve(request: Request) -> Reply:
        is_blank = not scene.token_of(request).strip()
        return scene.serve(scene.with_token(request, scene.emulator.good_token()) if is_blank else request)

    return serve


def take_any_token(scene: Scene) -> Serve:
    """Take any token that is not blank for a good one."""

    def serve(request: Request) -> Reply:
        is_there = scene.token_of(request).strip() != b""
        return scene.serve(scene.with_token(request, scene.emulator.good_token()) if is_there else request)

    return serve


def take_the_token_from_a_header(scene: Scene) -> Serve:
    """Take the token from the header of the new API too."""

    def serve(request: Request) -> Reply:
        values = request.header_values(_HEADER)
        is_elsewhere = bool(values) and not scene.token_of(request)
        token = values[0].decode("latin-1") if values else ""
        return scene.serve(scene.with_token(request, token) if is_elsewhere else request)

    return serve


def answer_another_request(scene: Scene) -> Serve:
    """Answer a request as the one before it, where that one is still being answered."""
    before: list[tuple[float, bool]] = []

    def serve(request: Request) -> Reply:
        now = scene.emulator.clock()
        was_accepted = before[0][1] if before and now < before[0][0] else None
        reply = scene.serve(request)
        if was_accepted is None:
            before[:] = [(now + _SECONDS, is_accepted(reply))]
        elif was_accepted != is_accepted(reply):
            reply = scene.emulator.accept({}) if was_accepted else scene.refuse()
        reply.delay += _SECONDS
        return reply

    return serve


RULES: Mapping[str, Breakage] = {
    "token/required": take_no_token,
    "token/known": take_any_token,
    "token/query-alone": take_the_token_from_a_header,
    "concurrency": answer_another_request,
}
