"""
A fault of the spec, with the place where it stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """
    One fault: the file, the JSON pointer within it, and what is wrong, why, and what to do.
    """

    file: str
    pointer: str
    message: str


def point(steps: Iterable[object]) -> str:
    """
    Write steps as a JSON pointer, as RFC 6901 has it.
    """
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps) or "/"
