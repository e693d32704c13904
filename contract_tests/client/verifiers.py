"""The verifiers: what is looked for in the calls of a client, each with one sentence of what is wrong."""

from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from dingtalk_contract.conformance import Call, ClauseSkipped, ClientJudge, SkipReason, Violation
from dingtalk_contract.contract import ABSENT, Clause, Field, phrase
from dingtalk_contract.exchange import Arrival, read_json

Complaint = str | None
"""What is wrong, in words, or None."""
Check = Callable[[Call, Arrival], Complaint]
Found = tuple[int | None, str] | None
"""Which request of a call has a fault, None for none of them, and what it is; or None where there is none."""


def every_request(judge: ClientJudge, clause: Clause, calls: Iterable[Call], check: Check) -> None:
    """Show that no request of these calls has a fault."""

    def find(call: Call) -> Found:
        faults = ((index, check(call, arrival)) for index, arrival in enumerate(call.arrivals))
        return next(((index, fault) for index, fault in faults if fault is not None), None)

    no_call_has_fault(judge, clause, calls, find)


def every_call_arrives(judge: ClientJudge, clause: Clause, calls: Iterable[Call], check: Check) -> None:
    """Show that each of these calls sends a request, and that none has a fault."""
    for call in calls:
        no_call_has_fault(judge, clause, [call], lambda each: None if each.arrivals else (None, describe_ending(each)))
        every_request(judge, clause, [call], check)


def no_call_has_fault(
    judge: ClientJudge,
    clause: Clause,
    calls: Iterable[Call],
    find: Callable[[Call], Found],
    expected: Callable[[Call], str] | None = None,
) -> None:
    """Show that nothing is found in any of these calls, nor in a second that is made alone.

    Raises:
        ClauseSkipped: a call sent nothing, so that there was nothing to find.
    """
    silent: Call | None = None
    for call in calls:
        if find(call) is None:
            silent = silent or (None if call.arrivals else call)
            continue
        alone = judge.repeat_alone(call)
        found = find(alone)
        if found is not None:
            index, fault = found
            blame(judge, clause, alone, index, fault, expected(alone) if expected else clause.statement)
    if silent is not None:
        judge.session.skip_explained(clause, f"{clause.operation_id}/control/always")
        raise ClauseSkipped(SkipReason.SILENT, f"'{silent.case.name}'")


def blame(judge: ClientJudge, clause: Clause, call: Call, index: int | None, fault: str, expected: str) -> NoReturn:
    """Say that a clause is broken, unless another one explains it."""
    more = [] if call.arrivals else [f"{clause.operation_id}/control/always"]
    try:
        judge.session.skip_explained(clause, *more)
    finally:
        # Explained or not, it is broken, and explains others.
        judge.session.failed[clause.id] = clause.level
    how = "" if call.arrivals else phrase("no request; ")
    received = phrase("in the call '{0}': {1}{2}", call.case.name, how, fault)
    raise Violation(expected=expected, received=received, proof=judge.proof(call, index))


def describe_ending(call: Call) -> str:
    """Say how a client ended, and the last that it said."""
    ending = call.ending
    said = (ending.errors.strip() or ending.output.strip()).decode("utf-8", "replace").splitlines()
    last = phrase(", {0}", repr(said[-1][:200])) if said else ""
    if ending.exit_code is None:
        return phrase("still running after {0} s, and ended then{1}", f"{ending.seconds:.0f}", last)
    return phrase("exit code {0}{1}", ending.exit_code, last)


def require_control(judge: ClientJudge) -> None:
    """Make sure that the client counts the example a success: else a failure means nothing."""
    if not judge.establish().succeeds:
        raise ClauseSkipped(SkipReason.NOT_ACCEPTED)


def carried(field: Field, arrival: Arrival) -> Any:
    """Return the value that holds a field: that of the body, or the parameters of the query."""
    return dict(arrival.parameters) if field.place.startswith("query") else body_of(arrival)


def body_of(arrival: Arrival) -> Any:
    """Return the JSON value of a body, ABSENT where there is none."""
    reading = read_json(arrival.body)
    return ABSENT if reading.fault is not None else reading.value
