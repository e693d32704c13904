"""One operation of the document made ready to be served, and the order in which it checks a request."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..contract import Operation
from ..exchange import JSON_MEDIA_TYPE
from ._behaviours import Behaviour, Choices
from ._bodies import BodyReader
from ._rejections import (
    API_PREFIX,
    CHARSET_UNFIT,
    GATEWAY_MEDIA_TYPE,
    MEDIA_TYPE_UNFIT,
    TOKEN_BLANK,
    TOKEN_EXPIRED,
    TOKEN_UNKNOWN,
    Refused,
    Rejection,
)
from ._requests import Request, read_media_type
from ._state import App, Grant, State

EXPIRED_TOKEN = "expired-token"  # noqa: S105 - the name of a choice
CHOICES: Mapping[str, tuple[str, ...]] = {EXPIRED_TOKEN: tuple(TOKEN_EXPIRED)}
"""What can be chosen of every operation, the default first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One operation, ready to be served."""

    operation: Operation
    reader: BodyReader
    behaviour: Behaviour | None
    parameter: str = ""
    """The query parameter that carries the token, empty where it is the one that most operations have."""

    def conclude(self, request: Request, state: State, choices: Choices) -> Rejection | Mapping[str, Any]:
        """Check the token, the media type and the body, in this order, then do what the operation does."""
        app = self._find_app(request, state, choices)
        if isinstance(app, Rejection):
            return app
        if not self.operation.media_type:
            body, rejection = self.reader.read_query(request)
            if rejection is not None and self.behaviour is not None:
                rejection = replace(self.behaviour.parameter_missing, breaches=rejection.breaches)
        else:
            rejection = self._refuse_media_type(request)
            if rejection is not None:
                return rejection
            body, rejection = self.reader.read(request.body)
        if rejection is not None:
            return rejection
        try:
            return {} if self.behaviour is None else self.behaviour.perform(body, app, state, choices)
        except Refused as refused:
            return refused.rejection

    @property
    def media_type(self) -> str:
        """What answers are written as: plain JSON where the operation is not behind the gateway."""
        return GATEWAY_MEDIA_TYPE if self.operation.path.startswith(API_PREFIX) else JSON_MEDIA_TYPE

    def takes(self, grant: Grant) -> bool:
        """Return whether a token that is not expired is good here."""
        return grant.parameter == self.parameter and (
            self.behaviour is None or self.behaviour.refuse_app(grant.app) is None
        )

    def token_of(self, request: Request) -> bytes:
        """Return the token of a request, empty where it has none or needs none."""
        name = self.operation.token_name
        return b"" if name is None else request.query_value(name.encode())

    def _find_app(self, request: Request, state: State, choices: Choices) -> App | Rejection | None:
        if self.operation.token_name is None:
            return None
        token = self.token_of(request)
        grant = state.tokens.get(token)
        if grant is None or grant.parameter != self.parameter:
            return TOKEN_UNKNOWN if token.strip() else TOKEN_BLANK
        if state.is_expired(grant):
            return TOKEN_EXPIRED[choices[EXPIRED_TOKEN]]
        rejection = None if self.behaviour is None else self.behaviour.refuse_app(grant.app)
        return rejection or grant.app

    def _refuse_media_type(self, request: Request) -> Rejection | None:
        values = request.header_values(b"content-type")
        if len(values) != 1:
            return MEDIA_TYPE_UNFIT
        media_type, charset = read_media_type(values[0])
        if media_type != self.operation.media_type:
            return MEDIA_TYPE_UNFIT
        return None if charset in {"", "utf-8"} else CHARSET_UNFIT
