"""What the trials of gateways are, and what the judge must say of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.clients.trials import CANCEL, EVERY, FIND
from tests.gateways.forwarding import Behaviour

LISTING = (CANCEL, "saveProcess", "createInstance", "updateInstances", "createTasks", "updateTasks")
"""Those whose request has a list."""
COUNTING = tuple(name for name in EVERY if name not in {FIND, "getToken", "cleanProcess"})
"""Those whose request has a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A gateway, named by what is particular to it."""

    name: str
    make: Callable[[], Behaviour]
    """Makes a gateway without memory of earlier runs."""
    found: frozenset[str] = frozenset()
    """The clauses that fail or warn, none for a gateway that is right in all."""
    is_correct: bool = False
    operations: tuple[str, ...] = EVERY
    """Those on which it is as it is."""


TRIALS: list[Trial] = []


def break_each(
    table: Mapping[str, Mapping[str, Any]],
    *,
    also: tuple[str, ...] = (),
    operations: tuple[str, ...] = EVERY,
    stateful: bool = False,
) -> None:
    """File gateways by the one clause that each breaks, and by their names.

    Args:
        also: clauses that cannot but break too.
        stateful: they are makers of behaviours that keep state.
    """
    for clause, behaviours in table.items():
        for name, behaviour in behaviours.items():
            _file(name, behaviour, frozenset({clause, *also}), operations=operations, stateful=stateful)


def conform_each(behaviours: Mapping[str, Behaviour], *, operations: tuple[str, ...] = EVERY) -> None:
    """File gateways by their names as correct."""
    for name, behaviour in behaviours.items():
        _file(name, behaviour, operations=operations)


def breaks(clause: str, *, stateful: bool = False) -> Callable[[Any], Any]:
    """File a gateway as `break_each` does, where it takes more than a line."""

    def enter(behaviour: Any) -> Any:
        return _file(behaviour.__name__, behaviour, frozenset({clause}), stateful=stateful)

    return enter


def conforms(*, stateful: bool = False, operations: tuple[str, ...] = EVERY) -> Callable[[Any], Any]:
    """File a gateway as `conform_each` does, where it takes more than a line."""

    def enter(behaviour: Any) -> Any:
        return _file(behaviour.__name__, behaviour, operations=operations, stateful=stateful)

    return enter


def _file(
    name: str,
    behaviour: Any,
    found: frozenset[str] = frozenset(),
    *,
    operations: tuple[str, ...] = EVERY,
    stateful: bool = False,
) -> Any:
    make = behaviour if stateful else lambda: behaviour
    TRIALS.append(Trial(name=name, make=make, found=found, is_correct=not found, operations=operations))
    return behaviour
