"""
The reference emulator: every operation of a document, answered as the public gateway was recorded to answer.
"""

from ._behaviours import Behaviour
from ._emulator import DEFAULT_TOKENS, Emulator
from ._rejections import Rejection
from ._requests import Request
from ._serving import EmbeddedEmulator, serve

__all__ = [
    "DEFAULT_TOKENS",
    "Behaviour",
    "EmbeddedEmulator",
    "Emulator",
    "Rejection",
    "Request",
    "serve",
]
