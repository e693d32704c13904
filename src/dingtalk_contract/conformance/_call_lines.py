"""The lines of the run record for a client: its processes, and what they sent, with every token masked."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ..contract import Clause, Operation
from ..exchange import Answer, Arrival, Outcome, Reply, Secrets
from ._calls import Call, Scenario, as_answer, field_variables
from ._judging import Line
from ._lines import bounded_text, request_line
from ._results import Finding

EMULATOR = "http://127.0.0.1:8080"
"""Where `emulate` listens, for whoever makes a call anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLineMaker:
    """Makes lines for one client."""

    secrets: Secrets
    operation: Operation
    command: tuple[str, ...]

    def call_lines(self, call: Call, clause: Clause) -> Iterator[Line]:
        """Make the lines of one call: one for each exchange, and one for the process."""
        answers = zip(call.numbers, call.answers, strict=True)
        for number, (arrival, reply, outcome) in answers:
            yield {
                "record": "exchange",
                "number": number,
                "clause": clause.id,
                "scenario": call.scenario.name,
                **self._exchange(arrival, reply, outcome),
            }
        yield {
            "record": "process",
            "clause": clause.id,
            "scenario": call.scenario.name,
            "exit_code": call.ending.exit_code,
            "output": bounded_text(call.ending.output, self.secrets),
            "errors": bounded_text(call.ending.errors, self.secrets),
            "exchanges": list(call.numbers),
            "seconds": round(call.ending.seconds, 4),
        }

    def details(self, clause: Clause, finding: Finding, known: str | None) -> dict[str, Any]:
        """Make what a result says beyond its verdict."""
        details: dict[str, Any] = {} if known is None else {"known": known}
        if finding.reason:
            details["reason"] = self.secrets.mask(finding.reason)
        violation = finding.violation
        if violation is None:
            return details
        details["expected"] = self.secrets.mask(violation.expected)
        details["received"] = self.secrets.mask(violation.received)
        if violation.call is not None:
            details["reproduce"] = self.shell_line(violation.call.scenario)
            if violation.arrival is not None:
                details["shown_by"] = violation.call.numbers[violation.arrival]
        return details | {"hint": clause.hints["en"]}

    def shell_line(self, scenario: Scenario) -> str:
        """Write a call as a line for a POSIX shell, the token left to the environment."""
        variables = {"DINGTALK_BASE_URL": EMULATOR, **field_variables(self.operation, scenario.body)}
        words = [f"{name}={shlex.quote(value)}" for name, value in variables.items()]
        inherited = f'DINGTALK_ACCESS_TOKEN="{scenario.token.shown}"'
        return self.secrets.mask(" ".join([words[0], inherited, *words[1:], shlex.join(self.command)]))

    def _exchange(self, arrival: Arrival, reply: Reply, outcome: Outcome) -> dict[str, Any]:
        answer = as_answer(reply)
        is_answer = isinstance(answer, Answer)
        failure = {} if isinstance(answer, Answer) else {"failure": answer.detail}
        return {
            "request": request_line(arrival, self.secrets),
            "answer": {
                "status": reply.status,
                "headers": [list(header) for header in reply.headers],
                "body": bounded_text(reply.body, self.secrets),
            }
            if is_answer
            else None,
            **failure,
            "outcome": outcome.value,
            "started": datetime.fromtimestamp(arrival.started, UTC).isoformat(timespec="milliseconds"),
            "seconds": round(reply.delay, 4),
        }
