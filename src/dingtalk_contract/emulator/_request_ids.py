"""
Request ids: twelve digits of base 36, as long as some recorded ones, in an order that the seed gives.
"""

from collections.abc import Iterator
from itertools import count

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PAIRS = tuple(first + second for first in _DIGITS for second in _DIGITS)
_LENGTH = 6
_MODULUS = 1296**_LENGTH
# Prime to the modulus, so that no number comes twice before all have come.
_STRIDE = 2_971_215_073_600_001
_SPREAD = 1_134_903_170_943


def make_request_ids(seed: int) -> Iterator[str]:
    """
    Give one request id after another, none of them twice.
    """
    for number in count(seed * _SPREAD + _STRIDE, _STRIDE):
        rest = number % _MODULUS
        digits = []
        for _ in range(_LENGTH):
            rest, pair = divmod(rest, 1296)
            digits.append(_PAIRS[pair])
        yield "".join(digits)
