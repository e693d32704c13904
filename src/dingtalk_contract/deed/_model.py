"""The model: what a target that does what it says must keep, in so far as a source settles it."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

LONGEST_NUMBER = 40


class Place(Enum):
    """Where a to-do must be found."""

    WAITING = "waiting"
    """On the list of its user."""
    GONE = "gone"
    """Not among those that wait."""
    FREE = "free"
    """Wherever the target likes: no source settles it."""


@dataclass(slots=True, kw_only=True, eq=False)
class Instance:
    """An instance as the model knows it."""

    id: str
    is_own: bool
    """The program made it, so that nobody else has to-dos of it."""
    is_over: bool = False
    ended_by: str = ""
    """The operation that ended it."""
    ended_as: str = ""
    """The status that it got by that."""
    todos: list["ToDo"] = field(default_factory=list)

    def running(self, *groups: str) -> list["ToDo"]:
        """Return the to-dos that must be waiting, of these groups or of all."""
        return [each for each in self.todos if each.place is Place.WAITING and (not groups or each.group in groups)]


@dataclass(slots=True, kw_only=True, eq=False)
class ToDo:
    """A to-do as the model knows it."""

    instance: Instance
    group: str
    user: str
    url: str
    """Where it leads, no other to-do there."""
    ids: frozenset[str]
    """The ids that the answer to its creation gave for its user, one of which is its own; empty where it gave none."""
    id: str | None = None
    """Its own, once that is known."""
    place: Place = Place.WAITING
    was_seen: bool = False
    """It was listed among those that wait."""
    was_gone: bool = False
    """It was seen to be gone."""
    gone_by: "tuple[str, str] | None" = None
    """The operation that took it off its list, and the slug of the clause that says so."""

    def go(self, operation_id: str, slug: str) -> None:
        """Say that it must no longer wait from now on, and by what."""
        if self.place is Place.WAITING:
            self.place, self.gone_by = Place.GONE, (operation_id, slug)


@dataclass(slots=True, kw_only=True, eq=False)
class Template:
    """A template as the model knows it."""

    name: str
    code: str
    old_names: list[str] = field(default_factory=list)
    is_deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A to-do as a target lists it; what the answer lacks is None."""

    id: str | None
    instance: str | None
    url: str | None


def text_of(value: Any) -> str | None:
    """Return an id of the model as the target wrote it, a number by its digits; None for what is no id."""
    return value if isinstance(value, str) else name_of(value)


def name_of(value: Any) -> str | None:
    """Return an id as text, the same for a number and its digits; None for what is no id."""
    if isinstance(value, str):
        digits = value.strip()
        return str(int(digits)) if digits.isdecimal() and len(digits) <= LONGEST_NUMBER else value
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    # Never int() of what may be 1e999999999.
    return str(int(value)) if abs(value) < 10**LONGEST_NUMBER and value % 1 == 0 else str(value)
