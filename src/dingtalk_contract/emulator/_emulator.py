"""The emulator's engine: a document made ready to be served, with its state in memory."""

import json
from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import Any

from ..contract import Document, Operation
from ..errors import DocumentError, UsageError
from ..exchange import Answer
from ._behaviours import Behaviour, find_behaviour
from ._bodies import BodyReader, compile_schema
from ._faults import Fault, Faults, Plan
from ._journal import Journal
from ._limits import Limits
from ._rejections import GATEWAY_MEDIA_TYPE, Rejection, refuse_method, refuse_path
from ._request_ids import make_request_ids
from ._requests import Request
from ._responses import Response
from ._routes import CHOICES, Route
from ._seed_data import add_seed_data, find_faults, make_state, show_state

Serve = Callable[[Request], Response]


class Emulator:
    """Every operation of a document; deterministic by seed."""

    def __init__(
        self,
        document: Document,
        *,
        seed_data: Mapping[str, Any] | None = None,
        choices: Mapping[str, str] | None = None,
        plan: Plan | None = None,
        breaks: Iterable[str] = (),
        seed: int = 0,
        limits: Limits | None = None,
        clock: Callable[[], float] = monotonic,
        break_clauses: "BreakClauses",
        answer_itself: "AnswerItself",
    ) -> None:
        """Make an emulator that holds the document's examples, or what is given.

        Args:
            break_clauses: makes what serves requests, with some clauses broken.
            answer_itself: answers what is meant for the emulator itself, None for all else.

        Raises:
            DocumentError: an operation has no valid schema.
            UsageError: seed data, choices or clauses are none.
        """
        self.document = document
        self.limits = limits or Limits()
        self.journal = Journal(self.limits.journal_entries, self.limits.journal_bytes)
        self.seed_data: Mapping[str, Any] = {}
        self.choices: dict[str, str] = {}
        self._clock, self._ahead = clock, 0.0
        self._seed = seed
        self._request_ids = make_request_ids(seed)
        self._routes = self._make_routes()
        self._break_clauses, self._answer_itself = break_clauses, answer_itself
        self._first = (choices or {}, plan or Plan(), tuple(breaks))
        self.reseed(self._example() if seed_data is None else seed_data)

    def clock(self) -> float:
        """Return the seconds by which tokens and limits go: those of the machine, and those that it was put forward."""
        return self._clock() + self._ahead

    def put_forward(self, seconds: float) -> None:
        """Put the clock forward, so that tokens come to their end."""
        self._ahead += seconds

    def respond(self, request: Request) -> Response:
        """Answer one request, with whatever goes wrong on its way."""
        routes = self._routes.get(request.path)
        if routes is None:
            answer = self._answer_itself(self, request)
            if answer is not None:
                return Response(answer=answer)
        response = self._serve(request)
        self.journal.add(request, response, None if routes is None else next(iter(routes.values())).operation.id)
        return response

    def answer(self, request: Request) -> Answer:
        """Answer one request, and leave out what happens to the answer on its way."""
        return self.respond(request).answer

    def reset(self) -> None:
        """Go back to the start in all but request ids, so that none comes twice."""
        choices, plan, breaks = self._first
        self._ahead = 0.0
        self.choices = {name: values[0] for name, values in self.offered_choices().items()}
        self.choose(choices)
        self.state = make_state(self.seed_data, self.clock)
        self.set_faults(plan)
        self.set_breaks(breaks)
        self.journal.clear()

    def reseed(self, seed_data: Mapping[str, Any]) -> None:
        """Hold other seed data, and start anew from them.

        Raises:
            UsageError: they have faults.
        """
        _refuse_faults(seed_data)
        self.seed_data = seed_data
        self.reset()

    def hold(self, seed_data: Any) -> None:
        """Hold other seed data until the next reset.

        Raises:
            UsageError: they have faults.
        """
        _refuse_faults(seed_data)
        self.state = make_state(seed_data, self.clock)

    def add(self, seed_data: Mapping[str, Any]) -> None:
        """Add seed data to the present state, until the next reset; what has the same id is replaced.

        Raises:
            UsageError: they have faults.
        """
        _refuse_faults(seed_data, self.state.apps)
        self.state = make_state(add_seed_data(show_state(self.state), seed_data), self.clock)

    def offered_choices(self) -> dict[str, tuple[str, ...]]:
        """Return what can be chosen where sources conflict or are silent, the default first."""
        offered = dict(CHOICES)
        for behaviour in self._behaviours():
            offered |= behaviour.choices
        return offered

    def choose(self, choices: Mapping[str, str]) -> None:
        """Choose where sources conflict or are silent.

        Raises:
            UsageError: there is no such choice.
        """
        offered = self.offered_choices()
        for name, value in choices.items():
            if value not in offered.get(name, ()):
                there = ", ".join(f"{each}={'|'.join(values)}" for each, values in offered.items())
                raise UsageError(f"cannot choose {name}={value}: there is no such choice. There are: {there}.")
        self.choices |= choices

    def set_faults(self, plan: Plan) -> None:
        """Show these faults from now on, and no others."""
        self.faults = Faults(plan, seed=self._seed, clock=self.clock)

    def set_breaks(self, clauses: Iterable[str]) -> None:
        """Break these clauses from now on, and no others.

        Raises:
            UsageError: there is no such clause, or it cannot be broken.
        """
        breaks = tuple(dict.fromkeys(clauses))
        self._serve = self._break_clauses(self, breaks, self._serve_well)
        self.breaks = breaks

    def accept(self, members: Mapping[str, Any], *, media_type: str = GATEWAY_MEDIA_TYPE) -> Response:
        """Make the answer to an accepted request; only what comes through the gateway has an id."""
        # As recorded: an answer that brings something says nothing in words.
        if media_type != GATEWAY_MEDIA_TYPE:
            response = _encode({"errcode": 0, **members}, media_type)
            response.accepts = True
            return response
        request_id = next(self._request_ids)
        if not members:
            body = b'{"errcode":0,"errmsg":"ok","request_id":"%b"}' % request_id.encode()
            return Response(answer=Answer(status=200, headers=_HEADERS, body=body), accepts=True)
        response = _encode({"errcode": 0, **members, "request_id": request_id}, GATEWAY_MEDIA_TYPE)
        response.accepts = True
        return response

    def reject(self, rejection: Rejection) -> Response:
        """Make the answer to a rejected request."""
        return _encode(rejection.members(next(self._request_ids)), rejection.media_type)

    def good_token(self, operation: Operation | None = None) -> str:
        """Return a token that one operation takes at present, or all that say nothing of theirs; empty for none."""
        routes = [route for methods in self._routes.values() for route in methods.values()]
        takers = [route for route in routes if (route.operation == operation if operation else not route.parameter)]
        for value, grant in self.state.tokens.items():
            if not self.state.is_expired(grant) and all(each.takes(grant) for each in takers):
                return value.decode("utf-8", "surrogatepass")
        return ""

    def good_body(self, operation: Operation) -> Any:
        """Return a body that is accepted at present."""
        behaviour = self._routes[operation.path][operation.method].behaviour
        return operation.body_example if behaviour is None else behaviour.make_body(operation.body_example, self.state)

    def _serve_well(self, request: Request) -> Response:
        fault = None if self.faults.are_none or request.path not in self._routes else self.faults.next()
        response = self._conclude(request) if fault is None or fault.cut is not None else self._show(fault)
        if fault is not None:
            response.fault, response.cut = fault.name, fault.cut
        response.delay = self.faults.plan.latency + self.state.pause
        self.state.pause = 0.0
        return response

    def _conclude(self, request: Request) -> Response:
        routes = self._routes.get(request.path)
        if routes is None:
            return self.reject(refuse_path(request.path))
        route = routes.get(request.method)
        if route is None:
            route = next(iter(routes.values()))
            conclusion: Rejection | Mapping[str, Any] = refuse_method(route.operation.method)
        else:
            conclusion = route.conclude(request, self.state, self.choices)
        if not isinstance(conclusion, Rejection):
            return self.accept(conclusion, media_type=route.media_type)
        response = self.reject(conclusion)
        response.breaches = tuple(f"{route.operation.id}/{breach}" for breach in conclusion.breaches)
        return response

    def _show(self, fault: Fault) -> Response:
        if fault.rejection is not None:
            return self.reject(fault.rejection)
        assert fault.answer is not None, "a fault has one of the two"
        return Response(answer=fault.answer)

    def _behaviours(self) -> list[Behaviour]:
        routes = [route for methods in self._routes.values() for route in methods.values()]
        return [route.behaviour for route in routes if route.behaviour is not None]

    def _example(self) -> Mapping[str, Any]:
        example: Mapping[str, Any] = {}
        for behaviour in self._behaviours():
            example = add_seed_data(example, behaviour.example)
        return example

    def _make_routes(self) -> dict[str, dict[str, Route]]:
        routes: dict[str, dict[str, Route]] = {}
        usual = self.document.token_name
        for operation in self.document.operations:
            route = Route(
                operation=operation,
                reader=self._make_reader(operation),
                behaviour=find_behaviour(operation.id),
                parameter="" if operation.token_name == usual else operation.token_name or "",
            )
            routes.setdefault(operation.path, {})[operation.method] = route
        return routes

    def _make_reader(self, operation: Operation) -> BodyReader:
        try:
            validator = compile_schema(operation.body_schema)
        except ValueError as error:
            reason = f"the body of {operation.id!r} has no valid schema: {str(error).splitlines()[0]}"
            raise DocumentError(self.document.path, reason) from error
        return BodyReader(validator=validator, body=operation.body, longest=self.limits.body_bytes)


def _refuse_faults(seed_data: Any, known_apps: Iterable[int] = ()) -> None:
    faults = find_faults(seed_data, known_apps)
    if faults:
        raise UsageError(f"cannot use the seed data: {'; '.join(faults)}.")


def _encode(members: Mapping[str, Any], media_type: str) -> Response:
    # A path may hold a lone surrogate where the server before us lets it.
    body = _ENCODER.encode(members).encode("utf-8", "replace")
    return Response(answer=Answer(status=200, headers=(("content-type", media_type),), body=body))


_HEADERS = (("content-type", GATEWAY_MEDIA_TYPE),)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
BreakClauses = Callable[[Emulator, tuple[str, ...], Serve], Serve]
"""Makes what serves requests with some clauses broken, given what serves them well."""
AnswerItself = Callable[[Emulator, Request], Answer | None]
"""Answers what is meant for the emulator itself, such as its control API."""
