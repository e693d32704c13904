"""What the trials are: the clients, and what the judge must say of each."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable

# A NamedTuple needs typing, a dataclass inspect: either takes longer to import than a call takes.
Trial = namedtuple("Trial", "client breaks also warns")

Client = Callable[[], int]
"""Makes the call that the environment describes, and gives the exit code."""
TRIALS: dict[str, Trial] = {}


def breaks(clause: str, *, also: tuple[str, ...] = ()) -> Callable[[Client], Client]:
    """File a client as broken in one clause.

    Args:
        also: clauses that cannot but break too.
    """

    def enter(client: Client) -> Client:
        TRIALS[client.__name__] = Trial(client=client, breaks=clause, also=also, warns=())
        return client

    return enter


def conforms(*, warns: tuple[str, ...] = ()) -> Callable[[Client], Client]:
    """File a client as correct, with the warnings that it may get."""

    def enter(client: Client) -> Client:
        TRIALS[client.__name__] = Trial(client=client, breaks=None, also=(), warns=warns)
        return client

    return enter
