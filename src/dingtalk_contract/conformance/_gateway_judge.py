"""The judge of a gateway: sends through it, listens behind it, and keeps what went in beside what came out."""

import re
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from ..contract import Operation, put, take
from ..errors import TargetUnreachable, UpstreamUnseen
from ..exchange import (
    Answer,
    Arrival,
    Failure,
    FailureKind,
    Listener,
    Outcome,
    Reply,
    Transport,
    is_busy,
    json_reply,
    judge_outcome,
    read_json,
)
from ._cases import GatewayCase
from ._exchanges import Exchange, Purpose, describe
from ._known_good import KnownGood, RequestMaker
from ._lines import round_trip_line
from ._round_trips import RoundTrip
from ._sender import wanted_pause
from ._session import BACK_OFF, Session
from ._settings import GatewayTarget
from ._verdicts import ClauseSkipped, NotAsked, SkipReason

AT_ONCE = 16
"""How many requests are under way together, where that is what is judged."""
PATIENCE = 8.0
"""Seconds that a gateway has to notice that its upstream is there: it may look every two or three."""
SETTLING = 0.5
"""Seconds in which what a gateway sends again will have arrived."""
LEAVING = 0.1
"""Seconds after which a caller goes away, where that is what is judged."""
MOST_STALLS = 4
"""How many requests that the upstream failed a gateway may leave unanswered, before the next are waited for less."""
HASTE = 10
"""What divides the timeout then."""
_PAUSE = 0.25
_MARK = re.compile(rb"-via(\d{5})")


@dataclass(slots=True, kw_only=True)
class GatewayJudge:
    """One run against one gateway on one operation."""

    operation: Operation
    session: Session
    target: GatewayTarget
    known_good: KnownGood
    make: RequestMaker
    trips: list[RoundTrip] = field(default_factory=list)
    """Every trip of the run so far."""
    strays: list[tuple[RoundTrip, Arrival]] = field(default_factory=list)
    """Requests at the documented path with a token that nobody sent, each with the last trip before it."""
    blamed: set[str] = field(default_factory=set)
    """The marks of trips that a clause has been failed for."""
    _control: RoundTrip | None = None
    _listener: Listener | None = None
    _transport: Transport | None = None
    _by_mark: dict[str, RoundTrip] = field(default_factory=dict)
    _unmarked: list[RoundTrip] = field(default_factory=list)
    """The trips whose bodies hold no mark."""
    _seen: set[str] = field(default_factory=set)
    """The marks that have arrived."""
    _alone: RoundTrip | None = None
    _stalls: int = 0
    """How many requests that the upstream failed ran into the timeout."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def establish(self) -> RoundTrip:
        """Send the control through the gateway, once in a run, as soon as the gateway knows its upstream.

        Raises:
            AddressInUse: the upstream's address is taken.
            TargetUnreachable: the gateway is down.
            UpstreamUnseen: it answers, but nothing arrives.
        """
        if self._control is not None:
            return self._control
        host, port = self.target.upstream
        self._listener = Listener(answering=self._answer, host=host, port=port).__enter__()
        self._transport = self._new_transport()
        case = GatewayCase(name="the page's example", body=self.known_good.body, answering=self.accept)
        deadline = time.monotonic() + PATIENCE
        while not (trip := self._pass(case, Purpose.CONTROL)).arrivals:
            answer = trip.exchange.answer
            if isinstance(answer, Failure) and answer.kind in {FailureKind.REFUSED, FailureKind.NOT_HTTP}:
                raise TargetUnreachable(self.target.address.url, answer.detail)
            if time.monotonic() > deadline:
                raise UpstreamUnseen(self.target.address.url, self.target.upstream_name, self.describe(trip))
            self.session.sleep(_PAUSE)
            if trip.arrivals and trip.exchange.outcome is Outcome.ACCEPTED:
                # It was answered before it arrived: whose answer that was, the clauses say.
                break
        self._control = trip
        return trip

    def accept(self, _: Arrival, mark: str) -> Reply:
        """Answer as the upstream does that accepts a request."""
        return json_reply({"errcode": 0, "errmsg": "ok", "request_id": f"id{mark}"})

    def require_control(self) -> None:
        """Make sure that the control goes through.

        Raises:
            ClauseSkipped: it does not.
        """
        if self.establish().exchange.outcome is not Outcome.ACCEPTED:
            raise ClauseSkipped(SkipReason.NOT_ACCEPTED)

    def send(self, case: GatewayCase, *, mark: str | None = None) -> RoundTrip:
        """Send one case through the gateway, again where the gateway itself throttles.

        Args:
            mark: that of an earlier trip, where the very same request is to be sent again.

        Raises:
            NotAsked: it stays throttled, or the gateway has stalled too often.
        """
        self.require_control()
        for pause in (*BACK_OFF, None):
            trip = self._pass(case, Purpose.VALID, mark)
            if trip.arrivals or trip.exchange.outcome is not Outcome.THROTTLED:
                return trip
            if pause is not None:
                self.session.sleep(wanted_pause(trip.exchange.answer) or pause)
        raise NotAsked(f"throttled by the gateway after {len(BACK_OFF)} pauses too: {self.describe(trip)}")

    def send_once(self, case: GatewayCase) -> RoundTrip:
        """Send one case through the gateway, whatever comes back."""
        self.require_control()
        return self._pass(case, Purpose.VALID)

    def abandon(self, case: GatewayCase) -> None:
        """Send one case, and go away before it is answered."""
        self.require_control()
        transport = Transport(address=self.target.address, timeout=LEAVING, resends=False)
        transport.exchange(self._prepare(case).draft)
        transport.close()

    def send_together(self, cases: Sequence[GatewayCase]) -> list[RoundTrip]:
        """Send several cases at once, each on a connection of its own."""
        self.require_control()
        self.session.require_no_rate()
        self.session.check_bounds()
        trips = [self._prepare(case) for case in cases]

        def one(trip: RoundTrip) -> tuple[float, Answer | Failure, float]:
            transport = self._new_transport()
            started = time.time()
            answer = transport.exchange(trip.draft)
            transport.close()
            return started, answer, time.time() - started

        self._alone = None
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for trip, (started, answer, seconds) in zip(trips, pool.map(one, trips), strict=True):
                self._file(trip, answer, Purpose.VALID, started, seconds)
        return trips

    def settle(self) -> None:
        """Give what the gateway may send again time to arrive."""
        self.session.sleep(SETTLING)
        if self._listener is not None:
            self._listener.finish_reading(SETTLING)

    def listen_no_more(self) -> None:
        """Take the upstream away."""
        if self._listener is not None:
            self._listener.__exit__(None, None, None)
            self._listener = None

    def describe(self, trip: RoundTrip) -> str:
        """Say what came back, in one line."""
        return describe(trip.exchange, self.session.secrets)

    def close(self) -> None:
        """End the connection, and listen no more."""
        if self._transport is not None:
            self._transport.close()
        self.listen_no_more()

    def _new_transport(self) -> Transport:
        return Transport(address=self.target.address, timeout=self.session.timeout, resends=False)

    def _pass(self, case: GatewayCase, purpose: Purpose, mark: str | None = None) -> RoundTrip:
        self.session.check_bounds()
        assert self._transport is not None, "the control is sent first"
        self.session.wait_for_slot()
        trip = self._alone = self._prepare(case, mark)
        was_open = self._transport.is_open
        is_hopeless = case.fails and self._stalls >= MOST_STALLS
        self._transport.timeout = self.session.timeout / (HASTE if is_hopeless else 1)
        started = time.time()
        answer = self._transport.exchange(trip.draft)
        if was_open and isinstance(answer, Failure) and answer.kind is FailureKind.CLOSED and not trip.arrivals:
            # An idle connection that the gateway has closed meanwhile: nothing was sent on.
            answer = self._transport.exchange(trip.draft)
        self._file(trip, answer, purpose, started, time.time() - started)
        return trip

    def _prepare(self, case: GatewayCase, mark: str | None = None) -> RoundTrip:
        with self._lock:
            mark = mark or f"-via{next(self.session.serials):05d}"
            body = self._marked(case.body, mark)
            token = case.token or self.known_good.token
            self.session.secrets.add(token)
            make = RequestMaker(operation=self.operation, token=token, headers=self.make.headers)
            draft = case.spell(make.draft(None), body) if self.operation.media_type else make.draft(body)
            trip = RoundTrip(case=case, mark=mark, body=body, draft=draft)
            self._by_mark[mark] = trip
            if body == case.body:
                self._unmarked.append(trip)
            self.trips.append(trip)
        return trip

    def _marked(self, body: Any, mark: str) -> Any:
        for each in self.operation.body.walk():
            text = take(body, each.steps)
            # An empty text is what is asked, and stays so; where no other is there, the trip is known by its body.
            if each.required and isinstance(text, str) and text:
                return put(body, each.steps, text + mark)
        return body

    def _file(
        self, trip: RoundTrip, answer: Answer | Failure, purpose: Purpose, started: float, seconds: float
    ) -> None:
        is_stalled = trip.case.fails and isinstance(answer, Failure) and answer.kind is FailureKind.TIMEOUT
        self._stalls += is_stalled
        # What is compressed unasked is for return/content-encoding alone.
        plain = answer.decode() if isinstance(answer, Answer) else None
        outcome, reading = judge_outcome(plain or answer)
        outcome = Outcome.THROTTLED if is_busy(answer, reading) else outcome
        trip.exchanges.append(
            Exchange(
                number=self.session.count(outcome, None if is_stalled else answer),
                draft=trip.draft,
                base_url=self.target.address.url,
                answer=answer,
                outcome=outcome,
                reading=reading,
                purpose=purpose,
                started=started,
                seconds=seconds,
            )
        )
        self.session.keep(lambda clause: [round_trip_line(trip, clause, self.session.secrets)])

    def _answer(self, arrival: Arrival) -> Reply:
        marked = self._marked_by(arrival)
        trip = marked or self._under_way(arrival)
        if trip is None:
            self._note_stray(arrival)
            # A gateway's own look at its upstream.
            return Reply(status=200, headers=(("Content-Type", "text/plain"),), body=b"ok")
        reply = trip.case.answering(arrival, trip.mark)
        with self._lock:
            if marked and trip.mark not in self._seen:
                # What came before without the mark was a look of the gateway's own after all.
                trip.arrivals.clear()
                trip.replies.clear()
                self._seen.add(trip.mark)
            trip.arrivals.append(arrival)
            trip.replies.append(reply)
        return reply

    def _note_stray(self, arrival: Arrival) -> None:
        """Keep a request that acts: looks at the upstream's health have another path or method, or no token."""
        names = {name for name, _ in arrival.parameters}
        acts = arrival.method == self.operation.method and arrival.path.endswith(self.operation.path)
        if acts and self.operation.token_name in names and self.trips:
            self.strays.append((self.trips[-1], arrival))

    def _marked_by(self, arrival: Arrival) -> RoundTrip | None:
        """Return the trip whose mark a request bears, as it is or escaped, or whose unmarked body it has."""
        found = _MARK.search(arrival.body) or _MARK.search(arrival.raw)
        if found is None and b"\\u" in arrival.body:
            found = _MARK.search(repr(read_json(arrival.body).value).encode("ascii", "replace"))
        if found is not None:
            return self._by_mark.get(f"-via{found.group(1).decode()}")
        value = read_json(arrival.body).value if self._unmarked else None
        return next((trip for trip in reversed(self._unmarked) if trip.body == value), None)

    def _under_way(self, arrival: Arrival) -> RoundTrip | None:
        """Return the trip under way alone, where an unmarked request can be all that a gateway has left of it."""
        alone = self._alone
        if alone is None or alone.exchanges or alone.mark in self._seen:
            return None
        token = alone.case.token or self.known_good.token
        has_token = token.value in {value for _, value in arrival.parameters}
        has_body = bool(arrival.body) and arrival.path.endswith(self.operation.path)
        return alone if has_token or has_body or arrival.fault is not None else None
