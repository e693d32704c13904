"""What the trials are: services, and what the judge must say of each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.deeds.service import Service
from tests.servers.serving import Behaviour

SOON = 0.15
"""Seconds to settle for services that show at once what they do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A service, named by what is particular to it."""

    name: str
    service: Callable[[], Behaviour]
    clause: str = ""
    """The id of the clause that it breaks, empty for a correct service."""
    settle: float = SOON
    unseen: frozenset[str] = frozenset()
    """The operations whose effects a correct service may leave unseen."""


BROKEN: list[Trial] = []
CORRECT: list[Trial] = []


def breaks(clause: str, **facts: Any) -> Callable[[type[Service]], type[Service]]:
    """File a service as broken in one clause, `operationId/slug` of an effect."""
    operation, slug = clause.split("/")
    return _filing(BROKEN, clause=f"{operation}/effect/{slug}", **facts)


def conforms(**facts: Any) -> Callable[[type[Service]], type[Service]]:
    """File a service as correct."""
    return _filing(CORRECT, **facts)


def _filing(trials: list[Trial], **facts: Any) -> Callable[[type[Service]], type[Service]]:
    def enter(service: type[Service]) -> type[Service]:
        trials.append(Trial(name=service.__name__, service=service, **facts))
        return service

    return enter
