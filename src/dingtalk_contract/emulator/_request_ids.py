"""Request ids: twelve digits of base 36, as long as some recorded ones, in an order that the seed gives."""

from collections.abc import Iterator
from itertools import count

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PAIRS = tuple(first + second for first in _DIGITS for second in _DIGITS)
_LENGTH = 5
_MODULUS = len(_PAIRS) ** _LENGTH
# Prime to their moduli, so that no number comes twice before all have come.
_STRIDE = 2_971_215_073_601
_STEP = 577
_SPREAD = 1_134_903_170_943


def make_request_ids(seed: int) -> Iterator[str]:
    """Return one request id after another, none of them twice."""
    endings = [_PAIRS[number * _STEP % len(_PAIRS)] for number in range(len(_PAIRS))]
    for number in count(seed * _SPREAD + _STRIDE, _STRIDE):
        rest, digits = number % _MODULUS, ""
        for _ in range(_LENGTH):
            rest, pair = divmod(rest, len(_PAIRS))
            digits += _PAIRS[pair]
        for ending in endings:
            yield digits + ending
