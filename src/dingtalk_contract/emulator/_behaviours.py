"""
What operations do beyond being validated: one module each, found by the operation's name.
"""

import re
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from ._rejections import Rejection


class Behaviour(Protocol):
    """
    The state of one operation, and what a valid request does to it.
    """

    def perform(self, body: Any) -> Rejection | Mapping[str, Any]:
        """
        Carry out a valid request, and give the answer's further members, or say why not.
        """

    def reset(self) -> None:
        """
        Go back to the state of the start.
        """


def make_behaviour(operation_id: str, seed_data: Mapping[str, Any] | None) -> Behaviour | None:
    """
    Make the behaviour of an operation from its module; None where it has none.

    Raises:
        UsageError: the seed data are not of the form that the module takes.
    """
    name = f"_{_to_snake_case(operation_id)}"
    if not name.isidentifier() or find_spec(f".{name}", __package__) is None:
        return None
    make = getattr(import_module(f".{name}", __package__), "from_seed_data", None)
    behaviour: Behaviour | None = make(seed_data or {}) if make else None
    return behaviour


def _to_snake_case(operation_id: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", operation_id).lower()
