"""The judge of a client: runs it once for each scenario, with a listener of its own each time."""

import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from ..contract import Clause, Level, Operation
from ..errors import CommandSilent
from ..exchange import Arrival, Listener, Outcome, Reply, Secrets, json_reply
from ._call_lines import CallLineMaker
from ._calls import Call, Scenario, all_variables, environment_of
from ._exchanges import Tally
from ._judging import Line
from ._processes import Ending, Processes, utf_8_environment
from ._results import Finding
from ._settings import ClientTarget
from ._verdicts import ClauseSkipped

AT_ONCE = 4
"""How many processes run at the same time; most of their time they wait."""
HEAVY = 1.0
"""Seconds for the example beyond which a client is started one at a time on each core."""
MOST_ENDED = 6
"""How many calls may run into their end before no further ones are made."""
NOT_ACCEPTED = "control not accepted"
_SETTLING = 1.0
_TOKEN_PATHS = {"/gettoken", "/v1.0/oauth2/accessToken"}
"""Where the older and the newer service hand out tokens."""


@dataclass(slots=True, kw_only=True)
class ClientJudge:
    """One run against one client on one operation."""

    operation: Operation
    target: ClientTarget
    control: Scenario
    """The example, which the client must send before anything else is asked."""
    patience: float = 5.0
    """Seconds that an incomplete request is waited for."""
    rate: float | None = None
    """At most this many processes are started a second."""
    secrets: Secrets = field(default_factory=Secrets)
    processes: Processes = field(default_factory=Processes)
    failed: dict[str, Level] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    _prepared: dict[str, Future[Call]] = field(default_factory=dict)
    _filed: dict[str, Call] = field(default_factory=dict)
    _unsaid: list[Call] = field(default_factory=list)
    _pool: ThreadPoolExecutor | None = None
    _next_start: float = 0.0
    _ended: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def asks_musts_first(self) -> bool:
        """Return whether little may be asked; a client is ours to ask."""
        return False

    def establish(self) -> Call:
        """Have the example called, once in a run.

        Raises:
            CommandNotStarted: there is no such command.
            CommandSilent: it sent nothing.
        """
        if self.control.name not in self._filed:
            call = self._run(self.control)
            if not call.arrivals:
                raise CommandSilent(PurePath(self.target.command[0]).name, self._describe_ending(call.ending))
            is_heavy = call.ending.seconds > HEAVY
            self._pool = ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1) if is_heavy else AT_ONCE)
            self._file(replace(call, is_alone=True))
        return self._filed[self.control.name]

    def prepare(self, scenarios: Iterable[Scenario]) -> None:
        """Begin the calls of scenarios that will be asked for, those first that take long."""
        if self.establish().ending.exit_code is None:
            return
        assert self._pool is not None, "it is made with the first call"
        for scenario in sorted(scenarios, key=lambda each: not each.takes_long):
            if scenario.name not in self._prepared and scenario.name not in self._filed:
                self.secrets.add(scenario.token)
                self._prepared[scenario.name] = self._pool.submit(self._run, scenario)

    def calls(self, scenarios: Sequence[Scenario]) -> Iterator[Call]:
        """Return what the client did in each of these scenarios.

        Raises:
            ClauseSkipped: at last, where some were not asked any more.
        """
        if self.establish().ending.exit_code is None:
            raise ClauseSkipped(NOT_ACCEPTED)
        self.prepare(scenarios)
        unasked: ClauseSkipped | None = None
        for scenario in scenarios:
            try:
                if scenario.name not in self._filed:
                    self._file(self._prepared[scenario.name].result())
                yield self._filed[scenario.name]
            except ClauseSkipped as reason:
                unasked = reason
        if unasked is not None:
            raise unasked

    def repeat_alone(self, call: Call) -> Call:
        """Have a call made again while no other runs: what two at once do to each other is no fault of the client."""
        if call.is_alone or self._ended >= MOST_ENDED:
            return call
        wait(self._prepared.values())
        self._file(replace(self._run(call.scenario), is_alone=True))
        return self._filed[call.scenario.name]

    def take_lines(self, clause: Clause) -> list[Line]:
        """Return the record's lines of the calls since the last call."""
        unsaid, self._unsaid = self._unsaid, []
        return [line for call in unsaid for line in self._lines.call_lines(call, clause)]

    def details(self, clause: Clause, finding: Finding, known: str | None) -> dict[str, Any]:
        """Return what a result says beyond its verdict."""
        return self._lines.details(clause, finding, known)

    def close(self) -> None:
        """Begin no further call, and end those that run."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self.processes.end_all()

    def reproduce(self, call: Call) -> str:
        """Return the shell line that makes a call anew, against the reference emulator or any listener there."""
        return self._lines.shell_line(call.scenario)

    @property
    def _lines(self) -> CallLineMaker:
        return CallLineMaker(secrets=self.secrets, operation=self.operation, command=self.target.command)

    def _file(self, call: Call) -> None:
        numbers = tuple(range(self.tally.exchanges + 1, self.tally.exchanges + 1 + len(call.arrivals)))
        for _, _, outcome in call.answers:
            self.tally.count(outcome)
        numbered = replace(call, numbers=numbers)
        self._filed[call.scenario.name] = numbered
        self._unsaid.append(numbered)

    def _run(self, scenario: Scenario) -> Call:
        if self._ended >= MOST_ENDED:
            raise ClauseSkipped(f"not asked: {MOST_ENDED} calls had to be ended after {self.target.seconds:g} s")
        self._wait_for_slot()
        answering = _Answering(scenario=scenario)
        user = {name: value for name, value in self.target.environment.items() if name not in self._own}
        with Listener(answering=answering, patience=self.patience) as listener:
            values = environment_of(self.operation, scenario, listener.url)
            environment = utf_8_environment(user, values, listener.host)
            ending = self.processes.run(self.target.command, environment, self.target.seconds)
            listener.settle(_SETTLING)
        arrivals = tuple(arrival for arrival in listener.arrivals if not is_token_request(arrival))
        call = Call(scenario=scenario, arrivals=arrivals, ending=ending)
        # One that waits for a throttled service does as it was told.
        self._ended += ending.exit_code is None and call.last_outcome is not Outcome.THROTTLED
        return call

    @property
    def _own(self) -> frozenset[str]:
        return all_variables(self.operation)

    def _wait_for_slot(self) -> None:
        if self.rate is None:
            return
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next_start)
            self._next_start = start + 1 / self.rate
        time.sleep(start - now)

    def _describe_ending(self, ending: Ending) -> str:
        if ending.exit_code is None:
            return f"was ended after {self.target.seconds:g} s"
        said = (ending.errors.strip() or ending.output.strip()).decode("utf-8", "replace").splitlines()
        last = f": {self.secrets.mask(said[-1])[:200]!r}" if said else ""
        return f"ended with exit code {ending.exit_code}{last}"


@dataclass(slots=True, kw_only=True)
class _Answering:
    """Answers requests as a scenario says, and those for a token with the one that the client has."""

    scenario: Scenario
    _turns: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, arrival: Arrival) -> Reply:
        if is_token_request(arrival):
            token = self.scenario.token.value
            older = {"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": 7200}
            return json_reply({**older, "accessToken": token, "expireIn": 7200})
        with self._lock:
            turn, self._turns = self._turns, self._turns + 1
        return self.scenario.reply(turn)


def is_token_request(arrival: Arrival) -> bool:
    """Return whether a request asks for a token, which is no matter of the operation."""
    return arrival.path in _TOKEN_PATHS
