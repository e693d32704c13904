"""What the trials are: the behaviours, and what the judge must say of each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.servers.serving import Behaviour

OPERATION = "cancelTaskGroup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A server, named by what is particular to it."""

    name: str
    make: Callable[[], Behaviour]
    """Makes a server without memory of earlier runs."""
    breaks: str | None = None
    """The clause that it breaks, None for a correct server."""
    also: tuple[str, ...] = ()
    """Clauses that cannot but break too."""
    warns: tuple[str, ...] = ()
    """Clauses that a correct server may be warned of."""

    @property
    def clause(self) -> str:
        """The id of the broken clause."""
        return f"{OPERATION}/{self.breaks}"


BROKEN: list[Trial] = []
CORRECT: list[Trial] = []


def breaks(clause: str, *, also: tuple[str, ...] = (), stateful: bool = False) -> Callable[[Any], Any]:
    """File a behaviour, or a maker of behaviours that keep state, as broken in one clause."""

    def enter(behaviour: Any) -> Any:
        make = behaviour if stateful else lambda: behaviour
        BROKEN.append(Trial(name=behaviour.__name__, make=make, breaks=clause, also=also))
        return behaviour

    return enter


def conforms(*, warns: tuple[str, ...] = (), stateful: bool = False) -> Callable[[Any], Any]:
    """File a behaviour, or a maker of behaviours that keep state, as correct."""

    def enter(behaviour: Any) -> Any:
        make = behaviour if stateful else lambda: behaviour
        CORRECT.append(Trial(name=behaviour.__name__, make=make, warns=warns))
        return behaviour

    return enter
