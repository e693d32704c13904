"""What the trials are: the behaviours, and what the judge must say of each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.servers.serving import Behaviour

CANCELLING, QUERYING, FINDING = "cancelTaskGroup", "queryTasks", "getProcessByName"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A server, named by what is particular to it."""

    name: str
    make: Callable[[], Behaviour]
    """Makes a server without memory of earlier runs."""
    operation: str = CANCELLING
    """What it is judged on."""
    breaks: str | None = None
    """The clause that it breaks, None for a correct server."""
    also: tuple[str, ...] = ()
    """Clauses that cannot but break too."""
    warns: tuple[str, ...] = ()
    """Clauses that a correct server may be warned of."""

    @property
    def clause(self) -> str:
        """The id of the broken clause."""
        return self.address(str(self.breaks))

    def address(self, slug: str) -> str:
        """Return the id of a clause on what it is judged on."""
        return f"{self.operation}/{slug}"


BROKEN: list[Trial] = []
CORRECT: list[Trial] = []


def breaks(clause: str, *, stateful: bool = False, **facts: Any) -> Callable[[Any], Any]:
    """File a behaviour, or a maker of behaviours that keep state, as broken in one clause."""
    return _filing(BROKEN, stateful=stateful, breaks=clause, **facts)


def conforms(*, stateful: bool = False, **facts: Any) -> Callable[[Any], Any]:
    """File a behaviour, or a maker of behaviours that keep state, as correct."""
    return _filing(CORRECT, stateful=stateful, **facts)


def break_each(
    clause: str, *, operation: str = CANCELLING, stateful: bool = False, also: tuple[str, ...] = (), **rows: Any
) -> None:
    """File each row, a name and its behaviour or maker, as broken in one clause."""
    for name, behaviour in rows.items():
        _file(BROKEN, name, behaviour, operation=operation, stateful=stateful, breaks=clause, also=also)


def conform_each(
    *, operation: str = CANCELLING, stateful: bool = False, warns: tuple[str, ...] = (), **rows: Any
) -> None:
    """File each row, a name and its behaviour or maker, as correct."""
    for name, behaviour in rows.items():
        _file(CORRECT, name, behaviour, operation=operation, stateful=stateful, warns=warns)


def _filing(trials: list[Trial], **facts: Any) -> Callable[[Any], Any]:
    def enter(behaviour: Any) -> Any:
        _file(trials, behaviour.__name__, behaviour, **facts)
        return behaviour

    return enter


def _file(trials: list[Trial], name: str, behaviour: Any, *, stateful: bool = False, **facts: Any) -> None:
    trials.append(Trial(name=name, make=behaviour if stateful else lambda: behaviour, **facts))
