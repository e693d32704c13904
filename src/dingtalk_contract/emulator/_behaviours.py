"""What operations do beyond being validated: one module each in `operations/`, found by the operation's name."""

import re
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from ._rejections import Rejection
from ._state import App, State

Choices = Mapping[str, str]
"""What is chosen where sources conflict or are silent, by name."""


class Behaviour(Protocol):
    """What a valid request of one operation does to the state."""

    example: Mapping[str, Any]
    """Seed data by which the document's example is accepted."""
    choices: Mapping[str, tuple[str, ...]]
    """What can be chosen, the default first."""

    parameter_missing: Rejection
    """What a query is refused with that lacks a parameter, where the operation has no body."""

    def refuse_app(self, app: App) -> Rejection | None:
        """Say why an app may not call, None where it may."""

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Mapping[str, Any]:
        """Carry out a valid request, and return the answer's further members.

        Raises:
            Refused: it cannot be carried out, and nothing was changed.
        """

    def make_body(self, example: Any, state: State) -> Any:
        """Make a body that this state accepts, from the document's example."""


def find_behaviour(operation_id: str) -> Behaviour | None:
    """Return the behaviour of an operation from its module; None where it has none."""
    name = _to_snake_case(operation_id)
    if not name.isidentifier() or find_spec(f".operations.{name}", __package__) is None:
        return None
    behaviour: Behaviour | None = getattr(import_module(f".operations.{name}", __package__), "BEHAVIOUR", None)
    return behaviour


def _to_snake_case(operation_id: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", operation_id).lower()
