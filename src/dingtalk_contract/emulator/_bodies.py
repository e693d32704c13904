"""
Request bodies: read as JSON by the letter of RFC 8259, and judged by the document's schema.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from jsonschema_rs import Draft202012Validator, ValidationErrorKind

from ..exchange import Reading
from ._rejections import (
    BODY_EMPTY,
    BODY_TOO_LONG,
    BODY_UNFIT,
    BODY_UNREADABLE,
    Rejection,
    refuse_argument,
)
from ._requests import LONGEST_BODY


def read_strictly(body: bytes) -> Reading:
    """
    Read bytes as one JSON value; a repeated name, NaN, a byte order mark or anything left over is a fault.
    """
    try:
        return Reading(value=_DECODER.decode(body.decode("utf-8")))
    except RecursionError:
        return Reading(fault="nested too deeply")
    except ValueError as error:
        return Reading(fault=str(error))


def compile_schema(schema: Mapping[str, Any]) -> Draft202012Validator:
    """
    Make a validator in the dialect of OpenAPI 3.1.

    Raises:
        ValueError: the schema is none.
    """
    return Draft202012Validator(dict(schema))


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyReader:
    """
    Reads the bodies of one operation.
    """

    validator: Draft202012Validator

    def read(self, body: bytes) -> tuple[Any, Rejection | None]:
        """
        Give the value of a body, and why it is refused if it is.
        """
        if len(body) > LONGEST_BODY:
            return None, BODY_TOO_LONG
        if not body.strip(b" \t\r\n"):
            return None, BODY_EMPTY
        reading = read_strictly(body)
        if reading.fault is not None:
            return None, BODY_UNREADABLE
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
        error = next(iter(self.validator.iter_errors(value)))
        steps = tuple(str(step) for step in error.instance_path)
        if isinstance(error.kind, ValidationErrorKind.Required):
            return refuse_argument((*steps, error.kind.property), is_missing=True)
        return refuse_argument(steps, is_missing=False)


def _replace_surrogates(value: Any) -> Any:
    # A lone surrogate is well-formed JSON, and more than the validator takes; any character will do in its place.
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def _refuse_repeats(members: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(members)
    if len(value) != len(members):
        raise ValueError("a name stands twice")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_refuse_repeats, parse_constant=_refuse_constant)
