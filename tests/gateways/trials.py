"""What the trials of gateways are, and what the judge must say of each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.gateways.forwarding import Behaviour


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A gateway, named by what is particular to it."""

    name: str
    make: Callable[[], Behaviour]
    """Makes a gateway without memory of earlier runs."""
    found: frozenset[str] = frozenset()
    """The clauses that fail or warn, none for a gateway that is right in all."""
    is_correct: bool = False


TRIALS: list[Trial] = []


def breaks(clause: str, *, also: tuple[str, ...] = (), stateful: bool = False) -> Callable[[Any], Any]:
    """File a gateway as broken in one clause.

    Args:
        also: clauses that cannot but break too.
        stateful: it is a maker of behaviours that keep state.
    """
    return _enter(frozenset({clause, *also}), is_correct=False, stateful=stateful)


def conforms(*, stateful: bool = False) -> Callable[[Any], Any]:
    """File a gateway as correct."""
    return _enter(frozenset(), is_correct=True, stateful=stateful)


def _enter(found: frozenset[str], *, is_correct: bool, stateful: bool) -> Callable[[Any], Any]:
    def enter(behaviour: Any) -> Any:
        make = behaviour if stateful else lambda: behaviour
        TRIALS.append(Trial(name=behaviour.__name__, make=make, found=found, is_correct=is_correct))
        return behaviour

    return enter
