"""Breakages of what a token is for, and of requests kept apart."""

from collections.abc import Mapping

from .._requests import Request
from .._responses import Response
from ._context import Breakage, BreakContext, Serve

_HEADER = b"x-acs-dingtalk-access-token"
_SECONDS = 0.008


def take_no_token(context: BreakContext) -> Serve:
    """Take a request without token, or with a blank one, for one with a good token."""

    def serve(request: Request) -> Response:
        is_blank = not context.token_of(request).strip()
        return context.serve(context.with_token(request, context.good_token) if is_blank else request)

    return serve


def take_any_token(context: BreakContext) -> Serve:
    """Take any token that is not blank for a good one."""

    def serve(request: Request) -> Response:
        is_there = context.token_of(request).strip() != b""
        return context.serve(context.with_token(request, context.good_token) if is_there else request)

    return serve


def take_the_token_from_a_header(context: BreakContext) -> Serve:
    """Take the token from the header of the new API too."""

    def serve(request: Request) -> Response:
        values = request.header_values(_HEADER)
        is_elsewhere = bool(values) and not context.token_of(request)
        token = values[0].decode("latin-1") if values else ""
        return context.serve(context.with_token(request, token) if is_elsewhere else request)

    return serve


def answer_another_request(context: BreakContext) -> Serve:
    """Answer a request as the one before it, where that one is still being answered."""
    before: list[tuple[float, bool]] = []

    def serve(request: Request) -> Response:
        now = context.emulator.clock()
        was_accepted = before[0][1] if before and now < before[0][0] else None
        response = context.serve(request)
        if was_accepted is None:
            # Half of the delay: a timer may fire early, and the next request is then one by itself.
            before[:] = [(now + _SECONDS / 2, response.accepts)]
        elif was_accepted != response.accepts:
            response = context.emulator.accept({}) if was_accepted else context.refuse()
        response.delay += _SECONDS
        return response

    return serve


RULES: Mapping[str, Breakage] = {
    "token/required": take_no_token,
    "token/known": take_any_token,
    "token/query-alone": take_the_token_from_a_header,
    "concurrency": answer_another_request,
}
