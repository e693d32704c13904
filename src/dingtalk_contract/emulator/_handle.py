"""The emulator in the hands of a test: its state, its journal, its faults, and what the code under test broke."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ..contract import TargetKind, load_catalogue
from ._emulator import Emulator
from ._faults import make_strike
from ._journal import show_entries
from ._seed_data import show_state

T = TypeVar("T")
Call = Callable[[Callable[[Emulator], T]], T]


class EmulatorHandle:
    """An emulator that a test can look into, set up, and ask what the code under test broke."""

    def __init__(self, url: str, call: Call[Any]) -> None:
        self.url = url
        """Where the code under test finds it, without a path."""
        self.token: str = call(lambda emulator: emulator.good_token())
        """A token that it takes."""
        self._call = call
        self._allowed: set[str] = set()

    @property
    def journal(self) -> list[dict[str, Any]]:
        """The requests of this test, oldest first, every token masked."""
        shown: list[dict[str, Any]] = self._call(lambda each: show_entries(each.journal, each.state.secrets()))
        return shown

    @property
    def state(self) -> dict[str, Any]:
        """What it holds at present, in the form of seed data."""
        shown: dict[str, Any] = self._call(lambda emulator: show_state(emulator.state))
        return shown

    def seed(self, seed_data: Mapping[str, Any]) -> None:
        """Hold these data and no others."""
        self._call(lambda emulator: emulator.hold(seed_data))
        self.token = self._call(lambda emulator: emulator.good_token())

    def add(self, seed_data: Mapping[str, Any]) -> None:
        """Hold these data too."""
        self._call(lambda emulator: emulator.add(seed_data))

    def inject(self, fault: str, *, times: int | None = None, share: float = 1.0) -> None:
        """Show a fault from now on, so many times, after those that were injected before."""

        def act(emulator: Emulator) -> None:
            plan = emulator.faults.plan
            # Those before have what is left of them.
            before = (
                replace(strike, times=left) for strike, left in zip(plan.strikes, emulator.faults.left, strict=True)
            )
            emulator.set_faults(replace(plan, strikes=(*before, make_strike(fault, share, times))))

        self._call(act)

    def throttle(self, requests_a_second: int) -> None:
        """Throttle the caller beyond so many requests a second."""
        self._change_plan(throttle=requests_a_second)

    def delay(self, seconds: float) -> None:
        """Let each answer wait."""
        self._change_plan(latency=seconds)

    def break_clauses(self, *clauses: str) -> None:
        """Break these clauses of the contract, to see what the code under test makes of it."""
        self._call(lambda emulator: emulator.set_breaks(clauses))

    def choose(self, choices: Mapping[str, str]) -> None:
        """Choose where sources conflict or are silent."""
        self._call(lambda emulator: emulator.choose(choices))

    def allow(self, *clauses: str) -> None:
        """Let the code under test break these clauses, or those that begin so, because the test means it to."""
        self._allowed.update(clauses)

    def describe_breaches(self) -> str:
        """Name each clause that the code under test broke, with the request; empty where it broke none."""
        found: str = self._call(self._describe)
        return found

    def _change_plan(self, **changes: Any) -> None:
        self._call(lambda emulator: emulator.set_faults(replace(emulator.faults.plan, **changes)))

    def _describe(self, emulator: Emulator) -> str:
        entries = [entry for entry in emulator.journal.breaches if self._forbidden(entry.breaches)]
        if not entries:
            return ""
        statements = {clause.id: clause.statement for clause in load_catalogue(emulator.document, TargetKind.CLIENT)}
        lines = ["the code under test broke the contract:"]
        for shown in show_entries(entries, emulator.state.secrets()):
            for clause in self._forbidden(shown["breaches"]):
                lines += [f"  {clause}", f"    Clause:    {statements.get(clause, 'a clause of this document')}"]
            query = f"?{shown['query']}" if shown["query"] else ""
            lines += [f"    Received:  {shown['method']} {shown['path']}{query} {shown['body'][:500]!r}"]
            lines += [f"    Answered:  {shown['answer']['body'][:500]}"]
        return "\n".join(lines)

    def _forbidden(self, breaches: Iterable[str]) -> list[str]:
        return [each for each in breaches if not any(each.startswith(allowed) for allowed in self._allowed)]
