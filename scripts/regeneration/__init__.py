"""The regeneration of the client: a strict reading, a pinned toolchain, one swap."""

from regeneration.errors import GenerationError
from regeneration.run import find_drift, regenerate
from regeneration.toolchain import ROOT

__all__ = ["ROOT", "GenerationError", "find_drift", "regenerate"]
