"""The reference emulator: every operation of a document, answered as the public gateway was recorded to answer."""

from ._assembly import make_emulator
from ._emulator import Emulator
from ._faults import FAULTS, Fault, Plan, Strike, make_strike
from ._handle import EmulatorHandle
from ._journal import Entry, Journal, show_entries
from ._limits import Limits
from ._rejections import Rejection
from ._requests import Request
from ._responses import Response
from ._seed_data import read_seed_data, show_state
from ._serving import EmbeddedEmulator, serve
from ._state import State

__all__ = [
    "FAULTS",
    "EmbeddedEmulator",
    "Emulator",
    "EmulatorHandle",
    "Entry",
    "Fault",
    "Journal",
    "Limits",
    "Plan",
    "Rejection",
    "Request",
    "Response",
    "State",
    "Strike",
    "make_emulator",
    "make_strike",
    "read_seed_data",
    "serve",
    "show_entries",
    "show_state",
]
