"""The reference emulator: every operation of a document, answered as the public gateway was recorded to answer."""

from ._emulator import Emulator
from ._faults import FAULTS, Fault, Plan, Strike, make_strike
from ._journal import Entry, Journal, show_entries
from ._limits import Limits
from ._rejections import Rejection
from ._replies import Reply
from ._requests import Request
from ._rig import Rig
from ._seed_data import read_seed_data, show_state
from ._serving import EmbeddedEmulator, serve
from ._state import State

__all__ = [
    "FAULTS",
    "EmbeddedEmulator",
    "Emulator",
    "Entry",
    "Fault",
    "Journal",
    "Limits",
    "Plan",
    "Rejection",
    "Reply",
    "Request",
    "Rig",
    "State",
    "Strike",
    "make_strike",
    "read_seed_data",
    "serve",
    "show_entries",
    "show_state",
]
