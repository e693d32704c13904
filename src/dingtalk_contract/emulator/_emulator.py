"""
The emulator itself: an ASGI application made from a document, with its state in memory.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..contract import Document, Operation
from ..errors import DocumentError, UsageError
from ..exchange import Answer
from ._behaviours import Behaviour, make_behaviour
from ._bodies import BodyReader, compile_schema
from ._rejections import GATEWAY_MEDIA_TYPE, Rejection, refuse_method, refuse_path
from ._request_ids import make_request_ids
from ._requests import Message, Receive, Request, Send, receive_request
from ._routes import Route

DEFAULT_TOKENS = ("6d1bxxxx",)
"""
The token of the page's example.
"""


class Emulator:
    """
    Every operation of a document, as an ASGI application; state in memory, deterministic by seed.
    """

    def __init__(
        self,
        document: Document,
        *,
        tokens: Iterable[str] = DEFAULT_TOKENS,
        seed_data: Mapping[str, Mapping[str, Any]] | None = None,
        seed: int = 0,
    ) -> None:
        self.document = document
        self.behaviours: dict[str, Behaviour] = {}
        """
        The state of each operation that has any, by operationId.
        """
        self._tokens = frozenset(token.encode("utf-8", "surrogatepass") for token in tokens)
        self._routes = self._make_routes(seed_data or {})
        self._request_ids = make_request_ids(seed)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """
        Serve one ASGI scope.
        """
        if scope["type"] != "http":
            await _decline(scope, receive, send)
            return
        request = await receive_request(scope, receive)
        if request is not None:
            await _send(self.answer(request), send)

    def answer(self, request: Request) -> Answer:
        """
        Answer one request, without a network.
        """
        conclusion = self._conclude(request)
        request_id = next(self._request_ids)
        if isinstance(conclusion, Rejection):
            return _encode(conclusion.members(request_id), conclusion.media_type)
        return _encode({"errcode": 0, "errmsg": "ok", **conclusion, "request_id": request_id}, GATEWAY_MEDIA_TYPE)

    def reset(self) -> None:
        """
        Bring every operation back to the state of the start; request ids go on, so that none comes twice.
        """
        for behaviour in self.behaviours.values():
            behaviour.reset()

    def _conclude(self, request: Request) -> Rejection | Mapping[str, Any]:
        routes = self._routes.get(request.path)
        if routes is None:
            return refuse_path(request.path)
        route = routes.get(request.method)
        return refuse_method(next(iter(routes))) if route is None else route.conclude(request, self._tokens)

    def _make_routes(self, seed_data: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Route]]:
        routes: dict[str, dict[str, Route]] = {}
        for operation in self.document.operations:
            behaviour = make_behaviour(operation.id, seed_data.get(operation.id))
            if behaviour is not None:
                self.behaviours[operation.id] = behaviour
            route = Route(operation=operation, reader=self._make_reader(operation), behaviour=behaviour)
            routes.setdefault(operation.path, {})[operation.method] = route
        for name in seed_data:
            if name not in self.behaviours:
                raise UsageError(f"cannot use the seed data of {name!r}: no operation of this name keeps any state.")
        return routes

    def _make_reader(self, operation: Operation) -> BodyReader:
        try:
            return BodyReader(validator=compile_schema(operation.body_schema))
        except ValueError as error:
            reason = f"the body of {operation.id!r} has no valid schema: {str(error).splitlines()[0]}"
            raise DocumentError(self.document.path, reason) from error


async def _send(answer: Answer, send: Send) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    headers.append((b"content-length", b"%d" % len(answer.body)))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


async def _decline(scope: Message, receive: Receive, send: Send) -> None:
    """
    Go through the motions of a lifespan, and close a WebSocket.
    """
    if scope["type"] != "lifespan":
        await send({"type": "websocket.close"})
        return
    while (message := await receive())["type"] != "lifespan.shutdown":
        await send({"type": f"{message['type']}.complete"})
    await send({"type": "lifespan.shutdown.complete"})


def _encode(members: Mapping[str, Any], media_type: str) -> Answer:
    # A path may hold a lone surrogate where the server before us lets it.
    body = _ENCODER.encode(members).encode("utf-8", "replace")
    return Answer(status=200, headers=(("content-type", media_type),), body=body)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
