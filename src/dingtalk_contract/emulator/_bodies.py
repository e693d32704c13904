"""Request bodies: read as JSON by the letter of RFC 8259, and judged by the document's schema."""

import json
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NoReturn

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from ..contract import ITEM, Field, is_forbidden
from ..exchange import Reading
from ._rejections import (
    BODY_EMPTY,
    BODY_TOO_LONG,
    BODY_UNFIT,
    BODY_UNREADABLE,
    Rejection,
    refuse_argument,
)

_MOST_BREACHES = 50


def read_strictly(body: bytes) -> Reading:
    """Read bytes as one JSON value; a repeated name, NaN, a byte order mark or anything left over is a fault."""
    try:
        return Reading(value=_DECODER.decode(body.decode("utf-8")))
    except RecursionError:
        return Reading(fault="nested too deeply")
    except _Repeated as error:
        return Reading(fault="a name stands twice", repeated=str(error))
    except ValueError as error:
        return Reading(fault=str(error))


def compile_schema(schema: Mapping[str, Any]) -> Draft202012Validator:
    """Make a validator in the dialect of OpenAPI 3.1.

    Raises:
        ValueError: the schema is none.
    """
    return Draft202012Validator(dict(schema))


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyReader:
    """Reads the bodies of one operation."""

    validator: Draft202012Validator
    body: Field
    longest: int

    def read(self, body: bytes) -> tuple[Any, Rejection | None]:
        """Return the value of a body, and why it is refused if it is."""
        if len(body) > self.longest:
            return None, BODY_TOO_LONG
        if not body.strip(b" \t\r\n"):
            return None, BODY_EMPTY
        reading = read_strictly(body)
        if reading.fault is not None:
            return None, replace(BODY_UNREADABLE, breaches=(_name_fault(body, reading),))
        return reading.value, self._refuse(reading.value)

    def _refuse(self, value: Any) -> Rejection | None:
        try:
            try:
                return self._judge(value)
            except UnicodeEncodeError:
                return self._judge(_replace_surrogates(value))
        except (ValueError, RecursionError):
            return BODY_UNFIT

    def _judge(self, value: Any) -> Rejection | None:
        return None if self.validator.is_valid(value) else self._word(value)

    def _word(self, value: Any) -> Rejection:
        """Word the first fault for the answer, and name all of them as breaches."""
        errors = list(islice(self.validator.iter_errors(value), _MOST_BREACHES))
        faults = [(_steps(error), self._rule(error)) for error in errors]
        steps, rule = faults[0]
        rejection = refuse_argument(tuple(map(str, steps)), is_missing=rule == "required")
        breaches = dict.fromkeys(f"sent/{_place(steps)}/{rule}" for steps, rule in faults if rule is not None)
        return replace(rejection, breaches=tuple(breaches))

    def _rule(self, error: ValidationError) -> str | None:
        """Name the rule that derives the broken clause, None where no clause is derived from the schema's keyword."""
        if isinstance(error.kind, ValidationErrorKind.Required):
            return "required"
        if not isinstance(error.kind, ValidationErrorKind.Type):
            return None
        value = error.instance
        field = next((each for each in self.body.walk() if each.place == _place(_steps(error))), None)
        if field is None or field.is_item or is_forbidden(field, value):
            return "type"
        return "null" if value is None else "digits" if str(value).isdecimal() else "type"


def _steps(error: ValidationError) -> tuple[str | int, ...]:
    steps = tuple(error.instance_path)
    return (*steps, error.kind.property) if isinstance(error.kind, ValidationErrorKind.Required) else steps


def _place(steps: tuple[str | int, ...]) -> str:
    return "/".join(["body", *(ITEM if isinstance(step, int) else step for step in steps)])


def _name_fault(body: bytes, reading: Reading) -> str:
    if reading.repeated is not None:
        return "sent/unique-names"
    try:
        is_plain = not body.startswith(BOM_UTF8) and body.decode("utf-8") is not None
    except UnicodeDecodeError:
        is_plain = False
    return "envelope/json" if is_plain else "envelope/encoding"


class _Repeated(ValueError):
    """A name that stands twice in one object."""


def _replace_surrogates(value: Any) -> Any:
    # A lone surrogate is well-formed JSON, and more than the validator takes; any character will do in its place.
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def _refuse_repeats(members: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(members)
    if len(value) != len(members):
        names = [name for name, _ in members]
        raise _Repeated(next(name for name in names if names.count(name) > 1))
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_refuse_repeats, parse_constant=_refuse_constant)
