"""The deeds of the document: what an operation does to what a target keeps, as `x-deed` says beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ._edits import ABSENT, put, put_each, take
from ._fields import ITEM

DEED = "x-deed"


class Verb(StrEnum):
    """What can be done to what a target keeps: tokens, templates, their instances, and the to-dos of these."""

    GRANT = "grant"
    """Give a token."""
    SAVE = "save"
    """Make a template, or change the one that is named."""
    FIND = "find"
    """Find a template by its name."""
    DELETE = "delete"
    """Delete a template."""
    START = "start"
    """Make an instance of a template."""
    END = "end"
    """Complete or terminate instances."""
    PUT = "put"
    """Put to-dos of an instance, in a group, on the lists of users."""
    LIST = "list"
    """List the to-dos of a user that wait, or that were removed."""
    FINISH = "finish"
    """Complete or cancel single to-dos."""
    CANCEL = "cancel"
    """Cancel the to-dos of groups."""


SIGHTS: Mapping[Verb, Verb] = {
    Verb.SAVE: Verb.FIND,
    Verb.DELETE: Verb.FIND,
    Verb.END: Verb.LIST,
    Verb.PUT: Verb.LIST,
    Verb.FINISH: Verb.LIST,
    Verb.CANCEL: Verb.LIST,
}
"""What shows that a deed was done, where its clause names nothing else."""
ROLES = frozenset(
    (
        *("token", "template", "name", "instance", "title", "status", "result", "cancels", "group", "groups"),
        *("user", "url", "todo", "offset", "count", "more"),
    )
)
"""What a field of a deed's request or answer can stand for."""
MEANINGS = frozenset(("waiting", "removed"))
"""What a value of a status can mean to those who look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What one operation does, and where its request and its answer say of what."""

    verb: Verb
    takes: Mapping[str, tuple[str, ...]]
    """The steps to a field of the request, by role."""
    gives: Mapping[str, tuple[str, ...]]
    """The steps to a field of the answer, by role."""
    means: Mapping[str, Any] = field(default_factory=dict)
    """The value of the status, by what it means."""

    @property
    def is_batch(self) -> bool:
        """Return whether one request is of several instances."""
        return ITEM in self.takes.get("instance", ())

    def lists(self) -> list[str]:
        """Return the roles that each item of a list of the request has."""
        return [role for role, steps in self.takes.items() if ITEM in steps]

    def listed(self, body: Any, role: str) -> list[Any]:
        """Return what each item of the request's list has in a role."""
        steps = self.takes[role]
        cut = steps.index(ITEM)
        found = (take(item, steps[cut + 1 :]) for item in _list(take(body, steps[:cut])))
        return [each for each in found if each is not ABSENT]

    def fill(self, body: Any, roles: Mapping[str, Any]) -> Any:
        """Return a request with these values in the places of their roles, a list of them in each item of a list.

        Args:
            roles: by role; ABSENT leaves a field out, and a role that the request has no place for is passed over.
        """
        for role, value in roles.items():
            if role in self.takes:
                steps = self.takes[role]
                is_listed = ITEM in steps and value is not ABSENT
                cut = steps[: steps.index(ITEM)] if ITEM in steps else steps
                body = put_each(body, steps, value) if is_listed else put(body, cut, value)
        return body

    def value(self, answer: Any, role: str) -> Any:
        """Return what an answer gives in a role, ABSENT where it does not."""
        return take(answer, self.gives[role]) if role in self.gives else ABSENT

    def rows(self, answer: Any, roles: Sequence[str]) -> list[dict[str, Any]]:
        """Return what each item of an answer's list gives in these roles, without what it lacks."""
        ways = {role: self.gives[role] for role in roles if role in self.gives}
        steps = next(iter(ways.values()), ())
        if ITEM not in steps:
            return []
        items = take(answer, steps[: steps.index(ITEM)])
        found = ({role: take(item, way[way.index(ITEM) + 1 :]) for role, way in ways.items()} for item in _list(items))
        return [{role: value for role, value in row.items() if value is not ABSENT} for row in found]


def read_deed(node: Mapping[str, Any]) -> Deed | None:
    """Return the deed of an operation, None where its node has none.

    Raises:
        ValueError: there is no such verb.
    """
    raw = node.get(DEED)
    if raw is None:
        return None
    takes, gives = (
        {role: tuple(place.split("/")) for role, place in (raw.get(side) or {}).items()} for side in ("takes", "gives")
    )
    return Deed(verb=Verb(raw["verb"]), takes=takes, gives=gives, means=raw.get("means") or {})


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
