"""What is looked for in the requests of a client, each with one sentence of what is wrong."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, NoReturn
from urllib.parse import unquote

from contract_tests.consequences import skip_explained
from dingtalk_contract.conformance import Call, ClauseSkipped, ClientJudge, Violation
from dingtalk_contract.contract import ABSENT, ITEM, Clause, Field, is_of_type, take
from dingtalk_contract.exchange import JSON_MEDIA_TYPE, Arrival, read_json

Fault = str | None
"""What is wrong, in words, or None."""
Check = Callable[[Call, Arrival], Fault]
Found = tuple[int | None, str] | None
"""Which request of a call has a fault, None for none of them, and what it is; or None where there is none."""

_UNRESERVED = re.compile(r"%([46][1-9A-F]|[57][0-9A]|3[0-9]|2D|2E|5F|7E)", re.IGNORECASE)


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
        skip_explained(judge.failed, clause, f"{clause.operation_id}/control/always")
        raise ClauseSkipped(f"no request in the call '{silent.scenario.name}'")


def blame(judge: ClientJudge, clause: Clause, call: Call, index: int | None, fault: str, expected: str) -> NoReturn:
    """Say that a clause is broken, unless another one explains it."""
    more = [] if call.arrivals else [f"{clause.operation_id}/control/always"]
    try:
        skip_explained(judge.failed, clause, *more)
    finally:
        # Explained or not, it is broken, and explains others.
        judge.failed[clause.id] = clause.level
    how = "" if call.arrivals else "no request; "
    received = f"in the call '{call.scenario.name}': {how}{fault}"
    raise Violation(expected=expected, received=received, call=call, arrival=index)


def describe_ending(call: Call) -> str:
    """Say how a client ended, and the last that it said."""
    ending = call.ending
    how = f"ended after {ending.seconds:.0f} s" if ending.exit_code is None else f"exit code {ending.exit_code}"
    said = (ending.errors.strip() or ending.output.strip()).decode("utf-8", "replace").splitlines()
    return f"{how}, {said[-1][:200]!r}" if said else how


def http_conforms(_: Call, arrival: Arrival) -> Fault:
    """Find a request that is no HTTP, or not a whole one."""
    return None if arrival.fault is None else f"{arrival.fault}; it begins {arrival.raw[:40]!r}"


def method_conforms(judge: ClientJudge) -> Check:
    """Make the check that finds another method; under another path it is no matter of the operation."""
    finds_path = path_conforms(judge)

    def conforms(call: Call, arrival: Arrival) -> Fault:
        is_other = arrival.method and arrival.method != judge.operation.method
        return f"the method {arrival.method!r}" if is_other and finds_path(call, arrival) is None else None

    return conforms


def path_conforms(judge: ClientJudge) -> Check:
    """Make the check that finds another path; unreserved characters may be percent-encoded."""

    def conforms(_: Call, arrival: Arrival) -> Fault:
        path = _UNRESERVED.sub(lambda match: unquote(match.group()), arrival.path)
        return None if not arrival.method or path == judge.operation.path else f"the path {arrival.path!r}"

    return conforms


def token_is_present(judge: ClientJudge) -> Check:
    """Make the check that finds a query without the token."""

    def conforms(_: Call, arrival: Arrival) -> Fault:
        names = sorted({name for name, _ in arrival.parameters})
        is_there = not arrival.method or judge.operation.token_name in names
        return None if is_there else f"the parameters {names} alone in the query"

    return conforms


def token_conforms(judge: ClientJudge) -> Check:
    """Make the check that finds another token."""

    def conforms(call: Call, arrival: Arrival) -> Fault:
        for name, value in arrival.parameters:
            if name == judge.operation.token_name and value != call.scenario.token.value:
                return f"another token: {len(value)} characters, where {len(call.scenario.token.value)} were given"
        return None

    return conforms


def content_type_conforms(_: Call, arrival: Arrival) -> Fault:
    """Find a body under another media type."""
    if not arrival.body:
        return None
    named = arrival.header("content-type")
    is_json = named is not None and named.split(";")[0].strip().lower() == JSON_MEDIA_TYPE
    return None if is_json else ("no Content-Type" if named is None else f"the Content-Type {named!r}")


def encoding_conforms(_: Call, arrival: Arrival) -> Fault:
    """Find a body that is coded, has a byte order mark, or is not UTF-8."""
    coding = arrival.header("content-encoding") or "identity"
    if arrival.body and coding.strip().lower() != "identity":
        return f"a body with Content-Encoding {coding!r}"
    if arrival.body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "a body that begins with a byte order mark"
    try:
        arrival.body.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"a body that is not UTF-8 at byte {error.start}"
    return "a body with NUL between its letters" if arrival.body[:4].count(0) else None


def json_conforms(_: Call, arrival: Arrival) -> Fault:
    """Find a body that is not JSON."""
    if not arrival.body:
        return None
    fault = read_json(arrival.body).fault
    return None if fault is None else f"a body that is not JSON ({fault}): {_shorten(arrival.body)}"


def unique_names_conforms(_: Call, arrival: Arrival) -> Fault:
    """Find a JSON object with a name that stands twice."""
    name = read_json(arrival.body).repeated
    return None if name is None else f"the name {_shorten(name)} stands twice"


def field_is_present(field: Field) -> Check:
    """Make the check that finds a body without a required field."""

    def conforms(_: Call, arrival: Arrival) -> Fault:
        if not field.steps:
            return None if arrival.body or not arrival.method else "no body"
        outer = list(values_at(body_of(arrival), field.steps[:-1]))
        lacks = [value for value in outer if isinstance(value, dict) and field.steps[-1] not in value]
        return f"{_shorten(lacks[0])} without {field.steps[-1]!r}" if lacks else None

    return conforms


def type_conforms(field: Field) -> Check:
    """Make the check that finds a field of another type; null and digits have clauses of their own."""

    def conforms(_: Call, arrival: Arrival) -> Fault:
        wrong = [value for value in values_at(body_of(arrival), field.steps) if is_mistyped(field, value)]
        return f"{field.place} is {_shorten(wrong[0])}, not of type {field.type_phrase}" if wrong else None

    return conforms


def null_conforms(field: Field) -> Check:
    """Make the check that finds null in an optional field."""

    def conforms(_: Call, arrival: Arrival) -> Fault:
        return f"{field.place} is null" if None in list(values_at(body_of(arrival), field.steps)) else None

    return conforms


def digits_conform(field: Field) -> Check:
    """Make the check that finds a number in a string."""

    def conforms(_: Call, arrival: Arrival) -> Fault:
        wrong = [value for value in values_at(body_of(arrival), field.steps) if is_number_in_text(value)]
        return f"{field.place} is the string {_shorten(wrong[0])}" if wrong else None

    return conforms


def value_conforms(field: Field) -> Check:
    """Make the check that finds another value than the one that was given, or one where none was."""

    def conforms(call: Call, arrival: Arrival) -> Fault:
        given, sent = take(call.scenario.body, field.steps), take(body_of(arrival), field.steps)
        if sent is not ABSENT and not is_of_type(sent, field.types):
            return f"{field.place} is {_shorten(sent)}"
        if any(is_mistyped(part, item) for part in field.parts for item in values_at(sent, (ITEM,))):
            return None
        if given is ABSENT:
            return (
                None if is_free(field, call.scenario.body, sent) else f"{field.place}, unasked for, is {_shorten(sent)}"
            )
        if sent is ABSENT:
            return f"no {field.place}"
        return None if sent == given else f"{field.place} is {_shorten(sent)}, not {_shorten(given)}"

    return conforms


def texts_conform(judge: ClientJudge) -> Check:
    """Make the check that finds a text that was changed, in the fields that plain texts reach."""

    def conforms(call: Call, arrival: Arrival) -> Fault:
        if arrival.fault is not None or encoding_conforms(call, arrival) or json_conforms(call, arrival):
            return arrival.fault or encoding_conforms(call, arrival) or json_conforms(call, arrival)
        for field in judge.operation.body.walk():
            is_text = field.types == {"string"} or any(
                part.is_item and part.types == {"string"} for part in field.parts
            )
            if is_text and not field.is_item and not is_mistrusted(judge, field):
                fault = value_conforms(field)(call, arrival)
                if fault is not None:
                    return fault
        return None

    return conforms


def is_mistyped(field: Field, value: Any) -> bool:
    """Return whether a value is of another type, and not left to the clauses on null and on digits."""
    is_left_to_others = (value is None and not field.required) or (
        bool(field.types & {"number", "integer"}) and is_number_in_text(value)
    )
    return not is_of_type(value, field.types) and not is_left_to_others


def is_number_in_text(value: Any) -> bool:
    """Return whether a value is a text that spells a number."""
    try:
        return isinstance(value, str) and Decimal(value).is_finite()
    except ArithmeticError:
        return False


def is_mistrusted(judge: ClientJudge, field: Field) -> bool:
    """Return whether a clause on this field, or on one around it, is broken already."""
    places = ["/".join(field.place.split("/")[:depth]) for depth in range(1, len(field.steps) + 2)]
    starts = tuple(f"{judge.operation.id}/sent/{place}/" for place in places)
    broken = {clause_id.rpartition("/")[0] + "/" for clause_id in judge.failed}
    return any(start in broken for start in starts)


def is_free(field: Field, given: Any, sent: Any) -> bool:
    """Return whether a field that was not asked for may hold this: nothing, or a list of its one counterpart."""
    if sent is ABSENT or (sent == "" and "blank" in field.free):
        return True
    single = take(given, (*field.steps[:-1], field.steps[-1].removesuffix("_list")))
    return isinstance(sent, list) and all(item == single for item in sent)


def body_of(arrival: Arrival) -> Any:
    """Return the JSON value of a body, ABSENT where there is none."""
    reading = read_json(arrival.body)
    return ABSENT if reading.fault is not None else reading.value


def values_at(body: Any, steps: tuple[str, ...]) -> Iterator[Any]:
    """Return each value at the end of these steps, every item of a list its own."""
    if body is ABSENT:
        return
    if not steps:
        yield body
    elif steps[0] == ITEM and isinstance(body, list):
        for item in body:
            yield from values_at(item, steps[1:])
    elif isinstance(body, dict) and steps[0] in body:
        yield from values_at(body[steps[0]], steps[1:])


def _shorten(value: object, limit: int = 120) -> str:
    text = repr(value)
    return text if len(text) <= limit else f"{text[:limit]}…"
