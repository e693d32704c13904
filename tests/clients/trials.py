"""What the trials are: the clients, and what the judge must say of each."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping

CANCEL, QUERY, FIND = "cancelTaskGroup", "queryTasks", "getProcessByName"
SIBLINGS = (
    *(
        "getToken",
        "saveProcess",
        "deleteProcess",
        "cleanProcess",
        "createInstance",
        "updateInstance",
        "updateInstances",
    ),
    *("createTasks", "updateTasks"),
)
EVERY = (CANCEL, QUERY, FIND, *SIBLINGS)
WITH_TOKEN = tuple(name for name in EVERY if name != "getToken")
"""Those that take a token, and a body."""

# A NamedTuple needs typing, a dataclass inspect: either takes longer to import than a call takes.
Trial = namedtuple("Trial", "client breaks also warns operations", defaults=(None, (), (), (CANCEL,)))

Client = Callable[[], int]
"""Makes the call that the environment describes, and gives the exit code."""
TRIALS: dict[str, Trial] = {}


def file(name: str, trial: Trial) -> None:
    """File a client under its name."""
    assert name not in TRIALS, f"there are two trials {name}"
    TRIALS[name] = trial


def break_each(
    table: Mapping[str, Mapping[str, Client]], *, also: tuple[str, ...] = (), operations: tuple[str, ...] = (CANCEL,)
) -> None:
    """File clients by the one clause that each breaks, and by their names.

    Args:
        also: clauses that cannot but break too.
        operations: those on which they are tried.
    """
    for clause, clients in table.items():
        for name, client in clients.items():
            file(name, Trial(client, breaks=clause, also=also, operations=operations))


def breaks(clause: str, *, operations: tuple[str, ...] = (CANCEL,)) -> Callable[[Client], Client]:
    """File a client as `break_each` does, where it takes more than a line."""

    def enter(client: Client) -> Client:
        break_each({clause: {client.__name__: client}}, operations=operations)
        return client

    return enter


def conform_each(
    clients: Mapping[str, Client], *, warns: tuple[str, ...] = (), operations: tuple[str, ...] = (CANCEL,)
) -> None:
    """File clients by their names as correct, with the warnings that they may get."""
    for name, client in clients.items():
        file(name, Trial(client, warns=warns, operations=operations))


def conforms(*, warns: tuple[str, ...] = (), operations: tuple[str, ...] = (CANCEL,)) -> Callable[[Client], Client]:
    """File a client as `conform_each` does, where it takes more than a line."""

    def enter(client: Client) -> Client:
        conform_each({client.__name__: client}, warns=warns, operations=operations)
        return client

    return enter
