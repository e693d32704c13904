"""Calls: what a client is asked to do in a scenario, and what it did."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..contract import ABSENT, ITEM, Field, Operation, take
from ..exchange import Answer, Arrival, Failure, FailureKind, Outcome, Reply, Token, is_busy, judge_outcome
from ._processes import Ending

_DROPPED = Failure(kind=FailureKind.CLOSED, detail="the connection was dropped, as the scenario wants")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One call that a client is to make, and how it is answered."""

    name: str
    token: Token
    body: Any
    """The values of the call, as the body that they make."""
    replies: tuple[Reply, ...]
    """The answers in their order; the last is given again and again."""
    takes_long: bool = False
    """A correct client may wait in it, so that it is begun early."""

    def reply(self, turn: int) -> Reply:
        """Return the answer to the nth request, from 0."""
        return self.replies[min(turn, len(self.replies) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One process of a client in a scenario: what arrived, what was answered, and how it ended."""

    scenario: Scenario
    arrivals: tuple[Arrival, ...]
    """The requests in their order, but for those that ask for a token."""
    ending: Ending
    is_alone: bool = False
    """No other process of the client ran at the same time."""
    numbers: tuple[int, ...] = ()
    """The numbers of its exchanges in the run."""

    @property
    def succeeds(self) -> bool:
        """Return whether the client counts the call a success."""
        return self.ending.exit_code == 0

    @property
    def answers(self) -> Iterator[tuple[Arrival, Reply, Outcome]]:
        """Return each request with its answer and what that amounts to."""
        for turn, arrival in enumerate(self.arrivals):
            reply = self.scenario.reply(turn)
            yield arrival, reply, outcome_of(reply)

    @property
    def last_outcome(self) -> Outcome | None:
        """What the last answer amounts to, None where nothing arrived."""
        return outcome_of(self.scenario.reply(len(self.arrivals) - 1)) if self.arrivals else None


def outcome_of(reply: Reply) -> Outcome:
    """Return what a reply amounts to for the one that gets it."""
    answer = as_answer(reply)
    outcome, reading = judge_outcome(answer)
    return Outcome.THROTTLED if is_busy(answer, reading) else outcome


def as_answer(reply: Reply) -> Answer | Failure:
    """Return a reply as the answer that it is."""
    if reply.drop or reply.raw is not None:
        return _DROPPED
    headers = tuple((name.lower(), value) for name, value in reply.headers)
    return Answer(status=reply.status, headers=headers, body=reply.body)


def environment_of(operation: Operation, scenario: Scenario, base_url: str) -> dict[str, str]:
    """Return the variables that describe a call: the address, the token, and one for each field that is asked for."""
    variables = {"DINGTALK_BASE_URL": base_url, "DINGTALK_ACCESS_TOKEN": scenario.token.value}
    return variables | field_variables(operation, scenario.body)


def field_variables(operation: Operation, body: Any) -> dict[str, str]:
    """Return a variable for each field that a body has: text as it is, all else as JSON."""
    variables = {}
    for part in operation.body.walk():
        value = take(body, part.steps)
        if (part.parts and not part.types & {"array"}) or ITEM in part.steps or value is ABSENT:
            continue
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        variables[variable_name(part)] = text
    return variables


def variable_name(part: Field) -> str:
    """Return the name of the variable that holds a field's value."""
    return f"DINGTALK_{part.steps[-1].upper()}"


def all_variables(operation: Operation) -> frozenset[str]:
    """Name every variable that may describe a call, so that none is left over from the user's own environment."""
    parts = [part for part in operation.body.walk() if part.steps and ITEM not in part.steps]
    return frozenset({"DINGTALK_BASE_URL", "DINGTALK_ACCESS_TOKEN", *map(variable_name, parts)})
