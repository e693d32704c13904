"""The judge of a client: runs it once for each case, with a listener of its own each time."""

import os
import shlex
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from ..contract import Operation, put
from ..errors import CommandSilent
from ..exchange import Arrival, Listener, Outcome, Reply, json_reply
from ._calls import PREFIX, Call, all_variables, environment_of, value_variables
from ._cases import ClientCase
from ._lines import call_lines
from ._processes import Ending, Processes, utf_8_environment
from ._session import Session
from ._settings import ClientTarget
from ._verdicts import ClauseSkipped, SkipReason

AT_ONCE = 4
"""How many processes run at the same time; most of their time they wait."""
HEAVY = 1.0
"""Seconds for the example beyond which a client is started one at a time on each core."""
MOST_ENDED = 6
"""How many calls may run into their end before no further ones are made."""
EMULATOR = "http://127.0.0.1:8080"
"""Where `emulate` listens, for whoever makes a call anew."""
_SETTLING = 1.0
_NEWER_TOKEN_PATH = "/v1.0/oauth2/accessToken"  # noqa: S105 - a path
"""Where the newer service hands out tokens."""


@dataclass(slots=True, kw_only=True)
class ClientJudge:
    """One run against one client on one operation."""

    operation: Operation
    session: Session
    target: ClientTarget
    control: ClientCase
    """The example, which the client must send before anything else is asked."""
    patience: float = 5.0
    """Seconds that an incomplete request is waited for."""
    granting: Operation | None = None
    """The operation that gives tokens, if the document has one."""
    processes: Processes = field(default_factory=Processes)
    _prepared: dict[str, Future[Call]] = field(default_factory=dict)
    _filed: dict[str, Call] = field(default_factory=dict)
    _pool: ThreadPoolExecutor | None = None
    _ended: int = 0

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

    def prepare(self, cases: Iterable[ClientCase]) -> None:
        """Begin the calls of cases that will be asked for, those first that take long."""
        if self.establish().ending.exit_code is None:
            return
        assert self._pool is not None, "it is made with the first call"
        for case in sorted(cases, key=lambda each: not each.takes_long):
            if case.name not in self._prepared and case.name not in self._filed:
                self.session.secrets.add(case.token)
                self._prepared[case.name] = self._pool.submit(self._run, case)

    def calls(self, cases: Sequence[ClientCase]) -> Iterator[Call]:
        """Return what the client did in each of these cases.

        Raises:
            ClauseSkipped: at last, where some were not asked any more.
        """
        if self.establish().ending.exit_code is None:
            raise ClauseSkipped(SkipReason.NOT_ACCEPTED)
        self.prepare(cases)
        unasked: ClauseSkipped | None = None
        for case in cases:
            try:
                if case.name not in self._filed:
                    self._file(self._prepared[case.name].result())
                yield self._filed[case.name]
            except ClauseSkipped as reason:
                unasked = reason
        if unasked is not None:
            raise unasked

    def repeat_alone(self, call: Call) -> Call:
        """Have a call made again while no other runs: what two at once do to each other is no fault of the client."""
        if call.is_alone or self._ended >= MOST_ENDED:
            return call
        wait(self._prepared.values())
        self._file(replace(self._run(call.case), is_alone=True))
        return self._filed[call.case.name]

    def close(self) -> None:
        """Begin no further call, and end those that run."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self.processes.end_all()

    def proof(self, call: Call, arrival: int | None) -> dict[str, Any]:
        """Return what the record says of a call that shows a breach: a line for a POSIX shell, and an exchange.

        Args:
            arrival: which of the call's requests shows it, from 0; None where none does.
        """
        reproduce = {"reproduce": self.session.secrets.mask(self.shell_line(call.case))}
        return reproduce if arrival is None else reproduce | {"shown_by": call.numbers[arrival]}

    def shell_line(self, case: ClientCase) -> str:
        """Write a call to the reference emulator as a line for a POSIX shell, the token left to the environment."""
        values = value_variables(self.operation, case.body)
        named = [f"{name}={shlex.quote(value)}" for name, value in values.items()]
        given = [f"{PREFIX}BASE_URL={EMULATOR}", f'{PREFIX}ACCESS_TOKEN="{case.token.shown}"']
        return " ".join([*given, *named, shlex.join(self.target.command)])

    def _file(self, call: Call) -> None:
        numbered = replace(call, numbers=tuple(self.session.count(outcome) for _, _, outcome in call.answers))
        self._filed[call.case.name] = numbered
        self.session.keep(lambda clause: call_lines(numbered, clause, self.session.secrets))

    def _run(self, case: ClientCase) -> Call:
        if self._ended >= MOST_ENDED:
            raise ClauseSkipped(SkipReason.ENDED, f"{MOST_ENDED} calls had to be ended after {self.target.seconds:g} s")
        self.session.wait_for_slot()
        answering = _Answering(case=case, granting=self.granting, is_for_a_token=self._asks_for_a_token)
        user = {name: value for name, value in self.target.environment.items() if name not in self._own}
        with Listener(answering=answering, patience=self.patience) as listener:
            values = environment_of(self.operation, case, listener.url)
            environment = utf_8_environment(user, values, listener.host)
            ending = self.processes.run(self.target.command, environment, self.target.seconds)
            listener.settle(_SETTLING)
        arrivals = tuple(arrival for arrival in listener.arrivals if not self._asks_for_a_token(arrival))
        call = Call(case=case, arrivals=arrivals, ending=ending)
        # One that waits for a throttled service does as it was told.
        self._ended += ending.exit_code is None and call.last_outcome is not Outcome.THROTTLED
        return call

    def _asks_for_a_token(self, arrival: Arrival) -> bool:
        """Return whether a request asks for a token, where that is no matter of the operation."""
        paths = {_NEWER_TOKEN_PATH} | ({self.granting.path} if self.granting else set())
        return arrival.path in paths - {self.operation.path}

    @property
    def _own(self) -> frozenset[str]:
        return all_variables(self.operation)

    def _describe_ending(self, ending: Ending) -> str:
        if ending.exit_code is None:
            return f"was ended after {self.target.seconds:g} s"
        said = (ending.errors.strip() or ending.output.strip()).decode("utf-8", "replace").splitlines()
        last = f": {self.session.secrets.mask(said[-1])[:200]!r}" if said else ""
        return f"ended with exit code {ending.exit_code}{last}"


@dataclass(slots=True, kw_only=True)
class _Answering:
    """Answers requests as a case says, and those for a token with the one that the client has."""

    case: ClientCase
    granting: Operation | None
    """The operation that gives tokens."""
    is_for_a_token: Callable[[Arrival], bool]
    _turns: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, arrival: Arrival) -> Reply:
        if self.is_for_a_token(arrival):
            token = self.case.token.value
            older = self.granting.answer_example if self.granting else {}
            for each in self.granting.answer.walk() if self.granting else ():
                older = put(older, each.steps, token) if each.is_secret else older
            return json_reply({**older, "accessToken": token, "expireIn": 7200})
        with self._lock:
            turn, self._turns = self._turns, self._turns + 1
        return self.case.reply(turn)
