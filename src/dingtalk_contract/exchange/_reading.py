"""The body of an answer read as JSON: strictly, within bounds, trusting nothing."""

import codecs
import json
from decimal import Decimal
from typing import Any, NoReturn

from ._messages import Reading

_LONGEST_PLAIN_NUMBER = 300


def read_json(body: bytes) -> Reading:
    """Read bytes as one JSON value, or say why they are none.

    A byte order mark is passed over here; that it stands there is the business of `answer/encoding`.
    """
    try:
        text = body.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        pairs = _Pairs()
        return Reading(value=_decoder(pairs).decode(text), repeated=pairs.repeated)
    except UnicodeDecodeError as error:
        return Reading(fault=f"not UTF-8 at byte {error.start}")
    except RecursionError:
        return Reading(fault="nested too deeply")
    except ValueError as error:
        return Reading(fault=str(error) if body.strip() else "empty")


def read_plain_json(body: bytes) -> Reading:
    """Read bytes as one JSON value with numbers as they come cheapest: a request of ours, on its way to a schema.

    A repeated name, a byte order mark or anything left over is a fault here.
    """
    try:
        return Reading(value=_PLAIN.decode(body.decode("utf-8")))
    except RecursionError:
        return Reading(fault="nested too deeply")
    except _Repeated as error:
        return Reading(fault="a name stands twice", repeated=str(error))
    except ValueError as error:
        return Reading(fault=str(error))


def _number(text: str) -> int | Decimal:
    # Exact, so that 1e-400 is not 0; and int() refuses, or takes long over, a number of 100,000 digits.
    if len(text) < _LONGEST_PLAIN_NUMBER and text.lstrip("-").isdigit():
        return int(text)
    return Decimal(text)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


class _Pairs:
    def __init__(self) -> None:
        self.repeated: str | None = None

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs):
            self.repeated = _repeated_name(pairs)
        return members


def _decoder(pairs: _Pairs) -> json.JSONDecoder:
    hooks: Any = {"parse_int": _number, "parse_float": _number, "parse_constant": _refuse_constant}
    return json.JSONDecoder(object_pairs_hook=pairs, **hooks)


class _Repeated(ValueError):
    """A name that stands twice in one object."""


def _refuse_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _Repeated(_repeated_name(pairs))
    return members


def _repeated_name(pairs: list[tuple[str, Any]]) -> str:
    names = [name for name, _ in pairs]
    return next(name for name in names if names.count(name) > 1)


_PLAIN = json.JSONDecoder(object_pairs_hook=_refuse_repeats, parse_constant=_refuse_constant)
