"""What the emulator holds: apps, their tokens, templates, and workflow instances with groups of to-dos."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from time import monotonic
from uuid import UUID

_FIRST_TODO = 65_429_579_088
"""The ids of new to-dos go on from here: beyond 32 bits, as the recorded ones are."""
_SCATTER = 0x9E3779B97F4A7C15F39CC0605CEDC835
"""Makes numbers that follow each other look like nothing of the kind; odd, so that none comes twice."""


class AppKind(StrEnum):
    """Who made an app, and for whom."""

    INTERNAL = "internal"
    """An organisation, for itself (企业内部应用)."""
    ENTERPRISE = "enterprise"
    """A third party, for enterprises (第三方企业应用)."""
    PERSONAL = "personal"
    """A third party, for single persons (第三方个人应用)."""


class Status(StrEnum):
    """How far a to-do, or an instance, is."""

    RUNNING = "RUNNING"
    """Somebody has still to do it (正在运行中)."""
    COMPLETED = "COMPLETED"
    """It was done."""
    CANCELED = "CANCELED"
    """A to-do that was taken back; spelt as the service spells it."""
    TERMINATED = "TERMINATED"
    """An instance that was revoked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """An app, known by its number (应用标识)."""

    id: int
    kind: AppKind = AppKind.INTERNAL
    key: str = ""
    """What it asks for its token with; empty for an app that has none."""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a token grants: to act as an app, for as long as it is valid."""

    app: App
    expires_at: float | None = None
    """By the state's clock; None for a token that does not expire."""
    parameter: str = ""
    """The query parameter that it is good in; empty for the one that most operations have."""


@dataclass(slots=True, kw_only=True)
class ToDo:
    """A to-do (待办) of one person."""

    id: int
    user: str
    status: Status = Status.RUNNING
    url: str = ""
    """Where it leads."""


@dataclass(slots=True, kw_only=True)
class Instance:
    """A workflow instance (实例) with its to-do groups (待办组) by their ids."""

    id: str
    is_own: bool = True
    """It was made by the operations of this family (自有工作流), not by the official workflow."""
    template: str = ""
    """The code of the template that it was made of."""
    status: Status = Status.RUNNING
    title: str = ""
    forms: tuple[Mapping[str, str], ...] = ()
    """The fields of its form, each a title and a content."""
    groups: dict[str, list[ToDo]] = field(default_factory=dict)

    def todos(self) -> Iterator[ToDo]:
        """Return its to-dos, group by group."""
        for todos in self.groups.values():
            yield from todos


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template (审批模板), by which instances are made."""

    name: str
    code: str
    """Its `process_code`."""
    is_own: bool = True
    """It was saved by the operations of this family (自有工作流), not by the official workflow."""


@dataclass(slots=True, kw_only=True)
class State:
    """All that the emulator holds at one time."""

    apps: dict[int, App] = field(default_factory=dict)
    tokens: dict[bytes, Grant] = field(default_factory=dict, repr=False)
    templates: dict[str, Template] = field(default_factory=dict)
    """By name."""
    instances: dict[str, Instance] = field(default_factory=dict)
    clock: Callable[[], float] = monotonic
    serials: Iterator[int] = field(default_factory=lambda: count(1))
    """Numbers of what is made here, each given once."""
    busy_until: dict[str, float] = field(default_factory=dict)
    """By the id of an instance: when the to-dos that are being created for it are there."""
    pause: float = 0.0
    """Seconds that the answer under way takes."""
    _todo_ids: Iterator[int] | None = None

    def is_busy(self, instance: Instance, seconds: float) -> bool:
        """Return whether to-dos of an instance are being created; if not, this one's creation takes some seconds."""
        if self.clock() < self.busy_until.get(instance.id, 0.0):
            return True
        # Half of the time: a timer may fire early, and the next request is then one by itself.
        self.busy_until[instance.id] = self.clock() + seconds / 2
        self.pause = seconds
        return False

    def secrets(self) -> Iterator[bytes]:
        """Return what is to be shown to nobody: the tokens, and the secrets of apps."""
        yield from self.tokens
        yield from (app.secret.encode("utf-8", "surrogatepass") for app in self.apps.values() if app.secret)

    def template_of(self, code: str) -> Template | None:
        """Return the template of a code."""
        return next((each for each in self.templates.values() if each.code == code), None)

    def todos(self) -> Iterator[tuple[Instance, ToDo]]:
        """Return every to-do, with its instance, in the order of their creation."""
        for instance in self.instances.values():
            yield from ((instance, todo) for todo in instance.todos())

    def new_id(self) -> UUID:
        """Return an id that nothing else here has."""
        return UUID(int=next(self.serials) * _SCATTER % (1 << 128), version=4)

    def new_todo_id(self) -> int:
        """Return the id of a new to-do, that no other has."""
        if self._todo_ids is None:
            self._todo_ids = count(max([_FIRST_TODO, *(todo.id + 1 for _, todo in self.todos())]))
        return next(self._todo_ids)

    def is_expired(self, grant: Grant) -> bool:
        """Return whether a token's time is over."""
        return grant.expires_at is not None and self.clock() >= grant.expires_at


def is_running(todos: Iterable[ToDo]) -> bool:
    """Return whether any of these to-dos still runs."""
    return any(todo.status is Status.RUNNING for todo in todos)


def cancel(todos: Iterable[ToDo]) -> None:
    """Set the to-dos that run to CANCELED; what is finished stays as it is."""
    for todo in todos:
        if todo.status is Status.RUNNING:
            todo.status = Status.CANCELED
