"""The sender: makes the exchanges with a server, with back-off, and lets every answer be watched."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from ..contract import Clause, Field, phrase
from ..errors import TargetUnreachable
from ..exchange import Answer, Draft, Failure, FailureKind, Outcome, Transport, is_busy, judge_outcome
from ._arranging import Making, making_of
from ._exchanges import Exchange, Purpose, describe
from ._known_good import secrets_in
from ._lines import exchange_line
from ._session import BACK_OFF, LONGEST_WAIT, Session
from ._verdicts import NotAsked, Violation

FEW = 3
SLOW = 0.03
SHORTEST_SECRET = 6
MANY = 1000
"""As how many uses of known-good values one valid request counts."""

Watcher = Callable[[Exchange], str | None]
"""Looks at one exchange for an `answer/…` clause, and says what is wrong with it, if anything."""


@dataclass(slots=True, kw_only=True)
class Sender:
    """The exchanges with a server on one operation, in their order."""

    session: Session
    transport: Transport
    watchers: dict[str, tuple[Clause, Watcher]] = field(default_factory=dict)
    """By clause id: the clause, and who looks."""
    violations: dict[str, Violation] = field(default_factory=dict)
    """By clause id: the first exchange that a watcher found fault with."""
    uses: int = 0
    """How often the operation's known-good values were used since they were made."""
    hears: list[Callable[[Making], None]] = field(default_factory=list)
    """Are told what each accepted exchange made."""
    answer: Field | None = None
    """The outermost field of the answers, whose secrets are masked."""
    makings: list[Making] = field(default_factory=list)
    _slow: int = 0
    _made: int = 0
    _busy_refusals: int = 0

    def send(self, draft: Draft, purpose: Purpose) -> Exchange:
        """Make one exchange, backing off and sending again where it is throttled.

        Raises:
            NotAsked: it stays throttled, or the target has stalled too often.
            TargetUnreachable: the very first exchange finds no HTTP server.
        """
        was_busy = False
        for pause in (*BACK_OFF, 0.0):
            exchange = self._exchange(draft, purpose, was_busy=was_busy)
            if exchange.outcome is not Outcome.THROTTLED:
                self._busy_refusals += was_busy and exchange.outcome is Outcome.REJECTED
                return exchange
            was_busy = was_busy or is_busy(exchange.answer, exchange.reading)
            if purpose is not Purpose.CONTROL and was_busy and self._busy_refusals >= FEW:
                # Busy is what this target says to bad requests: it is asked again, but not waited for.
                continue
            if pause:
                self.session.sleep(wanted_pause(exchange.answer) or pause)
        raise NotAsked(f"throttled after {len(BACK_OFF)} pauses too; the last answer was {self.describe(exchange)}")

    def send_together(self, drafts: list[Draft]) -> list[Exchange]:
        """Make several exchanges at once, each on a connection of its own that is closed afterwards, and none again."""
        self.session.require_no_rate()
        self.session.check_bounds()
        # A server with one thread may serve one connection at a time: ours is out of its way.
        self.transport.close()

        def one(draft: Draft) -> tuple[Draft, Answer | Failure, float]:
            transport = Transport(address=self.transport.address, timeout=self.transport.timeout)
            started = time.monotonic()
            answer = transport.exchange(replace(draft, headers=(*draft.headers, ("Connection", "close"))))
            transport.close()
            return draft, answer, time.monotonic() - started

        for draft in drafts:
            for token in draft.tokens:
                self.session.secrets.add(token)
        with ThreadPoolExecutor(len(drafts)) as pool:
            return [self._keep(self._judge(*each, Purpose.VALID)) for each in pool.map(one, drafts)]

    @property
    def is_costly(self) -> bool:
        """Return whether exchanges take long, or are limited in number by the target, so that fewer must do."""
        throttled = self.session.tally.outcomes[Outcome.THROTTLED.value]
        return self.session.rate is not None or throttled > FEW or self._slow > FEW

    def describe(self, exchange: Exchange) -> str:
        """Say in one line what came back, with the tokens masked."""
        return describe(exchange, self.session.secrets)

    def _exchange(self, draft: Draft, purpose: Purpose, *, was_busy: bool) -> Exchange:
        self.session.check_bounds()
        for token in draft.tokens:
            self.session.secrets.add(token)
        self.session.wait_for_slot()
        started = time.monotonic()
        answer = self.transport.exchange(draft)
        seconds = time.monotonic() - started
        self._check_reached(answer)
        return self._keep(self._judge(draft, answer, seconds, purpose, was_busy=was_busy))

    def _judge(
        self, draft: Draft, answer: Answer | Failure, seconds: float, purpose: Purpose, *, was_busy: bool = False
    ) -> Exchange:
        outcome, reading = judge_outcome(answer)
        # -1 and 400001 say "busy"; a target that says so again to a request that it may refuse has refused it.
        if is_busy(answer, reading) and not (purpose is not Purpose.CONTROL and was_busy):
            outcome = Outcome.THROTTLED
        return Exchange(
            number=self.session.count(outcome, answer),
            draft=draft,
            base_url=self.transport.address.url,
            answer=answer,
            outcome=outcome,
            reading=reading,
            purpose=purpose,
            started=time.time() - seconds,
            seconds=seconds,
        )

    def _keep(self, exchange: Exchange) -> Exchange:
        self._made += 1
        # Counted at the start alone, so that no noise later on changes what is asked.
        self._slow += self._made <= 2 * FEW and exchange.seconds > SLOW
        exchange = self._watch(exchange)
        if exchange.outcome is Outcome.ACCEPTED:
            # A valid request may be of any size, and use up what it is made in.
            self.uses += 1 if exchange.purpose is Purpose.CONTROL else MANY
            for secret in secrets_in(self.answer, exchange.reading.members) if self.answer else ():
                # To mask a letter everywhere would spoil the report.
                if len(secret.value) >= SHORTEST_SECRET:
                    self.session.secrets.add(secret)
            for hear in self.hears:
                hear(making_of(exchange.draft, exchange.reading.members))
        kept = exchange.shorten()
        self.session.keep(lambda clause: [exchange_line(kept, clause, self.session.secrets)])
        return exchange

    def _watch(self, exchange: Exchange) -> Exchange:
        faults = {clause_id: fault for clause_id, (_, watcher) in self.watchers.items() if (fault := watcher(exchange))}
        # What a property finds, it shrinks and reports itself.
        if exchange.purpose is not Purpose.VALID or not exchange.is_ill_formed:
            for clause_id, fault in faults.items():
                if clause_id not in self.violations:
                    expected = self.watchers[clause_id][0].statement
                    received = phrase("{0}; {1}", fault, self.describe(exchange))
                    self.violations[clause_id] = Violation(
                        expected=expected, received=received, exchange=exchange.shorten()
                    )
        return replace(exchange, faults=frozenset(faults)) if faults else exchange

    def _check_reached(self, answer: Answer | Failure) -> None:
        unreached = {FailureKind.REFUSED, FailureKind.NOT_HTTP}
        if self.session.tally.exchanges == 0 and isinstance(answer, Failure) and answer.kind in unreached:
            raise TargetUnreachable(self.transport.address.url, answer.detail)


def wanted_pause(answer: Answer | Failure) -> float | None:
    """Return the pause that Retry-After asks for in seconds, up to the longest that we wait."""
    value = answer.header("retry-after") if isinstance(answer, Answer) else None
    if value is None or not value.isdecimal():
        return None
    return min(float(value[:6]), LONGEST_WAIT)
