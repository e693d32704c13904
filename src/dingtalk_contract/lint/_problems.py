"""A problem of the spec, with the place where it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

Steps = tuple[str | int, ...]
"""The way from the root of a file to one of its nodes: names and positions."""
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem: the file, the JSON pointer within it, and what is wrong, why, and what to do."""

    file: str
    pointer: str
    message: str


def problem_at(file: object, steps: Iterable[object], *, wrong: str, why: str, remedy: str) -> Problem:
    """Make a problem whose message has the form that all have."""
    return Problem(file=str(file), pointer=point(steps), message=f"{wrong}: {_shorten(why)}. {remedy}.")


def point(steps: Iterable[object]) -> str:
    """Write steps as a JSON pointer (RFC 6901); the whole file is "/"."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps) or "/"


def schema_problems(file: object, steps: Steps, schema: Any, value: Any, what: str) -> Iterator[Problem]:
    """Find where a value does not keep a schema; a schema that is none itself is told elsewhere."""
    try:
        validator = jsonschema_rs.Draft202012Validator(schema)
    except jsonschema_rs.ValidationError:
        return
    try:
        errors = [((*steps, *error.instance_path), error.message) for error in validator.iter_errors(value)]
    except ValueError as error:
        errors = [(steps, str(error))]
    for place, message in errors:
        yield problem_at(
            file, place, wrong=f"{what} does not keep its schema", why=message, remedy="Mend the one or the other"
        )


def _shorten(text: str) -> str:
    words = " ".join(text.split()).removesuffix(".")
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
