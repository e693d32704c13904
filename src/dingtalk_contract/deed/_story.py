"""The story: a program as numbered shell lines, each request a curl command that takes ids from the answers before."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..contract import ABSENT, ITEM, Verb
from ..exchange import Token, encode_json, read_plain_json, reveal, to_curl
from ._hands import Hands, Step
from ._model import name_of

LOOKING = {Verb.LIST, Verb.FIND}
HANDED_ON = ("token", "template", "instance", "todo")
"""The roles whose values an answer gives and later requests take."""


def tell(hands: Hands) -> dict[str, Any]:
    """Return the proof of a violation: the steps to it, as shell lines and by the numbers of their exchanges."""
    steps = list(_relevant(hands.log))
    lines: list[str] = []
    given: dict[str, str] = {}
    mark = hands.session.mark
    for number, step in enumerate(steps, 1):
        lines.append(f"# {number}. {step.operation.id}")
        lines.append(f'a{number}=$({_line(step, given)}); echo "$a{number}"')
        given |= {value: shown for value, shown in _gives(step, number) if value not in given}
    if any(mark in line for line in lines):
        lines = ["run=$(date +%s)", *(line.replace(mark, "'\"$run\"'") for line in lines)]
    secrets = hands.session.secrets
    return {
        "reproduce": secrets.mask("\n".join(lines)),
        "steps": [step.exchange.number for step in steps],
        "shown_by": steps[-1].exchange.number if steps else 0,
    }


def _relevant(log: list[Step]) -> Iterator[Step]:
    """Return what was done, and the last looks after it."""
    looks: list[Step] = []
    for step in log:
        deed = step.operation.deed
        if deed is not None and deed.verb in LOOKING:
            looks.append(step)
        else:
            looks.clear()
            yield step
    yield from looks


def _line(step: Step, given: Mapping[str, str]) -> str:
    draft = step.exchange.draft
    query = tuple((name, _stand_in(value, given)) for name, value in draft.query)
    draft = replace(draft, query=query)
    if draft.body is None:
        return to_curl(draft, step.exchange.base_url)
    body = read_plain_json(draft.body).value
    deed, tokens = step.operation.deed, list[Token]()
    ways = {deed.takes[role] for role in HANDED_ON if role in deed.takes} if deed else set()
    marked = _mark(body, (), ways, given, tokens)
    # Bytes that are no JSON stand as they are.
    return to_curl(draft if body is None else replace(draft, body=encode_json(marked)), step.exchange.base_url, tokens)


def _stand_in(value: str | Token, given: Mapping[str, str]) -> str | Token:
    shown = given.get(reveal(value))
    return value if shown is None else Token(value=reveal(value), shown=shown)


def _mark(
    value: Any, way: tuple[str, ...], ways: set[tuple[str, ...]], given: Mapping[str, str], tokens: list[Token]
) -> Any:
    """Return a body with a stand-in for each value that an earlier answer gave, in the places of such values."""
    if isinstance(value, dict):
        return {name: _mark(each, (*way, name), ways, given, tokens) for name, each in value.items()}
    if isinstance(value, list):
        return [_mark(each, (*way, ITEM), ways, given, tokens) for each in value]
    shown = given.get(name_of(value) or "") if way in ways else None
    if shown is None:
        return value
    stand_in = f"@{len(tokens)}@"
    # What is a number has no quotes around it.
    text = stand_in if isinstance(value, str) else json.dumps(stand_in)
    tokens.append(Token(value=text, shown=shown))
    return stand_in


def _gives(step: Step, number: int) -> Iterator[tuple[str, str]]:
    deed = step.operation.deed
    for role, steps in deed.gives.items() if deed and deed.verb not in LOOKING else ():
        if role not in HANDED_ON:
            continue
        if ITEM not in steps:
            values = [(step.value(role), _path(steps))]
        else:
            rows = step.rows(role)
            values = [(row.get(role, ABSENT), _path(steps, index)) for index, row in enumerate(rows)]
        for value, path in values:
            name = name_of(value)
            if name:
                yield name, f"""$(printf %s "$a{number}" | jq -r '{path}')"""


def _path(steps: tuple[str, ...], index: int = 0) -> str:
    return "".join(f"[{index}]" if step == ITEM else f".{step}" for step in steps)
