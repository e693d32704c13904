"""The judge of a gateway: sends through it, listens behind it, and keeps what went in beside what came out."""

import re
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from ..contract import Clause, Level, Operation, put, take
from ..errors import TargetUnreachable, UpstreamUnseen
from ..exchange import (
    Answer,
    Arrival,
    Failure,
    FailureKind,
    Listener,
    Outcome,
    Reply,
    Secrets,
    Transport,
    is_busy,
    json_reply,
    judge_outcome,
    read_json,
    reveal,
)
from ._control import KnownGood, RequestMaker
from ._exchanges import Exchange, Purpose, Tally, describe
from ._judge import NOT_ACCEPTED
from ._judging import Line
from ._lines import LineMaker
from ._passages import Passage, Probe
from ._results import Finding
from ._sender import BACK_OFF, MOST_TIMEOUTS, wanted_pause
from ._settings import GatewayTarget
from ._verdicts import ClauseSkipped, NotAsked

AT_ONCE = 16
"""How many requests are under way together, where that is what is judged."""
PATIENCE = 8.0
"""Seconds that a gateway has to notice that its upstream is there: it may look every two or three."""
SETTLING = 0.5
"""Seconds in which what a gateway sends again will have arrived."""
LEAVING = 0.1
"""Seconds after which a caller goes away, where that is what is judged."""
_PAUSE = 0.25
_MARK = re.compile(rb"-via(\d{5})")


@dataclass(slots=True, kw_only=True)
class GatewayJudge:
    """One run against one gateway on one operation."""

    operation: Operation
    target: GatewayTarget
    known_good: KnownGood
    make: RequestMaker
    timeout: float
    rate: float | None = None
    secrets: Secrets = field(default_factory=Secrets)
    sleep: Callable[[float], None] = time.sleep
    failed: dict[str, Level] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    passages: list[Passage] = field(default_factory=list)
    """Every passage of the run so far."""
    blamed: set[str] = field(default_factory=set)
    """The marks of passages that a clause has been failed for."""
    _control: Passage | None = None
    _listener: Listener | None = None
    _transport: Transport | None = None
    _unsaid: list[Passage] = field(default_factory=list)
    _by_mark: dict[str, Passage] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    """The marks that have arrived."""
    _alone: Passage | None = None
    _timeouts: int = 0
    _next_slot: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def asks_musts_first(self) -> bool:
        """Return whether little may be asked; a gateway before our own upstream is ours to ask."""
        return False

    def establish(self) -> Passage:
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
        probe = Probe(name="the page's example", body=self.known_good.body, answering=self.accept)
        deadline = time.monotonic() + PATIENCE
        while not (passage := self._pass(probe, Purpose.CONTROL)).arrivals:
            answer = passage.exchange.answer
            if isinstance(answer, Failure) and answer.kind in {FailureKind.REFUSED, FailureKind.NOT_HTTP}:
                raise TargetUnreachable(self.target.address.url, answer.detail)
            if time.monotonic() > deadline:
                raise UpstreamUnseen(self.target.address.url, self.target.upstream_name, self.describe(passage))
            self.sleep(_PAUSE)
            if passage.arrivals and passage.exchange.outcome is Outcome.ACCEPTED:
                # It was answered before it arrived: whose answer that was, the clauses say.
                break
        self._control = passage
        return passage

    def accept(self, _: Arrival, mark: str) -> Reply:
        """Answer as the upstream does that accepts a request."""
        return json_reply({"errcode": 0, "errmsg": "ok", "request_id": f"id{mark}"})

    def require_control(self) -> None:
        """Make sure that the control goes through.

        Raises:
            ClauseSkipped: it does not.
        """
        if self.establish().exchange.outcome is not Outcome.ACCEPTED:
            raise ClauseSkipped(NOT_ACCEPTED)

    def send(self, probe: Probe, *, mark: str | None = None) -> Passage:
        """Send one probe through the gateway, again where the gateway itself throttles.

        Args:
            mark: that of an earlier passage, where the very same request is to be sent again.

        Raises:
            NotAsked: it stays throttled, or the gateway has stalled too often.
        """
        self.require_control()
        for pause in (*BACK_OFF, None):
            passage = self._pass(probe, Purpose.VALID, mark)
            if passage.arrivals or passage.exchange.outcome is not Outcome.THROTTLED:
                return passage
            if pause is not None:
                self.sleep(wanted_pause(passage.exchange.answer) or pause)
        raise NotAsked(f"throttled by the gateway after {len(BACK_OFF)} pauses too: {self.describe(passage)}")

    def send_once(self, probe: Probe) -> Passage:
        """Send one probe through the gateway, whatever comes back."""
        self.require_control()
        return self._pass(probe, Purpose.VALID)

    def abandon(self, probe: Probe) -> None:
        """Send one probe, and go away before it is answered."""
        self.require_control()
        transport = Transport(address=self.target.address, timeout=LEAVING, resends=False)
        transport.exchange(self._prepare(probe).draft)
        transport.close()

    def send_together(self, probes: Sequence[Probe]) -> list[Passage]:
        """Send several probes at once, each on a connection of its own."""
        self.require_control()
        if self.rate is not None:
            raise ClauseSkipped("not with --rate: these requests are sent at once")
        self._check_bound()
        passages = [self._prepare(probe) for probe in probes]

        def one(passage: Passage) -> tuple[float, Answer | Failure, float]:
            transport = self._new_transport()
            started = time.time()
            answer = transport.exchange(passage.draft)
            transport.close()
            return started, answer, time.time() - started

        self._alone = None
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for passage, (started, answer, seconds) in zip(passages, pool.map(one, passages), strict=True):
                self._file(passage, answer, Purpose.VALID, started, seconds)
        return passages

    def settle(self) -> None:
        """Return what the gateway may send again time to arrive."""
        self.sleep(SETTLING)

    def listen_no_more(self) -> None:
        """Take the upstream away."""
        if self._listener is not None:
            self._listener.__exit__(None, None, None)
            self._listener = None

    def describe(self, passage: Passage) -> str:
        """Say what came back, in one line."""
        return describe(passage.exchange, self.secrets)

    def take_lines(self, clause: Clause) -> list[Line]:
        """Return the record's lines of the passages since the last call."""
        unsaid, self._unsaid = self._unsaid, []
        return [self._lines.passage_line(passage, clause) for passage in unsaid]

    def details(self, clause: Clause, finding: Finding, known: str | None) -> dict[str, Any]:
        """Return what a result says beyond its verdict."""
        return self._lines.details(clause, finding, known)

    def close(self) -> None:
        """End the connection, and listen no more."""
        if self._transport is not None:
            self._transport.close()
        self.listen_no_more()

    @property
    def _lines(self) -> LineMaker:
        return LineMaker(secrets=self.secrets, base_url=self.target.address.url)

    def _new_transport(self) -> Transport:
        return Transport(address=self.target.address, timeout=self.timeout, resends=False)

    def _pass(self, probe: Probe, purpose: Purpose, mark: str | None = None) -> Passage:
        self._check_bound()
        assert self._transport is not None, "the control is sent first"
        self._wait_for_slot()
        passage = self._alone = self._prepare(probe, mark)
        was_open = self._transport.is_open
        started = time.time()
        answer = self._transport.exchange(passage.draft)
        if was_open and isinstance(answer, Failure) and answer.kind is FailureKind.CLOSED and not passage.arrivals:
            # An idle connection that the gateway has closed meanwhile: nothing was sent on.
            answer = self._transport.exchange(passage.draft)
        self._file(passage, answer, purpose, started, time.time() - started)
        return passage

    def _check_bound(self) -> None:
        if self._timeouts >= MOST_TIMEOUTS:
            raise NotAsked(f"the gateway did not answer in time {self._timeouts} times")

    def _prepare(self, probe: Probe, mark: str | None = None) -> Passage:
        with self._lock:
            mark = mark or f"-via{len(self.passages) + 1:05d}"
            body = self._marked(probe.body, mark)
            token = probe.token or self.known_good.token
            self.secrets.add(token)
            make = RequestMaker(operation=self.operation, token=token, headers=self.make.headers)
            draft = probe.spell(make.draft(None), body)
            passage = Passage(probe=probe, mark=mark, body=body, draft=draft)
            self._by_mark[mark] = passage
            self.passages.append(passage)
        return passage

    def _marked(self, body: Any, mark: str) -> Any:
        texts = (
            each for each in self.operation.body.walk() if each.required and isinstance(take(body, each.steps), str)
        )
        place = next(texts).steps
        return put(body, place, take(body, place) + mark)

    def _file(
        self, passage: Passage, answer: Answer | Failure, purpose: Purpose, started: float, seconds: float
    ) -> None:
        # What is compressed unasked is for return/content-encoding alone.
        plain = answer.decode() if isinstance(answer, Answer) else None
        outcome, reading = judge_outcome(plain or answer)
        outcome = Outcome.THROTTLED if is_busy(answer, reading) else outcome
        self._timeouts += isinstance(answer, Failure) and answer.kind is FailureKind.TIMEOUT
        passage.exchanges.append(
            Exchange(
                number=self.tally.exchanges + 1,
                draft=passage.draft,
                answer=answer,
                outcome=outcome,
                reading=reading,
                purpose=purpose,
                started=started,
                seconds=seconds,
            )
        )
        self.tally.count(outcome)
        self._unsaid.append(passage)

    def _answer(self, arrival: Arrival) -> Reply:
        marked = self._marked_by(arrival)
        passage = marked or self._under_way(arrival)
        if passage is None:
            # A gateway's own look at its upstream.
            return Reply(status=200, headers=(("Content-Type", "text/plain"),), body=b"ok")
        reply = passage.probe.answering(arrival, passage.mark)
        with self._lock:
            if marked and passage.mark not in self._seen:
                # What came before without the mark was a look of the gateway's own after all.
                passage.arrivals.clear()
                passage.replies.clear()
                self._seen.add(passage.mark)
            passage.arrivals.append(arrival)
            passage.replies.append(reply)
        return reply

    def _marked_by(self, arrival: Arrival) -> Passage | None:
        """Return the passage whose mark a request bears, as it is or escaped."""
        found = _MARK.search(arrival.body) or _MARK.search(arrival.raw)
        if found is None and b"\\u" in arrival.body:
            found = _MARK.search(repr(read_json(arrival.body).value).encode("ascii", "replace"))
        return None if found is None else self._by_mark.get(f"-via{found.group(1).decode()}")

    def _under_way(self, arrival: Arrival) -> Passage | None:
        """Return the passage under way alone, where an unmarked request can be all that a gateway has left of it."""
        alone = self._alone
        if alone is None or alone.exchanges or alone.mark in self._seen:
            return None
        tokens = {value for _, value in arrival.parameters}
        has_token = any(reveal(value) in tokens for _, value in alone.draft.query)
        has_body = bool(arrival.body) and arrival.path.endswith(self.operation.path)
        return alone if has_token or has_body or arrival.fault is not None else None

    def _wait_for_slot(self) -> None:
        if self.rate is None:
            return
        now = time.monotonic()
        if now < self._next_slot:
            self.sleep(self._next_slot - now)
        self._next_slot = max(now, self._next_slot) + 1 / self.rate
