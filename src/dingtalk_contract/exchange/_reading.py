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
            names = [name for name, _ in pairs]
            self.repeated = next(name for name in names if names.count(name) > 1)
        return members


def _decoder(pairs: _Pairs) -> json.JSONDecoder:
    hooks: Any = {"parse_int": _number, "parse_float": _number, "parse_constant": _refuse_constant}
    return json.JSONDecoder(object_pairs_hook=pairs, **hooks)
