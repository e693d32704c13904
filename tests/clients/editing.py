"""Makers of clients that differ in one thing: in what they send, or in how they read the answer."""

from __future__ import annotations

from tests.clients.calling import call, call_again, request

ABSENT = object()
"""Stands for a field that is not there."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from tests.clients.calling import Answer
    from tests.clients.trials import Client


def edited(change: Callable[[dict[str, Any]], Any]) -> Client:
    """Make a client that sends other fields than it was given."""
    return lambda: call(values=change(request()))


def put(name: str, value: Any) -> Client:
    """Make a client that always sends this value in a field."""
    return edited(lambda values: {**values, name: value})


def put_if_absent(name: str, value: Any) -> Client:
    """Make a client that sends this value where none was given."""
    return edited(lambda values: {name: value, **values})


def changed(name: str, change: Callable[[Any], Any]) -> Client:
    """Make a client that changes one field where it was given."""
    return edited(lambda values: {**values, name: change(values[name])} if name in values else values)


def without(name: str, when: Callable[[dict[str, Any]], bool] = lambda _: True) -> Client:
    """Make a client that leaves a field out, always or at times."""
    return edited(lambda values: {each: values[each] for each in values if each != name or not when(values)})


def renamed(name: str, other: str) -> Client:
    """Make a client that sends a field under another name."""
    return edited(lambda values: {other if each == name else each: value for each, value in values.items()})


def with_texts(change: Callable[[str], str]) -> Client:
    """Make a client that changes every text."""

    def apply(value: Any) -> Any:
        if isinstance(value, list):
            return [apply(item) for item in value]
        if isinstance(value, dict):
            return {name: apply(each) for name, each in value.items()}
        return change(value) if isinstance(value, str) else value

    return edited(lambda values: {name: apply(value) for name, value in values.items()})


def concluding(conclude: Callable[[Answer], bool]) -> Client:
    """Make a client that takes an answer for a success by a rule of its own."""
    return lambda: call(conclude)


def sending_again(wanted: Callable[[Answer | None], bool], further: int) -> Client:
    """Make a client that sends again after some answers, None being a connection that broke."""
    return lambda: call_again(wanted, further)


def reaching(steps: tuple[str, ...], change: Callable[[Any], Any]) -> Client:
    """Make a client that changes what stands at the end of these steps, in each item; ABSENT leaves it out."""
    return edited(lambda values: _reach(values, steps, change))


def _reach(value: Any, steps: tuple[str, ...], change: Callable[[Any], Any]) -> Any:
    if not steps:
        return change(value)
    if steps[0] == "items":
        return [_reach(item, steps[1:], change) for item in value] if isinstance(value, list) else value
    if not isinstance(value, dict) or (len(steps) > 1 and steps[0] not in value):
        return value
    made = _reach(value.get(steps[0], ABSENT), steps[1:], change)
    rest = {name: each for name, each in value.items() if name != steps[0]}
    return rest if made is ABSENT else {**value, steps[0]: made}
