"""The contract under load, on Locust: nothing of distribution, ramp or percentiles is ours."""

from ._launch import LoadNotRun, Size, run_load
from ._plan import Plan

__all__ = ["LoadNotRun", "Plan", "Size", "run_load"]
