"""The links of the document: what the answer of one operation gives to the request of another."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ._fields import ITEM

_EXPRESSION = re.compile(r"\$(request|response)\.body#(/.*)")
PUTS_AWAY = "x-puts-away"
"""Beside a link: the linked operation puts away what this one made."""
MOST_USES = "x-most-uses"
"""Beside a link: how often the linked operation may be asked by what this one gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link, as OpenAPI has it."""

    source: str
    """The operationId whose exchange gives."""
    target: str
    """The operationId whose request takes."""
    body: Any = None
    """A part of the request's body; texts in it may be runtime expressions."""
    parameters: Mapping[str, Any]
    puts_away: bool = False
    most_uses: int | None = None
    """How often the target may be asked by what one exchange gave; None for without end."""

    def fill(self, body: Any, request: Any, answer: Any) -> Any:
        """Return a body with what an exchange gives in it.

        Args:
            request: the body of the source's request.
            answer: that of its answer.

        Raises:
            ValueError: the exchange lacks what the link takes.
        """
        return _merge(body, _evaluate(self.body, request, answer))

    def given(self, request: Any, answer: Any) -> list[Any]:
        """Return the values that an exchange gives, in the order of the link.

        Raises:
            ValueError: the exchange lacks what the link takes.
        """
        return [_evaluate(each, request, answer) for _, each in _expressions(self.body, ())]

    def names(self, steps: tuple[str, ...]) -> bool:
        """Return whether the link fills a field, or something within it."""
        return any(each[: len(steps)] == steps for each, _ in _expressions(self.body, ()))

    def answer_steps(self) -> list[tuple[str, ...]]:
        """Return the ways to the fields that the link fills from the answer."""
        return [steps for steps, each in _expressions(self.body, ()) if each.startswith("$response")]

    def parameter(self, name: str, request: Any, answer: Any) -> Any:
        """Return the value of a parameter, None where the link gives it none.

        Raises:
            ValueError: the exchange lacks what the link takes.
        """
        return _evaluate(self.parameters.get(name), request, answer)


def read_links(operation_id: str, response: Mapping[str, Any]) -> Iterator[Link]:
    """Return the links of one response; those that name their target otherwise than by operationId are passed over."""
    for node in (response.get("links") or {}).values():
        if "operationId" in node:
            yield Link(
                source=operation_id,
                target=str(node["operationId"]),
                body=node.get("requestBody"),
                parameters=node.get("parameters") or {},
                puts_away=bool(node.get(PUTS_AWAY)),
                most_uses=node.get(MOST_USES),
            )


def _evaluate(part: Any, request: Any, answer: Any) -> Any:
    if isinstance(part, dict):
        return {name: _evaluate(each, request, answer) for name, each in part.items()}
    if isinstance(part, list):
        return [_evaluate(each, request, answer) for each in part]
    found = _EXPRESSION.fullmatch(part) if isinstance(part, str) else None
    return _point(answer if found[1] == "response" else request, found[2]) if found else part


def _expressions(part: Any, steps: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(part, dict):
        for name, each in part.items():
            yield from _expressions(each, (*steps, name))
    elif isinstance(part, list):
        for each in part:
            yield from _expressions(each, (*steps, ITEM))
    elif isinstance(part, str) and _EXPRESSION.fullmatch(part):
        yield steps, part


def _point(value: Any, pointer: str) -> Any:
    """Return what a JSON pointer leads to."""
    for part in pointer.split("/")[1:]:
        step = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step[:6]) < len(value):
            value = value[int(step[:6])]
        else:
            raise ValueError(f"there is nothing at {pointer}")
    return value


def _merge(body: Any, part: Any) -> Any:
    """Return a body with a part laid over it: an object member by member, a list item by item, cut to the part's."""
    if isinstance(part, dict) and isinstance(body, dict):
        return {**body, **{name: _merge(body.get(name), each) for name, each in part.items()}}
    if isinstance(part, list) and isinstance(body, list):
        return [_merge(body[index] if index < len(body) else None, each) for index, each in enumerate(part)]
    return body if part is None else part
