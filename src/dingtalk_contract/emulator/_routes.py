"""
One operation of the document made ready to be served, and the order in which it checks a request.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..contract import Operation
from ._behaviours import Behaviour
from ._bodies import BodyReader
from ._rejections import CHARSET_UNFIT, MEDIA_TYPE_UNFIT, TOKEN_BLANK, TOKEN_UNKNOWN, Rejection
from ._requests import Request, read_media_type


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """
    One operation, ready to be served.
    """

    operation: Operation
    reader: BodyReader
    behaviour: Behaviour | None

    def conclude(self, request: Request, tokens: frozenset[bytes]) -> Rejection | Mapping[str, Any]:
        """
        Check the token, the media type and the body, in this order, then do what the operation does.
        """
        rejection = self._refuse_token(request, tokens) or self._refuse_media_type(request)
        if rejection is not None:
            return rejection
        body, rejection = self.reader.read(request.body)
        if rejection is not None:
            return rejection
        return {} if self.behaviour is None else self.behaviour.perform(body)

    def _refuse_token(self, request: Request, tokens: frozenset[bytes]) -> Rejection | None:
        if self.operation.token_name is None:
            return None
        token = request.query_value(self.operation.token_name.encode())
        if token in tokens:
            return None
        return TOKEN_UNKNOWN if token.strip() else TOKEN_BLANK

    def _refuse_media_type(self, request: Request) -> Rejection | None:
        values = request.header_values(b"content-type")
        if len(values) != 1:
            return MEDIA_TYPE_UNFIT
        media_type, charset = read_media_type(values[0])
        if media_type != self.operation.media_type:
            return MEDIA_TYPE_UNFIT
        return None if charset in {"", "utf-8"} else CHARSET_UNFIT
