"""Calls: the variables that describe one to a client, and what the client did."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..contract import ABSENT, ITEM, Field, Operation, take
from ..exchange import Answer, Arrival, Failure, FailureKind, Outcome, Reply, is_busy, judge_outcome
from ._cases import ClientCase
from ._processes import Ending

PREFIX = "DINGTALK_"
"""How the names of all variables begin."""
_DROPPED = Failure(kind=FailureKind.CLOSED, detail="the connection was dropped, as the case wants")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One process of a client in a case: what arrived, what was answered, and how it ended."""

    case: ClientCase
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
            reply = self.case.reply(turn)
            yield arrival, reply, outcome_of(reply)

    @property
    def last_outcome(self) -> Outcome | None:
        """What the last answer amounts to, None where nothing arrived."""
        return outcome_of(self.case.reply(len(self.arrivals) - 1)) if self.arrivals else None


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


def environment_of(operation: Operation, case: ClientCase, base_url: str) -> dict[str, str]:
    """Return the variables that describe a call: address, token, operation, and the values of its fields."""
    variables = {f"{PREFIX}BASE_URL": base_url, f"{PREFIX}ACCESS_TOKEN": case.token.value}
    return variables | value_variables(operation, case.body)


def value_variables(operation: Operation, body: Any) -> dict[str, str]:
    """Return the operation's name, its values as one JSON object, and a variable for each field of its own name.

    Text stands as it is in a field's variable, all else as JSON.
    """
    whole = {f"{PREFIX}OPERATION": operation.id, f"{PREFIX}VALUES": _as_json(take(body, operation.envelope))}
    found = ((name, take(body, field.steps)) for name, field in _named_fields(operation).items())
    values = {name: value for name, value in found if value is not ABSENT}
    return whole | {name: value if isinstance(value, str) else _as_json(value) for name, value in values.items()}


def all_variables(operation: Operation) -> frozenset[str]:
    """Name every variable that may describe a call, so that none is left over from the user's own environment."""
    general = (f"{PREFIX}{name}" for name in ("BASE_URL", "ACCESS_TOKEN", "OPERATION", "VALUES"))
    return frozenset({*general, *_named_fields(operation)})


def _named_fields(operation: Operation) -> dict[str, Field]:
    """Return by their variables' names the fields that hold values, no list above them; the outermost of a name."""
    named: dict[str, Field] = {}
    for field in operation.body.walk():
        is_envelope = field.parts and not field.types & {"array"}
        if field.steps and ITEM not in field.steps and not is_envelope:
            named.setdefault(f"{PREFIX}{field.steps[-1].upper()}", field)
    return named


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
