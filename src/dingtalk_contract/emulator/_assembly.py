"""The composition root: an emulator put together of its engine, its breakages and its control API."""

from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import Any

from ..contract import Document
from ..exchange import Answer
from ._breakages import break_clauses
from ._control_api import ControlApi
from ._emulator import Emulator
from ._faults import Plan
from ._limits import Limits
from ._requests import Request


def make_emulator(
    document: Document,
    *,
    seed_data: Mapping[str, Any] | None = None,
    choices: Mapping[str, str] | None = None,
    plan: Plan | None = None,
    breaks: Iterable[str] = (),
    seed: int = 0,
    limits: Limits | None = None,
    clock: Callable[[], float] = monotonic,
) -> Emulator:
    """Make an emulator of a document that holds the document's examples, or what is given; deterministic by seed.

    Raises:
        DocumentError: an operation has no valid schema.
        UsageError: seed data, choices or clauses are none.
    """

    def answer_itself(emulator: Emulator, request: Request) -> Answer | None:
        return ControlApi(emulator).answer(request)

    return Emulator(
        document,
        seed_data=seed_data,
        choices=choices,
        plan=plan,
        breaks=breaks,
        seed=seed,
        limits=limits,
        clock=clock,
        break_clauses=break_clauses,
        answer_itself=answer_itself,
    )
